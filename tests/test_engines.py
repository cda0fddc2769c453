"""Engines draft and nothing more; what a server or a model can do wrong ends in a refusal, never in a translation."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from crisisbrief.errors import BriefError
from crisisbrief.model import State
from crisisbrief.translate import Memory, Remembered, read_catalog
from crisisbrief.translate.engines import ENGINES, Context, Hint, Journal, Refused, Request, draft, engine
from crisisbrief.translate.engines.argos import open_package
from crisisbrief.translate.engines.libretranslate import LibreTranslate
from crisisbrief.translate.engines.openai import ChatCompletions
from crisisbrief.translate.engines.plausible import fault
from crisisbrief.translate.engines.server import LONGEST_ANSWER, LONGEST_PAUSE, Server
from crisisbrief.translate.engines.settings import Settings, read_settings
from loopback import HERE
from project import Project, assert_one_message
from tiny_model import LINES, package

SENTENCES = ("أغلقت السلطات المطار صباح الأربعاء.", "وأصيب عشرة أشخاص في الاشتباكات.")
ENGLISH = ("The authorities closed the airport on Wednesday morning.", "Ten people were injured in the clashes.")
KEY = "sk-secret-0123456789"
Answer = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """One question as the stand-in server gets it, with the ways to answer."""

    question: Any

    def do_POST(self) -> None:
        stand_in: StandIn = self.server.stand_in  # type: ignore[attr-defined]
        self.question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        stand_in.questions.append(self.question)
        stand_in.paths.append(self.path)
        stand_in.keys.append(self.headers.get("Authorization"))
        answer = stand_in.answers.pop(0) if len(stand_in.answers) > 1 else stand_in.answers[0]
        answer(self)

    def say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@dataclass
class StandIn:
    """A server on this machine that answers as told, the last way for ever."""

    answers: list[Answer]
    address: str = ""
    questions: list[Any] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


@contextmanager
def standing_in(*answers: Answer) -> Iterator[StandIn]:
    stand_in = StandIn(list(answers))
    http = ThreadingHTTPServer((HERE, 0), Asked)
    http.daemon_threads = True
    http.stand_in = stand_in  # type: ignore[attr-defined]
    stand_in.address = f"http://{HERE}:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def status(code: int, message: str = "", **headers: str) -> Answer:
    return lambda asked: asked.say(code, json.dumps({"error": message}).encode(), **headers)


def libre(*texts: str) -> Answer:
    """As LibreTranslate answers a list."""
    known = dict(zip(SENTENCES, texts or ENGLISH, strict=False))
    return lambda asked: asked.say(
        200, json.dumps({"translatedText": [known[text] for text in asked.question["q"]]}).encode()
    )


def chat(content: str | Callable[[list[dict[str, Any]]], str], reason: str = "stop") -> Answer:
    """As a chat completion answers; `content` may be made from the sentences that were asked."""

    def answer(asked: Asked) -> None:
        sentences = json.loads(asked.question["messages"][1]["content"])["sentences"]
        text = content if isinstance(content, str) else content(sentences)
        choice = {"index": 0, "finish_reason": reason, "message": {"role": "assistant", "content": text}}
        asked.say(200, json.dumps({"choices": [choice]}).encode())

    return answer


def translated(sentences: list[dict[str, Any]]) -> str:
    known = dict(zip(SENTENCES, ENGLISH, strict=True))
    return json.dumps({"translations": [{"id": each["id"], "text": known[each["text"]]} for each in sentences]})


def hang(asked: Asked) -> None:
    time.sleep(1)


def drip(asked: Asked) -> None:
    """A byte now and then, so that no single wait is long."""
    asked.send_response(200)
    asked.end_headers()
    try:
        for _ in range(20):
            asked.wfile.write(b" ")
            time.sleep(0.1)
    except OSError:
        asked.close_connection = True


def flood(asked: Asked) -> None:
    """100 MB, or as much as is taken."""
    asked.send_response(200)
    asked.end_headers()
    try:
        for _ in range(100):
            asked.wfile.write(b" " * (1 << 20))
    except OSError:
        asked.close_connection = True


def cut(asked: Asked) -> None:
    asked.say(200, b'{"translatedText": ["The author')


def broken_off(asked: Asked) -> None:
    asked.send_response(200)
    asked.send_header("Content-Length", "1000")
    asked.end_headers()
    asked.wfile.write(b"{")
    asked.close_connection = True


class Waits(list[float]):
    """Stands in for time.sleep and remembers."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def server_at(address: str, waits: Waits | None = None, timeout: float = 20.0) -> Server:
    secret = {"Authorization": f"Bearer {KEY}"}
    return Server(address, secret, KEY, timeout, waits if waits is not None else Waits())


def context(count: int = 2) -> Context:
    return Context("ar", "en", (Hint(),) * count)


def libretranslate(stand_in: StandIn, **more: Any) -> LibreTranslate:
    return LibreTranslate("libretranslate", server_at(stand_in.address, **more), key=KEY)


def requests(*texts: str) -> tuple[Request, ...]:
    return tuple(Request(text, Hint()) for text in texts)


def test_libretranslate_drafts_a_list() -> None:
    with standing_in(libre()) as stand_in:
        assert libretranslate(stand_in).draft(SENTENCES, context()) == list(ENGLISH)
    [asked] = stand_in.questions
    assert asked == {"q": list(SENTENCES), "source": "ar", "target": "en", "format": "text", "api_key": KEY}
    assert stand_in.paths == ["/translate"]


def test_a_language_model_is_told_terms_and_neighbours_and_held_to_the_schema() -> None:
    hint = Hint("قبلها.", "بعدها.", (("المطار", "the airport", "Almaty"),))
    with standing_in(chat(translated)) as stand_in:
        model = ChatCompletions("llm small", "small", server_at(stand_in.address))
        assert model.draft(SENTENCES, Context("ar", "en", (hint, Hint()))) == list(ENGLISH)
    [question] = stand_in.questions
    first, second = json.loads(question["messages"][1]["content"])["sentences"]
    assert (first["before"], first["after"], first["terms"]) == ("قبلها.", "بعدها.", {"المطار": "the airport (Almaty)"})
    assert set(second) == {"id", "text"}
    assert "from Arabic into English" in question["messages"][0]["content"]
    assert question["response_format"]["json_schema"]["strict"] is True
    assert (stand_in.paths, stand_in.keys) == (["/chat/completions"], [f"Bearer {KEY}"])


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(chat("I cannot help with that."), "form that was asked for", id="prose"),
        pytest.param(chat('{"translations": [{"id": 1, "text": "The au'), "form that was asked for", id="half JSON"),
        pytest.param(chat(translated, reason="length"), "cut off", id="at its limit"),
        pytest.param(chat('{"translations": []}'), "leaves the sentence out", id="nothing"),
        pytest.param(chat('{"translations": [{"id": "1", "text": "x"}]}'), "leaves the sentence out", id="wrong id"),
        pytest.param(
            chat('{"translations": [{"id": 1, "text": "x"}, {"id": 1, "text": "y"}]}'), "twice", id="one id twice"
        ),
        pytest.param(lambda asked: asked.say(200, b'{"choices": []}'), "not a chat completion", id="no choice"),
        pytest.param(lambda asked: asked.say(200, b"[]"), "not a chat completion", id="another shape"),
    ],
)
def test_what_a_language_model_can_say_wrong(answer: Answer, reason: str) -> None:
    with standing_in(answer) as stand_in:
        [found] = ChatCompletions("llm", "small", server_at(stand_in.address)).draft(SENTENCES[:1], context(1))
    assert isinstance(found, Refused) and reason in found.reason


def test_an_answer_in_a_code_fence_counts() -> None:
    with standing_in(chat(lambda sentences: f"```json\n{translated(sentences)}\n```")) as stand_in:
        assert ChatCompletions("llm", "x", server_at(stand_in.address)).draft(SENTENCES, context()) == list(ENGLISH)


@pytest.mark.parametrize("code", [429, 500, 503])
def test_what_passes_is_waited_out(code: int) -> None:
    waits = Waits()
    with standing_in(status(code), status(code), libre()) as stand_in:
        assert libretranslate(stand_in, waits=waits).draft(SENTENCES, context()) == list(ENGLISH)
    assert waits == [1.0, 2.0]


def test_a_server_says_how_long_to_wait_within_bounds() -> None:
    waits = Waits()
    with standing_in(status(429, Retry_After="7"), libre()) as stand_in:
        assert libretranslate(stand_in, waits=waits).draft(SENTENCES, context()) == list(ENGLISH)
    assert waits == [7.0]
    told = "answers 429 and asks to wait 61 seconds; what is drafted is kept"
    too_long = status(429, Retry_After=str(int(LONGEST_PAUSE) + 1))
    with standing_in(too_long) as stand_in, pytest.raises(BriefError, match=told):
        libretranslate(stand_in).draft(SENTENCES, context())
    assert len(stand_in.questions) == 1


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        pytest.param(status(500), "answers 500; what is drafted is kept", id="fault of the server"),
        pytest.param(status(403, f"bad key {KEY}"), r"answers 403 \(bad key …\); mend", id="wrong key"),
        pytest.param(status(401), "answers 401; mend", id="no key"),
        pytest.param(status(404), "answers 404; mend", id="wrong address"),
        pytest.param(hang, "did not answer in time", id="silence"),
        pytest.param(drip, "did not answer in time", id="a byte now and then"),
        pytest.param(broken_off, "did not answer in time or broke off", id="broken off"),
        pytest.param(status(302, Location="http://198.51.100.7/translate"), "198.51.100.7, which was", id="302"),
        pytest.param(status(307, Location="https://elsewhere.example/"), "elsewhere.example, which was", id="307"),
    ],
)
def test_what_ends_the_run(answer: Answer, message: str) -> None:
    with standing_in(answer) as stand_in, pytest.raises(BriefError, match=message) as caught:
        libretranslate(stand_in, timeout=0.4).draft(SENTENCES, context())
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(status(400, "ar is not supported"), "answers 400 (ar is not supported)", id="bad request"),
        pytest.param(cut, "not whole JSON", id="truncated JSON"),
        pytest.param(lambda asked: asked.say(200, b"[" * 100_000), "not whole JSON", id="nested without end"),
        pytest.param(flood, f"longer than {LONGEST_ANSWER >> 20} MB", id="100 MB"),
        pytest.param(lambda asked: asked.say(200, b"null"), "one translation for each", id="null"),
        pytest.param(lambda asked: asked.say(200, b'{"translatedText": ["x"]}'), "one translation for", id="short"),
        pytest.param(lambda asked: asked.say(200, b'{"translatedText": [1, 2]}'), "not a text", id="numbers"),
    ],
)
def test_what_is_refused_per_sentence(answer: Answer, reason: str) -> None:
    with standing_in(answer) as stand_in:
        found = libretranslate(stand_in).draft(SENTENCES, context())
    assert all(isinstance(each, Refused) and reason in each.reason for each in found) and len(found) == 2


def test_a_server_that_is_not_there() -> None:
    with standing_in(libre()) as stand_in:
        address = stand_in.address
    waits = Waits()
    with pytest.raises(BriefError, match="cannot be reached"):
        LibreTranslate("libretranslate", server_at(address, waits)).draft(SENTENCES, context())
    assert waits == [1.0, 2.0, 4.0, 8.0]


def test_a_proxy_on_the_way_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://me:pw@proxy.example:3128")
    monkeypatch.setenv("no_proxy", "intern.example")
    assert Server("https://mt.example/v1").host == "https://mt.example by way of proxy.example:3128"
    assert Server("https://intern.example").host == "https://intern.example"
    assert Server("http://mt.example").host == "http://mt.example (not encrypted)"


def test_a_key_shows_in_no_record() -> None:
    server = server_at("http://127.0.0.1:1")
    assert KEY not in repr(LibreTranslate("x", server, key=KEY)) + repr(ChatCompletions("x", "y", server))


@pytest.mark.parametrize(
    ("source", "answer", "reason"),
    [
        (SENTENCES[0], ENGLISH[0], None),
        ("CNN", "CNN", None),
        ("10:30", "10:30", None),
        (SENTENCES[0], "", "empty"),
        (SENTENCES[0], SENTENCES[0], "the source itself"),
        (SENTENCES[0] * 3, "The authorities closed the airport.", "half of the sentence"),
        (SENTENCES[0], "Airport", "most of the sentence"),
        (SENTENCES[0], "The authorities. " * 12, "too long"),
        (SENTENCES[0] * 4, "closed the airport " * 7, "repeats itself"),
        (SENTENCES[0] * 4, "The airport hahahahahahahahahahahahahahahahahahahahahahahahahaha.", "repeats itself"),
        (SENTENCES[0], "Власти закрыли аэропорт утром.", "script"),
        (SENTENCES[0], "The authorities closed المطار صباح on Wednesday.", "left untranslated"),
        (SENTENCES[0], "The authorities \u202eclosed the airport.", "control characters"),
        (SENTENCES[0], "The authorities\x00 closed the airport.", "control characters"),
        (SENTENCES[0], "The authorities\ud800 closed the airport.", "control characters"),
    ],
)
def test_what_no_translation_looks_like(source: str, answer: str, reason: str | None) -> None:
    found = fault(source, answer, "ar", "en")
    assert found is None if reason is None else reason in (found or "")


def test_what_was_answered_is_never_asked_twice(tmp_path: Path) -> None:
    """Also when the run before broke off in the middle of a line."""
    path = tmp_path / "x.jsonl"
    with standing_in(libre(ENGLISH[0], "")) as stand_in:
        first = dict(draft(libretranslate(stand_in), requests(*SENTENCES), context(), Journal(path)))
        assert list(first.values()) == [ENGLISH[0], Refused("the answer is empty")]
        path.write_bytes(path.read_bytes() + b'{"key": "half a li')
        again = dict(draft(libretranslate(stand_in), requests(*SENTENCES), context(), Journal(path)))
        assert again == first and len(stand_in.questions) == 1
        anew = dict(draft(libretranslate(stand_in), requests(*SENTENCES), context(), Journal(path, forget=True)))
        assert anew == first and len(stand_in.questions) == 2
    assert KEY not in path.read_text("utf-8")


def test_where_a_whole_batch_is_refused_each_sentence_goes_alone(tmp_path: Path) -> None:
    with standing_in(cut, libre()) as stand_in:
        found = dict(draft(libretranslate(stand_in), requests(*SENTENCES), context(), Journal(tmp_path / "x")))
    assert list(found.values()) == list(ENGLISH)
    assert [len(question["q"]) for question in stand_in.questions] == [2, 1, 1]


def test_a_server_that_gives_nothing_usable_is_left_alone(tmp_path: Path) -> None:
    many = requests(*(f"جملة رقم {number}" for number in range(60)))
    with standing_in(status(400, "unknown language")) as stand_in, pytest.raises(BriefError, match="nothing usable"):
        list(draft(libretranslate(stand_in), many, context(), Journal(tmp_path / "x")))
    assert len(stand_in.questions) < 40


def test_memory_is_an_engine_for_what_is_the_same() -> None:
    known = Memory(lambda: (Remembered(SENTENCES[0], ENGLISH[0], "x"),))
    remember = ENGINES["memory"](Settings(Path("x"), "memory", "memory"), "ar", "en", known)
    found = remember.draft(SENTENCES, context())
    assert found == [ENGLISH[0], Refused("was not translated before")] and remember.host is None


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        ("", "ollama", r"there is no engine \[ollama\]; there are: memory"),
        ("[x", "x", "is not TOML"),
        ("[x]\nurl = 3", "x", r"\[x\] url cannot be int"),
        ("[x]\nkey = 'sk-1'", "x", r"\[x\] key is not known here"),
        (f"[x]\nkey_variable = '{KEY}'", "x", "never the key itself"),
        ("[x]\npackages = [1]", "x", "list of files"),
        ("[x]\nbatch = 0", "x", "above 0"),
        ("[x]\nengine = 'magic'", "x", r"\[x\] engine 'magic' is not known"),
        ("[libretranslate]", "libretranslate", "does not say url"),
        ("[libretranslate]\nurl = 'file:///etc/passwd'", "libretranslate", "must be an address"),
        ("[libretranslate]\nurl = 'http://me:pw@x.example'", "libretranslate", "must be an address"),
        ("[libretranslate]\nurl = 'http://x.example/?key=1'", "libretranslate", "must be an address"),
        ("[libretranslate]\nurl = 'http://x .example'", "libretranslate", "must be an address"),
        ("[openai]\nurl = 'http://127.0.0.1:1'", "openai", "does not say model"),
        ("[argos]\npackages = ['no.argosmodel']", "argos", r"no\.argosmodel: is no model file"),
        ("[libretranslate]\nurl = 'http://x.example'\nkey_variable = 'NOT_SET_ANYWHERE'", "libretranslate", "NOT_SET"),
    ],
)
def test_a_fault_in_the_settings_is_one_message(tmp_path: Path, content: str, name: str, message: str) -> None:
    (tmp_path / "translation.toml").write_text(content, "utf-8")
    with pytest.raises(BriefError, match=message) as caught:
        engine(read_settings(tmp_path, name), "ar", "en", Memory())
    assert KEY not in str(caught.value)


@pytest.fixture
def flood_brief(empty_project: Project) -> Project:
    report = empty_project.root / "2026-11-20.ar.txt"
    report.write_text(" ".join(SENTENCES), "utf-8")
    empty_project.run("new", report.name, "--slug", "unrest", "--country", "SD")
    return empty_project


def settings_of(project: Project, address: str) -> None:
    table = f'[desk]\nengine = "libretranslate"\nurl = "{address}"\nkey_variable = "DESK_KEY"\n'
    (project.root / "content" / "translation.toml").write_text(table, "utf-8")


def texts_known(*texts: str) -> Answer:
    """Answers what it knows, and for names what no translation looks like."""
    known = dict(zip(SENTENCES, texts or ENGLISH, strict=False))
    return lambda asked: asked.say(
        200, json.dumps({"translatedText": [known.get(text, "") for text in asked.question["q"]]}).encode()
    )


def test_drafting_a_brief_says_first_where_the_text_goes(flood_brief: Project) -> None:
    catalog = flood_brief.brief("unrest") / "2026-11-20.en.po"
    with standing_in(texts_known()) as stand_in:
        settings_of(flood_brief, stand_in.address)
        ran = flood_brief.run("translate", "draft", "--engine", "desk", "--locale", "en", env={"DESK_KEY": KEY})
        asked = len(stand_in.questions)
        flood_brief.run("translate", "draft", "--engine", "desk", "--quiet", env={"DESK_KEY": KEY})
        assert len(stand_in.questions) == asked
    assert f"texts go to {stand_in.address}" in ran.err
    found = read_catalog(catalog)
    for text, english in zip(SENTENCES, ENGLISH, strict=True):
        assert (found.text((text, None)), found.state((text, None))) == (english, State.DRAFT)
        assert found.by((text, None)) == "desk"
    files = [path for path in flood_brief.root.rglob("*") if path.is_file()]
    assert not any(KEY.encode() in path.read_bytes() for path in files)
    assert "draft: desk" not in catalog.with_name(f"{catalog.name}~").read_text("utf-8")


def test_what_was_drafted_before_a_server_failed_is_kept(flood_brief: Project) -> None:
    table = '[desk]\nengine = "libretranslate"\nbatch = 1\ntimeout = 5\n'
    with standing_in(texts_known(), status(403)) as stand_in:
        settings = table + f'url = "{stand_in.address}"\n'
        (flood_brief.root / "content" / "translation.toml").write_text(settings, "utf-8")
        assert_one_message_and_notice(flood_brief)
    found = read_catalog(flood_brief.brief("unrest") / "2026-11-20.en.po")
    assert [found.state((text, None)) for text in SENTENCES] == [State.DRAFT, State.MISSING]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_run_goes_on_without_asking_twice(flood_brief: Project, how: signal.Signals) -> None:
    table = '[desk]\nengine = "libretranslate"\nbatch = 1\n'
    settings = flood_brief.root / "content" / "translation.toml"
    found = flood_brief.brief("unrest") / "2026-11-20.en.po"
    words = [sys.executable, "-m", "crisisbrief", "translate", "draft", "--engine", "desk"]
    with standing_in(texts_known(), hang) as stand_in:
        settings.write_text(table + f'url = "{stand_in.address}"\n', "utf-8")
        with subprocess.Popen(words, cwd=flood_brief.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
            until = time.monotonic() + 60
            while len(stand_in.questions) < 2 and run.poll() is None and time.monotonic() < until:
                time.sleep(0.02)
            run.send_signal(how)
            run.communicate(timeout=60)
    if how is signal.SIGINT:
        assert read_catalog(found).state((SENTENCES[0], None)) is State.DRAFT
    with standing_in(texts_known()) as stand_in:
        settings.write_text(table + f'url = "{stand_in.address}"\n', "utf-8")
        flood_brief.run("translate", "draft", "--engine", "desk")
    assert SENTENCES[0] not in [text for question in stand_in.questions for text in question["q"]]
    assert [read_catalog(found).state((text, None)) for text in SENTENCES] == [State.DRAFT, State.DRAFT]


def assert_one_message_and_notice(project: Project) -> None:
    ran = project.run("translate", "draft", "--engine", "desk", ok=False)
    notice, message = ran.err.splitlines()
    assert ran.code == 1 and "go to" in notice and "answers 403; mend" in message


def test_no_server_is_asked_that_no_editor_named(flood_brief: Project) -> None:
    assert_one_message(flood_brief.run("translate", "draft", "--engine", "openai", ok=False), r"no engine \[openai\]")


def test_a_model_file_is_read_and_run_as_it_is(tmp_path: Path) -> None:
    """The whole way through CTranslate2 and SentencePiece; the weights are chance and the words mean nothing."""
    argos = open_package(package(tmp_path / "x.argosmodel"), threads=1)
    found = argos.draft(LINES[:2], context())
    assert (argos.name, argos.host) == ("argos ar-en 1.0", None)
    assert len(found) == 2 and all(isinstance(text, str) and set(text) <= set("ten ") for text in found)


def test_a_model_that_never_ends_is_stopped(tmp_path: Path) -> None:
    argos = open_package(package(tmp_path / "x.argosmodel", says=None), threads=1)
    assert argos.draft([LINES[0], "", LINES[0] * 20], context(3)) == [
        Refused("the model did not come to an end"),
        Refused("there is nothing to translate"),
        Refused("is longer than the model reads (701 pieces, 500 at most)"),
    ]


def test_a_package_of_opus_has_a_vocabulary_for_each_language(tmp_path: Path) -> None:
    path = package(tmp_path / "x.argosmodel", vocabulary_file="source.spm")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("translate-ar_en/target.spm", archive.read("translate-ar_en/source.spm"))
    [found] = open_package(path, threads=1).draft(LINES[:1], context(1))
    assert isinstance(found, str)


def damaged(path: Path) -> Path:
    content = bytearray(package(path).read_bytes())
    content[2000:4000] = bytes(2000)
    path.write_bytes(content)
    return path


def packed(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(f"x/{name.replace('_', '.')}", content)
    return path


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(lambda path: package(path, vocabulary_file="bpe.model"), "split by bpe.model", id="bpe"),
        pytest.param(lambda path: package(path, vocabulary_file="words.txt"), "no sentencepiece.model", id="without"),
        pytest.param(damaged, "is damaged; get it again|cannot be loaded", id="damaged"),
        pytest.param(lambda path: packed(path, metadata_json="{", model_bin="x"), "metadata.json", id="no metadata"),
        pytest.param(
            lambda path: packed(path, metadata_json="{}", sentencepiece_model="x"), "cannot be loaded", id="no model"
        ),
        pytest.param(lambda path: path.write_bytes(b"<html>") and path, "is no model file", id="not a zip"),
    ],
)
def test_a_model_file_that_cannot_be_read(tmp_path: Path, make: Callable[[Path], Path], message: str) -> None:
    with pytest.raises(BriefError, match=message):
        open_package(make(tmp_path / "x.argosmodel"), threads=1)


def test_the_model_file_for_the_two_languages_is_taken(flood_brief: Project) -> None:
    package(flood_brief.root / "en-ar.argosmodel", from_code="en", to_code="ar")
    settings = flood_brief.root / "content" / "translation.toml"
    settings.write_text('[argos]\nthreads = 1\npackages = ["en-ar.argosmodel"]\n', "utf-8")
    ran = flood_brief.run("translate", "draft", "--engine", "argos", ok=False)
    assert_one_message(ran, r"no model file that translates from ar to en")
    package(flood_brief.root / "ar-en.argosmodel")
    settings.write_text('[argos]\nthreads = 1\npackages = ["en-ar.argosmodel", "ar-en.argosmodel"]\n', "utf-8")
    ran = flood_brief.run("translate", "draft", "--engine", "argos")
    assert "drafts from argos ar-en 1.0" in ran.out and "most of the sentence is missing" in ran.out
    assert ran.err == "", "nothing leaves the machine, nothing is announced"

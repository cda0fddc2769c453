"""Bad input ends with one clear message, exit code 1, and nothing half-written."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from project import Project, assert_one_message, files_below

SLUG = "kazakhstan-unrest-2022"
ENGLISH = "On Tuesday the government said that calm had returned.\n"


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which input can be bad, and what the message must say about it."""

    command: tuple[str, ...]
    spoil: Callable[[Project], object]
    says: str
    """A pattern: the file, the line where there is one, what is wrong and what to do."""


def incoming(content: bytes, name: str = "report.txt") -> Callable[[Project], object]:
    return lambda project: (project.root / name).write_bytes(content)


def changed(name: str, old: str, new: str) -> Callable[[Project], object]:
    """Replace the first `old` in a file of the brief; it must be there."""

    def spoil(project: Project) -> None:
        path = project.brief(SLUG) / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def added(text: str) -> Callable[[Project], object]:
    def spoil(project: Project) -> None:
        with (project.brief(SLUG) / "brief.toml").open("a", encoding="utf-8") as file:
            file.write(text)

    return spoil


def catalog_of_another_report(project: Project) -> None:
    (project.brief(SLUG) / "2022-01-05.en.po").write_bytes(FOREIGN_CATALOG)


def nothing(_: Project) -> None:
    """The command itself is the fault."""


NEW = ("new", "report.txt", "--slug", "new-brief", "--locale", "en")
DATED = (*NEW, "--published", "2022-01-05")
FOREIGN_CATALOG = """
msgid ""
msgstr "Language: en\\n"

msgid "أعلنت الشرطة أنها فتحت الطريق."
msgstr "Police said they had opened the road."

msgid "وأضافت أن أحدا لم يصب."
msgstr "They added that nobody was hurt."
""".encode()
DECISION = """
[[decision]]
segment = "p99s1"
opening = "No such words"
section = "background"
reason.en = "because"
"""
FAULTS = {
    "an empty report": Fault(DATED, incoming(b""), r"report\.txt: .*empty.*; "),
    "a report of white space": Fault(DATED, incoming(b" \r\n\t\n"), r"report\.txt: .*empty.*; "),
    "a report that became empty": Fault(
        ("generate",),
        lambda project: (project.brief(SLUG) / "2022-01-05.ar.txt").write_bytes(b""),
        r"2022-01-05\.ar\.txt: .*empty.*; ",
    ),
    "a picture": Fault(DATED, incoming(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9), r"report\.txt: .*not a text.*; "),
    "a program": Fault(DATED, incoming(b"\x7fELF" + bytes(4096)), r"report\.txt: .*not a text.*; "),
    "random bytes": Fault(DATED, incoming(random.Random(1).randbytes(4099)), r"report\.txt: .*(text|encoding).*; "),
    "an encoding nobody knows": Fault(
        (*DATED, "--encoding", "klingon"), incoming(ENGLISH.encode()), r"report\.txt: .*klingon.*; try"
    ),
    "bytes that are not in the encoding given": Fault(
        (*DATED, "--encoding", "utf-8"), incoming(b"first line\nsecond \xff\xfe line\n"), r"report\.txt:2: .*utf-8; "
    ),
    "no such file": Fault(DATED, nothing, r"report\.txt: .*no such file"),
    "no date": Fault(NEW, incoming(ENGLISH.encode()), r"report\.txt: .*date.*--published YYYY-MM-DD"),
    "a date that is none": Fault(
        (*NEW, "--published", "2022-02-30"), incoming(ENGLISH.encode()), r"'2022-02-30'.*YYYY-MM-DD"
    ),
    "a country that is none": Fault((*DATED, "--country", "XQ"), incoming(ENGLISH.encode()), r"'XQ'.*; .*ZZ"),
    "a country by its name": Fault((*DATED, "--country", "Kazakhstan"), incoming(ENGLISH.encode()), r"Kazakhstan.*KZ"),
    "a country in brief.toml that is none": Fault(
        ("generate",), changed("brief.toml", 'country = "KZ"', 'country = "QQ"'), r"brief\.toml:\d+: 'QQ'.*; "
    ),
    "a language without a pack": Fault(
        ("new", "report.txt", "--slug", "x", "--locale", "xx", "--published", "2022-01-05"),
        incoming(ENGLISH.encode()),
        r"'xx'.*\bar\b.*\ben\b",
    ),
    "a language code that is none": Fault(
        ("new", "report.txt", "--slug", "x", "--locale", "../ar", "--published", "2022-01-05"),
        incoming(ENGLISH.encode()),
        r"'\.\./ar'",
    ),
    "a language in brief.toml without a pack": Fault(
        ("generate",), changed("brief.toml", '["ar", "en"]', '["ar", "en", "tlh"]'), r"brief\.toml:\d+: .*'tlh'.*\bar\b"
    ),
    "broken TOML": Fault(
        ("generate",), changed("brief.toml", "[edition]", "[edition\n"), r"brief\.toml:\d+: .*TOML.*; "
    ),
    "a key that nobody reads": Fault(
        ("generate",), changed("brief.toml", "number = 1", "nunber = 1"), r"brief\.toml:\d+: .*nunber"
    ),
    "a brief without brief.toml": Fault(
        ("generate",), lambda project: (project.brief(SLUG) / "brief.toml").unlink(), r"brief\.toml: is missing; "
    ),
    "a catalog that does not parse": Fault(
        ("generate",), changed("2022-01-05.en.po", "msgid", 'msgid "unclosed\nmsgid'), r"2022-01-05\.en\.po:\d+: .+"
    ),
    "a catalog of another report": Fault(
        ("generate",), catalog_of_another_report, r"2022-01-05\.en\.po:\d*:? ?.*report.*"
    ),
    "a returned catalog of another report": Fault(
        ("translate", "merge", "back.po"),
        incoming(FOREIGN_CATALOG, "back.po"),
        r"back\.po: .*another report",
    ),
    "a decision for a sentence that is not there": Fault(
        ("generate",), added(DECISION), r"brief\.toml:\d+: .*p99s1.*; "
    ),
    "a decision for another sentence than its words say": Fault(
        ("generate",), added(DECISION.replace("p99s1", "p1s1")), r"brief\.toml:\d+: .*p1s1.*"
    ),
    "a section that is none": Fault(("place", "p1s1", "weather", "--reason", "x"), nothing, r"weather.*escalation"),
    "a sentence that is not there": Fault(("place", "p99s9", "background", "--reason", "x"), nothing, r"p99s9.*; "),
    "a brief that is not there": Fault(("translate", "status", "atlantis"), nothing, r"atlantis.*" + SLUG),
    "a page that a hand changed": Fault(
        ("generate",),
        lambda project: _append(project.root / "content" / "en" / SLUG / "escalation.md"),
        r"content/en/" + SLUG + r"/escalation\.md: .*; ",
    ),
}


def _append(page: Path) -> None:
    with page.open("a", encoding="utf-8") as file:
        file.write("\nA sentence of my own.\n")


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_one_message_and_nothing_half_written(fault: Fault, project: Project) -> None:
    fault.spoil(project)
    before = written(project)
    ran = project.run(*fault.command, ok=False)
    assert_one_message(ran, fault.says)
    assert written(project) == before


def written(project: Project) -> dict[str, bytes]:
    """All files of a project but those kept to save time."""
    return {name: content for name, content in files_below(project.root).items() if not name.startswith(".cache/")}


def test_all_faults_of_a_brief_are_named_at_once(project: Project) -> None:
    changed("brief.toml", 'country = "KZ"', 'country = "QQ"')(project)
    changed("brief.toml", "number = 1", "nunber = 1")(project)
    ran = project.run("generate", ok=False)
    assert ran.code == 1
    assert "QQ" in ran.err
    assert "nunber" in ran.err


@pytest.mark.parametrize("arguments", [("generate", "--nonsense"), ("nonsense",), ("place", "p1s1")])
def test_wrong_use_is_another_exit_code(arguments: tuple[str, ...], project: Project) -> None:
    ran = project.run(*arguments, ok=False)
    assert ran.code == 2
    assert "Traceback" not in ran.err


def test_outside_a_project_the_folder_to_go_to_is_said(tmp_path: Path) -> None:
    ran = Project(tmp_path).run("generate", ok=False)
    assert_one_message(ran, r"mkdocs\.yml.*: ")

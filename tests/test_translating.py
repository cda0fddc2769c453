"""Catalogs on the disk: reviews, what a translator saves meanwhile, and headers that translators' tools understand."""

from __future__ import annotations

from datetime import date
from functools import partial
from gettext import c2py
from pathlib import Path

import polib
import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from crisisbrief.errors import BriefError
from crisisbrief.languages.interface import PLURAL_FORMS
from crisisbrief.model import State
from crisisbrief.translate import Unit, as_bytes, merge, read_catalog, state_of, take_over
from crisisbrief.translate.catalog import ACCEPT
from crisisbrief.translate.extract import plural_forms
from crisisbrief.translate.units import NEIGHBOUR, NOT_IN_COMMENTS, shortened
from crisisbrief.translating.catalogs import ATTEMPTS, change
from project import Project, assert_one_message

TEXTS = ("أغلقت السلطات المطار.", "وأصيب عشرة أشخاص في اشتباكات العاصمة.")


@pytest.fixture
def project(empty_project: Project) -> Project:
    report = empty_project.root / "2026-11-20.ar.txt"
    report.write_text(" ".join(TEXTS), "utf-8")
    empty_project.run("new", report.name, "--slug", "unrest", "--country", "SD")
    file = polib.pofile(str(catalog(empty_project)), wrapwidth=0)
    file.metadata["Last-Translator"] = "Sami Karam <sami@desk.example>"
    next(entry for entry in file if entry.msgid == TEXTS[0]).msgstr = "The authorities closed the airport."
    catalog(empty_project).write_bytes(as_bytes(file))
    return empty_project


def catalog(project: Project) -> Path:
    return project.brief("unrest") / "2026-11-20.en.po"


def test_a_second_person_reviews(project: Project) -> None:
    words = ("translate", "review", "p1s1", "--on", "2026-11-21", "--by")
    project.run(*words, "Huda Salem")
    found = read_catalog(catalog(project))
    assert (found.state((TEXTS[0], None)), found.by((TEXTS[0], None))) == (State.REVIEWED, "Huda Salem")
    assert b"# reviewed: Huda Salem, 2026-11-21\n" in catalog(project).read_bytes()
    project.run(*words, "Nour Ali", "--locale", "en", "--brief", "unrest")
    assert read_catalog(catalog(project)).by((TEXTS[0], None)) == "Nour Ali"
    assert b"Huda Salem" not in catalog(project).read_bytes()
    assert "1\t0\t0\t0\t1" in project.run("translate", "status").out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(("p1s1", "--by", "sami karam"), "is the translator", id="the translator"),
        pytest.param(("p1s2", "--by", "Huda"), r"\.po:\d+: p1s2 is missing; only", id="nothing to review"),
        pytest.param(("p9s9", "--by", "Huda"), "has no sentence 'p9s9'", id="no such sentence"),
        pytest.param(("p1s1", "--by", " "), "needs the name", id="no name"),
        pytest.param(("p1s1", "--by", "Huda\n# x"), "needs the name", id="two lines"),
        pytest.param(("p1s1", "--by", "Huda", "--locale", "fr"), "is translated into 'fr'", id="no such language"),
    ],
)
def test_what_cannot_be_reviewed(project: Project, words: tuple[str, ...], message: str) -> None:
    before = catalog(project).read_bytes()
    assert_one_message(project.run("translate", "review", *words, ok=False), message)
    assert catalog(project).read_bytes() == before


def test_a_review_names_its_sentences_or_all(project: Project) -> None:
    assert project.run("translate", "review", "--by", "Huda", ok=False).code == 2
    assert project.run("translate", "review", "p1s1", "--all", "--by", "Huda", ok=False).code == 2
    assert "is missing" in project.run("translate", "review", "--all", "--by", "Huda", ok=False).err


def extracted(before: polib.POFile | None, *texts: str) -> polib.POFile:
    wanted = tuple(Unit(text, None, (f"p{number}s1",)) for number, text in enumerate(texts, 1))
    made = merge(before, wanted, project="x", target="en", day=date(2026, 11, 20), source="ar")
    return polib.pofile(made.content.decode(), wrapwidth=0)


def reviewed() -> polib.POFile:
    file = extracted(None, TEXTS[1])
    file[0].msgstr, file[0].tcomment = "Ten were injured.", "a remark\nreviewed: Huda Salem, 2026-11-20"
    return file


def test_a_review_does_not_outlive_the_sentence_it_was_made_for() -> None:
    changed = TEXTS[1].replace("عشرة", "عشرون")
    file = extracted(reviewed(), changed)
    assert state_of(file[0]) is State.STALE
    assert file[0].tcomment == "a remark\nearlier reviewed: Huda Salem, 2026-11-20"
    file[0].msgstr, file[0].flags, file[0].previous_msgid = "Twenty were injured.", [], None
    assert state_of(extracted(file, changed)[0]) is State.TRANSLATED


def test_a_translation_goes_to_the_sentence_that_is_most_like_its_own() -> None:
    file = extracted(None, TEXTS[1])
    file[0].msgstr = "Ten were injured."
    shorter, closest = "وأصيب أشخاص في العاصمة.", TEXTS[1].replace("عشرة", "عشرون")
    found = extracted(file, shorter, closest)
    assert [(entry.msgid, entry.msgstr) for entry in found] == [(shorter, ""), (closest, "Ten were injured.")]


def test_a_review_does_not_outlive_the_translation_it_was_made_for() -> None:
    mine, theirs = reviewed(), reviewed()
    theirs[0].msgstr = "Ten people were injured."
    assert take_over(mine, theirs) == 1
    assert (mine[0].msgstr, state_of(mine[0])) == ("Ten people were injured.", State.TRANSLATED)


def test_a_review_stays_where_the_returned_catalog_is_older() -> None:
    mine, theirs = reviewed(), reviewed()
    theirs[0].tcomment = "a remark"
    assert take_over(mine, theirs) == 0
    assert state_of(mine[0]) is State.REVIEWED


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (polib.POEntry(msgstr="y", flags=["fuzzy"], tcomment=f"draft: memory x 80\n{ACCEPT}"), State.DRAFT),
        (polib.POEntry(msgstr="y", flags=["fuzzy"], tcomment="draft: memory x 80", previous_msgid="w"), State.DRAFT),
        (polib.POEntry(msgstr="y", tcomment=f"draft: memory x 80\n{ACCEPT}"), State.TRANSLATED),
        (polib.POEntry(msgstr="y", tcomment="draft: a person wrote this"), State.DRAFT),
        (polib.POEntry(msgstr="y", tcomment="earlier reviewed: Huda Salem, 2026-11-20"), State.TRANSLATED),
    ],
)
def test_states_of_drafts_and_earlier_reviews(entry: polib.POEntry, state: State) -> None:
    assert state_of(entry) is state


def renamed(path: Path, saves: list[str], file: polib.POFile | None) -> tuple[bytes, str]:
    """A change that takes so long that a translator saves the file meanwhile."""
    assert file is not None
    if saves:
        translator = polib.pofile(str(path), wrapwidth=0)
        translator[0].msgstr = saves.pop()
        path.write_bytes(as_bytes(translator))
    file.metadata["Language-Team"] = "Desk"
    return as_bytes(file), file[0].msgstr


def test_what_a_translator_saves_meanwhile_is_kept(project: Project) -> None:
    path = catalog(project)
    seen = change(path, partial(renamed, path, ["Airport shut."]))
    assert seen == "Airport shut."
    text = path.read_text("utf-8")
    assert "Airport shut." in text and "Language-Team: Desk" in text
    assert "Airport shut." in path.with_name(f"{path.name}~").read_text("utf-8")


def test_a_file_that_never_rests_is_left_alone(project: Project) -> None:
    path = catalog(project)
    saves = [f"Airport shut {number}." for number in range(ATTEMPTS)]
    with pytest.raises(BriefError, match="is being changed by another program; close it there"):
        change(path, partial(renamed, path, saves))
    assert "Airport shut 0." in path.read_text("utf-8")
    assert "Desk" not in path.read_text("utf-8")


def test_headers_are_what_poedit_and_weblate_read(project: Project) -> None:
    found = polib.pofile(str(catalog(project))).metadata
    assert (found["Language"], found["X-Source-Language"], found["X-Generator"]) == ("en", "ar", "crisisbrief")
    assert found["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert found["POT-Creation-Date"].startswith("2026-11-20")


@pytest.mark.parametrize("code", ["ar", "en", "fa", "fr", "he", "ja", "pl", "ru"])
def test_plural_forms_are_those_of_cldr(code: str) -> None:
    rule = Locale.parse(code).plural_form
    forms = [form for form in PLURAL_FORMS if form in rule.tags or form == "other"]
    count, expression = plural_forms(code).rstrip(";").split("; plural=")
    says = c2py(expression)
    assert int(count.removeprefix("nplurals=")) in (len(forms), max(map(says, range(1000))) + 1)
    assert [says(number) for number in range(500)] == [forms.index(rule(number)) for number in range(500)]


@given(text=st.text(st.characters(codec="utf-8"), max_size=60))
def test_a_comment_holds_any_neighbour_on_one_line(text: str) -> None:
    told = f"Before: {shortened(text)}".strip()
    wanted = (Unit(TEXTS[0], None, ("p1s1",), (told,)),)
    made = merge(None, wanted, project="x", target="en", day=date(2026, 11, 20))
    assert polib.pofile(made.content.decode(), wrapwidth=0)[0].comment == told
    assert not NOT_IN_COMMENTS.search(told) and len(shortened(text)) <= NEIGHBOUR


@pytest.mark.parametrize("end", [False, True])
def test_a_long_neighbour_is_cut_between_words(end: bool) -> None:
    found = shortened("كلمة " * 40, end=end)
    assert len(found) <= NEIGHBOUR and set(found.strip("…").split()) == {"كلمة"}
    assert found.startswith("…") is end and found.endswith("…") is not end

"""What agencies get and send back: nothing is lost on the way, and what is not done stays a draft."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

from crisisbrief.errors import BriefError
from crisisbrief.model import State
from crisisbrief.translate import Catalog, Remembered, Unit, read_catalog
from crisisbrief.translate.exchange import Sent, read_tmx, read_xliff, tmx, xliff
from project import Project, assert_one_message

TEXTS = ("أغلقت السلطات المطار.", "وأصيب عشرة أشخاص.", "أغلقت السلطات المطار.")
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.fixture
def project(empty_project: Project) -> Project:
    report = empty_project.root / "2026-11-20.ar.txt"
    report.write_text(" ".join(TEXTS), "utf-8")
    empty_project.run("new", report.name, "--slug", "unrest", "--country", "SD")
    return empty_project


def catalog(project: Project) -> Path:
    return project.brief("unrest") / "2026-11-20.en.po"


def translate(project: Project, **by_context: tuple[str, str]) -> None:
    """Translations and comments for the first sentence and its second occurrence."""
    file = polib.pofile(str(catalog(project)), wrapwidth=0)
    for entry in file:
        if entry.msgid == TEXTS[0]:
            entry.msgstr, entry.tcomment = by_context["second" if entry.msgctxt else "first"]
    file.save(str(catalog(project)))


def state(project: Project, text: str, context: str | None = None) -> tuple[str | None, State]:
    found = read_catalog(catalog(project))
    return found.text((text, context)), found.state((text, context))


def test_a_memory_comes_back_as_it_went(tmp_path: Path) -> None:
    known = (Remembered("واحد & <b>", 'One & "<b>"', "x"), Remembered("اثنان", "Two", "y"))
    path = tmp_path / "m.tmx"
    path.write_bytes(tmx(known, "ar", "en"))
    assert tmx(reversed(known), "ar", "en") == path.read_bytes()
    found = {(each.source, each.target) for each in read_tmx(path, "ar", "en")}
    assert found == {(each.source, each.target) for each in known}
    assert read_tmx(path, "ar", "fr") == ()


def test_what_an_agency_knows_becomes_drafts(project: Project) -> None:
    path = project.root / "agency.tmx"
    path.write_bytes(tmx([Remembered(TEXTS[1], "Ten people were injured.", "x")], "ar", "en"))
    ran = project.run("translate", "import", "--locale", "en", "--tmx", "agency.tmx")
    assert "1 drafts" in ran.out
    assert state(project, TEXTS[1]) == ("Ten people were injured.", State.DRAFT)


def test_a_memory_holds_what_somebody_stands_by(project: Project) -> None:
    translate(project, first=("The airport was closed.", ""), second=("Closed.", "draft: argos"))
    project.run("translate", "export", "--locale", "en", "--tmx", "out.tmx")
    [found] = read_tmx(project.root / "out.tmx", "ar", "en")
    assert (found.source, found.target) == (TEXTS[0], "The airport was closed.")


def test_a_catalog_goes_out_and_comes_back(project: Project) -> None:
    translate(project, first=("The airport was closed.", "reviewed: Huda Salem, 2026-11-20"), second=("Shut.", ""))
    project.run("translate", "export", "unrest", "--locale", "en", "--xliff", "out.xlf")
    sent = (project.root / "out.xlf").read_text("utf-8")
    assert 'state="final"' in sent and 'state="translated"' in sent and "Section: " in sent
    before = catalog(project).read_bytes()
    assert "0 entries" in project.run("translate", "import", "unrest", "--locale", "en", "--xliff", "out.xlf").out
    assert catalog(project).read_bytes() == before

    def filled(match: re.Match[str]) -> str:
        return f'{match[0]}<target state="translated">Ten people were injured.</target>'

    back = re.sub(f"<source>{re.escape(TEXTS[1])}</source>", filled, sent).replace("Shut.", "It was closed again.")
    (project.root / "back.xlf").write_text(back, "utf-8")
    assert "2 entries" in project.run("translate", "import", "unrest", "--locale", "en", "--xliff", "back.xlf").out
    assert state(project, TEXTS[0]) == ("The airport was closed.", State.REVIEWED)
    assert state(project, TEXTS[1]) == ("Ten people were injured.", State.TRANSLATED)
    assert state(project, TEXTS[0], "2") == ("It was closed again.", State.TRANSLATED)
    assert catalog(project).with_name("2026-11-20.en.po~").exists()


def test_what_is_not_done_stays_a_draft(project: Project) -> None:
    project.run("translate", "export", "unrest", "--locale", "en", "--xliff", "out.xlf")
    sent = (project.root / "out.xlf").read_text("utf-8")
    half = sent.replace(
        f"<source>{TEXTS[1]}</source>",
        f'<source>{TEXTS[1]}</source><target state="needs-review-translation">Ten people.</target>',
    )
    (project.root / "back.xlf").write_text(half, "utf-8")
    project.run("translate", "import", "unrest", "--locale", "en", "--xliff", "back.xlf")
    assert state(project, TEXTS[1]) == ("Ten people.", State.DRAFT)


def test_the_same_catalog_gives_the_same_bytes(tmp_path: Path) -> None:
    units = (Unit("واحد", None, ("p1s1",), ("Section: X",)), Unit("اثنان", None, ("p1s1",)))
    sent = Sent("r.ar.txt", "ar", "en", units, Catalog(tmp_path, {}))
    assert xliff([sent]) == xliff([sent])
    assert b'id="p1s1"' in xliff([sent]) and b'id="p1s1-2"' in xliff([sent])


@pytest.mark.parametrize("content", ["", "<xliff", "no XML at all", "<tmx/>", f"{BOMB}<xliff>&b;</xliff>"])
def test_a_file_that_is_none_is_one_message(tmp_path: Path, content: str) -> None:
    path = tmp_path / "back.xlf"
    path.write_text(content, "utf-8")
    with pytest.raises(BriefError, match=r"back\.xlf: cannot be read"):
        read_xliff(path, "en")
    if "tmx" not in content:
        with pytest.raises(BriefError, match=r"back\.xlf: cannot be read"):
            read_tmx(path, "ar", "en")


def test_what_belongs_elsewhere_is_refused(project: Project) -> None:
    other = Sent("r.ar.txt", "ar", "en", (Unit("ليست في التقرير.", None, ("p1s1",)),), Catalog(project.root, {}))
    (project.root / "other.xlf").write_bytes(xliff([other]))
    words = ("translate", "import", "unrest", "--xliff", "other.xlf", "--locale")
    assert_one_message(project.run(*words, "en", ok=False), r"other\.xlf: belongs to another report")
    assert_one_message(project.run(*words, "ar", ok=False), r"nothing of unrest is translated into 'ar'")
    french = Sent("r.ar.txt", "ar", "fr", other.units, other.catalog)
    (project.root / "other.xlf").write_bytes(xliff([french]))
    assert_one_message(project.run(*words, "en", ok=False), r"other\.xlf: is a translation into 'fr', not 'en'")
    missing = project.run("translate", "import", "--tmx", "none.tmx", "--locale", "en", ok=False)
    assert_one_message(missing, r"none\.tmx: cannot be read")

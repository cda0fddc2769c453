"""A catalog is the translator's property: whatever happens to the report, no translation is lost."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisisbrief.errors import BriefError
from crisisbrief.model import State
from crisisbrief.translate import Merged, Unit, merge, msgid_of, read_catalog, state_of, take_over

DAY = date(2022, 1, 5)
SENTENCES = (
    "أغلقت السلطات المطار صباح الأربعاء بعد احتجاجات في العاصمة.",
    "وقالت وزارة الداخلية إن عشرة أشخاص أصيبوا في الاشتباكات.",
    "ودعت الأمم المتحدة جميع الأطراف إلى ضبط النفس.",
    "وعادت الكهرباء إلى معظم الأحياء مساء اليوم نفسه.",
    "ولم يصدر تعليق من المعارضة حتى الآن.",
)


def units(*texts: str) -> tuple[Unit, ...]:
    seen: dict[str, int] = {}
    found = []
    for number, text in enumerate(texts, start=1):
        seen[text] = seen.get(text, 0) + 1
        context = str(seen[text]) if seen[text] > 1 else None
        found.append(Unit(msgid_of(text), context, (f"p{number}s1",), ("Section: Escalation",)))
    return tuple(found)


def merged(before: bytes | None, wanted: tuple[Unit, ...], tmp_path: Path | None = None) -> Merged:
    file = None if before is None else polib.pofile(before.decode(), wrapwidth=0)
    return merge(file, wanted, project="unrest 2022-01-05", target="en", day=DAY)


def translated(wanted: tuple[Unit, ...]) -> bytes:
    file = polib.pofile(merged(None, wanted).content.decode(), wrapwidth=0)
    for number, entry in enumerate(file):
        entry.msgstr, entry.tcomment = f"Translation {number}", f"a translator's remark {number}"
    return f"{file}\n".encode()


def test_extract_twice_changes_nothing() -> None:
    wanted = units(*SENTENCES, SENTENCES[0])
    first = merged(None, wanted)
    assert merged(first.content, wanted).content == first.content
    assert first.added == 6 and first.states == {State.MISSING: 6}


def test_what_a_translator_wrote_survives_a_round_trip() -> None:
    wanted = units(*SENTENCES)
    before = merged(translated(wanted), wanted).content
    assert merged(before, wanted).content == before
    assert b"# a translator's remark 3" in before


def test_a_changed_sentence_becomes_stale_and_shows_its_previous_text() -> None:
    changed = SENTENCES[1].replace("عشرة", "اثني عشر")
    result = merged(translated(units(*SENTENCES)), units(SENTENCES[0], changed, *SENTENCES[2:]))
    entry = next(entry for entry in polib.pofile(result.content.decode()) if entry.msgid == changed)
    assert (entry.previous_msgid, entry.msgstr, state_of(entry)) == (SENTENCES[1], "Translation 1", State.STALE)
    assert (result.kept, result.changed, result.added, result.removed) == (4, 1, 0, 0)


def test_a_removed_sentence_is_kept_obsolete_and_comes_back_with_its_translation() -> None:
    without = merged(translated(units(*SENTENCES)), units(*SENTENCES[1:]))
    assert without.removed == 1 and f'#~ msgid "{SENTENCES[0]}"'.encode() in without.content
    back = polib.pofile(merged(without.content, units(*SENTENCES)).content.decode())
    assert not back.obsolete_entries() and back[0].msgstr == "Translation 0"


@given(order=st.permutations(range(len(SENTENCES))), keep=st.sets(st.integers(0, len(SENTENCES) - 1)), data=st.data())
def test_no_edit_of_the_report_loses_a_translation(order: list[int], keep: set[int], data: st.DataObject) -> None:
    texts = [SENTENCES[index] for index in order if index in keep]
    texts.insert(data.draw(st.integers(0, len(texts))), data.draw(st.text(min_size=1, max_size=30)))
    result = polib.pofile(merged(translated(units(*SENTENCES)), units(*texts)).content.decode())
    found = {entry.msgid: entry for entry in result}
    for index, sentence in enumerate(SENTENCES):
        if index in keep:
            assert (found[sentence].msgstr, state_of(found[sentence])) == (f"Translation {index}", State.TRANSLATED)
    assert {f"Translation {index}" for index in range(len(SENTENCES))} <= {entry.msgstr for entry in result}


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (polib.POEntry(msgid="x"), State.MISSING),
        (polib.POEntry(msgid="x", msgstr="y"), State.TRANSLATED),
        (polib.POEntry(msgid="x", msgstr="y", tcomment="reviewed: Huda Salem, 2022-01-06"), State.REVIEWED),
        (polib.POEntry(msgid="x", msgstr="y", tcomment="draft: memory"), State.DRAFT),
        (polib.POEntry(msgid="x", msgstr="y", flags=["fuzzy"]), State.DRAFT),
        (polib.POEntry(msgid="x", msgstr="y", flags=["fuzzy"], previous_msgid="w"), State.STALE),
        (polib.POEntry(msgid="x", msgstr="y", flags=["fuzzy"], tcomment="reviewed: Huda Salem"), State.DRAFT),
    ],
)
def test_states(entry: polib.POEntry, state: State) -> None:
    assert state_of(entry) is state


def test_taking_over_what_came_back() -> None:
    mine = polib.pofile(merged(None, units(*SENTENCES)).content.decode())
    theirs = polib.pofile(translated(units(*SENTENCES[:2], "ليست في التقرير.")).decode())
    assert take_over(mine, theirs) == 2
    assert [entry.msgstr for entry in mine] == ["Translation 0", "Translation 1", "", "", ""]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('msgid "a"\nmsgstr "b"\nnonsense\n', r"x\.en\.po:3: does not parse"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', r"x\.en\.po:4: this text has a second entry"),
    ],
)
def test_a_broken_catalog_names_the_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "x.en.po"
    path.write_text(content, "utf-8")
    with pytest.raises(BriefError, match=message):
        read_catalog(path)


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed here")
@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=80))
def test_gettext_accepts_every_file(text: str) -> None:
    content = merged(None, units(text, *SENTENCES)).content
    result = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", "-"], input=content, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()


@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=80))
def test_any_text_comes_back_from_a_catalog_as_it_was(text: str) -> None:
    if text.strip() == text:
        content = merged(None, units(text)).content
        assert polib.pofile(content.decode(), wrapwidth=0)[0].msgid == msgid_of(text)

"""What was translated before is offered again, as a draft, and never over what stands there."""

from __future__ import annotations

import random
import time
from datetime import date
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisisbrief.model import State
from crisisbrief.translate import Memory, Remembered, Unit, merge, msgid_of, read_catalog, remembered, state_of
from crisisbrief.translate.memory import SAME, SAME_FOLDED, SIMILAR
from project import Project

CLOSED = "أغلقت السلطات المطار صباح الأربعاء بعد احتجاجات في العاصمة."
CLOSED_LATER = "أغلقت السلطات المطار صباح الخميس بعد احتجاجات في العاصمة."
INJURED = "وقالت وزارة الداخلية إن عشرة أشخاص أصيبوا في الاشتباكات."
KNOWN = (
    Remembered(CLOSED, "The authorities closed the airport on Wednesday morning.", "flood"),
    Remembered("وزارة الداخلية", "Interior Ministry", "flood"),
)


def memory(*known: Remembered) -> Memory:
    return Memory(lambda: known)


def extracted(known: Memory, *texts: str, before: polib.POFile | None = None) -> polib.POFile:
    wanted = tuple(Unit(msgid_of(text), None, (f"p{number}s1",)) for number, text in enumerate(texts, 1))
    made = merge(before, wanted, project="x", target="en", day=date(2026, 11, 20), source="ar", memory=known)
    return polib.pofile(made.content.decode(), wrapwidth=0)


@pytest.mark.parametrize(
    ("text", "score"),
    [
        pytest.param(CLOSED, SAME, id="the same"),
        pytest.param(CLOSED.replace("أغلقت", "اغلقت"), SAME_FOLDED, id="the same in another spelling"),
        pytest.param("وزارة الداخلية", SAME, id="the same name"),
    ],
)
def test_the_same_is_found(text: str, score: float) -> None:
    match = memory(*KNOWN).find(text)
    assert match is not None and match.score == score


def test_the_similar_is_found_and_the_different_is_not() -> None:
    match = memory(*KNOWN).find(CLOSED_LATER)
    assert match is not None and match.known is KNOWN[0] and SIMILAR <= match.score < SAME_FOLDED
    assert memory(*KNOWN).find(INJURED) is None
    assert memory(*KNOWN).find("وزارة الدفاع") is None, "a name is the same or another"
    assert memory().find(CLOSED) is None


def test_what_is_offered_is_a_draft_that_says_where_it_comes_from() -> None:
    same, similar, none = extracted(memory(*KNOWN), CLOSED, CLOSED_LATER, INJURED)
    assert (same.msgstr, same.fuzzy, same.previous_msgid) == (KNOWN[0].target, True, None)
    assert "draft: memory flood 100" in same.tcomment
    assert (similar.msgstr, similar.previous_msgid) == (KNOWN[0].target, CLOSED)
    assert [state_of(entry) for entry in (same, similar, none)] == [State.DRAFT, State.DRAFT, State.MISSING]


def test_a_translation_that_is_there_stays() -> None:
    before = extracted(memory(), CLOSED)
    before[0].msgstr, before[0].flags = "Airport shut.", ["fuzzy"]
    after = extracted(memory(*KNOWN), CLOSED, before=before)
    assert (after[0].msgstr, after[0].tcomment) == ("Airport shut.", "")


def test_extract_twice_offers_nothing_new() -> None:
    once = extracted(memory(*KNOWN), CLOSED, CLOSED_LATER, INJURED)
    twice = extracted(memory(*KNOWN), CLOSED, CLOSED_LATER, INJURED, before=once)
    assert str(once) == str(twice)


def test_clearing_the_flag_accepts_a_draft() -> None:
    file = extracted(memory(*KNOWN), CLOSED_LATER)
    file[0].flags, file[0].previous_msgid = [], None
    assert state_of(file[0]) is State.TRANSLATED
    after = extracted(memory(*KNOWN), CLOSED_LATER, before=file)
    assert (after[0].tcomment, state_of(after[0])) == ("", State.TRANSLATED)


def test_only_what_somebody_stands_by_is_remembered() -> None:
    file = polib.POFile()
    file.append(polib.POEntry(msgid="one", msgstr="eins", tcomment="reviewed: Huda Salem, 2026-11-20"))
    file.append(polib.POEntry(msgid="two", msgstr="zwei", obsolete=True))
    file.append(polib.POEntry(msgid="three", msgstr="drei", flags=["fuzzy"]))
    file.append(polib.POEntry(msgid="four", msgstr="vier", tcomment="draft: argos"))
    file.append(polib.POEntry(msgid="five, new", msgstr="fünf", flags=["fuzzy"], previous_msgid="five"))
    file.append(polib.POEntry(msgid="six"))
    found = [(each.source, each.target, each.reviewed) for each in remembered(file, "count")]
    assert found == [("one", "eins", True), ("two", "zwei", False), ("five", "fünf", False)]


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=8), st.data())
def test_what_is_known_is_always_found(texts: list[str], data: st.DataObject) -> None:
    known = memory(*(Remembered(text, f"T{index}", "x") for index, text in enumerate(texts)))
    text = data.draw(st.sampled_from(texts))
    match = known.find(text)
    assert match is not None and match.score == SAME and match.known.source == text


SENTENCE = st.sampled_from([CLOSED, CLOSED_LATER, INJURED, f"{INJURED} {CLOSED}", f"{CLOSED} {INJURED}", "نعم."])
SENTENCES = st.lists(SENTENCE, unique=True, max_size=5)


@given(before=SENTENCES, after=SENTENCES, done=st.sets(st.integers(0, 4)), known=SENTENCES)
def test_whatever_is_offered_nothing_is_lost(
    before: list[str], after: list[str], done: set[int], known: list[str]
) -> None:
    """A report changes in any way while memory knows anything: a translation stays, and extract twice is once."""
    offers = memory(*(Remembered(text, f"Known {text}", "x") for text in known))
    file = extracted(memory(), *before)
    own = {}
    for index, entry in enumerate(file):
        if index in done:
            entry.msgstr, entry.tcomment = f"Own {index}", "reviewed: Huda Salem, 2026-11-20"
            own[entry.msgid] = entry.msgstr
    once = extracted(offers, *after, before=file)
    found = {entry.msgid: entry for entry in once if not entry.obsolete}
    assert list(found) == after
    for text in after:
        if text in own:
            assert (found[text].msgstr, state_of(found[text])) == (own[text], State.REVIEWED)
        else:
            assert state_of(found[text]) in (State.MISSING, State.DRAFT, State.STALE)
    assert set(own.values()) <= {entry.msgstr for entry in once}
    assert str(extracted(offers, *after, before=once)) == str(once)


def test_one_brief_offers_what_another_has_translated(empty_project: Project) -> None:
    for slug, day, text in (("first", "2026-11-19", CLOSED), ("second", "2026-11-20", f"{CLOSED_LATER} {CLOSED}")):
        report = empty_project.root / f"{day}.ar.txt"
        report.write_text(text + "\n", "utf-8")
        empty_project.run("new", report.name, "--slug", slug, "--country", "SD")
        catalog = empty_project.brief(slug) / f"{day}.en.po"
        if slug == "first":
            file = polib.pofile(str(catalog), wrapwidth=0)
            next(entry for entry in file if entry.msgid == CLOSED).msgstr = "Closed on Wednesday."
            file.save(str(catalog))
    found = read_catalog(catalog)
    assert found.state((CLOSED, None)) is found.state((CLOSED_LATER, None)) is State.DRAFT
    assert found.text((CLOSED, None)) == "Closed on Wednesday."
    assert found.text((CLOSED_LATER, None)) is None, "what translates another sentence is not for readers"
    assert (found.by((CLOSED, None)) or "").startswith("memory first 100")
    bare = empty_project.brief("second") / "2026-11-20.en.po"
    bare.unlink()
    empty_project.run("translate", "extract", "second", "--no-memory")
    assert read_catalog(bare).state((CLOSED, None)) is State.MISSING


def sentences(count: int, seed: int) -> list[str]:
    """Words made of letters by chance, as often as words of a language are."""
    chance = random.Random(seed)
    words = ["".join(chance.choices("ابتجحدرسشصطعغفقكلمنهوي", k=chance.randint(2, 8))) for _ in range(4000)]
    often = [1 / (rank + 3) for rank in range(len(words))]
    return [" ".join(chance.choices(words, often, k=chance.randint(8, 40))) for _ in range(count)]


@pytest.mark.full
def test_a_query_of_twenty_thousand_sentences_takes_less_than_ten_milliseconds() -> None:
    texts = sentences(20_000, seed=1)
    known = memory(*(Remembered(text, "x", "x") for text in texts))
    known.find("a" * 50)
    spent = []
    for text in texts[::400]:
        words = text.split()
        words[len(words) // 2] = "كلمة"
        start = time.process_time()
        match = known.find(" ".join(words))
        spent.append(time.process_time() - start)
        assert match is not None and match.known.source == text
    assert sorted(spent)[len(spent) // 2] < 0.010


@pytest.mark.full
def test_a_thousand_messages_with_a_tenth_changed_take_less_than_a_second(tmp_path: Path) -> None:
    texts = sentences(1_000, seed=2)
    file = extracted(memory(), *texts)
    for entry in file:
        entry.msgstr = f"Translation of {entry.msgid}"
    path = tmp_path / "x.en.po"
    file.save(str(path))
    changed = [f"{text} أيضا" if index % 10 == 0 else text for index, text in enumerate(texts)]
    wanted = tuple(Unit(text, None, (f"p{number}s1",)) for number, text in enumerate(changed, 1))
    start = time.process_time()
    before = polib.pofile(str(path), wrapwidth=0)
    made = merge(before, wanted, project="x", target="en", day=date(2026, 11, 20), memory=memory())
    assert time.process_time() - start < 1.0
    assert (made.kept, made.changed, made.added, made.removed) == (900, 100, 0, 0)

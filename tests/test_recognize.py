"""What the packs promise to find, sentence by sentence: the cases are their own examples.toml."""

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisisbrief.languages import available, cldr, load, pack
from crisisbrief.model import Dateline, MentionKind, Report, Segment, Span
from crisisbrief.recognize import recognize
from crisisbrief.segment import segment


def report(text: str, code: str, published: date | None, country: str | None = None) -> Report:
    return Report("case", code, text, "", Dateline(published), country)


def read(text: str, code: str, published: date | None) -> tuple[Segment, ...]:
    language = load(code)
    case = report(text, code, published)
    return recognize(segment(case, language), case, language)


def cases() -> list[Any]:
    return [
        pytest.param(code, case, id=f"{code}: {case['name']}")
        for code in available()
        for case in tomllib.loads((pack(code) / "examples.toml").read_text("utf-8"))["sentence"]
    ]


@pytest.mark.parametrize(("code", "case"), cases())
def test_a_sentence_names_what_its_pack_says(code: str, case: dict[str, Any]) -> None:
    text = case["text"]
    mentions = [m for s in read(text, code, case.get("published")) for m in s.mentions]
    found = {(m.span.of(text), f"{m.concept}:{m.value}" if m.value else m.concept) for m in mentions}
    for words, concept in case.get("mentions", {}).items():
        assert (words, concept) in found
    assert not {m.concept for m in mentions} & set(case.get("absent", ()))


@pytest.mark.parametrize(("code", "case"), [case for case in cases() if "times" in case.values[1]])
def test_a_sentence_says_when_and_nothing_more(code: str, case: dict[str, Any]) -> None:
    text = case["text"]
    mentions = [m for s in read(text, code, case.get("published")) for m in s.mentions if m.kind is MentionKind.TIME]
    assert {m.span.of(text): m.value or "" for m in mentions} == case["times"]


@pytest.mark.parametrize("code", available())
def test_the_tables_from_cldr_are_up_to_date(code: str) -> None:
    for name, content in cldr.tables(code).items():
        assert (pack(code) / name).read_text("utf-8") == content, "run python -m crisisbrief.languages.cldr"


def test_packs_share_their_concepts() -> None:
    lexicons = [tomllib.loads((pack(code) / "lexicon.toml").read_text("utf-8")) for code in available()]
    assert len({frozenset(set(lexicon) - {"nothing"}) for lexicon in lexicons}) == 1


@settings(max_examples=60, deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("الرئيس محمد12/، مايو.\u202e\u0000\r\n"))))
def test_any_text_goes_through_and_every_mention_lies_in_its_segment(text: str) -> None:
    for code in available():
        for each in read(text, code, date(2022, 1, 5)):
            assert all(each.span.contains(mention.span) for mention in each.mentions)


@pytest.mark.parametrize("unit", ["الرئيس محمد قال في 5 مايو/أيار إن ", "May late 12/ (", "ـًا، "])
def test_a_long_line_takes_time_in_proportion(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    case = report(text, "ar", date(2022, 1, 5))
    whole = (Segment("p1s1", 1, Span(0, len(text)), text),)
    (read_once,) = recognize(whole, case, load("ar"))
    assert read_once.span == whole[0].span

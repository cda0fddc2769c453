"""Whatever the report is made of, every sentence is placed exactly once and points into the text."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisisbrief import languages, sections
from crisisbrief.model import Brief, Dateline, Placement, Report, Segment
from crisisbrief.stages import structure

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
SECTIONS = {section.id for section in sections.load()}
SPOKEN = """قال الرئيس الروسي بوتين وأضاف البيان أن الحكومة « » " ( ) . ، : اليوم الأربعاء 5 يناير 2022 أمس قتل عشرة
أشخاص في كازاخستان واشنطن ونفت وزارة الخارجية The army said on Monday that Mr. Smith , “ ” killed in France 's 2014 ."""
WORDS = st.sampled_from(SPOKEN.split())
PIECES = st.one_of(WORDS, st.sampled_from(["\n", "\r\n", "\u202e", "\u200d", "\u0640", "\ufedf", "\x00", "\t"]))
TEXTS = st.one_of(st.lists(PIECES, max_size=50).map(" ".join), st.text(max_size=120))


def report(text: str, locale: str, country: str | None = "KZ") -> Report:
    return Report("2022-01-05", locale, text, "", Dateline(date(2022, 1, 5)), country)


def require_whole(of: Report, segments: tuple[Segment, ...], placements: tuple[Placement, ...]) -> None:
    by_anchor = MappingProxyType({placement.anchor: placement for placement in placements})
    Brief("x", (of,), MappingProxyType({of.name: segments}), by_anchor)
    known = {segment.anchor: segment for segment in segments}
    for segment, placement in zip(segments, placements, strict=True):
        assert placement.anchor == segment.anchor
        assert {placement.section, placement.runner_up} <= SECTIONS and placement.section != placement.runner_up
        assert all(segment.span.contains(mention.span) and len(mention.span) for mention in segment.mentions)
        assert all(segment.span.contains(reason.span) for reason in placement.evidence)
        if segment.attribution is not None:
            naming = known[segment.attribution.carried_from or segment.anchor]
            assert naming.span.contains(segment.attribution.speaker) and len(segment.attribution.speaker)


@settings(deadline=None)
@given(text=TEXTS, locale=st.sampled_from(languages.available()), country=st.sampled_from([None, "KZ", "US"]))
def test_every_segment_is_placed_once(text: str, locale: str, country: str | None) -> None:
    source = report(text, locale, country)
    require_whole(source, *structure(source))


@pytest.mark.parametrize("piece", ["ا", "\u202e"])
def test_a_million_characters_in_one_line(piece: str) -> None:
    source = report(piece * (1_000_000 // len(piece)), "ar")
    require_whole(source, *structure(source))


@pytest.mark.full
@pytest.mark.parametrize("piece", ["a", "« ", '" ', "5 ", "و", "the president of ", "قال الوزير ", "قال الوزير. "])
def test_long_lines_of_every_kind(piece: str) -> None:
    source = report(piece * (200_000 // len(piece)), "ar")
    require_whole(source, *structure(source))


@pytest.mark.full
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the development corpus is not at hand")
def test_every_report_at_hand_goes_through_whole() -> None:
    with gzip.open(CORPUS / "unlabelled.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = ["\n".join(json.loads(line)["paragraphs"]) for line in lines]
    assert texts
    for each in texts:
        source = report(each, "ar", None)
        require_whole(source, *structure(source))

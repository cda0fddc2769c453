"""Whether the words shown as evidence are what decided: a section must score lower once they are taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from crisisbrief import languages, sections
from crisisbrief.arrange import arrange, raw_scores
from crisisbrief.attribute import attribute
from crisisbrief.learn.corpus import Example
from crisisbrief.learn.voices import Tally
from crisisbrief.model import Placement, Segment, Span
from crisisbrief.recognize import recognize

ENOUGH = 600
"""Where there are more segments, at least so many are tried, spread evenly: for each its report is read once more."""


def removal(examples: Sequence[Example]) -> Tally:
    """Of the segments with words that speak for their section: in how many its raw score falls without those words,
    and in how many it does not."""
    step = max(1, sum(len(example.segments) for example in examples) // ENOUGH)
    tried = [fell for example, cases in _cases(examples, step) for fell in cases]
    return Tally(len(tried), sum(tried), len(tried) - sum(tried))


def _cases(examples: Sequence[Example], step: int) -> Iterator[tuple[Example, list[bool]]]:
    passed = 0
    for example in examples:
        chosen = range(-passed % step, len(example.segments), step)
        passed += len(example.segments)
        if len(chosen):
            yield example, list(_tried(example, chosen))


def _tried(example: Example, chosen: range) -> Iterator[bool]:
    language = languages.load(example.report.locale)
    placements = arrange(example.segments, example.report, language, sections.load())
    before = raw_scores(example.segments, example.report, language)
    for number, placement in islice(enumerate(placements), chosen.start, None, chosen.step):
        words = words_for(placement)
        if words:
            yield _scores_without(example, number, words)[placement.section] < before[number][placement.section]


def words_for(placement: Placement) -> list[Span]:
    """The words that are shown as speaking for the section of a placement."""
    return [reason.span for reason in placement.evidence if reason.weight > 0 and len(reason.span)]


def _scores_without(example: Example, number: int, words: Sequence[Span]) -> dict[str, float]:
    """The raw scores of a segment in a report that has blanks where the words stood; no offset moves."""
    language = languages.load(example.report.locale)
    text = list(example.report.text)
    for span in words:
        text[span.start : span.end] = " " * len(span)
    report = replace(example.report, text="".join(text))
    bare = [_bare(segment, report.text) for segment in example.segments]
    segments = attribute(recognize(bare, report, language), report, language)
    return raw_scores(segments, report, language)[number]


def _bare(segment: Segment, text: str) -> Segment:
    return replace(segment, text=segment.span.of(text), mentions=(), attribution=None)

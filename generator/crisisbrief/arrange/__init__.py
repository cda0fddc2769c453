"""Segments -> placements: in which section each stands, how sure that is, and what decided it.

A linear model over features that a reader can name (`signs` lists their kinds), learned by `crisisbrief learn` and
shipped as data in the language pack. A first pass weighs each segment by itself, a second one adds what stands around.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from crisisbrief.arrange import meaning
from crisisbrief.arrange.scores import Reason, Scorer, neighbourhood, scorer, softmax
from crisisbrief.arrange.signs import look
from crisisbrief.errors import BriefError
from crisisbrief.languages import Language
from crisisbrief.languages.weights import Row
from crisisbrief.model import Citation, Evidence, Placement, Report, Segment, Span
from crisisbrief.sections import Section

READERS = ("core", "embed")
MOST_WORDS, MOST_SIGNS = 10, 6
"""Reasons for a placement that are handed on, the strongest of those with words and of those without; of reasons
against it half as many."""
LEAST_SHOWN = 0.02
"""Reasons weaker than this, in logits, decide nothing."""


def arrange(
    segments: Sequence[Segment],
    report: Report,
    language: Language,
    sections: Sequence[Section],
    *,
    reader: str = "core",
) -> tuple[Placement, ...]:
    """One placement for each segment, in order; `reader` is `core`, or `embed` with the bundled embedding."""
    if reader not in READERS:
        raise BriefError(f"there is no reader {reader!r}; there are: {', '.join(READERS)}")
    judge = scorer(language.code, reader)
    _require_sections(judge, sections)
    return tuple(
        _placement(segment, reasons, scores, judge, reader)
        for segment, reasons, scores in _judged(segments, report, language, judge, reader)
    )


def raw_scores(
    segments: Sequence[Segment], report: Report, language: Language, *, reader: str = "core"
) -> list[dict[str, float]]:
    """For each segment what its own words and signs add up to for each section, in logits, before the neighbours
    are heard."""
    judge = scorer(language.code, reader)
    return [
        dict(zip(judge.weights.sections, judge.own(judge.first(reasons)), strict=True))
        for reasons in _first_pass(segments, report, language, judge, reader)
    ]


def _require_sections(judge: Scorer, sections: Sequence[Section]) -> None:
    unknown = set(judge.weights.sections) - {section.id for section in sections}
    if unknown:
        told = f"weights.json knows a section {min(unknown)!r} that sections/ lacks; run crisisbrief learn anew"
        raise BriefError(told)


def _first_pass(
    segments: Sequence[Segment], report: Report, language: Language, judge: Scorer, reader: str
) -> list[list[Reason]]:
    found = [judge.reasons(seen) for seen in look(segments, report, language)]
    if reader == "embed":
        rows = meaning.rows([segment.text for segment in segments], judge.weights.meaning)
        for segment, reasons, row in zip(segments, found, rows, strict=True):
            reasons.append((meaning.FEATURE, _start(segment), row))
    return found


def _judged(
    segments: Sequence[Segment], report: Report, language: Language, judge: Scorer, reader: str
) -> list[tuple[Segment, list[Reason], Row]]:
    """Each segment with all its reasons, as they count in the second pass, and its final scores."""
    if not segments:
        return []
    firsts = _first_pass(segments, report, language, judge, reader)
    raw = [judge.first(reasons) for reasons in firsts]
    around = neighbourhood(segments, [softmax(row) for row in raw], judge.weights.sections)
    judged: list[tuple[Segment, list[Reason], Row]] = []
    for segment, reasons, row, beside in zip(segments, firsts, raw, around, strict=True):
        added = judge.around(beside)
        scores = tuple(map(sum, zip(judge.own(row), *(values for _, values in added), strict=True)))
        every = [(name, span, judge.own(values)) for name, span, values in reasons]
        every += [(name, _start(segment), values) for name, values in added if name != "bias"]
        judged.append((segment, every, scores))
    return judged


def _placement(segment: Segment, reasons: list[Reason], scores: Row, judge: Scorer, reader: str) -> Placement:
    names, chances = judge.weights.sections, softmax(scores)
    first, second = sorted(range(len(names)), key=lambda index: (-chances[index], index))[:2]
    also: tuple[Citation, ...] = ()
    if chances[second] >= judge.weights.also:
        also = (Citation(names[second], _stretch(segment, reasons, second, first)),)
    return Placement(
        anchor=segment.anchor,
        section=names[first],
        confidence=_confidence(chances[first], chances[second], judge.weights.sureness),
        runner_up=names[second],
        evidence=_evidence(reasons, first),
        reader=reader,
        also=also,
        automatic=names[first],
    )


def _confidence(first: float, second: float, sureness: Row) -> float:
    """How often a placement with these chances was accepted among reports left out of training."""
    offset, on_first, on_second = sureness
    score = offset + on_first * _logit(first) + on_second * _logit(second)
    return round(1 / (1 + math.exp(-score)), 4)


def _logit(chance: float) -> float:
    bounded = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def _evidence(reasons: list[Reason], section: int) -> tuple[Evidence, ...]:
    """The strongest reasons for and against a section, strongest first."""
    ranked = sorted(
        (
            Evidence(span, round(row[section], 3), name)
            for name, span, row in reasons
            if abs(row[section]) >= LEAST_SHOWN
        ),
        key=lambda evidence: (-abs(evidence.weight), evidence.span, evidence.feature),
    )
    room = {
        (True, True): MOST_WORDS,
        (True, False): MOST_SIGNS,
        (False, True): MOST_WORDS // 2,
        (False, False): MOST_SIGNS // 2,
    }
    shown: list[Evidence] = []
    for evidence in ranked:
        kind = (evidence.weight > 0, len(evidence.span) > 0)
        if room[kind]:
            room[kind] -= 1
            shown.append(evidence)
    return tuple(shown)


def _stretch(segment: Segment, reasons: list[Reason], section: int, other: int) -> Span:
    """From the first to the last of the words that speak for `section` more than for `other`."""
    telling = sorted(
        ((row[section] - row[other], span) for _, span, row in reasons if len(span) and row[section] > row[other]),
        key=lambda weighed: -weighed[0],
    )[:4]
    if not telling:
        return segment.span
    return Span(min(span.start for _, span in telling), max(span.end for _, span in telling))


def _start(segment: Segment) -> Span:
    return Span(segment.span.start, segment.span.start)

"""Segments -> placements: in which section each stands, how sure that is, and what decided it.

A linear model over features that a reader can name (`signs` lists their kinds), learned by `crisisbrief learn` and
shipped as data in the language pack. A first pass weighs each segment by itself, a second one adds what stands around.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crisisbrief.arrange import meaning
from crisisbrief.arrange.scores import Reason, Scorer, add, log_softmax, neighbourhood, scorer, softmax
from crisisbrief.arrange.signs import View, views
from crisisbrief.errors import BriefError
from crisisbrief.languages import Language, cues
from crisisbrief.languages.weights import Row
from crisisbrief.model import Citation, Evidence, Placement, Report, Segment, Span
from crisisbrief.sections import Section

TELLING = 4
"""Words by which the stretch is found that makes a segment belong to a second section too."""
READERS = ("core", "embed")
ROOM = {(True, True): 10, (True, False): 6, (False, True): 5, (False, False): 3}
"""Reasons that are handed on, the strongest of each sort: for the section or against it, in the words or not."""
WORDS_FOR = (True, True)
LEXICAL = ("word", "opening")
"""Reasons that are a word as it stands."""
LEAST_SHOWN = 0.02
"""Reasons weaker than this, in logits, decide nothing."""
PLAIN = 1.5
"""Words that add this much to a score need no second look whether they do."""
LEAST_LOST = 0.1
"""Words are shown as evidence only where the score would fall by this much without them."""


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
    return tuple(_placement(judged, judge, reader) for judged in _judged(segments, report, language, judge, reader))


def raw_scores(
    segments: Sequence[Segment], report: Report, language: Language, *, reader: str = "core"
) -> list[dict[str, float]]:
    """For each segment what its own words and signs add up to for each section, in logits, before the neighbours
    are heard."""
    judge = scorer(language.code, reader)
    return [
        dict(zip(judge.weights.sections, judge.first(reasons), strict=True))
        for reasons in _first_pass(views(segments, report, language), judge, _embedded(segments, reader))
    ]


def _require_sections(judge: Scorer, sections: Sequence[Section]) -> None:
    unknown = set(judge.weights.sections) - {section.id for section in sections}
    if unknown:
        told = f"weights.json knows a section {min(unknown)!r} that sections/ lacks; run crisisbrief learn anew"
        raise BriefError(told)


Embedded = Sequence[Sequence[float]]
"""The embedding of each segment; empty for the core."""


def _embedded(segments: Sequence[Segment], reader: str) -> Embedded:
    return meaning.vectors([segment.text for segment in segments]) if reader == "embed" else ()


def _first_pass(seen: Sequence[View], judge: Scorer, embedded: Embedded) -> list[list[Reason]]:
    found = [judge.reasons(view.seen()) for view in seen]
    if embedded:
        rows = meaning.rows(embedded, judge.weights.meaning)
        for view, reasons, row in zip(seen, found, rows, strict=True):
            reasons.append(Reason(meaning.FEATURE, _start(view.segment), row, 1.0))
    return found


def _voices(seen: Sequence[View], judge: Scorer, embedded: Embedded) -> Iterator[list[Reason]]:
    """For each segment, what the second pass hears from other first passes: the words alone, the texts alone."""
    if not embedded:
        yield from ([] for _ in seen)
        return
    core = scorer(seen[0].language.code, "core")
    bias, *weights = judge.weights.texts
    rows = meaning.rows(meaning.surroundings(embedded).tolist(), weights)
    for view, row in zip(seen, rows, strict=True):
        raw = {"words": core.first(core.reasons(view.seen())), "texts": add((bias, row))}
        yield [
            Reason(meaning.VOICES[name], _start(view.segment), judge.heard(name, log_softmax(said)), 1.0)
            for name, said in raw.items()
        ]


@dataclass(frozen=True, slots=True)
class _Judged:
    """One segment with its reasons from both passes and its final chances."""

    view: View
    own: list[Reason]
    around: list[Reason]
    chances: Row

    def weighed(self, section: int, judge: Scorer) -> Iterator[tuple[float, Reason]]:
        """Every reason with what it finally adds to the score of a section."""
        column = judge.columns[section]
        yield from ((reason.towards(column), reason) for reason in self.own)
        yield from ((reason.row[section] * reason.factor, reason) for reason in self.around if reason.feature != "bias")


def _judged(
    segments: Sequence[Segment], report: Report, language: Language, judge: Scorer, reader: str
) -> Iterator[_Judged]:
    if not segments:
        return
    seen = views(segments, report, language)
    embedded = _embedded(segments, reader)
    firsts = _first_pass(seen, judge, embedded)
    raw = [judge.first(reasons) for reasons in firsts]
    around = neighbourhood(segments, [softmax(row) for row in raw], judge.weights.sections)
    voices = _voices(seen, judge, embedded)
    for view, reasons, row, beside, heard in zip(seen, firsts, raw, around, voices, strict=True):
        added = [*judge.around(beside, _start(view.segment)), *heard]
        totals = list(judge.own(log_softmax(row)))
        for reason in added:
            for index, weight in enumerate(reason.row):
                totals[index] += weight * reason.factor
        yield _Judged(view, reasons, added, softmax(tuple(totals)))


def _placement(judged: _Judged, judge: Scorer, reader: str) -> Placement:
    names, chances = judge.weights.sections, judged.chances
    first, second = sorted(range(len(names)), key=lambda index: (-chances[index], index))[:2]
    also: tuple[Citation, ...] = ()
    if chances[second] >= judge.weights.also:
        also = (Citation(names[second], _stretch(judged, judge, second, first)),)
    return Placement(
        anchor=judged.view.segment.anchor,
        section=names[first],
        confidence=_confidence(chances[first], chances[second], judge.weights.sureness),
        runner_up=names[second],
        evidence=_evidence(judged, first, judge),
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


def _evidence(judged: _Judged, section: int, judge: Scorer) -> tuple[Evidence, ...]:
    """The strongest reasons for and against a section, strongest first."""
    ranked = sorted(
        ((weight, reason) for weight, reason in judged.weighed(section, judge) if abs(weight) >= LEAST_SHOWN),
        key=lambda one: (-abs(one[0]), one[1].span, one[1].feature),
    )
    room = dict(ROOM)
    unshown = cues.unshown(judged.view.language.code)
    shown: list[tuple[float, Reason]] = []
    for weight, reason in ranked:
        kind = (weight > 0, len(reason.span) > 0)
        kind_of_reason, _, detail = reason.feature.partition(":")
        if kind_of_reason in LEXICAL and detail in unshown:
            continue
        if room[kind] and (kind != WORDS_FOR or reason.row[section] > 0):
            room[kind] -= 1
            shown.append((weight, reason))
    if not _tells(judged, [reason for weight, reason in shown if _words_for(weight, reason)], section, judge):
        shown = [(weight, reason) for weight, reason in shown if not _words_for(weight, reason)]
    return tuple(Evidence(reason.span, round(weight, 3), reason.feature) for weight, reason in shown)


def _words_for(weight: float, reason: Reason) -> bool:
    return (weight > 0, len(reason.span) > 0) == WORDS_FOR


def _tells(judged: _Judged, words: Sequence[Reason], section: int, judge: Scorer) -> bool:
    """Whether the segment would say less for a section without these words. They may be all that hides other signs:
    a short line without its one long word is a line like a headline."""
    told = sum(reason.row[section] * reason.factor for reason in words)
    if told >= PLAIN:
        return True
    before = [reason for reason in judged.own if reason.feature != meaning.FEATURE]
    after = judge.reasons(judged.view.without([reason.span for reason in words]).seen())
    return judge.first(before)[section] - judge.first(after)[section] >= LEAST_LOST


def _stretch(judged: _Judged, judge: Scorer, section: int, other: int) -> Span:
    """From the first to the last of the words that speak most for `section` rather than for `other`."""
    towards, against = judge.columns[section], judge.columns[other]
    telling = sorted(
        (
            (reason.towards(towards) - reason.towards(against), reason.span)
            for reason in judged.own
            if len(reason.span) and reason.towards(towards) > reason.towards(against)
        ),
        key=lambda one: -one[0],
    )[:TELLING]
    if not telling:
        return judged.view.segment.span
    return Span(min(span.start for _, span in telling), max(span.end for _, span in telling))


def _start(segment: Segment) -> Span:
    return Span(segment.span.start, segment.span.start)

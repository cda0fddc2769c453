"""Placements and labels -> figures: how often the reader is right, and whether it knows when it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crisisbrief.learn.corpus import Example, Labels
from crisisbrief.model import Placement, Segment

BINS = 10


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one labelled paragraph."""

    labels: Labels
    section: str
    """That of most of its characters."""
    confidence: float

    @property
    def strict(self) -> bool:
        return self.section == self.labels[0]

    @property
    def lenient(self) -> bool:
        return self.section in self.labels


@dataclass(frozen=True, slots=True)
class SectionFigures:
    """One section, by the first label."""

    precision: float
    recall: float
    f1: float
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What `bench` prints about the placements of labelled paragraphs."""

    paragraphs: int
    strict: float
    """Share whose section is the first label."""
    lenient: float
    """Share whose section is either label."""
    macro_f1: float
    sections: dict[str, SectionFigures]
    calibration: float
    """Expected error of the confidence, either label, ten bins."""
    confident_half: float
    """Share right, either label, among the half that the reader is surest of."""


def placed(segment: Segment, section: str, confidence: float) -> Placement:
    """A placement with nothing but what is judged."""
    return Placement(segment.anchor, section, confidence, runner_up=section)


def verdicts(example: Example, placements: Sequence[Placement]) -> list[Verdict]:
    """The labelled paragraphs of one report, each judged as a whole."""
    lengths: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    sure: dict[tuple[int, str], float] = defaultdict(float)
    for segment, placement in zip(example.segments, placements, strict=True):
        lengths[segment.paragraph][placement.section] += len(segment.text)
        sure[segment.paragraph, placement.section] += placement.confidence * len(segment.text)
    found: list[Verdict] = []
    for paragraph, labels in example.labels.items():
        section, length = max(lengths[paragraph].items(), key=lambda item: item[1])
        found.append(Verdict(labels, section, sure[paragraph, section] / length))
    return found


def figures(judged: Sequence[Verdict], sections: Iterable[str]) -> Figures:
    """All figures of the judged paragraphs."""
    per_section = {section: _section(judged, section) for section in sections}
    filled = [one.f1 for one in per_section.values() if one.paragraphs]
    half = sorted(judged, key=lambda verdict: -verdict.confidence)[: max(1, len(judged) // 2)]
    return Figures(
        paragraphs=len(judged),
        strict=_share(verdict.strict for verdict in judged),
        lenient=_share(verdict.lenient for verdict in judged),
        macro_f1=sum(filled) / len(filled),
        sections=per_section,
        calibration=_calibration(judged),
        confident_half=_share(verdict.lenient for verdict in half),
    )


def _section(judged: Sequence[Verdict], section: str) -> SectionFigures:
    right = sum(verdict.section == section and verdict.strict for verdict in judged)
    placed = sum(verdict.section == section for verdict in judged)
    meant = sum(verdict.labels[0] == section for verdict in judged)
    precision, recall = right / placed if placed else 0.0, right / meant if meant else 0.0
    return SectionFigures(precision, recall, 2 * right / (placed + meant) if placed + meant else 0.0, meant)


def _calibration(judged: Sequence[Verdict]) -> float:
    bins: dict[int, list[Verdict]] = defaultdict(list)
    for verdict in judged:
        bins[min(int(verdict.confidence * BINS), BINS - 1)].append(verdict)
    off = (abs(sum(verdict.lenient - verdict.confidence for verdict in members)) for members in bins.values())
    return sum(off) / len(judged)


def _share(hits: Iterable[bool]) -> float:
    found = list(hits)
    return sum(found) / len(found)

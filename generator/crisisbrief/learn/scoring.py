"""`crisisbrief bench`: figures of the shipped weights, or of weights learned again without the reports they judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

import numpy as np

from crisisbrief import languages, sections
from crisisbrief.arrange import arrange
from crisisbrief.learn import corpus, fit, judge, pace, voices
from crisisbrief.learn.events import events, folds, neighbours
from crisisbrief.learn.judge import Figures, Verdict
from crisisbrief.learn.pace import Start
from crisisbrief.learn.removal import removal
from crisisbrief.learn.training import Embed, gathered
from crisisbrief.learn.voices import Tally

FOLDS = 5
MEASURES = {
    "strict": "right, first label",
    "lenient": "right, either label",
    "macro_f1": "macro-F1, first label",
    "calibration": "calibration error (ECE)",
    "confident_half": "right among the surest half",
}


@dataclass(frozen=True, slots=True)
class Bench:
    """The figures of one language."""

    locale: str
    reader: str
    reports: int
    events: int
    figures: Figures
    folds: tuple[Figures, ...]
    """Of each fold of a cross-validation; none where the shipped weights were judged."""
    speakers: Tally | None
    times: Tally | None
    removal: Tally | None = None
    """Of the shipped core alone, as the two below."""
    paragraphs_a_second: float | None = None
    start: Start | None = None


def bench(folder: Path, *, reader: str = "core", cross: bool = False, embed: Embed | None = None) -> tuple[Bench, ...]:
    """The figures for every language that `folder` holds labelled reports in. `cross`: learn again for each of five
    parts of the reports from the other four, reports of one event kept together."""
    return tuple(_bench(folder, locale, reader, cross, embed) for locale in corpus.locales(folder))


def _bench(folder: Path, locale: str, reader: str, cross: bool, embed: Embed | None) -> Bench:
    examples = corpus.read(folder, locale)
    order = tuple(section.id for section in sections.load())
    parts = list(crossed(folder, examples, order, reader, embed)) if cross else [shipped(examples, reader)]
    judged = [verdict for part in parts for verdict in part]
    core = reader == "core" and not cross
    return Bench(
        locale=locale,
        reader=reader,
        reports=len(examples),
        events=len(set(events(examples))),
        figures=judge.figures(judged, order),
        folds=tuple(judge.figures(part, order) for part in parts) if cross else (),
        speakers=voices.speakers(folder, examples),
        times=voices.times(folder, examples),
        removal=removal(examples) if core else None,
        paragraphs_a_second=pace.paragraphs_a_second(examples) if core else None,
        start=pace.start(folder / f"{examples[0].report.name.replace('-', '/', 1)}.txt", examples[0]) if core else None,
    )


def shipped(examples: Sequence[corpus.Example], reader: str) -> list[Verdict]:
    """The verdicts on what `arrange` makes of the examples with the weights of the language pack."""
    found: list[Verdict] = []
    for example in examples:
        language = languages.load(example.report.locale)
        placements = arrange(example.segments, example.report, language, sections.load(), reader=reader)
        found += judge.verdicts(example, placements)
    return found


def crossed(
    folder: Path, examples: Sequence[corpus.Example], order: tuple[str, ...], reader: str, embed: Embed | None
) -> Iterator[list[Verdict]]:
    """The verdicts of each fold, from weights that never saw a report of the same event, nor one that we read and that
    is near to one of its reports."""
    data = gathered([folder], examples, order, reader=reader, embed=embed)
    beside = neighbours(data.examples, len(examples))
    own = range(len(examples))
    dealt = folds([int(data.groups[data.rows_of[number].start]) for number in own], FOLDS)
    for fold in range(FOLDS):
        members = [number for number in own if dealt[number] == fold]
        held = np.isin(data.example_of, members)
        near = [number for number, others in beside.items() if not others.isdisjoint(members)]
        model = fit.fit(data, ~np.isin(data.example_of, [*members, *near]), data.settings)
        chances, sure = fit.predict(model, data, held)
        yield [verdict for number in members for verdict in _verdicts(data, number, chances, sure)]


def _verdicts(data: fit.Corpus, number: int, chances: Any, sure: Any) -> list[Verdict]:
    example = data.examples[number]
    placements = [
        judge.placed(segment, data.sections[int(chances[row].argmax())], float(sure[row]))
        for segment, row in zip(example.segments, data.rows_of[number], strict=True)
    ]
    return judge.verdicts(example, placements)


def table(found: Sequence[Bench]) -> str:
    """The figures as lines of text, one fact a line."""
    return "\n".join(line for one in found for line in _lines(one)) + "\n"


def _lines(one: Bench) -> Iterator[str]:
    figures = one.figures
    how = f"cross-validated in {len(one.folds)} parts, events kept together" if one.folds else "shipped weights"
    size = f"{one.reports} reports, {one.events} events, {figures.paragraphs} paragraphs"
    yield f"{one.locale} {one.reader}: {size}; {how}"
    for name, label in MEASURES.items():
        yield f"  {label:<36}{getattr(figures, name):6.3f}{_spread([getattr(fold, name) for fold in one.folds])}"
    for section, own in figures.sections.items():
        told = f"precision {own.precision:.2f}  recall {own.recall:.2f}  f1 {own.f1:.2f}  paragraphs {own.paragraphs}"
        yield f"  {section:<36}{told}"
    for name, tally, fault in (("speakers", one.speakers, "invented"), ("times", one.times, "wrong")):
        if tally is not None and tally.asked:
            right, wrong = tally.right / tally.asked, tally.wrong / tally.asked
            yield f"  {name:<36}right {right:.3f}  {fault} {wrong:.3f}  of {tally.asked}"
    if one.removal is not None and one.removal.asked:
        share = one.removal.right / one.removal.asked
        yield f"  {'score falls without the words shown':<36}{share:6.3f}  of {one.removal.asked}"
    if one.paragraphs_a_second is not None:
        yield f"  {'paragraphs a second, all stages':<36}{one.paragraphs_a_second:6.0f}"
    if one.start is not None:
        took = f"{one.start.seconds:6.2f} s of processor  {one.start.megabytes:.0f} MB"
        yield f"  {'start to end of the first report':<36}{took}"


def _spread(values: Sequence[float]) -> str:
    return f"  (parts: mean {fmean(values):.3f}, spread {stdev(values):.3f})" if len(values) > 1 else ""

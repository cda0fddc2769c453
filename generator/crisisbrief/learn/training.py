"""Labelled reports -> weights.json and weights.tsv of a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from crisisbrief import sections
from crisisbrief.arrange import meaning
from crisisbrief.errors import BriefError
from crisisbrief.languages import weights
from crisisbrief.learn import fit, sources, weights_file
from crisisbrief.learn.corpus import Example
from crisisbrief.learn.events import events

READERS = ("core", "embed")
FEWEST_EVENTS = 10
Embed = Callable[[Sequence[str]], Any]
"""Texts -> an array with a row for each."""


@dataclass(frozen=True, slots=True)
class Trained:
    """What `train` made."""

    files: Mapping[str, str]
    """Text of each file of the language pack, by its name."""
    reports: int
    segments: int


def train(
    folders: Sequence[Path],
    locale: str,
    *,
    readers: Sequence[str] = READERS,
    settings: fit.Settings | None = None,
    embed: Embed | None = None,
) -> Trained:
    """The weights of `locale` learned from the labelled reports in `folders`, for each of `readers`. A folder has the
    form that `corpus` reads, or it is a project's content/briefs with what its editors decided."""
    examples = sources.examples(folders, locale)
    order = tuple(section.id for section in sections.load())
    _require_enough(examples, order)
    files: dict[str, str] = {}
    for reader in readers:
        data = gathered(folders, examples, order, reader=reader, embed=embed)
        told = settings or data.settings
        model = fit.fit(data, np.full(len(data.first), True), told)
        files[weights.path(locale, reader).name] = weights_file.text(order, fit.as_json(model, data))
        files[weights.path(locale, reader, "tsv").name] = weights_file.table(fit.features_of(model, data))
    return Trained(files, reports=len(examples), segments=sum(len(example.segments) for example in examples))


def gathered(
    folders: Sequence[Path], examples: Sequence[Example], order: tuple[str, ...], *, reader: str, embed: Embed | None
) -> fit.Corpus:
    """The examples as a matrix and, after them, all that helps to learn from them: reports that we read, and reports in
    other languages."""
    locale = examples[0].report.locale
    core = (*examples, *sources.read_by_us(folders, locale), *sources.relatives(folders, locale))
    if reader == "core":
        return fit.corpus(core, order, locale=locale, judged=len(examples), core=len(core))
    everything = (*core, *sources.read_elsewhere(folders, locale))
    vectors = embed or embeddings
    return fit.corpus(everything, order, locale=locale, judged=len(examples), core=len(core), vectors=vectors)


def _require_enough(examples: Sequence[Example], order: Sequence[str]) -> None:
    """Weights from a handful of reports would be worse than those that are shipped."""
    count = len(set(events(examples)))
    labels = [example.label(segment) for example in examples for segment in example.segments]
    missing = set(order) - {label.sections[0] for label in labels if label is not None}
    if count < FEWEST_EVENTS or missing:
        lack = f"no segment in {min(missing)}" if missing else f"reports of {count} events only"
        told = f"too little to learn from ({lack}); give reports of {FEWEST_EVENTS} events or more and of every section"
        raise BriefError(f"{told}: name further folders with --from")


def embeddings(texts: Sequence[str]) -> Any:
    """The bundled embedding of each text, as an array."""
    return np.array(meaning.vectors(texts))

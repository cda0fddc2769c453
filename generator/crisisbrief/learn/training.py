"""Labelled reports -> weights.json of a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from crisisbrief import sections
from crisisbrief.arrange import meaning
from crisisbrief.languages import weights
from crisisbrief.learn import corpus, fit, weights_file


@dataclass(frozen=True, slots=True)
class Trained:
    """What `train` made."""

    files: Mapping[str, str]
    """Text of each file of the language pack, by its name."""
    reports: int
    segments: int


def train(
    folder: Path,
    locale: str,
    *,
    readers: Sequence[str] = ("core", "embed"),
    settings: fit.Settings | None = None,
    embed: Any = None,
) -> Trained:
    """The weights of `locale` learned from the labelled reports in `folder`, for each of `readers`."""
    settings = settings or fit.Settings()
    examples = corpus.read(folder, locale)
    order = tuple(section.id for section in sections.load())
    files: dict[str, str] = {}
    for reader in readers:
        data = fit.corpus(examples, order, embed=(embed or embeddings) if reader == "embed" else None)
        model = fit.fit(data, np.ones(len(data.first), dtype=bool), settings)
        files[weights.path(locale, reader).name] = weights_file.text(order, fit.as_json(model, data, settings))
    return Trained(files, reports=len(examples), segments=len(data.first))


def embeddings(texts: Sequence[str]) -> Any:
    """The bundled embedding of each text, as an array."""
    return np.array(meaning.vectors(texts))

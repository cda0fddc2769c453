"""What `crisisbrief learn` found out about a language: `languages/<code>/weights.json` and `weights.tsv`, read once.

`weights.tsv` has a line for each feature: its kind where that is another than in the line before, its name, and a
weight for each section. `weights.json` has all the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from crisisbrief.errors import BriefError

FORMAT = 2
UNIT = 1000
"""Weights are written as whole thousandths of a logit, so that the file is small and the same on every machine."""

Row = tuple[float, ...]
"""One weight for each section, in the order of `Weights.sections`."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model whose features a reader can name (`arrange` says which kinds there are)."""

    sections: tuple[str, ...]
    bias: Row
    features: Mapping[str, Row]
    """First pass: `word:…`, `stem:…` and the signs, each with a row of weights."""
    own: tuple[Row, ...]
    """Second pass: what the first pass's score for each section adds to every section."""
    around: Mapping[str, Row]
    """Second pass: bias and what the neighbours' first-pass probabilities add (`before:escalation`…)."""
    sureness: Row
    """Coefficients of the logistic curve from the two highest chances to the confidence shown."""
    meaning: tuple[Row, ...]
    """Reader `embed`: a row for each dimension of the embedding."""
    texts: tuple[Row, ...]
    """Reader `embed`: bias, and a row for each dimension of the embeddings of a segment, of those beside it and of its
    report, which score it without a word of its own."""
    voices: Mapping[str, tuple[Row, ...]]
    """Second pass of the reader `embed`: like `own`, of the scores by `texts` and by the words of the core alone."""
    also: float
    """A second section is cited from this probability on."""


def load(code: str, reader: str = "core") -> Weights:
    """The weights of a language for `core` or `embed`; BriefError where the language has none."""
    return _load(code, reader)


@cache
def _load(code: str, reader: str) -> Weights:
    source, table = path(code, reader), path(code, reader, "tsv")
    for each in (source, table):
        if not each.is_file():
            told = f"the language pack {code!r} has no {each.name}; make it with: crisisbrief learn --locale {code}"
            raise BriefError(told)
    data = json.loads(source.read_text("utf-8"))
    if data["format"] != FORMAT:
        told = f"has format {data['format']}, not {FORMAT}; make it anew with: crisisbrief learn --locale {code}"
        raise BriefError(told, path=str(source))
    return parse(data, table.read_text("utf-8"))


def path(code: str, reader: str = "core", kind: str = "json") -> Traversable:
    """Where the weights of a language lie: files for each reader, so that none waits for the other's."""
    return files(__package__) / code / (f"weights.{kind}" if reader == "core" else f"weights.{reader}.{kind}")


def parse(data: Mapping[str, Any], table: str) -> Weights:
    """The weights out of the JSON and the table of their files."""
    return Weights(
        sections=tuple(data["sections"]),
        bias=_row(data["bias"]),
        features=_Rows(table),
        own=tuple(_row(row) for row in data["own"]),
        around={feature: _row(row) for feature, row in data["around"].items()},
        sureness=_row(data["sureness"]),
        meaning=tuple(_row(row) for row in data.get("meaning", ())),
        texts=tuple(_row(row) for row in data.get("texts", ())),
        voices={name: tuple(map(_row, rows)) for name, rows in data.get("voices", {}).items()},
        also=data["also"] / UNIT,
    )


class _Rows(Mapping[str, Row]):
    """Rows that are made when they are first asked for: a report needs a few hundred of many thousands."""

    def __init__(self, table: str) -> None:
        self._written: dict[str, str] = {}
        self._made: dict[str, Row] = {}
        kind = ""
        for line in table.splitlines():
            told, name, row = line.split("\t", 2)
            kind = told or kind
            self._written[f"{kind}:{name}"] = row

    def __getitem__(self, feature: str) -> Row:
        if feature not in self._made:
            self._made[feature] = _row(map(int, self._written[feature].split("\t")))
        return self._made[feature]

    def __contains__(self, feature: object) -> bool:
        return feature in self._written

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)


def _row(row: Iterable[int]) -> Row:
    return tuple([weight / UNIT for weight in row])

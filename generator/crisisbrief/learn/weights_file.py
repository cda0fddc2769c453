"""weights.json and weights.tsv as text, in order, one feature a line: a change of the weights can be read in a diff."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from crisisbrief.languages.weights import FORMAT


def text(sections: Sequence[str], model: Mapping[str, Any]) -> str:
    """The file for a model; the same bytes for the same model."""
    return _object({"format": FORMAT, "sections": list(sections), **model}) + "\n"


def table(features: Mapping[str, Sequence[int]]) -> str:
    """The file for the features: kind, name and weights, the kind where it changes."""
    lines: list[str] = []
    before = ""
    for feature, row in sorted(features.items(), key=lambda each: each[0].split(":", 1)):
        kind, name = feature.split(":", 1)
        lines.append("\t".join(["" if kind == before else kind, name, *map(str, row)]))
        before = kind
    return "".join(f"{line}\n" for line in lines)


def _object(members: Mapping[str, Any]) -> str:
    return "{\n" + ",\n".join(f"{_flat(name)}: {_member(value)}" for name, value in members.items()) + "\n}"


def _member(value: Any) -> str:
    if isinstance(value, Mapping):
        return _object(value)
    if isinstance(value, list) and value and isinstance(value[0], list):
        return "[\n" + ",\n".join(map(_flat, value)) + "\n]"
    return _flat(value)


def _flat(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

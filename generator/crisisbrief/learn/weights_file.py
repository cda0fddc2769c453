"""weights.json as text: keys in order, one feature a line, so that a change of the weights can be read in a diff."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from crisisbrief.languages.weights import FORMAT


def text(sections: Sequence[str], model: Mapping[str, Any]) -> str:
    """The file for a model; the same bytes for the same model."""
    return _object({"format": FORMAT, "sections": list(sections), **model}) + "\n"


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

"""Turns of phrase that say what a sentence is for, by pattern, and words that say nothing by themselves:
`languages/<code>/cues.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crisisbrief.errors import BriefError
from crisisbrief.languages.fold import fold_word


@dataclass(frozen=True, slots=True)
class Cue:
    """One named pattern; what it speaks for is learned, not stated."""

    name: str
    pattern: re.Pattern[str]


def load(code: str) -> tuple[Cue, ...]:
    """The cues of a language in the order of the file; none where it has no such file."""
    return _read(code)[0]


@cache
def unshown(code: str) -> frozenset[str]:
    """Folded words that are weighed but tell a reader nothing: particles, pronouns, prepositions."""
    return _read(code)[1]


@cache
def _read(code: str) -> tuple[tuple[Cue, ...], frozenset[str]]:
    source = files(__package__) / code / "cues.toml"
    if not source.is_file():
        return (), frozenset()
    data = tomllib.loads(source.read_text("utf-8"))
    known = tuple(Cue(name, _compile(name, parts, str(source))) for name, parts in data["cues"].items())
    return known, frozenset(map(fold_word, data["unshown"].split()))


def _compile(name: str, alternatives: list[str], path: str) -> re.Pattern[str]:
    try:
        return re.compile("|".join(f"(?:{alternative})" for alternative in alternatives), re.IGNORECASE)
    except re.error as error:
        raise BriefError(f"the cue {name!r} is not a regular expression: {error}; mend it", path=path) from error

"""Words by which sentences can contradict each other: `languages/<code>/tensions.toml`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from crisisbrief.languages import pack
from crisisbrief.languages.fold import fold_word


@dataclass(frozen=True, slots=True)
class ContradictionWords:
    """All that `tensions.toml` says, folded."""

    former: frozenset[str]
    """Says that somebody holds an office no more."""
    resumed: frozenset[str]
    """Says that something happened before and goes on again."""
    began: frozenset[str]
    """Says that something happens for the first time."""
    accusations: frozenset[str]
    """What is denied when somebody denies an accusation."""
    responsibility: frozenset[str]
    """What is claimed by who says to have done it."""
    responsible_for: frozenset[str]
    """Comes right behind it where a deed is claimed («مسؤوليته عن الهجوم»)."""
    negations: frozenset[str]
    """Says that what follows did not happen."""
    possible: frozenset[str]
    """Says that what follows has not happened yet."""


@cache
def load(code: str) -> ContradictionWords:
    """The words of the language `code`; no words at all where its pack has no such file."""
    source = pack(code) / "tensions.toml"
    data = tomllib.loads(source.read_text("utf-8")) if source.is_file() else {}
    return ContradictionWords(*(_folded(data.get(key, ())) for key in ContradictionWords.__slots__))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold_word, words))

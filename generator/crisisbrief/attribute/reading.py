"""What is read while the words that name a speaker are read, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from crisisbrief.attribute.tokens import Token
from crisisbrief.languages.attribution import AttributionRules, Head
from crisisbrief.model import Span


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about the words of a sentence before its speakers are looked for."""

    names: Set[str] = frozenset()
    """Folded words of the names of people that were named earlier."""
    places: Mapping[int, int] = field(default_factory=dict)
    """Territories, nationalities, cities: where (offsets) each begins and ends."""
    actors: Mapping[int, int] = field(default_factory=dict)
    """Bodies, offices, groups of people, likewise."""
    people: Mapping[int, int] = field(default_factory=dict)
    """Names of people, likewise."""


@dataclass(frozen=True, slots=True)
class Naming:
    """The words that name somebody."""

    first: int
    """Index of the first token."""
    end: int
    """Index after the last token."""
    span: Span
    """What is shown as the speaker; may be shorter than the tokens, where a name stands for itself."""
    head: Head | None
    """Of the leading noun; None where a bare name is all there is."""
    certain: bool
    """Whether they are known to name somebody, not only read as a name."""
    named: bool
    """Whether a person's name is among them."""
    names: tuple[str, ...] = ()
    """The words of that name, folded."""
    title: str = ""
    """The other words, folded."""


@dataclass(slots=True)
class Reading:
    """How far the reading of a name has come."""

    rules: AttributionRules
    known: Known
    tokens: Sequence[Token]
    first: int
    head: Head | None = None
    closed: bool = False
    """The title is complete: a definite noun or a proper name has ended it."""
    by_name: bool = False
    """It was a proper name that ended it."""
    loose: bool = False
    """An indefinite adjective came: only its like and names may follow."""
    names: int = 0
    """Words of a person's name so far."""
    name_words: list[str] = field(default_factory=list)
    surname: bool = False
    titled: bool = False
    """The name came first and its title behind it."""
    certain: bool = False
    reaches_verb: bool = False
    """The words must reach up to a verb, so that a wrong turn shows and more may be taken in."""
    place: bool = False
    """So far only a country or a city."""
    words: list[int] = field(default_factory=list)

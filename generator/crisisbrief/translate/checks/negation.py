"""A "not" of the source is a "not", or a word of that sense, in the translation; and none is put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crisisbrief.languages import Word, load
from crisisbrief.languages.checks import rules
from crisisbrief.translate.checks.finding import Finding, Pair, Severity

TABLES = NOT, WITHOUT, CARRIED_ON, IF_NOT, NO_DENIAL, OPPOSITE, NEGATIVE, EXCEPT = (
    "not", "without", "nor", "if_not", "not_denied", "opposite", "negative", "except",
)  # fmt: skip
"""Tables of `[words]` in checks.toml."""


@dataclass(frozen=True, slots=True)
class Denials:
    """How a sentence denies."""

    outright: tuple[str, ...]
    """The words that deny it («لم», "not")."""
    of_words: tuple[str, ...]
    """The words that deny a word («غير», "without")."""
    loose: int
    """How many of all these only carry an earlier one on («ولا», "nor") or state a condition («إن لم»): the other
    language may do without."""
    opposites: int
    """How many words may deny in themselves ("unwilling")."""
    other: int
    """How many words have the sense of a denial ("fail", "refuse")."""
    excepting: bool
    """Whether it says "nothing but"."""

    @property
    def all(self) -> tuple[str, ...]:
        return (*self.outright, *self.of_words)

    @property
    def count(self) -> int:
        """Of everything that may deny."""
        return len(self.all) + self.opposites + self.other


def negation(pair: Pair) -> Iterator[Finding]:
    """A denial that the translation dropped, and one that it put in."""
    if not all(NOT in rules(language.code).tables for language in (pair.source_language, pair.target_language)):
        return
    source = denials(pair.source, pair.source_language.code)
    target = denials(pair.target, pair.target_language.code)
    if _dropped(source, target):
        told = f"the source denies («{'», «'.join(source.all)}»), the translation does not"
        yield Finding("negation", Severity.ERROR if source.outright else Severity.WARNING, told)
    elif not source.count and _dropped(target, source):
        told = f"the translation denies («{'», «'.join(target.all)}»), the source does not"
        yield Finding("negation", Severity.WARNING, told)


def _dropped(one: Denials, other: Denials) -> bool:
    """Whether `one` denies more often than `other`, also counting what `other` may say in other words."""
    if not one.outright:
        return bool(one.of_words) and not other.count
    in_one_word = max(0, other.opposites - one.opposites)
    in_other_words = max(0, other.other - one.other) + (one.excepting and other.excepting)
    return len(one.all) - one.loose - len(other.all) > in_one_word + in_other_words


@lru_cache(maxsize=1024)
def denials(text: str, code: str) -> Denials:
    """The denials of a sentence in the language `code`."""
    language, known = load(code), rules(code)
    words = language.words(text)
    places: dict[str, set[tuple[int, int]]] = {name: set() for name in TABLES}
    for name, first, end in known.found(words):
        places.setdefault(name, set()).add((first, end))
    of_words = places[WITHOUT] - places[NO_DENIAL]
    outright = (places[NOT] | places[CARRIED_ON] | places[IF_NOT]) - of_words - places[NO_DENIAL]
    begun = min((*outright, *of_words), default=(0, 0))
    opposites = sum(known.opposites is not None and bool(known.opposites.search(word.folded)) for word in words)
    return Denials(
        _spelt(text, words, outright),
        _spelt(text, words, of_words),
        sum(place > begun for place in places[CARRIED_ON]) + len(places[IF_NOT]),
        opposites + len(places[OPPOSITE]),
        len(places[NEGATIVE]),
        bool(places[EXCEPT]),
    )


def _spelt(text: str, words: Sequence[Word], places: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(text[words[first].start : words[end - 1].end] for first, end in sorted(places))

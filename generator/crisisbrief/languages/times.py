"""The times of a language: a grammar of classes of words, read from `<code>/times.toml` and `<code>/calendar.tsv`.

A sentence becomes a string of classes, one character a word, and the rules are regular expressions over that
string: they are quick, and none of them can run away, because nothing in them repeats without bound.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import chain
from typing import Any, NamedTuple

from crisisbrief.languages.lexicon import phrase_forms
from crisisbrief.languages.phrases import Phrases
from crisisbrief.languages.words import Affixes, Word
from crisisbrief.model import Span

YEARS = range(1000, 2200)
MODERN = range(1900, 2101)
"""Years that a report speaks of by their number alone."""
DAYS = range(1, 32)
PARTS = ("name", "exact")
"""Words of time take the clitics of both."""
VERBS = frozenset({"ahead", "behind", "not_counted"})
"""Classes of words that no article or preposition is joined to."""
SEPARATOR = {"/": "/", "\\": "/", "(": "(", ")": ")", ",": ",", "،": ",", "-": "-", "–": "-", "—": "-"}
IGNORED = frozenset("\"“”«»'’‘.")
"""A full stop inside a sentence ends an abbreviation."""
OTHER_WORD, BREAK = ".", "|"
FIRST_SYMBOL = 0x80
"""Sets of classes are written with the characters from here on: `re` compiles those below 256 much quicker."""
PLACEHOLDER = re.compile(r"\{([a-zA-Z_|]+)\}")
LONGEST_NUMBER = 6


class TimeWord(NamedTuple):
    """What a phrase means to the grammar."""

    category: str
    value: str


class Item(NamedTuple):
    """One phrase of a sentence, or one word that means nothing to the grammar."""

    first: int
    end: int
    """Indices of words, half-open."""
    values: Mapping[str, str]
    """By class."""


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch that says when, with the rule that found it and the words that count, in order."""

    span: Span
    kind: str
    items: tuple[Item, ...]
    ahead: bool
    """Whether the sentence speaks of what lies ahead."""

    def values(self, *categories: str) -> list[str]:
        """The values of the words of any of these classes, in the order of the text."""
        return [item.values[c] for item in self.items for c in categories if c in item.values]

    def has(self, *categories: str) -> bool:
        return any(category in item.values for item in self.items for category in categories)


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one language says when."""

    words: Phrases[TimeWord]
    rules: re.Pattern[str]
    kinds: tuple[str, ...]
    """What the numbered groups of `rules` are."""
    symbols: Mapping[frozenset[str], str]
    """One character for each set of classes that a word of the pack, or a number, can belong to."""
    may_precede: frozenset[str]
    weeks_begin: frozenset[int]
    """Weekdays, Monday 0, on which a week may begin."""

    def find(self, text: str, words: Sequence[Word], offset: int = 0) -> Iterator[Found]:
        """What says when among the `words` of `text`, which begins at `offset` of its report."""
        items = self._items(text, words, offset)
        if not any(item.values for item in items):
            return
        line, starts = self._line(text, words, items, offset)
        ahead = looks_ahead(items)
        for match in self.rules.finditer(line):
            kind = self.kinds[int((match.lastgroup or "r0")[1:])]
            first, end = bisect_left(starts, match.start()), bisect_left(starts, match.end())
            if kind == "skip" or first == end:
                continue
            inside = tuple(items[first:end])
            span = Span(words[inside[0].first].start, words[inside[-1].end - 1].end)
            yield Found(span, kind, inside, ahead[first])

    def _items(self, text: str, words: Sequence[Word], offset: int) -> list[Item]:
        items: list[Item] = []
        position = 0
        for match in self.words.find(words):
            items.extend(self._single(text, words, index, offset) for index in range(position, match.first))
            items.append(Item(match.first, match.end, {entry.category: entry.value for entry in match.entries}))
            position = match.end
        items.extend(self._single(text, words, index, offset) for index in range(position, len(words)))
        return items

    def _single(self, text: str, words: Sequence[Word], index: int, offset: int) -> Item:
        word = words[index]
        if not word.folded[:1].isdigit() or self._glued(text, words, index, offset):
            return Item(index, index + 1, {})
        return Item(index, index + 1, number_classes(word.folded))

    def _glued(self, text: str, words: Sequence[Word], index: int, offset: int) -> bool:
        """Whether letters stand right before a number, so that it is part of a name."""
        if index == 0 or words[index - 1].end != words[index].start:
            return False
        return words[index - 1].surface not in self.may_precede and words[index - 1].surface.isalpha()

    def _line(self, text: str, words: Sequence[Word], items: Sequence[Item], offset: int) -> tuple[str, list[int]]:
        """The sentence as a string of classes, and where in it each item begins."""
        pieces: list[str] = []
        starts: list[int] = []
        length = end = 0
        for item in items:
            gap = separators(text[end : words[item.first].start - offset])
            starts.append(length + len(gap))
            pieces.append(gap + self._symbol(item.values))
            length += len(pieces[-1])
            end = words[item.end - 1].end - offset
        return "".join(pieces), starts

    def _symbol(self, values: Mapping[str, str]) -> str:
        """The character of a set of classes; where two readings of a word meet, of the more literal, which is first."""
        if not values:
            return OTHER_WORD
        classes = frozenset(values)
        if classes in self.symbols:
            return self.symbols[classes]
        literal = next(iter(values))
        return self.symbols[max((c for c in self.symbols if literal in c and c <= classes), key=len)]


def looks_ahead(items: Sequence[Item]) -> list[bool]:
    """For every item, whether the last word before it that tells says that something lies ahead."""
    found = []
    ahead = False
    for item in items:
        found.append(ahead)
        if item.values:
            ahead = "ahead" in item.values or (ahead and "behind" not in item.values)
    return found


def number_classes(folded: str) -> dict[str, str]:
    """What a number in figures may be: a day, a year, a time of day, a count."""
    if not folded.isdecimal():
        return {"clock": folded} if ":" in folded else {}
    if len(folded) > LONGEST_NUMBER:
        return {}
    if int(folded) in DAYS:
        return {"d": folded}
    if len(folded) != 4 or int(folded) not in YEARS:
        return {"n": folded}
    return {"year": folded, "modern": folded} if int(folded) in MODERN else {"year": folded}


def separators(gap: str) -> str:
    """The marks between two words as the grammar sees them: none for a space, a break for whatever it does not know."""
    found = []
    for character in gap:
        if character.isspace() or character in IGNORED or not character.isprintable():
            continue
        known = SEPARATOR.get(character)
        if known is None:
            return BREAK
        found.append(known)
    return "".join(found)


def read_grammar(folder: Traversable, affixes: Affixes) -> Grammar:
    """The grammar of a pack."""
    data = tomllib.loads((folder / "times.toml").read_text("utf-8"))
    words: Phrases[TimeWord] = Phrases()
    for category, value, phrase in _vocabulary(data, (folder / "calendar.tsv").read_text("utf-8")):
        parts = PARTS[-1:] if category in VERBS else PARTS
        alternatives = zip(*(phrase_forms(phrase, part, affixes) for part in parts), strict=True)
        words.add([tuple(chain(*forms)) for forms in alternatives], TimeWord(category, value))
    sets = {frozenset(entry.category for entry in group) for group in words.groups()}
    sets |= {frozenset(number_classes(number)) for number in ("1", "32", "1000", "2000", "9:30")}
    symbols = {classes: chr(FIRST_SYMBOL + i) for i, classes in enumerate(sorted(sets, key=sorted))}
    members = {**_members(symbols), "any": f"{chr(FIRST_SYMBOL)}-{chr(FIRST_SYMBOL + len(symbols) - 1)}"}
    rules = [(rule["is"], pattern) for rule in data["rule"] for pattern in rule["patterns"]]
    compiled = "|".join(f"(?P<r{i}>{expand(pattern, data['macros'], members)})" for i, (_, pattern) in enumerate(rules))
    return Grammar(
        words=words,
        rules=re.compile(f"(?=[{members['any']}(])(?:{compiled})"),
        kinds=tuple(kind for kind, _ in rules),
        symbols=symbols,
        may_precede=frozenset(data["numbers"]["may_precede"]),
        weeks_begin=frozenset(data["resolve"]["weeks_begin"]),
    )


def _vocabulary(data: Mapping[str, Any], table: str) -> Iterator[tuple[str, str, str]]:
    """Class, value and phrase of every word of the grammar; weak words take the place of CLDR's."""
    weak = {word for words in data["words"].get("weakmonth", {}).values() for word in words}
    for row in table.splitlines():
        category, value, phrase = row.split("\t")
        if category == "month":
            yield ("weakmonth" if phrase in weak else category), value, phrase
    for category, by_value in data["words"].items():
        for value, phrases in by_value.items():
            yield from ((category, value, phrase) for phrase in phrases)


def _members(symbols: Mapping[frozenset[str], str]) -> dict[str, str]:
    """By class, the symbols of all sets that it belongs to."""
    members: dict[str, str] = {}
    for classes, symbol in symbols.items():
        for category in classes:
            members[category] = members.get(category, "") + symbol
    return members


def expand(pattern: str, macros: Mapping[str, str], members: Mapping[str, str]) -> str:
    """A pattern of the pack as a regular expression over symbols."""

    def item(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in macros:
            return f"(?:{expand(macros[name], macros, members)})"
        wanted = "".join(members.get(category, "") for category in name.split("|"))
        return f"[{wanted}]" if wanted else "(?!)"

    return PLACEHOLDER.sub(item, pattern)

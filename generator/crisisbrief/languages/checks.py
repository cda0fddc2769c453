"""What the checks of translations must know of a language: `languages/<code>/checks.toml`, read once.

`[numbers]` says how the language counts; every table of `[words]` lists words under a name that the checks go by,
spelt and inflected as in the lexicon, or `spelt` (as they stand, not folded) or by `patterns`; a language without
such a file is checked by what needs no words, and a check that needs them passes over it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any

from crisisbrief.languages import Language, Word, load, pack
from crisisbrief.languages.fold import bare, fold_word
from crisisbrief.languages.lexicon import PARTS, phrase_forms
from crisisbrief.languages.phrases import Phrases
from crisisbrief.languages.words import Affixes


class NumeralKind(StrEnum):
    """How a word takes part in a number: the names of the tables under `[numbers]`."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    TEEN = "teen"
    """Makes a teen of the unit before it («عشر»)."""
    SCALE = "scale"
    """Multiplies what stands before it; counts by itself too ("million")."""
    SCALES = "scales"
    """Multiplies what stands before it, is vague by itself ("millions")."""
    FRACTION = "fraction"
    FRACTIONS = "fractions"
    """Is multiplied by what stands before it («ثلاثة أرباع»)."""
    SPAN = "span"
    """A stretch of years that a number may count by ("two decades" are 20)."""
    HINT = "hint"
    """Stands for a number that the other language may spell out ("both", "twice")."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a word does in a number."""

    kind: NumeralKind
    values: tuple[Fraction, ...]
    """More than one where the word is ambiguous (a third is 3 or 1/3)."""


@dataclass(frozen=True, slots=True)
class NumberRules:
    """`[numbers]` of checks.toml, folded."""

    words: Mapping[str, Numeral]
    not_numerals: frozenset[str]
    """What only looks like a numeral with something glued to it («لست»)."""
    conjunctions: frozenset[str]
    """Words that join the parts of a number ("and")."""
    glued_conjunctions: tuple[str, ...]
    """The same, glued to the word («و»)."""
    glued: tuple[str, ...]
    """What else may stand glued to the front of a numeral, the article included."""
    skipped: frozenset[str]
    """Words that may stand between the parts of a number ("a", "of")."""
    units_first: bool
    """Whether the units stand before the tens («خمسة وعشرين»)."""
    suffixes: Mapping[str, Fraction]
    """Abbreviated scales behind digits ("3bn")."""
    decades: frozenset[str]
    """What is glued to digits to name a decade ("1980s")."""
    loose: frozenset[Fraction]
    """Numbers that the language often says without a number word of their own: nobody misses them."""
    dual: re.Pattern[str] | None
    """How a folded word looks that may stand for two of something."""


@dataclass(frozen=True, slots=True)
class CheckRules:
    """All that checks.toml says."""

    numbers: NumberRules
    words: Phrases[str]
    """Names of the tables of `[words]` by the words in them."""
    spelt: Mapping[str, str]
    """Tables of the words that count only as they are spelt (`spelt = […]`), not folded: «ألا» is not «إلا»."""
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    """Tables and how the folded words look that belong there, with a space between two («قد يكون»)."""
    opposites: re.Pattern[str] | None
    """How a folded word looks that denies in itself ("unwilling", "homeless")."""
    places: Mapping[str, frozenset[str]]
    """Words that hint at a country and are in no gazetteer ("Brexit"), by its code, without spaces."""
    length: float | None
    """Characters that the language needs for what English says in one; None where the pack does not say."""
    question_marks: str
    tables: frozenset[str]
    """The tables of `[words]` that the pack has."""
    has_gazetteer: bool
    """Whether there are places.toml and lexicon.toml to find names and words of saying by."""
    has_calendar: bool

    def found(self, words: Iterable[Word]) -> tuple[tuple[str, int, int], ...]:
        """Table, first and end index of the words of `[words]` in a sentence, the longest phrases first."""
        sentence = tuple(words)
        folded = [(name, at.first, at.end) for at in self.words.find(sentence) for name in at.entries]
        plain = ((self.spelt.get(bare(word.surface)), index) for index, word in enumerate(sentence))
        spelt = ((name, index, index + 1) for name, index in plain if name)
        return (*folded, *spelt, *self._like_patterns(sentence))

    def _like_patterns(self, words: tuple[Word, ...]) -> Iterator[tuple[str, int, int]]:
        line = " ".join(word.folded for word in words)
        for name, pattern in self.patterns:
            for match in pattern.finditer(line):
                first = line.count(" ", 0, match.start())
                yield name, first, first + match.group().count(" ") + 1


@cache
def rules(code: str) -> CheckRules:
    """The rules of the language `code`; empty ones where its pack has no checks.toml."""
    source = pack(code) / "checks.toml"
    data = tomllib.loads(source.read_text("utf-8")) if source.is_file() else {}
    language: Language = load(code)
    return CheckRules(
        numbers=_numbers(data.get("numbers", {})),
        words=_phrases(data.get("words", {}), language.affixes),
        spelt={bare(word): name for name, table in data.get("words", {}).items() for word in table.get("spelt", ())},
        patterns=tuple(
            (name, re.compile(pattern))
            for name, table in data.get("words", {}).items()
            for pattern in table.get("patterns", ())
        ),
        opposites=_pattern(data.get("opposites")),
        places={place: _squeezed(words) for place, words in data.get("places", {}).items()},
        length=data.get("length"),
        question_marks=data.get("question_marks", "?"),
        tables=frozenset(data.get("words", {})),
        has_gazetteer=(pack(code) / "places.toml").is_file(),
        has_calendar=(pack(code) / "times.toml").is_file(),
    )


def _numbers(data: Mapping[str, Any]) -> NumberRules:
    return NumberRules(
        words=dict(_numerals(data)),
        not_numerals=_set(data.get("not", [])),
        conjunctions=_set(data.get("conjunctions", [])),
        glued_conjunctions=_longest_first(data.get("glued_conjunctions", [])),
        glued=_longest_first(data.get("glued", [])),
        skipped=_set(data.get("skipped", [])),
        units_first=data.get("units_first", False),
        suffixes={suffix: Fraction(value) for value, all_ in data.get("suffix", {}).items() for suffix in all_},
        decades=_set(data.get("decades", [])),
        loose=frozenset(map(Fraction, data.get("loose", []))),
        dual=_pattern(data.get("dual")),
    )


def _numerals(data: Mapping[str, Any]) -> Iterator[tuple[str, Numeral]]:
    """Every numeral, spelt folded; a word in several tables is of the first kind and has all the values."""
    found: dict[str, Numeral] = {}
    for kind in NumeralKind:
        for value, words in data.get(kind, {}).items():
            for word in map(fold_word, words):
                before = found.get(word)
                values = before.values if before is not None else ()
                found[word] = Numeral(before.kind if before is not None else kind, (*values, Fraction(value)))
    yield from found.items()


def _phrases(tables: Mapping[str, Any], affixes: Affixes) -> Phrases[str]:
    tree: Phrases[str] = Phrases()
    for name, table in tables.items():
        for key in PARTS:
            part = key.removesuffix("s")
            for written in table.get(key, ()):
                for phrase in written.split("/"):
                    tree.add(phrase_forms(phrase, part, affixes), name)
    return tree


def _pattern(written: str | None) -> re.Pattern[str] | None:
    return re.compile(written) if written else None


def _set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold_word, words))


def _squeezed(words: Iterable[str]) -> frozenset[str]:
    return frozenset("".join(word.split()) for word in _set(words))


def _longest_first(pieces: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(map(fold_word, pieces), key=len, reverse=True))

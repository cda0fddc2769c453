"""Text -> words: where they stand, how they are spelt, and which dictionary forms each may be (clitics and endings
taken off by the tables in `[affixes]` of language.toml)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from crisisbrief.languages.fold import bare, fold_word
from crisisbrief.model import Span

_MARK = "\u064b-\u065f\u0670\u06d6-\u06ed\u0300-\u036f\u00ad\u200b-\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff"
WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}|\d+(?:[.,:٫٬]\d+)*|[^\W\d_](?:[^\W\d_]|[{_MARK}])*(?:['’](?:[^\W\d_]|[{_MARK}])+)*"
)
"""An abbreviation with its full stops, a number, or letters with their marks and inner apostrophes."""
LINK = re.compile(rf"[\s\"“”«»'’‘\-{_MARK}]*")
"""What may stand between the words of one phrase."""


DECLINED = frozenset({"noun", "person", "name"})
"""Parts of speech that may carry the article."""


class Form(NamedTuple):
    """One way to read a word: a dictionary form with the part of speech that its affixes allow."""

    part: str
    """`noun`, `person` (also adjectives), `name`, `verb`, `exact`, or `cased` for a capitalized word as it stands."""
    stem: str
    """Folded, without the affixes."""
    definite: bool = False
    """Whether the article was taken off."""


class Reading(NamedTuple):
    """All that can be told from the spelling of a word alone."""

    folded: str
    forms: tuple[Form, ...]
    root: str
    """The shortest stem of more than two letters, else the word itself: a sign of what it is about."""


class Word(NamedTuple):
    """One word of a text."""

    start: int
    end: int
    surface: str
    folded: str
    forms: tuple[Form, ...]
    """Every way to read it, the most literal first."""
    root: str
    """Its shortest stem of more than two letters, else the word itself: a sign of what it is about."""
    linked: bool
    """Whether nothing but a space, a hyphen or a quotation mark stands between it and the word before."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def stems(self) -> tuple[str, ...]:
        """The candidate stems, each once."""
        return tuple(dict.fromkeys(form.stem for form in self.forms))


@dataclass(frozen=True, slots=True)
class PartAffixes:
    """What may be taken off a word of one part of speech."""

    proclitics: tuple[str, ...]
    endings: Mapping[str, tuple[str, ...]]
    """What a word may end in, each with what stands in its place in the dictionary form."""
    bound: Mapping[str, tuple[str, ...]]
    """The same for words without the article: also pronouns and the construct state, which never go with it."""
    persons: Mapping[str, str]
    """Beginnings that are the same dictionary form (Arabic imperfect: ت, ن for ي)."""
    shortest: int
    """A stem is at least so long."""
    undouble: bool
    """Whether an ending doubles the consonant before it ("stopped")."""


@dataclass(frozen=True, slots=True)
class Affixes:
    """The affix tables of a language (`[affixes]` in language.toml)."""

    article: str
    """As a word begins with it; empty where the article is a word of its own."""
    merged: Mapping[str, str]
    """Proclitics that swallow a letter of the article, with the two as spelt: ل -> لل."""
    parts: Mapping[str, PartAffixes]


def read_affixes(data: Mapping[str, Any]) -> Affixes:
    """The table `[affixes]` as read from TOML."""
    return Affixes(
        article=data.get("article", ""),
        merged=data.get("merged", {}),
        parts={part: _part(data["parts"][part]) for part in data["parts"]},
    )


def _part(data: Mapping[str, Any]) -> PartAffixes:
    return PartAffixes(
        proclitics=tuple(sorted(data.get("proclitics", [""]), key=len)),
        endings=_folded(data["endings"], ""),
        bound={
            **_folded(data["endings"], ""),
            **_folded(data.get("construct", {}), ""),
            **{
                ending: stems
                for clitic in data.get("enclitics", [])
                for ending, stems in _folded(data["joined"], clitic).items()
            },
        },
        persons=data.get("persons", {}),
        shortest=data.get("shortest", 2),
        undouble=data.get("undouble", False),
    )


def _folded(endings: Mapping[str, list[str]], clitic: str) -> dict[str, tuple[str, ...]]:
    return {fold_word(ending + clitic): tuple(map(fold_word, stems)) for ending, stems in endings.items()}


def reader(affixes: Affixes) -> Callable[[str], Reading]:
    """A function that reads one word; it remembers the words it has read."""

    @lru_cache(maxsize=1 << 16)
    def read(surface: str) -> Reading:
        plain = bare(surface)
        forms = tuple(dict.fromkeys(_forms(plain, affixes)))
        folded = fold_word(surface)
        root = min((form.stem for form in forms if len(form.stem) > 2), key=len, default=folded)
        return Reading(folded, forms, root)

    return read


def _forms(plain: str, affixes: Affixes) -> Iterator[Form]:
    yield Form("exact", fold_word(plain))
    if plain[:1].isupper():
        own = plain.replace("’", "'").removesuffix("'s").removesuffix("'S").removesuffix("'")
        yield Form("cased", own)
        if own.isupper():
            yield Form("cased", own.capitalize())
    if not plain[:1].isalpha():
        return
    for part, table in affixes.parts.items():
        for proclitic in table.proclitics:
            if plain.startswith(proclitic):
                yield from _inner(plain[len(proclitic) :], part, table, affixes, proclitic)


def _inner(rest: str, part: str, table: PartAffixes, affixes: Affixes, proclitic: str) -> Iterator[Form]:
    """The forms of what stands after a proclitic."""
    least = table.shortest if proclitic else 1
    if len(rest) >= least:
        yield from _endings(fold_word(rest), part, table, False)
        for beginning, replaced in table.persons.items():
            if rest.startswith(beginning):
                yield from _endings(fold_word(replaced + rest[len(beginning) :]), part, table, False)
    if part not in DECLINED or not affixes.article:
        return
    swallowed = next((v for k, v in affixes.merged.items() if proclitic.endswith(k)), "")
    after = rest if not swallowed else swallowed[-1:] + rest
    if rest.startswith(affixes.article) and len(rest) >= len(affixes.article) + 2:
        yield from _endings(fold_word(rest[len(affixes.article) :]), part, table, True)
    elif swallowed and rest.startswith(after[0]) and len(rest) >= 3:
        yield from _endings(fold_word(rest[1:]), part, table, True)


def _endings(stem: str, part: str, table: PartAffixes, definite: bool) -> Iterator[Form]:
    yield Form(part, stem, definite)
    endings = table.endings if definite else table.bound
    for length in range(1, min(len(stem) - 1, 6)):
        for replaced in endings.get(stem[-length:], ()):
            short = stem[:-length] + replaced
            if len(short) < 2:
                continue
            yield Form(part, short, definite)
            if table.undouble and not replaced and len(short) > 2 and short[-1] == short[-2]:
                yield Form(part, short[:-1], definite)


def split(text: str, read: Callable[[str], Reading], offset: int = 0) -> tuple[Word, ...]:
    """The words of `text` in order; `offset` is added to their places."""
    found = []
    end = 0
    for match in WORD.finditer(text):
        surface = match.group()
        reading = read(surface)
        start = match.start()
        linked = text[end:start] == " " or LINK.fullmatch(text, end, start) is not None
        found.append(Word(offset + start, offset + match.end(), surface, *reading, linked))
        end = match.end()
    return tuple(found)

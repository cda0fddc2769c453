"""A page in, out all that the index can make of it without the others: kept with the page until it changes.

Everything in a `Prepared` is what JSON has, so that a thousand briefs are read back quickly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from crisisbrief.languages import load
from crisisbrief.languages.words import WORD
from crisisbrief.render.direction import runs
from crisisbrief.render.escape import CONTROLS
from crisisbrief.search.passages import FoundPage, Passage
from crisisbrief.search.spelling import Speller, tokens

_CONTROL = re.compile(f"[{CONTROLS}]")
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
BESIDE = 40
"""Characters that a record has beside its texts."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One page, its passages in order."""

    lang: str
    brief: str
    """The title of the brief."""
    shown: list[Any]
    """What a result says of the page: address, title and its runs, the brief's title and its runs."""
    records: list[list[Any]]
    """Of each passage: anchor, text, runs, lines about it; its language, where that is not the page's."""
    size: int
    """About so many characters the records have."""
    words: list[str]
    """Of each passage: a line for each of its words, with its places as the index writes them."""
    names: list[list[str]]
    """Words that are spellings of one name."""


def prepare(page: FoundPage) -> Prepared:
    """All that takes no other page to know."""
    speller = _speller(page.lang)
    return Prepared(
        lang=page.lang,
        brief=page.brief,
        shown=[page.url, *_shown(page.title, page.lang), *_shown(page.brief, page.lang)],
        records=[_record(passage, page.lang) for passage in page.passages],
        size=sum(len(passage.text) + sum(map(len, passage.about)) + BESIDE for passage in page.passages),
        words=["\n".join(_words(plain(passage.text), speller)) for passage in page.passages],
        names=[
            [word for name in passage.names for word in tokens(plain(name))]
            for passage in page.passages
            if passage.names
        ],
    )


@cache
def _speller(lang: str) -> Speller:
    return Speller(lang)


def plain(text: str) -> str:
    """A text without its control characters: a result is one line."""
    return _CONTROL.sub(" ", text)


def base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _BASE36[digit] + digits
    return _BASE36[number] + digits


def dotted(places: set[int]) -> str:
    """Places as the index writes them."""
    return ".".join(map(base36, sorted(places)))


def _words(text: str, speller: Speller) -> Iterator[str]:
    """The words of a text with their places; what others write as one word, without hyphen or space, as one too."""
    places: dict[str, set[int]] = {}
    before, end = "", 0
    for place, match in enumerate(WORD.finditer(text)):
        word = match.group()
        places.setdefault(word, set()).add(place)
        between = text[end : match.start()]
        if before and (between == "-" or (between == " " and speller.leads(before))):
            places.setdefault(before + word, set()).update((place - 1, place))
        before, end = word, match.end()
    return (f"{word} {dotted(at)}" for word, at in places.items())


def _record(passage: Passage, lang: str) -> list[Any]:
    about = [_shown(line, lang) for line in passage.about]
    record = [passage.anchor, *_shown(passage.text, passage.lang), about]
    return record if passage.lang == lang else [*record, [passage.lang, load(passage.lang).direction]]


def _shown(text: str, lang: str) -> list[Any]:
    """A text and its runs of the other direction, in the browser's units: `[start, end, language, direction]`."""
    text = plain(text)
    found = [[_units(text, run.start), _units(text, run.end), run.lang or "", run.dir] for run in runs(text, lang)]
    return [text, found]


def _units(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2

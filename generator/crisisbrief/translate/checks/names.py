"""Countries, organizations and the names and terms that the glossary knows stand in the translation too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from babel import Locale

from crisisbrief.languages import Entry, Kind, Language, Word, load
from crisisbrief.languages.checks import rules
from crisisbrief.languages.fold import fold_word
from crisisbrief.translate.checks.finding import Finding, Pair, Severity

TERRITORY, NATIONALITY, BODY = "territory", "nationality", "international"
OUTRIGHT = (TERRITORY, BODY)
"""Concepts of the lexicon that a translation cannot leave to the context."""
ENGLISH = Locale("en")
SHORTEST_SPELLING = 5
"""Letters of a name that is not met inside other words by chance."""
SHORTEST_STEM = 4
"""Letters by which two forms of one word are known as such."""


def names(pair: Pair) -> Iterator[Finding]:
    """Countries that one side names and the other does not; bodies and glossary names that the translation lacks."""
    if all(rules(language.code).has_gazetteer for language in (pair.source_language, pair.target_language)):
        yield from _countries(pair)
    for words, wording in _lost_terms(pair):
        yield _finding(f"«{words}» is “{wording}” in the catalog or the glossary; no word of that is here")


def _countries(pair: Pair) -> Iterator[Finding]:
    source = places(pair.source, pair.source_language.code)
    target = places(pair.target, pair.target_language.code)
    lost = _without(source, target, pair.target, pair.target_language)
    added = _without(target, source, pair.source, pair.source_language)
    exchanged = bool(lost) and bool(added)
    for place in lost.values():
        if place.outright or exchanged:
            yield _finding(f"the source names {place.told} («{place.words}»), the translation does not")
    for place in added.values():
        if place.outright or exchanged:
            yield _finding(f"the translation names {place.told} («{place.words}»), the source does not")


def _finding(told: str) -> Finding:
    return Finding("names", Severity.WARNING, told)


class Place(NamedTuple):
    """A country as a sentence names it."""

    words: str
    outright: bool
    """By its name; otherwise by a nationality, which a translation may leave to the context."""
    told: str
    """What it is, in English."""


@lru_cache(maxsize=1024)
def places(text: str, code: str) -> Mapping[str, Place | None]:
    """The countries of a sentence by their codes; None for one that it only hints at by a city or a body."""
    language = load(code)
    words = language.words(text)
    found: dict[str, Place | None] = {}
    for match in language.lexicon.find(words):
        spelt = text[words[match.first].start : words[match.end - 1].end]
        surely = all(entry.kind is Kind.PLACE for entry in match.entries)
        for entry in match.entries:
            if entry.value and entry.kind in (Kind.PLACE, Kind.ACTOR):
                place = _place(entry, spelt) if _names_it(entry, surely) else None
                before = found.get(entry.value)
                found[entry.value] = place if before is None or (place and place.outright) else before
    return found


def _names_it(entry: Entry, surely: bool) -> bool:
    """Whether the words are a name: a country's or a nationality's where they can mean nothing else, or a body's."""
    return entry.concept == BODY or (surely and entry.concept in (TERRITORY, NATIONALITY))


def _place(entry: Entry, spelt: str) -> Place:
    code = entry.value or ""
    told = code.replace("_", " ") if entry.concept == BODY else ENGLISH.territories.get(code, code)
    return Place(spelt, entry.concept in OUTRIGHT, str(told))


def _without(
    found: Mapping[str, Place | None], other: Mapping[str, Place | None], text: str, language: Language
) -> Mapping[str, Place]:
    """The countries named that the other side, `text`, does not even hint at."""
    lost = {code: place for code, place in found.items() if place is not None and code not in other}
    if not lost:
        return lost
    squeezed = "".join(word.folded for word in language.words(text))
    spellings = _spellings(language.code)
    return {
        code: place for code, place in lost.items() if not any(name in squeezed for name in spellings.get(code, ()))
    }


@cache
def _spellings(code: str) -> Mapping[str, frozenset[str]]:
    """How a country and what belongs to it may be spelt, without spaces: texts lose theirs, and names meet prefixes
    that the pack does not know."""
    found: dict[str, set[str]] = {}
    for entry in (entry for group in load(code).lexicon.groups() for entry in group):
        name = "".join(fold_word(entry.written).split())
        if entry.value and entry.kind in (Kind.PLACE, Kind.ACTOR) and len(name) >= SHORTEST_SPELLING:
            found.setdefault(entry.value, set()).add(name)
    for country, words in rules(code).places.items():
        found.setdefault(country, set()).update(words)
    return {country: frozenset(spelt) for country, spelt in found.items()}


def _lost_terms(pair: Pair) -> Iterator[tuple[str, str]]:
    """Names and terms in the source of whose translation no word is in the target."""
    if not pair.names:
        return
    source = _spelt(pair.source_language.words(pair.source))
    stems = {form for word in pair.target_language.words(pair.target) for form in _stems(word)}
    for words, wording in pair.names.items():
        if _spelt(pair.source_language.words(words)) in source and not _mentioned(wording, stems, pair.target_language):
            yield words, wording


def _mentioned(wording: str, stems: set[str], language: Language) -> bool:
    words = language.words(wording)
    return not words or any(not stems.isdisjoint(_stems(word)) for word in words if len(word.folded) > 2)


def _stems(word: Word) -> set[str]:
    stems = {word.folded, *(fold_word(stem) for stem in word.stems)}
    return stems | {stem[: SHORTEST_STEM + 1] for stem in stems if len(stem) > SHORTEST_STEM + 1}


def _spelt(words: tuple[Word, ...]) -> str:
    return f" {' '.join(word.folded for word in words)} "

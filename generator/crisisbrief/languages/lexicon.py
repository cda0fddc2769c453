"""The lexicon of a language: concepts and the words that stand for them, read from `<code>/lexicon.toml`.

Each table of that file is a concept; its keys say how its words are inflected:

    [protest]
    kind = "event"
    nouns = ["مظاهرة", "احتجاج"]       # take the noun affixes of language.toml
    persons = []                       # people and adjectives: also the feminine and both plurals
    names = ["كازاخستان"]              # proper names: no endings but a possessive; capitals count
    verbs = ["تظاهر/يتظاهر"]           # two stems of one verb, past and imperfect
    exact = ["كان قد"]                 # as written (a conjunction may stand before it)
    cased = ["UN"]                     # as written, capitals too

`[nothing]` lists words, as written, that only look like one of these. A noun written with the article matches only
with the article. Several words are a phrase. In place of a list, a table of names (`international.UN.nouns = […]`)
gives the words a value.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from crisisbrief.languages.fold import bare, fold_word
from crisisbrief.languages.phrases import Phrases
from crisisbrief.languages.words import Affixes, Form
from crisisbrief.model import Stance

FILES = ("lexicon.toml", "places.toml")
PARTS = ("nouns", "persons", "names", "verbs", "exact", "cased")


class Kind(StrEnum):
    """What the entries of a lexicon or a gazetteer are for."""

    EVENT = "event"
    """Something that happens."""
    ACTOR = "actor"
    """An office, a body, a group of people."""
    MARKER = "marker"
    """A word that says how a sentence relates to the report: earlier, expected, explained."""
    PLACE = "place"
    REPORTING = "reporting"
    """A verb, participle or noun of saying; not a mention, `stance` says which."""
    ACCORDING = "according"
    """Noun-led attribution: the speaker follows («بحسب»)."""
    WORD = "word"
    """A word that the stages need by name and that is no mention (function words, parts of names)."""


class Entry(NamedTuple):
    """What a phrase of the lexicon stands for."""

    concept: str
    kind: Kind
    part: str
    """`noun`, `person`, `name`, `verb`, `exact` or `cased`."""
    value: str | None = None
    """Code of the country or the body, where the words name one."""
    stance: Stance | None = None
    written: str = ""
    """The phrase as the pack spells it."""


def entries(data: Mapping[str, Any], affixes: Affixes) -> Iterator[tuple[list[tuple[Form, ...]], Entry]]:
    """Every phrase of a lexicon file with the forms of its words and what it stands for."""
    for concept, table in data.items():
        if "kind" not in table:
            continue
        kind = Kind(table["kind"])
        stance = Stance(table["stance"]) if "stance" in table else None
        yield from _lists(table, concept, kind, None, stance, affixes)
        for value, named in table.items():
            if isinstance(named, Mapping):
                yield from _lists(named, concept, kind, value, stance, affixes)


def _lists(
    table: Mapping[str, Any], concept: str, kind: Kind, value: str | None, stance: Stance | None, affixes: Affixes
) -> Iterator[tuple[list[tuple[Form, ...]], Entry]]:
    for key in PARTS:
        part = key.removesuffix("s")
        for written in table.get(key, ()):
            for phrase in written.split("/"):
                entry = Entry(concept, kind, part, value, stance, written)
                yield phrase_forms(phrase, part, affixes), entry


def phrase_forms(phrase: str, part: str, affixes: Affixes) -> list[tuple[Form, ...]]:
    """The forms under which the words of a phrase are looked up; after a verb stand nouns."""
    first, *rest = phrase.replace("-", " ").split()
    later = "noun" if part == "verb" else part
    return [word_forms(first, part, affixes), *(word_forms(word, later, affixes) for word in rest)]


def word_forms(word: str, part: str, affixes: Affixes) -> tuple[Form, ...]:
    """The forms under which one word of the lexicon is looked up."""
    plain = _plain(word)
    if part == "cased" or (part == "name" and plain[:1].isupper()):
        return (Form("cased", plain.removesuffix("'s")),)
    article = affixes.article
    if part in ("verb", "exact") or (part == "name" and not article):
        return (Form(part, _folded(plain)),)
    if article and plain.startswith(article) and len(plain) > len(article) + 1:
        return (Form(part, _folded(plain[len(article) :]), True),)
    stem = _folded(plain)
    return (Form(part, stem), Form(part, stem, True)) if article else (Form(part, stem),)


@cache
def _plain(word: str) -> str:
    return bare(word).replace("’", "'")


_folded = cache(fold_word)
"""A word stands in many phrases, and under several parts of speech."""


def read_lexicon(folder: Traversable, affixes: Affixes) -> Phrases[Entry]:
    """The tree of all phrases in the lexicon and the gazetteer of a pack."""
    tree: Phrases[Entry] = Phrases()
    for name in FILES:
        data = tomllib.loads((folder / name).read_text("utf-8"))
        for forms, entry in entries(data, affixes):
            tree.add(forms, entry)
        for phrase in data.get("nothing", {}).get("exact", ()):
            tree.block(phrase_forms(phrase, "exact", affixes))
    for forms, entry in derived_places((folder / "places.tsv").read_text("utf-8"), affixes):
        tree.add(forms, entry)
    return tree


def derived_places(table: str, affixes: Affixes) -> Iterator[tuple[list[tuple[Form, ...]], Entry]]:
    """The places of the table that `cldr.py` writes."""
    for row in table.splitlines():
        code, concept, name = row.split("\t")
        part = "person" if concept == "nationality" else "name"
        yield phrase_forms(name, part, affixes), Entry(concept, Kind.PLACE, part, code, None, name)

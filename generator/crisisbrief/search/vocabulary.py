"""Derives `dictionary.tsv` of a language pack: `python -m crisisbrief.search.vocabulary`.

Lexicon, gazetteer, given names and ordinary words say what words there are and, for most, of which kind. Here they are
put in one list, without those that are forms of others, so that a build need not find that out each time.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from crisisbrief import languages
from crisisbrief.actors import alike
from crisisbrief.languages import attribution as packs
from crisisbrief.languages.lexicon import FILES, Kind
from crisisbrief.search.dictionary import DERIVED, UNCERTAIN, Dictionary, enter_inflections
from crisisbrief.search.spelling import inflections, rules

KINDS = (("verbs", "verb"), ("persons", "person"), ("nouns", "noun"), ("exact", "exact"))
NATIONALITY = "nationality"
SHORTEST = 4
"""Letters behind a clitic: بريد is not ريد with بـ."""


def derived(code: str) -> str:
    """The lines of `dictionary.tsv`: part of speech, a tab, the dictionary form and further ones."""
    vocabulary = _Vocabulary(code)
    vocabulary.take_nationalities()
    vocabulary.take_names()
    vocabulary.take_lexicon()
    vocabulary.take_ordinary()
    return "".join(f"{part}\t{' '.join(words)}\n" for part, words in vocabulary.entered)


class _Vocabulary:
    def __init__(self, code: str) -> None:
        self.code = code
        self.known = Dictionary(code)
        self.article = rules(code).affixes.article
        self.feminine = inflections(code).get("feminine", "")
        self.tables = [tomllib.loads((languages.pack(code) / name).read_text("utf-8")) for name in FILES]
        self.entered: list[tuple[str, list[str]]] = []
        enter_inflections(self.known)

    def enter(self, part: str, words: list[str]) -> None:
        self.entered.append((part, words))
        self.known.enter(words, part)

    def take_names(self) -> None:
        """Names of one word; those of one bearer that sound alike are one lexeme."""
        for names in self._names():
            for group in self._sounding_alike(names):
                bare = [name.removeprefix(self.article) for name in group]
                if not self._is_known(group[0]):
                    self.enter("name", list(dict.fromkeys([*group, *bare])))

    def _names(self) -> Iterator[list[str]]:
        for data in self.tables:
            yield from _lists(data, "names")
        yield from ([name] for _, concept, name in self._places() if concept != NATIONALITY)
        given = tomllib.loads((languages.pack(self.code) / "names.toml").read_text("utf-8"))["given"]
        yield from ([name] for name in given)

    def _sounding_alike(self, names: list[str]) -> list[list[str]]:
        groups: list[list[str]] = []
        for name in names:
            if " " in name.strip() or "-" in name:
                continue
            group = next((group for group in groups if self._sounds_like(name, group[0])), [])
            group.append(name)
            if len(group) == 1:
                groups.append(group)
        return groups

    def _sounds_like(self, name: str, other: str) -> bool:
        spell = self.known.speller.spell
        return alike(spell(name)[1], spell(other)[1], packs.load(self.code))

    def take_nationalities(self) -> None:
        """Adjectives, though derived from names."""
        for _, concept, name in self._places():
            if concept == NATIONALITY and " " not in name and not self._is_known(name):
                self.enter("person", [name])

    def _places(self) -> Iterator[list[str]]:
        return (line.split("\t") for line in self._lines("places.tsv"))

    def take_lexicon(self) -> None:
        """Single words of the lexicon that are no form of a word already known."""
        for key, part in KINDS:
            for written in (word for data in self.tables for words in _lists(data, key) for word in words):
                forms = written.split("/")
                if not any(" " in form for form in forms) and not self._is_form(forms[0], part):
                    self.enter(part, [form.removeprefix(self.article) or form for form in forms])

    def take_ordinary(self) -> None:
        """Ordinary words, short ones first: what is a form of a known one is none of its own. Their kind is unknown;
        where the list has the feminine too, they are taken for adjectives."""
        there = {word.removeprefix(self.article) or word for word in self._lines("ordinary.txt")}
        listed = sorted(there, key=lambda word: (len(word), word))
        for word in listed:
            feminine = bool(self.feminine) and word + self.feminine in there
            own = feminine or (bool(self.feminine) and word.endswith(self.feminine))
            if self._is_form(word, "noun") if own else self._read(word):
                continue
            self.enter(UNCERTAIN, [word])
            if feminine:
                self.enter("person", [word])

    def _is_known(self, word: str) -> bool:
        return self.known.speller.spell(word)[1] in self.known.stems

    def _is_form(self, word: str, part: str) -> bool:
        """Whether a word is a form of one already known. Nouns are read with the article, which they cannot have
        together with a pronoun: استقالة is not استقال with «him»."""
        if self._is_known(word):
            return True
        if part == "verb" or not self.article or word.startswith(self.article):
            return self._read(word)
        bound = self._ends_in_pronoun(word) and self._read(word)
        return bound or self._read(self.article + word) or any(map(self._is_known, self._without_proclitic(word)))

    def _ends_in_pronoun(self, word: str) -> bool:
        """Whether a word ends in letters, two or more, that never end one with the article."""
        noun = rules(self.code).affixes.parts["noun"]
        return any(len(end) > 1 and end not in noun.endings and word.endswith(end) for end in noun.bound)

    def _without_proclitic(self, word: str) -> Iterator[str]:
        affixes = rules(self.code).affixes
        for proclitic in (*affixes.parts["noun"].proclitics, *affixes.merged.values()):
            if proclitic and word.startswith(proclitic) and len(word) - len(proclitic) >= SHORTEST:
                yield word.removeprefix(proclitic)

    def _read(self, word: str) -> bool:
        return bool(self.known.read(self.known.speller.read(word)))

    def _lines(self, name: str) -> list[str]:
        path = languages.pack(self.code) / name
        lines = path.read_text("utf-8").splitlines() if path.is_file() else []
        return [line for line in lines if line and not line.startswith("#")]


def _lists(data: Mapping[str, Any], key: str) -> Iterator[list[str]]:
    """The lists called `key` in all tables of a lexicon file, however deep."""
    for name, value in data.items():
        if name == key and isinstance(value, list):
            yield value
        elif isinstance(value, dict) and value.get("kind") != Kind.ACCORDING:
            yield from _lists(value, key)


def write() -> None:
    """Write the file of every pack that reports can be read in."""
    for code in languages.available():
        Path(str(languages.pack(code)), DERIVED).write_text(derived(code), "utf-8")


if __name__ == "__main__":
    write()

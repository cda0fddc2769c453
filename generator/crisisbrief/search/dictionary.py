"""The words that a language pack knows, each with its dictionary forms: what a word of a page or a query is a form of.

`inflections.toml` is written by people; `dictionary.tsv` beside it holds what the rest of the pack knows, the same in
other words: `python -m crisisbrief.search.vocabulary` derives it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from crisisbrief import languages
from crisisbrief.search.spelling import Candidate, Speller, Spelling, inflections, rules

SECTIONS = {"nouns": "noun", "persons": "person", "verbs": "verb", "names": "name"}
LOOSE = "words"
"""The section of words without further forms."""
UNCERTAIN = "word"
"""Part of speech of a word of which only is known that there is one; it is inflected like a noun."""
DERIVED = "dictionary.tsv"


class Dictionary:
    """Stems by part of speech, each with the lexemes it belongs to. A lexeme is named by its dictionary form, a verb's
    with a dot behind it where nouns and verbs are different words."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.speller = Speller(code)
        self.stems: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        """By stem and part of speech: the lexemes."""
        self.forms: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        """By lexeme: its stems with their parts of speech."""
        self.spelt: dict[str, set[str]] = defaultdict(set)
        """By form as it is spelt, hamza and all: the lexemes."""
        self.folded: dict[str, str] = {}
        """By form as it is spelt: the same folded."""
        self.uncertain: set[str] = set()
        """Folded words of which a list says only that there are such."""
        self._parts = {"noun": ("noun", "verb"), "verb": ("noun", "verb")} if rules(code).conversion else {}

    def enter(self, words: Sequence[str], part: str) -> None:
        """Add one lexeme: its dictionary form and the forms that no affix leads to."""
        name = ""
        if part == UNCERTAIN:
            self.uncertain.update(self.speller.spell(word)[1] for word in words)
            part = "noun"
        for word in words:
            plain, folded = self.speller.spell(word)
            name = name or (f"{folded}." if part == "verb" and part not in self._parts else folded)
            self.spelt[plain].add(name)
            self.folded[plain] = folded
            for each in self._parts.get(part, (part,)):
                self.stems[folded][each].add(name)
                self.forms[name][folded].add(each)

    def read(self, spelling: Spelling) -> frozenset[str]:
        """The lexemes that a word of a page is a form of, none for an unknown word. The reading that takes off least
        counts; a word as it is spelt before others that fold to the same; a dictionary form before another form."""
        if spelling.plain in self.spelt:
            return self._first(self.spelt[spelling.plain], spelling.folded)
        literal = {name for names in self.stems.get(spelling.folded, {}).values() for name in names}
        if literal:
            return self._first(literal, spelling.folded)
        known = [each for each in spelling.candidates if self.names(each)]
        weights = {each: self.speller.weight(spelling.folded, each.stem) for each in known}
        best = max(weights.values(), default=0)
        return frozenset().union(*(self.names(each) for each, weight in weights.items() if weight == best))

    def names(self, candidate: Candidate) -> frozenset[str]:
        """The lexemes that have this stem as this part of speech."""
        parts = self.stems.get(candidate.stem)
        return frozenset(parts.get(candidate.part, ())) if parts else frozenset()

    @staticmethod
    def _first(names: Iterable[str], folded: str) -> frozenset[str]:
        names = frozenset(names)
        return frozenset(name for name in names if name.removesuffix(".") == folded) or names


@cache
def dictionary(code: str) -> Dictionary:
    """What the pack `code` knows."""
    found = Dictionary(code)
    enter_inflections(found)
    path = languages.pack(code) / DERIVED
    for line in path.read_text("utf-8").splitlines():
        part, _, words = line.partition("\t")
        found.enter(words.split(" "), part)
    return found


def enter_inflections(found: Dictionary) -> None:
    """What people wrote down."""
    for section, part in SECTIONS.items():
        for line in inflections(found.code).get(section, "").splitlines():
            if line:
                found.enter(line.split(), part)
    for word in inflections(found.code).get(LOOSE, "").split():
        if found.speller.spell(word)[1] not in found.stems:
            found.enter([word], UNCERTAIN)

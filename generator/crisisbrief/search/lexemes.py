"""The words of a site sorted into lexemes, and every key under which the browser may find one.

A word that the dictionary knows belongs where the dictionary puts it. Words that it does not know (names, rare words)
are one lexeme where they may be forms of the same stem: «لتوكاييف» and «توكاييف».
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from rapidfuzz.fuzz import ratio

from crisisbrief.actors import ALIKE, alike
from crisisbrief.languages import attribution as packs
from crisisbrief.search.dictionary import Dictionary, dictionary
from crisisbrief.search.spelling import Speller

LETTERS = {"noun": "n", "person": "p", "verb": "v", "name": "m", "exact": "x"}
EXACT = LETTERS["exact"]
"""A key that is met only as it is spelt."""
ANY = "*"
"""Part of speech of an unknown word: whatever a query's affixes make of it."""
BONES = "~"
"""Begins the key of a name's consonants."""
SHORTEST = 4
"""Letters of a stem that two unknown words have in common."""
SAME_BONES = 4
"""Consonants from which on two unknown words that have the same may be one name."""
UNKNOWN = "?"
"""Begins the name of a lexeme that no dictionary knows."""


@dataclass(slots=True)
class Key:
    """One spelling under which lexemes are found: each by its number, with the letters of the parts of speech that a
    query's word may have when its affixes lead here; under a name's consonants instead its spellings.
    None at all: the language knows the word and the site does not have it."""

    lexemes: dict[int, set[str]] = field(default_factory=dict)

    def add(self, lexeme: int, parts: Iterable[str]) -> None:
        self.lexemes.setdefault(lexeme, set()).update(parts)


@dataclass(frozen=True, slots=True)
class Lexemes:
    keys: Mapping[str, Key]
    of_word: Mapping[str, tuple[int, ...]]
    """By word as it stands in the text."""
    numbers: Mapping[str, int]
    """By name of a lexeme, of those that the dictionaries know."""
    count: int


def lexemes(words: Iterable[str], same_names: Iterable[Iterable[str]], speller: Speller) -> Lexemes:
    """Sort `words` into lexemes; `same_names` are groups of words that are spellings of one name."""
    gathering = _Gathering(speller)
    for word in sorted(set(words)):
        gathering.take(word)
    gathering.unite_unknown()
    for group in same_names:
        gathering.unite_names(sorted(set(group)))
    return gathering.result()


class _Gathering:
    def __init__(self, speller: Speller) -> None:
        self.speller = speller
        self.words: dict[str, list[str]] = defaultdict(list)
        """By folded spelling: the words as they stand."""
        self.names: dict[str, frozenset[str]] = {}
        """By word as it stands: the names of its lexemes."""
        self.unknown: dict[str, str] = {}
        """By folded spelling, of words that no dictionary knows: the first as it stands."""
        self.united: dict[str, str] = {}
        """From the name of a lexeme to that of one that it is one with."""

    def take(self, word: str) -> None:
        spelling = self.speller.read(word)
        if not spelling.folded:
            return
        known = self._dictionary(spelling.folded)
        names = known.read(spelling) if known else frozenset()
        self.words[spelling.folded].append(word)
        if not names:
            self.unknown.setdefault(spelling.folded, word)
            names = frozenset({UNKNOWN + spelling.folded})
        self.names[word] = names

    def _dictionary(self, folded: str) -> Dictionary | None:
        rules = self.speller.rules_of(folded)
        return dictionary(rules.code) if rules else None

    def unite_unknown(self) -> None:
        """Unknown words with a stem in common, and names that sound alike."""
        by_stem: dict[str, list[str]] = defaultdict(list)
        by_sound: dict[str, list[str]] = defaultdict(list)
        for folded in self.unknown:
            for stem in self._stems(folded):
                by_stem[stem].append(folded)
            if self._may_be_name(folded):
                by_sound[self.speller.skeleton(folded)].append(folded)
        pairs = [pair for group in by_stem.values() for pair in pairwise(group)]
        sounding = (group for bones, group in by_sound.items() if len(bones) >= SAME_BONES)
        pairs += [pair for group in sounding for pair in combinations(group, 2) if ratio(*pair) >= ALIKE]
        for one, other in pairs:
            self._unite(UNKNOWN + one, UNKNOWN + other)

    def unite_names(self, group: list[str]) -> None:
        """Words of one name, those that sound alike: توكاييف and توكايف."""
        names = [word for word in group if word in self.names and not self._is_ordinary(word)]
        for one, other in combinations(names, 2):
            rules = self.speller.rules_of(one)
            if rules and alike(self.speller.spell(one)[1], self.speller.spell(other)[1], packs.load(rules.code)):
                self._unite(*sorted(self.names[one] | self.names[other]))

    def _is_ordinary(self, word: str) -> bool:
        """Whether the dictionary has a word for more than a name: «الرئاسة» and «الرئيس» only sound alike."""
        known = self._dictionary(word)
        forms = (known.forms[name] for name in self.names[word] if known and name in known.forms)
        return any(part != "name" for each in forms for parts in each.values() for part in parts)

    def _stems(self, folded: str) -> list[str]:
        """What an unknown word may be a form of: itself, and stems that are no words of their own."""
        known = self._dictionary(folded)
        candidates = self.speller.read(self.unknown[folded]).candidates
        stems = dict.fromkeys(each.stem for each in candidates if self._is_telling(each.stem, folded))
        return [
            stem
            for stem in {folded: None, **stems}
            if stem == folded or stem in self.unknown or not (stem in self.words or (known and stem in known.stems))
        ]

    def _is_telling(self, stem: str, folded: str) -> bool:
        """Whether a stem is long enough not to be that of two words by accident; a short one, if the article was all
        that stood before it."""
        rules = self.speller.rules_of(folded)
        article = rules.affixes.article if rules else ""
        return len(stem) >= SHORTEST or bool(article and len(stem) > len(article) and folded.endswith(article + stem))

    def _may_be_name(self, folded: str) -> bool:
        """Never written with a small letter, where there are such."""
        return all(word[0] == word[0].upper() for word in self.words[folded])

    def _unite(self, *names: str) -> None:
        roots = list(dict.fromkeys(map(self._root, names)))
        for root in roots[1:]:
            self.united[root] = roots[0]

    def _root(self, name: str) -> str:
        while name in self.united:
            name = self.united[name]
        return name

    def result(self) -> Lexemes:
        roots = sorted({self._root(name) for names in self.names.values() for name in names})
        number_of_root = {root: number for number, root in enumerate(roots)}
        numbers = {name: number_of_root[self._root(name)] for names in self.names.values() for name in names}
        of_word = {word: tuple(sorted({numbers[name] for name in names})) for word, names in self.names.items()}
        keys: dict[str, Key] = defaultdict(Key)
        for folded, words in self.words.items():
            for number in {number for word in words for number in of_word[word]}:
                keys[folded].add(number, EXACT)
        for folded in self.unknown:
            number = numbers[UNKNOWN + folded]
            for stem in self._stems(folded):
                keys[stem].add(number, ANY)
            if self._may_be_name(folded):
                self._add_bones(keys, folded, number)
        for name in sorted(name for name in numbers if not name.startswith(UNKNOWN)):
            self._add_known(keys, name, numbers)
        known = {name: number for name, number in numbers.items() if not name.startswith(UNKNOWN)}
        return Lexemes(dict(keys), of_word, known, len(roots))

    def _add_known(self, keys: dict[str, Key], name: str, numbers: Mapping[str, int]) -> None:
        """Every stem of a lexeme that the dictionary knows; where a hamza tells it from another, that spelling too."""
        known = self._dictionary(name)
        for stem, parts in known.forms[name].items() if known else ():
            keys[stem].add(numbers[name], [LETTERS.get(part, EXACT) for part in parts])
            if "name" in parts:
                self._add_bones(keys, stem, numbers[name])

    def _add_bones(self, keys: dict[str, Key], folded: str, number: int) -> None:
        bones = self.speller.skeleton(folded)
        if bones and folded.isalpha():
            keys[BONES + bones].add(number, [self.speller.without_article(folded)])

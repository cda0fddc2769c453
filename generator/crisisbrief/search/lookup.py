"""From a reader's word to lexemes: what theme/assets/find.js does with the keys, told once more in Python.

A word that is a key as it is spelt means that. Otherwise the reading counts that takes off least. A word of which
neither is known may be the beginning of one that is being typed, or a name in another spelling.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.fuzz import ratio

from crisisbrief.search.dictionary import Dictionary
from crisisbrief.search.lexemes import ANY, BONES, LETTERS, Key, Lexemes
from crisisbrief.search.spelling import Speller, Spelling, key_order

BEGINNING = 3
"""Letters from which on something is taken for the beginning of a word."""
STRIPPED = 4
"""The same behind an article or a clitic."""
LIKE = 82
"""Per cent of likeness (rapidfuzz `ratio`) that two spellings of one name have at least."""


class Lookup:
    def __init__(self, keys: Mapping[str, Key], speller: Speller) -> None:
        self.keys = keys
        self.speller = speller
        self.ordered = sorted(map(key_order, keys))

    def word(self, word: str) -> tuple[int, ...]:
        """The lexemes that a word of a query means, in order."""
        spelling = self.speller.read(word)
        for literal in (spelling.plain, spelling.folded):
            if literal in self.keys:
                return tuple(sorted(self.keys[literal].lexemes))
        found = self._by_stem(spelling) or set(self._begun(spelling)) or set(self._by_sound(spelling.folded))
        return tuple(sorted(found))

    def misled(self, plain: str, dictionary: Dictionary) -> bool:
        """Whether a word of the dictionary that the site does not have finds something all the same."""
        folded = dictionary.folded[plain]
        if folded in self.keys:
            return plain != folded
        by_stem = folded not in dictionary.uncertain and self._by_stem(dictionary.speller.read(plain))
        return bool(by_stem or [*self._beginning(key_order(folded))] or [*self._by_sound(folded)])

    def _by_stem(self, spelling: Spelling) -> set[int]:
        found: dict[int, set[int]] = defaultdict(set)
        for part, stem in spelling.candidates:
            if lexemes := self._with_part(stem, part):
                found[self.speller.weight(spelling.folded, stem)] |= lexemes
        return found[max(found)] if found else set()

    def _with_part(self, stem: str, part: str) -> set[int]:
        key = self.keys.get(stem)
        wanted = {ANY, LETTERS.get(part, "")}
        return {lexeme for lexeme, parts in key.lexemes.items() if parts & wanted} if key else set()

    def _begun(self, spelling: Spelling) -> Iterator[int]:
        """What begins as the word does, its article and clitics taken off where nothing begins with them."""
        for stem in dict.fromkeys([spelling.folded, *(each.stem for each in spelling.candidates)]):
            least = BEGINNING if stem == spelling.folded else STRIPPED
            if len(stem) >= least and stem[0].isalpha() and spelling.folded.endswith(stem):
                found = list(self._beginning(key_order(stem)))
                if found:
                    yield from found
                    return

    def _beginning(self, prefix: bytes) -> Iterator[int]:
        for at in range(bisect_left(self.ordered, prefix), len(self.ordered)):
            if not self.ordered[at].startswith(prefix):
                break
            yield from self.keys[self.ordered[at].decode("utf-16-be", "surrogatepass")].lexemes

    def _by_sound(self, folded: str) -> Iterator[int]:
        key = self.keys.get(BONES + self.speller.skeleton(folded))
        name = self.speller.without_article(folded)
        for lexeme, spellings in key.lexemes.items() if key else ():
            if any(ratio(name, spelt) >= LIKE for spelt in spellings):
                yield lexeme


def without_mistakes(found: Lexemes, speller: Speller, known: Iterable[Dictionary]) -> dict[str, Key]:
    """The keys with those words of the language added that would otherwise be taken for others: a word that the site
    does not have finds nothing, and one that a hamza tells from another finds its own."""
    look = Lookup(found.keys, speller)
    more: dict[str, Key] = {}
    for each in known:
        for plain, names in each.spelt.items():
            own = {found.numbers[name] for name in names if name in found.numbers}
            if own:
                if plain != each.folded[plain] and own < set(look.word(plain)):
                    more[plain] = Key({lexeme: {LETTERS["exact"]} for lexeme in own})
            elif look.misled(plain, each):
                more[plain] = Key()
    return {**more, **found.keys}

"""How people are named in a language: titles, given names and parts of names, from `<code>/names.toml`, and the
ordinary words that no name is made of, from `<code>/ordinary.txt`: words that news text also writes with the article,
in the feminine or in the plural, which it never does with a name (a count over reports; no text of them is kept)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable

from crisisbrief.languages.fold import bare, fold_word
from crisisbrief.languages.words import Word

ALEF = str.maketrans("أإآٱ", "اااا")
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Names:
    """What tells the name of a person from other words."""

    capitals: bool
    """Whether names are written with capitals; then nothing else tells them."""
    titles: frozenset[str]
    """Concepts after whose words a name may stand."""
    alone: frozenset[str]
    """Those of them behind which one word alone may be a name."""
    bearers: frozenset[str]
    """Concepts whose words are names themselves."""
    joins: tuple[str, ...]
    """Beginnings that make a new word of what follows."""
    between: frozenset[str]
    particles: frozenset[str]
    openers: frozenset[str]
    """Particles that cannot end a name."""
    given: frozenset[str]
    ordinary: frozenset[str]
    """Words that no name is made of, where capitals do not tell."""
    verb: re.Pattern[str] | None = None
    """A word with a beginning that verbs have; it is one if the group is an ordinary word."""
    private: tuple[re.Pattern[str], ...] = ()
    """Turns of phrase that introduce people nobody knows, by age or by "called"; the group is their name."""

    def is_given(self, word: Word) -> bool:
        return self._cased(word) and plain(word.surface) in self.given

    def is_particle(self, word: Word) -> bool:
        return (plain(word.surface) in self.particles or plain(word.surface) in self.openers) and not self.is_given(
            word
        )

    def is_known(self, word: Word) -> bool:
        """Whether a word is a given name or a particle of names, whatever else it means."""
        return self.is_given(word) or self.is_particle(word)

    def may_be_part(self, word: Word, *, first: bool = False) -> bool:
        """Whether a word, by its spelling alone, may be part of a name."""
        if self.is_known(word):
            return True
        if len(word.folded) < SHORTEST or not word.folded.replace("'", "").isalpha() or not self._cased(word):
            return False
        spelt = plain(word.surface)
        if spelt in self.ordinary or self._is_verb(spelt):
            return False
        return first or not spelt.startswith(self.joins)

    def _is_verb(self, spelt: str) -> bool:
        found = self.verb.fullmatch(spelt) if self.verb else None
        return found is not None and found[1] in self.ordinary

    def _cased(self, word: Word) -> bool:
        return not self.capitals or (word.surface[0].isupper() and not word.surface.isupper())


@lru_cache(maxsize=1 << 16)
def plain(surface: str) -> str:
    """A word of a name to compare by: only the hamza of the alef is folded, because على is no علي."""
    return bare(surface).translate(ALEF).casefold()


def read_names(folder: Traversable) -> Names:
    """The names of a pack; a pack whose language writes names with capitals needs no ordinary words."""
    data = tomllib.loads((folder / "names.toml").read_text("utf-8"))
    table = folder / "ordinary.txt"
    ordinary = table.read_text("utf-8").split() if table.is_file() else []
    ordinary += [plain(row.split("\t")[2]) for row in (folder / "calendar.tsv").read_text("utf-8").splitlines()]
    return Names(
        capitals=data.get("capitals", False),
        titles=frozenset(data["titles"]),
        alone=frozenset(data["alone"]),
        bearers=frozenset(data["bearers"]),
        joins=tuple(data.get("joins", ())),
        between=frozenset(map(fold_word, data["between"])),
        particles=frozenset(map(plain, data["particles"])),
        openers=frozenset(map(plain, data["openers"])),
        given=frozenset(map(plain, data["given"])),
        ordinary=frozenset(ordinary),
        verb=re.compile(data["verb"]) if "verb" in data else None,
        private=tuple(map(re.compile, data.get("private", ()))),
    )

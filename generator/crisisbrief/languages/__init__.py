"""A language is data: `languages/<code>/` holds all that the stages know about it; `load` reads it once.

What the stages use:

- `load(code) -> Language`, `available() -> codes`, `targets() -> codes`, `pack(code) -> folder of the pack`.
- `language.words(text, offset=0) -> tuple[Word, ...]`: words with their place, folded spelling and candidate
  dictionary forms (`word.stems`, `word.forms`, `word.root`); remembers words it has seen.
- `language.lexicon.find(words) -> Iterator[Match]`: the longest phrases of the lexicon and the gazetteer,
  `match.first`, `match.end` (indices of words), `match.entries`, each an `Entry(concept, kind, part, value, stance)`.
  `Kind.REPORTING` entries carry a `stance`; `Kind.ACCORDING` ones announce that the speaker follows. What the
  concepts mean: CONCEPTS.md.
- `language.times.find(text, words, offset=0) -> Iterator[Found]`: what says when; `resolve.resolve(found, context)`
  reckons it from the day of publication.
- `fold.fold(text) -> Folded(text, offsets)`, `fold.fold_word(word) -> str`: spelling made one, for matching only.

The lexicon is read on first use, so that `load` stays quick.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from crisisbrief.errors import BriefError
from crisisbrief.languages.lexicon import Entry, Kind, read_lexicon
from crisisbrief.languages.names import Names, read_names
from crisisbrief.languages.phrases import Match, Phrases
from crisisbrief.languages.times import Found, Grammar, read_grammar
from crisisbrief.languages.words import Affixes, Form, Reading, Word, read_affixes, reader, split

if TYPE_CHECKING:
    # `explain` starts without CLDR's names and numbers, in a tenth less of the time
    from babel import Locale

__all__ = [
    "Entry",
    "Form",
    "Found",
    "Grammar",
    "Kind",
    "Language",
    "Match",
    "Names",
    "Phrases",
    "Reading",
    "SentenceRules",
    "Word",
    "available",
    "load",
    "pack",
    "targets",
]

PACKS = files(__package__)
REMEMBERED = 256
"""Sentences whose words are kept, about a long report: each stage reads them anew."""


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """What ends a sentence and what only looks like it (`[sentences]` in language.toml)."""

    terminators: str
    """Characters that end a sentence, each also in a row («؟!»)."""
    abbreviations: frozenset[str]
    """Words, folded to lower case and without their last full stop, after which a full stop does not end a sentence."""
    quotations: tuple[tuple[str, str], ...]
    """Opening and closing marks; equal for straight marks."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language pack."""

    code: str
    own_script: str | None
    """What its pack says of its script, where CLDR's likely one is another."""
    iso639: str
    """Its ISO 639-3 code, which CLDR keeps only among older ones of the same length."""
    alphabet: str
    """A space and the letters, as lists are sorted: CLDR's order, which Babel does not hold."""
    sentences: SentenceRules
    affixes: Affixes
    words_per_minute: int
    """How fast news is read out."""

    @property
    def locale(self) -> Locale:
        return _locale(self.code)

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, from CLDR."""
        return "rtl" if self.locale.character_order == "right-to-left" else "ltr"

    @property
    def script(self) -> str:
        """ISO 15924 code of the script it is written in, from CLDR's likely subtags."""
        return self.own_script or _likely_script(self.code)

    def words(self, text: str, offset: int = 0) -> tuple[Word, ...]:
        """The words of `text` in order; `offset` is added to their places."""
        return _split(self.code, text, offset)

    @property
    def lexicon(self) -> Phrases[Entry]:
        """The concepts and the places that the pack knows words for."""
        return _lexicon(self.code)

    @property
    def names(self) -> Names:
        """How people are named."""
        return _names(self.code)

    @property
    def times(self) -> Grammar:
        """How the language says when."""
        return _times(self.code)


@cache
def _locale(code: str) -> Locale:
    from babel import Locale

    return Locale.parse(code)


@cache
def _likely_script(code: str) -> str:
    from babel import Locale

    return str(Locale.parse(code, resolve_likely_subtags=True).script)


@cache
def _reader(code: str) -> Callable[[str], Reading]:
    return reader(load(code).affixes)


@lru_cache(maxsize=REMEMBERED)
def _split(code: str, text: str, offset: int) -> tuple[Word, ...]:
    return split(text, _reader(code), offset)


@cache
def _names(code: str) -> Names:
    return read_names(pack(code))


@cache
def _times(code: str) -> Grammar:
    return read_grammar(pack(code), load(code).affixes)


@cache
def _lexicon(code: str) -> Phrases[Entry]:
    return read_lexicon(pack(code), load(code).affixes)


def pack(code: str) -> Traversable:
    """The folder that holds the data of a language."""
    return PACKS / code


@cache
def available() -> tuple[str, ...]:
    """Codes of the languages that reports can be read in, sorted: their packs have a lexicon."""
    return tuple(code for code in targets() if (PACKS / code / "lexicon.toml").is_file())


@cache
def targets() -> tuple[str, ...]:
    """Codes of the languages that pages can be shown in, sorted; of some no report can be read."""
    return tuple(sorted(entry.name for entry in PACKS.iterdir() if (entry / "language.toml").is_file()))


@cache
def load(code: str) -> Language:
    """The language pack `code`; BriefError when there is none."""
    if code not in targets():
        raise BriefError(f"there is no language pack {code!r}; there are: {', '.join(targets())}")
    data = tomllib.loads((pack(code) / "language.toml").read_text("utf-8"))
    sentences = data["sentences"]
    return Language(
        code=code,
        own_script=data.get("script"),
        iso639=data["iso639"],
        alphabet=data["alphabet"],
        sentences=SentenceRules(
            terminators=sentences["terminators"],
            abbreviations=frozenset(word.casefold() for word in sentences["abbreviations"]),
            quotations=tuple((opening, closing) for opening, closing in sentences["quotations"]),
        ),
        affixes=read_affixes(data.get("affixes", {"parts": {}})),
        words_per_minute=data["speech"]["words_per_minute"],
    )

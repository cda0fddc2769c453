"""How the search reads a word: spelling folded, affixes taken off, by the tables of the language packs.

The browser does the same with the same tables: `rules` hands them over as data, theme/assets/find.js is the routine.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from crisisbrief import languages
from crisisbrief.languages import attribution as packs
from crisisbrief.languages.fold import DROPPED, TABLE, bare, fold_word
from crisisbrief.languages.words import DECLINED, WORD, Affixes, PartAffixes, read_affixes, reader
from crisisbrief.render.scripts import script_of

FILE = "inflections.toml"
GROUPED = re.compile(r"\d{1,3}(?:[,٬]\d{3})+(?:[.٫]\d+)?")
"""A number with its thousands set off."""
DECIMAL = re.compile(r"[,٫](?=\d+$)")
"""The sign before the decimals of one that has none set off."""
PARTED = 2
"""What a reading loses that takes apart what belongs together."""
ACCENTS = re.compile("[\u0300-\u036f]")


class Candidate(NamedTuple):
    """What a word may be a form of."""

    part: str
    """As in `words.Form`."""
    stem: str


class Spelling(NamedTuple):
    """One word as the search sees it."""

    plain: str
    """In lower case, without tashkeel, its letters untouched: «أنهار» is not «انهار»."""
    folded: str
    candidates: tuple[Candidate, ...]
    """The literal one first, each once."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The tables of one language."""

    code: str
    script: str
    affixes: Affixes
    respell: tuple[tuple[str, str], ...]
    """Spellings of the same letters: what to replace by what, in order."""
    ignored: frozenset[str]
    """Folded words that a query of several words may do without."""
    leading: frozenset[str]
    """Folded words that are also written as one with the next («عبد الله»)."""
    whole: tuple[str, ...]
    """Endings that are rather taken off whole than in part: مكتبها is مكتب, though مكتبة has its letters too."""
    conversion: bool
    """Whether a noun may be a verb and a verb a noun as it stands (English)."""
    weak: str
    """Letters that spellings of one name differ in."""
    sounds: Mapping[int, str]
    """Letters that sound alike, each with the one that stands for all."""


@cache
def rules(code: str) -> Rules:
    """The tables of a language that reports can be read in."""
    data = inflections(code)
    base = tomllib.loads((languages.pack(code) / "language.toml").read_text("utf-8"))["affixes"]
    names = packs.load(code)
    return Rules(
        code=code,
        script=languages.load(code).script,
        affixes=read_affixes(_merged(base, data.get("affixes", {}))),
        respell=tuple((old, new) for old, new in data.get("respell", [])),
        ignored=frozenset(map(fold_word, data.get("ignored", "").split())),
        leading=frozenset(map(fold_word, data.get("leading", "").split())),
        whole=tuple(map(fold_word, data.get("whole", "").split())),
        conversion=data.get("conversion", False),
        weak=names.weak_letters,
        sounds=names.sounds,
    )


@cache
def inflections(code: str) -> Mapping[str, Any]:
    """`inflections.toml` of a language pack, as it is."""
    return tomllib.loads((languages.pack(code) / FILE).read_text("utf-8"))


def _merged(base: Any, more: Any) -> Any:
    """Tables and lists of `base` with those of `more` added."""
    if isinstance(base, dict):
        return {key: _merged(base[key], more[key]) if key in base and key in more else {**more, **base}[key]
                for key in {**base, **more}}  # fmt: skip
    return [*base, *(each for each in more if each not in base)] if isinstance(base, list) else more


@cache
def _readings(codes: tuple[str, ...]) -> dict[str, Spelling]:
    """What was read by the rules of these packs, whichever comes first: the dictionaries are read for every index."""
    return {} if codes == tuple(sorted(codes)) else _readings(tuple(sorted(codes)))


class Speller:
    """Reads words of every script by the rules of one language each: those of `lang` and of the other packs."""

    def __init__(self, lang: str) -> None:
        own = [code for code in languages.available() if code == lang]
        self.rules: dict[str, Rules] = {}
        for code in (*own, *languages.available()):
            self.rules.setdefault(rules(code).script, rules(code))
        self._readers = {script: reader(found.affixes) for script, found in self.rules.items()}
        self._read = _readings(tuple(found.code for found in self.rules.values()))

    def rules_of(self, word: str) -> Rules | None:
        """The rules for a word, by its first letter; none for a number."""
        return self.rules.get(script_of(word[:1]) or "")

    def read(self, word: str) -> Spelling:
        """One word, folded, and what it may be a form of."""
        if word not in self._read:
            self._read[word] = self._reading(word)
        return self._read[word]

    def spell(self, word: str) -> tuple[str, str]:
        """One word as it is spelt and as it is folded: all of its reading that costs little."""
        if word[:1].isdecimal():
            figures = number(fold_word(word))
            return figures, figures
        plain = bare(word).casefold()
        found = self.rules_of(plain)
        for old, new in found.respell if found else ():
            plain = plain.replace(old, new)
        return plain, unaccented(fold_word(plain))

    def _reading(self, word: str) -> Spelling:
        plain, folded = self.spell(word)
        found = self.rules_of(plain)
        if found is None:
            return Spelling(plain, folded, (Candidate("exact", folded),))
        forms = self._readers[found.script](plain).forms
        stems = (Candidate(form.part, unaccented(form.stem)) for form in forms if form.part != "cased")
        return Spelling(plain, folded, tuple(dict.fromkeys(stems)))

    def weight(self, folded: str, stem: str) -> int:
        """How good a reading is: the more of the word it leaves, the better."""
        found = self.rules_of(folded)
        parted = found and folded.endswith(found.whole) and folded[:-1].endswith(stem)
        return len(stem) - PARTED if parted else len(stem)

    def leads(self, word: str) -> bool:
        """Whether a word is also written as one with the next."""
        found = self.rules_of(word)
        return found is not None and bool(found.leading) and self.read(word).folded in found.leading

    def without_article(self, folded: str) -> str:
        """A folded word without what looks like its article."""
        found = self.rules_of(folded)
        article = fold_word(found.affixes.article) if found else ""
        return folded.removeprefix(article) if len(folded) > len(article) + 2 else folded

    def skeleton(self, folded: str) -> str:
        """What is left of a name when the letters are gone that its spellings differ in; empty where that is little."""
        found = self.rules_of(folded)
        if found is None:
            return ""
        kept = [letter for letter in self.without_article(folded).translate(found.sounds) if letter not in found.weak]
        bones = "".join(letter for at, letter in enumerate(kept) if not at or letter != kept[at - 1])
        return bones if len(bones) >= 3 else ""


def number(folded: str) -> str:
    """A number without what sets off its thousands, its decimals behind a full stop."""
    plain = re.sub("[,٬]", "", folded) if GROUPED.fullmatch(folded) else folded
    return DECIMAL.sub(".", plain)


def unaccented(folded: str) -> str:
    """Folded letters without accents: é is e to somebody who searches."""
    if folded.isascii():
        return folded
    return unicodedata.normalize("NFC", ACCENTS.sub("", unicodedata.normalize("NFD", folded)))


def tokens(text: str) -> Iterator[str]:
    """The words of a text in order; a result marks them by their number."""
    return (match.group() for match in WORD.finditer(text))


# For the browser -----------------------------------------------------------------------------------------------------


def browser_pattern(pattern: str) -> str:
    """A pattern of Python's for words as one of JavaScript's with the flag `u`."""
    return pattern.replace(r"[^\W\d_]", r"[\p{L}\p{Nl}\p{No}]").replace(r"\d", r"\p{Nd}")


def cases() -> dict[str, str]:
    """What folding makes of small letters that lower case leaves as they are."""
    return {char: char.casefold() for char in map(chr, range(0x80, 0x590)) if char.casefold() != char.lower()}


def folds() -> dict[str, str]:
    """What folding makes of single characters, beyond case."""
    return {chr(code): chr(to) if isinstance(to, int) else to for code, to in TABLE.items()}


def tables(found: Rules) -> dict[str, Any]:
    """The rules of a language as JSON holds them."""
    affixes = found.affixes
    sounds = {chr(code): to for code, to in found.sounds.items() if chr(code) != to}
    return {
        "script": found.script,
        "respell": found.respell,
        "ignored": sorted(found.ignored),
        "whole": found.whole,
        "weak": found.weak,
        "sounds": sounds,
        "article": affixes.article,
        "merged": list(affixes.merged.items()),
        "parts": [_part(part, table) for part, table in affixes.parts.items()],
    }


def _part(part: str, table: PartAffixes) -> dict[str, Any]:
    return {
        "part": part,
        "declined": part in DECLINED,
        "proclitics": table.proclitics,
        "endings": _plain(table.endings),
        "bound": _plain(table.bound),
        "persons": dict(table.persons),
        "shortest": table.shortest,
        "undouble": table.undouble,
    }


def _plain(endings: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {ending: ",".join(stems) for ending, stems in endings.items()}


def dropped() -> str:
    """The characters that folding drops, as the body of a character class."""
    codes = sorted(map(ord, DROPPED))
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in runs)


def key_order(key: str) -> bytes:
    """How a browser sorts strings: by the units of UTF-16."""
    return key.encode("utf-16-be", "surrogatepass")

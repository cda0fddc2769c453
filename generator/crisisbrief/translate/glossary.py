"""Terms that a desk always translates the same way: `content/glossary.toml`, and `glossary.toml` beside a brief
(docs/glossary.md tells editors). Names of countries, months and weekdays come from CLDR."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from crisisbrief import languages
from crisisbrief.errors import BriefError, raise_all
from crisisbrief.languages import Phrases
from crisisbrief.languages.cldr import plain
from crisisbrief.languages.lexicon import phrase_forms
from crisisbrief.model import Mention, MentionKind, Segment, Span
from crisisbrief.read import written_in

FILE = "glossary.toml"
KEYS = {"term", "locale", "forms", "translation", "never", "note"}
ADVICE = "see docs/glossary.md for what a term may say"


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a glossary."""

    wordings: Mapping[str, tuple[str, ...]] = field(hash=False)
    """By locale: the preferred wording first, then what is accepted too."""
    never: Mapping[str, tuple[str, ...]] = field(hash=False)
    """By locale: wordings that mistake the term for another."""
    note: str = ""

    def preferred(self, locale: str) -> str | None:
        """How the term is written in `locale`; None where the glossary does not say."""
        return next(iter(self.wordings.get(locale, ())), None)


@dataclass(frozen=True, slots=True)
class Found:
    """A term that stands in a text."""

    span: Span
    """In the text that was searched."""
    term: Term


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of a project and of one brief."""

    terms: tuple[Term, ...] = ()

    def find(self, text: str, source: str, target: str) -> tuple[Found, ...]:
        """The terms in a text of the language `source` that have a wording in `target`, in the order of the text."""
        terms = tuple(term for term in self.terms if term.preferred(source) and term.preferred(target))
        if not terms:
            return ()
        words = languages.load(source).words(text)
        matches = _phrases(terms, source).find(words)
        return tuple(
            Found(Span(words[match.first].start, words[match.end - 1].end), terms[match.entries[0]])
            for match in matches
        )


@cache
def _phrases(terms: tuple[Term, ...], locale: str) -> Phrases[int]:
    """The tree of all wordings in one language; entries are positions in `terms`. A term of the brief goes before
    one of the project."""
    affixes = languages.load(locale).affixes
    part = "noun" if "noun" in affixes.parts else "exact"
    tree: Phrases[int] = Phrases()
    for index, term in enumerate(terms):
        for wording in term.wordings.get(locale, ()):
            tree.add(phrase_forms(wording, part, affixes), index)
    return tree


def read_glossary(*folders: Path) -> Glossary:
    """The glossaries in `folders`, the one that goes before first; all their faults in one BriefError."""
    faults: list[BriefError] = []
    terms = [term for folder in folders for term in _terms(folder / FILE, faults)]
    raise_all(faults)
    return Glossary(tuple(terms))


def _terms(path: Path, faults: list[BriefError]) -> Iterator[Term]:
    if not path.is_file():
        return
    try:
        text = path.read_bytes().decode("utf-8")
        data = tomllib.loads(text)
    except UnicodeDecodeError as fault:
        raise BriefError("is not UTF-8; save it as UTF-8", path=path) from fault
    except tomllib.TOMLDecodeError as fault:
        raise BriefError(f"is not TOML: {fault}; mend the line", path=path) from fault
    for key in data.keys() - {"term"}:
        faults.append(BriefError(f"{key} is not known here; every entry begins with [[term]]", path=path))
    entries = data.get("term", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        faults.append(BriefError("term must be a list of tables; every entry begins with [[term]]", path=path))
        return
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith("[[term]]")]
    for entry, line in zip(entries, [*lines, *[None] * len(entries)], strict=False):
        try:
            yield _term(entry)
        except ValueError as fault:
            faults.append(BriefError(f"{fault}; {ADVICE}", path=path, line=line))


def _term(entry: Mapping[str, Any]) -> Term:
    """One entry; ValueError says what is wrong with it."""
    if unknown := sorted(entry.keys() - KEYS):
        raise ValueError(f"{unknown[0]} is not known here")
    name, note = entry.get("term"), entry.get("note", "")
    if not isinstance(name, str) or not name.strip() or not isinstance(note, str):
        raise ValueError("term and note must be texts, and term must not be empty")
    locale = entry.get("locale") or written_in(name)
    others = _by_locale(entry.get("translation", {}), "translation")
    if not others:
        raise ValueError(f"{name} has no translation, such as translation.en")
    if locale in others:
        raise ValueError(f"{name} is translated into its own language {locale}")
    wordings = {locale: (name, *_texts(entry.get("forms", []), "forms")), **others}
    for code, wording in ((code, wording) for code, listed in wordings.items() for wording in listed):
        if not any(character.isalnum() for character in wording):
            raise ValueError(f"{wording!r} has no word in it ({code})")
    return Term(wordings, _by_locale(entry.get("never", {}), "never"), " ".join(note.split()))


def _by_locale(value: Any, key: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise ValueError(f"{key} must be given by language, as {key}.en")
    for code in value:
        if code not in languages.targets():
            raise ValueError(f"{key}.{code}: there is no language pack {code!r}")
    return {code: _texts(texts, f"{key}.{code}") for code, texts in value.items()}


def _texts(value: Any, key: str) -> tuple[str, ...]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError(f"{key} must be a text or a list of texts")
    return tuple(texts)


def cldr_names(segment: Segment, text: str, source: str, target: str) -> Iterator[tuple[str, str]]:
    """Countries, months and weekdays that a sentence names, each with what CLDR calls it in `target`."""
    for mention in segment.mentions:
        if mention.kind is MentionKind.PLACE and mention.concept == "territory" and mention.value:
            if name := territory(mention.value, target):
                yield mention.span.of(text), name
        elif mention.kind is MentionKind.TIME:
            yield from _days_and_months(mention, text, source, target)


@cache
def territory(code: str, locale: str) -> str | None:
    """What a country is called, without what CLDR puts in brackets."""
    name = Locale.parse(locale).territories.get(code)
    return plain(name) if name else None


def _days_and_months(mention: Mention, text: str, source: str, target: str) -> Iterator[tuple[str, str]]:
    words = languages.load(source).words(mention.span.of(text))
    for match in _calendar(source).find(words):
        kind, number = match.entries[0]
        locale = Locale.parse(target)
        names = locale.days["stand-alone"]["wide"] if kind == "weekday" else locale.months["stand-alone"]["wide"]
        yield mention.span.of(text)[words[match.first].start : words[match.end - 1].end], names[number]


@cache
def _calendar(code: str) -> Phrases[tuple[str, int]]:
    """The names of months and weekdays in the pack's table (`calendar.tsv`, made from CLDR)."""
    tree: Phrases[tuple[str, int]] = Phrases()
    table = languages.pack(code) / "calendar.tsv"
    affixes = languages.load(code).affixes
    for row in table.read_text("utf-8").splitlines() if table.is_file() else ():
        kind, number, name = row.split("\t")
        tree.add(phrase_forms(name, "exact" if not affixes.article else "name", affixes), (kind, int(number)))
    return tree


def hints(glossary: Glossary, segment: Segment, text: str, source: str, target: str) -> Iterable[tuple[str, str, str]]:
    """For each term in a sentence: its words there, the wording in `target`, and a note (empty for CLDR's names)."""
    seen: dict[str, tuple[str, str, str]] = {}
    for found in glossary.find(segment.text, source, target):
        words = found.span.of(segment.text)
        seen.setdefault(words, (words, found.term.preferred(target) or "", found.term.note))
    for words, name in cldr_names(segment, text, source, target):
        seen.setdefault(words, (words, name, ""))
    return seen.values()

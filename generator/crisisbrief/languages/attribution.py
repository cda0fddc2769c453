"""Who speaks, as data: `languages/<code>/attribution.toml`, read once into the rules that `attribute` goes by."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from crisisbrief.languages import pack
from crisisbrief.languages.fold import fold_word
from crisisbrief.model import Stance

CATEGORIES = (
    "impersonal", "bridges", "links", "stops", "relatives", "occasions", "adjuncts", "openers", "pronouns",
    "issuers", "nobody", "honorifics", "attributes", "negations", "contrasts",
)  # fmt: skip


class HeadKind(StrEnum):
    """What a noun says about who can be meant by the words it leads."""

    PERSON = "person"
    """An office or a trade; a name may follow."""
    BODY = "body"
    GROUP = "group"
    DOCUMENT = "document"
    """Written by somebody: its issuer is the speaker."""
    SURVEY = "survey"
    """Speaks for itself."""


class Subject(StrEnum):
    """Who must be the subject of a verb for it to report speech."""

    ANY = "any"
    """Only people speak so: whatever stands where the subject belongs is somebody."""
    ACTOR = "actor"
    """Known as somebody who can speak."""
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that can lead the naming words of a speaker."""

    kind: HeadKind
    stands: str
    """`authority`, `opposition`, `international`, `media`, `voice` or `unknown`: the side, before nationality."""


@dataclass(frozen=True, slots=True)
class ReportingForm:
    """One form of a reporting verb."""

    stance: Stance
    tag: str
    """Which form it is, as the table `[inflection]` calls it: tells gender and number."""
    subject: Subject
    linked: bool
    """Counts only where what is said follows."""
    parting: bool
    """A noun as well; a verb only before a comma, the end or what is said."""
    relays: str
    """Behind this word stands who has said it, where the subject only passes it on; empty where no such word is."""
    then: frozenset[str]
    """One of these words must follow; empty for no such condition."""
    passive: str = ""
    """Glued to the word right behind the noun, it makes the verb passive; empty where nothing does."""


ADDRESSING = frozenset({"masculine", "feminine", "masculine_present", "feminine_present"})
"""Forms that an object can be glued to without another change."""


@dataclass(frozen=True, slots=True)
class AttributionRules:
    """All that `attribution.toml` says, folded."""

    subject_first: bool
    """Whether the subject is looked for before the verb first, then after it; else the other way round."""
    pro_drop: bool
    """Whether a verb without a subject speaks of the speaker before."""
    prefixes: tuple[str, ...]
    genitive_prefixes: tuple[str, ...]
    fields: frozenset[str]
    """Nouns that a body's genitive prefix may lead («لحقوق الإنسان»)."""
    nouns: frozenset[str]
    """Nouns that end like adjectives."""
    plural_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    """Endings of words that only describe the noun before them."""
    suffixes: tuple[str, ...]
    """Endings of possessives and objects, as written: no name has them."""
    namesakes: frozenset[str]
    """Names, as written, that fold to some other word."""
    not_links_after: frozenset[str]
    """Words behind which a link only joins a clause («بعد أن»)."""
    name_links: frozenset[str]
    """Words behind which a name goes on whatever follows («بن»)."""
    masculine_plurals: frozenset[str]
    """Nouns that look feminine and are not."""
    neutral_heads: frozenset[str]
    """Offices that the masculine word names for women too."""
    subjunctives: frozenset[str]
    """Behind these a verb in the present reports nothing («أن يتحدث»)."""
    glued: tuple[str, ...]
    """Prepositions that are glued to a noun."""
    accusative: str
    """The ending of an object or an adverb, which no name has."""
    object_endings: tuple[str, ...]
    adverbial_endings: tuple[str, ...]
    addressing: Mapping[str, str]
    """Forms of a verb with an object glued to it («اتهمته»), and the form without."""
    proper: frozenset[str]
    """Bodies whose word is a name, which nothing goes on behind."""
    object_plurals: tuple[str, ...]
    """Endings of people who are the object («المواطنين»)."""
    acting_endings: tuple[str, ...]
    """Endings of people who are the subject («المصلون»)."""
    enclosing: frozenset[str]
    enclosed: frozenset[str]
    """Between one of `enclosing` and one of these stands the subject («كان سليم قد أقر»)."""
    numerals: frozenset[str]
    """Numbers in letters, before people who speak together («ثلاثة نواب»)."""
    nominal: re.Pattern[str]
    """Verbs whose bare masculine can be a noun («رد»)."""
    conjunctions: frozenset[str]
    possessives: tuple[str, ...]
    oblique_prefixes: tuple[str, ...]
    conjunction: str
    article: str
    adjective_endings: tuple[str, ...]
    feminine_endings: tuple[str, ...]
    capitals: bool
    """Whether names are told by their capital letters."""
    name_only: bool
    """Whether a name stands for itself, without its title."""
    determiners: frozenset[str]
    portfolios: frozenset[str]
    """Offices that can have two fields («وزير الاتصالات وتكنولوجيا المعلومات»)."""
    question_marks: str
    verbs: Mapping[str, ReportingForm]
    participles: Mapping[str, Stance]
    markers: Mapping[str, tuple[tuple[str, ...], ...]]
    """Marker phrases by their first word, longest first."""
    genitive_markers: frozenset[str]
    adjunct_phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    inside_always: frozenset[str]
    inside_titles: frozenset[str]
    inside_parts: frozenset[str]
    quantifiers: frozenset[str]
    """People only with one of `inside_parts` behind them («عدد من السكان»)."""
    pronouns: Mapping[str, str]
    """Pronouns that point back, and at what: `person`, `thing` or `several`."""
    adverb_endings: tuple[str, ...]
    back_documents: bool
    same: frozenset[str]
    same_heads: frozenset[str]
    """Nouns that with one of `same` mean somebody named before."""
    named: frozenset[str]
    weak_letters: str
    """Letters in which spellings of one name differ."""
    sounds: Mapping[int, str]
    """For `str.translate`: letters that stand for each other in names become one."""
    heads: Mapping[str, Head]
    words: Mapping[str, frozenset[str]]
    """The word lists of CATEGORIES."""
    ordinary: frozenset[str]
    """Words that are no part of a person's name (`ordinary-words.txt`)."""

    def is_a(self, category: str, word: str) -> bool:
        return word in self.words[category]


@cache
def load(code: str) -> AttributionRules:
    """The rules of the language `code`."""
    data = tomllib.loads((pack(code) / "attribution.toml").read_text("utf-8"))
    verbs = dict(_verbs(data["verbs"], data["inflection"]))
    return AttributionRules(
        subject_first=data["order"][0] == "before",
        pro_drop=data["pro_drop"],
        prefixes=_folded(data["prefixes"]),
        genitive_prefixes=_folded(data["genitive_prefixes"]),
        fields=_set(data["fields"]),
        nouns=_set(data["nouns"]),
        plural_endings=_folded(data["plural_endings"]),
        participle_endings=_folded(data["participle_endings"]),
        suffixes=tuple(data["suffixes"]),
        namesakes=frozenset(data["namesakes"]),
        not_links_after=_set(data["links"]["not_after"]),
        name_links=_set(data["name_links"]),
        masculine_plurals=_set(data["masculine_plurals"]),
        neutral_heads=_set(data["neutral_heads"]),
        subjunctives=_set(data["subjunctives"]),
        glued=_folded(data["glued"]),
        accusative=data["accusative"],
        object_endings=_folded(data["object_endings"]),
        adverbial_endings=tuple(data["adverbial_endings"]),
        proper=_set(data["proper"]),
        object_plurals=_folded(data["object_plurals"]),
        acting_endings=_folded(data["acting_endings"]),
        enclosing=_set(data["enclosing"]),
        enclosed=_set(data["enclosed"]),
        numerals=_set(data["numerals"]),
        nominal=re.compile(data["nominal"]),
        conjunctions=_set(data["conjunctions"]),
        possessives=_folded(data["possessives"]),
        oblique_prefixes=_folded(data["oblique_prefixes"]),
        conjunction=data["conjunction_prefix"],
        article=data["article"],
        adjective_endings=_folded(data["adjective_endings"]),
        feminine_endings=tuple(data["feminine_endings"]),
        capitals=data.get("capitals", False),
        name_only=data.get("name_only", False),
        portfolios=_set(data["portfolios"]),
        question_marks=data["question_marks"],
        determiners=_set(data.get("determiners", [])),
        verbs=verbs,
        addressing=dict(_addressing(verbs, _folded(data["verb_objects"]))),
        participles={
            fold_word(word): Stance(stance) for stance, words in data["participles"].items() for word in words
        },
        markers=_phrases(data["markers"]["phrases"]),
        genitive_markers=_set(data["markers"]["with_genitive"]),
        adjunct_phrases=_phrases(data["adjuncts"]["phrases"]),
        inside_always=_set(data["inside"]["always"]),
        inside_titles=_set(data["inside"]["titles"]),
        inside_parts=_set(data["inside"]["parts"]),
        quantifiers=_set(data["inside"]["quantifiers"]),
        pronouns={fold_word(word): what for what in ("person", "thing", "several") for word in data["pronouns"][what]},
        adverb_endings=_folded(data["adverb_endings"]),
        back_documents=data["pronouns"]["back_documents"],
        same=_set(data["pronouns"]["same"]),
        same_heads=_set(data["pronouns"]["same_heads"]),
        named=_set(data["pronouns"]["named"]),
        weak_letters=data["weak_letters"],
        sounds={ord(letter): group[0] for group in data["sounds"] for letter in group},
        heads=dict(_heads(data["heads"])),
        words={category: _set(data[category]["words"]) for category in CATEGORIES},
        ordinary=_ordinary(code),
    )


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(fold_word, words))


def _set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold_word, words))


def _verbs(tables: list[dict[str, Any]], inflection: Mapping[str, Any]) -> Iterator[tuple[str, ReportingForm]]:
    """Every form of every verb; of equal forms the one that the file names first wins (so it comes last here)."""
    for table in reversed(tables):
        for written in table["forms"]:
            for tag, form in _inflected(written, inflection):
                yield (
                    form,
                    ReportingForm(
                        Stance(table["stance"]),
                        tag,
                        Subject(table["subject"]),
                        table.get("linked", False),
                        table.get("parting", False),
                        fold_word(table.get("relays", "")),
                        _set(table.get("then", [])),
                        table.get("passive", ""),
                    ),
                )


def _addressing(verbs: Mapping[str, ReportingForm], objects: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Singular forms with an object glued on, where that makes no form of another verb."""
    for core, form in verbs.items():
        if form.linked or form.tag not in ADDRESSING or (form.tag == "masculine" and len(core) < 4):
            continue
        yield from ((core + ending, core) for ending in objects if core + ending not in verbs)


def _inflected(written: str, inflection: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for tag, patterns in inflection.items():
        for pattern, becomes in patterns:
            if re.match(pattern, written):
                yield tag, fold_word(re.sub(pattern, becomes, written))
                break
        else:
            if " " not in written:
                yield tag, fold_word(written)


def _heads(tables: list[dict[str, Any]]) -> Iterator[tuple[str, Head]]:
    for table in reversed(tables):
        head = Head(HeadKind(table["kind"]), table["side"])
        for word in table["words"]:
            yield fold_word(word), head


def _phrases(phrases: Iterable[str]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = _folded(phrase.split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(options, key=len, reverse=True)) for first, options in found.items()}


def _ordinary(code: str) -> frozenset[str]:
    source = pack(code) / "ordinary-words.txt"
    if not source.is_file():
        return frozenset()
    lines = source.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())

"""What may harm somebody when it is published: ways to reach a person, where they are, who they are.

The names listed are those that the program recognizes and finds nowhere with a public title. It does not know every
name: the list helps an editor who reads, it does not read for them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from crisisbrief import languages
from crisisbrief.errors import BriefError
from crisisbrief.languages.fold import fold, fold_word
from crisisbrief.languages.interface import interface
from crisisbrief.model import Edition, Mention, Report, Segment, Span, clause_key
from crisisbrief.read import BriefFile, line_of


class Kind(StrEnum):
    PHONE = "phone number"
    EMAIL = "e-mail address"
    COORDINATES = "coordinates"
    PERSON = "name of a person without a public title"
    UNCUT = "nothing is taken out of this translation, though of its sentence something is: another spelling?"
    PART = "part of a name that is taken out elsewhere; it may be somebody else's"


@dataclass(frozen=True, slots=True)
class Harm:
    """Something that an editor must take out or answer for."""

    kind: Kind
    words: tuple[str, ...]
    """Every spelling of it, as first met."""
    where: str
    """The first place: a sentence's anchor, or what else holds it."""
    locale: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text that goes out with an edition."""

    where: str
    locale: str
    text: str


PHONE = re.compile(
    r"(?<![\w.,/+-])(?:\+|00)[ (\u00a0]{0,2}\d(?:[ ().\u00a0-]{0,2}\d){6,14}(?![\w/]|[.,]\d)"
    r"|(?<![\w.,/+-])\(?0\d(?:[ ().\u00a0-]{0,2}\d){6,12}(?![\w/]|[.,]\d)"
    r"|(?<![\w.,/+-])\d{2,4}(?:[ -]\d{2,4}){2,4}(?![\w/-]|[.,]\d)"
)
"""With its country's code, with a leading zero, or in three to five groups. All patterns read folded text: digits of
ASCII, small letters."""
DAY = re.compile(r"\d{4}-\d\d-\d\d|\d\d?-\d\d?-\d{4}")
FEWEST_DIGITS = 7
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
DEGREES = r"\d{1,3}(?:[.,]\d+)? ?° ?(?:\d{1,2}(?:[.,]\d+)? ?[′'’] ?)?(?:\d{1,2}(?:[.,]\d+)? ?[″\"”] ?)?"
COORDINATES = re.compile(
    rf"[+-]?\d{{1,2}}\.\d{{3,}} ?[,;،] ?[+-]?\d{{1,3}}\.\d{{3,}}|{DEGREES}[nsew]?[ ,،و]{{0,3}}{DEGREES}[nsew]?"
)
"""Decimal degrees with three places (a hundred metres) or more, or degrees with minutes and seconds."""
DECIMAL_SEPARATOR = str.maketrans({"٫": "."})
PUBLIC = frozenset(
    {"head_of_state", "head_of_government", "minister", "spokesperson", "official", "diplomat", "court", "church",
     "party", "parliament", "army", "police", "international", "leader", "ministry", "foreign_ministry", "government"}
)  # fmt: skip
"""Concepts of titles and bodies that make a name public: who bears one speaks and acts in office."""
SHORTEST_PART = 3
"""Letters of a part of a name that tells somebody."""
GAP = 14
"""Characters («السابق», a comma) that may stand between a title and its name."""


def mark(locale: str) -> str:
    """What stands in the place of words that an editor takes out."""
    return "[" + interface(locale).text("redacted") + "]"


def texts(edition: Edition) -> Iterator[Text]:
    """Every text that goes out: of a withdrawn edition only what its notice says."""
    if not edition.imprint.withdrawn:
        return all_texts(edition)
    return chain(_told("the title", edition.title), _told("the edition's note", edition.imprint.note))


def all_texts(edition: Edition) -> Iterator[Text]:
    """The sentences in all languages, and what editors wrote around them."""
    yield from _told("the title", edition.title)
    yield from _told("the edition's note", edition.imprint.note)
    for locale, renderings in edition.renderings.items():
        for name, rendering in renderings.items():
            if rendering.locale == locale:
                yield Text(name.partition(clause_key("", ""))[0], locale, rendering.text)
    yield from _told("next_update", edition.imprint.next_update)
    yield from _told("the text message", edition.sms)
    for fact in edition.facts:
        yield from _told("a question", fact.question)
    for tension in edition.tensions:
        yield from _told("a tension", tension.question)
    for note in edition.notes:
        yield from _told(f"the note of {note.on}", {**note.text, **({edition.locales[0]: note.by} if note.by else {})})
    for placement in edition.brief.placements.values():
        if placement.decision:
            yield from _told(f"the decision for {placement.anchor}", placement.decision.reason)
    for redaction in edition.redactions:
        yield from _told("the reason of a [[redact]]", redaction.reason)
    for report in edition.brief.reports:
        yield from _told(f"the report {report.name}", report.dateline.note)
        for text in (report.headline, report.byline, report.source, report.rights, report.dateline.place):
            if text:
                yield Text(f"the report {report.name}", report.locale, text)


def _told(where: str, by_locale: Mapping[str, str]) -> Iterator[Text]:
    return (Text(where, locale, text) for locale, text in by_locale.items())


def harms(edition: Edition) -> tuple[Harm, ...]:
    """What may harm somebody, each thing once."""
    found: dict[tuple[Kind, str], Harm] = {}
    for text in texts(edition):
        for kind, words in _reached(text.text):
            found.setdefault((kind, key(words)), Harm(kind, (words,), text.where, text.locale))
    return (*found.values(), *(() if edition.imprint.withdrawn else _people(edition)))


def key(words: str) -> str:
    """What two spellings of one number, address or name have in common."""
    return re.sub(r"[\s().-]", "", fold_word(words))


def _reached(text: str) -> Iterator[tuple[Kind, str]]:
    """Ways to reach somebody, in the text's own letters."""
    folded = fold(text.translate(DECIMAL_SEPARATOR))
    taken: list[Span] = []
    for kind, pattern in ((Kind.EMAIL, EMAIL), (Kind.COORDINATES, COORDINATES), (Kind.PHONE, PHONE)):
        for match in pattern.finditer(folded.text):
            span = folded.span(match.start(), match.end())
            if kind is Kind.PHONE and (sum(map(str.isdigit, match[0])) < FEWEST_DIGITS or DAY.search(match[0])):
                continue
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                yield kind, span.of(text)


def _people(edition: Edition) -> Iterator[Harm]:
    """People whom no sentence gives a public title, each with all spellings."""
    public: set[str] = set()
    met: dict[str, tuple[str, Report]] = {}
    for report in edition.brief.reports:
        for segment in edition.brief.segments[report.name]:
            for index, mention in enumerate(segment.mentions):
                if mention.concept == "person":
                    name = mention.span.of(report.text)
                    met.setdefault(name, (segment.anchor, report))
                    if _in_office(index, segment, report):
                        public.add(name)
    known: set[str] = set()
    for actor in edition.actors:
        spellings = tuple(spelling for spelling, _, _ in actor.variants)
        named = [spelling for spelling in spellings if spelling in met]
        known.update(map(key, spellings if named else ()))
        if named and not public.intersection(spellings):
            anchor, report = met[named[0]]
            yield Harm(Kind.PERSON, spellings, anchor, report.locale)
    for report in edition.brief.reports:
        for anchor, name in _introduced(edition.brief.segments[report.name], report):
            if not any(one in key(name) or key(name) in one for one in known):
                known.add(key(name))
                yield Harm(Kind.PERSON, (name,), anchor, report.locale)


def _introduced(segments: Iterable[Segment], report: Report) -> Iterator[tuple[str, str]]:
    """People introduced as nobody is whom readers know (their age, "called"): the sentence and the name."""
    language = languages.load(report.locale)
    for segment in segments:
        for pattern in language.names.private:
            for match in pattern.finditer(segment.text):
                words = language.words(match[1])
                first = max((found.end for found in language.lexicon.find(words)), default=0)
                if first < len(words):
                    yield segment.anchor, match[1][words[first].start :]


def _in_office(index: int, segment: Segment, report: Report) -> bool:
    """Whether a public title stands right before a name, or right behind it."""
    person = segment.mentions[index].span
    before = _row(reversed(segment.mentions[:index]), person, report.text, ahead=False)
    behind = _row(iter(segment.mentions[index + 1 :]), person, report.text, ahead=True)
    same = (each for each in segment.mentions if each.span.overlaps(person))
    return any(each.concept in PUBLIC for found in (same, before, behind) for each in found)


def _row(mentions: Iterator[Mention], name: Span, text: str, *, ahead: bool) -> Iterator[Mention]:
    """The mentions that stand in one row with a name, the nearest first."""
    reached = name
    for each in mentions:
        first, second = (reached, each.span) if ahead else (each.span, reached)
        if first.overlaps(second):
            continue
        if second.start - first.end > GAP or any(sign in text[first.end : second.start] for sign in ".!?؟;؛:«»“”"):
            return
        yield each
        reached = each.span


def unsettled(edition: Edition, file: BriefFile) -> Iterator[BriefError]:
    """What the editor has neither acknowledged nor taken out, each with the lines that settle it."""
    return asked((*harms(edition), *_parts_left(edition, file)), file)


def asked(found: Iterable[Harm], file: BriefFile) -> Iterator[BriefError]:
    """Of what was found that which is not acknowledged."""
    settled = {key(words) for order in file.acknowledged for words in order.all_words()}
    for each in found:
        if not settled.intersection(map(key, each.words)):
            spelt = " / ".join(each.words)
            told = (
                f"{each.where} ({each.locale}): «{spelt}»: {each.kind}; publish it knowingly with "
                f'[[acknowledge]] words.{each.locale} = {json.dumps(each.words[0], ensure_ascii=False)} reason = "…", '
                "or take it out with [[redact]] and the same two lines"
            )
            yield BriefError(told, path=file.path)


def _parts_left(edition: Edition, file: BriefFile) -> Iterator[Harm]:
    """First names and surnames that stay where the full name was taken out."""
    parts = {
        (locale, part)
        for order in file.redactions
        for locale, wordings in order.words.items()
        for words in wordings
        for part in (words.split()[0], words.split()[-1])
        if len(words.split()) > 1 and len(part) >= SHORTEST_PART
    }
    seen: set[tuple[str, str]] = set()
    for text in texts(edition):
        for locale, part in sorted(parts - seen):
            if locale == text.locale and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text.text):
                seen.add((locale, part))
                yield Harm(Kind.PART, (part,), text.where, locale)


def uncut(edition: Edition) -> Iterator[Harm]:
    """Translations that kept what was taken out of their sentence, or never said it: nobody but a reader of both
    languages can tell."""
    if not edition.redactions or edition.imprint.withdrawn:
        return
    for locale, renderings in edition.renderings.items():
        for name, rendering in renderings.items():
            anchor = name.partition(clause_key("", ""))[0]
            own = edition.brief.report_of(anchor).locale
            translated = rendering.locale == locale != own
            if translated and mark(own) in edition.renderings[own][name].text and mark(locale) not in rendering.text:
                yield Harm(Kind.UNCUT, (rendering.text,), anchor, locale)


def needless(edition: Edition, file: BriefFile) -> Iterator[BriefError]:
    """Acknowledgements of what is not in the brief, or is nothing that needs one; a withdrawn edition tells nothing
    about them."""
    if edition.imprint.withdrawn:
        return
    everything = (*harms(edition), *_parts_left(edition, file), *uncut(edition))
    found = {key(words) for each in everything for words in each.words}
    for order in file.acknowledged:
        for words in order.all_words():
            if key(words) not in found:
                told = f"«{words}» is acknowledged and nothing asks for it (any more); take the lines out"
                yield BriefError(told, path=file.path, line=line_of(file.path, words))

"""Who says each sentence: verb-led, phrase-led, or carried over from the sentence before; nobody where nobody is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from crisisbrief.attribute import naming, statements
from crisisbrief.attribute.naming import Known, Naming
from crisisbrief.attribute.statements import Statement
from crisisbrief.attribute.tokens import Kind, Token, tokens
from crisisbrief.languages import Language
from crisisbrief.languages import attribution as packs
from crisisbrief.languages.attribution import AttributionRules, HeadKind
from crisisbrief.model import Attribution, MentionKind, Report, Segment, Side, Span, Stance

FORGOTTEN_AFTER = 6
"""Segments after which a sentence without a subject of its own is no longer taken to speak of the last speaker."""
VAGUE = ("international",)
PLACES = ("territory", "nationality", "city", "capital", "region")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody who has spoken, and where."""

    anchor: str
    number: int
    span: Span
    side: Side
    feminine: bool | None
    """None where the words do not tell."""


@dataclass(slots=True)
class Memory:
    """What earlier sentences said about who speaks."""

    spoken: list[Spoken] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    sides: dict[str, Side] = field(default_factory=dict)
    """By folded name word."""


def attribute(segments: Sequence[Segment], report: Report, language: Language) -> tuple[Segment, ...]:
    """The segments with their speakers."""
    return tuple(_attributed(segments, report, packs.load(language.code)))


def _attributed(segments: Sequence[Segment], report: Report, rules: AttributionRules) -> Iterator[Segment]:
    memory = Memory()
    inside = False
    paragraph = 0
    for number, segment in enumerate(segments):
        inside = inside and segment.paragraph == paragraph
        new_paragraph = segment.paragraph != paragraph
        paragraph = segment.paragraph
        words, still_inside = tokens(segment.text, segment.span.start, inside, rules.article)
        attribution = _attribution(words, segment, number, memory, rules, report)
        if attribution is None and not new_paragraph and _all_quoted(words):
            attribution = _carried(memory, (), number, Statement(None, None, Stance.SAID, "", 0), words)
        inside = still_inside
        yield replace(segment, attribution=attribution)


def _all_quoted(words: Sequence[Token]) -> bool:
    return any(token.quoted for token in words) and all(token.quoted or token.kind is not Kind.WORD for token in words)


def _attribution(
    words: Sequence[Token], segment: Segment, number: int, memory: Memory, rules: AttributionRules, report: Report
) -> Attribution | None:
    known = _known(segment, memory)
    _learn_names(words, segment, memory, rules, report)
    known = _known(segment, memory)
    found: Attribution | None = None
    spoken: list[Spoken] = []
    for statement in statements.find(words, rules, known):
        if statement.naming is None:
            carried = _carried(memory, spoken, number, statement, words)
            found = found or carried
            continue
        side = side_of(statement.naming, words, segment, report, memory)
        spoken.append(Spoken(segment.anchor, number, statement.naming.span, side, _feminine(statement.tag)))
        if found is None:
            found = Attribution(statement.naming.span, None, statement.verb, statement.stance, _quotation(words), side)
    memory.spoken.extend(reversed(spoken))
    return found


def _known(segment: Segment, memory: Memory) -> Known:
    places = {m.span.start: m.span.end for m in segment.mentions if m.concept in PLACES}
    actors = {m.span.start: m.span.end for m in segment.mentions if m.kind is MentionKind.ACTOR and m.concept not in VAGUE}
    return Known(memory.names, places, actors)


def _learn_names(words: Sequence[Token], segment: Segment, memory: Memory, rules: AttributionRules, report: Report) -> None:
    """Remember every person who is named with a title, and where the title puts him."""
    known = _known(segment, memory)
    for index, token in enumerate(words):
        head = rules.heads.get(token.folded)
        if head is None or head.kind is not HeadKind.PERSON or token.quoted:
            continue
        found = naming.read(words, index, rules, known)
        if found is not None:
            found = statements.extended(words, found, rules, known)
            _remember(found, words, side_of(found, words, segment, report, memory), memory, rules)


def _carried(
    memory: Memory, spoken_here: Sequence[Spoken], number: int, statement: Statement, words: Sequence[Token]
) -> Attribution | None:
    feminine = _feminine(statement.tag)
    for spoken in (*reversed(spoken_here), *reversed(memory.spoken)):
        if number - spoken.number > FORGOTTEN_AFTER:
            return None
        if feminine is None or spoken.feminine is None or feminine == spoken.feminine:
            memory.spoken.append(replace(spoken, number=number))
            carried_from = None if spoken.number == number and spoken in spoken_here else spoken.anchor
            return Attribution(
                spoken.span, carried_from, statement.verb, statement.stance, _quotation(words), spoken.side
            )
    return None


def _feminine(tag: str) -> bool | None:
    return True if tag.startswith("feminine") else False if tag.startswith("masculine") else None


def _remember(found: Naming, words: Sequence[Token], side: Side, memory: Memory, rules: AttributionRules) -> None:
    if not found.named or (found.head is not None and found.head.kind is not HeadKind.PERSON):
        return
    for word in found.names:
        if len(word) > 2 and word not in rules.heads and word not in rules.ordinary and word not in rules.name_links:
            memory.names.add(word)
            if side is not Side.UNKNOWN:
                memory.sides.setdefault(word, side)


def _quotation(words: Sequence[Token]) -> Span | None:
    """The first quotation of more than two words, marks included."""
    opened: int | None = None
    for index, token in enumerate(words):
        if token.kind is not Kind.QUOTE:
            continue
        if opened is None:
            opened = index
            continue
        if sum(t.kind is Kind.WORD for t in words[opened:index]) > 2:
            return Span(words[opened].start, token.end)
        opened = None
    return None


def side_of(naming: Naming, words: Sequence[Token], segment: Segment, report: Report, memory: Memory) -> Side:
    """Where the speaker stands, from title, nationality and the country affected."""
    country = next(
        (
            m.value
            for m in segment.mentions
            if m.concept in PLACES and m.value and m.span.start >= words[naming.first].start and m.span.end <= words[naming.end - 1].end
        ),
        None,
    )
    if naming.head is None:
        for token in words[naming.first : naming.end]:
            if token.folded in memory.sides:
                return memory.sides[token.folded]
    stands = naming.head.stands if naming.head is not None else "unknown"
    if stands in ("media", "international"):
        return Side(stands)
    if country is not None and report.country is not None and country != report.country:
        return Side.FOREIGN
    if stands == "opposition":
        return Side.OPPOSITION
    if stands == "authority" and report.country is not None:
        return Side.OWN
    return Side.OWN if country is not None and country == report.country else Side.UNKNOWN

"""Who says each sentence: verb-led, phrase-led, or carried over from a sentence before; nobody where nobody is named.

The words that introduce and name speakers are data: `languages/<code>/attribution.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from crisisbrief.attribute import naming, statements
from crisisbrief.attribute.memory import Memory, Spoken, means
from crisisbrief.attribute.reading import Known
from crisisbrief.attribute.sides import side_of
from crisisbrief.attribute.speakers import extended
from crisisbrief.attribute.statements import Statement
from crisisbrief.attribute.tokens import Kind, Token, tokens
from crisisbrief.languages import Language
from crisisbrief.languages import attribution as packs
from crisisbrief.languages.attribution import AttributionRules, HeadKind
from crisisbrief.languages.fold import fold_word
from crisisbrief.model import Attribution, MentionKind, Report, Segment, Span, Stance

SENTENCE = 10_000
"""Characters of a sentence that are read for speakers: what is longer is no sentence, and may cost no more."""
VAGUE = frozenset({"international"})
"""Actors that are adjectives («الغربي») and name nobody by themselves."""
PLACES = frozenset({"territory", "nationality", "city", "region"})
STRIPPED = ",.;:!?()[]\"“”'’‘"
GOES_ON = Statement(None, None, Stance.SAID, "", 0)
"""What a sentence that is all quotation says of its speaker: the one before."""


def attribute(segments: Sequence[Segment], report: Report, language: Language) -> tuple[Segment, ...]:
    """The segments with their speakers."""
    return tuple(_attributed(segments, report, packs.load(language.code)))


def _attributed(segments: Sequence[Segment], report: Report, rules: AttributionRules) -> Iterator[Segment]:
    memory = Memory(names=_capitalized(segments, rules) if rules.capitals else set())
    quoting, paragraph = False, 0
    for number, segment in enumerate(segments):
        same_paragraph = segment.paragraph == paragraph
        paragraph = segment.paragraph
        words, still = tokens(segment.text[:SENTENCE], segment.span.start, quoting and same_paragraph, rules.article)
        attribution = _attribution(words, segment, number, memory, rules, report)
        if attribution is None and (same_paragraph or quoting) and _all_quoted(words):
            attribution = _carried(GOES_ON, (), segment, number, memory, words)
        quoting = still and len(segment.text) <= SENTENCE
        yield replace(segment, attribution=attribution)


def _attribution(
    words: Sequence[Token], segment: Segment, number: int, memory: Memory, rules: AttributionRules, report: Report
) -> Attribution | None:
    """Who says the segment: the first statement in it that names or carries over somebody."""
    _learn_names(words, segment, memory, rules, report)
    found: Attribution | None = None
    spoken: list[Spoken] = []
    for statement in statements.find(words, rules, _known(segment, memory)):
        named = statement.naming
        if named is None:
            found = found or _carried(statement, spoken, segment, number, memory, words)
            continue
        side = side_of(named, words, segment, report, memory, rules)
        anchor, span = memory.fullest(named, segment.anchor)
        spoken.append(Spoken(anchor, number, span, side, _feminine(statement.tag), means(named)))
        found = found or Attribution(named.span, None, statement.verb, statement.stance, _quotation(words), side)
    memory.acting = _acting(words, segment, number, memory, rules, report) or memory.acting
    memory.spoken.extend(reversed(spoken))  # the sentence's first speaker is the one that the next goes on about
    return found


def _acting(
    words: Sequence[Token], segment: Segment, number: int, memory: Memory, rules: AttributionRules, report: Report
) -> Spoken | None:
    """The person with whose name the sentence begins, in a language whose pronouns can point back at him."""
    if not rules.pronouns or not words or words[0].kind is not Kind.WORD or words[0].quoted:
        return None
    stop = next((index for index, word in enumerate(words) if not word.text[:1].isupper()), len(words))
    if not stop or stop == len(words) or words[stop].kind is not Kind.WORD:
        return None
    found = naming.read(words, 0, rules, _known(segment, memory), stop=stop)
    if found is None or not found.named or not found.certain or found.end != stop:
        return None
    side = side_of(found, words, segment, report, memory, rules)
    return Spoken(segment.anchor, number, found.span, side, None, frozenset({"person"}))


def _carried(
    statement: Statement, here: Sequence[Spoken], segment: Segment, number: int, memory: Memory, words: Sequence[Token]
) -> Attribution | None:
    spoken = memory.last(number, here, feminine=_feminine(statement.tag), pronoun=statement.pronoun)
    if spoken is None:
        return None
    memory.spoken.append(spoken)
    carried_from = None if spoken.anchor == segment.anchor else spoken.anchor
    return Attribution(spoken.span, carried_from, statement.verb, statement.stance, _quotation(words), spoken.side)


def _known(segment: Segment, memory: Memory) -> Known:
    places = {m.span.start: m.span.end for m in segment.mentions if m.concept in PLACES}
    actors = {
        m.span.start: m.span.end
        for m in segment.mentions
        if m.kind is MentionKind.ACTOR and m.concept != "person" and not (m.concept in VAGUE and m.value is None)
    }
    people = {m.span.start: m.span.end for m in segment.mentions if m.concept == "person"}
    return Known(memory.names, places, actors, people)


def _learn_names(
    words: Sequence[Token], segment: Segment, memory: Memory, rules: AttributionRules, report: Report
) -> None:
    """Remember everybody who is named with a title, whether he speaks or not."""
    known = _known(segment, memory)
    end = 0
    for index, token in enumerate(words):
        head = rules.heads.get(token.folded)
        if index < end or head is None or head.kind is not HeadKind.PERSON or token.quoted:
            continue
        found = naming.read(words, index, rules, known)
        if found is not None:
            found = extended(words, found, rules, known)
            end = found.end
            memory.learn(found, segment.anchor, side_of(found, words, segment, report, memory, rules), rules)


def _capitalized(segments: Sequence[Segment], rules: AttributionRules) -> set[str]:
    """Words that the report writes with a capital within its sentences and never without: names."""
    capital: set[str] = set()
    lower: set[str] = set()
    for segment in segments:
        for before, word in pairwise(segment.text[:SENTENCE].split()):
            bare = word.strip(STRIPPED).removesuffix("'s").removesuffix("’s")
            if bare.isalpha() and bare[0].isupper() and not bare.isupper() and before[-1] not in '.:!?"“‘':
                capital.add(fold_word(bare))
            elif bare[:1].islower():
                lower.add(fold_word(bare))
    known = rules.heads.keys() | rules.words["stops"]
    return {word for word in capital - lower if len(word) > 2 and word not in known}


def _all_quoted(words: Sequence[Token]) -> bool:
    return any(token.quoted for token in words) and all(token.quoted or token.kind is not Kind.WORD for token in words)


def _feminine(tag: str) -> bool | None:
    """What the form of a verb tells about the gender of its subject."""
    return True if tag.startswith("feminine") else False if tag.startswith("masculine") else None


def _quotation(words: Sequence[Token]) -> Span | None:
    """The first quotation of more than two words, marks included."""
    opened: int | None = None
    for index, token in enumerate(words):
        if token.kind is not Kind.QUOTE:
            continue
        if opened is None:
            opened = index
            continue
        if sum(inner.kind is Kind.WORD for inner in words[opened:index]) > 2:
            return Span(words[opened].start, token.end)
        opened = None
    return None

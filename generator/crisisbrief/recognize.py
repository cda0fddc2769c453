"""Segments -> segments with mentions: places, actors, events and times, each a span of the untouched report.

Concepts are those of the lexicon (languages/CONCEPTS.md); a place's value is its ISO 3166 code, a person's the name
as spelt, a time's a date or a range of dates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crisisbrief.languages import Entry, Kind, Language, Word
from crisisbrief.languages.resolve import Context, resolve
from crisisbrief.model import Mention, MentionKind, Report, Segment, Span

KINDS = {
    Kind.EVENT: MentionKind.EVENT,
    Kind.MARKER: MentionKind.EVENT,
    Kind.ACTOR: MentionKind.ACTOR,
    Kind.PLACE: MentionKind.PLACE,
}
"""What becomes a mention; words of saying do not."""
REACH = 8
"""How many times before it an expression like «في اليوم نفسه» may point back to."""


def recognize(segments: Sequence[Segment], report: Report, language: Language) -> tuple[Segment, ...]:
    """The segments with everything that the language pack knows in them, in the order of the text."""
    recognized: list[Segment] = []
    values: tuple[str, ...] = ()
    for segment in segments:
        words = language.words(segment.text, segment.span.start)
        times = tuple(_times(segment, words, Context(report.dateline.published, values), language))
        values = (*values, *(time.value for time in times if time.value))[-REACH:]
        found = sorted([*_known(words, language), *times], key=lambda mention: (mention.span, mention.concept))
        recognized.append(replace(segment, mentions=tuple(found)))
    return tuple(recognized)


def _times(segment: Segment, words: Sequence[Word], context: Context, language: Language) -> Iterator[Mention]:
    """What says when, each with its value if the report and its dateline tell."""
    for found in language.times.find(segment.text, words, segment.span.start):
        value, certainty = resolve(found, context)
        if value:
            context = replace(context, before=(*context.before, value)[-REACH:])
        yield Mention(found.span, MentionKind.TIME, found.kind, value, certainty)


def _known(words: Sequence[Word], language: Language) -> Iterator[Mention]:
    """Phrases of the lexicon and the gazetteer."""
    for match in language.lexicon.find(words):
        shown = [entry for entry in match.entries if entry.kind in KINDS]
        span = Span(words[match.first].start, words[match.end - 1].end)
        for concept, kind, value in dict.fromkeys(map(_identity, shown)):
            yield Mention(span, kind, concept, value)


def _identity(entry: Entry) -> tuple[str, MentionKind, str | None]:
    return entry.concept, KINDS[entry.kind], entry.value

"""Segments -> segments with mentions: places, actors, events and times, each a span of the untouched report.

Concepts are those of the lexicon (languages/CONCEPTS.md); a place's value is its ISO 3166 code, a person's the name
as spelt, a time's a date or a range of dates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crisisbrief.languages import Entry, Kind, Language, Word
from crisisbrief.model import Mention, MentionKind, Report, Segment, Span

KINDS = {
    Kind.EVENT: MentionKind.EVENT,
    Kind.MARKER: MentionKind.EVENT,
    Kind.ACTOR: MentionKind.ACTOR,
    Kind.PLACE: MentionKind.PLACE,
}
"""What becomes a mention; words of saying do not."""


def recognize(segments: Sequence[Segment], report: Report, language: Language) -> tuple[Segment, ...]:
    """The segments with everything that the language pack knows in them, in the order of the text."""
    return tuple(replace(segment, mentions=mentions(segment, report, language)) for segment in segments)


def mentions(segment: Segment, report: Report, language: Language) -> tuple[Mention, ...]:
    """What one segment mentions; mentions may overlap where words have two readings."""
    words = language.words(segment.text, segment.span.start)
    return tuple(sorted(_known(words, language), key=lambda mention: (mention.span, mention.concept)))


def _known(words: Sequence[Word], language: Language) -> Iterator[Mention]:
    """Phrases of the lexicon and the gazetteer."""
    for match in language.lexicon.find(words):
        shown = [entry for entry in match.entries if entry.kind in KINDS]
        span = Span(words[match.first].start, words[match.end - 1].end)
        for concept, kind, value in dict.fromkeys(map(_identity, shown)):
            yield Mention(span, kind, concept, value)


def _identity(entry: Entry) -> tuple[str, MentionKind, str | None]:
    return entry.concept, KINDS[entry.kind], entry.value

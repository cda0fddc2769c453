"""Segments -> segments with mentions: places, actors, people, events and times, each a span of the untouched report.

Concepts are those of the lexicon (languages/CONCEPTS.md); a place's value is its ISO 3166 code, a person's the name
as first spelt in full, a time's a date or a range of dates.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crisisbrief.languages import Entry, Kind, Language, Match, Word
from crisisbrief.languages.clock import clock
from crisisbrief.languages.people import named, surnames
from crisisbrief.languages.reckoning import Context
from crisisbrief.languages.resolve import ASIDE, resolve
from crisisbrief.model import Mention, MentionKind, Report, Segment, Span

KINDS = {
    Kind.EVENT: MentionKind.EVENT,
    Kind.MARKER: MentionKind.EVENT,
    Kind.ACTOR: MentionKind.ACTOR,
    Kind.PLACE: MentionKind.PLACE,
}
"""What becomes a mention; words of saying do not."""
PERSON = "person"
REACH = 8
"""How many times before it an expression like «في اليوم نفسه» may point back to."""
DAY = 10
"""Characters of `YYYY-MM-DD`."""
PRECEDENCE = ("territory", "city", "nationality", "region")
"""Where one word names several kinds of places of one country, the kind it is taken for, first to last."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A segment read once, and what was found in it so far."""

    segment: Segment
    words: tuple[Word, ...]
    matches: tuple[Match[Entry], ...]
    people: tuple[Span, ...]


def recognize(segments: Sequence[Segment], report: Report, language: Language) -> tuple[Segment, ...]:
    """The segments with everything that the language pack knows in them, in the order of the text."""
    read = [_read(segment, report, language) for segment in segments]
    spoken_of = _countries(read, report)
    full_names = _full_names(read, report, language)
    recognized: list[Segment] = []
    values: tuple[str, ...] = ()
    for each in read:
        context = Context(report.dateline.published, values, language.times.weeks_begin)
        times = tuple(_times(each, context, language))
        values = (*values, *(time.value for time in times if time.value and time.concept not in ASIDE))[-REACH:]
        people = tuple(_people(each, report, full_names))
        found = [*_known(each, spoken_of, language), *people, *times]
        found.sort(key=lambda mention: (mention.span, mention.concept))
        recognized.append(replace(each.segment, mentions=tuple(found)))
    return tuple(recognized)


def _read(segment: Segment, report: Report, language: Language) -> _Read:
    words = language.words(segment.text, segment.span.start)
    matches = tuple(language.lexicon.find(words))
    people = tuple(name.span(words) for name in named(report.text, words, matches, language.names))
    return _Read(segment, words, matches, people)


def _times(read: _Read, context: Context, language: Language) -> Iterator[Mention]:
    """What says when, each with its value if the report and its dateline tell."""
    for found in language.times.find(read.segment.text, read.words, read.segment.span.start):
        value, certainty = resolve(found, context)
        if value and found.kind not in ASIDE:
            context = replace(context, before=(*context.before, value)[-REACH:], here=(*context.here, value)[-REACH:])
        at = clock(found) if value is not None and len(value) == DAY else None
        yield Mention(found.span, MentionKind.TIME, found.kind, value, certainty, at)


def _known(read: _Read, spoken_of: Mapping[str, int], language: Language) -> Iterator[Mention]:
    """Phrases of the lexicon and the gazetteer; within a person's name only names that the lexicon knows."""
    for match in read.matches:
        span = Span(read.words[match.first].start, read.words[match.end - 1].end)
        shown = [entry for entry in match.entries if entry.kind in KINDS]
        if _within(span, read.people):
            shown = [entry for entry in shown if entry.concept in language.names.bearers]
        places = [entry for entry in shown if entry.kind is Kind.PLACE]
        if places:
            best = _place(places, match, read.words, spoken_of)
            yield Mention(span, MentionKind.PLACE, best.concept, best.value)
        others = [entry for entry in shown if entry.kind is not Kind.PLACE]
        for concept, kind, value in dict.fromkeys((e.concept, KINDS[e.kind], e.value) for e in others):
            yield Mention(span, kind, concept, value)


def _within(span: Span, people: Sequence[Span]) -> bool:
    """Whether one of the names, which stand in order, covers the beginning of `span`."""
    at = bisect_right(people, span.start, key=lambda name: name.start) - 1
    return at >= 0 and span.start < people[at].end


def _place(places: Sequence[Entry], match: Match[Entry], words: Sequence[Word], spoken_of: Mapping[str, int]) -> Entry:
    """The one place that a word names: of the country most spoken of, and an adjective behind a definite noun."""
    adjective = match.first > 0 and any(form.definite for form in words[match.first - 1].forms)
    order = ("nationality", *PRECEDENCE) if adjective else PRECEDENCE
    return min(places, key=lambda place: (-spoken_of.get(place.value or "", 0), order.index(place.concept)))


def _countries(read: Sequence[_Read], report: Report) -> dict[str, int]:
    """How often each country is named by words that name no other; the country affected counts for most."""
    counts: dict[str, int] = {report.country: 1_000} if report.country else {}
    for each in read:
        for match in each.matches:
            values = {entry.value for entry in match.entries if entry.kind is Kind.PLACE and entry.value}
            if len(values) == 1:
                value = values.pop()
                counts[value] = counts.get(value, 0) + 1
    return counts


def _full_names(read: Sequence[_Read], report: Report, language: Language) -> dict[str, str]:
    """By its last word, folded, each name spelt in full, as first spelt; where two share it, that word alone."""
    found: dict[str, str] = {}
    first_words: dict[str, str] = {}
    for each in read:
        for span in each.people:
            parts = language.words(span.of(report.text))
            if len(parts) > 1 and not language.names.is_known(parts[-1]):
                first = first_words.setdefault(parts[-1].folded, parts[0].folded)
                same = first == parts[0].folded
                found.setdefault(parts[-1].folded, span.of(report.text))
                if not same:
                    found[parts[-1].folded] = parts[-1].surface
    return found


def _people(read: _Read, report: Report, full_names: Mapping[str, str]) -> Iterator[Mention]:
    """People named with a title or in full, and by surname alone where the report has the full name."""
    for span in read.people:
        name = span.of(report.text)
        last = name.rsplit(None, 1)[-1].casefold()
        yield Mention(span, MentionKind.ACTOR, PERSON, full_names.get(last, name) if " " not in name else name)
    for start, end, full in surnames(read.words, full_names):
        span = Span(start, end)
        if not _within(span, read.people):
            yield Mention(span, MentionKind.ACTOR, PERSON, full)

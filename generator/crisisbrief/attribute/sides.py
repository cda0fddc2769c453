"""Where a speaker stands, seen from the country affected: from title, nationality and what the lexicon knows."""

from __future__ import annotations

from collections.abc import Sequence

from crisisbrief.attribute.memory import Memory
from crisisbrief.attribute.reading import Naming
from crisisbrief.attribute.tokens import Token
from crisisbrief.languages.attribution import AttributionRules, Head
from crisisbrief.model import Mention, Report, Segment, Side, Span

PLACES = frozenset({"territory", "nationality", "city", "metonym"})
"""Concepts whose value is the code of a country."""
STANDS = {
    "international": Side.INTERNATIONAL,
    "ngo": Side.INTERNATIONAL,
    "media": Side.MEDIA,
    "state_media": Side.MEDIA,
    "opposition": Side.OPPOSITION,
    "protesters": Side.OPPOSITION,
    "rebels": Side.OPPOSITION,
    "residents": Side.OPPOSITION,
    "union": Side.OPPOSITION,
    "church": Side.OPPOSITION,
    "party": Side.OPPOSITION,
}
"""Sides that a concept of the lexicon has by itself."""
OUTSIDE = frozenset({Side.INTERNATIONAL, Side.MEDIA})


def side_of(
    found: Naming, words: Sequence[Token], segment: Segment, report: Report, memory: Memory, rules: AttributionRules
) -> Side:
    """The side of the naming words, in the light of what the report said before; titles with a country are noted."""
    within = Span(words[found.first].start, max(found.span.end, words[found.end - 1].end))
    mentions = [mention for mention in segment.mentions if within.contains(mention.span)]
    stands = _stands(found.head, mentions)
    if stands in OUTSIDE:
        return stands
    registered = next((memory.sides[word] for word in found.names if word in memory.sides), None)
    if found.head is None and registered is not None:
        return registered
    title = words[found.first].folded.removeprefix(rules.article)
    country = _country(mentions)
    if country is None or report.country is None:
        return _without_country(found, stands, registered or memory.titles.get(title), report)
    side = Side.FOREIGN if country != report.country else stands if stands is Side.OPPOSITION else Side.OWN
    if found.head is not None and side is not Side.OPPOSITION:
        memory.titles[title] = side
    return side


def _without_country(found: Naming, stands: Side, before: Side | None, report: Report) -> Side:
    """The side where no country is named: the one from before, else an authority is the affected country's own."""
    if before is not None:
        return before
    if stands is Side.UNKNOWN and found.head is not None and found.head.stands == "authority" and report.country:
        return Side.OWN
    return stands


def _stands(head: Head | None, mentions: Sequence[Mention]) -> Side:
    """The side of the kind of speaker: what the lexicon knows of the first words, else what the leading noun says.

    An ambassador to the United Nations is his country's."""
    for mention in sorted(mentions, key=lambda mention: (mention.span.start, -len(mention.span))):
        if mention.concept in PLACES and mention.value is not None:
            break
        if mention.concept in STANDS and (mention.value is not None or head is None or head.stands != "authority"):
            return STANDS[mention.concept]
    return Side(head.stands) if head is not None and head.stands in set(Side) else Side.UNKNOWN


def _country(mentions: Sequence[Mention]) -> str | None:
    """The country that the naming words name first: «المبعوث الأمريكي إلى سوريا» is an American."""
    named = [m.value for m in mentions if m.concept in PLACES and m.value]
    return named[0] if named else None

"""Signs from what a segment mentions: who acts, whose office it is, who speaks, what happens, when and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crisisbrief.model import Mention, MentionKind, Segment, Span

Sign = tuple[str, Span]
"""A feature, and the stretch that shows it."""

COUNTRY = {"territory": "land", "nationality": "people", "city": "city", "capital": "city", "region": "city"}
# fmt: off
OFFICES = frozenset((
    "head_of_state", "head_of_government", "minister", "ministry", "foreign_ministry", "spokesperson", "official",
    "diplomat", "government", "parliament", "police", "army", "intelligence", "court", "civil_defence", "state_media",
    "local_authority",
))
WORLD = frozenset(("international", "ngo"))
PEOPLE = frozenset((
    "opposition", "protesters", "rebels", "residents", "witness", "medics", "union", "church", "party", "company",
    "prisoner", "person",
))
# fmt: on
REACH = 30
"""Characters after an office within which a country's name says whose it is."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for every segment of a report."""

    country: str | None
    published: date | None
    paragraphs: int
    opening: frozenset[str]
    """Roots of the first sentence."""
    spread: Mapping[str, int]
    """In how many paragraphs each root occurs."""
    lands: frozenset[str]
    """Countries named in the first two paragraphs."""

    def whose(self, value: str | None) -> str:
        """Whether a place is of the affected country."""
        if self.country is None or value is None:
            return "some"
        return "own" if value == self.country else "foreign"


def countries(segment: Segment) -> frozenset[str]:
    """The countries that a segment names."""
    return frozenset(m.value for m in segment.mentions if m.concept in COUNTRY and m.value is not None)


def told(segment: Segment, around: Setting, land: Mention | None) -> list[Sign]:
    """All signs of the mentions and of the speaker of a segment; `land` is the country that is its subject."""
    here = Span(segment.span.start, segment.span.start)
    places = [mention for mention in segment.mentions if mention.concept in COUNTRY]
    actors = [mention for mention in segment.mentions if mention.kind is MentionKind.ACTOR]
    events = [mention for mention in segment.mentions if mention.kind is MentionKind.EVENT]
    times = [mention for mention in segment.mentions if mention.kind is MentionKind.TIME]
    return [
        *_places(places, around, here),
        *_actors([*actors, *([land] if land else ())], places, events, around, here),
        *((f"concept:{mention.concept}", mention.span) for mention in (*events, *actors)),
        *((f"opens:{mention.concept}", mention.span) for mention in sorted(events, key=_start)[:1]),
        *_times(times, around, here),
        *_speaker(segment, here),
    ]


def _start(mention: Mention) -> int:
    return mention.span.start


def _places(places: Sequence[Mention], around: Setting, here: Span) -> Iterator[Sign]:
    found = set()
    for mention in places:
        whose = around.whose(mention.value)
        found.add(whose)
        yield f"place:{whose}", mention.span
    if len(found) > 1:
        yield "places:several", here
    named = {mention.value for mention in places if mention.value is not None}
    if named:
        yield f"places:{'known' if named & around.lands else 'new'}", here


def _actors(
    actors: Sequence[Mention], places: Sequence[Mention], events: Sequence[Mention], around: Setting, here: Span
) -> Iterator[Sign]:
    lead = "nobody"
    for mention in sorted(actors, key=_start):
        kind = _body(mention, places, around)
        if kind is None:
            continue
        yield f"actor:{kind}", mention.span
        if mention.concept in OFFICES:
            yield f"office:{mention.concept}.{kind}", mention.span
        if lead == "nobody":
            lead = kind
            yield f"lead:{kind}", mention.span
    for mention in sorted(events, key=_start)[:2]:
        yield f"does:{lead}.{mention.concept}", mention.span


def _body(mention: Mention, places: Sequence[Mention], around: Setting) -> str | None:
    """What kind of body acts: an office by whose it is, the world, people of the country; None for others."""
    if mention.concept in WORLD:
        return "world"
    if mention.concept == "metonym":
        return f"office_{around.whose(mention.value)}"
    if mention.concept in PEOPLE:
        return "people"
    if mention.concept == "territory":
        return f"land_{around.whose(mention.value)}"
    if mention.concept not in OFFICES:
        return None
    near = [
        place
        for place in places
        if -3 <= place.span.start - mention.span.end <= REACH or mention.span.overlaps(place.span)
    ]
    return f"office_{around.whose(near[0].value)}" if near else "office_bare"


def _times(times: Sequence[Mention], around: Setting, here: Span) -> Iterator[Sign]:
    steps = []
    for mention in times:
        steps.append(when(mention.value, around.published))
        yield f"time:{steps[-1]}", mention.span
    if len(set(steps)) == 1:
        yield f"time:only_{steps[0]}", times[0].span


def when(value: str | None, published: date | None) -> str:
    """How far before publication a time lies, in steps that a reader of news would take."""
    if value is None or published is None:
        return "unresolved"
    latest = value.rsplit("/", 1)[-1]
    if len(latest) < 10:
        return _roughly(latest, published)
    try:
        days = (published - date.fromisoformat(latest)).days
    except ValueError:
        return "unresolved"
    steps = ((-1, "future"), (0, "today"), (1, "yesterday"), (6, "week"), (31, "month"), (400, "year"))
    return next((name for limit, name in steps if days <= limit), "older")


def _roughly(value: str, published: date) -> str:
    current = published.isoformat()[: len(value)]
    if value == current:
        return "this_month" if len(value) == 7 else "this_year"
    return "future" if value > current else "year" if value[:4] >= str(published.year - 1) else "older"


def _speaker(segment: Segment, here: Span) -> Iterator[Sign]:
    attribution = segment.attribution
    if attribution is None:
        return
    named = here if attribution.carried_from else attribution.speaker
    yield f"speaker:{attribution.side}", named
    yield f"stance:{attribution.stance}", attribution.verb or named
    yield f"said:{attribution.side}.{attribution.stance}", attribution.verb or named
    if attribution.carried_from:
        yield f"carried:{attribution.side}", here
    if attribution.quotation:
        yield f"quoted:{attribution.side}", attribution.quotation

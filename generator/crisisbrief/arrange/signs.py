"""What can be seen in a sentence besides its words, as named features with the stretch of text that shows them.

Kinds of features, as they stand in `Evidence.feature` (`kind:detail`):

`word:استقالة`          a word, folded (`#` any number, `#year` a year, `<own>` the affected country…)
`part:_الحك`            a piece of a word; only in the weights: its evidence is given as the word's
`pair:حاله طوارئ`       two words in a row
`concept:protest`       something of the lexicon is named (event, office, body…)
`place:own`             the affected country, its people or a place in it are named; `foreign`: another's
`speaker:foreign`       the side of who speaks: own, opposition, foreign, international, media, unknown, none
`said:own.condemned`    side and stance of who speaks
`verb:أعلن`             the reporting verb
`carried:foreign`       the speaker stands in an earlier sentence
`time:today`            dates relative to publication: today, week, month, year, older, future, unresolved, none
`cue:read_also`         a turn of phrase of languages/<code>/cues.toml
`position:first`        first, second, last paragraph; first sentence of its paragraph; `third:2` of the report
`shape:short`           length, no full stop at the end, only capitals, hashtag, address…
`echo:first`            repeats the headline or the first sentence
`before:escalation`     the sentence before looks like that section; `after:`, `around:` (paragraph), `report:` likewise
`report:no_country`     no affected country is known
`meaning:embedding`     what the multilingual embedding adds (reader `embed`)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crisisbrief.arrange.words import Word, words
from crisisbrief.languages.cues import Cue
from crisisbrief.model import Mention, MentionKind, Report, Segment, Span

COUNTRY_CONCEPTS = {"territory": "land", "nationality": "people", "city": "city"}
SHORT, BRIEF, LONG = 30, 70, 260
FINAL = re.compile(r"[.!?؟…۔][\"'”’»)\]]*\s*$")
LETTER = re.compile(r"[^\W\d_]")
SHAPES = {
    "address": re.compile(r"https?://|www\.|\w@\w|\.com\b"),
    "hashtag": re.compile(r"#\w"),
    "handle": re.compile(r"(?<!\w)@\w"),
    "latin": re.compile(r"[A-Za-z]{3}"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """All that is weighed of one segment in the first pass."""

    words: tuple[Word, ...]
    signs: tuple[tuple[str, Span], ...]
    """Feature and the stretch that shows it, empty at the segment's start where no words do."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is the same for every segment of a report."""

    country: str | None
    published: date | None
    paragraphs: int
    opening: frozenset[str]
    """Longer words of the headline and the first sentence."""


def look(segments: Sequence[Segment], report: Report, cues: Sequence[Cue]) -> list[Seen]:
    """What is seen in each segment of a report, in order."""
    if not segments:
        return []
    setting = _setting(segments, report)
    found: list[Seen] = []
    for index, segment in enumerate(segments):
        opens = index == 0 or segments[index - 1].paragraph != segment.paragraph
        found.append(_look(segment, setting, cues, opens=opens))
    return found


def _setting(segments: Sequence[Segment], report: Report) -> Setting:
    first = {form for form, _ in words(segments[0], ())}
    return Setting(
        country=report.country if report.country != "ZZ" else None,
        published=report.dateline.published,
        paragraphs=segments[-1].paragraph,
        opening=frozenset(form for form in first if len(form) > 3),
    )


def _look(segment: Segment, setting: Setting, cues: Sequence[Cue], *, opens: bool) -> Seen:
    here = Span(segment.span.start, segment.span.start)
    masks = [(mention.span, f"<{name}>") for mention in segment.mentions if (name := _mask(mention, setting))]
    weighed = words(segment, masks)
    signs = [
        *((sign, here) for sign in _position(segment, setting, opens=opens)),
        *((f"shape:{shape}", here) for shape in _shapes(segment.text)),
        *_cues(segment, cues),
        *_mentions(segment, setting),
        *_speaker(segment, here),
        *((sign, here) for sign in _echo(weighed, setting)),
    ]
    return Seen(tuple(weighed), tuple(dict.fromkeys(signs)))


def _mask(mention: Mention, setting: Setting) -> str | None:
    """The class that stands for a country's, a city's or a person's name among the words."""
    if mention.concept in COUNTRY_CONCEPTS:
        return f"{_whose(mention.value, setting)}.{COUNTRY_CONCEPTS[mention.concept]}"
    if mention.kind is MentionKind.TIME:
        return "time"
    return "person" if mention.concept == "person" else None


def _whose(value: str | None, setting: Setting) -> str:
    if setting.country is None or value is None:
        return "some"
    return "own" if value == setting.country else "foreign"


def _position(segment: Segment, setting: Setting, *, opens: bool) -> Iterator[str]:
    number, last = segment.paragraph, setting.paragraphs
    if number <= 3:
        yield f"position:{('first', 'second', 'third')[number - 1]}"
    if number > last - 2:
        yield "position:last" if number == last else "position:last_but_one"
    yield f"position:quarter_{min(4, 1 + 4 * (number - 1) // last)}"
    if not opens:
        yield "position:goes_on"
    if setting.country is None:
        yield "report:no_country"


def _shapes(text: str) -> Iterator[str]:
    length = len(text)
    yield "short" if length < SHORT else "brief" if length < BRIEF else "long" if length > LONG else "middling"
    if not FINAL.search(text):
        yield "no_stop"
        if length < BRIEF:
            yield "brief_no_stop"
    if not LETTER.search(text):
        yield "no_letters"
    for name, pattern in SHAPES.items():
        if pattern.search(text):
            yield name


def _cues(segment: Segment, cues: Sequence[Cue]) -> Iterator[tuple[str, Span]]:
    start = segment.span.start
    for cue in cues:
        match = cue.pattern.search(segment.text)
        if match:
            yield f"cue:{cue.name}", Span(start + match.start(), start + match.end())


def _mentions(segment: Segment, setting: Setting) -> Iterator[tuple[str, Span]]:
    timed = False
    for mention in segment.mentions:
        if mention.kind is MentionKind.TIME:
            timed = True
            yield f"time:{_when(mention.value, setting.published)}", mention.span
        elif mention.concept in COUNTRY_CONCEPTS:
            whose = _whose(mention.value, setting)
            yield f"place:{whose}", mention.span
        elif mention.kind in (MentionKind.EVENT, MentionKind.ACTOR):
            yield f"concept:{mention.concept}", mention.span
    if not timed:
        yield "time:none", Span(segment.span.start, segment.span.start)


def _when(value: str | None, published: date | None) -> str:
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


def _speaker(segment: Segment, here: Span) -> Iterator[tuple[str, Span]]:
    attribution = segment.attribution
    if attribution is None:
        yield "speaker:none", here
        return
    named = here if attribution.carried_from else attribution.speaker
    yield f"speaker:{attribution.side}", named
    yield f"said:{attribution.side}.{attribution.stance}", attribution.verb or named
    if attribution.carried_from:
        yield f"carried:{attribution.side}", here


def _echo(weighed: Sequence[Word], setting: Setting) -> Iterator[str]:
    content = {form for form, _ in weighed if len(form) > 3}
    if content:
        shared = len(content & setting.opening) / len(content)
        yield "echo:strong" if shared > 0.5 else "echo:some" if shared > 0.25 else "echo:none"

"""What can be seen in a sentence besides its words, as named features with the stretch of text that shows them.

Kinds of features, as they stand in `Evidence.feature` (`kind:detail`):

`word:استقاله`          a word, folded (`#` any number, `#year` a year, `<own.land>` the affected country…)
`stem:استقال`           what a word may be without its affixes; only in the weights: shown as the word's evidence
`pair:حاله طواري`       two words in a row
`opening:وكان`          the word with which the sentence begins
`concept:protest`       something of the lexicon is named (languages/CONCEPTS.md)
`opens:protest`         the first event that is named
`place:own`             the affected country, its people or a place in it are named; `foreign`: another's; `some`:
                        one where no affected country is known; `places:own+foreign` which of them occur
`actor:office_own`      who acts: `office_own`, `office_foreign`, `office_some`, `office_bare` (whose is not said),
                        `people`, `world`; `lead:…` the first of them, or `nobody`
`office:police.office_own`  which office, and whose
`does:office_own.arrest`    the first of them with what happens
`speaker:foreign`       the side of who speaks: own, opposition, foreign, international, media, unknown, none
`stance:condemned`      how the speaker speaks; `said:foreign.condemned` both
`carried:foreign`       the speaker stands in an earlier sentence; `quoted:foreign` words in quotation marks
`time:today`            dates relative to publication: today, yesterday, week, month, year, older, future, this_month,
                        this_year, unresolved, none; `time:only_today`: nothing else
`cue:read_also`         a turn of phrase of languages/<code>/cues.toml
`position:first`        first, second, third, last_but_one, last paragraph; quarter of the report; goes_on in one
`shape:short`           length, no full stop at the end, hashtag, address…
`echo:strong`           repeats the words of the first sentence
`before:escalation`     the sentence before looks like that section; `earlier`, `after`, `later`, `paragraph` (the
                        other sentences of it) and `report` (all) likewise; `before:nothing` where there is none
`report:no_country`     no affected country is known
`meaning:embedding`     what the multilingual embedding adds (reader `embed`)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crisisbrief.arrange.told import COUNTRY, Setting, Sign, setting, told
from crisisbrief.arrange.words import Word, words
from crisisbrief.languages import Language, cues
from crisisbrief.languages.cues import Cue
from crisisbrief.model import Mention, MentionKind, Report, Segment, Span

SHORT, BRIEF, LONG = 30, 70, 260
"""Characters."""
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
    signs: tuple[Sign, ...]
    """Feature and the stretch that shows it, empty at the segment's start where no words do."""


def look(segments: Sequence[Segment], report: Report, language: Language) -> list[Seen]:
    """What is seen in each segment of a report, in order."""
    if not segments:
        return []
    first = words(segments[0], language, ())
    around = setting(report, segments[-1].paragraph, frozenset(word.form for word in first if len(word.form) > 3))
    known = cues.load(language.code)
    found: list[Seen] = []
    paragraph = 0
    for segment in segments:
        found.append(_look(segment, around, language, known, opens=segment.paragraph != paragraph))
        paragraph = segment.paragraph
    return found


def _look(segment: Segment, around: Setting, language: Language, known: Sequence[Cue], *, opens: bool) -> Seen:
    here = Span(segment.span.start, segment.span.start)
    masks = [(mention.span, f"<{name}>") for mention in segment.mentions if (name := _mask(mention, around))]
    weighed = words(segment, language, masks)
    signs = [
        *((sign, here) for sign in _position(segment, around, opens=opens)),
        *((f"shape:{shape}", here) for shape in _shapes(segment.text)),
        *_cues(segment, known),
        *told(segment, around),
        *((f"opening:{word.form}", word.span) for word in weighed[:1]),
        *((sign, here) for sign in _echo(weighed, around)),
    ]
    return Seen(tuple(weighed), tuple(dict.fromkeys(signs)))


def _mask(mention: Mention, around: Setting) -> str | None:
    """The class that stands for a country's, a city's or a person's name among the words."""
    if mention.concept in COUNTRY:
        return f"{around.whose(mention.value)}.{COUNTRY[mention.concept]}"
    if mention.kind is MentionKind.TIME:
        return "time"
    return "person" if mention.concept == "person" else None


def _position(segment: Segment, around: Setting, *, opens: bool) -> Iterator[str]:
    number, last = segment.paragraph, around.paragraphs
    if number <= 3:
        yield f"position:{('first', 'second', 'third')[number - 1]}"
    if number > last - 2:
        yield "position:last" if number == last else "position:last_but_one"
    yield f"position:quarter_{min(4, 1 + 4 * (number - 1) // last)}"
    if not opens:
        yield "position:goes_on"
    if around.country is None:
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


def _cues(segment: Segment, known: Sequence[Cue]) -> Iterator[Sign]:
    start = segment.span.start
    for cue in known:
        match = cue.pattern.search(segment.text)
        if match:
            yield f"cue:{cue.name}", Span(start + match.start(), start + match.end())


def _echo(weighed: Sequence[Word], around: Setting) -> Iterator[str]:
    content = {word.form for word in weighed if len(word.form) > 3}
    if content:
        shared = len(content & around.opening) / len(content)
        yield "echo:strong" if shared > 0.5 else "echo:some" if shared > 0.25 else "echo:none"

"""What can be seen in a sentence besides its words, as named features with the stretch of text that shows them.

Kinds of features, as they stand in `Evidence.feature` (`kind:detail`):

`word:استقاله`          a word, folded (`#` any number, `#year` a year, `<own.land>` the affected country…)
`stem:استقال`           what a word may be without its affixes; only in the weights: shown as the word's evidence
`opening:وكان`          the word with which the sentence begins
`concept:protest`       something of the lexicon is named (languages/CONCEPTS.md)
`opens:protest`         the first event that is named
`place:own`             the affected country, its people or a place in it are named; `foreign`: another's; `some`:
                        one where no affected country is known; `places:several`: two of these;
                        `places:new`: only countries that the first two paragraphs do not name
`actor:office_own`      who acts: `office_own`, `office_foreign`, `office_some`, `office_bare` (whose is not said),
                        `people`, `world`; `land_own`, `land_foreign`, `land_some`: a country that is the
                        subject of the sentence («وعرضت فرنسا»); `lead:…` the first of them
`office:police.office_own`  which office, and whose
`does:office_own.arrest`    the first of them with what happens
`speaker:foreign`       the side of who speaks: own, opposition, foreign, international, media, unknown
`stance:condemned`      how the speaker speaks; `said:foreign.condemned` both
`carried:foreign`       the speaker stands in an earlier sentence; `quoted:foreign` words in quotation marks
`time:today`            dates relative to publication: today, yesterday, week, month, year, older, future, this_month,
                        this_year, unresolved; `time:only_today`: nothing else
`cue:read_also`         a turn of phrase of languages/<code>/cues.toml; `cue:fresh+quarter_4` with its place
`position:first`        first, second, third, last_but_one, last paragraph; quarter of the report; goes_on in one
`shape:short`           length, no full stop at the end, hashtag, address…
`echo:strong`           repeats the words of the first sentence; `echo:report_0` to `_4`: how many of its words occur in
                        other paragraphs too
`before:escalation`     the sentence before looks like that section; `earlier`, `after`, `later`, `paragraph` (the
                        other sentences of it) and `report` (all) likewise; `before:nothing` where there is none
`says:foreign`          the side of who is named as speaking, weighed against what stands around
`report:no_country`     no affected country is known
                        What is not there is no feature: taking words away must never speak for a section.
`meaning:embedding`     what the multilingual embedding adds (reader `embed`)
`words:alone`           what words and signs alone say (reader `embed`)
`meaning:texts`         what the embedding alone says, of the sentence, those beside it and the report (reader `embed`)
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from crisisbrief.arrange.told import COUNTRY, Setting, Sign, countries, told
from crisisbrief.arrange.words import Word, roots, words
from crisisbrief.attribute.clauses import known_form
from crisisbrief.languages import Language, attribution, cues
from crisisbrief.languages.attribution import AttributionRules
from crisisbrief.languages.cues import Cue
from crisisbrief.languages.fold import fold_word
from crisisbrief.model import Attribution, Mention, MentionKind, Report, Segment, Span

SHORT, BRIEF, LONG = 30, 70, 260
"""Characters."""
TOGETHER = ("cue:fresh",)
"""Cues that mean something else in another place of the report."""
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


@dataclass(frozen=True, slots=True)
class View:
    """A segment with what must be known of its report to see all in it."""

    segment: Segment
    roots: frozenset[str]
    opens: bool
    """Whether it begins its paragraph."""
    around: Setting
    language: Language

    def seen(self) -> Seen:
        """What is weighed of the segment."""
        known = cues.load(self.language.code)
        return _look(self.segment, self.roots, self.around, self.language, known, opens=self.opens)

    def without(self, spans: Sequence[Span]) -> View:
        """The same with the characters under `spans` made blank, and with nothing that was recognized by them."""
        segment = self.segment
        text = list(segment.text)
        for span in spans:
            start, end = span.start - segment.span.start, span.end - segment.span.start
            text[start:end] = " " * (end - start)
        said = segment.attribution
        poorer = replace(
            segment,
            text="".join(text),
            mentions=tuple(one for one in segment.mentions if not _touched(one.span, spans)),
            attribution=None if said is None or _unsaid(said, spans) else said,
        )
        return replace(self, segment=poorer, roots=roots(poorer, self.language))


def views(segments: Sequence[Segment], report: Report, language: Language) -> list[View]:
    """A view of each segment of a report, in order."""
    if not segments:
        return []
    each = [roots(segment, language) for segment in segments]
    around = _setting(segments, each, report)
    found: list[View] = []
    paragraph = 0
    for segment, own in zip(segments, each, strict=True):
        found.append(View(segment, own, segment.paragraph != paragraph, around, language))
        paragraph = segment.paragraph
    return found


def look(segments: Sequence[Segment], report: Report, language: Language) -> list[Seen]:
    """What is seen in each segment of a report, in order."""
    return [view.seen() for view in views(segments, report, language)]


def _touched(span: Span, spans: Sequence[Span]) -> bool:
    return any(span.overlaps(other) for other in spans)


def _unsaid(said: Attribution, spans: Sequence[Span]) -> bool:
    """Whether the words that tell who speaks are among `spans`."""
    return _touched(said.speaker, spans) or (said.verb is not None and _touched(said.verb, spans))


def _setting(segments: Sequence[Segment], roots: Sequence[frozenset[str]], report: Report) -> Setting:
    by_paragraph: dict[int, set[str]] = defaultdict(set)
    for segment, own in zip(segments, roots, strict=True):
        by_paragraph[segment.paragraph] |= own
    return Setting(
        country=report.country if report.country != "ZZ" else None,
        published=report.dateline.published,
        paragraphs=segments[-1].paragraph,
        opening=roots[0],
        spread=Counter(chain.from_iterable(by_paragraph.values())),
        lands=frozenset().union(*(countries(segment) for segment in segments if segment.paragraph <= 2)),
    )


def _look(
    segment: Segment, roots: frozenset[str], around: Setting, language: Language, known: Sequence[Cue], *, opens: bool
) -> Seen:
    here = Span(segment.span.start, segment.span.start)
    masks = [(mention.span, f"<{name}>") for mention in segment.mentions if (name := _mask(mention, around))]
    weighed = words(segment, language, masks)
    loose = [*_position(segment, around, opens=opens), *_shapes(segment.text), *_cohesion(roots, around)]
    phrases = [*_cues(segment, known)]
    signs = [
        *((sign, here) for sign in loose),
        *phrases,
        *_together(loose, [sign for sign, _ in phrases], here),
        *told(segment, around, _subject_land(weighed, segment, language)),
        *((f"opening:{word.form}", word.span) for word in weighed[:1]),
    ]
    return Seen(tuple(weighed), tuple(dict.fromkeys(signs)))


def _mask(mention: Mention, around: Setting) -> str | None:
    """The class that stands for a country's, a city's or a person's name among the words."""
    if mention.concept in COUNTRY:
        return f"{around.whose(mention.value)}.{COUNTRY[mention.concept]}"
    if mention.kind is MentionKind.TIME:
        return "time"
    return "person" if mention.concept == "person" else None


def _subject_land(weighed: Sequence[Word], segment: Segment, language: Language) -> Mention | None:
    """The country that a sentence begins with, or that stands right behind the verb that it begins with."""
    lands = {mention.span: mention for mention in segment.mentions if mention.concept == "territory"}
    rules = attribution.load(language.code)
    for word, before in zip(weighed[:2], (None, *weighed[:1]), strict=False):
        if word.span in lands and (before is None or _may_be_verb(before, rules)):
            return lands[word.span] if _stands_alone(word.span, segment, rules) else None
    return None


def _stands_alone(land: Span, segment: Segment, rules: AttributionRules) -> bool:
    """Whether a country is named for itself, not as whose somebody or something is («Germany's», «US officials»)."""
    end = land.end - segment.span.start
    last, behind = segment.text[:end].split()[-1], segment.text[end:]
    if fold_word(last).endswith(rules.possessives) or behind[:1] not in (" ", ",", "،"):
        return False
    owns = any(m.kind is MentionKind.ACTOR and m.span.start == land.end + 1 for m in segment.mentions)
    return not owns and not (rules.capitals and behind[1:2].isupper())


def _may_be_verb(word: Word, rules: AttributionRules) -> bool:
    """Whether the first word of a sentence may be its verb, or an article: no name, no preposition."""
    return not word.form.startswith("<") and not known_form(rules, word.form, rules.words["stops"])


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
    size = "short" if length < SHORT else "brief" if length < BRIEF else "long" if length > LONG else "middling"
    yield f"shape:{size}"
    if not FINAL.search(text):
        yield "shape:no_stop"
        if length < BRIEF:
            yield "shape:brief_no_stop"
    if not LETTER.search(text):
        yield "shape:no_letters"
    for name, pattern in SHAPES.items():
        if pattern.search(text):
            yield f"shape:{name}"


def _cues(segment: Segment, known: Sequence[Cue]) -> Iterator[Sign]:
    start = segment.span.start
    for cue in known:
        match = cue.pattern.search(segment.text)
        if match:
            words = len(match.group()) > 1  # a lone mark of punctuation is no word that could be marked
            yield f"cue:{cue.name}", Span(start + match.start(), start + match.end()) if words else Span(start, start)


def _cohesion(roots: frozenset[str], around: Setting) -> Iterator[str]:
    """How much of the sentence the rest of the report speaks of, and its first sentence."""
    if not roots:
        return
    shared = sum(around.spread[root] > 1 for root in roots) / len(roots)
    yield f"echo:report_{min(4, int(shared * 6))}"
    opening = len(roots & around.opening) / len(roots)
    yield "echo:strong" if opening > 0.5 else "echo:some" if opening > 0.2 else "echo:none"


def _together(loose: Sequence[str], phrases: Sequence[str], here: Span) -> Iterator[Sign]:
    """What means more together: a sentence that begins afresh late in a report, on other things."""
    fresh = [phrase.partition(":")[2] for phrase in phrases if phrase in TOGETHER]
    for name in fresh:
        for sign in loose:
            if sign.startswith(("position:quarter", "echo:report")):
                yield f"cue:{name}+{sign.partition(':')[2]}", here

"""Sentences of a report that do not go together, shown side by side and never decided.

Each kind of check has a name (`found_by`); the question that goes with it is written in the interface's languages.
Rules are narrow on purpose: a false alarm costs an editor more trust than a missed one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, pairwise

from rapidfuzz.fuzz import token_set_ratio

from crisisbrief.languages import attribution as packs
from crisisbrief.languages import contradictions
from crisisbrief.languages.contradictions import ContradictionWords
from crisisbrief.languages.fold import fold_word
from crisisbrief.model import Brief, Certainty, Mention, MentionKind, Report, Segment, Span, Stance, Tension

DAYS, VERBS, ACTORS = "check:days", "check:verbs", "check:actors"
TITLES, DENIAL, RESUMED = "check:titles", "check:denial", "check:resumed"

LEAVING = frozenset({"resignation", "dismissal"})
"""Ways to leave an office; who was dismissed did not resign."""
ONCE = LEAVING | {"appointment", "arrest"}
"""Events that happen to one person or body only once within the days that a report tells of."""
DECLARED = frozenset({"emergency", "coup"})
"""Events that a country has only once within these days."""
BODIES = frozenset({"government", "head_of_government", "head_of_state", "parliament"})
"""Whom such an event can happen to, where the words name no person."""
LASTING = frozenset({"protest", "clash", "strike", "war", "talks", "siege"})
"""What can begin, and begin again."""
OFFICES = frozenset({"head_of_state", "head_of_government"})
COUNTRIES = frozenset({"territory", "nationality", "metonym", "city"})
MOST = 40
"""Sentences about one event that are compared with one another."""
MENTIONS = 200
"""Mentions of a sentence that are compared: one with more is no sentence, and may cost no more."""
BESIDE = 24
"""Characters between an event's word and the word for whom it happens to."""
NEAR = 40
"""Characters between "began" and what began."""
RECENT = timedelta(days=21)
"""What began longer ago may well have been resumed."""
TITLE_GAP = 3
ONE_NAME = 70
"""Likeness (rapidfuzz `token_set_ratio`) from which two namings may be of one body."""
CLAIM = 10
"""Words between a verb of saying and the responsibility that is claimed."""


def tensions(brief: Brief) -> tuple[Tension, ...]:
    """What the checks find in the reports of a brief, in the order of the checks."""
    return tuple(tension for report in brief.reports for tension in _of_report(brief.segments[report.name], report))


def _of_report(whole: Sequence[Segment], report: Report) -> Iterator[Tension]:
    words = contradictions.load(report.locale)
    segments = [replace(segment, mentions=segment.mentions[:MENTIONS]) for segment in whole]
    yield from _once(segments, report, words)
    yield from _claimed_twice(segments, report, words)
    yield from _titles(segments, report, words)
    yield from _denials(segments, report, words)
    yield from _resumed(segments, report, words)


# --- the same event with another day or verb -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Event:
    """A sentence that says that something happened that can happen only once."""

    anchor: str
    concept: str
    whom: str
    day: date | None


def _once(segments: Sequence[Segment], report: Report, words: ContradictionWords) -> Iterator[Tension]:
    """The same event on two days; leaving an office in two ways."""
    told: dict[tuple[str, str], list[_Event]] = {}
    for segment in segments:
        for event in _events(segment, report, words):
            told.setdefault((event.whom, _same(event.concept)), []).append(event)
    for events in told.values():
        apart = next((pair for pair in combinations(events[:MOST], 2) if _differ_in_day(*pair)), None)
        if apart is not None:
            yield _tension(DAYS, [event.anchor for event in apart])
            continue
        first = {event.concept: event.anchor for event in reversed(events)}
        if len(set(first.values())) > 1:
            yield _tension(VERBS, sorted(first.values(), key=[event.anchor for event in events].index))


def _same(concept: str) -> str:
    return "leaving" if concept in LEAVING else concept


def _events(segment: Segment, report: Report, words: ContradictionWords) -> Iterator[_Event]:
    days = {m.value for m in segment.mentions if m.kind is MentionKind.TIME and m.certainty is not Certainty.RANGE}
    full = [date.fromisoformat(day) for day in days if day is not None and len(day) == len("2022-01-05")]
    published = report.dateline.published
    recent = [day for day in full if published is not None and abs(published - day) <= RECENT]
    day = recent[0] if len(full) == len(recent) == 1 else None
    for event in segment.mentions:
        if event.concept in DECLARED and day is not None and not _unreal(event.span, segment, words):
            yield _Event(segment.anchor, event.concept, "", day)
        elif event.concept in ONCE and not _unreal(event.span, segment, words):
            whom = _whom(event, segment, report)
            if whom is not None:
                yield _Event(segment.anchor, event.concept, whom, day)


def _whom(event: Mention, segment: Segment, report: Report) -> str | None:
    """Whom an event happens to: the body or the person right beside its word; a body before a person, since «أقال
    الرئيس سعيد الحكومة» names both."""
    beside = [m for m in segment.mentions if m is not event and _distance(event.span, m.span) <= BESIDE]
    behind = [m for m in beside if event.span.end <= m.span.start and not _is_dative(m, report)]
    ahead = [m for m in beside if m.span.end <= event.span.start]
    for m in (*behind, *reversed(ahead)):
        if m.concept in BODIES and event.concept in LEAVING and not _foreign(m, segment, report):
            name = next(
                (p for p in beside if p.concept == "person" and 0 < p.span.start - m.span.end <= TITLE_GAP), None
            )
            return m.concept if name is None else name.value
    return next((m.value for m in behind if m.concept == "person"), None)


def _is_dative(mention: Mention, report: Report) -> bool:
    """«للرئيس»: to whom, not who."""
    prefixes = packs.load(report.locale).genitive_prefixes
    return bool(prefixes) and mention.span.of(report.text).startswith(prefixes[0])


def _differ_in_day(one: _Event, other: _Event) -> bool:
    return one.anchor != other.anchor and one.day is not None and other.day is not None and one.day != other.day


def _unreal(span: Span, segment: Segment, words: ContradictionWords) -> bool:
    """Whether the words before an event say that it did not happen, or only may."""
    before = segment.text[max(0, span.start - segment.span.start - 60) : span.start - segment.span.start]
    spoken = {form for word in before.split()[-6:] for form in _forms(word)}
    return not spoken.isdisjoint(words.negations | words.possible)


def _foreign(body: Mention, segment: Segment, report: Report) -> bool:
    """Whether another country's name stands right behind a body."""
    return any(
        m.concept in COUNTRIES and m.value != report.country and 0 <= m.span.start - body.span.end <= TITLE_GAP
        for m in segment.mentions
    )


# --- the same event by another actor --------------------------------------------------------------------------------


def _claimed_twice(segments: Sequence[Segment], report: Report, words: ContradictionWords) -> Iterator[Tension]:
    """Two who say that they did it."""
    claims: dict[str, str] = {}
    for segment in segments:
        said = segment.attribution
        if said is None or said.carried_from is not None or said.verb is None:
            continue
        behind = segment.text[max(0, said.verb.end - segment.span.start) :].split()[:CLAIM]
        pairs = pairwise([form for word in behind for form in _forms(word)[:1]])
        if any(word in words.responsibility and then in words.responsible_for for word, then in pairs):
            claims.setdefault(fold_word(said.speaker.of(report.text)), segment.anchor)
    names = list(claims)
    for one, other in combinations(names[:MOST], 2):
        if token_set_ratio(one, other) < ONE_NAME:
            yield _tension(ACTORS, [claims[one], claims[other]])
            return


# --- one person with two titles -------------------------------------------------------------------------------------


def _titles(segments: Sequence[Segment], report: Report, words: ContradictionWords) -> Iterator[Tension]:
    former: dict[tuple[str, str], str] = {}
    acting: dict[tuple[str, str], str] = {}
    for segment in segments:
        for person, office, is_former in _offices(segment, report, words):
            if not is_former and _tells_of_earlier(segment, report):
                continue
            (former if is_former else acting).setdefault((person, office), segment.anchor)
    order = [segment.anchor for segment in segments]
    for key in sorted(former.keys() & acting.keys()):
        if former[key] != acting[key]:
            yield _tension(TITLES, sorted((former[key], acting[key]), key=order.index))


def _offices(segment: Segment, report: Report, words: ContradictionWords) -> Iterator[tuple[str, str, bool]]:
    """Persons with the office named right before them, and whether they hold it no more."""
    offices = [m for m in segment.mentions if m.concept in OFFICES]
    for person in (m for m in segment.mentions if m.concept == "person" and m.value):
        before = [m for m in offices if m.span.end <= person.span.start and person.span.start - m.span.end <= NEAR]
        if not before:
            continue
        office = before[-1]
        between = Span(office.span.end, person.span.start).of(report.text)
        if any(mark in between for mark in ',،.:;()"«»'):
            continue
        gap = {form for word in between.split() for form in _forms(word)}
        ahead = segment.text[: office.span.start - segment.span.start].split()[-1:]
        is_former = not words.former.isdisjoint(gap | {form for word in ahead for form in _forms(word)})
        if is_former or _only_place_between(office, person, segment):
            yield str(person.value), office.concept, is_former


def _only_place_between(office: Mention, person: Mention, segment: Segment) -> bool:
    """Whether office and name are one: nothing between them, or a nationality."""
    gap = person.span.start - office.span.end
    for m in segment.mentions:
        if m.concept in COUNTRIES and office.span.end <= m.span.start and m.span.end <= person.span.start:
            return gap - len(m.span) <= TITLE_GAP
    return gap <= TITLE_GAP


# --- a denial without its accusation -------------------------------------------------------------------------------


def _denials(segments: Sequence[Segment], report: Report, words: ContradictionWords) -> Iterator[Tension]:
    """Sentences that deny accusations of which the report tells nothing: whoever denies stands nowhere before."""
    for index, segment in enumerate(segments):
        said = segment.attribution
        if said is None or said.stance is not Stance.DENIED or said.carried_from is not None:
            continue
        if not any(form in words.accusations for word in segment.text.split() for form in _forms(word)):
            continue
        denier = _named(segment) - {report.country}
        others = [other for other in segments if other is not segment]
        if (
            denier
            and not any(_accuses(other) for other in others)
            and denier.isdisjoint(name for other in segments[:index] for name in _named(other))
        ):
            yield _tension(DENIAL, [segment.anchor])


def _named(segment: Segment) -> frozenset[str]:
    """The countries and the people that a segment names."""
    return frozenset(
        str(m.value) for m in segment.mentions if m.value and (m.concept in COUNTRIES or m.concept == "person")
    )


def _accuses(segment: Segment) -> bool:
    said = segment.attribution
    return (said is not None and said.stance is Stance.ACCUSED) or any(
        m.concept == "accusation" for m in segment.mentions
    )


# --- "resumed" beside "began" ---------------------------------------------------------------------------------------


def _resumed(segments: Sequence[Segment], report: Report, words: ContradictionWords) -> Iterator[Tension]:
    began: dict[str, str] = {}
    resumed: dict[str, str] = {}
    for segment in segments:
        if not _tells_of_earlier(segment, report):
            for concept in _events_at(segment, words.began):
                began.setdefault(concept, segment.anchor)
        for concept in _events_at(segment, words.resumed):
            resumed.setdefault(concept, segment.anchor)
    order = [segment.anchor for segment in segments]
    for concept in sorted(began.keys() & resumed.keys()):
        yield _tension(RESUMED, sorted({began[concept], resumed[concept]}, key=order.index))


def _events_at(segment: Segment, marks: frozenset[str]) -> Iterator[str]:
    """What begins or is resumed in a segment: the event that stands nearest to such a word."""
    events = [m for m in segment.mentions if m.concept in LASTING]
    position = 0
    for word in segment.text.split():
        start = segment.span.start + segment.text.index(word, position)
        position = start - segment.span.start + len(word)
        if any(form in marks for form in _forms(word)):
            span = Span(start, start + len(word))
            near = [e for e in events if not e.span.overlaps(span) and _distance(span, e.span) <= NEAR]
            if near:
                yield min(near, key=lambda event: _distance(span, event.span)).concept


def _tells_of_earlier(segment: Segment, report: Report) -> bool:
    """Whether a segment speaks of a time before the report's own days."""
    published = report.dateline.published
    for m in segment.mentions:
        if m.kind is MentionKind.TIME and m.value and published is not None:
            first = m.value.split("/")[0]
            day = date.fromisoformat(first + "-01-01"[: 10 - len(first)] if len(first) < 10 else first)
            if published - day > RECENT:
                return True
    return False


# --- shared ---------------------------------------------------------------------------------------------------------


def _tension(kind: str, anchors: Sequence[str]) -> Tension:
    return Tension(tuple(anchors), {}, kind)


def _forms(word: str) -> tuple[str, ...]:
    """A word folded, without the marks around it, and without a conjunction glued to it."""
    bare = fold_word(word.strip(".,:;!?()[]\"'“”«»،؛؟"))
    return (bare, bare[1:]) if bare[:1] in ("و", "ف") and len(bare) > 3 else (bare,)


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)

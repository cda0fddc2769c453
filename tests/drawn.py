"""Editions made up to be drawn: as many sentences as asked for, at the times and with the stances asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import sample
from crisisbrief.model import (
    Actor,
    Attribution,
    Certainty,
    Edition,
    Mention,
    MentionKind,
    Segment,
    Side,
    Span,
    Stance,
)

Time = tuple[str, Certainty, str | None]
"""The value of a time, how it is known, and the hour."""
SENTENCES = {"ar": "وصلت قافلة المساعدات رقم {n} إلى المدينة صباحا", "en": "Aid convoy number {n} reached the town"}


def told(count: int, locale: str) -> Edition:
    """An edition of so many sentences, each a paragraph, without times."""
    return sample.edition("".join(f"{SENTENCES[locale].format(n=n)}.\n" for n in range(1, count + 1)), locale=locale)


def dated(times: Sequence[Time | None], locale: str) -> Edition:
    """An edition with a sentence for each time, and one without for each None."""
    found = told(len(times), locale)
    segments = [
        replace(each, mentions=(Mention(_words(each, 2), MentionKind.TIME, "date", time[0], time[1], time[2]),))
        if time
        else each
        for each, time in zip(found.brief.all_segments(), times, strict=True)
    ]
    return _with(found, segments)


def voiced(voices: Sequence[tuple[Side, Sequence[Stance]]], locale: str) -> Edition:
    """An edition in which each voice says a sentence for each of its stances; every second is carried over."""
    found = told(sum(len(stances) for _, stances in voices), locale)
    left, segments, actors = list(found.brief.all_segments()), [], []
    for side, stances in voices:
        own = [left.pop(0) for _ in stances]
        name = _words(own[0], 3)
        segments += [
            replace(each, attribution=Attribution(name, own[0].anchor if at % 2 else None, None, stance, None, side))
            for at, (each, stance) in enumerate(zip(own, stances, strict=True))
        ]
        words = " ".join(own[0].text.split()[:3])
        anchors = tuple(each.anchor for each in own)
        actors.append(Actor(words, ((words, name, own[0].anchor),), side, anchors[:1], anchors))
    return replace(_with(found, segments), actors=tuple(actors))


def _words(segment: Segment, count: int) -> Span:
    """Where the first words of a sentence stand."""
    return Span(segment.span.start, segment.span.start + len(" ".join(segment.text.split()[:count])))


def _with(found: Edition, segments: Sequence[Segment]) -> Edition:
    (report,) = found.brief.reports
    return replace(found, brief=replace(found.brief, segments={report.name: tuple(segments)}))


def _days(first: date, step: int, count: int) -> list[Time | None]:
    kinds = (Certainty.EXACT, Certainty.INFERRED)
    return [((first + timedelta(step * n)).isoformat(), kinds[n % 2], None) for n in range(count)]


FIRST = date(2021, 1, 4)
TIMES: dict[str, list[Time | None]] = {
    "sixty in two years": _days(FIRST, 12, 60),
    "all on one day": [("2022-01-05", Certainty.EXACT, None)] * 30,
    "each kind": [
        ("2022-01-05", Certainty.EXACT, "21:50"),
        ("2022-01-04", Certainty.INFERRED, "06:00"),
        ("2022-01-05", Certainty.EXACT, None),
        ("2022-01-03", Certainty.INFERRED, None),
        ("2022-01-03/2022-01-05", Certainty.RANGE, None),
        ("2022", Certainty.EXACT, None),
        ("2021-12", Certainty.INFERRED, None),
        ("1991", Certainty.EXACT, None),
        None,
    ],
    "one in an hour": [("2022-01-05", Certainty.EXACT, "00:00")],
    "one year": [("2019", Certainty.INFERRED, None)],
    "centuries": [(f"{year}", Certainty.EXACT, None) for year in (1219, 1465, 1731, 1991, 2022)],
    "many at once": _days(FIRST, 1, 20) + [("2021-01-10/2021-01-20", Certainty.RANGE, None)] * 10 + [None] * 60,
    "as many as can be drawn": _days(FIRST, 2, 300),
}
VOICES = {
    "one": [(Side.OWN, [Stance.SAID])],
    "every stance": [(side, list(Stance)) for side in Side],
    "much of one stance": [(Side.FOREIGN, [Stance.CONDEMNED] * 30), (Side.OWN, [Stance.SAID, Stance.DENIED])],
}

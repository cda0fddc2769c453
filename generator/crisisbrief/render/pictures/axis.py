"""Time as a line: how long each date is, where it lies, which empty years are left out, what stands on the axis."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor

from babel import Locale
from babel.dates import format_interval, format_skeleton

from crisisbrief.render.pictures.canvas import BOLD, width_of

LONG = 14.0
"""Days from which a stretch of time tells nothing about when things happened: it sets no end of the axis that shorter
ones lie on ("in 2022")."""
FAR = 6.0
"""An empty time is left out where it is so many times as long as all the rest."""
MOST_BREAKS = 3
BREAK = 14.0
"""Units that stand for what was left out."""
LEAST = 68.0
"""Units of a piece of the axis: enough for a month and its year."""
ROOM = 6.0
"""Between the words on the axis."""


@dataclass(frozen=True, slots=True, order=True)
class Extent:
    """A time, half-open, in days since the year 1."""

    start: float
    end: float

    @classmethod
    def of(cls, value: str, clock: str | None = None) -> Extent:
        """Of `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `A/B`, on one day at `HH:MM`."""
        first, _, last = value.partition("/")
        start, end = _days(first)[0], _days(last or first)[1]
        if clock is not None:
            hours, minutes = clock.split(":")
            start += (int(hours) * 60 + int(minutes)) / 1440
            return cls(start, start)
        return cls(min(start, end), max(start, end))

    @property
    def length(self) -> float:
        return self.end - self.start


def _days(value: str) -> tuple[float, float]:
    year, month, day = (int(part) for part in f"{value}-0-0".split("-")[:3])
    first = date(year, month or 1, day or 1).toordinal()
    if day:
        return first, first + 1
    if month:
        return first, first + monthrange(year, month)[1]
    return first, date(year, 12, 31).toordinal() + 1


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis."""

    along: float
    words: str
    """Nothing where there is no room for them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of time without a break, and the units it lies on."""

    start: float
    end: float
    left: float
    right: float

    def along(self, day: float) -> float:
        inside = min(max(day, self.start), self.end)
        return self.left + (inside - self.start) / (self.end - self.start) * (self.right - self.left)

    def title(self, locale: str) -> str:
        """The months and years of the piece, as far as they have room."""
        first, last = date.fromordinal(int(self.start)), date.fromordinal(int(self.end) - 1)
        for skeleton in ("yMMM", "y"):
            words = str(format_interval(first, last, skeleton, locale=Locale.parse(locale)))
            if width_of(words) * BOLD <= self.right - self.left:
                return words
        return ""

    def ticks(self, locale: str) -> tuple[Tick, ...]:
        """The finest dates whose words have room."""
        for days, skeletons in self._scales():
            for skeleton in skeletons:
                found = self._labelled(days, skeleton, locale)
                if found and all(tick.words for tick in found[:-1]) and any(tick.words for tick in found):
                    return found
        return ()

    def _scales(self) -> Iterator[tuple[list[date], tuple[str, ...]]]:
        """Days on which a tick may stand, from the finest scale to the coarsest, with how their words are written."""
        first, last = date.fromordinal(int(self.start)), date.fromordinal(int(self.end) - 1)
        one_month = (first.year, first.month) == (last.year, last.month)
        for step in (1, 2, 7, 14):
            numbers = range(first.toordinal(), last.toordinal() + 1, step)
            if len(numbers) <= 60:
                yield [date.fromordinal(each) for each in numbers], ("MMMd", "d") if one_month else ("MMMd",)
        months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13)]
        for step in (1, 3, 6):
            found = [each for each in months[::step] if first <= each <= last]
            if len(found) <= 60:
                yield found, ("MMM",)
        for step in (1, 2, 5, 10, 50, 100, 500):
            years = [date(year, 1, 1) for year in range(first.year, last.year + 1) if year % step == 0]
            yield [each for each in years if each >= first], ("y",)

    def _labelled(self, days: Sequence[date], skeleton: str, locale: str) -> tuple[Tick, ...]:
        places = [self.along(each.toordinal()) for each in days]
        return tuple(
            Tick(here, words if width_of(words) + ROOM <= following - here else "")
            for each, (here, following) in zip(days, pairwise([*places, self.right]), strict=True)
            for words in (self._words(each, skeleton, locale),)
        )

    def _words(self, day: date, skeleton: str, locale: str) -> str:
        if skeleton == "MMM" and day.month == 1:
            # among months, a new year is what must be told
            skeleton = "y"
        return str(format_skeleton(skeleton, day, locale=Locale.parse(locale)))


@dataclass(frozen=True, slots=True)
class Axis:
    """All pieces, one after the other along the line."""

    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, extents: Sequence[Extent], left: float, right: float) -> Axis:
        """The axis between two places along the line on which all the extents lie, but for the ends of long ones."""
        spans = _cut(_spans(extents))
        room = right - left - BREAK * (len(spans) - 1) - LEAST * len(spans)
        shares = [sum(span.start <= each.start < span.end for each in extents) for span in spans]
        pieces = []
        for span, share in zip(spans, shares, strict=True):
            wide = LEAST + room * share / max(sum(shares), 1)
            pieces.append(Piece(span.start, span.end, left, left + wide))
            left += wide + BREAK
        return cls(tuple(pieces))

    def along(self, day: float) -> float:
        """Where a day begins; at an end of a piece where it lies on none."""
        holding = [piece for piece in self.pieces if piece.start <= day]
        return (holding[-1] if holding else self.pieces[0]).along(day)

    def covers(self, extent: Extent) -> tuple[bool, bool]:
        """Whether the extent begins, and whether it ends, on the axis."""
        return self.pieces[0].start <= extent.start, extent.end <= self.pieces[-1].end


def _spans(extents: Iterable[Extent]) -> list[Extent]:
    """The times that must lie on the axis, whole days, merged where they touch."""
    ordered = sorted(Extent(floor(each.start), max(ceil(each.end), floor(each.start) + 1)) for each in extents)
    short = [each for each in ordered if each.length <= LONG] or ordered
    hull = Extent(short[0].start, max(each.end for each in short))
    apart = [each for each in ordered if each.length > LONG and (each.end <= hull.start or hull.end <= each.start)]
    merged: list[Extent] = []
    for each in sorted((*short, *apart)):
        if merged and each.start <= merged[-1].end:
            merged[-1] = Extent(merged[-1].start, max(merged[-1].end, each.end))
        else:
            merged.append(each)
    return merged


def _cut(merged: list[Extent]) -> list[Extent]:
    """The spans between the breaks: the longest empty times are left out while they are far longer than the rest."""
    gaps = sorted(pairwise(merged), key=lambda pair: pair[0].end - pair[1].start)[:MOST_BREAKS]
    rest = merged[-1].end - merged[0].start
    breaks = []
    for before, after in gaps:
        empty = after.start - before.end
        if empty <= FAR * (rest - empty):
            break
        rest -= empty
        breaks.append(before.end)
    spans, start = [], merged[0].start
    for end in sorted(breaks):
        spans.append(Extent(start, end))
        start = next(each.start for each in merged if each.start >= end)
    return [*spans, Extent(start, merged[-1].end)]

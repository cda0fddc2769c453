"""Where words go on a map: beside their dots, inside their countries, never over each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

HIGH = 15.0
"""Of a line of text, in units of the picture."""
BASE = 12.0
"""From the top of a line of text to its base line."""
AWAY = 5.5
"""Between the middle of a dot and its words."""
INSIDE = 3.0
"""Between words and the edge of the picture, or of their country."""

Stretch = tuple[float, float]


class Side(Enum):
    """Which end of a line of text stays where it is, however wide its letters turn out: the one at its dot."""

    LEFT = 0.0
    MIDDLE = 0.5
    RIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the picture: left, top, width, height."""

    left: float
    top: float
    wide: float
    high: float
    fast: Side = Side.MIDDLE

    @classmethod
    def around(cls, x: float, y: float, reach: float) -> Box:
        return cls(x - reach, y - reach, 2 * reach, 2 * reach)

    @property
    def start(self) -> float:
        """Where the end of its text that stays is."""
        return self.left + self.wide * self.fast.value

    @property
    def base(self) -> float:
        """Where the base line of its text runs."""
        return self.top + BASE

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.left + other.wide
            and other.left < self.left + self.wide
            and self.top < other.top + other.high
            and other.top < self.top + self.high
        )


@dataclass(slots=True)
class Room:
    """What of a picture is still free."""

    wide: float
    high: float
    taken: list[Box] = field(default_factory=list)

    def take(self, box: Box) -> bool:
        """Take a place if it is free and within the picture."""
        inside = box.left >= INSIDE and box.left + box.wide <= self.wide - INSIDE
        inside = inside and box.top >= INSIDE and box.top + box.high <= self.high - INSIDE
        free = inside and not any(box.meets(other) for other in self.taken)
        if free:
            self.taken.append(box)
        return free

    def beside(self, x: float, y: float, wide: float) -> Box | None:
        """Room for a line of text beside a dot: at its sides rather than above and below."""
        return next((box for box in _beside(x, y, wide) if self.take(box)), None)

    def within(self, rows: Mapping[float, Sequence[Stretch]], wide: float) -> Box | None:
        """Room for a line of text inside a country, where it is widest: `rows` tell where it lies at which height."""
        found = sorted(_within(rows, wide), key=lambda found: (-found[0], found[1].top, found[1].left))
        return next((box for _, box in found if self.take(box)), None)


def _beside(x: float, y: float, wide: float) -> Iterator[Box]:
    for top in (y - HIGH / 2, y - HIGH, y):
        yield Box(x + AWAY, top, wide, HIGH, Side.LEFT)
        yield Box(x - AWAY - wide, top, wide, HIGH, Side.RIGHT)
    for left in (x - wide / 2, x - wide / 4, x - 3 * wide / 4):
        yield Box(left, y + AWAY - 1, wide, HIGH)
        yield Box(left, y - AWAY - HIGH + 1, wide, HIGH)


def _within(rows: Mapping[float, Sequence[Stretch]], wide: float) -> Iterator[tuple[float, Box]]:
    """Boxes in which a country fills every row, with the width that it has there: the middle first, then its sides."""
    for top, stretches in rows.items():
        crossed = [listed for row, listed in rows.items() if top <= row <= top + HIGH]
        for stretch in stretches:
            start, end = stretch
            for listed in crossed:
                start, end = _shared((start, end), listed)
            room = end - start - 2 * INSIDE
            if room >= wide:
                for part, share in ((0.5, 1.0), (0.25, 0.8), (0.75, 0.8), (0.0, 0.6), (1.0, 0.6)):
                    yield room * share, Box(start + INSIDE + (room - wide) * part, top, wide, HIGH)


def _shared(stretch: Stretch, others: Sequence[Stretch]) -> Stretch:
    """The longest piece of a stretch that one of the others covers too."""
    pieces = [(max(stretch[0], start), min(stretch[1], end)) for start, end in others]
    return max(pieces, key=lambda piece: piece[1] - piece[0], default=(0.0, 0.0))

"""Marks with a sentence's number in them, and where they find room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from crisisbrief.render.pictures.canvas import TOUCH, Canvas, width_of

GAP = 4.0
"""Between marks, above each other and side by side."""
LINE = TOUCH + GAP
BASE = 16.5
"""From the top of a mark to the base line of its number."""
SAMPLE = 34.0
"""Width of a shape in a legend."""
_POINT = 5.0


class Shape(Enum):
    """What a mark looks like; its outline is broken where what it says was worked out."""

    BARE = "bare"
    BOX = "box"
    PIN = "pin"
    STRETCH = "stretch"


def width_of_cell(label: str) -> float:
    """With room for the points of every shape."""
    return max(TOUCH, width_of(label) + 2 * _POINT)


def cell(
    canvas: Canvas, start: float, down: float, label: str, shape: Shape, *, broken: bool = False, wide: float = 0
) -> str:
    """The shape with its number; a PIN points up at the middle of itself."""
    wide = wide or width_of_cell(label)
    end, center = start + wide, start + wide / 2
    top, middle, bottom = down, down + TOUCH / 2, down + TOUCH
    outlines = {
        Shape.BARE: (),
        Shape.BOX: ((start, top), (end, top), (end, bottom), (start, bottom)),
        Shape.PIN: ((center, top - 3), (end, top + 3), (end, bottom), (start, bottom), (start, top + 3)),
        Shape.STRETCH: (
            *((start, middle), (start + _POINT, top), (end - _POINT, top)),
            *((end, middle), (end - _POINT, bottom), (start + _POINT, bottom)),
        ),
    }
    # filled with nothing that is seen, so that all of a mark can be pressed and not only its lines
    if outlines[shape]:
        look = {"fill_opacity": "0", "stroke": "currentColor", "stroke_width": "1.5"}
        drawn = canvas.path(*outlines[shape], closed=True, stroke_dasharray="3 2" if broken else None, **look)
    else:
        drawn = canvas.rectangle(start, down, wide, TOUCH, fill_opacity="0")
    return drawn + (canvas.text(label, center, down + BASE, anchor="middle") if label else "")


@dataclass(slots=True)
class Rows:
    """Room in lines, one under the other: everything goes into the first line that has a place for it."""

    lines: list[list[tuple[float, float]]] = field(default_factory=list)
    """The stretches of each line that are taken."""

    def place(self, wide: float, first: float, last: float) -> tuple[float, int]:
        """Take `wide` units that begin somewhere from `first` to `last`; where they begin, and in which line."""
        for number, taken in enumerate(self.lines):
            for start in (first, *(end + GAP for _, end in taken)):
                if first <= start <= last and _free(taken, start, start + wide):
                    taken.append((start, start + wide))
                    return start, number
        self.lines.append([(first, first + wide)])
        return first, len(self.lines) - 1


def _free(taken: Iterable[tuple[float, float]], start: float, end: float) -> bool:
    return all(end + GAP <= other_start or other_end + GAP <= start for other_start, other_end in taken)

"""The frame of a map: which part of the globe it shows, and where in the drawing places come to lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crisisbrief.render.atlas.sphere import Cap, Place, Plane, Point

WIDTH = 640
"""Units across a map; two of them are about one pixel on a phone of 360."""
HEIGHTS = (400, 620)
"""The lowest and the highest a map may be."""
MARGIN = 48
BESIDE = 10
"""Units from the edge at which a place can be shown still, with its dot whole."""
SMALLEST = 70.0
"""Km across: no map shows less, so that a city state has surroundings."""
STRETCH = 2.5
"""How many times smaller a country may be drawn for the sake of a place that lies far away from its main land."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Part of the globe as a drawing: units from the top left corner."""

    plane: Plane
    scale: float
    """Units per km."""
    height: int

    @property
    def cap(self) -> Cap:
        """A circle that holds all that the frame shows."""
        return Cap(self.plane.center, (WIDTH**2 + self.height**2) ** 0.5 / 2 / self.scale)

    def units(self, places: Iterable[Place]) -> list[Point]:
        """Where places lie in the drawing."""
        scale, right, down = self.scale, WIDTH / 2, self.height / 2
        return [(right + x * scale, down - y * scale) for x, y in self.plane.project(places)]

    def holds(self, point: Point, margin: float) -> bool:
        return margin <= point[0] <= WIDTH - margin and margin <= point[1] <= self.height - margin

    def shows(self, place: Place) -> bool:
        return self.holds(self.units([place])[0], BESIDE)

    def with_places(self, places: Iterable[Place]) -> Frame:
        """A frame that shows these places too, as far as the country stays large enough in it: nearest first."""
        frame = self
        away = sorted(places, key=lambda place: (Cap(place, 0.0).gap(Cap(self.plane.center, 0.0)), place))
        for place in away:
            if not frame.holds(frame.units([place])[0], MARGIN):
                wider = around([*frame._edge(), place])
                frame = wider if wider.scale * STRETCH >= self.scale else frame
        return frame

    def _edge(self) -> list[Place]:
        """Where the country's own edges may lie: the corners and the middle of each side, within the margin."""
        across, up = (WIDTH / 2 - MARGIN) / self.scale, (self.height / 2 - MARGIN) / self.scale
        return [self.plane.place((x, y)) for x in (-across, 0.0, across) for y in (-up, 0.0, up)]


def around(edge: Sequence[Place]) -> Frame:
    """The frame that fits around places."""
    plane = Plane(Cap.around(edge).center)
    for _ in range(3):
        left, low, right, high = _box(plane.project(edge))
        plane = Plane(plane.place(((left + right) / 2, (low + high) / 2)))
    left, low, right, high = _box(plane.project(edge))
    across, up = max(right - left, SMALLEST), max(high - low, SMALLEST / 2)
    scale = min((WIDTH - 2 * MARGIN) / across, (HEIGHTS[1] - 2 * MARGIN) / up)
    height = min(HEIGHTS[1], max(HEIGHTS[0], round(up * scale) + 2 * MARGIN))
    return Frame(plane, scale, height)


def _box(points: Sequence[Point]) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)

"""The globe: distances on it, circles around shapes, and the plane that a map is drawn on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import acos, asin, atan2, cos, degrees, hypot, pi, radians, sin, sqrt

Place = tuple[float, float]
"""Longitude and latitude in degrees; a longitude may run on beyond 180 where a line crosses the antimeridian."""
Point = tuple[float, float]
"""In the plane: to the east, to the north."""
EARTH = 6371.0088
"""Mean radius in km (IUGG)."""
DEGREE = pi / 180
_NEARLY_OPPOSITE = 1e-9
"""Keeps the place opposite the center in the plane."""


@dataclass(frozen=True, slots=True)
class Cap:
    """A circle on the globe that holds a shape."""

    center: Place
    radius: float
    """In km."""

    @classmethod
    def around(cls, places: Sequence[Place]) -> Cap:
        """A circle around places, about the middle of what they span as seen from their mean direction: so no meridian
        is an edge."""
        x, y, z = (sum(part) for part in zip(*map(_direction, places), strict=True))
        plane = Plane((degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))))
        xs, ys = zip(*plane.project(places), strict=True)
        center = plane.place(((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2))
        return cls(center, max(distance(center, place) for place in places))

    def gap(self, other: Cap) -> float:
        """Km between two circles, 0 where they meet."""
        return max(0.0, distance(self.center, other.center) - self.radius - other.radius)


def _direction(place: Place) -> tuple[float, float, float]:
    longitude, latitude = radians(place[0]), radians(place[1])
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


def distance(a: Place, b: Place) -> float:
    """Km along the great circle."""
    return EARTH * acos(max(-1.0, min(1.0, sum(p * q for p, q in zip(_direction(a), _direction(b), strict=True)))))


@dataclass(frozen=True, slots=True)
class Plane:
    """Lambert's azimuthal equal-area projection about a center, in km: no country is cut by the antimeridian, and
    areas near the edge are not blown up."""

    center: Place

    def project(self, places: Iterable[Place]) -> list[Point]:
        longitude, latitude = radians(self.center[0]), radians(self.center[1])
        sine, cosine = sin(latitude), cos(latitude)
        points = []
        for lon, lat in places:
            along, up = lon * DEGREE - longitude, lat * DEGREE
            sine_up, cosine_up = sin(up), cos(up)
            flat = cosine_up * cos(along)
            stretch = EARTH * sqrt(2 / (1 + _NEARLY_OPPOSITE + sine * sine_up + cosine * flat))
            points.append((stretch * cosine_up * sin(along), stretch * (cosine * sine_up - sine * flat)))
        return points

    def place(self, point: Point) -> Place:
        """The place on the globe that is drawn at a point."""
        away = hypot(*point)
        if not away:
            return self.center
        longitude, latitude = radians(self.center[0]), radians(self.center[1])
        angle = 2 * asin(min(1.0, away / (2 * EARTH)))
        up = asin(cos(angle) * sin(latitude) + point[1] * sin(angle) * cos(latitude) / away)
        along = atan2(point[0] * sin(angle), away * cos(latitude) * cos(angle) - point[1] * sin(latitude) * sin(angle))
        return degrees(longitude + along), degrees(up)

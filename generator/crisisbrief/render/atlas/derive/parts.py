"""Which parts of a country its map is drawn around: the main land, and what else weighs as much or governs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crisisbrief.render.atlas.frame import Frame, around
from crisisbrief.render.atlas.sphere import Cap, Place

NEAR = 300.0
"""Km: parts nearer to each other than this are shown together."""
REACH = 0.1
"""Of the largest part's breadth: around a large country, what is near is farther away."""
LARGE = 400.0
"""Km: a circle with a greater radius says too little about what it holds."""
CORNERS = 200
"""By which the edge of such a part is told, about."""
WEIGHTY = 0.2
"""Of a country's area: a part as large as this is shown wherever it lies."""
FILLING = 0.98
"""Of the area shown: the islets beyond do not make the frame wider."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of land of a country."""

    edge: Sequence[Place]
    cap: Cap
    area: float
    """In km²."""


def frame_of(parts: Sequence[Part], capital: Place | None) -> Frame:
    """The frame around a country."""
    chosen = _shown(parts, capital)
    enough, filled = FILLING * sum(part.area for part in chosen), 0.0
    edge: list[Place] = [*_seat(parts, capital).edge] if capital else []
    for part in sorted(chosen, key=lambda part: (-part.area, part.cap.center)):
        if not edge or filled < enough:
            edge += part.edge
            filled += part.area
    return around(edge)


def _shown(parts: Sequence[Part], capital: Place | None) -> list[Part]:
    area = sum(part.area for part in parts)
    together = groups(parts)
    seat = _seat(parts, capital) if capital else None
    return [
        part
        for order, group in enumerate(together)
        if order == 0 or sum(part.area for part in group) >= WEIGHTY * area or seat in group
        for part in group
    ]


def groups(parts: Sequence[Part]) -> list[list[Part]]:
    """Parts that lie together, the group with the most land first."""
    near = max(NEAR, REACH * 2 * max(parts, key=lambda part: part.area).cap.radius)
    found: list[list[Part]] = []
    for part in parts:
        meeting = [group for group in found if any(_gap(part, other) <= near for other in group)]
        apart = [group for group in found if group not in meeting]
        found = [*apart, [part, *(other for group in meeting for other in group)]]
    return sorted(found, key=lambda group: -sum(part.area for part in group))


def _gap(a: Part, b: Part) -> float:
    """Km between two parts: between the circles of islands, and between corners on the edge of large land."""
    if a.cap.gap(b.cap) > NEAR and max(a.cap.radius, b.cap.radius) < LARGE:
        return a.cap.gap(b.cap)
    return min(one.gap(other) for one in _circles(a) for other in _circles(b))


def _circles(part: Part) -> list[Cap]:
    if part.cap.radius < LARGE:
        return [part.cap]
    return [Cap(place, 0.0) for place in part.edge[:: max(1, len(part.edge) // CORNERS)]]


def _seat(parts: Sequence[Part], capital: Place) -> Part:
    """The part that a capital lies on, or by."""
    here = Cap(capital, 0.0)
    return min(parts, key=lambda part: (part.cap.gap(here), part.area))

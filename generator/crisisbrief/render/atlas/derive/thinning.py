"""Lines and pieces of land, as fine as some map needs them and no finer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crisisbrief.render.atlas.derive.parts import Part
from crisisbrief.render.atlas.derive.simplify import areas, kept
from crisisbrief.render.atlas.derive.topology import Shape, Topology
from crisisbrief.render.atlas.frame import WIDTH, Frame
from crisisbrief.render.atlas.outlines import LEVELS
from crisisbrief.render.atlas.sphere import Cap, Plane

CORNER = 5.0
"""Square units of a map (a quarter of a pixel each) that a corner must make a difference of, to stay."""
ISLET = 8.0
"""Square units that an island must have, beyond the largest ones of its country."""
LARGEST = 15
ISLANDS, SMALL = 60, 3000.0
"""How many of its largest islands a country shows that has no land larger than so many km²."""
SPARED = 0.7
"""Of the corners of a level: the next is written only if it leaves out more than the rest."""
COARSEST = 12.0
"""Km per unit where no map looks."""
BEYOND = 30
"""Units around a map that are as fine as the map: it is cut out there."""


@dataclass(frozen=True, slots=True)
class Eye:
    """What looks at a place: the frames of all maps."""

    frames: tuple[tuple[Frame, Cap], ...]

    @classmethod
    def of(cls, frames: Iterable[Frame]) -> Eye:
        return cls(tuple((frame, frame.cap) for frame in frames))

    def near(self, cap: Cap) -> Eye:
        """The frames that may show something of a circle."""
        return Eye(tuple((frame, circle) for frame, circle in self.frames if not cap.gap(circle)))

    def units(self, places: list[tuple[float, float]]) -> list[float]:
        """Km per unit of the finest map that shows each place."""
        finest = [COARSEST] * len(places)
        for frame, _ in self.frames:
            for index, (x, y) in enumerate(frame.units(places)):
                if -BEYOND <= x <= WIDTH + BEYOND and -BEYOND <= y <= frame.height + BEYOND:
                    finest[index] = min(finest[index], 1 / frame.scale)
        return finest


def thinned(topology: Topology, line: int, eye: Eye) -> list[list[tuple[int, int]]]:
    """The corners of a line that some map shows, by level; a level that leaves out few is the one before."""
    corners = topology.lines[line]
    places = [topology.place(corner) for corner in corners]
    cap = Cap.around(places)
    units = eye.near(cap).units(places)
    weights = areas(Plane(cap.center).project(places))
    fewest = 5 if corners[0] == corners[-1] else 2
    levels: list[list[tuple[int, int]]] = []
    for coarse in LEVELS:
        stay = kept(weights, lambda corner, coarse=coarse: CORNER * max(units[corner], coarse) ** 2, fewest=fewest)  # type: ignore[misc]
        few = bool(levels) and len(stay) > SPARED * len(levels[-1])
        levels.append(levels[-1] if few else [corners[index] for index in stay])
    return levels


def visible(topology: Topology, parts: Mapping[Shape, Part], eye: Eye) -> list[Shape]:
    """The pieces of land that are large enough to be seen, or among the largest of their country."""
    rank: dict[str, int] = {}
    largest: dict[str, float] = {}
    found = []
    for shape in sorted(topology.shapes, key=lambda shape: (shape.owner, -parts[shape].area, shape.rings)):
        rank[shape.owner] = rank.get(shape.owner, 0) + 1
        part = parts[shape]
        most = LARGEST if largest.setdefault(shape.owner, part.area) > SMALL else ISLANDS
        alone = len(shape.rings) == 1 and len(shape.rings[0]) == 1
        unit = eye.near(part.cap).units([part.cap.center])[0] if alone else 0.0
        if not alone or rank[shape.owner] <= most or part.area >= ISLET * unit**2:
            found.append(shape)
    return found

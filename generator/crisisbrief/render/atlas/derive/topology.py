"""Natural Earth's countries as `world-atlas` holds them (TopoJSON), with each piece of land given to its owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crisisbrief.render.atlas.outlines import Kind
from crisisbrief.render.atlas.sphere import Place

AROUND = 99_999
"""Steps around the globe in the file (its quantization is 100,000 values)."""

NAMED = {
    "Akrotiri": "x-bases",
    "Ashmore and Cartier Is.": "AU",
    "Baikonur": "KZ",
    "Bajo Nuevo Bank": "x-reefs",
    "Clipperton I.": "CP",
    "Coral Sea Is.": "AU",
    "Cyprus U.N. Buffer Zone": "x-buffer",
    "Dhekelia": "x-bases",
    "Indian Ocean Ter.": "CX",
    "Kosovo": "XK",
    "N. Cyprus": "x-north-cyprus",
    "Scarborough Reef": "x-reefs",
    "Serranilla Bank": "x-reefs",
    "Siachen Glacier": "x-siachen",
    "Somaliland": "x-somaliland",
    "Spratly Is.": "x-reefs",
    "USNB Guantanamo Bay": "CU",
}
"""Whose land is that Natural Earth tells apart and gives no number of ISO 3166: leased land is its owner's."""
WITHIN = (
    ("FR", "GF", (-55, -51), (2, 6)),
    ("FR", "GP", (-62, -61), (15.7, 16.6)),
    ("FR", "MQ", (-61.4, -60.7), (14.3, 15)),
    ("FR", "RE", (55, 56), (-21.5, -20.7)),
    ("FR", "YT", (44.9, 45.4), (-13.1, -12.5)),
    ("NL", "BQ", (-69, -62.8), (11.9, 17.8)),
    ("NO", "SJ", (-10, 35), (70.7, 71.3)),
    ("NO", "SJ", (8, 36), (74, 81)),
    ("NO", "BV", (3, 4), (-55, -54)),
    ("NZ", "TK", (-173, -171), (-10, -8)),
    ("CX", "CC", (96, 98), (-13, -11)),
    ("RU", "x-crimea", (32, 36.8), (44.2, 46.3)),
)
"""Land that Natural Earth counts as part of a country and ISO 3166 as a territory of its own, by longitudes and
latitudes; and Crimea, which it draws with Russia, who holds it, and lists among the disputed areas: nobody's here."""
HOME = {"x-bases": "CY", "x-buffer": "CY", "x-crimea": "UA", "x-north-cyprus": "CY", "x-somaliland": "SO"}
"""In whose map land without a code belongs."""
UNDISPUTED = ("x-bases",)
DISPUTED = (
    ("CN", "IN", (60, 100), (0, 60)),
    ("EG", "SD", (33, 38), (21, 23)),
    ("EH", "MA", (-20, 0), (20, 30)),
    ("IL", "PS", (30, 40), (28, 35)),
    ("IL", "SY", (30, 40), (28, 35)),
    ("IN", "PK", (72, 80), (32.4, 40)),
    ("KP", "KR", (120, 135), (30, 45)),
    ("RS", "XK", (15, 25), (40, 45)),
    ("SD", "SS", (24, 35), (8, 13)),
)
"""Lines of control and of armistice, and borders that one side does not recognize, by longitudes and latitudes."""
CLAIMED = (((-13.17, 27.667), (-8.667, 27.667)),)
"""Borders that no land of Natural Earth's ends at: it draws who holds the ground. Western Sahara, in the north."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One piece of land: its owner and its rings of lines, `~n` for line n backwards."""

    owner: str
    rings: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Topology:
    steps: tuple[float, float]
    """Degrees of longitude and latitude."""
    lines: tuple[tuple[tuple[int, int], ...], ...]
    """In steps from longitude 0 and latitude 0; a line runs on across the antimeridian."""
    shapes: tuple[Shape, ...]

    def place(self, corner: tuple[int, int]) -> Place:
        return corner[0] * self.steps[0], corner[1] * self.steps[1]

    def edge(self, shape: Shape) -> list[Place]:
        """The outer ring of a piece of land."""
        lines = (self.lines[line] if line >= 0 else self.lines[~line][::-1] for line in shape.rings[0])
        return [self.place(corner) for line in lines for corner in line]


def read(data: Any, codes: Mapping[str, str]) -> Topology:
    """A topology as the package holds it; `codes` are ISO's letters by its numbers of three digits."""
    (wide, high), (left, low) = data["transform"]["scale"], data["transform"]["translate"]
    begin = round(left / wide), round(low / high)
    lines = tuple(tuple(_corners(line, begin)) for line in data["arcs"])
    blank = Topology((wide, high), lines, ())
    shapes = list(_shapes(data["objects"]["countries"]["geometries"], codes, blank))
    return Topology((wide, high), lines, tuple(_dissolved(shapes)))


def _corners(line: list[list[int]], begin: tuple[int, int]) -> Iterator[tuple[int, int]]:
    x, y = begin
    for index, (right, up) in enumerate(line):
        if index and abs(right) > AROUND / 2:
            right -= AROUND if right > 0 else -AROUND
        x, y = x + right, y + up
        yield x, y


def _shapes(geometries: list[dict[str, Any]], codes: Mapping[str, str], lines: Topology) -> Iterator[Shape]:
    for geometry in geometries:
        name = geometry["properties"]["name"]
        owner = NAMED[name] if name in NAMED else codes[geometry["id"]]
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            shape = Shape(owner, tuple(map(tuple, polygon)))
            yield Shape(_within(owner, lines.edge(shape)), shape.rings)


def _dissolved(shapes: list[Shape]) -> Iterator[Shape]:
    """The pieces of land without those that fill a hole in another one of their owner, and without that hole."""
    filling = {(shape.owner, _lines(shape.rings[0])) for shape in shapes}
    holes = {
        (shape.owner, _lines(ring))
        for shape in shapes
        for ring in shape.rings[1:]
        if (shape.owner, _lines(ring)) in filling
    }
    for shape in shapes:
        if (shape.owner, _lines(shape.rings[0])) not in holes:
            rings = tuple(ring for ring in shape.rings if (shape.owner, _lines(ring)) not in holes)
            yield Shape(shape.owner, rings)


def _lines(ring: tuple[int, ...]) -> frozenset[int]:
    return frozenset(line if line >= 0 else ~line for line in ring)


def _within(owner: str, edge: list[Place]) -> str:
    for country, territory, *box in WITHIN:
        if country == owner and all(_in_box(place, *box) for place in edge):
            return territory
    return owner


def _in_box(place: Place, longitudes: tuple[float, float], latitudes: tuple[float, float]) -> bool:
    return longitudes[0] <= place[0] <= longitudes[1] and latitudes[0] <= place[1] <= latitudes[1]


def claimed(topology: Topology) -> list[list[tuple[int, int]]]:
    """Lines that no land ends at."""
    wide, high = topology.steps
    return [[(round(longitude / wide), round(latitude / high)) for longitude, latitude in line] for line in CLAIMED]


def kinds(topology: Topology) -> dict[int, Kind]:
    """What each line that is used is, by the owners on its sides."""
    sides: dict[int, list[str]] = {}
    for shape in topology.shapes:
        for ring in shape.rings:
            for line in ring:
                sides.setdefault(line if line >= 0 else ~line, []).append(shape.owner)
    return {line: _kind(sorted(set(owners)), len(owners), topology, line) for line, owners in sides.items()}


def _kind(owners: list[str], uses: int, topology: Topology, line: int) -> Kind:
    if uses == 1:
        return Kind.COAST
    if len(owners) == 1:
        return Kind.INNER
    if any(owner.startswith("x-") and owner not in UNDISPUTED for owner in owners):
        return Kind.DISPUTED
    middle = topology.place(topology.lines[line][len(topology.lines[line]) // 2])
    for one, other, *box in DISPUTED:
        if [one, other] == owners and _in_box(middle, *box):
            return Kind.DISPUTED
    return Kind.BORDER

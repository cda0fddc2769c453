"""`python -m crisisbrief.render.atlas.derive FOLDER`: writes the data anew from the packages in FOLDER."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from struct import pack

from crisisbrief.render.atlas.derive import gazetteer, sources, topology
from crisisbrief.render.atlas.derive.parts import Part, frame_of
from crisisbrief.render.atlas.derive.thinning import Eye, thinned, visible
from crisisbrief.render.atlas.derive.topology import HOME, Topology
from crisisbrief.render.atlas.frame import Frame
from crisisbrief.render.atlas.outlines import FILE, LEVELS, RECORD, Kind
from crisisbrief.render.atlas.places import TABLE
from crisisbrief.render.atlas.sphere import Cap, Place, Plane

HERE = Path(__file__).parent.parent
FAR = 40.0
"""Km²: a part of a country that lies outside its map is spoken of from this size on."""


def main(folder: Path) -> None:
    found = sources.read(folder)
    geonames = gazetteer.read(found)
    entries, lost = gazetteer.gathered(geonames)
    (HERE / TABLE).write_text(gazetteer.table(entries), "utf-8")
    world = topology.read(found.topology, geonames.numbers)
    capitals = {entry.city.country: entry.city.place for entry in entries if entry.capital}
    (HERE / FILE).write_bytes(outlines(world, capitals))
    for code, country, name in lost:
        sys.stdout.write(f"no coordinates: {code} {country} {name}\n")


def outlines(world: Topology, capitals: Mapping[str, Place]) -> bytes:
    """The content of `outlines.bin`."""
    parts = {shape: _part(world.edge(shape)) for shape in world.shapes}
    at_home: dict[str, list[Part]] = {}
    for shape, part in parts.items():
        at_home.setdefault(HOME.get(shape.owner, shape.owner), []).append(part)
    countries = [code for code in sorted(at_home) if not code.startswith("x-")]
    frames = {code: frame_of(at_home[code], capitals.get(code)) for code in countries}
    eye = Eye.of(frames.values())
    kinds = topology.kinds(world)
    numbers: dict[int, int] = {}
    lands: dict[str, list[object]] = {}
    for shape in visible(world, parts, eye):
        for ring in shape.rings:
            for line in ring:
                numbers.setdefault(line if line >= 0 else ~line, len(numbers))
        cap = parts[shape].cap
        circle = [round(cap.center[0], 1), round(cap.center[1], 1), round(cap.radius) + 15]
        rings = [[numbers[line] if line >= 0 else ~numbers[~line] for line in ring] for ring in shape.rings]
        lands.setdefault(shape.owner, []).append([circle, *rings])
    claims = topology.claimed(world)
    drawn = [(thinned(world, line, eye), kinds[line]) for line in numbers]
    drawn += [([line] * len(LEVELS), Kind.DISPUTED) for line in claims]
    records, content = [], []
    for levels, kind in drawn:
        deltas = [_deltas(level) for level in levels]
        twice = [any(not -128 <= delta < 128 for delta in each) for each in deltas]
        mask = sum(1 << level for level, wide in enumerate(twice) if wide)
        records.append(pack(RECORD, *levels[0][0], kind, mask, *map(len, levels)))
        for level, wide in enumerate(twice):
            if not level or len(levels[level]) != len(levels[level - 1]):
                content.append(_bytes(deltas[level], "h" if wide else "b"))
    head = {
        "steps": world.steps,
        "lines": len(drawn),
        "claims": len(claims),
        "frames": {code: _row(frame, at_home[code]) for code, frame in frames.items()},
        "lands": lands,
    }
    return json.dumps(head, separators=(",", ":")).encode("ascii") + b"\n" + b"".join(records) + b"".join(content)


def _deltas(corners: list[tuple[int, int]]) -> list[int]:
    return [after[axis] - before[axis] for before, after in pairwise(corners) for axis in (0, 1)]


def _bytes(deltas: list[int], size: str) -> bytes:
    numbers = array(size, deltas)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _part(edge: list[Place]) -> Part:
    cap = Cap.around(edge)
    points = Plane(cap.center).project(edge)
    twice = sum(x * other[1] - other[0] * y for (x, y), other in zip(points, [*points[1:], points[0]], strict=True))
    return Part(edge, cap, abs(twice) / 2)


def _row(frame: Frame, parts: list[Part]) -> list[float]:
    """A frame as the file has it, and whether a part of the country lies outside."""
    beyond = any(part.area >= FAR and not frame.shows(part.cap.center) for part in parts)
    longitude, latitude = frame.plane.center
    return [round(longitude, 3), round(latitude, 3), round(frame.scale, 5), frame.height, int(beyond)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""The outlines of all countries, read from `outlines.bin` (format: docs/pictures.md); lines are decoded when asked for.

Countries are made of rings, rings of lines that neighbors share, so that no gap opens between them however a line is
thinned out.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from json import loads
from struct import calcsize, iter_unpack

from crisisbrief.render.atlas.frame import Frame
from crisisbrief.render.atlas.sphere import Cap, Place, Plane

FILE = "outlines.bin"
LEVELS = (0.0, 2.5, 8.0)
"""Km per unit of a drawing from which on a line is drawn less finely: each level of it is written by itself."""
RECORD = "<iiBB3H"
"""Of a line: longitude and latitude of its first corner in steps; its kind; which levels take two bytes a number, one
bit each; how many corners each level has. A level with as many as the one before is the same, and not written again."""
LONGEST = 1.5
"""Degrees of longitude between two corners: a border along a parallel is a curve on the map."""


class Kind(IntEnum):
    """What a line is."""

    COAST = 0
    BORDER = 1
    DISPUTED = 2
    """A border that not everybody recognizes, or of land that not everybody gives to the same country."""
    INNER = 3
    """Within one country: between its mainland and land that it lets others use."""


@dataclass(frozen=True, slots=True)
class Land:
    """One piece of land: its rings, the outer one first, as the numbers of lines; `~n` is line n backwards."""

    owner: str
    cap: Cap
    rings: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """All countries; ISO 3166-1 alpha-2 codes, CLDR's XK, and `x-…` for land that has no code."""

    frames: Mapping[str, Frame]
    lands: tuple[Land, ...]
    claims: Sequence[int]
    """Lines that no land ends at."""
    apart: Mapping[str, bool]
    """By country: whether it has parts that lie outside its frame."""
    kinds: Sequence[int]
    """Of each line, a `Kind`."""
    _steps: tuple[float, float]
    _records: Sequence[tuple[int, ...]]
    _starts: Sequence[int]
    """Where the levels of each line begin in the content."""
    _content: bytes

    def line(self, number: int, level: int = 0) -> list[Place]:
        """The corners of a line, and more of them where it goes straight for long: the projection bends it."""
        longitude, latitude, _, twice, *corners = self._records[number]
        level = corners.index(corners[level])
        start = self._starts[number] + sum(_sizes(twice, corners)[:level])
        width = 2 if twice >> level & 1 else 1
        deltas = array("h" if width == 2 else "b", self._content[start : start + 2 * (corners[level] - 1) * width])
        if width == 2 and sys.byteorder == "big":
            deltas.byteswap()
        wide, high = self._steps
        line = [
            (x * wide, y * high)
            for x, y in zip(
                accumulate(deltas[0::2], initial=longitude), accumulate(deltas[1::2], initial=latitude), strict=True
            )
        ]
        return _bent(line) if width == 2 else line


def _sizes(twice: int, corners: Sequence[int]) -> list[int]:
    """Bytes of each level of a line."""
    return [
        2 * (count - 1) * (1 + (twice >> level & 1)) if corners.index(count) == level else 0
        for level, count in enumerate(corners)
    ]


def _bent(line: list[Place]) -> list[Place]:
    found = line[:1]
    for (lon, lat), (next_lon, next_lat) in pairwise(line):
        pieces = 1 + int(abs(next_lon - lon) / LONGEST)
        found += [
            (lon + (next_lon - lon) * piece / pieces, lat + (next_lat - lat) * piece / pieces)
            for piece in range(1, pieces)
        ]
        found.append((next_lon, next_lat))
    return found


@cache
def outlines() -> Outlines:
    """The outlines that lie beside this module."""
    return read((files(__package__) / FILE).read_bytes())


def read(content: bytes) -> Outlines:
    end = content.index(b"\n") + 1
    head = loads(content[:end])
    at = end + head["lines"] * calcsize(RECORD)
    records = list(iter_unpack(RECORD, content[end:at]))
    sizes = (sum(_sizes(record[3], record[4:])) for record in records)
    return Outlines(
        frames={code: Frame(Plane((row[0], row[1])), row[2], row[3]) for code, row in head["frames"].items()},
        lands=tuple(_lands(head["lands"])),
        claims=range(head["lines"] - head["claims"], head["lines"]),
        apart={code: bool(row[4]) for code, row in head["frames"].items()},
        kinds=[record[2] for record in records],
        _steps=(head["steps"][0], head["steps"][1]),
        _records=records,
        _starts=list(accumulate(sizes, initial=at)),
        _content=content,
    )


def _lands(by_owner: Mapping[str, list[list[list[int]]]]) -> Iterator[Land]:
    for owner, lands in by_owner.items():
        for (lon, lat, radius), *rings in lands:
            yield Land(owner, Cap((lon, lat), radius), tuple(map(tuple, rings)))

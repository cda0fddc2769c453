"""What a map shows of the globe, as lines of the drawing: a country, what lies around it, and the borders between.

Everything here is the same in every language; words come later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from crisisbrief.render.atlas.frame import WIDTH, Frame
from crisisbrief.render.atlas.outlines import LEVELS, Kind, Land, Outlines, outlines
from crisisbrief.render.atlas.sphere import Place

EDGE = 8
"""Units beyond the drawing at which everything is cut off: what is cut there is not seen."""
FINEST = 3
"""Units between two corners of a line: nearer ones, nobody sees."""
SPECK, ISLANDS = 3, 200
"""Units across: of a country whose largest land is smaller than `ISLANDS`, an island is drawn no smaller than `SPECK`,
or the country would vanish."""
ROW = 8
"""Units between the rows in which a country's extent is measured, to find room for its name."""

SETTLED = (Kind.COAST, Kind.BORDER)

Dot = tuple[int, int]
Stretch = tuple[float, float]
"""From, to: along a row of the drawing."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A map without words; strings are the data of SVG paths."""

    frame: Frame
    ground: str
    """All land, as one: only coasts are its edges."""
    land: str
    """The country itself."""
    unsettled: str
    """Land that not everybody gives to the same country."""
    outline: str
    """The country's coasts and borders; empty where they are the edges of its land and nothing else."""
    borders: str
    """Those between its neighbors."""
    disputed: str
    rows: Mapping[str, Mapping[int, Sequence[Stretch]]]
    """By country, where it covers each row."""
    complete: bool
    """Whether the whole country lies within the frame, but for islets."""


def scene(country: str, places: Collection[Place] = ()) -> Scene | None:
    """The map of a country, as wide as these places in it ask for; None for what has no outline."""
    return _scene(country, tuple(sorted(places))) if country in outlines().frames else None


def forget() -> None:
    """Forget the maps drawn so far, to draw them anew."""
    _scene.cache_clear()


@lru_cache(maxsize=32)
def _scene(country: str, places: tuple[Place, ...]) -> Scene:
    world = outlines()
    frame = world.frames[country].with_places(places)
    cap = frame.cap
    pencil = _Pencil(world, frame, sum(coarse * frame.scale <= 1 for coarse in LEVELS) - 1)
    near: dict[str, list[Land]] = {}
    for land in world.lands:
        if not land.cap.gap(cap):
            near.setdefault(land.owner, []).append(land)
    own = near.pop(country, [])
    around = [land for lands in near.values() for land in lands]
    unsettled = [land for owner, lands in near.items() if owner.startswith("x-") for land in lands]
    bounds = _lines(own)
    others = _lines(around) - bounds
    rings = list(pencil.rings(own))
    if max(map(_breadth, rings), default=0) < ISLANDS:
        rings = list(pencil.rings(own, speck=SPECK))
    specks = [ring for ring in rings if _breadth(ring) <= SPECK]
    plain = all(world.kinds[number] in SETTLED for number in bounds)
    return Scene(
        frame=frame,
        ground=_areas(pencil.cut(pencil.joined(_edges([*own, *around])))),
        land=_areas(rings),
        unsettled=_areas(pencil.rings(unsettled)),
        outline="" if plain else pencil.strokes(sorted(bounds), SETTLED) + _areas(specks),
        borders=pencil.strokes(sorted(others), (Kind.BORDER,)),
        disputed=pencil.strokes([*sorted(bounds | others), *world.claims], (Kind.DISPUTED,)),
        rows={owner: rows(pencil.rings(lands)) for owner, lands in (*near.items(), (country, own))},
        complete=not world.apart[country] and frame is world.frames[country],
    )


def _edges(lands: Iterable[Land]) -> list[int]:
    """The lines on one side of which there is none of the pieces of land."""
    uses = Counter(line if line >= 0 else ~line for land in lands for ring in land.rings for line in ring)
    return sorted(line for line, count in uses.items() if count == 1)


def _lines(lands: Iterable[Land]) -> set[int]:
    return {line if line >= 0 else ~line for land in lands for ring in land.rings for line in ring}


@dataclass(slots=True)
class _Pencil:
    """Lines of the globe as dots of one drawing; remembers those it has drawn."""

    world: Outlines
    frame: Frame
    level: int
    """How finely lines are drawn."""
    drawn: dict[int, list[Dot]] = field(default_factory=dict)

    def line(self, number: int) -> list[Dot]:
        if number not in self.drawn:
            units = self.frame.units(self.world.line(number, self.level))
            self.drawn[number] = self._thinned([(round(x), round(y)) for x, y in units])
        return self.drawn[number]

    def _thinned(self, dots: list[Dot]) -> list[Dot]:
        # what is out of sight on one side is one stroke there: it is cut off, and the way it takes does not matter
        if self._beyond(dots):
            middle = dots[len(dots) // 2]
            return [dots[0], middle, dots[-1]] if dots[0] == dots[-1] else [dots[0], dots[-1]]
        kept = [dots[0]]
        for x, y in dots[1:-1]:
            if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > FINEST:
                kept.append((x, y))
        return [*kept, dots[-1]]

    def rings(self, lands: Iterable[Land], *, speck: int = 0) -> Iterator[list[Dot]]:
        """The rings of pieces of land, cut off around the drawing; what is smaller than `speck` is drawn that large."""
        rings = (self._ring(ring) for land in lands for ring in land.rings)
        yield from self.cut(_at_least(ring, speck) for ring in rings)

    def cut(self, rings: Iterable[list[Dot]]) -> Iterator[list[Dot]]:
        """What of rings is in sight."""
        for ring in rings:
            found = clipped(ring, -EDGE, -EDGE, WIDTH + EDGE, self.frame.height + EDGE)
            if len(found) > 2:
                yield found

    def joined(self, numbers: Iterable[int]) -> Iterator[list[Dot]]:
        """Rings made of lines that meet at their ends."""
        left = dict.fromkeys(numbers)
        at: dict[Dot, list[int]] = {}
        for number in left:
            for end in (self.line(number)[0], self.line(number)[-1]):
                at.setdefault(end, []).append(number)
        while left:
            ring = self.line(_taken(left, next(iter(left))))[:]
            while ring[0] != ring[-1]:
                following = next((each for each in at[ring[-1]] if each in left), None)
                if following is None:
                    break
                line = self.line(_taken(left, following))
                ring += line[1:] if line[0] == ring[-1] else line[-2::-1]
            yield ring[:-1]

    def _ring(self, numbers: Sequence[int]) -> list[Dot]:
        dots: list[Dot] = []
        for number in numbers:
            line = self.line(number) if number >= 0 else self.line(~number)[::-1]
            dots += line[1:] if dots else line
        return dots[:-1]

    def strokes(self, numbers: Iterable[int], kinds: Collection[Kind]) -> str:
        """Lines of some kinds, as far as they are in sight."""
        found = []
        for number in numbers:
            if self.world.kinds[number] in kinds:
                found += [_path(piece) for piece in self._in_sight(self.line(number))]
        return "".join(found)

    def _in_sight(self, dots: list[Dot]) -> Iterator[list[Dot]]:
        piece: list[Dot] = []
        for a, b in pairwise(dots):
            if self._beyond((a, b)):
                if piece:
                    yield piece
                piece = []
            else:
                piece = piece or [a]
                piece.append(b)
        if piece:
            yield piece

    def _beyond(self, dots: Sequence[Dot]) -> bool:
        """Whether all dots lie out of sight on one side."""
        right, bottom = WIDTH + EDGE, self.frame.height + EDGE
        x, y = dots[0]
        return (
            (x < -EDGE and all(x < -EDGE for x, _ in dots))
            or (x > right and all(x > right for x, _ in dots))
            or (y < -EDGE and all(y < -EDGE for _, y in dots))
            or (y > bottom and all(y > bottom for _, y in dots))
        )


def clipped(ring: Sequence[Dot], left: int, top: int, right: int, bottom: int) -> list[Dot]:
    """A ring without what lies beyond a rectangle (Sutherland and Hodgman), with two edges for one along its sides."""
    dots = list(ring)
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        if all(sign * dot[axis] >= sign * limit for dot in dots):
            continue
        kept: list[Dot] = []
        before = dots[-1]
        for dot in dots:
            inside, was_inside = sign * dot[axis] >= sign * limit, sign * before[axis] >= sign * limit
            if inside != was_inside:
                kept.append(_crossing(before, dot, axis, limit))
            if inside:
                kept.append(dot)
            before = dot
        dots = kept
        if not dots:
            break
    return dots


def _crossing(a: Dot, b: Dot, axis: int, limit: int) -> Dot:
    other = 1 - axis
    met = round(a[other] + (b[other] - a[other]) * (limit - a[axis]) / (b[axis] - a[axis]))
    return (limit, met) if axis == 0 else (met, limit)


def _at_least(ring: list[Dot], size: int) -> list[Dot]:
    if _breadth(ring) >= size:
        return ring
    x, y = min(x for x, _ in ring), min(y for _, y in ring)
    return [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]


def _taken(left: dict[int, None], number: int) -> int:
    del left[number]
    return number


def _breadth(ring: Sequence[Dot]) -> int:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))


def rows(rings: Iterable[Sequence[Dot]]) -> dict[int, list[Stretch]]:
    """Where rings cover each row of a drawing, by the row's height, from left to right."""
    crossings: dict[int, list[float]] = {}
    for ring in rings:
        for (x, y), (next_x, next_y) in zip(ring, [*ring[1:], ring[0]], strict=True):
            low, high = (y, next_y) if y < next_y else (next_y, y)
            for row in range(-(-low // ROW), -(-high // ROW)):
                crossings.setdefault(row * ROW, []).append(x + (next_x - x) * (row * ROW - y) / (next_y - y))
    return {row: list(zip(*[iter(sorted(found))] * 2, strict=True)) for row, found in sorted(crossings.items())}


def _areas(rings: Iterable[Sequence[Dot]]) -> str:
    return "".join(f"{_path(ring)}z" for ring in rings)


def _path(dots: Sequence[Dot]) -> str:
    """Dots joined by straight lines, each told from the one before."""
    x, y = dots[0]
    steps = [f"M{x} {y}"]
    for next_x, next_y in dots[1:]:
        right, down = next_x - x, next_y - y
        if right or down:
            before = "l" if len(steps) == 1 else " " if right >= 0 else ""
            steps.append(f"{before}{right}{'' if down < 0 else ' '}{down}")
            x, y = next_x, next_y
    return "".join(steps)

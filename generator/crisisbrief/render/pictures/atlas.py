"""The locator map: the country affected with the places that the reports name, its capital and its neighbors.

North is up and east is on the right in every language; only the words turn. What the map cannot show (a place nobody
knows the position of, one far from the main land) stands in words beside it, see render/pages/places.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crisisbrief.languages import load
from crisisbrief.render.atlas import WIDTH as UNITS
from crisisbrief.render.atlas import Scene, Spot, capital, scene
from crisisbrief.render.html import element
from crisisbrief.render.pictures.canvas import BOLD, OVER, TOUCH, WIDTH, Anchor, Canvas, Link, Picture, length, width_of
from crisisbrief.render.pictures.labels import HIGH, INSIDE, Box, Room, Side
from crisisbrief.render.places import Named, country_name, name, named, spot_name, territories
from crisisbrief.render.view import View

NAME = "map"
SCALE = WIDTH / UNITS
"""Units of the picture per unit of the scene: what is drawn finer than words are placed."""
DOT = 3.0
BAR = (38.0, 96.0)
"""The shortest and the longest that the bar of the scale may be."""
ROUND = (1, 2, 5)
"""Figures with which the length of a scale begins."""

# How the parts of a map look: the country stands out by its tone, disputed borders by their dashes
LAND = {"fill": "currentColor", "fill_opacity": ".2", "fill_rule": "evenodd"}
GROUND = {"fill_opacity": ".09", "fill_rule": "evenodd"}
UNSETTLED = {"fill_opacity": ".08", "fill_rule": "evenodd"}
OUTLINE = {"fill": "none", "stroke": "currentColor", "stroke_width": "1.6"}
BORDERS = {"fill": "none", "stroke": "currentColor", "stroke_width": "1"}
DISPUTED = {"fill": "none", "stroke": "currentColor", "stroke_width": "2.2", "stroke_dasharray": "5 5"}
HOLLOW = {"fill": "none", "stroke": "currentColor", "stroke_width": "1.5"}


@dataclass(frozen=True, slots=True)
class Map:
    """What a map of one edition shows, before words are placed."""

    country: str
    scene: Scene
    shown: tuple[Named, ...]
    """The places of the country that lie in the frame."""
    left_out: tuple[Named, ...]
    """Those that the reports name and the map does not show."""

    @property
    def capital(self) -> Spot | None:
        """The capital, where the map shows it."""
        seat = capital(self.country)
        return seat if seat and self.scene.frame.shows(seat.place) else None


def mapped(view: View) -> Map | None:
    """The map of the country affected; None where the editors name none, or nobody knows its outline."""
    country = view.edition.brief.reports[0].country
    places = [place for place in named(view) if place.country == country]
    ground = scene(country, [place.spot.place for place in places if place.spot]) if country else None
    if country is None or ground is None:
        return None
    shown = tuple(place for place in places if place.spot and ground.frame.shows(place.spot.place))
    return Map(country, ground, shown, tuple(place for place in places if place not in shown))


def draw(view: View, link: Link) -> Picture | None:
    found = mapped(view)
    return _Sheet(view, link, found).picture() if found else None


def alternative(view: View, found: Map) -> str:
    """What the map shows, in a few sentences."""
    locale = view.words.locale
    told = [view.words.text("Map of {country}; north is up.", country=country_name(locale, found.country))]
    if found.shown:
        places = view.words.list(name(view, place)[0] for place in found.shown)
        told.append(view.words.text("Places that the report names: {places}.", places=places))
    if seat := found.capital:
        told.append(view.words.text("Capital: {place}.", place=spot_name(view, seat)[0]))
    return " ".join(told)


class _Sheet:
    """One map on its sheet: the ground first, then dots, then words as far as there is room."""

    def __init__(self, view: View, link: Link, found: Map) -> None:
        self.view, self.link, self.found = view, link, found
        self.canvas = Canvas(view.locale, mirrored=False)
        self.high = found.scene.frame.height * SCALE
        self.room = Room(WIDTH, self.high)

    def picture(self) -> Picture:
        dots = [(place, *self._point(place.spot)) for place in self.found.shown if place.spot]
        seat = self.found.capital
        unnamed = seat if seat and all(place.spot != seat for place in self.found.shown) else None
        self.room.taken += [Box.around(x, y, DOT + 1) for _, x, y in dots]
        if unnamed:
            self.room.taken.append(Box.around(*self._point(unnamed), DOT + 1))
        bar = self._bar()
        marks = [self._named(place, x, y) for place, x, y in dots]
        capital_ = self._unnamed(unnamed) if unnamed else ""
        told = alternative(self.view, self.found)
        words = element("g", bar, *self._countries(), capital_, *marks, class_=OVER)
        return self.canvas.picture(NAME, told, self.high, self._ground(), words)

    def _point(self, spot: Spot) -> tuple[float, float]:
        [(x, y)] = self.found.scene.frame.units([spot.place])
        return x * SCALE, y * SCALE

    def _ground(self) -> str:
        """Land and borders, cut off at the edge of the sheet."""
        drawn, height = self.found.scene, self.found.scene.frame.height
        parts = [
            (drawn.ground, GROUND),
            (drawn.unsettled, UNSETTLED),
            (drawn.land, LAND if drawn.outline else {**OUTLINE, **LAND}),
            (drawn.borders, BORDERS),
            (drawn.outline, OUTLINE),
            (drawn.disputed, DISPUTED),
        ]
        paths = [element("path", d=path, **look) for path, look in parts if path]
        frame = element("rect", width=str(UNITS), height=str(height), **BORDERS)
        sheet = {"viewBox": f"0 0 {UNITS} {height}", "width": length(WIDTH), "height": length(self.high)}
        return element("svg", *paths, frame, **sheet)

    def _named(self, place: Named, x: float, y: float) -> str:
        words, lang = name(self.view, place)
        assert place.spot is not None
        dot = element("circle", cx=length(x), cy=length(y), r=length(DOT))
        look = self._square(x, y) if place.spot.capital else dot
        pressed = self._pressed(Box.around(x, y, TOUCH / 2))
        return self.canvas.mark(words, self.link(place.anchor), pressed, look, self._beside(words, lang, x, y))

    def _pressed(self, box: Box) -> str:
        """What a finger finds around a mark: nothing to be seen."""
        room = max(0.0, TOUCH - box.high)
        return self.canvas.rectangle(box.left, box.top - room / 2, box.wide, box.high + room, fill_opacity="0")

    def _unnamed(self, seat: Spot) -> str:
        """The capital, where no report names it."""
        x, y = self._point(seat)
        words, lang = spot_name(self.view, seat)
        return self._square(x, y, **HOLLOW) + self._beside(words, lang, x, y)

    def _square(self, x: float, y: float, **look: str) -> str:
        return self.canvas.rectangle(x - DOT, y - DOT, 2 * DOT, 2 * DOT, **look)

    def _beside(self, words: str, lang: str, x: float, y: float) -> str:
        box = self.room.beside(x, y, width_of(words))
        return self._text(words, lang, box) if box else ""

    def _text(self, words: str, lang: str, box: Box, *, bold: bool = False) -> str:
        if box.fast is Side.MIDDLE:
            return self.canvas.text(words, box.start, box.base, lang=lang, anchor="middle", bold=bold)
        begins_left = load(self.view.locale).direction == "ltr"
        anchor: Anchor = "start" if (box.fast is Side.LEFT) == begins_left else "end"
        return self.canvas.text(words, box.start, box.base, lang=lang, anchor=anchor, bold=bold)

    def _countries(self) -> Iterator[str]:
        """The names of the country and of its neighbors, those that the report names first, as links to it."""
        spoken_of = territories(self.view)
        rows = self.found.scene.rows
        order = sorted(rows, key=lambda code: (code != self.found.country, code not in spoken_of, -_extent(rows[code])))
        for code in order:
            words = country_name(self.view.words.locale, code)
            own = code == self.found.country
            wide = width_of(words or "") * (BOLD if own else 1.0)
            box = self.room.within(_scaled(rows[code], self.high), wide) if words else None
            if words and box:
                text = self._text(words, self.view.locale, box, bold=own)
                link = self.link(spoken_of[code]) if code in spoken_of else None
                yield self.canvas.mark(words, link, self._pressed(box), text) if link else text

    def _bar(self) -> str:
        """The scale: a bar of a round length, in the corner that is freest."""
        per_km = self.found.scene.frame.scale * SCALE
        km = max((n for n in _round_lengths() if n * per_km <= BAR[1]), default=1)
        long, words = km * per_km, self.view.words.kilometers(km)
        wide = max(long, width_of(words)) + 4
        edge = INSIDE + 3
        corners = [(left, top) for top in (self.high - edge - HIGH - 6, edge) for left in (edge, WIDTH - edge - wide)]
        boxes = [Box(left, top, wide, HIGH + 6) for left, top in corners]
        box = next((box for box in boxes if self.room.take(box)), None)
        if box is None:
            return ""
        start, down = box.start - long / 2, box.top + HIGH + 4
        ends = (start, down - 3), (start, down), (start + long, down), (start + long, down - 3)
        bar = self.canvas.path(*ends, fill="none", stroke="currentColor", stroke_width="1.5")
        return self._text(words, self.view.locale, box) + bar


def _round_lengths() -> Iterator[int]:
    """1, 2, 5, 10, 20… km."""
    return (figure * 10**zeros for zeros in range(5) for figure in ROUND)


def _extent(rows: Mapping[int, Sequence[tuple[float, float]]]) -> float:
    return sum(end - start for listed in rows.values() for start, end in listed)


def _scaled(rows: Mapping[int, Sequence[tuple[float, float]]], high: float) -> dict[float, list[tuple[float, float]]]:
    """Rows of the scene in units of the picture, as far as they are in sight."""
    return {
        row * SCALE: [(max(0.0, start * SCALE), min(WIDTH, end * SCALE)) for start, end in listed]
        for row, listed in rows.items()
        if 0 <= row * SCALE <= high
    }

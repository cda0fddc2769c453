"""The locator map: where it draws what, in which words, and that nothing in it lies over anything else."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from babel import Locale

import mapped
from crisisbrief.languages.cldr import TERRITORY
from crisisbrief.publish.pictures import checked
from crisisbrief.render.atlas import capital, scene, spots
from crisisbrief.render.atlas.derive.simplify import areas, kept
from crisisbrief.render.atlas.frame import around
from crisisbrief.render.atlas.outlines import FILE, outlines
from crisisbrief.render.atlas.scene import clipped, forget, rows
from crisisbrief.render.atlas.sphere import Cap, Plane, distance
from crisisbrief.render.pages.places import where
from crisisbrief.render.pictures import atlas
from crisisbrief.render.pictures.canvas import LETTERS, WIDTH, Picture, width_of
from crisisbrief.render.pictures.labels import BASE, HIGH, Box
from crisisbrief.stamp import stamped

NO_COUNTRIES = {"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"}
WITHOUT_OUTLINE = {"AC", "CQ", "DG", "EA", "IC", "TA"}
"""Parts of other countries to which CLDR gives a name and neither ISO nor Natural Earth land of their own."""
HOSTILE = "\"'><script>x()</script>&lt;b&#62;<!-- ]]> \u202e\0 ?> {{ x }} url(#y)"
PAGE = "".join(f'<p id="p{number}s1">' for number in range(1, 9)) + '<figure data-file="map.svg"></figure>'


@pytest.mark.parametrize("first", "ACEGIKMNPSTUZ")
def test_every_country_is_drawn_and_nothing_lies_over_anything_else(first: str) -> None:
    """By the letter before which its code begins: the map of each country, with some of its places named."""
    letters = "ACEGIKMNPSTUZ"
    until = letters[letters.index(first) + 1 : letters.index(first) + 2] or "["
    codes = [code for code in _territories() if first <= code[0] < until]
    for code in codes:
        drawn = mapped.drawn(mapped.edition(code, mapped.known(code)[:8]), "ar")
        assert (drawn is None) == (code in WITHOUT_OUTLINE), code
        if drawn:
            _look_through(drawn, code)


def _territories() -> list[str]:
    codes = map(str, Locale("en").territories)
    return sorted(code for code in codes if TERRITORY.fullmatch(code) and code not in NO_COUNTRIES)


def _look_through(drawn: Picture, code: str) -> None:
    svg = checked(stamped(f"{drawn.svg}\n", ["briefs/sample/brief.toml"]), PAGE, Path("map.svg"))
    assert len(svg) < 40_000, code
    root = etree.fromstring(drawn.svg)
    high = float(root.attrib["viewBox"].split()[3])
    boxes = list(_texts(root))
    assert boxes, code
    for box in boxes:
        assert box.left >= 0 and box.left + box.wide <= WIDTH and box.top >= 0 and box.top + box.high <= high, code
    for index, box in enumerate(boxes):
        assert not any(box.meets(other) for other in boxes[index + 1 :]), code
    for path in root.iter("{http://www.w3.org/2000/svg}path"):
        for x, y in _corners(path.attrib["d"]) if "z" in path.attrib["d"] else ():
            assert -8 <= x <= 648 and -8 <= y <= 2 * high + 8, code


def _texts(root: etree.Element) -> Iterator[Box]:
    """Where the lines of text stand, as wide as they are reckoned."""
    rtl = root.attrib["direction"] == "rtl"
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        wide = width_of("".join(text.itertext()), LETTERS)
        anchor = text.get("text-anchor", "start")
        own = text.get("direction", "rtl" if rtl else "ltr") == "rtl"
        shift = {"middle": 0.5, "start": 1.0 if own else 0.0, "end": 0.0 if own else 1.0}[anchor]
        yield Box(float(text.attrib["x"]) - wide * shift, float(text.attrib["y"]) - BASE, wide - 0.1, HIGH - 0.1)


def _corners(data: str) -> Iterator[tuple[float, float]]:
    """The corners of a path as the map writes it: `M` and numbers, `l` and steps."""
    for piece in data.replace("L", "M").split("M")[1:]:
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", piece)]
        x, y = numbers[:2]
        yield x, y
        for right, down in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + right, y + down
            yield x, y


def test_rings_close_and_lines_meet() -> None:
    world = outlines()
    for land in world.lands:
        for ring in land.rings:
            lines = [world.line(number) if number >= 0 else world.line(~number)[::-1] for number in ring]
            for before, after in pairwise([*lines, lines[0]]):
                assert distance(before[-1], after[0]) < 0.1, land.owner


def test_every_level_of_a_line_ends_where_the_finest_ends() -> None:
    world = outlines()
    used = {number if number >= 0 else ~number for land in world.lands for ring in land.rings for number in ring}
    for number in sorted(used):
        finest = world.line(number)
        for level in (1, 2):
            coarse = world.line(number, level)
            assert coarse[0] == finest[0] and coarse[-1] == finest[-1]


@pytest.mark.parametrize(
    ("country", "neighbors"),
    [
        ("KZ", {"RU", "CN", "UZ", "KG", "TM"}),
        ("LB", {"SY", "IL"}),
        ("SD", {"SS", "EG", "LY", "TD", "ET", "ER", "CF"}),
        ("LS", {"ZA"}),
        ("FJ", set()),
    ],
)
def test_neighbors_are_on_the_map(country: str, neighbors: set[str]) -> None:
    ground = scene(country)
    assert ground is not None
    assert neighbors <= set(ground.rows)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Almaty", (76.93, 43.25)),
        ("Astana", (71.45, 51.17)),
        ("Shymkent", (69.60, 42.32)),
        ("Aktau", (51.17, 43.65)),
        ("Aktobe", (57.17, 50.28)),
        ("Karaganda", (73.10, 49.80)),
        ("Zhanaozen", (52.85, 43.34)),
    ],
)
def test_places_lie_where_they_are(name: str, place: tuple[float, float]) -> None:
    (spot,) = (spot for spot in spots()["KZ"] if name in spot.names["en"])
    assert distance(spot.place, place) < 8


def test_what_lies_across_the_antimeridian_is_in_one_piece() -> None:
    for country in ("FJ", "RU", "KI", "NZ", "US"):
        ground = scene(country)
        assert ground is not None
        assert max(abs(x) for x, _ in _corners(ground.land)) <= 648
    fiji = scene("FJ")
    assert fiji is not None and 1 / fiji.frame.scale < 2, "km in a unit: a frame around the globe would have 60"
    assert Cap.around([(179.0, 0.0), (-179.0, 0.0)]).radius < 120


def test_a_map_is_never_mirrored() -> None:
    found = mapped.edition("KZ", mapped.known("KZ"))
    dots = [re.findall(r'<circle cx="[\d.]+" cy="[\d.]+"', mapped.drawn(found, code).svg) for code in ("ar", "en")]  # type: ignore[union-attr]
    assert len(dots[0]) > 3 and dots[0] == dots[1]


def test_west_is_on_the_left_and_north_is_up() -> None:
    drawn = mapped.drawn(mapped.edition("KZ", ["أكتاو", "أكتوبي", "ألماتي"]), "ar")
    assert drawn is not None
    dots = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', drawn.svg)
    (aktau, _), (_, aktobe), (almaty, south) = ((float(x), float(y)) for x, y in dots)
    assert aktau < almaty and aktobe < south


def test_the_same_edition_gives_the_same_map() -> None:
    found = mapped.edition("SY", mapped.known("SY"))
    first = mapped.drawn(found, "ar")
    forget()
    assert mapped.drawn(found, "ar") == first


def test_each_place_leads_to_the_first_sentence_that_names_it() -> None:
    drawn = mapped.drawn(mapped.edition("KZ", ["ألماتي", "أكتاو", "ألماتي"]), "en")
    assert drawn is not None
    links = re.findall(r'<a href="#(\w+)"><title>([^<]+)</title>', drawn.svg)
    assert links == [("p1s1", "Almaty"), ("p2s1", "Aktau")]
    assert "Almaty" in drawn.alternative and "Astana" in drawn.alternative


def test_a_name_that_several_countries_share_is_the_one_of_the_country_affected() -> None:
    for country, latitude in (("LB", 34.43), ("LY", 32.89)):
        found = atlas.mapped(mapped.view(mapped.edition(country, ["Tripoli"], "en"), "en"))
        assert found is not None and found.shown[0].spot is not None
        assert abs(found.shown[0].spot.place[1] - latitude) < 0.1


def test_what_the_map_cannot_show_stands_beside_it() -> None:
    found = mapped.edition("SY", ["الغوطة الشرقية", "حلب"])
    page = where(mapped.view(found, "ar"))
    assert "يذكرها التقرير ولا تظهر على الخريطة: الغوطة الشرقية" in page
    shown = atlas.mapped(mapped.view(found, "ar"))
    assert shown is not None
    assert [place.spelling for place in shown.shown] == ["حلب"]


def test_a_far_place_widens_the_frame_or_stands_beside_the_map() -> None:
    usual = scene("US")
    assert usual is not None and not usual.complete
    for name in ("Anchorage", "Honolulu"):
        place = next(spot.place for spot in spots()["US"] if name in spot.names["en"])
        wider = scene("US", [place])
        assert wider is not None
        assert wider.frame.shows(place) and usual.frame.scale / 2.5 <= wider.frame.scale < usual.frame.scale


def test_the_capital_is_told_apart_and_nobody_is_given_a_disputed_one() -> None:
    kazakh = mapped.drawn(mapped.edition("KZ", ["ألماتي"]), "en")
    assert kazakh is not None and "Capital: Astana." in kazakh.alternative and "<rect x=" in kazakh.svg
    assert capital("IL") is None and capital("PS") is None and capital("EH") is None


def test_disputed_borders_are_dashed() -> None:
    for country in ("EH", "CY", "IN", "KR", "PS", "UA", "XK"):
        ground = scene(country)
        assert ground is not None and ground.disputed, country
    portugal = scene("PT")
    assert portugal is not None and not portugal.disputed


def test_no_country_no_map() -> None:
    found = mapped.edition("ZZ", ["ألماتي"])
    assert mapped.drawn(found, "ar") is None
    assert where(mapped.view(found, "ar")) == ""


def test_hostile_names_are_text() -> None:
    drawn = mapped.drawn(mapped.edition("KZ", ["ألماتي"], glossary={"ألماتي": HOSTILE}), "en")
    assert drawn is not None
    svg = checked(stamped(f"{drawn.svg}\n", ["briefs/sample/brief.toml"]), PAGE, Path("map.svg"))
    assert "<script" not in svg and "\u202e" not in svg and "&lt;script" in svg


def test_the_data_stays_small() -> None:
    assert (Path(scene.__code__.co_filename).parent / FILE).stat().st_size < 400_000


# The parts ------------------------------------------------------------------------------------------------------------


def test_the_corner_that_matters_least_goes_first() -> None:
    line = [(0.0, 0.0), (1.0, 0.1), (2.0, 0.0), (3.0, 5.0), (4.0, 0.0)]
    weights = areas(line)
    assert weights[0] == weights[-1] == float("inf")
    assert min(range(5), key=weights.__getitem__) == 1
    assert kept(weights, lambda corner: 1.0) == [0, 2, 3, 4]
    assert kept(weights, lambda corner: 1e9, fewest=3) == [0, 3, 4]


def test_a_ring_is_cut_off_at_the_edge() -> None:
    assert clipped([(-10, 5), (5, 5), (5, 15), (-10, 15)], 0, 0, 20, 20) == [(0, 5), (5, 5), (5, 15), (0, 15)]
    assert clipped([(30, 30), (40, 30), (40, 40)], 0, 0, 20, 20) == []


def test_rows_tell_where_a_country_lies() -> None:
    assert rows([[(0, 0), (20, 0), (20, 20), (0, 20)]]) == {0: [(0, 20)], 8: [(0, 20)], 16: [(0, 20)]}


def test_the_plane_and_the_globe_agree() -> None:
    plane = Plane((170.0, -40.0))
    places = [(175.0, -37.0), (-178.0, -44.0), (170.0, -40.0)]
    for place, point in zip(places, plane.project(places), strict=True):
        longitude, latitude = plane.place(point)
        assert distance((longitude, latitude), place) < 0.1


def test_a_city_state_has_surroundings() -> None:
    frame = around([(12.45, 41.90), (12.46, 41.91)])
    assert 640 / frame.scale > 70

"""What readers ask of their system the page follows: large letters, no motion, their own colours; and paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pages import addresses, locale_of
from tabs import DESKTOP, PHONE, Tab, tab_in

pytestmark = pytest.mark.browser
KINDS = [
    page
    for page in addresses()
    if locale_of(page) in (None, "ar") and Path(page).stem not in ("background", "escalation", "government-response")
]
"""One page of each kind; the other language's are the same."""
LETTERS = """() => {
  // The letters of a drawing grow with the drawing, as far as its column has room; drawing.js measures them.
  const shown = [...document.querySelectorAll("body *:not(svg *)")].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
    element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 1);
  const cut = shown.filter((element) =>
    ["hidden", "clip"].includes(getComputedStyle(element).overflowX) &&
    (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1));
  return {
    smallest: Math.min(...shown.map((element) => parseFloat(getComputedStyle(element).fontSize))),
    cut: cut.map((element) => element.outerHTML.slice(0, 100)),
  };
}"""
STYLE = """() => [...document.querySelectorAll("body *")].flatMap((element) => {
  const style = getComputedStyle(element);
  return style.letterSpacing !== "normal" || style.fontStyle !== "normal" || style.fontWeight < 400
    ? [element.outerHTML.slice(0, 100)] : [];
})"""
MOTION = """() => {
  const times = (style) => style.transitionDuration.split(", ");
  const still = (style) => style.animationName === "none" && times(style).every((time) => time === "0s");
  return [...document.querySelectorAll("*")]
    .filter((element) => !["", "::before", "::after"].every((part) => still(getComputedStyle(element, part || null))))
    .map((element) => element.outerHTML.slice(0, 100));
}"""


@pytest.fixture
def phone(launch: Any) -> Iterator[Tab]:
    """A phone whose settings a test may change."""
    with tab_in(launch(), viewport=PHONE) as tab:
        yield tab


@pytest.mark.parametrize(
    "viewport", [pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desktop", marks=pytest.mark.full)]
)
def test_letters_twice_as_large_leave_nothing_out(viewport: Any, phone: Tab, places: dict[str, str]) -> None:
    phone.page.set_viewport_size(viewport)
    wire = phone.page.context.new_cdp_session(phone.page)
    for page in KINDS:
        phone.visit(f"{places['disk']}/{page}")
        smallest = phone.page.evaluate(LETTERS)["smallest"]
        wire.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
        phone.visit(f"{places['disk']}/{page}")
        large = phone.page.evaluate(LETTERS)
        assert large["smallest"] == pytest.approx(2 * smallest, rel=0.02), page
        assert large["cut"] == [], page
        assert phone.ask("outlook.js")["wide"] == [], page
        wire.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})


@pytest.mark.parametrize("page", KINDS)
def test_letters_are_neither_thin_nor_slanted_nor_spaced(page: str, tabs: Any, places: dict[str, str]) -> None:
    tab = tabs(viewport=PHONE, locale="ar-EG")
    tab.visit(f"{places['disk']}/{page}")
    assert tab.page.evaluate(STYLE) == []
    assert tab.page.evaluate(LETTERS)["smallest"] >= 13


@pytest.mark.parametrize("page", KINDS[:3])
def test_nothing_moves_where_the_reader_wants_no_motion(page: str, tabs: Any, places: dict[str, str]) -> None:
    tab = tabs(reduced_motion="reduce")
    tab.visit(f"{places['disk']}/{page}")
    assert tab.page.evaluate(MOTION) == []


def test_forced_colors_leave_edges_where_colors_told_things_apart(tabs: Any, places: dict[str, str]) -> None:
    tab = tabs(forced_colors="active")
    overview = next(page for page in KINDS if page.count("/") == 2 and page.endswith("index.html"))
    section = overview.replace("index", "international-reactions")
    for page, parts in {
        overview: (".cb-language", ".cb-side", ".cb-note", ".cb-colors [aria-pressed=true]"),
        section: (".md-typeset details",),
    }.items():
        tab.visit(f"{places['disk']}/{page}")
        for part in parts:
            edges = tab.page.locator(part).first.evaluate("element => getComputedStyle(element).borderBlockStartStyle")
            assert edges == "solid", part
    anchor = tab.page.locator(".cb-sentence[id]").first.get_attribute("id")
    tab.visit(f"{places['disk']}/{section}#{anchor}")
    outline = tab.page.locator(f"#{anchor}").evaluate("element => getComputedStyle(element).outlineStyle")
    assert outline == "solid"


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_paper_is_a_hand_out_with_the_brief_its_sources_and_its_edition(
    locale: str, tabs: Any, places: dict[str, str]
) -> None:
    page = next(page for page in addresses() if locale_of(page) == locale and page.endswith("parallel.html"))
    tab = tabs(viewport=DESKTOP, locale="ar-LB")
    tab.visit(f"{places['disk']}/{page}")
    tab.page.emulate_media(media="print")
    try:
        shown = {
            name: tab.page.locator(part).first.is_visible()
            for name, part in {
                "title of the brief": ".cb-title__brief",
                "edition and sources": ".md-footer-meta p >> nth=1",
                "pages": ".cb-menu",
                "search": ".cb-search-open",
                "switch": ".cb-language",
                "neighbours": ".md-footer__inner",
                "colors": ".cb-colors",
            }.items()
        }
        assert [name for name, seen in shown.items() if seen] == ["title of the brief", "edition and sources"]
        boxes = [text.bounding_box() for text in tab.page.locator(".cb-pair").first.locator(".cb-text").all()]
        assert len({round(box["y"]) for box in boxes if box}) == 1, "the languages do not stand side by side"
    finally:
        tab.page.emulate_media(media="screen")


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_sentence_and_translation_stand_beside_each_other_where_there_is_room(
    locale: str, tabs: Any, places: dict[str, str]
) -> None:
    page = next(page for page in addresses() if locale_of(page) == locale and page.endswith("parallel.html"))
    tab = tabs(viewport=PHONE, locale="ar-MA")
    for width, side_by_side in ((360, False), (899, False), (900, True), (1280, True)):
        tab.page.set_viewport_size({"width": width, "height": 720})
        tab.visit(f"{places['disk']}/{page}")
        pair = tab.page.locator(".cb-pair").first.locator(".cb-text")
        first, second = (pair.nth(at).bounding_box() for at in (0, 1))
        assert first and second
        assert (round(first["y"]) == round(second["y"])) == side_by_side, width
        # What is heard first is seen first: above, or where the page's language begins its lines.
        starts = first["x"] > second["x"] if locale == "ar" else first["x"] < second["x"]
        assert starts if side_by_side else first["y"] < second["y"], width
        assert pair.first.locator("[id]").evaluate("each => each.closest('[lang]').lang") == locale

"""From a sentence to the same one in the other language: without scripts by its own link, with them by the header."""

from __future__ import annotations

from typing import Any

import pytest

from pages import addresses, in_other_language, locale_of
from tabs import DESKTOP, PHONE, Tab

pytestmark = pytest.mark.browser
PAGES = [page for page in addresses() if locale_of(page)]
SIZES = pytest.mark.parametrize("viewport", [pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desktop")])
ON_SCREEN = """anchor => {
    const box = document.getElementById(anchor).getBoundingClientRect();
    const header = document.querySelector("header").getBoundingClientRect();
    const covered = getComputedStyle(document.querySelector("header")).position !== "static" ? header.bottom : 0;
    return box.top >= covered - 1 && box.top < innerHeight;
}"""


def anchors(tab: Tab) -> list[str]:
    """The first and the last sentence at home on the page."""
    own = [sentence["anchor"] for sentence in tab.ask("sentences.js") if sentence["own"]]
    return list(dict.fromkeys([*own[:1], *own[-1:]]))


@pytest.mark.parametrize("page", PAGES)
def test_every_sentence_links_to_itself_in_the_other_language(page: str, tabs: Any, places: dict[str, str]) -> None:
    tab = tabs(java_script_enabled=False)
    other = f"{places['disk']}/{in_other_language(page)}"
    tab.visit(other)
    there = {sentence["anchor"] for sentence in tab.ask("sentences.js") if sentence["own"]}
    tab.visit(f"{places['disk']}/{page}")
    links = tab.ask("own_links.js")
    assert set(links) <= there
    assert [anchor for anchor, found in links.items() if f"{other}#{anchor}" not in found] == []


@SIZES
@pytest.mark.parametrize("page", PAGES)
def test_the_switch_without_scripts_keeps_the_page(page: str, viewport: Any, tabs: Any, places: dict[str, str]) -> None:
    tab = tabs(java_script_enabled=False)
    tab.page.set_viewport_size(viewport)
    tab.visit(f"{places['disk']}/{page}")
    assert f"{places['disk']}/{in_other_language(page)}" in tab.ask("links.js")


@pytest.mark.parametrize(
    ("place", "viewport"),
    [pytest.param("disk", PHONE, id="disk, phone"), pytest.param("server", DESKTOP, id="server, desktop")],
)
@pytest.mark.parametrize("page", PAGES)
def test_the_switch_in_the_header_keeps_page_and_sentence(
    page: str, place: str, viewport: Any, tabs: Any, places: dict[str, str]
) -> None:
    tab = tabs()
    tab.page.set_viewport_size(viewport)
    base = places[place]
    tab.visit(f"{base}/{page}")
    for anchor in anchors(tab):
        tab.visit(f"{base}/{page}#{anchor}")
        tab.page.locator("header a[hreflang]:visible").first.click()
        tab.page.wait_for_load_state()
        assert tab.page.url == f"{base}/{in_other_language(page)}#{anchor}"
        assert tab.page.evaluate(ON_SCREEN, anchor), f"{anchor} is not on the screen"


@pytest.mark.parametrize("page", PAGES)
def test_a_sentences_own_link_lands_on_it(page: str, tabs: Any, places: dict[str, str]) -> None:
    tab = tabs(java_script_enabled=False)
    tab.page.set_viewport_size(PHONE)
    tab.visit(f"{places['disk']}/{page}")
    for anchor in list(tab.ask("own_links.js"))[:1]:
        other = f"{places['disk']}/{in_other_language(page)}#{anchor}"
        tab.visit(f"{places['disk']}/{page}#{anchor}")
        links = tab.page.locator("main a[href]:visible")
        hrefs = links.evaluate_all("links => links.map(link => link.href)")
        links.nth(hrefs.index(other)).click()
        tab.page.wait_for_url(other)
        assert tab.page.evaluate(ON_SCREEN, anchor), f"{anchor} is not on the screen"

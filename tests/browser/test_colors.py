"""Light or dark as the system has it, or as the reader chooses; nothing is stored before that."""

from __future__ import annotations

from typing import Any

import pytest

from pages import addresses
from tabs import PHONE, Tab

pytestmark = pytest.mark.browser
PAGE = next(page for page in addresses() if page.endswith("source.html"))
STORED = "() => [localStorage.length, sessionStorage.length, document.cookie]"


@pytest.fixture(params=["light", "dark"])
def system(request: pytest.FixtureRequest) -> str:
    """What the reader's system asks for."""
    return str(request.param)


@pytest.fixture
def tab(system: str, tabs: Any) -> Tab:
    found: Tab = tabs(color_scheme=system, reduced_motion="reduce", viewport=PHONE, locale="ar")
    return found


def is_dark(tab: Tab) -> bool:
    return bool(tab.ask("brightness.js") < 0.5)


@pytest.mark.parametrize("place", ["disk", "server"])
def test_the_reader_chooses_and_can_go_back(place: str, system: str, tab: Tab, places: dict[str, str]) -> None:
    tab.visit(f"{places[place]}/{PAGE}")
    assert is_dark(tab) == (system == "dark")
    assert tab.page.evaluate(STORED) == [0, 0, ""]
    other = "light" if system == "dark" else "dark"
    tab.page.locator(f"[data-choose={other}]").click()
    assert is_dark(tab) == (other == "dark")
    tab.visit(f"{places[place]}/{PAGE.replace('source', 'index')}")
    assert is_dark(tab) == (other == "dark"), "the next page has forgotten"
    assert tab.page.locator("[data-choose][aria-pressed=true]").get_attribute("data-choose") == other
    assert tab.page.evaluate(STORED) == [1, 0, ""]
    tab.page.locator("[data-choose='']").click()
    assert is_dark(tab) == (system == "dark")
    assert tab.page.evaluate(STORED) == [0, 0, ""]


def test_without_scripts_there_is_no_switch_that_does_nothing(tabs: Any, places: dict[str, str]) -> None:
    tab = tabs(java_script_enabled=False)
    tab.visit(f"{places['disk']}/{PAGE}")
    assert not tab.page.locator("[data-choose]").first.is_visible()


def test_paper_stays_white(tabs: Any, places: dict[str, str]) -> None:
    tab = tabs(color_scheme="dark", reduced_motion="reduce")
    tab.visit(f"{places['disk']}/{PAGE}")
    tab.page.locator("[data-choose=dark]").click()
    tab.page.emulate_media(media="print")
    try:
        letters = tab.page.evaluate("() => getComputedStyle(document.querySelector('.cb-sentence')).color")
        assert all(int(part) < 60 for part in letters.removeprefix("rgb(").removesuffix(")").split(","))
    finally:
        tab.page.emulate_media(media="screen")
        tab.page.locator("[data-choose='']").click()

"""Every page, both languages, from the disk and from a server, on a phone and on a desk: what holds for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from crisisbrief import languages
from pages import addresses, lite_addresses, locale_of
from project import Project
from tabs import DESKTOP, PHONE, Tab

pytestmark = pytest.mark.browser
PAGES = [*addresses(), *lite_addresses()]
every_page = pytest.mark.parametrize("page", PAGES)
SIZES = {"phone": PHONE, "desktop": DESKTOP}
Looks = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def seen() -> dict[str, Looks]:
    """What was found of each page, so that each is opened once for all tests here."""
    return {}


@pytest.fixture
def looks(page: str, seen: dict[str, Looks], places: dict[str, str], tabs: Any) -> Looks:
    """What the browser finds of a page, by place and size."""
    if page not in seen:
        seen[page] = dict(_look(page, places, tabs()))
    return seen[page]


def _look(page: str, places: dict[str, str], tab: Tab) -> Iterator[tuple[str, dict[str, Any]]]:
    for place, base in places.items():
        for size, viewport in SIZES.items():
            tab.page.set_viewport_size(viewport)
            tab.visit(f"{base}/{page}")
            yield (
                f"{place}, {size}",
                {
                    **tab.ask("outlook.js"),
                    "wrong": tab.ask("wrong_language.js"),
                    "strangers": tab.strangers(),
                    "complaints": list(tab.complaints),
                },
            )


def test_the_site_has_these_pages_and_no_other(built: Project) -> None:
    found = {path.relative_to(built.site).as_posix() for path in built.site.rglob("*.html")}
    assert found - {"404.html"} == set(PAGES)


@every_page
def test_the_page_says_its_language_and_direction(page: str, looks: Looks) -> None:
    own = locale_of(page)
    expected = {own} if own else set(languages.available())
    for where, look in looks.items():
        assert look["lang"] in expected, where
        assert look["dir"] == languages.load(look["lang"]).direction, where
        assert look["title"].strip(), where


@every_page
def test_every_text_stands_under_its_own_language_and_direction(page: str, looks: Looks) -> None:
    assert {where: look["wrong"] for where, look in looks.items() if look["wrong"]} == {}


@every_page
def test_the_page_asks_nobody(page: str, looks: Looks) -> None:
    assert {where: look["strangers"] for where, look in looks.items() if look["strangers"]} == {}


@every_page
def test_the_browser_has_nothing_to_complain_of(page: str, looks: Looks) -> None:
    assert {where: look["complaints"] for where, look in looks.items() if look["complaints"]} == {}


@every_page
def test_nothing_scrolls_sideways(page: str, looks: Looks) -> None:
    assert {where: look["wide"] for where, look in looks.items() if look["scrolls"]} == {}

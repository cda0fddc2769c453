"""With JavaScript off everything can be read and every page can be reached by links that are in plain sight."""

from __future__ import annotations

from typing import Any
from urllib.parse import urldefrag

import pytest

from pages import addresses, lite_addresses
from tabs import DESKTOP, PHONE, Tab

pytestmark = pytest.mark.browser
PAGES = [*addresses(), *lite_addresses()]


@pytest.fixture
def plain(tabs: Any) -> Tab:
    """A browser that runs no scripts."""
    tab: Tab = tabs(java_script_enabled=False)
    return tab


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_links_lead_from_the_root_page_to_every_page(viewport: Any, plain: Tab, places: dict[str, str]) -> None:
    plain.page.set_viewport_size(viewport)
    base = places["disk"]
    found, ahead = set(), [f"{base}/index.html"]
    while ahead:
        address = ahead.pop()
        # a feed is for programs
        if address in found or not address.startswith(f"{base}/") or address.endswith(".xml"):
            continue
        found.add(address)
        plain.visit(address)
        ahead += [urldefrag(link).url for link in plain.ask("links.js")]
    assert {address.removeprefix(f"{base}/") for address in found} == set(PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_every_sentence_can_be_seen(page: str, plain: Tab, places: dict[str, str]) -> None:
    plain.page.set_viewport_size(PHONE)
    plain.visit(f"{places['disk']}/{page}")
    assert [sentence for sentence in plain.ask("sentences.js") if not sentence["seen"]] == []


@pytest.mark.parametrize("page", PAGES)
def test_scripts_add_no_text_to_the_page(page: str, plain: Tab, tabs: Any, places: dict[str, str]) -> None:
    shown = []
    for tab in (plain, tabs()):
        tab.page.set_viewport_size(DESKTOP)
        tab.visit(f"{places['disk']}/{page}")
        shown.append(tab.page.evaluate("() => document.querySelector('main').innerText"))
    assert shown[0] == shown[1]
    assert shown[0].strip()


@pytest.mark.parametrize("page", PAGES)
def test_text_stands_under_its_own_language_without_scripts(page: str, plain: Tab, places: dict[str, str]) -> None:
    plain.page.set_viewport_size(DESKTOP)
    plain.visit(f"{places['disk']}/{page}")
    assert plain.ask("wrong_language.js") == []

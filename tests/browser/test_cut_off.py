"""In a network that takes every connection and answers none, a page is there within a second."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import TimeoutError as NoAnswer

from loopback import BlackHole, serving
from pages import addresses
from tabs import Tab, tab_in

pytestmark = pytest.mark.browser
PROMISED = 1000
"""Milliseconds to the first paint (DESIGN.md §1.5)."""
TRIES = 3
"""The machine may be busy, and a browser asks hosts for things of its own; a page does the same each time."""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@pytest.fixture(scope="module")
def cut_off(launch: Any, black_hole: BlackHole) -> Any:
    """A browser for which every host but this machine is the black hole."""
    browser = launch(f"--host-resolver-rules=MAP * 127.0.0.1:{black_hole.port}, EXCLUDE 127.0.0.1")
    with tab_in(browser) as tab:
        tab.page.set_default_timeout(3 * PROMISED)
        tab.visit("data:text/html,<p>warm")
        yield tab


def first_paint(tab: Tab, address: str) -> float:
    """Milliseconds from the start of the navigation; infinite where nothing was painted in three times the promise."""
    tab.page.goto("about:blank")
    try:
        tab.page.goto(address, wait_until="commit")
        return float(tab.page.wait_for_function(PAINTED).json_value())
    except NoAnswer:
        return float("inf")


def kept(visit: tuple[float, int]) -> bool:
    """Whether a visit was as promised: painted in time, and nobody connected to a host meanwhile."""
    milliseconds, hosts = visit
    return milliseconds < PROMISED and hosts == 0


@pytest.mark.parametrize("place", ["disk", "server"])
@pytest.mark.parametrize("page", addresses())
def test_first_paint_within_a_second(
    page: str, place: str, cut_off: Tab, places: dict[str, str], black_hole: BlackHole
) -> None:
    visits: list[tuple[float, int]] = []
    while not visits or (not kept(visits[-1]) and len(visits) < TRIES):
        cut_off.requests.clear()
        before = black_hole.connections
        milliseconds = first_paint(cut_off, f"{places[place]}/{page}")
        visits.append((milliseconds, black_hole.connections - before))
        assert not cut_off.strangers()
    assert kept(visits[-1]), f"milliseconds to the first paint and hosts asked, at each visit: {visits}"


@pytest.mark.parametrize("place", ["disk", "server"])
def test_the_black_hole_holds_up_a_page_that_asks_a_host(
    place: str, cut_off: Tab, black_hole: BlackHole, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><script src="https://example.org/shim.js"></script><p>text', encoding="utf-8")
    before = black_hole.connections
    with serving(tmp_path) as address:
        base = tmp_path.as_uri() if place == "disk" else address
        assert first_paint(cut_off, f"{base}/page.html") == float("inf")
        cut_off.page.goto("about:blank")
    assert black_hole.connections > before

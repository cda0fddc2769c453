"""Chromium, for the tests that read the built site in it. No browser is a failure, never a skip."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, BrowserType, sync_playwright

from chromium import FLAGS, find
from loopback import BlackHole
from project import Project
from tabs import Tab, tab_in

Launch = Callable[..., Browser]
Tabs = Callable[..., Tab]


@pytest.fixture(scope="session")
def engine() -> Iterator[BrowserType]:
    """Playwright's driver for Chromium."""
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def launch(engine: BrowserType) -> Iterator[Launch]:
    """Starts Chromium with further flags, in an empty profile of its own; all are closed at the end."""
    path = find(fetch=bool(os.environ.get("CI")))
    with ExitStack() as browsers:

        def start(*flags: str) -> Browser:
            browser = engine.launch(executable_path=path, args=[*FLAGS, *flags])
            browsers.callback(browser.close)
            return browser

        yield start


@pytest.fixture(scope="session")
def chromium(launch: Launch) -> Browser:
    """One browser for all tests that need nothing special of it."""
    return launch()


@pytest.fixture(scope="session")
def tabs(chromium: Browser) -> Iterator[Tabs]:
    """`tabs(java_script_enabled=False, …)`: one page for each set of settings, kept for all tests."""
    kept: dict[str, Tab] = {}
    with ExitStack() as stack:

        def tab(**settings: object) -> Tab:
            key = repr(sorted(settings.items()))
            if key not in kept:
                kept[key] = stack.enter_context(tab_in(chromium, **settings))
            return kept[key]

        yield tab


@pytest.fixture(scope="session")
def black_hole() -> Iterator[BlackHole]:
    """A cut-off network."""
    hole = BlackHole()
    yield hole
    hole.close()


@pytest.fixture(scope="session")
def places(built: Project, address: str) -> dict[str, str]:
    """Where the built site can be read: from the disk, and from a server on this machine."""
    return {"disk": built.site.as_uri(), "server": address}

"""What every test may ask for: a copy of the project, the built site, a server for it, a browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserType, sync_playwright

from chromium import FLAGS, find
from loopback import BlackHole, serving
from project import Project, copy_project
from tabs import Tab, tab_in

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
# Edition dates come from brief.toml; a stray value of the caller's would move them.
os.environ.pop("SOURCE_DATE_EPOCH", None)

Launch = Callable[..., Browser]
Tabs = Callable[..., Tab]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite golden files; review the diff like code")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the project, briefs and pages included."""
    return copy_project(tmp_path / "project")


@pytest.fixture
def empty_project(tmp_path: Path) -> Project:
    """A copy of the project without any brief."""
    return copy_project(tmp_path / "project", briefs=False)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project whose site is generated and built once for all tests; look, do not touch."""
    project = copy_project(tmp_path_factory.mktemp("built") / "project")
    project.make_site()
    return project


@pytest.fixture(scope="session")
def places(built: Project) -> Iterator[dict[str, str]]:
    """Where the built site can be read: from the disk, and from a server on this machine."""
    with serving(built.site) as address:
        yield {"disk": built.site.as_uri(), "server": address}


@pytest.fixture(scope="session")
def engine() -> Iterator[BrowserType]:
    """Playwright's driver for Chromium."""
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def launch(engine: BrowserType) -> Iterator[Launch]:
    """Starts Chromium with further flags, in an empty profile of its own; all are closed at the end.

    Where there is no browser the tests that need one fail: they are never skipped.
    """
    path = find(fetch=bool(os.environ.get("CI")))
    with ExitStack() as browsers:

        def start(*flags: str) -> Browser:
            browser = engine.launch(executable_path=path, args=[*FLAGS, *flags])
            browsers.callback(browser.close)
            return browser

        yield start


@pytest.fixture(scope="session")
def tabs(launch: Launch) -> Iterator[Tabs]:
    """`tabs(java_script_enabled=False, …)`: one page for each set of settings, kept for all tests."""
    browser = launch()
    kept: dict[str, Tab] = {}
    with ExitStack() as stack:

        def tab(**settings: object) -> Tab:
            key = repr(sorted(settings.items()))
            if key not in kept:
                kept[key] = stack.enter_context(tab_in(browser, **settings))
            return kept[key]

        yield tab


@pytest.fixture(scope="module")
def black_hole() -> Iterator[BlackHole]:
    """A cut-off network, of each file's own: browsers of other files live on and ask for things of their own."""
    with BlackHole() as hole:
        yield hole

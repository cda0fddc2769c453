"""A page of the browser that remembers what it asked for and what it complained about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 720}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
SCRIPTS = Path(__file__).parent / "browser"


@dataclass(slots=True)
class Tab:
    """One page in a fresh profile."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def visit(self, address: str) -> None:
        """Open an address, whole; what was noted for the page before is forgotten."""
        self.requests.clear()
        self.complaints.clear()
        # From one anchor of a page to another is no load: an empty page between makes it one.
        if self.page.url.partition("#")[0] == address.partition("#")[0]:
            self.page.goto("about:blank")
        try:
            self.page.goto(address, wait_until="load")
        except Error as fault:
            # A page that goes somewhere by itself at that moment ends the way to another.
            if "ERR_ABORTED" not in fault.message:
                raise
            self.page.goto(address, wait_until="load")

    def ask(self, script: str, argument: Any = None) -> Any:
        """What the script of that name in tests/browser finds on the page."""
        return self.page.evaluate((SCRIPTS / script).read_text(encoding="utf-8"), argument)

    def strangers(self) -> list[str]:
        """Requests that went beyond the disk and this machine."""
        return [url for url in self.requests if not at_home(url)]


def at_home(url: str) -> bool:
    """Whether an address is on the disk or on this machine."""
    parts = urlsplit(url)
    return parts.scheme in ("file", "data", "about", "blob") or parts.hostname == "127.0.0.1"


@contextmanager
def tab_in(browser: Browser, **settings: Any) -> Iterator[Tab]:
    """A page with these settings of Playwright's `new_context`, closed at the end."""
    context = browser.new_context(**{"viewport": DESKTOP, **settings})
    tab = Tab(context.new_page())
    tab.page.on("request", lambda request: tab.requests.append(request.url))
    tab.page.on("console", lambda line: tab.complaints.append(line.text) if line.type in ("error", "warning") else None)
    tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
    try:
        yield tab
    finally:
        context.close()

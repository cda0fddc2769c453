"""Find the Chromium that the tests run in, or get one; the path goes to standard output.

    .venv/bin/python .ci/chromium.py [--installed]

In this order: what `CRISISBRIEF_BROWSER` names, an installed Chromium or Chrome, the distribution's package (where this
user may install packages), Playwright's own download. A browser counts when it shows a page from the disk: on Ubuntu
`chromium-browser` can be a stub. With `--installed` nothing is fetched. Exit 1, and why, where there is none: the
browser tests are never left out in silence.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from environment import apt_get, runs

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PACKAGES = ("chromium", "fonts-dejavu-core")
"""Debian's browser, and a font with Arabic letters: the package brings none."""
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Quiet and alone: without them a browser looks for its maker's hosts at every start."""
READY = "the browser is ready"


class NoBrowser(Exception):
    """No browser showed the page; the message says what helps."""


def main(arguments: Sequence[str]) -> int:
    """Exit code for the command line; the browser's path is printed."""
    try:
        print(find(fetch="--installed" not in arguments))
    except NoBrowser as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def find(*, fetch: bool) -> str:
    """The path of a browser that shows a page from the disk, installed now if need be and `fetch` allows."""
    named = os.environ.get("CRISISBRIEF_BROWSER")
    ways = WAYS if fetch and not named else WAYS[:1]
    for way in ways:
        for browser in way():
            if shows_a_page(browser):
                return browser
    raise NoBrowser(why_none(named, tried=len(ways)))


def why_none(named: str | None, *, tried: int) -> str:
    """What to say when no browser showed the page."""
    if named:
        return f"CRISISBRIEF_BROWSER names {named}, which shows no page; name a Chromium or Chrome, or unset it"
    fetched = "" if tried == 1 else ", nor could one be installed or downloaded"
    return (
        f"No browser for the tests: no Chromium or Chrome is installed{fetched}.\n"
        "Install one (sudo apt-get install chromium), or name one in CRISISBRIEF_BROWSER."
    )


def installed() -> Iterator[str]:
    """The browsers on this machine, the one the user named first (and then no other)."""
    if named := os.environ.get("CRISISBRIEF_BROWSER"):
        yield named
        return
    yield from filter(None, map(shutil.which, NAMES))
    yield from of_playwright()


def from_distribution() -> Iterator[str]:
    """The distribution's package, where this user may install packages."""
    apt = apt_get()
    if apt is None:
        return
    print(f"No Chromium here; installing {' '.join(PACKAGES)}", file=sys.stderr)
    if runs([*apt, "update"]) and runs([*apt, "install", "--yes", "--no-install-recommends", *PACKAGES]):
        yield from installed()


def from_playwright() -> Iterator[str]:
    """Playwright's own download."""
    print("No Chromium from the distribution; trying Playwright's download", file=sys.stderr)
    libraries = ["--with-deps"] if apt_get() else []
    if runs([sys.executable, "-m", "playwright", "install", *libraries, "chromium"]):
        yield from of_playwright()


WAYS: tuple[Callable[[], Iterator[str]], ...] = (installed, from_distribution, from_playwright)


def of_playwright() -> Iterator[str]:
    """Where Playwright keeps the browser that it downloaded, if it did."""
    ask = "from playwright.sync_api import sync_playwright as p\nwith p() as q: print(q.chromium.executable_path)"
    answer = subprocess.run([sys.executable, "-c", ask], check=False, capture_output=True, text=True)
    path = Path(answer.stdout.strip() or "-")
    if path.is_file():
        yield str(path)


def shows_a_page(browser: str) -> bool:
    """Whether the browser starts and shows a file; a stub or a browser that may not read the disk does not."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        page = Path(folder) / "page.html"
        page.write_text(f"<p>{READY}", encoding="utf-8")
        command = [browser, *FLAGS, f"--user-data-dir={folder}/profile", "--dump-dom", page.as_uri()]
        try:
            shown = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
        except (OSError, subprocess.TimeoutExpired):
            return False
    return READY in shown.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

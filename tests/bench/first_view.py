"""What a browser with an empty cache gets for the first view of a page, from a server that compresses as servers do."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page

HERE = "127.0.0.1"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
PACKED = {".png"}
"""What compression makes no smaller."""
PHONE = {"width": 360, "height": 720}
KILOBITS, ROUND_TRIP, SLOWER = 250, 300, 4
"""2G on a weak phone: kbit/s, milliseconds there and back, and how many times slower than this machine it reckons."""
QUIET = 1500
"""Milliseconds after which what has not been asked for belongs to no first view."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer of the server: which file, how long it is and how long it was on the way."""

    path: str
    raw: int
    packed: int

    @property
    def kind(self) -> str:
        return Path(self.path).suffix.lstrip(".")


@dataclass(slots=True)
class Server:
    """A folder under an address on this machine, and what was sent from it."""

    address: str
    sent: list[Sent] = field(default_factory=list)


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """Serve a folder until the end of the block; every text goes compressed."""
    log: list[Sent] = []
    server = ThreadingHTTPServer((HERE, 0), partial(_Handler, folder, log))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Server(f"http://{HERE}:{server.server_port}", log)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, log: list[Sent], *arguments: object) -> None:
        self.folder, self.log = folder, log
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        file = self.folder / path
        file = file / "index.html" if file.is_dir() else file
        found = file.is_file()
        body = file.read_bytes() if found else b""
        packed = body if file.suffix in PACKED else gzip.compress(body, 9, mtime=0)
        self.log.append(Sent(file.relative_to(self.folder).as_posix(), len(body), len(packed)))
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(packed)))
        if packed is not body:
            self.send_header("Content-Encoding", "gzip")
        with suppress(ConnectionError):  # the browser had seen enough
            self.end_headers()
            self.wfile.write(packed)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def weigh(browser: Browser, server: Server, page: str) -> tuple[Sent, ...]:
    """What the first view of a page takes, its icon too, which a browser without a window does not always ask for."""
    server.sent.clear()
    with _fresh(browser) as tab:
        tab.goto(f"{server.address}/{page}", wait_until="load")
        tab.wait_for_timeout(QUIET)
        icon = tab.evaluate("document.querySelector('link[rel~=icon]')?.href ?? ''")
        if icon.startswith(server.address) and not any(icon.endswith(f"/{each.path}") for each in server.sent):
            tab.evaluate("address => fetch(address).catch(() => new Image().src = address)", icon)
            tab.wait_for_timeout(QUIET / 3)
    return tuple(server.sent)


def first_paint(browser: Browser, server: Server, page: str, *, times: int) -> float:
    """Milliseconds to the first contentful paint of a page on 2G and a weak phone, the median of several."""
    return median(_first_paint(browser, f"{server.address}/{page}") for _ in range(times))


def _first_paint(browser: Browser, address: str) -> float:
    with _fresh(browser) as tab:
        wire = tab.context.new_cdp_session(tab)
        wire.send("Network.enable")
        speed = KILOBITS * 1000 / 8
        limits = {"offline": False, "latency": ROUND_TRIP, "downloadThroughput": speed, "uploadThroughput": speed}
        wire.send("Network.emulateNetworkConditions", limits)
        wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        tab.goto(address, wait_until="commit", timeout=120_000)
        painted = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
        return float(tab.wait_for_function(painted, timeout=120_000).json_value())


@contextmanager
def _fresh(browser: Browser) -> Iterator[Page]:
    """A page in an empty profile."""
    context = browser.new_context(viewport={"width": PHONE["width"], "height": PHONE["height"]})
    try:
        yield context.new_page()
    finally:
        context.close()

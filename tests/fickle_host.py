"""A web server on this machine that a test can let fail: it alters files, answers 304 whenever it may, and dies."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from bench.first_view import TYPES
from loopback import HERE

BELOW = "/desk/briefs/"
"""The site is not at the root of its host."""
PRETTY = b"<!doctype html><title>Nothing here</title><p>Nothing here"
SAME_DAY = "Wed, 05 Jan 2022 00:00:00 GMT"
"""The time of every file of every edition: builds are reproducible."""


class FickleHost:
    """Serves a site's files, by address; what it holds can be exchanged while it runs."""

    def __init__(self, files: Mapping[str, bytes], *, lazy: bool = False, missing: int = 404) -> None:
        self.files = dict(files)
        self.lazy = lazy
        """Whether it holds every file that somebody has for the newest, and lets it be held for a year."""
        self.missing = missing
        """The status of its page for what it does not have."""
        self.asked: list[str] = []
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                host.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer((HERE, 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()
        self.address = f"http://{HERE}:{self._server.server_port}{BELOW}"

    def __enter__(self) -> FickleHost:
        return self

    def __exit__(self, *_: object) -> None:
        self.die()

    def die(self) -> None:
        """From now on nobody answers."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        name = urlsplit(request.path).path.removeprefix(BELOW)
        self.asked.append(name)
        found = self.files.get(name or "index.html")
        if self.lazy and found and {"if-modified-since", "if-none-match"} & {each.lower() for each in request.headers}:
            request.send_response(304)
            request.end_headers()
            return
        body = PRETTY if found is None else found
        request.send_response(self.missing if found is None else 200)
        request.send_header("Content-Type", TYPES.get(PurePosixPath(name).suffix, TYPES[".html"]))
        request.send_header("Content-Length", str(len(body)))
        request.send_header("Last-Modified", SAME_DAY)
        request.send_header("Cache-Control", "max-age=31536000" if self.lazy else "no-cache")
        # A dead server leaves no connection open.
        request.send_header("Connection", "close")
        request.end_headers()
        with suppress(ConnectionError):  # the browser had seen enough
            request.wfile.write(body)

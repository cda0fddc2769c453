"""Servers that only this machine can reach, and that end by themselves."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = "127.0.0.1"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address under which a folder is served, without a slash at its end."""
    server = ThreadingHTTPServer((HERE, 0), partial(_Quiet, directory=str(folder)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://{HERE}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class BlackHole:
    """Stands in for every host of a cut-off network: takes each connection and never answers."""

    def __init__(self) -> None:
        self._listener = socket.create_server((HERE, 0))
        self._listener.settimeout(0.05)
        self._swallowed: list[socket.socket] = []
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._swallow, daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def connections(self) -> int:
        """How many have come in so far."""
        return len(self._swallowed)

    def __enter__(self) -> BlackHole:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._thread.join()
        for connection in (*self._swallowed, self._listener):
            connection.close()

    def _swallow(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except TimeoutError:
                continue
            self._swallowed.append(connection)

"""Firefox without a window and without scripts, by its own protocol (Marionette): what it shows, follows and prints."""

from __future__ import annotations

import base64
import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import IO, Any

PATIENCE = 120
"""Seconds until a browser that does not answer is given up: a first start may be slow."""
NOBODY = 9
"""A port where nothing listens: whatever the browser asks of the network goes there."""


@dataclass(slots=True)
class Firefox:
    """One tab."""

    connection: socket.socket
    answers: IO[bytes]
    numbers: Iterator[int]

    def visit(self, address: str) -> None:
        self._call("Navigate", url="about:blank")
        self._call("Navigate", url=address)

    def text(self, selector: str) -> str:
        """The text of an element as far as it can be seen."""
        return str(self._call("GetElementText", id=self._find(selector))["value"])

    def click(self, selector: str) -> None:
        self._call("ElementClick", id=self._find(selector))

    def printed(self) -> bytes:
        """The page on paper, as PDF."""
        return base64.b64decode(self._call("Print")["value"])

    def _find(self, selector: str) -> str:
        (found,) = self._call("FindElement", using="css selector", value=selector)["value"].values()
        return str(found)

    def _call(self, command: str, **parameters: str) -> dict[str, Any]:
        message = json.dumps([0, next(self.numbers), f"WebDriver:{command}", parameters]).encode()
        self.connection.sendall(b"%d:%b" % (len(message), message))
        _, _, error, result = self._answer()
        assert error is None, error
        return dict(result)

    def _answer(self) -> Any:
        length = b""
        while (digit := self.answers.read(1)) != b":":
            assert digit, "Firefox has gone"
            length += digit
        return json.loads(self.answers.read(int(length)))


@contextmanager
def firefox(program: str, profile: Path) -> Iterator[Firefox]:
    """A browser with an empty profile, which ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings: dict[str, object] = {
        "marionette.port": port,
        "javascript.enabled": False,
        "network.proxy.type": 1,
        **{f"network.proxy.{kind}": "127.0.0.1" for kind in ("http", "ssl")},
        **{f"network.proxy.{kind}_port": NOBODY for kind in ("http", "ssl")},
    }
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in settings.items())
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    started = subprocess.Popen(
        [program, "--headless", "--marionette", "--no-remote", "--profile", profile],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with _connected(port) as connection, connection.makefile("rb") as answers:
            found = Firefox(connection, answers, count(1))
            found._answer()
            found._call("NewSession")
            yield found
    finally:
        started.terminate()
        started.wait(PATIENCE)


def _connected(port: int) -> socket.socket:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection = socket.create_connection(("127.0.0.1", port), PATIENCE)
        except OSError:
            assert time.monotonic() < end, "Firefox did not start"
            time.sleep(0.2)
        else:
            return connection

"""A server that the editor named: one JSON question, one JSON answer, and nothing else goes anywhere.

Too many requests, faults of the server and silence are waited out a few times; a redirect is never followed, an answer
is read to a limit only, and neither a key nor a text ever stands in a message.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage, IncompleteRead
from typing import IO, Any, NoReturn
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
    getproxies,
    proxy_bypass,
)

from crisisbrief.errors import BriefError
from crisisbrief.translate.engines.settings import Settings

LONGEST_ANSWER = 4 << 20
"""Bytes; a batch of long sentences needs a hundredth of it."""
PAUSES = (1.0, 2.0, 4.0, 8.0)
"""Seconds to wait before each further try."""
LONGEST_PAUSE = 60.0
"""Seconds that a server may ask to wait (Retry-After); who asks for more is asked again another day."""
ADDRESS = re.compile(r"https?://(?:[\w.-]+|\[[\da-fA-F:]+\])(?::\d{1,5})?(?:/[\w.~%/-]*)?", re.ASCII)
"""Without a name, a password or a question in it."""
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
LATER = "what is drafted is kept; run the command again later"


class NotAnswered(Exception):
    """The server would not or could not answer this question; another one may fare better."""


class _TryAgain(Exception):
    """Worth another try, after `pause` seconds where the server said so."""

    def __init__(self, reason: str, pause: float | None = None) -> None:
        super().__init__(reason)
        self.pause = pause


class _NoRedirects(HTTPRedirectHandler):
    """The editor named one address; text goes nowhere else."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> NoReturn:
        fp.close()
        raise BriefError(
            f"{urlsplit(req.full_url).netloc} wants to send the text on to {urlsplit(newurl).netloc or newurl[:80]}, "
            "which was refused; put the right address into content/translation.toml"
        )


@dataclass(frozen=True, slots=True)
class Server:
    """Where to ask, and how patiently."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """They may hold the key."""
    secret: str | None = field(default=None, repr=False)
    """The key, to be taken out of what the server says."""
    timeout: float = 120.0
    """Seconds for a whole answer."""
    pause: Callable[[float], None] = time.sleep

    @property
    def host(self) -> str:
        """Where text goes, as a person reads it."""
        parts = urlsplit(self.url)
        found = f"{parts.scheme}://{parts.netloc}"
        if parts.hostname in LOOPBACK:
            return found
        proxy = None if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme)
        way = f" by way of {urlsplit(proxy).netloc.rpartition('@')[2]}" if proxy else ""
        return found + way + (" (not encrypted)" if parts.scheme == "http" else "")

    def ask(self, path: str, question: Mapping[str, Any]) -> Any:
        """The JSON answer to a JSON question; NotAnswered where this question cannot be answered, BriefError where
        going on makes no sense."""
        body = json.dumps(question, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json", **self.headers}
        request = Request(f"{self.url.rstrip('/')}/{path}", body, headers, method="POST")
        opener = self._opener()
        for pause in (*PAUSES, None):
            try:
                return self._once(opener, request)
            except _TryAgain as fault:
                wait = pause if fault.pause is None else fault.pause
                if pause is None or wait is None or wait > LONGEST_PAUSE:
                    asked = f" and asks to wait {fault.pause:.0f} seconds" if fault.pause else ""
                    raise BriefError(f"{self.host} {fault}{asked}; {LATER}") from fault
                self.pause(max(wait, pause))
        raise AssertionError("the last try returns or raises")

    def _opener(self) -> OpenerDirector:
        if urlsplit(self.url).hostname in LOOPBACK:
            return build_opener(_NoRedirects, ProxyHandler({}))
        return build_opener(_NoRedirects)

    def _once(self, opener: OpenerDirector, request: Request) -> Any:
        until = time.monotonic() + self.timeout
        try:
            with opener.open(request, timeout=self.timeout) as response:
                content = _bounded(response.read1, until)
                if response.length:
                    raise IncompleteRead(content, response.length)
        except HTTPError as error:
            self._refused(error, until)
        except (TimeoutError, HTTPException) as error:
            raise _TryAgain("did not answer in time or broke off") from error
        except URLError as error:
            raise _TryAgain(f"cannot be reached ({_reason(error)})") from error
        except OSError as error:
            raise _TryAgain(f"broke off ({error.strerror or 'no reason given'})") from error
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            raise NotAnswered("the answer is not whole JSON") from error

    def _refused(self, error: HTTPError, until: float) -> NoReturn:
        """What an error status means for going on."""
        with error:
            told = self._told(error, until)
        if error.code == 429 or error.code >= 500:
            raise _TryAgain(f"answers {error.code}{told}", _retry_after(error.headers)) from error
        if error.code in (400, 413, 422):
            raise NotAnswered(f"the server answers {error.code}{told}") from error
        raise BriefError(
            f"{self.host} answers {error.code}{told}; mend the address, the model or the key and run the command again"
        ) from error

    def _told(self, error: HTTPError, until: float) -> str:
        """The server's own words, as far as they can be shown: without keys, on one line, short."""
        try:
            content = json.loads(_bounded(error.read1, until))
        except (ValueError, RecursionError, OSError, HTTPException, NotAnswered):
            return ""
        told = content.get("error") if isinstance(content, dict) else None
        told = told.get("message") if isinstance(told, dict) else told
        if not isinstance(told, str) or not told.strip():
            return ""
        if self.secret:
            told = told.replace(self.secret, "…")
        return f" ({' '.join(''.join(c if c.isprintable() else ' ' for c in told).split())[:160]})"


def _bounded(read: Callable[[int], bytes], until: float) -> bytes:
    """All that a server sends, within the limits of size and time."""
    pieces, size = [], 0
    while piece := read(1 << 16):
        size += len(piece)
        if size > LONGEST_ANSWER:
            raise NotAnswered(f"the answer is longer than {LONGEST_ANSWER >> 20} MB")
        if time.monotonic() > until:
            raise TimeoutError
        pieces.append(piece)
    return b"".join(pieces)


def _retry_after(headers: Message) -> float | None:
    """Seconds that the server asks to wait; None where it does not say."""
    value = headers.get("Retry-After", "")
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None


def _reason(error: URLError) -> str:
    reason = error.reason
    return (reason.strerror or "no reason given") if isinstance(reason, OSError) else str(reason)[:80]


def server(settings: Settings, headers: Mapping[str, str] | None = None, *, secret: str | None = None) -> Server:
    """The server that the editor named; BriefError where the address is not one."""
    url = settings.required("url")
    if not ADDRESS.fullmatch(url):
        told = "url must be an address such as http://127.0.0.1:5000, without a name, a key or a question mark in it"
        raise BriefError(f"[{settings.name}] {told}", path=settings.path)
    return Server(url, headers or {}, secret, settings.timeout)

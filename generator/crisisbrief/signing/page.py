"""A page that carries its own signature: a last comment, made over every byte before it."""

from __future__ import annotations

import base64
import re

_COMMENT = re.compile(rb"<!--signed ([A-Za-z0-9+/]{86}==)-->\n\Z")


def signed(page: bytes, signature: bytes) -> bytes:
    """The page (without a signature) with this one."""
    return page + b"<!--signed " + base64.b64encode(signature) + b"-->\n"


def split(page: bytes) -> tuple[bytes, bytes | None]:
    """What the signature speaks for, and the signature; None where the page carries none."""
    found = _COMMENT.search(page)
    if found is None:
        return page, None
    return page[: found.start()], base64.b64decode(found[1])

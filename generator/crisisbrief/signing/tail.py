"""A signature at the end of a file, over every byte before it: so the page and the manifest can be checked alone."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

_SIGNATURE = rb"[A-Za-z0-9+/]{86}=="


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands around the signature; verify.js looks for the same."""

    before: bytes
    after: bytes
    end: bytes = b""
    """How a file without a signature ends; a signature does not speak for that."""

    def split(self, content: bytes) -> tuple[bytes, bytes | None]:
        """What the signature speaks for, and the signature; None where the file carries none."""
        form = re.escape(self.before) + b"(" + _SIGNATURE + b")" + re.escape(self.after) + rb"\Z"
        found = re.search(form, content)
        if found is None:
            return content.removesuffix(self.end), None
        return content[: found.start()], base64.b64decode(found[1])

    def signed(self, covered: bytes, signature: bytes) -> bytes:
        """The file with its signature."""
        return covered + self.before + base64.b64encode(signature) + self.after


PAGE = Tail(b'<!--"signed":"', b'"-->\n')
"""A last comment."""
LIST = Tail(b',\n "signed":"', b'"\n}\n', end=b"\n}\n")
"""A last member of the object that the manifest is."""

"""Two comment lines tell what a generated page was made from, and whether a hand touched it since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

MARK = "# crisisbrief:"
OPENING = "---\n"


def stamped(page: str, made_from: Iterable[str]) -> str:
    """`page` (front matter and body) with the stamp as comments in its front matter."""
    sources = ", ".join(made_from)
    return (
        f"{OPENING}{MARK} made from {sources}; do not edit, change those and run \"crisisbrief generate\"\n"
        f"{MARK} sha256 {_digest(page)}\n{page.removeprefix(OPENING)}"
    )


def is_stamped(page: str) -> bool:
    """Whether the generator wrote this page."""
    return page.startswith(f"{OPENING}{MARK} made from ")


def is_untouched(page: str) -> bool:
    """Whether a stamped page is still what the generator wrote."""
    lines = page.splitlines(keepends=True)
    digest = lines[2].removeprefix(f"{MARK} sha256 ").strip() if len(lines) > 2 else ""
    return digest == _digest(OPENING + "".join(lines[3:]))


def _digest(page: str) -> str:
    return hashlib.sha256(page.encode()).hexdigest()

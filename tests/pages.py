"""The pages that the site must have, known before it is built: one for each committed page."""

from __future__ import annotations

from pathlib import PurePosixPath

from crisisbrief import languages
from crisisbrief.render.lite import NAME as LITE
from project import ROOT

CONTENT = ROOT / "content"


def addresses() -> list[str]:
    """`ar/kazakhstan-unrest-2022/escalation.html` and so on, in order, the root page too."""
    found = (path.relative_to(CONTENT) for path in CONTENT.rglob("*.md"))
    return sorted(path.with_suffix(".html").as_posix() for path in found if path.parts[0] != "briefs")


def lite_addresses() -> list[str]:
    """The light page of each brief in each language, in order."""
    return sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.glob(f"*/*/{LITE}"))


def locale_of(address: str) -> str | None:
    """The language that a page's folder names; None for the root page, which offers all."""
    first = PurePosixPath(address).parts[0]
    return first if first in languages.available() else None


def in_other_language(address: str) -> str:
    """The same page in the next language."""
    own = locale_of(address)
    codes = languages.available()
    other = codes[(codes.index(own) + 1) % len(codes)] if own else codes[0]
    return str(PurePosixPath(other, *PurePosixPath(address).parts[1:]))

"""Two lines tell what a generated page or picture was made from, and whether a hand touched it since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Form:
    """How one kind of file carries the stamp: as what its own language takes for a remark."""

    opening: str
    """With which the file begins, before the stamp."""
    mark: str
    """With which each line of the stamp begins."""
    end: str = ""


_PAGE = _Form("---\n", "# crisisbrief:")
_PICTURE = _Form("", "<?crisisbrief", "?>")
"""Processing instructions of XML: a comment could not hold the two hyphens of a file's name. HTML takes them, too."""


def stamped(file: str, made_from: Iterable[str]) -> str:
    """A page (front matter and body, or HTML) or a picture (SVG) with the stamp."""
    form = _PICTURE if file.startswith("<") else _PAGE
    sources = ", ".join(made_from)
    return (
        f'{form.opening}{form.mark} made from {sources}; do not edit, change those and run "crisisbrief generate"'
        f"{form.end}\n{form.mark} sha256 {_digest(file)}{form.end}\n{file.removeprefix(form.opening)}"
    )


def is_stamped(file: str) -> bool:
    """Whether the generator wrote this."""
    return any(file.startswith(f"{form.opening}{form.mark} made from ") for form in (_PAGE, _PICTURE))


def is_untouched(file: str) -> bool:
    """Whether a stamped page or picture is still what the generator wrote."""
    form = _PICTURE if file.startswith("<") else _PAGE
    lines = file.removeprefix(form.opening).splitlines(keepends=True)
    told = lines[1].removeprefix(f"{form.mark} sha256 ").strip().removesuffix(form.end) if len(lines) > 1 else ""
    return told == _digest(bare(file))


def bare(file: str) -> str:
    """A file without its stamp, if it has one."""
    if not is_stamped(file):
        return file
    form = _PICTURE if file.startswith("<") else _PAGE
    return form.opening + "".join(file.removeprefix(form.opening).splitlines(keepends=True)[2:])


def _digest(file: str) -> str:
    return hashlib.sha256(file.encode()).hexdigest()

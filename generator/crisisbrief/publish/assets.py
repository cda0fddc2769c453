"""Material's files in, the few that our pages use out: one style sheet and what theme/assets/ holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

STYLE = "assets/crisisbrief.css"
"""What the pages use of Material's rules and ours, in one file: one request."""
ARRIVALS = frozenset({"root", "home", "overview"})
"""Kinds of pages at which readers arrive. Waiting for the sheet would cost another round trip on a slow line, so these
carry what they use of it; theme/assets/page.js asks for the sheet when the reader is about to go on."""
ICON = "assets/icon.svg"
_MATERIAL_STYLE = re.compile(r"assets/stylesheets/main\.\w+\.min\.css")
_SCRIPT = re.compile(r"assets/[\w-]+\.js")
_NOTE_OR_MARGIN = re.compile(r"^\s*(?:/\*.*?\*/\s*|//[^\n]*\n\s*)*", re.MULTILINE | re.DOTALL)
_OWN_STYLE = re.compile(r"assets/[\w-]+\.css")


def unused(paths: Iterable[str]) -> set[str]:
    """Those of a theme's files that no page of ours asks for."""
    return {
        path
        for path in paths
        if not path.startswith("assets/")
        or path.startswith(("assets/javascripts/", "assets/stylesheets/", "assets/images/"))
        or _OWN_STYLE.fullmatch(path)
    }


def sheets(paths: Iterable[str]) -> list[str]:
    """Those that the style is made of, Material's first: what comes last wins."""
    paths = sorted(paths)
    return [path for pattern in (_MATERIAL_STYLE, _OWN_STYLE) for path in paths if pattern.fullmatch(path)]


def scripts(paths: Iterable[str]) -> list[str]:
    """Those that are scripts of ours."""
    return sorted(path for path in paths if _SCRIPT.fullmatch(path))


def bare_script(text: str) -> str:
    """A script without margins and without comments on lines of their own; no string of ours goes over a line."""
    return _NOTE_OR_MARGIN.sub("", text)

"""Material's files in, the few that our pages use out: one style sheet, the icon, and what theme/assets/ holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from crisisbrief.publish.purge import purge
from crisisbrief.publish.seen import Seen

STYLE = "assets/crisisbrief.css"
"""What the pages use of Material's rules and ours, in one file: one request."""
ICON = "assets/images/favicon.png"
_MATERIAL_STYLE = re.compile(r"assets/stylesheets/main\.\w+\.min\.css")
_OWN_STYLE = re.compile(r"assets/[\w-]+\.css")


def unused(paths: Iterable[str]) -> set[str]:
    """Those of a theme's files that no page of ours asks for."""
    return {
        path
        for path in paths
        if not path.startswith("assets/")
        or (path.startswith(("assets/javascripts/", "assets/stylesheets/", "assets/images/")) and path != ICON)
        or _OWN_STYLE.fullmatch(path)
    }


def sheets(paths: Iterable[str]) -> list[str]:
    """Those that the style is made of, Material's first: what comes last wins."""
    paths = sorted(paths)
    return [path for pattern in (_MATERIAL_STYLE, _OWN_STYLE) for path in paths if pattern.fullmatch(path)]


def style(sheets: Mapping[str, str], seen: Seen) -> str:
    """One sheet out of several, by their path in the theme: what applies to something on the pages looked at."""
    return purge({f"theme/{path}": text for path, text in sheets.items()}, seen) + "\n"

"""Material's files in, the few that our pages use out: one style sheet, the icon, and what theme/assets/ holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

STYLE = "assets/crisisbrief.css"
"""Material's rules and ours in one file: one request."""
OWN_STYLE = "assets/own.css"
MATERIAL_STYLE = re.compile(r"assets/stylesheets/main\.\w+\.min\.css")
ICON = "assets/images/favicon.png"
_SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/")
_LAYOUT = re.compile(r"/\*.*?\*/|\n\s*", re.DOTALL)


def unused(paths: Iterable[str]) -> set[str]:
    """Those of a theme's files that no page of ours asks for."""
    return {
        path
        for path in paths
        if not path.startswith("assets/")
        or (path.startswith(("assets/javascripts/", "assets/stylesheets/", "assets/images/")) and path != ICON)
        or path == OWN_STYLE
    }


def style(material: str, own: str) -> str:
    """One sheet; ours comes last and wins. Comments and layout of ours stay in the source."""
    return _SOURCE_MAP.sub("", material).strip() + "\n" + _LAYOUT.sub("", own) + "\n"

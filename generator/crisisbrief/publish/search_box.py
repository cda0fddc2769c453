"""What readers see of the search, in the script that shows it: once for each language, and on no page."""

from __future__ import annotations

import json

import jinja2

from crisisbrief.languages.interface import interface
from crisisbrief.search.index import LINE_ENDS

SCRIPT = "assets/search.js"
"""A function of the markup of the search; the theme's, and never published as it is."""
TEMPLATE = "partials/search.html"


def address(lang: str) -> str:
    """Where the script of a language is published."""
    return f"assets/search-{lang}.js"


def markup(env: jinja2.Environment, lang: str) -> str:
    """The button and the box in a language."""
    return env.get_template(TEMPLATE).render(_=interface(lang).text, lang=lang)


def script(function: str, box: str) -> str:
    """The function, called with the markup."""
    return f"{function.strip()}({json.dumps(box, ensure_ascii=False).translate(LINE_ENDS)});\n"

"""The theme's templates in, without their margins: what people indent for themselves is no reader's to fetch."""

from __future__ import annotations

import re

from jinja2.ext import Extension

_MARGIN = re.compile(r"^[ \t]+", re.MULTILINE)


class Unindented(Extension):
    """Takes the margins of templates, before anything of a page stands in them: the white space of a report stays."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _MARGIN.sub("", source)

"""How phrases are written down: the same words become Markdown for the site or HTML for the single page."""

from __future__ import annotations

from typing import Protocol


class Pen(Protocol):
    """Every method takes plain text unless its parameter is called `markup`, and returns markup."""

    def plain(self, text: str) -> str:
        """Text in the page's own language."""

    def foreign(self, text: str, lang: str) -> str:
        """Text in another language than the page's."""

    def link(self, markup: str, page: str, anchor: str = "") -> str:
        """A link to a page of the same brief and language, by its name (`index`, `escalation`, `source`…)."""

    def across(self, text: str, lang: str, page: str, anchor: str) -> str:
        """A link to the same place in another language; its text is in that language."""

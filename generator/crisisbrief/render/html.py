"""Writes HTML: elements, text with its runs isolated, phrases with links inside one document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crisisbrief import languages
from crisisbrief.render.direction import between_isolates, runs
from crisisbrief.render.escape import CONTROL

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_NUL_SHOWN = "\u2400"


def element(tag: str, /, *children: str, **attributes: str | bool | None) -> str:
    """An element around markup; attributes that are None or False are left out, `data_x` stands for `data-x`."""
    written = "".join(
        _attribute(key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value
    )
    return f"<{tag}{written}>{''.join(children)}</{tag}>"


def _attribute(name: str, value: str | bool | None) -> str:
    return f' {name}="{escaped(value) if isinstance(value, str) else ""}"'


def escaped(text: str) -> str:
    """Text without its control characters, for a place that takes no elements."""
    return "".join(_ENTITIES.get(char, char) for char in CONTROL.sub("", text))


def line(text: str, locale: str) -> str:
    """Text for a place that takes no elements, each run of another direction between isolates."""
    return "".join(_ENTITIES.get(char, char) for char in between_isolates(text, locale))


def isolated(text: str, locale: str) -> str:
    """Text as markup: every run of another direction or script in a `<bdi>`, so is every control character."""
    pieces, end = [], 0
    for match in CONTROL.finditer(text):
        pieces += [wrapped(text[end : match.start()], locale, _bdi), _control(match.group())]
        end = match.end()
    return "".join([*pieces, wrapped(text[end:], locale, _bdi)])


Wrap = Callable[[str, str | None, str], str]
"""An element around markup, for its language (None for figures) and direction."""


def wrapped(text: str, locale: str, wrap: Wrap) -> str:
    """Text without its control characters as markup, `wrap` around every run of another direction or script."""
    pieces, end = [], 0
    for run in runs(text, locale):
        words = text[run.start : run.end]
        inner = wrapped(words, run.lang, wrap) if run.lang and not run.lang.startswith("und") else escaped(words)
        pieces += [escaped(text[end : run.start]), wrap(inner, run.lang, run.dir)]
        end = run.end
    return "".join([*pieces, escaped(text[end:])])


def _bdi(markup: str, lang: str | None, direction: str) -> str:
    return element("bdi", markup, lang=lang, dir=direction)


def _control(char: str) -> str:
    # A NUL cannot stand in HTML, a bare CR would be read as a line feed, the rest may stand as it is.
    shown = {"\x00": _NUL_SHOWN, "\r": "&#13;"}.get(char, char)
    return element("bdi", shown, data_char=f"U+{ord(char):04X}")


Addresses = Callable[[str, str], str]
"""The address of a language's page or sentence, by the language's code and the name of either."""


def in_one_document(lang: str, name: str) -> str:
    """All languages in one document: a language's ids begin with its code (`#ar-p3s2`)."""
    return f"#{lang}-{name}"


@dataclass(frozen=True, slots=True)
class HtmlPen:
    """Phrases as HTML, in one document or in several that know each other's addresses."""

    locale: str
    address: Addresses = in_one_document

    def plain(self, text: str) -> str:
        return isolated(text, self.locale)

    def foreign(self, text: str, lang: str) -> str:
        return element("bdi", isolated(text, lang), lang=lang, dir=languages.load(lang).direction)

    def link(self, markup: str, page: str, anchor: str = "") -> str:
        return element("a", markup, href=self.address(self.locale, anchor or page))

    def across(self, text: str, lang: str, page: str, anchor: str) -> str:
        address = self.address(lang, anchor or page)
        if not any(map(str.isalpha, text)):
            # a sentence's number is in no language
            return element("a", self.plain(text), href=address)
        direction = languages.load(lang).direction
        return element("a", isolated(text, lang), href=address, lang=lang, dir=direction)

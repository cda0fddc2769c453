"""The pen for SVG: places along the line, text with its runs isolated, marks that are links.

Lengths are units of the view box, which is `WIDTH` wide and about as wide as a phone's column: a unit is a CSS pixel
there, and grows on a desk. Colors are the text's own (`currentColor`), so that a picture follows the page into the
dark, into forced colors and onto paper; what differs, differs by shape. Nothing is styled by `style`: no page's policy
would let it in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from crisisbrief import languages
from crisisbrief.render.html import element, line, wrapped

SVG = "http://www.w3.org/2000/svg"
NAMESPACE = f' xmlns="{SVG}"'
"""Which HTML knows without being told."""
WIDTH = 320.0
"""Of every picture: what a page leaves to its text on a phone of 360 pixels."""
LETTERS = 13.0
"""Size of all text. No text is smaller than 11 CSS pixels on a phone."""
OVER = "cb-over"
"""Class of a group whose words stand over lines: style sheets keep these clear of the words."""
FAINT = ".25"
"""Opacity of lines that only guide the eye."""
BOLD = 1.1
"""By how much bold letters are wider."""
SHOWN = 1.5
"""By how much a picture is enlarged where there is room."""
TOUCH = 24.0
"""Least height and width of what can be pressed (WCAG 2.2, 2.5.8)."""

Link = Callable[[str], str]
"""The address of a sentence, by its anchor, from where the picture stands."""
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing in one language."""

    name: str
    """Of its file, without the suffix: `timeline`, the same in every language."""
    alternative: str
    """What it shows, as plain text in the language of the view, for whoever does not see it."""
    svg: str
    """The `<svg>` element: well-formed XML that HTML takes as it is. What it may hold says publish/pictures.py."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """Draws in one language. Places are given along the line, from where the language begins to read; with
    `mirrored`, 0 is the right edge. A map is never mirrored: east stays on the right, only its words turn."""

    locale: str
    mirrored: bool

    @classmethod
    def of(cls, locale: str) -> Canvas:
        """The canvas of what is read along the line: a time axis, a table."""
        return cls(locale, languages.load(locale).direction == "rtl")

    def x(self, along: float) -> float:
        """The coordinate of a place along the line."""
        return WIDTH - along if self.mirrored else along

    def picture(self, name: str, alternative: str, height: float, *markup: str) -> Picture:
        """The whole drawing, `height` units high."""
        root = element(
            "svg",
            *markup,
            xmlns=SVG,
            viewBox=f"0 0 {length(WIDTH)} {length(height)}",
            width=length(WIDTH * SHOWN),
            height=length(height * SHOWN),
            # not "img": that would hide the links in it
            role="group",
            aria_label=line(alternative, self.locale),
            lang=self.locale,
            direction=languages.load(self.locale).direction,
            font_size=length(LETTERS),
            fill="currentColor",
        )
        return Picture(name, alternative, root)

    def text(
        self, text: str, along: float, down: float, *, lang: str = "", anchor: Anchor = "start", bold: bool = False
    ) -> str:
        """One line of text on its base line; `anchor` as the language reads: "start" is right in Arabic."""
        spoken = lang or self.locale
        direction = languages.load(spoken).direction
        own = languages.load(self.locale).direction
        if direction != own and anchor != "middle":
            # text-anchor goes by the direction of the text itself
            anchor = "end" if anchor == "start" else "start"
        return element(
            "text",
            wrapped(text, spoken, _run),
            x=length(self.x(along)),
            y=length(down),
            text_anchor=anchor if anchor != "start" else None,
            font_weight="bold" if bold else None,
            lang=lang if spoken != self.locale else None,
            direction=direction if direction != own else None,
        )

    def mark(self, name: str, href: str, *markup: str) -> str:
        """What can be pressed, and what it is called: plain text, as a tip and for who listens."""
        return element("a", element("title", line(name, self.locale)), *markup, href=href)

    def rectangle(self, start: float, down: float, wide: float, high: float, **look: str | None) -> str:
        """A rectangle that begins at `start` along the line."""
        left = self.x(start + wide) if self.mirrored else start
        return _shape(
            "rect",
            x=length(left),
            y=length(down),
            width=length(wide),
            height=length(high),
            **look,
        )

    def path(self, *points: tuple[float, float], closed: bool = False, **look: str | None) -> str:
        """Straight lines from point to point (along the line, down)."""
        drawn = "L".join(f"{length(self.x(along))} {length(down)}" for along, down in points)
        return _shape("path", d=f"M{drawn}{'Z' if closed else ''}", **look)


def _shape(tag: str, **look: str | None) -> str:
    """An element that holds nothing, as short as XML and HTML let it be."""
    return element(tag, **look).removesuffix(f"></{tag}>") + "/>"


def _run(markup: str, lang: str | None, direction: str) -> str:
    return element("tspan", markup, lang=lang, direction=direction, unicode_bidi="isolate")


def length(value: float) -> str:
    """A number with one decimal at most: finer, nobody sees."""
    return f"{round(value, 1) + 0.0:g}"


# How wide text will be ------------------------------------------------------------------------------------------------

_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[] ‘’·،؛"), frozenset("mwMW@%—…")


def width_of(text: str, size: float = LETTERS) -> float:
    """About how wide a line of text is in units, rather too wide than too narrow: which font it will be set in, nobody
    knows."""
    return sum(map(_advance, text)) * size


def _advance(char: str) -> float:
    """In parts of the letters' size, of the widest of the usual fonts for the screen."""
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(char) in ("W", "F"):
        return 1.05
    if char in _WIDE:
        return 1.0
    if char in _NARROW:
        return 0.38
    return 0.72 if category == "Lu" else 0.57


def fitting(text: str, room: float, size: float = LETTERS) -> str:
    """`text` if it fits into `room`, else its first words that do and a sign that more follows; nothing where not one
    word fits."""
    if width_of(text, size) <= room:
        return text
    kept = ""
    for word in text.split():
        longer = f"{kept} {word}".lstrip()
        if width_of(f"{longer} …", size) > room:
            break
        kept = longer
    return f"{kept} …" if kept else ""

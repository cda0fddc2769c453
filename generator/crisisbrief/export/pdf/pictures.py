"""Pictures on paper: the lines of a drawing behind its words, which are set as text and can be read out and copied.

WeasyPrint sets the text of an SVG letter by letter, so Arabic would fall apart into letters that do not join. Here the
drawing without its text is the background of a block, which programs take for decoration, and its words stand at their
places before it, as paragraphs and links like all others.
"""

from __future__ import annotations

import base64
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from crisisbrief.render.html import element, escaped
from crisisbrief.render.pictures.canvas import LETTERS, OVER, SVG, WIDTH, Picture

MILLIMETRES = 0.27
"""Of one unit on paper: letters of 10 points."""
BASE_LINE = {"ltr": 1.0, "rtl": 0.83}
"""From the top of a line of these words to their base line, in parts of their size: so the fonts on paper have it."""
_LINE = 1.23
"""Height of a line, in parts of the size of its letters."""
_REACH = 80.0
"""Half the room of words that are set around a point."""
_HIGHEST = 230.0
"""Millimetres of the highest block that a page has room for."""


def on_paper(picture: Picture) -> str:
    """A block as wide as the drawing, with its words in it; nothing where no page has room for it: what it shows, the
    lists tell."""
    root = etree.fromstring(picture.svg)
    height = float(root.attrib["viewBox"].split()[3])
    if height * MILLIMETRES > _HIGHEST:
        return ""
    words = "".join(_words(root, root.attrib["direction"], None))
    _only_lines(root)
    drawn = base64.b64encode(etree.tostring(root)).decode()
    style = f"{_at('width', WIDTH)}{_at('height', height)}background-image:url(data:image/svg+xml;base64,{drawn})"
    return element("div", words, class_="picture", style=style)


def _words(parent: Element, direction: str, href: str | None, *, over: bool = False) -> Iterator[str]:
    """The lines of text in an element, in their order, those of a mark as links; what stands `over` lines, on a map,
    lets them through but faintly."""
    for each in parent:
        if each.tag == f"{{{SVG}}}text":
            yield _line(each, each.get("direction", direction), href, over=over)
        else:
            yield from _words(each, direction, each.get("href", href), over=over or each.get("class") == OVER)


def _line(text: Element, direction: str, href: str | None, *, over: bool) -> str:
    along, down = float(text.attrib["x"]), float(text.attrib["y"])
    anchor = text.get("text-anchor", "start")
    style = f"{_at('top', down - BASE_LINE[direction] * LETTERS)}{_at('font-size', LETTERS)}line-height:{_LINE};"
    if anchor == "middle":
        style += f"{_at('left', along - _REACH)}{_at('width', 2 * _REACH)}text-align:center;"
    elif (anchor == "start") == (direction == "ltr"):
        style += _at("left", along)
    else:
        style += _at("right", WIDTH - along)
    style += "font-weight:bold;" if text.get("font-weight") else ""
    markup = "".join(_runs(text))
    markup = element("span", markup, class_="over") if over else markup
    told = element("a", markup, href=href) if href else markup
    return element("p", told, style=style, lang=text.get("lang"), dir=direction)


def _runs(text: Element) -> Iterator[str]:
    yield escaped(text.text or "")
    for run in text:
        yield element("bdi", *_runs(run), lang=run.get("lang"), dir=run.get("direction"))
        yield escaped(run.tail or "")


def _only_lines(parent: Element) -> None:
    """Take the words out of a drawing. What was a link is a group: WeasyPrint takes a link for text."""
    for each in list(parent):
        if each.tag in (f"{{{SVG}}}text", f"{{{SVG}}}title"):
            parent.remove(each)
        elif each.tag in (f"{{{SVG}}}a", f"{{{SVG}}}g"):
            each.tag = f"{{{SVG}}}g"
            _only_lines(each)


def _at(name: str, units: float) -> str:
    return f"{name}:{units * MILLIMETRES:.2f}mm;"

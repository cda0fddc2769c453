"""Generated pictures into the pages that name them: known by their stamp, looked through, and put in as they are.

In the page itself they take its colors, letters and direction, and cost no request. A picture is markup that no escape
stands before, so nothing gets in but drawing: elements and attributes that are listed here, and links in the brief.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping
from pathlib import Path

from crisisbrief.errors import BriefError
from crisisbrief.render.pictures.canvas import NAMESPACE, SVG
from crisisbrief.stamp import is_untouched

PICTURE = "cb-picture"
_PLACE = re.compile(rf'(?P<opening><figure class="{PICTURE}") data-file="(?P<file>[a-z0-9.-]+)">')
_SVG = f"{{{SVG}}}"
_ELEMENTS = frozenset({"svg", "g", "a", "title", "text", "tspan", "rect", "circle", "path"})
_ATTRIBUTES = frozenset(
    {"viewBox", "width", "height", "role", "aria-label", "lang", "direction", "unicode-bidi", "class",
     "x", "y", "rx", "cx", "cy", "r", "d", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width",
     "stroke-dasharray", "stroke-opacity", "stroke-linecap", "stroke-linejoin", "font-size", "font-weight",
     "text-anchor", "paint-order"}
)  # fmt: skip
_WORDS = frozenset({"aria-label"})
"""Attributes that hold text."""
_PLAIN_VALUE = re.compile(r"[\w .,#%-]*", re.ASCII)
"""What all others hold: numbers, names, letters of a path; nothing that is called, like `url(…)`."""
_ADDRESS = re.compile(r"(?:[a-z0-9-]+\.html)?#(?P<anchor>[A-Za-z0-9.-]+)", re.ASCII)
_REMEDY = 'run "crisisbrief generate"'


def inlined(html: str, folder: Path, pictures: Mapping[Path, str]) -> str:
    """A page of `folder` with the pictures that it names in their places; `pictures` holds all there are."""

    def fill(place: re.Match[str]) -> str:
        path = folder / place["file"]
        if path not in pictures:
            raise BriefError(f"is named by a page and is no generated picture; {_REMEDY}", path=path)
        return f"{place['opening']}>{checked(pictures[path], html, path)}"

    return _PLACE.sub(fill, html)


def checked(file: str, html: str, path: Path) -> str:
    """The `<svg>` element of a picture that stands in the page `html`; BriefError where it holds anything but drawing,
    or leads to a sentence that the page does not hold."""
    if not is_untouched(file):
        raise BriefError(f"was edited by hand; delete it and {_REMEDY}", path=path)
    fault = next(_faults(file, html), None)
    if fault:
        raise BriefError(f"{fault}; delete it and {_REMEDY}", path=path)
    return file[file.index("<svg") :].rstrip("\n").replace(NAMESPACE, "", 1)


def _faults(file: str, html: str) -> Iterator[str]:
    if "<!" in file:
        # before the parser sees it: a document type can define entities
        yield "holds a declaration, which no picture needs"
        return
    try:
        root = etree.fromstring(file)
    except etree.ParseError as fault:
        yield f"is no well-formed SVG: {fault}"
        return
    if root.tag != f"{_SVG}svg":
        yield "is no SVG"
    for each in root.iter():
        name = each.tag.removeprefix(_SVG)
        if name not in _ELEMENTS:
            yield f"holds an element {name!r}, which pages let no picture have"
        if name == "title" and len(each):
            yield "holds elements in a title"
        for key, value in each.items():
            yield from _attribute_faults(name, key, value, html)


def _attribute_faults(element: str, key: str, value: str, html: str) -> Iterator[str]:
    if element == "a" and key == "href":
        address = _ADDRESS.fullmatch(value)
        if address is None:
            yield f"leads out of the brief, to {value!r}"
        elif value.startswith("#") and f' id="{address["anchor"]}"' not in html:
            yield f"leads to {value}, which is not on its page"
    elif key not in _ATTRIBUTES:
        yield f"holds an attribute {key!r}, which pages let no picture have"
    elif key not in _WORDS and not _PLAIN_VALUE.fullmatch(value):
        yield f"holds an attribute {key!r} with the value {value!r}, which pages let no picture have"

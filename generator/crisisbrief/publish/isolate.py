"""Runs of the other direction, and control characters, in elements of their own: in a page's tree, in single lines."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from html import unescape

from crisisbrief.languages import load
from crisisbrief.publish.seal import guard, reveal, seal, unseal
from crisisbrief.render.direction import runs
from crisisbrief.render.escape import CONTROLS
from crisisbrief.render.scripts import language_of

_CONTROLS = re.compile(f"([{CONTROLS}])\\1*")
_LEFT_TO_RIGHT = frozenset({"code", "kbd", "pre", "samp"})
_SCRIPT_OF_CODE = "Latn"


def isolate(root: etree.Element, locale: str) -> None:
    """Change a page's tree, text still sealed, so that every run of the other direction stands in a `<bdi>`."""
    _element(root, locale)


def markup(text: str, locale: str) -> str:
    """One line of plain text as HTML, isolated as in a page."""
    line = etree.Element("span")
    _append(line, line, list(_pieces(guard(text), locale)))
    return reveal("".join([line.text or "", *map(_serialized, line)]))


def code(text: str, locale: str) -> str:
    """What stands on a screen, letter for letter, as HTML on a page in `locale`."""
    element = etree.Element("code")
    element.text = guard(text)
    _direct(element, locale)
    return reveal(_serialized(element))


def _serialized(piece: etree.Element) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in sorted(piece.items()))
    return f"<{piece.tag}{attributes}>{piece.text or ''}</{piece.tag}>{piece.tail or ''}"


def _element(element: etree.Element, locale: str) -> None:
    """Isolate all in an element; pages nest a few deep, so recursion is no danger."""
    own = _direct(element, locale)
    for name, value in element.items():
        element.set(name, guard(_CONTROLS.sub("", unseal(value))))
    if element.tag in _LEFT_TO_RIGHT:
        _only_guard(element)
        return
    children = list(element)
    lead, element.text = element.text or "", None
    del element[:]
    _append(element, element, list(_pieces(lead, own)))
    for child in children:
        tail, child.tail = child.tail or "", None
        _element(child, own)
        element.append(child)
        _append(element, child, list(_pieces(tail, own)))


def _direct(element: etree.Element, locale: str) -> str:
    """The language in an element; one that names its language gets the direction beside it, code gets both."""
    if element.tag in _LEFT_TO_RIGHT:
        element.set("dir", "ltr")
        if load(locale).script != _SCRIPT_OF_CODE:
            element.set("lang", language_of(_SCRIPT_OF_CODE))
    own = element.get("lang")
    if own is None:
        return locale
    if element.get("dir") is None:
        element.set("dir", load(own).direction)
    return own


def _only_guard(element: etree.Element) -> None:
    """Code as it stands: Python-Markdown has written its signs as entities already, and they would be guarded again."""
    for inner in element.iter():
        inner.text = guard(unseal(unescape(inner.text or "")))
        if inner is not element:
            inner.tail = guard(unseal(inner.tail or ""))


def _pieces(sealed: str, locale: str) -> Iterator[str | etree.Element]:
    """A line feed outside the seals is Markdown's layout; a sealed one is a control character of the report."""
    if not sealed or sealed.isspace():
        yield sealed
        return
    for number, line in enumerate(sealed.split("\n")):
        if number:
            yield "\n"
        yield from _line(unseal(line), locale)


def _line(text: str, locale: str) -> Iterator[str | etree.Element]:
    end = 0
    for controls in _CONTROLS.finditer(text):
        yield from _runs(text[end : controls.start()], locale)
        yield _control(controls[0])
        end = controls.end()
    yield from _runs(text[end:], locale)


def _control(chars: str) -> etree.Element:
    """One control character, or several of a kind, in an element out of which they cannot act."""
    element = etree.Element("bdi", {"class": "cb-control", "data-char": f"U+{ord(chars[0]):04X}"})
    element.text = seal(chars)
    return element


def _runs(text: str, locale: str) -> Iterator[str | etree.Element]:
    end = 0
    for run in runs(text, locale):
        yield guard(text[end : run.start])
        element = etree.Element("bdi", {"dir": run.dir})
        if run.lang:
            element.set("lang", run.lang)
        element.text = guard(text[run.start : run.end])
        yield element
        end = run.end
    yield guard(text[end:])


def _append(parent: etree.Element, after: etree.Element, pieces: list[str | etree.Element]) -> None:
    """Add text and elements at the end of `parent`; text before the first element follows `after`."""
    for piece in pieces:
        if not isinstance(piece, str):
            parent.append(piece)
            after = piece
        elif after is parent:
            parent.text = (parent.text or "") + piece
        else:
            after.tail = (after.tail or "") + piece

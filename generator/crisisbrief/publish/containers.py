"""Containers in the syntax of `pymdownx.blocks`: `/// html | div.cb-entry` and `/// details | Why here?`, to `///`.

Read here and not by pymdownx, whose time grows with the square of a page: it walks the whole tree for each block.
A container holds others that are fenced by fewer slashes.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from markdown.blockprocessors import BlockProcessor

_FENCE = re.compile(r"/{3,}(?: |$)")
_OPEN = re.compile(
    r"(?P<fence>/{3,}) (?P<name>html|details)(?: \| (?P<argument>[^\n]*))?(?P<options>(?:\n {4}[^\n]*)*)"
)
_SELECTOR = re.compile(r"(?P<tag>[a-z]+)(?P<rest>(?:[.#][A-Za-z][\w-]*|\[[a-z-]+=[\w-]+\])*)")
_PART = re.compile(r"\.(?P<css>[\w-]+)|#(?P<id>[\w-]+)|\[(?P<name>[a-z-]+)=(?P<value>[\w-]+)\]")
_OPTION = re.compile(r" {4}(?P<name>type|open): *(?P<value>[\w -]+)")


def apart(lines: list[str]) -> Iterator[str]:
    """The lines of a page, each fence a block of its own and no blank line doubled."""
    blank, header = True, False
    for line in lines:
        if header and line.startswith("    "):
            yield line
            continue
        fence = _FENCE.match(line) is not None
        if (fence or header) and not blank:
            yield ""
            blank = True
        header = fence
        if line.strip() or not blank:
            yield line
        blank = not line.strip()


class Containers(BlockProcessor):
    """Blocks between two fences of the same length, inside the element that the first fence names."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return _OPEN.fullmatch(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        opening = _OPEN.fullmatch(blocks.pop(0))
        assert opening is not None
        end = next((at for at, block in enumerate(blocks) if block == opening["fence"]), len(blocks))
        inner = blocks[:end]
        del blocks[: end + 1]
        make = _details if opening["name"] == "details" else _html
        self.parser.parseBlocks(make(parent, opening), inner)


def _html(parent: etree.Element, opening: re.Match[str]) -> etree.Element:
    selector = _SELECTOR.fullmatch((opening["argument"] or "div").strip())
    if selector is None:
        return etree.SubElement(parent, "div")
    element = etree.SubElement(parent, selector["tag"])
    parts = list(_PART.finditer(selector["rest"]))
    if css := [part["css"] for part in parts if part["css"]]:
        element.set("class", " ".join(css))
    for part in parts:
        if part["id"] or part["name"]:
            element.set(part["name"] or "id", part["value"] or part["id"])
    return element


def _details(parent: etree.Element, opening: re.Match[str]) -> etree.Element:
    element = etree.SubElement(parent, "details")
    for option in _OPTION.finditer(opening["options"]):
        if option["name"] == "type":
            element.set("class", option["value"])
        elif option["value"] == "true":
            element.set("open", "open")
    summary = etree.SubElement(element, "summary")
    summary.text = opening["argument"] or ""
    return element

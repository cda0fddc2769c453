"""One plain HTML file with all languages: opens as an attachment, from a stick, in any browser, without script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crisisbrief.export import Files
from crisisbrief.model import Edition
from crisisbrief.render.single import document


def export(edition: Edition) -> Files:
    """One file named after the brief."""
    return {f"{edition.brief.slug}.html": compact(document(edition)).encode("utf-8")}


TAG = re.compile(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?: [a-z-]+="[^"]*")*)>')
ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
BARE = re.compile(r"[^\s\"'=<>`]+")
"""Values that need no quotation marks (HTML, 13.1.2.3, "Unquoted attribute value syntax")."""
IMPLIED_START = ("head", "body")
"""Elements that begin by themselves, here always without attributes and before an element."""
IMPLIED_END = ("head", "body", "html")
"""Elements that end by themselves, here never before white space or a comment."""
ENDS_PARAGRAPH = ("<p", "<ul", "<h1", "<h2", "<h3", "<nav", "</nav>", "<details", "</details>")
"""What ends an open `p` (HTML, 13.1.2.4, "Optional tags"): what follows it, or the end of its parent."""
ENDS_ITEM = ("<li", "</ul>")


def compact(page: str) -> str:
    """The same document in fewer bytes: a browser makes the identical tree of it.

    Takes what `render.html.element` writes: lower-case names, every attribute in double quotation marks, every element
    closed. Optional tags and quotation marks go, and the entities of signs that need none in text.
    """
    return "".join(_compacted(page))


def _compacted(page: str) -> Iterator[str]:
    end = 0
    for tag in TAG.finditer(page):
        yield page[end : tag.start()].replace("&quot;", '"').replace("&gt;", ">")
        end = tag.end()
        if not _optional(tag, page):
            attributes = ATTRIBUTE.sub(_attribute, tag["attributes"])
            yield f"<{tag['end']}{tag['name']}{attributes}>"
    yield page[end:]


def _optional(tag: re.Match[str], page: str) -> bool:
    if not tag["end"]:
        return tag["name"] in IMPLIED_START
    if tag["name"] == "p":
        return page.startswith(ENDS_PARAGRAPH, tag.end())
    if tag["name"] == "li":
        return page.startswith(ENDS_ITEM, tag.end())
    return tag["name"] in IMPLIED_END


def _attribute(match: re.Match[str]) -> str:
    name, value = match.groups()
    if not value:
        return f" {name}"
    return f" {name}={value}" if BARE.fullmatch(value) else match.group()

"""Writes the Markdown dialect of the pages (its grammar stands in render/markdown.py)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crisisbrief.model import Rendering, Span
from crisisbrief.render.escape import escape, escape_inside, yaml_string

Value = str | int | Sequence[Mapping[str, str]]
"""What stands under a name in front matter: a text, a number or a truth, a list of records."""
FENCE = re.compile(r"^/{3,}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MarkdownPen:
    """Phrases as Markdown; links go to the Markdown pages of the brief `slug`."""

    slug: str

    def plain(self, text: str) -> str:
        return escape(text)

    def foreign(self, text: str, lang: str) -> str:
        return f"[[= lang={lang}]]{escape(text)}[[/]]"

    def link(self, markup: str, page: str, anchor: str = "") -> str:
        return f"[{markup}]({target(page, anchor)})"

    def across(self, text: str, lang: str, page: str, anchor: str) -> str:
        return f"[{self.foreign(text, lang)}](../../{lang}/{self.slug}/{target(page, anchor)})"


def target(page: str, anchor: str = "", suffix: str = "md") -> str:
    return f"{page}.{suffix}#{anchor}" if anchor else f"{page}.{suffix}"


def sentence(
    anchor: str,
    rendering: Rendering,
    page_locale: str,
    *,
    cite: bool = False,
    href: str | None = None,
    marks: Sequence[Span] = (),
) -> str:
    """One sentence line: the marker with what must be known about the text, and the text, `marks` in it."""
    attributes = [anchor]
    attributes += ["cite"] if cite else []
    attributes += [f"lang={rendering.locale}"] if rendering.locale != page_locale else []
    attributes += [f"state={rendering.state}"] if rendering.state != "source" else []
    attributes += [f"href={href}"] if href else []
    return f"[[{' '.join(attributes)}]] {marked(rendering.text, marks)}"


def marked(text: str, marks: Sequence[Span]) -> str:
    """`text` escaped, with `==` around each of the spans."""
    if not marks:
        return escape(text)
    pieces: list[str] = []
    end = 0
    for span in marks:
        pieces += [text[end : span.start], text[span.start : span.end]]
        end = span.end
    escaped = [escape_inside(piece) for piece in (*pieces, text[end:])]
    written = "".join(f"=={piece}==" if index % 2 else piece for index, piece in enumerate(escaped))
    return re.sub("^ | $", "&#x20;", written)


def container(name: str, *blocks: str) -> str:
    """A `div` of class `name` around blocks of Markdown."""
    return _block(f"html | div.{name}", blocks)


def details(summary: str, name: str, *blocks: str) -> str:
    """A `details` of class `name` that is closed at first."""
    return _block(f"details | {summary}", blocks, f"    type: {name}\n")


def _block(header: str, blocks: Iterable[str], options: str = "") -> str:
    body = "\n\n".join(block for block in blocks if block)
    longest = max((len(fence) for fence in FENCE.findall(body)), default=2)
    fence = "/" * (longest + 1)
    return f"{fence} {header}\n{options}\n{body}\n\n{fence}"


def code(text: str) -> str:
    """What stands on a screen or is typed, letter for letter; a page shows it from left to right in every language."""
    return f"`{text}`"


def bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items if item)


def picture(file: str, alternative: str) -> str:
    """The place of a picture that stands beside the page, and what it shows for whoever does not see it."""
    return f"![{escape_inside(alternative)}]({file})"


def heading(level: int, markup: str, anchor: str) -> str:
    """A heading whose anchor is the same in every language."""
    return f"{'#' * level} {markup} {{#{anchor}}}"


def page(front: Mapping[str, Value], *blocks: str) -> str:
    """Front matter and body."""
    lines = [line for name, value in front.items() for line in _yaml(name, value)]
    body = "\n\n".join(block for block in blocks if block)
    return "---\n" + "\n".join(lines) + "\n---\n\n" + body + "\n"


def _yaml(name: str, value: Value) -> Iterator[str]:
    if isinstance(value, str | int):
        yield f"{name}: {yaml_string(value) if isinstance(value, str) else str(value).lower()}"
        return
    yield f"{name}:"
    for record in value:
        for number, (key, text) in enumerate(record.items()):
            yield f"  {' ' if number else '-'} {key}: {yaml_string(text)}"

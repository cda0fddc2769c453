"""Report text -> Markdown that shows exactly that text: nothing a report holds can act as markup or as a control."""

from __future__ import annotations

import re

ESCAPABLE = "\\`*_{}[]|~^=#-+:./)"
"""What `escape` may put a backslash before; the extension needs all of it in `md.ESCAPED_CHARS`."""

CONTROLS = (
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1: tabs, line breaks and the placeholder marks of Python-Markdown among them
    "\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"  # line separators, bidi embeddings, overrides and isolates, BOM
    "\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
)
"""Body of a character class: what is never written as itself, neither on disk nor in HTML."""

CONTROL = re.compile(f"[{CONTROLS}]")
_ANYWHERE = re.compile(
    rf"(?P<control>[{CONTROLS}])|(?P<entity>[&<>])"
    r"|(?P<mark>[\\`*_{}\[\]|~^]|=(?==)|(?<==)=|#(?=#*$))"
    r"|(?<= )(?P<space> )"
)
# A heading, an underline, a list, a definition, a fence: they act at the start of a line only.
_LEADING = re.compile(r"^(?:[-+:=./]|#(?!#*$)|[0-9]+[.)](?= |$))")
_EDGES = re.compile(r"^ | $")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape(text: str) -> str:
    """`text` as the dialect writes it, on one line; the extension shows the same characters again."""
    escaped = _ANYWHERE.sub(_replace, text)
    escaped = _LEADING.sub(lambda match: f"{match.group()[:-1]}\\{match.group()[-1]}", escaped)
    return _EDGES.sub("&#x20;", escaped)


def escape_inside(text: str) -> str:
    """`text` as it stands amid other text of a line: its edges are no line's, but a mark may touch it."""
    return "\\=".join(_ANYWHERE.sub(_replace, part) for part in text.split("="))


def _replace(match: re.Match[str]) -> str:
    if match.lastgroup == "entity":
        return _ENTITIES[match.group()]
    return f"\\{match.group()}" if match.lastgroup == "mark" else f"&#x{ord(match.group()):X};"


def yaml_string(text: str) -> str:
    """`text` as a double-quoted YAML scalar on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + CONTROL.sub(lambda match: f"\\U{ord(match.group()):08X}", escaped) + '"'

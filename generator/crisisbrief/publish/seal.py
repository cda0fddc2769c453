"""Sealed characters: report text on its way through Python-Markdown, where no rule can see it.

Every character that a page writes as an escape becomes a character of the private-use planes 15 and 16. Those mean
nothing to any preprocessor, pattern, placeholder or serializer. What planes 15 and 16 themselves hold is sealed too, so
no text can pretend to be sealed. After serialization `reveal` turns each seal into HTML for exactly one character.
"""

from __future__ import annotations

import re

_SHIFT = 0xF0000
_HIGH, _LOW = 0x100000, 0x101000
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REVEALED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\0": "\u2400"})
"""HTML cannot carry NUL, and a bare carriage return is a line feed to it; all others it takes as they are."""

_ESCAPES = (
    r"\\(?P<char>[!-/:-@\[-`{-~])"
    r"|&(?:#x(?P<hex>[0-9A-Fa-f]{1,6})|(?P<name>lt|gt|amp|quot));"
    "|(?P<private>[\U000f0000-\U0010ffff])"
)
_ESCAPE = re.compile(_ESCAPES)
_ESCAPE_OR_SIGN = re.compile(rf"{_ESCAPES}|(?P<sign>[!-/:-@\[-`{{-~\x00-\x1f\x7f-\x9f])")
_SEALED = re.compile("[\U000f0000-\U000fffff]+|[\U00100000-\U0010ffff]+")
_PAIR = re.compile("([\U00100000-\U00100fff])([\U00101000-\U00101fff])")
_TO_GUARD = re.compile('[&<>"\x00\x02\x03\r\U000f0000-\U0010ffff]')


def seal(text: str) -> str:
    """Each character of `text` as its seal."""
    return "".join(map(_seal_one, text))


def _seal_one(char: str) -> str:
    code = ord(char)
    return chr(_SHIFT + code) if code < 0x10000 else chr(_HIGH + (code >> 12)) + chr(_LOW + (code & 0xFFF))


def unseal(text: str) -> str:
    """`text` with every seal opened: the characters that a reader is to see."""
    return _SEALED.sub(_unseal_run, text)


def _unseal_run(match: re.Match[str]) -> str:
    run = match[0]
    if run >= chr(_HIGH):
        return _PAIR.sub(lambda pair: chr((ord(pair[1]) - _HIGH) << 12 | ord(pair[2]) - _LOW), run)
    if len(run) == 1:
        return chr(ord(run) - _SHIFT)
    # The third of four bytes is the plane, for all characters at once: a report may hold a million of them.
    planes = bytearray(run.encode("utf-32-le"))
    planes[2::4] = bytes(len(run))
    return planes.decode("utf-32-le")


def seal_escapes(source: str) -> str:
    """A line of a page with its escapes (`\\*`, `&lt;`, `&#x202E;`) sealed; all other Markdown stays Markdown."""
    return _ESCAPE.sub(_seal_match, source)


def seal_text(source: str) -> str:
    """A stretch of a page that is text and nothing else: escapes undone, then all that could mean anything sealed."""
    return _ESCAPE_OR_SIGN.sub(_seal_match, source)


def _seal_match(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    if kind == "hex":
        code = int(match["hex"], 16)
        valid = code < 0x110000 and not 0xD800 <= code < 0xE000
        return _seal_one(chr(code)) if valid else seal(match[0])
    return _seal_one(_NAMED[match["name"]] if kind == "name" else match[kind])


def guard(text: str) -> str:
    """Plain text made safe for the serializer, to be opened by `reveal` when the page is a string."""
    return _TO_GUARD.sub(lambda char: _seal_one(char[0]), text)


def reveal(html: str) -> str:
    """Serialized HTML with every seal as the HTML that means its one character."""
    return _SEALED.sub(lambda run: _unseal_run(run).translate(_REVEALED), html)

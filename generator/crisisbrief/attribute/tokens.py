"""Words and the marks between them: what the search for speakers walks over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from crisisbrief.languages.fold import fold_word
from crisisbrief.languages.words import WORD


class Kind(Enum):
    WORD = auto()
    COMMA = auto()
    COLON = auto()
    QUOTE = auto()
    PAREN = auto()
    UNPAREN = auto()
    BREAK = auto()
    """A dash, a semicolon, a full stop: no name goes on behind it."""


class Token(NamedTuple):
    """A word, or a mark that matters to the sentence."""

    start: int
    end: int
    text: str
    folded: str
    kind: Kind
    quoted: bool
    """Whether it stands inside quotation marks."""
    definite: bool = False
    """Whether it begins with the article; told before folding, which would give أليكسيس one."""


MARKS = {
    ",": Kind.COMMA,
    "،": Kind.COMMA,
    ":": Kind.COLON,
    **dict.fromkeys("([", Kind.PAREN),
    **dict.fromkeys(")]", Kind.UNPAREN),
    **dict.fromkeys('"“”«»„″', Kind.QUOTE),
}
OPENING = frozenset("“«„")
CLOSING = frozenset("”»")
NOTHING = frozenset("-'’‘/#@_&%$€£+*~^`|\\<>=. \t\r\n\u00a0")
PIECE = re.compile(rf"{WORD.pattern}|''|\s--?\s|--|\.{{2,}}|\S")


def tokens(text: str, offset: int, inside: bool = False, article: str = "") -> tuple[list[Token], bool]:
    """The tokens of one sentence and whether a quotation is still open at its end."""
    found: list[Token] = []
    for start, piece, kind in _pieces(text):
        if kind is Kind.QUOTE:
            inside = piece in OPENING or (piece not in CLOSING and not inside)
        folded = fold_word(piece) if kind is Kind.WORD else piece
        quoted = inside and kind is not Kind.QUOTE
        definite = bool(article) and piece.startswith(article) and len(piece) > len(article) + 1
        found.append(Token(offset + start, offset + start + len(piece), piece, folded, kind, quoted, definite))
    return found, inside


def _pieces(text: str) -> Iterator[tuple[int, str, Kind]]:
    for match in PIECE.finditer(text):
        piece = match.group()
        if piece[0].isalnum():
            yield match.start(), piece, Kind.WORD
        elif piece == "''":
            yield match.start(), piece, Kind.QUOTE
        elif piece in MARKS:
            yield match.start(), piece, MARKS[piece]
        elif (piece not in NOTHING and piece.strip().isprintable()) or (piece == "." and match.end() == len(text)):
            yield match.start(), piece, Kind.BREAK

"""Folding for matching only: what differs in spelling and not in meaning becomes one, and every folded character
knows where it stands in the text as it came. The stored and the published text never change."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crisisbrief.model import Span

# Newsrooms write these letters without a rule (facts: Light10's normalization, and Persian keyboards).
LETTERS = str.maketrans("أإآٱىةؤئکیۀہ", "ااااي\u0647وي\u0643ي\u0647\u0647")
DIGITS = {zero + value: str(value) for zero in (0x0660, 0x06F0) for value in range(10)}
SIGNS = str.maketrans("’‘ʼ", "'''")
TABLE: dict[int, int | str] = {**LETTERS, **DIGITS, **SIGNS}

TATWEEL = "\u0640"
MARKS = frozenset(
    map(chr, [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD), *range(0x06DF, 0x06E9)])
) - {"\u06e5", "\u06e6"} | frozenset("\u06ea\u06eb\u06ec\u06ed")
"""Tashkeel and Koranic signs."""
CONTROLS = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff") | frozenset(
    map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
)
"""Zero-width characters, soft hyphen and bidi controls."""
DROPPED = MARKS | CONTROLS | {TATWEEL}
SPECIAL = DROPPED | frozenset(map(chr, [*range(0xFB00, 0xFE00), *range(0xFE70, 0xFEFD)]))


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for matching; `offsets[i]` is where its character `i` stands in the original."""

    text: str
    offsets: Sequence[int]
    """One more than there are characters: the last is the length of the original. Never falls."""

    def span(self, start: int, end: int) -> Span:
        """The stretch of the original that the folded characters `start` to `end` come from."""
        if start == end:
            return Span(self.offsets[start], self.offsets[start])
        return Span(self.offsets[start], _after(self.offsets, end))


def _after(offsets: Sequence[int], end: int) -> int:
    """Where the original goes on after the folded character before `end`; one character may fold into several."""
    last = offsets[end - 1]
    while offsets[end] == last:
        end += 1
    return offsets[end]


def fold(text: str) -> Folded:
    """`text` folded, with the map back; as fast as `str.translate` where no character is dropped or grows."""
    quick = text.translate(TABLE).casefold()
    if len(quick) == len(text) and not _has_special(text):
        return Folded(quick, range(len(text) + 1))
    pieces: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(text):
        piece = fold_character(character)
        pieces.append(piece)
        offsets.extend([index] * len(piece))
    return Folded("".join(pieces), [*offsets, len(text)])


def fold_word(text: str) -> str:
    """`text` folded, without a map: for keys."""
    if _has_special(text):
        return "".join(map(fold_character, text))
    return text.translate(TABLE).casefold()


def bare(text: str) -> str:
    """`text` without tashkeel, tatweel and controls, its letters untouched: the article is looked for in this form,
    because folding would make ألمانيا begin with one."""
    if not _has_special(text):
        return text
    return "".join(
        unicodedata.normalize("NFKC", character) if _is_presentation_form(character) else character
        for character in text
        if character not in DROPPED
    )


@cache
def fold_character(character: str) -> str:
    """What one character folds to: nothing, itself, or (ligatures, ß) several."""
    if character in DROPPED:
        return ""
    if _is_presentation_form(character):
        character = unicodedata.normalize("NFKC", character)
    folded = character.translate(TABLE).casefold()
    return "".join(piece for piece in folded if piece not in DROPPED)


def _is_presentation_form(character: str) -> bool:
    """Arabic and Latin letters in the shapes of a font (ﻻ, ﬁ): only these are normalized."""
    return "\ufb00" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefc"


def _has_special(text: str) -> bool:
    """Whether a character of `text` is dropped or normalized on folding."""
    return not text.isascii() and not SPECIAL.isdisjoint(text)

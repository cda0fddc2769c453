"""What a text message takes: characters and parts, as networks count them (3GPP TS 23.038 and 23.040).

One character outside the GSM alphabet turns the whole message into UCS-2 and more than halves what a part holds; a
curly apostrophe is enough. Where the alphabet would do but for such signs, they are written with its own.
"""

from __future__ import annotations

from dataclasses import dataclass

PARTS = 2
"""More parts than these get lost too often, or come singly, and cost the reader too much."""
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")
"""They take an escape before them and count as two."""
SAFE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2009\u202f", " "),
        "…": "...",
    }
)
"""Punctuation that the GSM alphabet lacks, and what it has instead. No letter is ever replaced."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How a network counts a message."""

    alphabet: str
    characters: int
    """Those of the extension table, and those beyond the Basic Multilingual Plane, count as two."""
    parts: int


ROOM = {"GSM-7": (160, 153), "UCS-2": (70, 67)}
"""Characters of a message of one part, and of each part of a longer one."""


def safe(text: str) -> str:
    """`text` with punctuation of the GSM alphabet where that makes it fit the alphabet, otherwise as it is."""
    written = text.translate(SAFE)
    return written if all(char in BASIC or char in EXTENDED for char in written) else text


def measure(text: str) -> Measure:
    """What `text` takes as it stands."""
    if all(char in BASIC or char in EXTENDED for char in text):
        return _measured("GSM-7", [2 if char in EXTENDED else 1 for char in text])
    return _measured("UCS-2", [2 if ord(char) > 0xFFFF else 1 for char in text])


def _measured(alphabet: str, sizes: list[int]) -> Measure:
    alone, each = ROOM[alphabet]
    characters = sum(sizes)
    if characters <= alone:
        return Measure(alphabet, characters, 1)
    parts, filled = 1, 0
    for size in sizes:
        # an escape and its sign, or the halves of one character, never stand in two parts
        if filled + size > each:
            parts, filled = parts + 1, 0
        filled += size
    return Measure(alphabet, characters, parts)


def surplus(text: str) -> int:
    """By how many characters `text` is too long for `PARTS` parts."""
    measured = measure(text)
    if measured.parts <= PARTS:
        return 0
    return max(1, measured.characters - PARTS * ROOM[measured.alphabet][1])

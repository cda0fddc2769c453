"""Reads the plain text of a brief back: lines without the mark before them, blocks, sentences by their number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

MARKS = "\u200e\u200f"
SENTENCE = re.compile(r"\[((?:\S+ )?[0-9]+\.[0-9]+)\] ")
NAMED = re.compile(r"‹U\+([0-9A-F]{4,6})›")


def lines(content: bytes) -> list[str]:
    """The lines as they stand in the file, marks and all."""
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    return text.removesuffix("\r\n").split("\r\n")


def blocks(content: bytes) -> Iterator[list[str]]:
    """Lines between blank lines, without the marks that were put before them."""
    block: list[str] = []
    for line in [*lines(content), ""]:
        if line:
            block.append(line[1:] if line[0] in MARKS else line)
        elif block:
            yield block
            block = []


def sentences(content: bytes) -> dict[str, str]:
    """Every sentence by its number, with the characters it really has."""
    found: dict[str, str] = {}
    for block in blocks(content):
        for number, text in numbered(block):
            assert number not in found, f"{number} stands twice"
            found[number] = text
    return found


def numbered(block: list[str]) -> Iterator[tuple[str, str]]:
    """The number and the text of the sentence in a block, where there is one."""
    if opening := SENTENCE.match(block[0]):
        words = [block[0][opening.end() :]]
        for line in block[1:]:
            if line.startswith("  "):
                break
            words.append(line)
        yield opening[1], NAMED.sub(lambda name: chr(int(name[1], 16)), " ".join(words))


def anchor(number: str) -> str:
    """`p3s2` of `3.2`."""
    *report, place = number.split(" ")
    paragraph, sentence = place.split(".")
    return "-".join([*report, f"p{paragraph}s{sentence}"])


def direction(line: str) -> str:
    """What a viewer makes of a line (UAX #9, P2 and P3); without a strong letter it runs from the left."""
    inside = 0
    for char in line:
        kind = unicodedata.bidirectional(char)
        if kind in ("LRI", "RLI", "FSI"):
            inside += 1
        elif kind == "PDI":
            inside = max(0, inside - 1)
        elif not inside and kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "ltr"

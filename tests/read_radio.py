"""Reads the script for the radio back: its sentences by language and number, the blocks with their times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import read_txt
from crisisbrief.render.pages.parts import endonym

HEADING = re.compile(r"== (?P<title>.+) ==(?: \[(?P<minutes>[0-9]+):(?P<seconds>[0-9]{2})\])?")


def languages(content: bytes, locales: Iterable[str]) -> dict[str, list[list[str]]]:
    """The blocks of lines of each language."""
    codes = {endonym(code): code for code in locales}
    found: dict[str, list[list[str]]] = {}
    locale = ""
    for block in read_txt.blocks(content):
        if (match := HEADING.fullmatch(block[0])) and match["title"] in codes and not match["minutes"]:
            locale = codes[match["title"]]
            found[locale] = []
        else:
            found[locale].append(block)
    return found


def sentences(content: bytes, locales: Iterable[str]) -> dict[str, dict[str, str]]:
    """By language and number, with the characters they really have."""
    return {
        locale: {number: text for block in blocks for number, text in read_txt.numbered(block)}
        for locale, blocks in languages(content, locales).items()
    }


def times(blocks: Iterable[list[str]]) -> Iterator[int]:
    """The seconds of each part of the script."""
    for block in blocks:
        if (match := HEADING.fullmatch(block[0])) and match["minutes"]:
            yield int(match["minutes"]) * 60 + int(match["seconds"])

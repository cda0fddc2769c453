"""Plain text that any viewer shows in the right direction and no terminal obeys: a pen, wrapped lines, a file of them.

A viewer takes each line as a paragraph of its own and finds its direction from its first strong letter (UAX #9, P2 and
P3), and a wrapped Arabic sentence may well have a line that begins with a Latin name. Such a line gets one direction
mark before it, outside the wording; all other lines come right by themselves. The marks LRM and RLM are used and no
isolates: phones older than Unicode 6.3 show those as boxes.

What is written can be read back: a line break stands for one space of the text, the first mark of a line is ours, and
a control character is named (`‹U+202E›`), as is a `‹` that would look like the beginning of such a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crisisbrief import languages
from crisisbrief.render.direction import runs
from crisisbrief.render.escape import CONTROL
from crisisbrief.render.view import View

COLUMNS = 72
"""A terminal has 80, a feature phone in its small font hardly more than 72."""
MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_BREAK = re.compile(r"(?<=\S)(?<!^…) (?=\S)(?!…$)")
"""Where a line may end: a single space. White space in a row stays together, or nobody could tell how much it was; the
mark of an omission stays with its words."""


def visible(text: str) -> str:
    """`text` with its control characters named: a terminal obeys an escape, a viewer a line feed or an override."""
    return CONTROL.sub(lambda char: f"‹U+{ord(char[0]):04X}›", text.replace("‹U+", "‹U+2039›U+"))


_NUMBER = re.compile(r"[0-9]+(?:[.,:/][0-9]+)*")


@dataclass(frozen=True, slots=True)
class PlainPen:
    """Phrases as plain text. Links are their words; a run that the page's direction would turn around (a date in
    hyphens, a file's name) gets direction marks at those of its ends that are not strong letters of its own."""

    locale: str

    def plain(self, text: str) -> str:
        pieces, end = [], 0
        for run in runs(text, self.locale):
            pieces += [visible(text[end : run.start]), _held(visible(text[run.start : run.end]), run.dir)]
            end = run.end
        return "".join([*pieces, visible(text[end:])])

    def foreign(self, text: str, lang: str) -> str:
        return _held(visible(text), languages.load(lang).direction)

    def link(self, markup: str, page: str, anchor: str = "") -> str:
        return markup

    def across(self, text: str, lang: str, page: str, anchor: str) -> str:
        return self.foreign(text, lang)


def _held(run: str, direction: str) -> str:
    """A run with a mark at each end that would not keep its direction; a figure takes that of the letters before it."""
    strong = [STRONG.get(unicodedata.bidirectional(char)) for char in run]
    opened = strong[:1] == [direction]
    closed = strong[-1:] == [direction] or (direction in strong and run[-1:].isdecimal())
    return f"{'' if opened else MARKS[direction]}{run}{'' if closed else MARKS[direction]}"


def turned(text: str, locale: str) -> Iterator[str]:
    """The figures of several numbers (a telephone number, 2022-01-05) that a right-to-left line shows in the wrong
    order, held in the right one. In the wording itself nothing holds them: nothing is added to it."""
    for run in runs(text, locale):
        figure = text[run.start : run.end]
        if run.lang is None and len(_NUMBER.findall(figure)) > 1:
            yield _held(figure, run.dir)


def in_order(view: View, text: str, locale: str) -> Iterator[str]:
    """Below a line that turns figures around: the same figures as they are read."""
    if found := list(turned(text, locale)):
        yield view.words.text("Figures from left to right: {figures}", figures=view.words.list(found))


def width(text: str) -> int:
    """Columns that `text` takes: vowel signs and marks none, wide characters of East Asia two."""
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def paragraph(text: str, locale: str, *, first: str = "", rest: str = "") -> list[str]:
    """`text`, visible already, as lines of the direction of `locale`, the first after `first`, the others after `rest`.

    A word that is longer than a line stands on a line of its own, whole.
    """
    lines: list[str] = []
    line, length = first, width(first)
    words = _BREAK.split(text)
    for number, word in enumerate(words):
        columns = width(word)
        if number and length + 1 + columns > COLUMNS:
            lines.append(line)
            line, length = rest, width(rest)
        elif number:
            line, length = f"{line} ", length + 1
        line, length = line + word, length + columns
    direction = languages.load(locale).direction
    return [_directed(each, direction) for each in (*lines, line)]


def _directed(line: str, direction: str) -> str:
    """The line, after a mark where its first strong letter would not give it its direction; one without any runs from
    the left in every viewer. A line that begins with a mark of its own gets ours too, so that the first is ours."""
    found = next((STRONG[kind] for char in line if (kind := unicodedata.bidirectional(char)) in STRONG), "ltr")
    return MARKS[direction] + line if found != direction or line[:1] in MARKS.values() else line


def heading(title: str, locale: str) -> list[str]:
    """A title between signs, on a line of its own: a rule of signs below it would have no direction."""
    return paragraph(f"== {title} ==", locale)


def bullets(items: Iterable[str], locale: str, *, indent: str = "") -> Iterator[str]:
    """Lines of a list without blank lines between them."""
    for item in items:
        if item:
            yield from paragraph(item, locale, first=f"{indent}- ", rest=f"{indent}  ")


def file(blocks: Iterable[Iterable[str]]) -> bytes:
    """Blocks of lines with a blank line between them, as a file.

    CRLF: Notepad before Windows 10 shows text with bare line feeds as one endless line, its words run together; nothing
    else minds. A byte order mark: the viewers of old Android phones and office programs take a text without one for
    the local 8-bit encoding, and all Arabic in it is lost; what does not know the mark shows one odd sign at the top.
    """
    text = "\n\n".join("\n".join(lines) for lines in map(list, blocks) if lines) + "\n"
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()

"""QR codes that hold the text itself: whoever photographs a sheet of paper carries it on, without a network.

Each code is whole by itself, since the cameras of most phones do not put several together.
"""

from __future__ import annotations

from collections.abc import Iterator

import segno

from crisisbrief.model import Codes
from crisisbrief.render.html import element
from crisisbrief.render.page import heading
from crisisbrief.render.view import View, number_of

ROOM = 858
"""Bytes of UTF-8 in one code: version 20 with the lowest correction, which a phone reads from a print 55 mm wide."""
MORE = "…"
"""Ends what goes on in the next code, and begins it there."""


def codes(view: View) -> str:
    """The codes of one language with what they are for; nothing where the edition asks for none."""
    said = tuple(texts(view))
    if not said:
        return ""
    images = []
    for number, text in enumerate(said, start=1):
        alternative = view.words.text("Code {number} of {total}", number=number, total=len(said))
        made = segno.make(text, error="l", boost_error=False, micro=False, mode="byte", encoding="utf-8")
        images.append(element("img", src=made.png_data_uri(), alt=alternative).removesuffix("</img>"))
    explained = view.words.text("The cameras of most phones read the text out of each code, without a network.")
    title = heading(view, view.words.text("The text as codes"), "codes")
    return "".join([title, element("p", explained), element("div", *images, class_="codes")])


def texts(view: View) -> Iterator[str]:
    """What each code says: the brief, the edition, which code of how many, then lines of the text."""
    lines = tuple(_lines(view))
    if not lines:
        return
    imprint, (title, _) = view.edition.imprint, view.own(view.edition.title)
    head = view.words.text("Edition {number}, {date}", number=imprint.number, date=view.words.date(imprint.published))
    opening = f"{title}\n{head} [99/99]\n"
    parts = tuple(_filled(lines, ROOM - len(opening.encode())))
    for number, part in enumerate(parts, start=1):
        yield f"{title}\n{head} [{number}/{len(parts)}]\n{part}"


def _lines(view: View) -> Iterator[str]:
    """The key messages, or every sentence in the order of the reports, each after its number."""
    edition = view.edition
    if edition.imprint.withdrawn:
        return
    match edition.imprint.codes:
        case Codes.MESSAGES:
            for each in edition.messages:
                yield f"[{number_of(each.anchor)}] {view.rendering(each.anchor, each.clause).text}"
        case Codes.TEXT:
            for anchor in view.segments:
                yield f"[{number_of(anchor)}] {view.rendering(anchor).text}"
        case Codes.NONE:
            return


def _filled(lines: tuple[str, ...], room: int) -> Iterator[str]:
    """The lines in as few texts as fit `room` bytes each; a line that is longer by itself is cut between words."""
    filled = ""
    for line in (piece for whole in lines for piece in _cut(whole, room)):
        joined = f"{filled}\n{line}" if filled else line
        if len(joined.encode()) > room:
            yield filled
            joined = line
        filled = joined
    if filled:
        yield filled


def _cut(line: str, room: int) -> Iterator[str]:
    while len(line.encode()) > room:
        fitting = line.encode()[: room - len(MORE.encode())].decode("utf-8", "ignore")
        kept = fitting.rsplit(" ", 1)[0] if " " in fitting.strip() else fitting
        yield kept + MORE
        line = MORE + line[len(kept) :].lstrip()
    yield line

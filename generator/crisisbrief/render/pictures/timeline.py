"""The timeline as a picture: each dated sentence where its time lies, its shape telling how exactly that is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crisisbrief.model import Certainty, Mention
from crisisbrief.render import phrases
from crisisbrief.render.pictures.axis import BREAK, Axis, Extent
from crisisbrief.render.pictures.canvas import FAINT, TOUCH, WIDTH, Anchor, Canvas, Link, Picture, fitting
from crisisbrief.render.pictures.cells import BASE, GAP, LINE, SAMPLE, Rows, Shape, cell, width_of_cell
from crisisbrief.render.pictures.words import in_bare_words, name_of_mark
from crisisbrief.render.view import View, number_of

FEW = 16
"""Marks, up to which each shows how its sentence begins."""
MOST = 300
"""Marks, beyond which nobody sees anything any more: the list alone is clearer, and lighter."""
MOST_UNDATED = 40
"""Sentences without a date that are shown by their numbers; of more, how many there are."""
HEAD = 40.0
"""What the axis takes, from the top."""
EDGE = 1.0
"""What stays free on both sides: outlines have a width."""
BESIDE = 90.0
"""Least room for words beside a mark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A time that a sentence names."""

    anchor: str
    mention: Mention
    extent: Extent

    @property
    def shape(self) -> Shape:
        if self.mention.clock is not None:
            return Shape.PIN
        return Shape.BOX if self.extent.length == 1 else Shape.STRETCH

    @property
    def worked_out(self) -> bool:
        return self.mention.certainty is not Certainty.EXACT


MEANINGS = {
    (Shape.PIN, False): "hour and day stated",
    (Shape.PIN, True): "hour stated, day worked out",
    (Shape.BOX, False): "day stated",
    (Shape.BOX, True): "day worked out",
    (Shape.STRETCH, False): "month or year stated",
    (Shape.STRETCH, True): "some time between the ends",
}


def draw(view: View, link: Link) -> Picture | None:
    """The picture; None where no sentence can be dated, or too many are."""
    marks = sorted(_marks(view), key=lambda mark: mark.extent)
    if not 0 < len(marks) <= MOST:
        return None
    canvas = Canvas.of(view.locale)
    axis = Axis.of([mark.extent for mark in marks], EDGE, WIDTH - EDGE)
    sketch = _Sketch(view, canvas, axis, link, len(marks))
    drawn = sketch.told(marks) if len(marks) <= FEW else sketch.packed(marks)
    scale = list(_scale(canvas, axis, sketch.down))
    drawn += [*sketch.legend(marks), *sketch.undated(marks)]
    return canvas.picture("timeline", _alternative(view, marks), sketch.down, *scale, *drawn)


def _marks(view: View) -> Iterator[Mark]:
    for anchor in view.segments:
        told = {mention.moment: mention for mention in view.times(anchor) if mention.value is not None}
        yield from (Mark(anchor, each, Extent.of(each.value, each.clock)) for each in told.values() if each.value)


def _alternative(view: View, marks: list[Mark]) -> str:
    first = view.words.date(date.fromordinal(int(marks[0].extent.start)))
    last = view.words.date(date.fromordinal(int(max(mark.extent.end for mark in marks) - 0.001)))
    if first == last:
        return view.words.text("Timeline of {day} as a picture; the list below says the same.", day=first)
    return view.words.text(
        "Timeline from {start} to {end} as a picture; the list below says the same.", start=first, end=last
    )


def _scale(canvas: Canvas, axis: Axis, bottom: float) -> Iterator[str]:
    """Months and years, the dates below them, and thin lines down to the last mark."""
    for piece in axis.pieces:
        yield canvas.text(piece.title(canvas.locale), piece.left, 13, bold=True)
        yield canvas.path((piece.left, 19), (piece.right, 19), stroke="currentColor")
        for tick in piece.ticks(canvas.locale):
            yield canvas.path((tick.along, 19), (tick.along, bottom), stroke="currentColor", stroke_opacity=FAINT)
            yield canvas.text(tick.words, tick.along + 3, 32) if tick.words else ""
    for piece in axis.pieces[:-1]:
        for shift in (-2, 2):
            middle = piece.right + BREAK / 2 + shift
            yield canvas.path((middle - 2, 24), (middle + 2, 14), stroke="currentColor")


@dataclass(slots=True)
class _Sketch:
    """The picture below its axis, from the top down."""

    view: View
    canvas: Canvas
    axis: Axis
    link: Link
    marks: int
    """How many there are in all."""
    down: float = HEAD
    """Down to where it is drawn."""

    def told(self, marks: list[Mark]) -> list[str]:
        """Each mark on a line of its own, how its sentence begins beside it, or below it where there is no room."""
        drawn = []
        for mark in marks:
            left, right, start, wide = self._place(mark)
            first, last = start - GAP, start + wide + GAP
            if mark.shape is Shape.STRETCH:
                first, last = min(first, left - GAP), max(last, right + GAP)
            beside = max(first, WIDTH - last) >= BESIDE
            rendering = self.view.rendering(mark.anchor)
            room = max(first, WIDTH - last) if beside else WIDTH
            words = fitting(rendering.text[:200], room)
            after = WIDTH - last >= first
            side: tuple[float, Anchor] = (last, "start") if after else (first, "end")
            along, anchor = side if beside else (0.0, "start")
            shown = self.canvas.text(
                words, along, self.down + (BASE if beside else LINE + 11), lang=rendering.locale, anchor=anchor
            )
            drawn.append(self._mark(mark, start, shown if words else ""))
            self.down += LINE if beside else LINE + 18
        return drawn

    def packed(self, marks: list[Mark]) -> list[str]:
        """Each mark in the first line in which there is room where its time lies."""
        rows, drawn, top = Rows(), [], self.down
        for mark in marks:
            left, right, start, wide = self._place(mark)
            if mark.shape is Shape.STRETCH:
                begin = min(left, start)
                _, row = rows.place(max(right, start + wide) - begin, begin, begin)
            else:
                first = min(start, left + GAP / 2) if right - left > wide + GAP else start
                start, row = rows.place(wide, first, max(first, right - wide - GAP / 2))
            self.down = top + LINE * row
            drawn.append(self._mark(mark, start))
        self.down = top + LINE * len(rows.lines)
        return drawn

    def _place(self, mark: Mark) -> tuple[float, float, float, float]:
        """Where its time begins and ends along the line, and where its cell begins in the middle of that, how wide."""
        left, right = self.axis.along(mark.extent.start), self.axis.along(mark.extent.end)
        wide = width_of_cell(number_of(mark.anchor))
        return left, right, min(max(EDGE, (left + right - wide) / 2), WIDTH - EDGE - wide), wide

    def _mark(self, mark: Mark, start: float, words: str = "") -> str:
        about = phrases.when(in_bare_words(self.view), mark.anchor, mark.mention)
        name = name_of_mark(self.view, mark.anchor, about, self.marks)
        label = number_of(mark.anchor)
        shape = cell(self.canvas, start, self.down, label, mark.shape, broken=mark.worked_out)
        ends = "".join(self._ends(mark, start)) if mark.shape is Shape.STRETCH else ""
        return self.canvas.mark(name, self.link(mark.anchor), ends, shape, words)

    def _ends(self, mark: Mark, start: float) -> Iterator[str]:
        """Lines from a cell to both ends of its time: with a stop at an end, with a point where it goes on."""
        left, right, _, wide = self._place(mark)
        begun, ended = self.axis.covers(mark.extent)
        middle = self.down + TOUCH / 2
        for here, end, stops in ((start, left, begun), (start + wide, right, ended)):
            if abs(here - end) < GAP or (end > here) == (here == start):
                continue
            back = 5 if end < here else -5
            yield self.canvas.path((here, middle), (end, middle), stroke="currentColor")
            point = 0 if stops else back
            yield self.canvas.path(
                (end + point, middle - 5), (end, middle), (end + point, middle + 5), fill="none", stroke="currentColor"
            )

    def legend(self, marks: list[Mark]) -> Iterator[str]:
        """What the shapes mean, of those that there are."""
        self.down += 2 * GAP
        used = {(mark.shape, mark.worked_out) for mark in marks}
        for (shape, broken), meaning in MEANINGS.items():
            if (shape, broken) in used:
                yield cell(self.canvas, EDGE, self.down, "", shape, broken=broken, wide=SAMPLE)
                yield self.canvas.text(self.view.words.text(meaning), SAMPLE + 2 * GAP, self.down + BASE)
                self.down += LINE

    def undated(self, marks: list[Mark]) -> Iterator[str]:
        """The sentences without a date, by their numbers."""
        dated = {mark.anchor for mark in marks}
        found = [anchor for anchor in self.view.segments if anchor not in dated]
        if not found:
            return
        words = self.view.words.text("Without a date")
        self.down += GAP
        yield self.canvas.text(words, 0, self.down + 13, bold=True)
        self.down += 20
        if len(found) > MOST_UNDATED:
            yield self.canvas.text(
                self.view.words.count("{n} sentence", "{n} sentences", len(found)), 0, self.down + 13
            )
            self.down += 20
            return
        rows, top = Rows(), self.down
        for anchor in found:
            wide = width_of_cell(number_of(anchor))
            start, row = rows.place(wide, 0, WIDTH - wide)
            shown = cell(self.canvas, start, top + LINE * row, number_of(anchor), Shape.BARE)
            name = self.view.words.text("Sentence {number}: {about}", number=number_of(anchor), about=words)
            yield self.canvas.mark(name, self.link(anchor), shown)
        self.down = top + LINE * len(rows.lines)

"""The timeline as a picture: each dated sentence where its time lies, its shape telling how exactly that is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from crisisbrief.model import Certainty, Mention
from crisisbrief.render import phrases
from crisisbrief.render.pictures.axis import BREAK, Axis, Extent
from crisisbrief.render.pictures.canvas import FAINT, TOUCH, WIDTH, Canvas, Link, Picture, fitting
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
STEP = 18.0
"""From one line of text to the next."""
BELOW = LINE + 11.0
"""From the top of a mark to the base line of words below it."""
MUCH = 200
"""Characters of a sentence, of which never more have room."""
POINT = 5.0
"""Half the height of what stands at the end of a stretch of time."""


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
        if title := piece.title(canvas.locale):
            yield canvas.text(title, piece.left, 13, bold=True)
        yield canvas.path((piece.left, 19), (piece.right, 19), stroke="currentColor")
        for tick in piece.ticks(canvas.locale):
            yield canvas.path((tick.along, 19), (tick.along, bottom), stroke="currentColor", stroke_opacity=FAINT)
            if tick.words:
                yield canvas.text(tick.words, tick.along + 3, 32)
    for piece in axis.pieces[:-1]:
        for shift in (-2, 2):
            middle = piece.right + BREAK / 2 + shift
            yield canvas.path((middle - 2, 24), (middle + 2, 14), stroke="currentColor")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a mark lies along the line."""

    left: float
    right: float
    """Where its time begins and ends."""
    start: float
    """Where its cell begins: in the middle of its time, if nothing else is there."""
    wide: float
    """Of its cell."""

    @property
    def begin(self) -> float:
        """Where cell and time begin."""
        return min(self.left, self.start)

    @property
    def end(self) -> float:
        return max(self.right, self.start + self.wide)


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
        """Each mark on a line of its own, with how its sentence begins."""
        drawn = []
        for mark in marks:
            place = self._place(mark)
            words, high = self._words(mark, place)
            drawn.append(self._mark(mark, place, words))
            self.down += high
        return drawn

    def packed(self, marks: list[Mark]) -> list[str]:
        """Each mark in the first line in which there is room where its time lies."""
        rows, drawn, top = Rows(), [], self.down
        for mark in marks:
            place = self._place(mark)
            if mark.shape is Shape.STRETCH:
                _, row = rows.place(place.end - place.begin, place.begin, place.begin)
            else:
                # anywhere in its day, where the day is wide enough
                wide_day = place.right - place.left > place.wide + GAP
                first = place.left + GAP / 2 if wide_day else place.start
                last = place.right - GAP / 2 - place.wide if wide_day else place.start
                start, row = rows.place(place.wide, first, last)
                place = replace(place, start=start)
            self.down = top + LINE * row
            drawn.append(self._mark(mark, place))
        self.down = top + LINE * len(rows.lines)
        return drawn

    def _place(self, mark: Mark) -> _Place:
        left, right = self.axis.along(mark.extent.start), self.axis.along(mark.extent.end)
        wide = width_of_cell(number_of(mark.anchor))
        start = min(max(EDGE, (left + right - wide) / 2), WIDTH - EDGE - wide)
        return _Place(left, right, start, wide)

    def _words(self, mark: Mark, place: _Place) -> tuple[str, float]:
        """How a sentence begins, on that side of its mark which has more room, or below it where neither has enough;
        and how high mark and words are."""
        begin, end = place.start, place.start + place.wide
        if mark.shape is Shape.STRETCH:
            begin, end = place.begin, place.end
        before, after = begin - GAP, WIDTH - end - GAP
        rendering = self.view.rendering(mark.anchor)
        if max(before, after) < BESIDE:
            words = fitting(rendering.text[:MUCH], WIDTH)
            return self.canvas.text(words, 0, self.down + BELOW, lang=rendering.locale), LINE + STEP
        words = fitting(rendering.text[:MUCH], max(before, after))
        if after >= before:
            return self.canvas.text(words, end + GAP, self.down + BASE, lang=rendering.locale), LINE
        return self.canvas.text(words, before, self.down + BASE, lang=rendering.locale, anchor="end"), LINE

    def _mark(self, mark: Mark, place: _Place, words: str = "") -> str:
        about = phrases.when(in_bare_words(self.view), mark.anchor, mark.mention)
        name = name_of_mark(self.view, mark.anchor, about, self.marks)
        label = number_of(mark.anchor)
        shape = cell(self.canvas, place.start, self.down, label, mark.shape, broken=mark.worked_out)
        ends = "".join(self._ends(mark, place)) if mark.shape is Shape.STRETCH else ""
        return self.canvas.mark(name, self.link(mark.anchor), ends, shape, words)

    def _ends(self, mark: Mark, place: _Place) -> Iterator[str]:
        """Lines from a cell to both ends of its time, as far as there is room: with a stop at an end, with a point
        where the time goes on beyond the axis."""
        begun, ended = self.axis.covers(mark.extent)
        if place.left < place.start - GAP:
            yield from self._end(place.start, place.left, 0 if begun else POINT)
        if place.right > place.start + place.wide + GAP:
            yield from self._end(place.start + place.wide, place.right, 0 if ended else -POINT)

    def _end(self, start: float, end: float, back: float) -> Iterator[str]:
        middle = self.down + TOUCH / 2
        tips = (end + back, middle - POINT), (end, middle), (end + back, middle + POINT)
        yield self.canvas.path((start, middle), (end, middle), stroke="currentColor")
        yield self.canvas.path(*tips, fill="none", stroke="currentColor")

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

"""Who takes which stance, as a picture: the speakers by side, a column for each stance, every sentence a mark.

A stance is what the reporting verb does ("condemned", "called for"), as the attribution found it. Nothing is read into
a sentence that merely says something: it stands in the column of those in which no stance was found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crisisbrief.model import Actor, Side, Stance
from crisisbrief.render import phrases
from crisisbrief.render.pictures.canvas import BOLD, FAINT, LETTERS, WIDTH, Canvas, Link, Picture, fitting, width_of
from crisisbrief.render.pictures.cells import BASE, GAP, LINE, SAMPLE, Rows, Shape, cell, width_of_cell
from crisisbrief.render.pictures.words import in_bare_words, name_of_mark
from crisisbrief.render.view import View, number_of

MOST = 300
"""Marks, beyond which the list alone is clearer, and lighter."""
VOICES = (Side.OWN, Side.OPPOSITION, Side.FOREIGN, Side.INTERNATIONAL, Side.MEDIA, Side.UNKNOWN)
"""The sides, in the order of the rows; all but the last are shown even where nobody speaks for them."""
STANCES = (*phrases.STANCES, Stance.SAID)
"""In the order of the columns: what takes a stance before what takes none."""
STEP = 20.0
"""From one line of text to the next."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A stance that somebody takes."""

    stance: Stance
    title: str
    start: float
    wide: float
    down: float
    """Down to where its title begins."""


def draw(view: View, link: Link) -> Picture | None:
    """The picture; None where nobody speaks, or far too many do."""
    stances = {anchor: each.attribution.stance for anchor, each in view.segments.items() if each.attribution}
    said = sayings(view)
    if not 0 < len(said) <= MOST:
        return None
    sketch = _Sketch(view, Canvas.of(view.locale), link, len(said))
    columns = sketch.columns({stances[anchor] for anchor in said})
    drawn = [*sketch.head(columns)]
    drawn += [markup for side in VOICES for markup in sketch.side(side, columns)]
    drawn += sketch.legend(said)
    alternative = view.words.text("Who takes which stance, as a picture; the list below says the same.")
    return sketch.canvas.picture("reactions", alternative, sketch.down, *drawn)


def sayings(view: View) -> tuple[str, ...]:
    """The sentences that some actor says."""
    said = (anchor for actor in view.edition.actors for anchor in actor.says if view.segments[anchor].attribution)
    return tuple(dict.fromkeys(said))


@dataclass(slots=True)
class _Sketch:
    """The picture, from the top down."""

    view: View
    canvas: Canvas
    link: Link
    marks: int
    """How many there are in all."""
    down: float = 0.0

    def columns(self, taken: set[Stance]) -> list[_Column]:
        """One for each stance that is taken, side by side. Their titles share a line where all have room; else each
        has one of its own, the first on top: so none runs over the line that leads down from another."""
        shown = [stance for stance in STANCES if stance in taken]
        titles = [self._title(stance) for stance in shown]
        wide = WIDTH / len(shown)
        steps = 0.0 if all(width_of(title) + 2 * GAP <= wide for title in titles) else STEP
        return [
            _Column(stance, title, at * wide, wide, at * steps)
            for at, (stance, title) in enumerate(zip(shown, titles, strict=True))
        ]

    def _title(self, stance: Stance) -> str:
        if stance in phrases.STANCES:
            return self.view.words.text(phrases.STANCES[stance])
        return self.view.words.text("no stance found")

    def head(self, columns: list[_Column]) -> Iterator[str]:
        bottom = columns[-1].down + STEP + GAP
        for column in columns:
            along = max(0.0, min(column.start + GAP, WIDTH - width_of(column.title)))
            yield self.canvas.text(column.title, along, column.down + 13)
            yield self._guide(column, column.down + 2, bottom)
        self.down = bottom
        yield self._rule()

    def _guide(self, column: _Column, top: float, bottom: float) -> str:
        """A thin line where a column begins; never through a name."""
        start = column.start + 0.5
        return self.canvas.path((start, top), (start, bottom), stroke="currentColor", stroke_opacity=FAINT)

    def _rule(self, faint: str | None = None) -> str:
        return self.canvas.path((0, self.down), (WIDTH, self.down), stroke="currentColor", stroke_opacity=faint)

    def side(self, side: Side, columns: list[_Column]) -> Iterator[str]:
        """Who speaks for a side, each with what they say; that nobody does, where nobody is heard of a known side."""
        speakers = [actor for actor in self.view.edition.actors if actor.side is side and actor.says]
        if not speakers and side is Side.UNKNOWN:
            return
        self.down += STEP
        title = self.view.words.text(phrases.SIDES[side])
        yield self.canvas.text(fitting(title, WIDTH - 3 * GAP, LETTERS * BOLD), GAP, self.down, bold=True)
        if not speakers:
            self.down += STEP
            yield self.canvas.text(self.view.words.text("nobody is quoted"), GAP, self.down)
        for actor in speakers:
            yield from self._speaker(actor, columns)
        self.down += 2 * GAP
        yield self._rule(FAINT)

    def _speaker(self, actor: Actor, columns: list[_Column]) -> Iterator[str]:
        """A name, and below it the sentences in the columns of their stances."""
        self.down += STEP
        name, lang = self._name(actor)
        yield self.canvas.text(fitting(name, WIDTH - 2 * GAP), GAP, self.down, lang=lang)
        rows, top = Rows(), self.down + 2 * GAP
        for anchor in actor.says:
            said = self.view.segments[anchor].attribution
            if said is None:
                continue
            column = next(each for each in columns if each.stance is said.stance)
            wide = width_of_cell(number_of(anchor))
            first = min(column.start + GAP, WIDTH - wide - 1)
            start, row = rows.place(wide, first, max(first, column.start + column.wide - wide - GAP))
            shown = cell(
                self.canvas, start, top + LINE * row, number_of(anchor), Shape.BOX, broken=said.carried_from is not None
            )
            about = phrases.speaker(in_bare_words(self.view), anchor) or ""
            yield self.canvas.mark(name_of_mark(self.view, anchor, about, self.marks), self.link(anchor), shown)
        self.down = top + LINE * len(rows.lines) - GAP
        yield from (self._guide(column, top, self.down) for column in columns)

    def _name(self, actor: Actor) -> tuple[str, str]:
        """The actor's name and the language that it is in."""
        lang = self.view.reports[actor.variants[0][2]].locale
        translated = self.view.edition.glossary.get(actor.name, {}).get(self.view.locale)
        return (translated, self.view.locale) if translated and lang != self.view.locale else (actor.name, lang)

    def legend(self, said: tuple[str, ...]) -> Iterator[str]:
        """What a broken outline means, where there is one."""
        attributions = (self.view.segments[anchor].attribution for anchor in said)
        if any(each and each.carried_from for each in attributions):
            self.down += 2 * GAP
            yield cell(self.canvas, 1, self.down, "", Shape.BOX, broken=True, wide=SAMPLE)
            words = self.view.words.text("speaker named in an earlier sentence")
            yield self.canvas.text(words, SAMPLE + 2 * GAP, self.down + BASE)
            self.down += LINE

"""A script to be read aloud, for each language: who is speaking comes before what they say, with the time it takes.

What a newsreader says stands in lines of its own; a number in square brackets is a cue: of a sentence, or how long a
block takes. The sentences are those of the brief, letter for letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from crisisbrief import languages
from crisisbrief.export import Files
from crisisbrief.model import Edition, KeyMessage, Note, State
from crisisbrief.render import phrases
from crisisbrief.render.pages.actors import name_of, side_lists
from crisisbrief.render.pages.overview import excerpt
from crisisbrief.render.pages.parts import endonym, state, withdrawal
from crisisbrief.render.plain import PlainPen, bullets, file, heading, in_order, paragraph, visible
from crisisbrief.render.status import STOOD_BY, edition_line, status
from crisisbrief.render.view import View, number_of, shown_sections
from crisisbrief.sections import Section

TOLD_ONCE = (State.SOURCE, *STOOD_BY)
"""States of which the opening tells once for all; any other is said before its sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is said in one go."""

    text: str
    locale: str | None
    """None for digits alone: they run from the left in every language."""
    cue: str = ""
    """Stands before it and is not said."""
    words: int | None = None
    """How many words it takes to say it, where they are not those that are written."""

    def spoken(self) -> int:
        if self.words is not None:
            return self.words
        return sum(any(map(str.isalnum, word)) for word in self.text.split())


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the script under a title that is said, too."""

    title: Line
    lines: tuple[Line, ...]

    def seconds(self, pace: int) -> int:
        return ceil(sum(line.spoken() for line in (self.title, *self.lines)) * 60 / pace)


def export(edition: Edition) -> Files:
    views = (View.of(edition, locale, PlainPen(locale)) for locale in edition.locales)
    return {"radio.txt": file(block for view in views for block in _script(view))}


def _script(view: View) -> Iterator[list[str]]:
    pace = languages.load(view.locale).words_per_minute
    blocks = tuple(_blocks(view))
    yield heading(view.pen.plain(endonym(view.locale)), view.locale)
    yield list(bullets(_instructions(view, blocks, pace), view.locale))
    for block in blocks:
        length = _duration(block.seconds(pace))
        yield paragraph(f"== {block.title.text} == [{length}]", view.locale)
        yield from (_written(view, line) for line in block.lines)


def _written(view: View, line: Line) -> list[str]:
    if line.locale is None:
        return [line.text]
    figures = in_order(view, line.text, line.locale)
    return [*paragraph(line.text, line.locale, first=line.cue), *bullets(figures, view.locale, indent="  ")]


def _instructions(view: View, blocks: Iterable[Block], pace: int) -> Iterator[str]:
    """For the newsreader, before the script begins."""
    length = view.pen.plain(_duration(sum(block.seconds(pace) for block in blocks)))
    speed = view.words.count("{n} word a minute", "{n} words a minute", pace)
    yield view.words.text("Reading time in minutes and seconds: {duration}, at {pace}", duration=length, pace=speed)
    yield view.words.text("Numbers in square brackets are not read out.")


def _duration(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def _blocks(view: View) -> Iterator[Block]:
    """The whole script in its order; of a withdrawn edition the notice."""
    if view.edition.imprint.withdrawn:
        yield _block(view, view.words.text("Withdrawn"), _notice(view))
    else:
        yield _block(view, view.words.text("Opening"), _opening(view))
        if view.edition.messages:
            messages = (line for each in view.edition.messages for line in _message(view, each))
            yield _block(view, view.words.text("Key messages"), messages)
        for section in shown_sections(view.edition):
            yield _block(view, phrases.title(view, section.id), _section(view, section))
        loose = [line for note in view.edition.notes if not note.anchors for line in _note(view, note)]
        if loose:
            yield _block(view, view.words.text("Editors’ notes"), loose)
        if unknown := list(_unknown(view)):
            yield _block(view, view.words.text("What is not known"), unknown)
    if view.edition.key:
        yield _block(view, view.words.text("How to check the files"), _fingerprint(view, view.edition.key.fingerprint))
    yield _block(view, view.words.text("End"), [_title(view), _say(view, edition_line(view))])


def _block(view: View, title: str, lines: Iterable[Line]) -> Block:
    return Block(_say(view, title), tuple(lines))


def _say(view: View, text: str) -> Line:
    return Line(text, view.locale)


def _title(view: View) -> Line:
    words, locale = view.own(view.edition.title)
    return Line(visible(words), locale)


def _edition_note(view: View) -> Iterator[Line]:
    if view.edition.imprint.note:
        words, locale = view.own(view.edition.imprint.note)
        yield Line(visible(words), locale)


def _notice(view: View) -> Iterator[Line]:
    yield _title(view)
    yield _say(view, withdrawal(view))
    yield from _edition_note(view)
    yield _say(view, view.words.text("If you passed this edition on, pass this notice on too."))


def _opening(view: View) -> Iterator[Line]:
    """What is read, as of when, whose words they are."""
    yield _title(view)
    yield from (_say(view, line) for line in status(view))
    yield from _edition_note(view)
    if names := [name_of(view, actor) for actor in view.edition.actors if actor.says]:
        yield _say(view, view.words.text("We quote: {names}", names=view.words.list(names)))
    yield _say(view, view.words.text("Where nobody is named first, the report names no speaker."))


def _speaker(view: View, anchor: str, clause: str | None = None) -> Iterator[Line]:
    """Who says what comes next, before it is said; nothing where the report names nobody. Where the name stands in an
    earlier sentence it is said again: a listener cannot look back."""
    attribution = view.segments[anchor].attribution
    if attribution and phrases.speaks_for(view, anchor, clause):
        report = view.reports[attribution.carried_from or anchor]
        name = phrases.name(view, attribution.speaker.of(report.text), report.locale)
        yield _say(view, view.words.text("Who says so: {speaker}", speaker=name))


def _message(view: View, message: KeyMessage) -> Iterator[Line]:
    yield from _speaker(view, message.anchor, message.clause)
    shown = excerpt(view, message.anchor, message.clause)
    yield Line(visible(shown.text), shown.locale)


def _section(view: View, section: Section) -> Iterator[Line]:
    home = view.edition.brief.in_section(section.id)
    if not home:
        yield _say(view, view.words.text("No sentence of the report stands in this section."))
    for each in home:
        yield from _speaker(view, each.anchor)
        shown = view.rendering(each.anchor)
        if shown.state not in TOLD_ONCE:
            yield _say(view, state(view, each.anchor))
        yield Line(visible(shown.text), shown.locale, cue=f"[{number_of(each.anchor)}] ")
        for note in view.edition.notes:
            if note.anchors and each.anchor == _last_read(view, note):
                yield from _note(view, note)


def _last_read(view: View, note: Note) -> str:
    """Of a note's sentences the one that the script has last: the note is read out behind it."""
    brief = view.edition.brief
    order = [each.anchor for section in shown_sections(view.edition) for each in brief.in_section(section.id)]
    return max(note.anchors, key=order.index)


def _note(view: View, note: Note) -> Iterator[Line]:
    yield _say(view, view.words.text("Note of {date}", date=view.pen.plain(view.words.date(note.on))))
    words, locale = view.own(note.text)
    yield Line(visible(words), locale)


def _unknown(view: View) -> Iterator[Line]:
    """Questions without an answer, sentences that do not agree, people who are not heard."""
    open_questions = [fact for fact in view.edition.facts if fact.anchor is None]
    if open_questions:
        yield _say(view, view.words.text("The report does not say:"))
    for fact in open_questions:
        question, locale = view.own(fact.question)
        yield Line(visible(question), locale)
    if view.edition.tensions:
        yield _say(view, view.words.text("What does not fit together"))
        yield from (_say(view, phrases.tension(view, tension)) for tension in view.edition.tensions)
    _, missing = side_lists(view)
    if missing:
        yield _say(view, view.words.text("Voices missing from the report:"))
        yield from (_say(view, side) for side in missing)


def _fingerprint(view: View, digits: str) -> Iterator[Line]:
    yield _say(
        view,
        view.words.text(
            "This is the fingerprint of the key with which the editors sign. If one digit differs from what your file "
            "or program shows, do not trust the file."
        ),
    )
    # each digit is a word
    yield Line(digits, None, words=sum(map(str.isdecimal, digits)))

"""Plain text, one file a language: for terminals, feature phones, screen readers, anything that shows letters.

A sentence begins with its number in square brackets (`[3.2]` is `p3s2`) and ends where an indented line or a blank one
follows; render/plain.py says how its words are read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crisisbrief.export import Files
from crisisbrief.model import Certainty, Edition, Fact, KeyMessage, Mention, Report
from crisisbrief.render import phrases
from crisisbrief.render.pages.about import known
from crisisbrief.render.pages.actors import name_of, other_names, side_lists, spellings
from crisisbrief.render.pages.overview import excerpt
from crisisbrief.render.pages.parts import remarks, said_by, state, when, withdrawal
from crisisbrief.render.pages.source import report_title
from crisisbrief.render.pages.timeline import by_date, heading_of
from crisisbrief.render.plain import PlainPen, bullets, file, heading, in_order, paragraph, visible
from crisisbrief.render.status import edition_line, status
from crisisbrief.render.view import View, number_of, shown_sections
from crisisbrief.sections import Section

SUMS = "SHA256SUMS"
Lines = list[str]


def export(edition: Edition) -> Files:
    views = (View.of(edition, locale, PlainPen(locale)) for locale in edition.locales)
    return {f"{edition.brief.slug}.{view.locale}.txt": file(_blocks(view)) for view in views}


def _blocks(view: View) -> Iterator[Lines]:
    """All that one language shows, in reading order; of a withdrawn edition the notice alone."""
    if view.edition.imprint.withdrawn:
        yield from notice(view)
    else:
        yield from _overview(view)
        for section in shown_sections(view.edition):
            yield from _section(view, section)
        yield from _notes(view)
        yield from _timeline(view)
        yield from _actors(view)
        for report in view.edition.brief.reports:
            yield from _source(view, report)
    yield from _check(view)


def title(view: View) -> Lines:
    words, locale = view.own(view.edition.title)
    return paragraph(visible(words), locale)


def notice(view: View) -> Iterator[Lines]:
    """Instead of a withdrawn edition's text: that it was taken back, which edition that was, what to do."""
    yield _said(view, withdrawal(view))
    yield title(view)
    yield _said(view, edition_line(view))
    yield from note(view)
    yield _said(view, view.words.text("If you passed this edition on, pass this notice on too."))


def note(view: View) -> Iterator[Lines]:
    """What the editors say about this edition."""
    if view.edition.imprint.note:
        words, locale = view.own(view.edition.imprint.note)
        yield paragraph(visible(words), locale)


def _said(view: View, text: str) -> Lines:
    """What the interface says, phrases in it written by the pen."""
    return paragraph(text, view.locale)


def _heading(view: View, text: str) -> Lines:
    return heading(text, view.locale)


def _bullets(view: View, items: Iterable[str], indent: str = "") -> Lines:
    return list(bullets(items, view.locale, indent=indent))


# What comes first ----------------------------------------------------------------------------------------------------


def _overview(view: View) -> Iterator[Lines]:
    edition = view.edition
    yield title(view)
    yield _bullets(view, status(view))
    yield from note(view)
    if edition.imprint.next_update:
        coming = phrases.text(view, *view.own(edition.imprint.next_update))
        yield _said(view, view.words.text("Next edition: {when}", when=coming))
    yield _said(
        view,
        view.words.text("The numbers in square brackets are those of the paragraph and the sentence in the report."),
    )
    if edition.messages:
        yield _heading(view, view.words.text("Key messages"))
        yield from (_message(view, each) for each in edition.messages)
    if edition.facts:
        yield _heading(view, view.words.text("What readers ask first"))
        yield from (_fact(view, each) for each in edition.facts)
    if edition.tensions:
        yield _heading(view, view.words.text("What does not fit together"))
        yield _said(
            view, view.words.text("These sentences of the report do not agree. All are shown; none is preferred.")
        )
    for tension in edition.tensions:
        links = view.words.list(phrases.sentence_link(view, anchor) for anchor in tension.anchors)
        yield [
            *_said(view, phrases.tension(view, tension)),
            *_bullets(view, [view.words.text("On sentence: {sentences}", sentences=links)], "  "),
        ]


def _message(view: View, message: KeyMessage) -> Lines:
    shown = excerpt(view, message.anchor, message.clause)
    words = paragraph(visible(shown.text), shown.locale, first="* ", rest="  ")
    return [*words, *_quoted_from(view, message.anchor, message.clause)]


def _fact(view: View, fact: Fact) -> Lines:
    question, locale = view.own(fact.question)
    asked = paragraph(visible(question), locale)
    if fact.anchor is None:
        return [*asked, *paragraph(view.words.text("not stated in this source"), view.locale, first="* ", rest="  ")]
    shown = excerpt(view, fact.anchor, fact.clause)
    answer = paragraph(visible(shown.text), shown.locale, first="* ", rest="  ")
    return [*asked, *answer, *_quoted_from(view, fact.anchor, fact.clause)]


def _quoted_from(view: View, anchor: str, clause: str | None) -> Lines:
    """Under words of the report: who says them, where that can be said, and their sentence."""
    said = [said_by(view, anchor)] if phrases.speaks_for(view, anchor, clause) else []
    shown = view.rendering(anchor, clause)
    number = view.words.text("In the report: {number}", number=view.pen.plain(number_of(anchor)))
    return _bullets(view, [*in_order(view, shown.text, shown.locale), *said, number], "  ")


# The sentences -------------------------------------------------------------------------------------------------------


def _section(view: View, section: Section) -> Iterator[Lines]:
    yield _heading(view, phrases.title(view, section.id))
    home = view.edition.brief.in_section(section.id)
    if not home:
        yield _said(view, view.words.text("No sentence of the report stands in this section."))
    mixed = len(view.states()) > 1
    for each in home:
        shown = view.rendering(each.anchor)
        about = [
            *in_order(view, shown.text, shown.locale),
            said_by(view, each.anchor),
            *(when(view, each.anchor, mention) for mention in view.times(each.anchor)),
            phrases.placed(view, each.anchor),
            state(view, each.anchor) if mixed else "",
            *remarks(view, each.anchor),
        ]
        yield [*sentence(view, each.anchor), *_bullets(view, about, "  ")]
    cited = [phrases.sentence_link(view, each.anchor) for each in view.edition.brief.cited_in(section.id)]
    if cited:
        yield [*_said(view, view.words.text("See also")), *_bullets(view, [view.words.list(cited)], "  ")]


def sentence(view: View, anchor: str) -> Lines:
    """A sentence after its number, in its own direction."""
    shown = view.rendering(anchor)
    return paragraph(visible(shown.text), shown.locale, first=f"[{number_of(anchor)}] ")


# The same sentences by date, by actor; what is known about the report ------------------------------------------------


def _notes(view: View) -> Iterator[Lines]:
    if view.edition.notes:
        yield _heading(view, view.words.text("Editors’ notes"))
    for each in view.edition.notes:
        day = view.words.text("Note of {date}", date=view.pen.plain(view.words.date(each.on)))
        links = view.words.list(phrases.sentence_link(view, anchor) for anchor in each.anchors)
        where = view.words.text("On sentence: {sentences}", sentences=links) if each.anchors else ""
        words, locale = view.own(each.text)
        yield [*_said(view, day), *paragraph(visible(words), locale), *_bullets(view, [where], "  ")]


def _timeline(view: View) -> Iterator[Lines]:
    dated = by_date(view)
    told = {anchor for _, entries in dated for anchor, _ in entries}
    yield _heading(view, view.words.text("Timeline"))
    for value, entries in dated:
        lines = [_dated(view, anchor, mention) for anchor, mentions in entries for mention in mentions]
        yield [*_said(view, heading_of(view, value)), *_bullets(view, lines, "  ")]
    undated = [phrases.sentence_link(view, anchor) for anchor in view.segments if anchor not in told]
    if undated:
        yield [*_said(view, view.words.text("Without a date")), *_bullets(view, [view.words.list(undated)], "  ")]


def _dated(view: View, anchor: str, mention: Mention) -> str:
    words = phrases.quoted(view, view.words_of(anchor, mention.span), view.reports[anchor].locale)
    number = phrases.sentence_link(view, anchor)
    if mention.certainty is Certainty.EXACT:
        return view.words.text("{sentence}, stated: {words}", sentence=number, words=words)
    return view.words.text("{sentence}, worked out from {words}", sentence=number, words=words)


def _actors(view: View) -> Iterator[Lines]:
    yield _heading(view, view.words.text("Actors"))
    for actor in view.edition.actors:
        about = [
            *other_names(view, actor),
            view.words.text("In the report: {spellings}", spellings=view.words.list(spellings(view, actor))),
            view.words.text("Side: {side}", side=view.words.text(phrases.SIDES[actor.side])),
            view.words.text(
                "Named in: {sentences}",
                sentences=view.words.list(phrases.sentence_link(view, anchor) for anchor in actor.anchors),
            ),
        ]
        yield [*_said(view, name_of(view, actor)), *_bullets(view, about, "  ")]
    speaking, missing = side_lists(view)
    if speaking:
        yield [*_said(view, view.words.text("Quoted or reported as speaking:")), *_bullets(view, speaking, "  ")]
    if missing:
        yield [*_said(view, view.words.text("Voices missing from the report:")), *_bullets(view, missing, "  ")]


def _source(view: View, report: Report) -> Iterator[Lines]:
    yield _heading(view, view.words.text("The report"))
    yield [*_said(view, report_title(view, report)), *_bullets(view, known(view, report), "  ")]


def _check(view: View) -> Iterator[Lines]:
    """How to know that the file is the editors' own."""
    yield _heading(view, view.words.text("How to check this file"))
    yield _said(
        view,
        view.words.text(
            "Its checksum stands in the file {sums}, which was published with it. A computer can work it out again and "
            "compare.",
            sums=view.pen.plain(SUMS),
        ),
    )
    if view.edition.key:
        yield from fingerprint(view, view.edition.key.fingerprint)


def fingerprint(view: View, digits: str) -> Iterator[Lines]:
    """The fingerprint on a line of its own: among Arabic words its groups would change places."""
    yield _said(
        view,
        view.words.text(
            "The fingerprint of the editors’ key follows. It proves something only if you have heard or read the same "
            "one elsewhere."
        ),
    )
    yield [digits]

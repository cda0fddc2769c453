"""About a brief: how it was made, what its words mean, what its editors remark, where the report comes from."""

from __future__ import annotations

from collections.abc import Iterator

from crisisbrief.model import Note, Report, State
from crisisbrief.render import phrases
from crisisbrief.render.dialect import bullets, container, heading
from crisisbrief.render.pages.parts import write
from crisisbrief.render.pages.source import report_title
from crisisbrief.render.verify_page import NAME as VERIFY_PAGE
from crisisbrief.render.view import View


def about(view: View, order: int) -> str:
    words = [_made(view), _confidence(view), _states(view), _wording(view)]
    blocks = [*words, notes(view, 2), _provenance(view), _genuine(view)]
    return write(view, "about", view.words.text("About this brief"), order, *blocks)


def _made(view: View) -> str:
    decided = sum(placement.decided_by_editor for placement in view.edition.brief.placements.values())
    lines = [
        view.words.text(
            "Every sentence of the report stands in this brief, in the report’s own words or translated. "
            "None was left out, none was added."
        ),
        view.words.text(
            "A program placed each sentence in a section. "
            "It learned from other reports and shows the words that decided."
        ),
        view.words.text("An editor’s decision stands above the program’s. It is marked where it applies."),
        view.words.count("The editor decided on {n} sentence.", "The editor decided on {n} sentences.", decided),
        view.words.text("Who says a sentence is taken from the report itself. Where it names nobody, nobody is named."),
        view.words.text("That a sentence stands here does not mean that it is true: it means that the report says so."),
    ]
    return "\n\n".join([heading(2, view.words.text("How it was made"), "made"), bullets(lines)])


def _confidence(view: View) -> str:
    percents = [view.pen.plain(view.words.percent(least)) for least, _ in phrases.CONFIDENCE]
    lines = [
        view.words.text("{confidence}: {share} or more", confidence=view.words.text(words), share=share)
        for (_, words), share in zip(phrases.CONFIDENCE[:-1], percents, strict=False)
    ]
    lowest = view.words.text(
        "{confidence}: less than {share}", confidence=view.words.text(phrases.CONFIDENCE[-1][1]), share=percents[-2]
    )
    intro = view.words.text(
        "How sure the program was that a sentence belongs in its section. "
        "It says nothing about whether the sentence is true."
    )
    return "\n\n".join(
        [heading(2, view.words.text("How certain a placement is"), "confidence"), intro, bullets([*lines, lowest])]
    )


def _states(view: View) -> str:
    intro = view.words.text("Each translated sentence says how far it was checked:")
    states = [state for state in State if state is not State.SOURCE]
    lines = bullets(view.words.text(phrases.STATES[state]) for state in states)
    return "\n\n".join([heading(2, view.words.text("What the states of a translation mean"), "states"), intro, lines])


def _wording(view: View) -> str:
    lines = [
        view.words.text(
            "Words that take sides stay as the report has them. They are the report’s words, not the editors’."
        ),
        view.words.text("Names stay as the report spells them, even where it spells one name in two ways."),
        view.words.text("Where sentences do not agree, they are shown side by side and none is preferred."),
        view.words.text("Quotations in the report may themselves be translations."),
    ]
    return "\n\n".join([heading(2, view.words.text("Wording"), "wording"), bullets(lines)])


def notes(view: View, level: int) -> str:
    """The editors' dated remarks under a heading; nothing where there are none."""
    if not view.edition.notes:
        return ""
    return "\n\n".join(
        [
            heading(level, view.words.text("Editors’ notes"), "notes"),
            *(_note(view, each) for each in view.edition.notes),
        ]
    )


def _note(view: View, note: Note) -> str:
    head = view.words.text("Note of {date}", date=view.pen.plain(view.words.date(note.on)))
    links = view.words.list(phrases.sentence_link(view, anchor) for anchor in note.anchors)
    where = view.words.text("On sentence: {sentences}", sentences=links) if note.anchors else ""
    return container("cb-note", f"**{head}**", phrases.text(view, *view.own(note.text)), where)


def _provenance(view: View) -> str:
    blocks = [heading(2, view.words.text("Where the report comes from"), "provenance")]
    for report in view.edition.brief.reports:
        blocks.append(container("cb-provenance", f"**{report_title(view, report)}**", bullets(known(view, report))))
    return "\n\n".join(blocks)


def known(view: View, report: Report) -> Iterator[str]:
    """What is known about a report and its file, and what it does not state; one line each."""
    own = report.locale
    yield from publication(view, report)
    yield from origin(view, report)
    yield view.words.text("Language: {value}", value=view.words.language(own))
    yield view.words.text("File: {value}", value=view.pen.plain(f"{report.name}.{own}.txt"))
    yield view.words.text("Encoding: {value}", value=view.pen.plain(report.encoding))
    yield view.words.text(
        "Checksum of the file ({method}): {value}",
        method=view.pen.plain("SHA-256"),
        value=view.pen.plain(report.sha256),
    )
    yield rights(view, report)


def publication(view: View, report: Report) -> Iterator[str]:
    """Who published a report, and when."""
    unknown = view.words.text("not stated in this source")
    publisher = phrases.text(view, report.source, report.locale) if report.source else unknown
    yield view.words.text("Publisher: {value}", value=publisher)
    day = report.dateline.published
    yield view.words.text("Published: {value}", value=view.pen.plain(view.words.date(day)) if day else unknown)


def origin(view: View, report: Report, *, gaps: bool = True) -> Iterator[str]:
    """How its day is known where it does not state it, where it was written and by whom; with `gaps` also that it
    does not state the place."""
    dateline = report.dateline
    if dateline.note:
        yield view.words.text("How the date is known: {value}", value=phrases.text(view, *view.own(dateline.note)))
    if dateline.place:
        yield view.words.text("Place: {value}", value=phrases.text(view, dateline.place, report.locale))
    elif gaps:
        yield view.words.text("Place: {value}", value=view.words.text("not stated in this source"))
    if report.byline:
        yield view.words.text("Author: {value}", value=phrases.text(view, report.byline, report.locale))


def rights(view: View, report: Report) -> str:
    shown = phrases.text(view, report.rights, report.locale) if report.rights else None
    return view.words.text("Rights: {value}", value=shown or view.words.text("The report stays its publisher’s."))


def _genuine(view: View) -> str:
    """By what a reader knows the desk's own files; nothing where it has no key to sign with."""
    key = view.edition.key
    if key is None:
        return ""
    lines = [
        view.words.text("Fingerprint of the key: {value}", value=view.pen.plain(key.fingerprint)),
        view.words.text("Name of the key in programs: {value}", value=view.pen.plain(key.id)),
        view.words.text(
            "Compare the fingerprint with one that reached you another way: on paper, by radio, from the desk itself. "
            "Whoever can forge this page can forge the number on it."
        ),
        view.words.text(
            "The files that travel without a network carry signatures made with this key. "
            "The page {page} beside them tells on a phone with a recent browser whether a file was altered.",
            page=view.pen.plain(VERIFY_PAGE),
        ),
        view.words.text(
            "A signature shows who published a file and that nobody altered it. It does not show that a report is "
            "true, nor that there is no newer edition."
        ),
    ]
    return "\n\n".join([heading(2, view.words.text("How to know a genuine file"), "genuine"), bullets(lines)])

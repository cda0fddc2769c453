"""The report itself, paragraph by paragraph with its text contiguous; in the other language, its translation."""

from __future__ import annotations

from itertools import groupby

from crisisbrief.model import Report, Segment
from crisisbrief.render import phrases
from crisisbrief.render.dialect import bullets, container, heading
from crisisbrief.render.escape import escape_inside
from crisisbrief.render.pages.parts import Shown, across, endonym, remarks, state, warning, write
from crisisbrief.render.view import View, gaps, number_of


def source(view: View, order: int) -> str:
    shown = Shown()
    reports = view.edition.brief.reports
    blocks = [_report(view, shown, report, titled=len(reports) > 1) for report in reports]
    return write(view, "source", view.words.text("The report"), order, *blocks)


def report_title(view: View, report: Report) -> str:
    """What a report is called on pages: its headline, else its date, else its name."""
    if report.headline:
        return phrases.text(view, report.headline, report.locale)
    if report.dateline.published:
        return view.words.text("Report of {date}", date=view.pen.plain(view.words.date(report.dateline.published)))
    return view.words.text("Report {name}", name=view.pen.plain(report.name))


def _report(view: View, shown: Shown, report: Report, *, titled: bool) -> str:
    segments = view.edition.brief.segments[report.name]
    opening = [heading(2, report_title(view, report), f"report-{report.name}")] if titled else []
    shared = _shared_state(view, report)
    paragraphs = [
        _paragraph(view, shown, list(group), each_state=shared is None)
        for _, group in groupby(gaps(report, segments), key=lambda pair: pair[0].paragraph)
    ]
    return "\n\n".join([*opening, _standing(view, report, shared), container("cb-source", *paragraphs)])


def _shared_state(view: View, report: Report) -> str | None:
    """The state of the translation, where it is the same for all of the report: then it is said once, above it."""
    states = {state(view, segment.anchor) for segment in view.edition.brief.segments[report.name]}
    return states.pop() if len(states) == 1 else None


def _standing(view: View, report: Report, checked: str | None) -> str:
    """Is this the report itself, or a translation of it, how far was that checked, and where is the other?"""
    about = view.pen.link(view.words.text("About this brief"), "about", "provenance")
    if report.locale == view.locale:
        return view.words.text(
            "The report as it was published, unchanged. File, date and checksum: {about}.", about=about
        )
    first = view.edition.brief.segments[report.name][0].anchor
    original = view.pen.across(endonym(report.locale), report.locale, "source", first)
    return warning("\n\n".join(filter(None, [translated_from(view, report, original), checked])))


def translated_from(view: View, report: Report, original: str) -> str:
    """What stands above a translation of a report; `original` is a link to the report itself."""
    return view.words.text(
        "This is a translation. The report itself is in {language}: {original}.",
        language=view.words.language(report.locale),
        original=original,
    )


def _paragraph(view: View, shown: Shown, sentences: list[tuple[Segment, str]], *, each_state: bool) -> str:
    line = "".join(shown.line(view, segment.anchor) + _gap(view, segment, gap) for segment, gap in sentences)
    places = bullets(_place(view, segment.anchor, each_state=each_state) for segment, _ in sentences)
    return container("cb-paragraph", line, container("cb-links", places))


def _gap(view: View, segment: Segment, gap: str) -> str:
    """The white space of the report itself; between translated sentences one space."""
    if not gap or not view.is_source(segment.anchor):
        return " " if gap else ""
    return escape_inside(gap)


def _place(view: View, anchor: str, *, each_state: bool) -> str:
    """Where a sentence stands in the brief, the state of its translation, and the way to the other languages."""
    section = view.section(anchor)
    number = view.pen.plain(number_of(anchor))
    where = view.words.text("{number}: {section}", number=number, section=phrases.title(view, section.id))
    linked = view.pen.link(where, section.address, anchor)
    if each_state and not view.is_source(anchor):
        checked = phrases.state(view, view.rendering(anchor))
        linked = view.words.text("{place} ({state})", place=linked, state=checked)
    return " · ".join([linked, *across(view, anchor, "source"), *remarks(view, anchor)])

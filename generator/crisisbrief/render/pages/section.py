"""A section's page: its sentences in the order of the report, each with all that is known about it."""

from __future__ import annotations

from crisisbrief.model import Citation, Span
from crisisbrief.render import phrases
from crisisbrief.render.dialect import bullets, container, heading, sentence
from crisisbrief.render.pages.parts import Shown, entry, links, said_by, times, warning, write
from crisisbrief.render.status import translation
from crisisbrief.render.view import View
from crisisbrief.sections import Section


def section(view: View, section: Section, order: int) -> str:
    home = view.edition.brief.in_section(section.id)
    shown = Shown()
    entries = [
        entry(view, shown, each.anchor, section.address, *times(view, each.anchor), *_placing(view, each.anchor))
        for each in home
    ]
    empty = warning(view.words.text("No sentence of the report stands in this section."))
    title, _ = view.own(section.title)
    lead = phrases.text(view, *view.own(section.description))
    blocks = [_counts(view, section), _translation(view, section), *entries] if home else [empty]
    return write(view, "section", title, order, *blocks, _cited(view, section), section=section.id, lead=lead)


def _placing(view: View, anchor: str) -> list[str]:
    return [line for line in (phrases.placed(view, anchor), phrases.overruled(view, anchor)) if line]


def _counts(view: View, section: Section) -> str:
    home = view.edition.brief.in_section(section.id)
    silent = view.unattributed(home)
    counted = view.words.count("{n} sentence", "{n} sentences", len(home))
    if not silent:
        return counted
    return view.words.text(
        "{count}; without a named speaker: {silent}", count=counted, silent=view.words.number(silent)
    )


def _translation(view: View, section: Section) -> str:
    """How far the section is translated; nothing for the reader of the report's own language."""
    anchors = [each.anchor for each in view.edition.brief.in_section(section.id)]
    if all(view.is_source(anchor) for anchor in anchors):
        return ""
    return container("cb-meta", bullets(translation(view, anchors)))


def _cited(view: View, section: Section) -> str:
    """The sentences of other sections that this one cites, the stretch that concerns it marked."""
    found = view.edition.brief.cited_in(section.id)
    if not found:
        return ""
    lines = [_cited_sentence(view, each.anchor, section) for each in found]
    return "\n\n".join([heading(2, view.words.text("See also"), "see-also"), container("cb-also", *lines)])


def _cited_sentence(view: View, anchor: str, section: Section) -> str:
    segment = view.segments[anchor]
    citation = next(each for each in view.placement(anchor).also if each.section == section.id)
    marks = _stretch(citation, segment.span) if view.is_source(anchor) else ()
    home = view.section(anchor)
    stands = view.words.text(
        "Stands under “{section}”", section=view.pen.link(phrases.title(view, home.id), home.address, anchor)
    )
    line = sentence(anchor, view.rendering(anchor), view.locale, cite=True, marks=marks)
    return container(
        "cb-entry",
        line,
        container("cb-meta", bullets([said_by(view, anchor), stands])),
        container("cb-links", bullets(links(view, anchor, home.address))),
    )


def _stretch(citation: Citation, segment: Span) -> tuple[Span, ...]:
    """The stretch inside its sentence; nothing to mark where it is the whole sentence."""
    if citation.span == segment or not segment.contains(citation.span):
        return ()
    return (Span(citation.span.start - segment.start, citation.span.end - segment.start),)

"""The timeline: what the report dates, by date, with how the date is known; what it does not date, apart."""

from __future__ import annotations

from crisisbrief.model import Mention
from crisisbrief.render.dialect import container, heading
from crisisbrief.render.pages.parts import Shown, entry, pictures, when, write
from crisisbrief.render.pages.places import where
from crisisbrief.render.view import View


def timeline(view: View, order: int) -> str:
    shown = Shown()
    dated = by_date(view)
    blocks = [_date(view, shown, value, entries) for value, entries in dated]
    told = {anchor for _, entries in dated for anchor, _ in entries}
    undated = [anchor for anchor in view.segments if anchor not in told]
    if undated:
        blocks.append(_undated(view, shown, undated))
    lead = view.words.text(
        "Dates are worked out from the report and from the day it was published. What cannot be dated is listed last."
    )
    shown_first = (*pictures(view, "timeline"), where(view))
    return write(view, "timeline", view.words.text("Timeline"), order, *shown_first, *blocks, lead=lead)


Dated = tuple[str, list[tuple[str, list[Mention]]]]


def by_date(view: View) -> list[Dated]:
    """Each date or range with the sentences that name it and the words they name it with, earliest first."""
    found: dict[str, dict[str, list[Mention]]] = {}
    for anchor in view.segments:
        for mention in view.times(anchor):
            if mention.value is not None:
                found.setdefault(mention.value, {}).setdefault(anchor, []).append(mention)
    return [(value, list(found[value].items())) for value in sorted(found)]


def heading_of(view: View, value: str) -> str:
    """A date or a range as a heading."""
    if "/" not in value:
        return view.pen.plain(view.words.period(value))
    start, end = (view.pen.plain(view.words.period(part)) for part in value.split("/"))
    return view.words.text("Between {start} and {end}", start=start, end=end)


def _date(view: View, shown: Shown, value: str, entries: list[tuple[str, list[Mention]]]) -> str:
    lines = [
        entry(view, shown, anchor, "timeline", *(when(view, anchor, mention) for mention in mentions))
        for anchor, mentions in entries
    ]
    anchor = "d-" + value.replace("/", "-to-")
    return "\n\n".join([heading(2, heading_of(view, value), anchor), container("cb-timeline", *lines)])


def _undated(view: View, shown: Shown, anchors: list[str]) -> str:
    lines = [
        entry(view, shown, anchor, "timeline", *(when(view, anchor, mention) for mention in view.times(anchor)))
        for anchor in anchors
    ]
    return "\n\n".join([heading(2, view.words.text("Without a date"), "undated"), container("cb-undated", *lines)])

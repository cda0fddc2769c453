"""The status of an edition in a few short lines: as of when, which edition, how many sources, how far translated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from crisisbrief.model import Edition, State
from crisisbrief.render import phrases
from crisisbrief.render.view import View

STOOD_BY = (State.REVIEWED, State.TRANSLATED)


def as_of(edition: Edition) -> date | None:
    """The day up to which the brief's reports tell."""
    days = [report.dateline.published for report in edition.brief.reports if report.dateline.published]
    return max(days, default=None)


def status(view: View) -> Iterator[str]:
    """What a reader must know before reading, most important first."""
    day = as_of(view.edition)
    if day:
        yield view.words.text("As of {date}; time of day not stated", date=view.pen.plain(view.words.date(day)))
    else:
        yield view.words.text("As of when: not stated in this source")
    yield edition_line(view)
    yield sources(view)
    yield from translation(view)
    silent, total = view.unattributed(view.segments.values()), len(view.segments)
    yield view.words.text(
        "Sentences without a named speaker: {n} of {total}", n=view.words.number(silent), total=view.words.number(total)
    )
    yield from redactions(view)


def redactions(view: View) -> Iterator[str]:
    """Where editors took words out, and why."""
    for each in view.edition.redactions:
        where = view.words.list(phrases.sentence_link(view, anchor) for anchor in each.anchors)
        why = phrases.text(view, *view.own(each.reason))
        yield view.words.text(
            "Words taken out by the editors, sentence {sentences}: {reason}", sentences=where, reason=why
        )


def edition_line(view: View) -> str:
    """Which edition this is, and of which day."""
    imprint = view.edition.imprint
    number = view.pen.plain(view.words.number(imprint.number))
    published = view.pen.plain(view.words.date(imprint.published))
    return view.words.text("Edition {number}, {date}", number=number, date=published)


def sources(view: View) -> str:
    """How many reports there are, and who published them."""
    return _counted(view, [phrases.text(view, *source) for source in _publishers(view.edition)])


def plain_sources(view: View) -> str:
    """The same without markup, for the foot of every page."""
    return _counted(view, [name for name, _ in _publishers(view.edition)])


def _publishers(edition: Edition) -> list[tuple[str, str]]:
    """Names in order, each once, and the languages of their reports."""
    return list(dict.fromkeys((each.source, each.locale) for each in edition.brief.reports if each.source))


def _counted(view: View, names: list[str]) -> str:
    number = len(view.edition.brief.reports)
    if names:
        return view.words.count(
            "{n} report, published by {names}",
            "{n} reports, published by {names}",
            number,
            names=view.words.list(names),
        )
    return view.words.count("{n} report, publisher not stated", "{n} reports, publisher not stated", number)


def translation(view: View, anchors: Iterable[str] | None = None) -> Iterator[str]:
    """How many sentences (of all, or of those named) are translated, and how many of them a second person read; for
    the reader of the report's own language, that these are its words."""
    states = view.states(anchors)
    total = sum(count for state, count in states.items() if state is not State.SOURCE)
    if not total:
        yield view.words.text("In the words of the report, not translated")
        return
    done = sum(states.get(state, 0) for state in STOOD_BY)
    yield view.words.text(
        "Translated sentences: {n} of {total}", n=view.words.number(done), total=view.words.number(total)
    )
    reviewed = states.get(State.REVIEWED, 0)
    if reviewed:
        yield view.words.text(
            "Independently reviewed: {n} of {total}", n=view.words.number(reviewed), total=view.words.number(total)
        )
    else:
        yield view.words.text("The translation was not independently reviewed")

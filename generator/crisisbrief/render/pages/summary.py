"""What the front matter of an overview tells programs about its edition: all that feeds and search engines pass on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crisisbrief.model import KeyMessage, Rendering, Report
from crisisbrief.render import phrases
from crisisbrief.render.dialect import Value
from crisisbrief.render.pages.parts import said_by, state, withdrawal
from crisisbrief.render.plain import PlainPen
from crisisbrief.render.view import View

Texts = dict[str, str]


def summary(view: View, shown: Sequence[Rendering] = ()) -> dict[str, Value]:
    """Plain text and dates; of a withdrawn edition nothing that it said. `shown` are the words of the key messages."""
    imprint = view.edition.imprint
    found: dict[str, Value] = {"original": view.edition.locales[0]}
    if imprint.withdrawn:
        return {**found, "corrections": list(_corrections(view))}
    plain = View.of(view.edition, view.locale, PlainPen(view.locale))
    lists = {
        "messages": [_message(plain, *each) for each in zip(view.edition.messages, shown, strict=True)],
        "based_on": [_report(each) for each in view.edition.brief.reports],
        "corrections": list(_corrections(view)),
    }
    return {**found, **{name: each for name, each in lists.items() if each}}


def _message(view: View, message: KeyMessage, rendering: Rendering) -> Texts:
    """The words, their own language, who says them and how far they can be trusted as a translation."""
    said = said_by(view, message.anchor) if phrases.speaks_for(view, message.anchor, message.clause) else ""
    about = " · ".join(filter(None, (said, state(view, message.anchor))))
    return {"text": rendering.text, "lang": rendering.locale, "about": about}


def _report(report: Report) -> Texts:
    """What is known of a report from its publisher; a day that the desk worked out is not the publisher's word."""
    day = report.dateline.published
    known = {
        "headline": report.headline,
        "publisher": report.source,
        "published": day.isoformat() if day and not report.dateline.note else None,
        "lang": report.locale,
    }
    return {name: value for name, value in known.items() if value}


def _corrections(view: View) -> Iterator[Texts]:
    """What the editors had to say afterwards: of a withdrawal, of what a later edition changed, on which days in notes,
    which stand on the overview."""
    imprint = view.edition.imprint
    published = imprint.published.isoformat()
    if imprint.withdrawn:
        yield {"published": published, "text": withdrawal(view), "lang": view.locale}
    if imprint.note and (imprint.withdrawn or imprint.number > 1):
        text, lang = view.own(imprint.note)
        yield {"published": published, "text": text, "lang": lang}
    if not imprint.withdrawn:
        for day in sorted({note.on for note in view.edition.notes}):
            yield {"published": day.isoformat()}

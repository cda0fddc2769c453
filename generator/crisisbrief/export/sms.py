"""Text messages: in each language one of at most two parts, to be sent on as it stands.

It is made of the key messages that fit, whole and in the editor's order; where an editor wrote words of their own
(`[sms]` in brief.toml), those are sent and marked as such. The message stands unwrapped, a line of it on a line, and
without direction marks: a line break or a mark would be sent and counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crisisbrief.export import Files
from crisisbrief.model import Edition, KeyMessage, State
from crisisbrief.render import phrases
from crisisbrief.render.pages.overview import excerpt
from crisisbrief.render.pages.parts import endonym, state, withdrawal
from crisisbrief.render.plain import PlainPen, bullets, file, heading, paragraph, turned, visible
from crisisbrief.render.status import STOOD_BY, as_of, edition_line
from crisisbrief.render.view import View
from crisisbrief.short_message import Measure, measure, safe, surplus

SENDABLE = (State.SOURCE, *STOOD_BY)
"""A draft would have to be called one, and a message has no room for that."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent in one language."""

    text: str
    anchors: tuple[str, ...] = ()
    """The sentences of the key messages in it; none where the words are the editors'."""

    @property
    def measure(self) -> Measure:
        return measure(self.text)


def export(edition: Edition) -> Files:
    views = (View.of(edition, locale, PlainPen(locale)) for locale in edition.locales)
    return {"sms.txt": file(block for view in views for block in _language(view))}


def _language(view: View) -> Iterator[list[str]]:
    yield heading(view.pen.plain(endonym(view.locale)), view.locale)
    title, locale = view.own(view.edition.title)
    yield paragraph(visible(title), locale)
    yield paragraph(edition_line(view), view.locale)
    sent = notice(view) if view.edition.imprint.withdrawn else message(view)
    if sent is None:
        yield paragraph(view.words.text("No key message fits whole into a text message."), view.locale)
        return
    yield paragraph(view.words.text("Text message, to be sent on as it stands:"), view.locale)
    yield sent.text.split("\n")
    yield list(bullets(_about(view, sent), view.locale))


def _about(view: View, sent: Message) -> Iterator[str]:
    """What the message takes, and whose words it is made of."""
    took = sent.measure
    yield view.words.text(
        "{characters}, {parts} ({alphabet})",
        characters=view.words.count("{n} character", "{n} characters", took.characters),
        parts=view.words.count("{n} part", "{n} parts", took.parts),
        alphabet=view.pen.plain(took.alphabet),
    )
    if sent.anchors:
        links = view.words.list(phrases.sentence_link(view, anchor) for anchor in sent.anchors)
        yield view.words.text("In the report: {number}", number=links)
        yield from dict.fromkeys(state(view, anchor) for anchor in sent.anchors)
    elif not view.edition.imprint.withdrawn:
        yield view.words.text("In the editors’ own words, not the report’s.")


def message(view: View) -> Message | None:
    """What is sent in one language; None where nothing fits."""
    own = safe(view.edition.sms.get(view.locale, ""))
    dated = [_dated(view)]
    if own and not surplus(own):
        return Message(_first_that_fits("\n".join([*dated, own]), own))
    for opening in (dated, []):
        lines, anchors = list(opening), []
        for each in view.edition.messages:
            text = _sendable(view, each)
            if text and not surplus("\n".join([*lines, text])):
                lines.append(text)
                anchors.append(each.anchor)
        if anchors:
            return Message("\n".join(lines), tuple(anchors))
    return None


def _sendable(view: View, message: KeyMessage) -> str | None:
    """A key message as it can stand alone: in the page's language, stood by, its speaker not to be looked for in
    another sentence, and no telephone number in it that a phone shows in the wrong order."""
    shown = excerpt(view, message.anchor, message.clause)
    attribution = view.segments[message.anchor].attribution
    if shown.locale != view.locale or shown.state not in SENDABLE or (attribution and attribution.carried_from):
        return None
    if any(turned(shown.text, shown.locale)):
        return None
    return safe(visible(shown.text))


def notice(view: View) -> Message:
    """That the edition was withdrawn, and as much as fits of which it was."""
    said, dated = safe(withdrawal(view)), _dated(view)
    title = safe(visible(view.own(view.edition.title)[0]))
    return Message(
        _first_that_fits("\n".join([dated, title, said]), "\n".join([title, said]), "\n".join([dated, said]), said)
    )


def _first_that_fits(*texts: str) -> str:
    return next((text for text in texts if not surplus(text)), texts[-1])


def _dated(view: View) -> str:
    """The brief's day and its edition, before all else: a text message is passed on for weeks."""
    day = view.words.short_date(as_of(view.edition) or view.edition.imprint.published)
    number = view.words.number(view.edition.imprint.number)
    return safe(view.words.text("{date}, edition {number}:", date=day, number=number))

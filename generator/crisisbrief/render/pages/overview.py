"""The overview of a brief: what a reader needs in the first half minute, and the way to everything else."""

from __future__ import annotations

from collections.abc import Iterator

from crisisbrief.model import Fact, KeyMessage, Rendering, Tension
from crisisbrief.render import phrases
from crisisbrief.render.dialect import bullets, container, heading, page, sentence, target
from crisisbrief.render.pages.about import notes
from crisisbrief.render.pages.parts import Shown, across, front, remarks, said_by, state, times
from crisisbrief.render.pages.summary import summary
from crisisbrief.render.status import status
from crisisbrief.render.view import View, number_of, shown_sections


def overview(view: View, others: dict[str, str]) -> str:
    """`others` are the names of the brief's further pages with their titles, for the list at the end."""
    title, _ = view.own(view.edition.title)
    messages = [excerpt(view, each.anchor, each.clause) for each in view.edition.messages]
    shown = Shown()
    return page(
        {**front(view, "overview", title, view.words.text("Overview"), 1), **summary(view, messages)},
        container("cb-status", bullets(status(view))),
        f"# {phrases.text(view, *view.own(view.edition.title))}",
        edition_note(view),
        _lede(view, shown),
        _messages(view),
        _facts(view),
        _tensions(view, shown),
        _counts(view),
        notes(view, 2),
        _more(view, others),
        _next_update(view),
    )


def edition_note(view: View) -> str:
    """What the editors say about this edition."""
    note = view.edition.imprint.note
    return phrases.text(view, *view.own(note)) if note else ""


def _next_update(view: View) -> str:
    note = view.edition.imprint.next_update
    if not note:
        return ""
    return view.words.text("Next edition: {when}", when=phrases.text(view, *view.own(note)))


def _lede(view: View, shown: Shown) -> str:
    blocks = [
        "\n\n".join([shown.line(view, anchor), container("cb-meta", bullets(_about(view, anchor)))])
        for anchor in view.edition.lede
    ]
    return container("cb-lede", *blocks) if blocks else ""


def _about(view: View, anchor: str) -> Iterator[str]:
    yield said_by(view, anchor)
    yield from times(view, anchor)
    yield state(view, anchor)
    yield in_report(view, anchor)
    yield from across(view, anchor, "index")
    yield from remarks(view, anchor)


def in_report(view: View, anchor: str) -> str:
    """A link to a sentence in the report."""
    number = view.pen.plain(number_of(anchor))
    return view.pen.link(view.words.text("In the report: {number}", number=number), "source", anchor)


def _messages(view: View) -> str:
    if not view.edition.messages:
        return ""
    opening = heading(2, view.words.text("Key messages"), "messages")
    return "\n\n".join([opening, container("cb-messages", *(_message(view, each) for each in view.edition.messages))])


def _message(view: View, message: KeyMessage) -> str:
    home = view.section(message.anchor)
    rendering = excerpt(view, message.anchor, message.clause)
    href = target(home.address, message.anchor, "html")
    line = sentence(message.anchor, rendering, view.locale, cite=True, href=href)
    said = said_by(view, message.anchor) if phrases.speaks_for(view, message.anchor, message.clause) else ""
    meta = [said, state(view, message.anchor), in_report(view, message.anchor), *remarks(view, message.anchor)]
    return container("cb-message", line, container("cb-meta", bullets(meta)))


def excerpt(view: View, anchor: str, clause: str | None) -> Rendering:
    """A sentence, or a clause of it with an ellipsis where words of the report were left out."""
    rendering = view.rendering(anchor, clause)
    if clause is None:
        return rendering
    whole = view.segments[anchor].text
    before = "" if whole.startswith(clause) else "… "
    after = "" if whole.rstrip(".!?؟").endswith(clause.rstrip(".!?؟")) else " …"
    shown = before + rendering.text + (after or ("" if before else " …"))
    return Rendering(shown, rendering.locale, rendering.state, rendering.by)


def _facts(view: View) -> str:
    if not view.edition.facts:
        return ""
    opening = heading(2, view.words.text("What readers ask first"), "facts")
    return "\n\n".join([opening, container("cb-facts", bullets(_fact(view, each) for each in view.edition.facts))])


def _fact(view: View, fact: Fact) -> str:
    question = f"**{phrases.text(view, *view.own(fact.question))}**"
    if fact.anchor is None:
        return f"{question} {view.words.text('not stated in this source')}"
    rendering = excerpt(view, fact.anchor, fact.clause)
    answer = phrases.text(view, rendering.text, rendering.locale)
    return f"{question} {phrases.told(view, fact.anchor, fact.clause, answer)}"


def _tensions(view: View, shown: Shown) -> str:
    if not view.edition.tensions:
        return ""
    opening = heading(2, view.words.text("What does not fit together"), "tensions")
    lead = view.words.text("These sentences of the report do not agree. All are shown; none is preferred.")
    return "\n\n".join([opening, lead, *(_tension(view, shown, each) for each in view.edition.tensions)])


def _tension(view: View, shown: Shown, tension: Tension) -> str:
    sides = [
        container("cb-side", shown.line(view, anchor), container("cb-meta", bullets(_about(view, anchor))))
        for anchor in tension.anchors
    ]
    found = view.words.text("Noticed by the program") if tension.found_by != "editor" else ""
    return container("cb-tension", phrases.tension(view, tension), found, *sides)


def _counts(view: View) -> str:
    lines = []
    for section in shown_sections(view.edition):
        linked = view.pen.link(phrases.title(view, section.id), section.address)
        counted = view.words.count("{n} sentence", "{n} sentences", len(view.edition.brief.in_section(section.id)))
        lines.append(view.words.text("{section}: {count}", section=linked, count=counted))
    opening = heading(2, view.words.text("Sections"), "sections")
    return "\n\n".join([opening, container("cb-counts", bullets(lines))])


def _more(view: View, others: dict[str, str]) -> str:
    lines = [view.pen.link(title, name) for name, title in others.items()]
    return "\n\n".join(
        [heading(2, view.words.text("Also in this brief"), "more"), container("cb-more", bullets(lines))]
    )

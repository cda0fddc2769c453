"""Edition -> one HTML document with both languages: no script, no request, nothing but itself.

Every language is a `<details name="language">`: opening one closes the other, a link into the closed one opens it,
print shows both, and a browser that knows none of this shows everything.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crisisbrief import languages
from crisisbrief.model import Actor, Certainty, Edition, Fact, Mention
from crisisbrief.render import phrases
from crisisbrief.render.html import HtmlPen, element, escaped, isolated
from crisisbrief.render.pages.about import known
from crisisbrief.render.pages.actors import name_of, other_names, side_lists, spellings
from crisisbrief.render.pages.overview import excerpt
from crisisbrief.render.pages.parts import endonym, remarks, said_by, state, withdrawal
from crisisbrief.render.pages.source import report_title
from crisisbrief.render.pages.timeline import by_date, heading_of
from crisisbrief.render.status import edition_line, status
from crisisbrief.render.view import View, shown_sections
from crisisbrief.sections import Section

OPENING = 40
"""Of a sentence that is only pointed to, about so many characters are shown."""


def document(edition: Edition) -> str:
    """The whole document; the language of the report is open when the file is opened."""
    first = edition.locales[0]
    titles = [title for code in edition.locales if (title := edition.title.get(code))]
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    head = [
        "<meta charset=utf-8>",
        '<meta name=viewport content="width=device-width,initial-scale=1">',
        f"<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src 'sha256-{digest}'\">",
        element("title", escaped(" · ".join(titles))),
        element("style", style),
    ]
    parts = [_language(View.of(edition, code, HtmlPen(code)), is_open=code == first) for code in edition.locales]
    body = [element("head", *head), element("body", element("main", *parts))]
    return "<!doctype html>\n" + element("html", *body, lang=first, dir=languages.load(first).direction) + "\n"


@cache
def _style() -> str:
    return (files(__package__) / "page.css").read_text("utf-8").replace("\n", "")


def _language(view: View, *, is_open: bool) -> str:
    summary = element("summary", view.pen.plain(endonym(view.locale)))
    bodies = [part.body for part in parts(view)]
    direction = languages.load(view.locale).direction
    return element(
        "details", summary, *bodies, name="language", open=is_open, id=view.locale, lang=view.locale, dir=direction
    )


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading of the first order: a page of a book, a chapter, a stretch of one document."""

    name: str
    """`overview`, `escalation`, `timeline`…: the same in every language."""
    title: str
    """As plain text, in the language of the view."""
    body: str
    """Markup, headings and all; its ids begin with the language's code (`ar-p3s2`)."""


def parts(view: View) -> tuple[Part, ...]:
    """All that one language shows of an edition, in reading order; of a withdrawn one the notice alone."""
    title, _ = view.own(view.edition.title)
    if view.edition.imprint.withdrawn:
        return (Part("overview", title, "".join(_notice(view))),)
    found = [Part("overview", title, "".join(_overview(view)))]
    for each in shown_sections(view.edition):
        found.append(Part(each.address, view.own(each.title)[0], _section(view, each)))
    if view.edition.notes:
        found.append(Part("notes", view.words.text("Editors’ notes"), _notes(view)))
    return (
        *found,
        Part("timeline", view.words.text("Timeline"), _timeline(view)),
        Part("actors", view.words.text("Actors"), _actors(view)),
        Part("source", view.words.text("The report"), "".join(_source(view))),
    )


def _id(view: View, name: str) -> str:
    return f"{view.locale}-{name}"


def _heading(view: View, markup: str, name: str, level: int = 2) -> str:
    return "\n" + element(f"h{level}", markup, id=_id(view, name))


def _list(items: Iterable[str]) -> str:
    return element("ul", *(element("li", item) for item in items if item))


# What comes first ----------------------------------------------------------------------------------------------------


def _notice(view: View) -> Iterator[str]:
    """Instead of a withdrawn edition's text: that it was taken back, which edition that was, what to do."""
    yield element("p", withdrawal(view), class_="w")
    yield element("h1", phrases.text(view, *view.own(view.edition.title)))
    yield element("p", edition_line(view))
    yield from _edition_note(view)
    yield element("p", view.words.text("If you passed this edition on, pass this notice on too."))


def _edition_note(view: View) -> Iterator[str]:
    if view.edition.imprint.note:
        yield element("p", phrases.text(view, *view.own(view.edition.imprint.note)))


def _overview(view: View) -> Iterator[str]:
    edition = view.edition
    yield element("h1", phrases.text(view, *view.own(edition.title)))
    yield _list(status(view))
    yield from _edition_note(view)
    if edition.messages:
        yield _heading(view, view.words.text("Key messages"), "messages")
        yield _list(_told(view, each.anchor, each.clause) for each in edition.messages)
    if edition.facts:
        yield _heading(view, view.words.text("What readers ask first"), "facts")
        yield _list(_fact(view, each) for each in edition.facts)
    if edition.tensions:
        yield _heading(view, view.words.text("What does not fit together"), "tensions")
    for tension in edition.tensions:
        yield element("p", phrases.tension(view, tension))
        yield _list(_pointer(view, anchor) for anchor in tension.anchors)
    yield _heading(view, view.words.text("Sections"), "sections")
    yield _list(_count(view, each) for each in shown_sections(edition))


def _told(view: View, anchor: str, clause: str | None) -> str:
    rendering = excerpt(view, anchor, clause)
    return phrases.told(view, anchor, clause, phrases.text(view, rendering.text, rendering.locale))


def _fact(view: View, fact: Fact) -> str:
    question = element("b", phrases.text(view, *view.own(fact.question)))
    if fact.anchor is None:
        return f"{question} {view.words.text('not stated in this source')}"
    return f"{question} {_told(view, fact.anchor, fact.clause)}"


def _count(view: View, section: Section) -> str:
    linked = view.pen.link(phrases.title(view, section.id), section.address)
    counted = view.words.count("{n} sentence", "{n} sentences", len(view.edition.brief.in_section(section.id)))
    return view.words.text("{section}: {count}", section=linked, count=counted)


def _pointer(view: View, anchor: str) -> str:
    """A link to a sentence that shows how it begins."""
    rendering = view.rendering(anchor)
    words = rendering.text
    if len(words) > OPENING:
        words = words[:OPENING].rsplit(" ", 1)[0] + " …"
    return view.pen.link(phrases.text(view, words, rendering.locale), "source", anchor)


# The sentences -------------------------------------------------------------------------------------------------------


def _section(view: View, section: Section) -> str:
    home = view.edition.brief.in_section(section.id)
    mixed = len(view.states()) > 1
    sentences = [_sentence(view, each.anchor, mixed=mixed) for each in home]
    if not home:
        sentences = [element("p", view.words.text("No sentence of the report stands in this section."))]
    cited = [_pointer(view, each.anchor) for each in view.edition.brief.cited_in(section.id)]
    also = [_heading(view, view.words.text("See also"), f"{section.address}-also", 3), _list(cited)] if cited else []
    return "".join([_heading(view, phrases.title(view, section.id), section.address), *sentences, *also])


def _sentence(view: View, anchor: str, *, mixed: bool) -> str:
    """A sentence under its anchor, then who says it, how it was placed, the state of its translation where not all
    are in the same, and the way to the other language."""
    rendering = view.rendering(anchor)
    lang, direction = None, None
    if rendering.locale != view.locale:
        lang, direction = rendering.locale, languages.load(rendering.locale).direction
    meta = [
        said_by(view, anchor),
        phrases.placed(view, anchor),
        state(view, anchor) if mixed else "",
        *(view.pen.across(endonym(code), code, "", anchor) for code in view.others),
        *remarks(view, anchor),
    ]
    shown = isolated(rendering.text, rendering.locale)
    return "\n" + element("p", shown, id=_id(view, anchor), lang=lang, dir=direction) + _meta(meta)


def _meta(items: Iterable[str]) -> str:
    return element("p", " · ".join(item for item in items if item), class_="m")


# The same sentences by date, by actor, as the report has them --------------------------------------------------------


def _timeline(view: View) -> str:
    """By date, each with the report's own words for it; the sentences without a date by number only."""
    dated = by_date(view)
    told = {anchor for _, entries in dated for anchor, _ in entries}
    blocks = [_heading(view, view.words.text("Timeline"), "timeline")]
    for value, entries in dated:
        lines = [_dated(view, anchor, mention) for anchor, mentions in entries for mention in mentions]
        blocks += [element("h3", heading_of(view, value)), _list(lines)]
    undated = [anchor for anchor in view.segments if anchor not in told]
    if undated:
        blocks += [element("h3", view.words.text("Without a date")), _numbers(view, undated)]
    return "".join(blocks)


def _dated(view: View, anchor: str, mention: Mention) -> str:
    words = phrases.quoted(view, view.words_of(anchor, mention.span), view.reports[anchor].locale)
    if mention.certainty is Certainty.EXACT:
        return view.words.text("{sentence}, stated: {words}", sentence=_pointer(view, anchor), words=words)
    return view.words.text("{sentence}, worked out from {words}", sentence=_pointer(view, anchor), words=words)


def _numbers(view: View, anchors: Iterable[str]) -> str:
    return element("p", " · ".join(phrases.sentence_link(view, anchor) for anchor in anchors))


def _actors(view: View) -> str:
    blocks = [_heading(view, view.words.text("Actors"), "actors")]
    for actor in view.edition.actors:
        blocks += [element("h3", name_of(view, actor)), _list(_known(view, actor))]
    speaking, missing = side_lists(view)
    if speaking:
        blocks += [element("h3", view.words.text("Quoted or reported as speaking:")), _list(speaking)]
    if missing:
        blocks += [element("h3", view.words.text("Voices missing from the report:")), _list(missing)]
    return "".join(blocks)


def _known(view: View, actor: Actor) -> Iterator[str]:
    yield from other_names(view, actor)
    yield view.words.text("In the report: {spellings}", spellings=view.words.list(spellings(view, actor)))
    yield view.words.text("Side: {side}", side=view.words.text(phrases.SIDES[actor.side]))
    links = view.words.list(phrases.sentence_link(view, anchor) for anchor in actor.anchors)
    yield view.words.text("Named in: {sentences}", sentences=links)


def _source(view: View) -> Iterator[str]:
    """Where each report comes from, and its sentences in its own order: they stand above, each once."""
    yield _heading(view, view.words.text("The report"), "source")
    for report in view.edition.brief.reports:
        yield element("h3", report_title(view, report)) + _list(known(view, report))
        yield element("p", view.words.text("Its sentences in their order:"))
        yield _numbers(view, (segment.anchor for segment in view.edition.brief.segments[report.name]))


def _notes(view: View) -> str:
    blocks = [_heading(view, view.words.text("Editors’ notes"), "notes")]
    for note in view.edition.notes:
        day = view.words.text("Note of {date}", date=view.pen.plain(view.words.date(note.on)))
        links = view.words.list(phrases.sentence_link(view, anchor) for anchor in note.anchors)
        where = view.words.text("On sentence: {sentences}", sentences=links) if note.anchors else ""
        blocks += [element("h3", day), element("p", phrases.text(view, *view.own(note.text))), _meta([where])]
    return "".join(blocks)

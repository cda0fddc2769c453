"""Edition -> the parts of a document in one language, as HTML fragments that are XML too: for books and paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from crisisbrief import languages
from crisisbrief.model import Actor, Certainty, Fact, Mention
from crisisbrief.render import phrases
from crisisbrief.render.html import HtmlPen, element, escaped, isolated
from crisisbrief.render.pages.about import known
from crisisbrief.render.pages.actors import name_of, other_names, side_lists, spellings
from crisisbrief.render.pages.overview import excerpt
from crisisbrief.render.pages.parts import endonym, said_by, state, withdrawal
from crisisbrief.render.pages.places import beside
from crisisbrief.render.pages.source import report_title
from crisisbrief.render.pages.timeline import by_date, heading_of
from crisisbrief.render.pictures import KINDS, on_page
from crisisbrief.render.pictures.atlas import mapped
from crisisbrief.render.status import edition_line, status
from crisisbrief.render.view import View, number_of, shown_sections
from crisisbrief.sections import Section

OPENING = 40
"""Of a sentence that is only pointed to, about so many characters are shown."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading of the first order: a page of a book, a chapter, a stretch of one document."""

    name: str
    """`overview`, `escalation`, `timeline`…: the same in every language."""
    title: str
    """As plain text, in the language of the view."""
    body: str
    """Markup, headings and all, well-formed as XML; its ids begin with the language's code (`ar-p3s2`)."""


def parts(view: View, *, pictures: Collection[str] = KINDS.keys()) -> tuple[Part, ...]:
    """All that one language shows of an edition, in reading order; of a withdrawn one the notice alone. Nothing that
    `pictures` show, names of their kinds, is missing in the words beside them."""
    title, _ = view.own(view.edition.title)
    if view.edition.imprint.withdrawn:
        return (Part("overview", title, "".join(notice(view))),)
    found = [Part("overview", title, "".join(_overview(view)))]
    for each in shown_sections(view.edition):
        found.append(Part(each.address, view.own(each.title)[0], _section(view, each)))
    if view.edition.notes:
        found.append(Part("notes", view.words.text("Editors’ notes"), notes(view)))
    return (
        *found,
        Part("timeline", view.words.text("Timeline"), _timeline(view, pictures)),
        Part("actors", view.words.text("Actors"), _actors(view, pictures)),
        Part("source", view.words.text("The report"), "".join(_source(view))),
    )


def homes(view: View, *, pictures: Collection[str] = KINDS.keys()) -> Mapping[str, str]:
    """The part in which each name stands that a pen may be asked the address of: `p3s2`, `timeline`, `n1`…"""
    found = {}
    for part in parts(view, pictures=pictures):
        found[part.name] = part.name
        found |= dict.fromkeys(re.findall(rf' id="{view.locale}-([^"]+)"', part.body), part.name)
    return found


def on_its_own(body: str) -> str:
    """The markup of parts as that of a page: the first heading is of the first order."""
    if "<h1" in body:
        return body
    return re.sub(r"(</?h)([23])\b", lambda match: f"{match[1]}{int(match[2]) - 1}", body)


def identifier(view: View, name: str) -> str:
    return f"{view.locale}-{name}"


def heading(view: View, markup: str, name: str, level: int = 2) -> str:
    return element(f"h{level}", markup, id=identifier(view, name))


def listed(items: Iterable[str]) -> str:
    return element("ul", *(element("li", item) for item in items if item))


def row(items: Iterable[str]) -> str:
    return " · ".join(item for item in items if item)


# What comes first ----------------------------------------------------------------------------------------------------


def notice(view: View) -> Iterator[str]:
    """Instead of a withdrawn edition's text: that it was taken back, which edition that was, what to do."""
    yield element("p", withdrawal(view), class_="w")
    yield element("h1", phrases.text(view, *view.own(view.edition.title)))
    yield element("p", edition_line(view))
    yield from edition_notes(view)
    yield element("p", view.words.text("If you passed this edition on, pass this notice on too."))


def edition_notes(view: View) -> Iterator[str]:
    """What the editors say about this edition, and when the next one comes."""
    imprint = view.edition.imprint
    if imprint.note:
        yield element("p", phrases.text(view, *view.own(imprint.note)))
    if imprint.next_update and not imprint.withdrawn:
        awaited = phrases.text(view, *view.own(imprint.next_update))
        yield element("p", view.words.text("Next edition: {when}", when=awaited))


def _overview(view: View) -> Iterator[str]:
    edition = view.edition
    yield element("h1", phrases.text(view, *view.own(edition.title)))
    yield listed(status(view))
    yield from edition_notes(view)
    if edition.messages:
        yield heading(view, view.words.text("Key messages"), "messages")
        yield listed(told(view, each.anchor, each.clause) for each in edition.messages)
    if edition.facts:
        yield heading(view, view.words.text("What readers ask first"), "facts")
        yield listed(_fact(view, each) for each in edition.facts)
    if edition.tensions:
        yield heading(view, view.words.text("What does not fit together"), "tensions")
    for tension in edition.tensions:
        yield element("p", phrases.tension(view, tension))
        yield listed(pointer(view, anchor) for anchor in tension.anchors)
    yield heading(view, view.words.text("Sections"), "sections")
    yield listed(_count(view, each) for each in shown_sections(edition))


def told(view: View, anchor: str, clause: str | None) -> str:
    rendering = excerpt(view, anchor, clause)
    return phrases.told(view, anchor, clause, phrases.text(view, rendering.text, rendering.locale))


def _fact(view: View, fact: Fact) -> str:
    question = element("b", phrases.text(view, *view.own(fact.question)))
    if fact.anchor is None:
        return f"{question} {view.words.text('not stated in this source')}"
    return f"{question} {told(view, fact.anchor, fact.clause)}"


def _count(view: View, section: Section) -> str:
    linked = view.pen.link(phrases.title(view, section.id), section.address)
    counted = view.words.count("{n} sentence", "{n} sentences", len(view.edition.brief.in_section(section.id)))
    return view.words.text("{section}: {count}", section=linked, count=counted)


def pointer(view: View, anchor: str) -> str:
    """A link to a sentence that shows how it begins."""
    rendering = view.rendering(anchor)
    words = opening(rendering.text)
    return view.pen.link(phrases.text(view, words, rendering.locale), "source", anchor)


def opening(words: str) -> str:
    """The first words of a sentence, and that they are not all."""
    return words[:OPENING].rsplit(" ", 1)[0] + " …" if len(words) > OPENING else words


# The sentences -------------------------------------------------------------------------------------------------------


def _section(view: View, section: Section) -> str:
    home = view.edition.brief.in_section(section.id)
    mixed = len(view.states()) > 1
    sentences = [_sentence(view, each.anchor, mixed=mixed) for each in home]
    if not home:
        sentences = [element("p", view.words.text("No sentence of the report stands in this section."))]
    cited = [pointer(view, each.anchor) for each in view.edition.brief.cited_in(section.id)]
    also = [heading(view, view.words.text("See also"), f"{section.address}-also", 3), listed(cited)] if cited else []
    return "".join([heading(view, phrases.title(view, section.id), section.address), *sentences, *also])


def _sentence(view: View, anchor: str, *, mixed: bool) -> str:
    """A sentence, then its number, who says it, how it was placed, the state of its translation where not all are in
    the same, the way to the other languages and to the editors' notes."""
    meta = [
        view.pen.plain(number_of(anchor)),
        said_by(view, anchor),
        phrases.placed(view, anchor),
        state(view, anchor) if mixed else "",
        *(view.pen.across(endonym(code), code, "", anchor) for code in view.others),
        *remarks(view, anchor),
    ]
    return sentence(view, anchor) + _meta(meta)


def sentence(view: View, anchor: str) -> str:
    """A sentence under its anchor; as the report has it, in its language, where it is not translated."""
    rendering = view.rendering(anchor)
    lang, direction = None, None
    if rendering.locale != view.locale:
        lang, direction = rendering.locale, languages.load(rendering.locale).direction
    shown = isolated(rendering.text, rendering.locale)
    return element("p", shown, id=identifier(view, anchor), lang=lang, dir=direction)


def remarks(view: View, anchor: str) -> Iterator[str]:
    """Links to the editors' notes on a sentence: nobody should read it without them."""
    for number, note in enumerate(view.edition.notes, start=1):
        if anchor in note.anchors:
            yield view.pen.link(_note_name(view, number), "notes", f"n{number}")


def _note_name(view: View, number: int) -> str:
    return view.words.text("Note {number}", number=view.words.number(number))


def _meta(items: Iterable[str]) -> str:
    return element("p", row(items), class_="m")


# The same sentences by date, by actor, as the report has them --------------------------------------------------------


def figures(view: View, page: str) -> str:
    """The pictures that stand on a page, their marks leading to the sentences in this document or book."""
    pen = view.pen
    assert isinstance(pen, HtmlPen)
    return "".join(
        element("figure", each.svg) for each in on_page(view, page, lambda anchor: pen.address(pen.locale, anchor))
    )


def where(view: View, level: int = 2, *, draw: Callable[[View, str], str] = figures) -> Iterator[str]:
    """The map as `draw` draws it, with what stands beside it wherever it is shown; nothing where there is none."""
    found = mapped(view)
    if found:
        yield heading(view, view.words.text("Where"), "where", level)
        yield draw(view, "where")
        yield listed(beside(view, found))


def _timeline(view: View, pictures: Collection[str]) -> str:
    """By date, each with the report's own words for it; the sentences without a date by number only."""
    dated = by_date(view)
    told = {anchor for _, entries in dated for anchor, _ in entries}
    blocks = [heading(view, view.words.text("Timeline"), "timeline")]
    if "timeline" in pictures:
        blocks.append(figures(view, "timeline"))
    if "map" in pictures:
        blocks += where(view, 3)
    for value, entries in dated:
        lines = [_dated(view, anchor, mention) for anchor, mentions in entries for mention in mentions]
        blocks += [element("h3", heading_of(view, value)), listed(lines)]
    undated = [anchor for anchor in view.segments if anchor not in told]
    if undated:
        blocks += [element("h3", view.words.text("Without a date")), _numbers(view, undated)]
    return "".join(blocks)


def _dated(view: View, anchor: str, mention: Mention) -> str:
    words = phrases.quoted(view, view.words_of(anchor, mention.span), view.reports[anchor].locale)
    if mention.certainty is Certainty.EXACT:
        return view.words.text("{sentence}, stated: {words}", sentence=pointer(view, anchor), words=words)
    return view.words.text("{sentence}, worked out from {words}", sentence=pointer(view, anchor), words=words)


def _numbers(view: View, anchors: Iterable[str]) -> str:
    return element("p", row(phrases.sentence_link(view, anchor) for anchor in anchors))


def _actors(view: View, pictures: Collection[str]) -> str:
    blocks = [heading(view, view.words.text("Actors"), "actors")]
    if "reactions" in pictures:
        blocks.append(figures(view, "actors"))
    for actor in view.edition.actors:
        blocks += [element("h3", name_of(view, actor)), listed(_known(view, actor))]
    speaking, missing = side_lists(view)
    if speaking:
        blocks += [element("h3", view.words.text("Quoted or reported as speaking:")), listed(speaking)]
    if missing:
        blocks += [element("h3", view.words.text("Voices missing from the report:")), listed(missing)]
    return "".join(blocks)


def _known(view: View, actor: Actor) -> Iterator[str]:
    yield from other_names(view, actor)
    yield view.words.text("In the report: {spellings}", spellings=view.words.list(spellings(view, actor)))
    yield view.words.text("Side: {side}", side=view.words.text(phrases.SIDES[actor.side]))
    links = view.words.list(phrases.sentence_link(view, anchor) for anchor in actor.anchors)
    yield view.words.text("Named in: {sentences}", sentences=links)


def _source(view: View) -> Iterator[str]:
    """Where each report comes from, its sentences in its own order (they stand above, each once), the desk's key."""
    yield heading(view, view.words.text("The report"), "source")
    for report in view.edition.brief.reports:
        yield element("h3", report_title(view, report)) + listed(known(view, report))
        yield element("p", view.words.text("Its sentences in their order:"))
        yield _numbers(view, (segment.anchor for segment in view.edition.brief.segments[report.name]))
    yield from signature(view)


def signature(view: View) -> Iterator[str]:
    """By what the desk's key is known, to be compared with what the desk says on the radio or prints."""
    key = view.edition.key
    if key:
        shown = element("bdi", escaped(key.fingerprint), dir="ltr")
        yield element("p", view.words.text("Fingerprint of the key: {value}", value=shown))


def notes(view: View) -> str:
    """The editors' dated remarks, each with the sentences that it is about."""
    blocks = [heading(view, view.words.text("Editors’ notes"), "notes")]
    for number, note in enumerate(view.edition.notes, start=1):
        numbers = view.words.list(view.pen.plain(number_of(anchor)) for anchor in note.anchors)
        title = row([_note_name(view, number), view.pen.plain(view.words.short_date(note.on)), numbers])
        blocks += [heading(view, title, f"n{number}", 3), element("p", phrases.text(view, *view.own(note.text)))]
    return "".join(blocks)

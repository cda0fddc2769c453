"""Edition -> one HTML document with all its languages, as short as it can be understood.

Every language is a `<details name="language">`: opening one closes the other, a link into the closed one opens it,
print shows both, and a browser that knows none of this shows everything. No script, no request, nothing but itself.
What stands elsewhere in the document is not repeated: a key message shows how its sentence begins and leads to it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files

from crisisbrief import languages
from crisisbrief.model import Actor, Edition, Side
from crisisbrief.render import phrases
from crisisbrief.render.html import HtmlPen, element, escaped
from crisisbrief.render.page import (
    edition_notes,
    figures,
    heading,
    identifier,
    listed,
    notes,
    notice,
    opening,
    remarks,
    sentence,
    signature,
    where,
)
from crisisbrief.render.pages.about import origin, publication, rights
from crisisbrief.render.pages.actors import name_of, side_lists
from crisisbrief.render.pages.overview import excerpt
from crisisbrief.render.pages.parts import endonym, state
from crisisbrief.render.pages.source import report_title
from crisisbrief.render.pages.timeline import by_date, heading_of
from crisisbrief.render.status import status
from crisisbrief.render.view import View, number_of, shown_sections
from crisisbrief.sections import Section

SURE = phrases.CONFIDENCE[1][0]
"""Where the reader was fairly certain of a section, nothing is said about it; where it was less so, how sure it was."""


def document(edition: Edition, *, pictures: bool = False) -> str:
    """The whole document, with the pictures or as light as it can be; the language of the report is open when the file
    is opened."""
    first = edition.locales[0]
    views = [View.of(edition, code, HtmlPen(code)) for code in edition.locales]
    parts = [_language(view, pictures, is_open=view.locale == first) for view in views]
    # Only figures stand in a bdi without a language: one without letters is left to right by itself (HTML, 3.2.6.4).
    parts = [part.replace('<bdi dir="ltr">', "<bdi>") for part in parts]
    style = _style("".join(parts))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    head = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        element("title", escaped(views[0].own(edition.title)[0])),
        element("style", style),
    ]
    body = [element("head", *head), element("body", element("main", *parts))]
    return "<!doctype html>" + element("html", *body, lang=first, dir=languages.load(first).direction)


def _row(items: Iterable[str]) -> str:
    return " | ".join(filter(None, items))


RARE = {
    ".w{": ' class="w"',
    "[data-char]": ' data-char="',
    "figure{": "<figure>",
    "svg{": "<svg ",
    ".cb-over ": ' class="cb-over"',
}
"""Rules, by how they begin, that only documents with such markup need."""


def _style(body: str) -> str:
    unneeded = tuple(begin for begin, markup in RARE.items() if markup not in body)
    return "".join(rule for rule in _rules() if not rule.startswith(unneeded))


@cache
def _rules() -> tuple[str, ...]:
    return tuple((files(__package__) / "single.css").read_text("utf-8").splitlines())


def _language(view: View, pictures: bool, *, is_open: bool) -> str:
    summary = element("summary", view.pen.plain(endonym(view.locale)))
    body = notice(view) if view.edition.imprint.withdrawn else _everything(view, pictures)
    direction = languages.load(view.locale).direction
    return element(
        "details", summary, *body, name="language", open=is_open, id=view.locale, lang=view.locale, dir=direction
    )


def _everything(view: View, pictures: bool) -> Iterator[str]:
    edition = view.edition
    yield element("h1", phrases.text(view, *view.own(edition.title)))
    yield listed(status(view))
    yield from edition_notes(view)
    yield element("nav", element("p", _row(_ways(view))), id=identifier(view, "sections"))
    if edition.messages:
        yield heading(view, view.words.text("Key messages"), "messages")
        yield listed(_message(view, each.anchor, each.clause) for each in edition.messages)
    if edition.facts:
        yield from _facts(view)
    if edition.tensions:
        yield heading(view, view.words.text("What does not fit together"), "tensions")
        yield listed(_tensions(view))
    for section in shown_sections(edition):
        yield from _section(view, section)
    yield element("p", _legend(view))
    if edition.notes:
        yield notes(view)
    if pictures:
        yield from where(view)
    shown = {page: figures(view, page) if pictures else "" for page in ("timeline", "actors")}
    yield from timeline(view, shown["timeline"])
    yield from actors(view, _actor, shown["actors"])
    yield from _source(view)


# What leads to the sentences -----------------------------------------------------------------------------------------


def _ways(view: View) -> Iterator[str]:
    """To the languages that begin further down, and to the sections of this one."""
    locales = view.edition.locales
    for code in locales[locales.index(view.locale) + 1 :]:
        yield view.pen.across(endonym(code), code, "sections", "")
    for each in shown_sections(view.edition):
        yield view.pen.link(phrases.title(view, each.id), each.address)


def _message(view: View, anchor: str, clause: str | None) -> str:
    """How the words begin that the editor chose, as a link to the whole sentence."""
    rendering = excerpt(view, anchor, clause)
    return view.pen.link(phrases.text(view, opening(rendering.text), rendering.locale), "source", anchor)


def _facts(view: View) -> Iterator[str]:
    """Questions with the sentences that answer them; those that the reports leave open, together."""
    yield heading(view, view.words.text("What readers ask first"), "facts")
    asked = [(phrases.text(view, *view.own(each.question)), each.anchor) for each in view.edition.facts]
    yield listed(view.pen.link(question, "source", anchor) for question, anchor in asked if anchor)
    unanswered = " ".join(question for question, anchor in asked if not anchor)
    if unanswered:
        yield element("p", view.words.text("Not stated in this source: {questions}", questions=unanswered))


def _tensions(view: View) -> Iterator[str]:
    for each in view.edition.tensions:
        yield f"{phrases.tension(view, each)} {_links(view, each.anchors)}"


def _links(view: View, anchors: Iterable[str]) -> str:
    return view.words.list(phrases.sentence_link(view, anchor) for anchor in anchors)


# The sentences -------------------------------------------------------------------------------------------------------


def _section(view: View, section: Section) -> Iterator[str]:
    yield heading(view, phrases.title(view, section.id), section.address)
    home = view.edition.brief.in_section(section.id)
    if not home:
        yield element("p", view.words.text("No sentence of the report stands in this section."))
    for each in home:
        yield sentence(view, each.anchor) + element("p", _row(_about(view, each.anchor)))
    cited = [each.anchor for each in view.edition.brief.cited_in(section.id)]
    if cited:
        yield element("p", view.words.text("See also: {sentences}", sentences=_links(view, cited)))


def _about(view: View, anchor: str) -> Iterator[str]:
    """In few words: the number, which leads to the other languages, who says so, how it was placed, the state of its
    translation where not all are in the same, the editors' notes."""
    number = number_of(anchor)
    if len(view.others) == 1:
        yield view.pen.across(number, view.others[0], "", anchor)
    else:
        yield view.pen.plain(number)
        yield from (view.pen.across(endonym(code), code, "", anchor) for code in view.others)
    yield phrases.speaker(view, anchor) or view.words.text("unattributed")
    yield _placed(view, anchor)
    if len(view.states()) > 1:
        yield state(view, anchor)
    yield from remarks(view, anchor)


def _placed(view: View, anchor: str) -> str:
    placement = view.placement(anchor)
    if placement.decided_by_editor:
        return view.words.text("section by the editor")
    if round(placement.confidence, 2) >= SURE:
        return ""
    return view.words.text("section {share} sure", share=view.pen.plain(view.words.percent(placement.confidence)))


def _legend(view: View) -> str:
    """What stands under each sentence."""
    share = view.pen.plain(view.words.percent(SURE))
    return view.words.text(
        "Under a sentence: number (link to the other language), who says it and, below {share}, how sure the program "
        "was of its section, not of its truth.",
        share=share,
    )


# The same sentences by date, by actor, and where they come from ------------------------------------------------------


def timeline(view: View, shown: str = "") -> Iterator[str]:
    """By date, by reference: the sentences stand above with their times in them; before it what is `shown` of it."""
    yield heading(view, view.words.text("Timeline"), "timeline")
    yield shown
    yield listed(
        view.words.text(
            "{date}: {sentences}", date=heading_of(view, value), sentences=_links(view, (anchor for anchor, _ in found))
        )
        for value, found in by_date(view)
    )


def actors(view: View, told: Callable[[View, Actor], str], shown: str = "") -> Iterator[str]:
    """By side, each as `told`, then who is not heard; before it what is `shown` of it."""
    yield heading(view, view.words.text("Actors"), "actors")
    yield shown
    for side in Side:
        found = [told(view, each) for each in view.edition.actors if each.side is side]
        if found:
            yield element("h3", view.words.text(phrases.SIDES[side]))
            yield listed(found)
    _, missing = side_lists(view)
    if missing:
        yield element("p", f"{view.words.text('Voices missing from the report:')} {view.words.list(missing)}")


def _actor(view: View, actor: Actor) -> str:
    """The name as a link to the first sentence that holds it, and all their numbers where there are more."""
    name = name_of(view, actor)
    spelt = [phrases.text(view, words, view.locale) for words, _, anchor in actor.variants if view.is_source(anchor)]
    forms = [each for each in spelt if each != name]
    linked = view.pen.link(name, "source", actor.anchors[0])
    shown = f"{linked} ({view.words.list(forms)})" if forms else linked
    if len(actor.anchors) == 1:
        return shown
    numbers = view.words.list(view.pen.plain(number_of(each)) for each in actor.anchors)
    return view.words.text("{name}: {sentences}", name=shown, sentences=numbers)


def _source(view: View) -> Iterator[str]:
    """What the head of the document has not yet said about where the reports come from. By what their files are known
    stands in the larger forms of the brief."""
    yield heading(view, view.words.text("The report"), "source")
    reports = view.edition.brief.reports
    for report in reports:
        lines = [*origin(view, report, gaps=False), rights(view, report)]
        if len(reports) > 1:
            yield element("h3", report_title(view, report))
            lines = [*publication(view, report), *lines]
        yield listed(lines)
    yield from signature(view)

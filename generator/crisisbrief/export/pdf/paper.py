"""An edition as one HTML document for paper: a language is an article, its head and foot stand on each of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crisisbrief import languages
from crisisbrief.export.pdf.codes import codes
from crisisbrief.export.pdf.pictures import on_paper
from crisisbrief.model import Actor, Edition
from crisisbrief.render import phrases, single
from crisisbrief.render.html import HtmlPen, element, escaped, in_one_document
from crisisbrief.render.page import Part, parts, where
from crisisbrief.render.pages.actors import name_of
from crisisbrief.render.pictures import on_page
from crisisbrief.render.status import edition_line
from crisisbrief.render.view import View


def document(edition: Edition, *, pictures: bool = False) -> str:
    """The document that a size of paper is set from, with the pictures where that has room for them."""
    first = edition.locales[0]
    views = [_view(edition, code) for code in edition.locales]
    head = [
        '<meta charset="utf-8">',
        element("title", escaped(" · ".join(view.own(edition.title)[0] for view in views))),
        f'<meta name="dcterms.created" content="{edition.imprint.published.isoformat()}">',
    ]
    return "<!doctype html>" + element(
        "html",
        element("head", *head),
        element("body", *(_language(view, pictures) for view in views)),
        lang=first,
        dir=languages.load(first).direction,
    )


def _view(edition: Edition, code: str) -> View:
    """Our own words without vowel signs: programs take the letters of such a word out of a PDF as pieces. The report
    keeps its signs."""
    view = View.of(edition, code, HtmlPen(code))
    return replace(view, words=view.words.without_vowel_signs())


def _language(view: View, pictures: bool) -> str:
    bodies = [*(_body(view, part, pictures) for part in parts(view, pictures=())), codes(view)]
    direction = languages.load(view.locale).direction
    return element("article", _head(view), _foot(view), *bodies, id=view.locale, lang=view.locale, dir=direction)


def _head(view: View) -> str:
    """On top of every page: the brief and, filled in page by page, the section."""
    return element("header", phrases.text(view, *view.own(view.edition.title)), element("span", class_="section"))


def _foot(view: View) -> str:
    """At the foot of every page: which edition, which page of how many, the key to check it with."""
    counters = {name: element("span", class_=name) for name in ("page", "pages")}
    lines = [f"{edition_line(view)} · {view.words.text('Page {page} of {pages}', **counters)}"]
    if view.edition.key:
        fingerprint = element("bdi", view.edition.key.fingerprint, dir="ltr")
        lines.append(view.words.text("Fingerprint of the key: {value}", value=fingerprint))
    return element("footer", "<br>".join(lines))


def _body(view: View, part: Part, pictures: bool) -> str:
    """A part as it is, but dates and actors by the numbers of their sentences: who turns pages looks them up."""
    shorter = {"timeline": single.timeline, "actors": _actors}.get(part.name)
    if shorter is None:
        return part.body
    if not pictures:
        return "".join(shorter(view, ""))
    further = where(view, 3, draw=_drawn) if part.name == "timeline" else ()
    return "".join([*shorter(view, _drawn(view, part.name)), *further])


def _drawn(view: View, page: str) -> str:
    """The pictures of a page that paper has room for."""
    return "".join(map(on_paper, on_page(view, page, lambda anchor: in_one_document(view.locale, anchor))))


def _actors(view: View, shown: str) -> Iterator[str]:
    return single.actors(view, _actor, shown)


def _actor(view: View, actor: Actor) -> str:
    """Its name, its other spellings and the numbers of the sentences that name it."""
    name = name_of(view, actor)
    spelt = (phrases.text(view, words, view.reports[anchor].locale) for words, _, anchor in actor.variants)
    forms = [each for each in spelt if each != name]
    links = view.words.list(phrases.sentence_link(view, anchor) for anchor in actor.anchors)
    shown = f"{name} ({view.words.list(forms)})" if forms else name
    return view.words.text("{name}: {sentences}", name=shown, sentences=links)

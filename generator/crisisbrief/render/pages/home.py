"""The way in: a list of briefs for each language, and the root page that offers the languages."""

from __future__ import annotations

from collections.abc import Sequence

from crisisbrief.languages.interface import interface
from crisisbrief.model import Edition
from crisisbrief.render import phrases
from crisisbrief.render.dialect import MarkdownPen, bullets, container, page
from crisisbrief.render.escape import escape
from crisisbrief.render.pages.parts import endonym
from crisisbrief.render.status import as_of
from crisisbrief.render.view import View


def home(editions: Sequence[Edition], locale: str) -> str:
    """The briefs there are in one language, latest first, one line each."""
    words = interface(locale)
    latest = sorted(
        (edition for edition in editions if locale in edition.locales),
        key=lambda edition: (
            as_of(edition) or edition.imprint.published,
            edition.imprint.published,
            edition.brief.slug,
        ),
        reverse=True,
    )
    title = words.text("Crisis briefs")
    fields: dict[str, str | int] = {
        "title": title, "description": words.text("Reports on crises, sorted sentence by sentence, in two languages."),
        "lang": locale, "kind": "home", "order": 0, "nav_title": title,
    }  # fmt: skip
    lines = bullets(_line(View.of(edition, locale, MarkdownPen(edition.brief.slug))) for edition in latest)
    body = container("cb-briefs", lines) if latest else container("cb-warning", words.text("There is no brief yet."))
    return page(fields, f"# {escape(title)}", str(fields["description"]), body)


def _line(view: View) -> str:
    edition = view.edition
    linked = f"[{phrases.text(view, *view.own(edition.title))}]({edition.brief.slug}/index.md)"
    day = view.pen.plain(view.words.date(as_of(edition) or edition.imprint.published))
    number = view.pen.plain(view.words.number(edition.imprint.number))
    if edition.imprint.withdrawn:
        return view.words.text("{brief}: {date}, edition {number}, withdrawn", brief=linked, date=day, number=number)
    return view.words.text("{brief}: {date}, edition {number}", brief=linked, date=day, number=number)


def root(locales: Sequence[str]) -> str:
    """The first page of all: in the first language, what it says in another language marked as such."""
    first = locales[0]
    title = interface(first).text("Crisis briefs")
    fields: dict[str, str | int] = {
        "title": title, "description": interface(first).text("Choose a language"),
        "lang": first, "kind": "root", "order": 0, "nav_title": title,
    }  # fmt: skip
    others = [_said(code, first, interface(code).text("Crisis briefs")) for code in locales if code != first]
    choices = [f"[{_said(code, first, _offer(code))}]({code}/index.md)" for code in locales]
    return page(fields, f"# {escape(title)}", *others, container("cb-languages", bullets(choices)))


def _offer(code: str) -> str:
    return interface(code).text("{language}: read the briefs", language=endonym(code))


def _said(code: str, page_locale: str, text: str) -> str:
    return escape(text) if code == page_locale else MarkdownPen("").foreign(text, code)

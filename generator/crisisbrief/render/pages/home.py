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
    """The first page of all: what each language has to offer, said in that language and in its direction."""
    said = [interface(code) for code in locales]
    fields: dict[str, str | int] = {
        "title": " · ".join(words.text("Crisis briefs") for words in said),
        "description": " · ".join(words.text("Choose a language") for words in said),
        "lang": locales[0], "kind": "root", "order": 0, "nav_title": said[0].text("Crisis briefs"),
    }  # fmt: skip
    return page(fields, *(_way(code, level=1 if code == locales[0] else 2) for code in locales))


def _way(code: str, *, level: int) -> str:
    """The way into one language."""
    words = interface(code)
    return container(
        f"cb-way[lang={code}]",
        f"{'#' * level} {escape(words.text('Crisis briefs'))}",
        escape(words.text("Reports on crises, sorted sentence by sentence, in two languages.")),
        f"[{escape(words.text('{language}: read the briefs', language=endonym(code)))}]({code}/index.md)",
    )

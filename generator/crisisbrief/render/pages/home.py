"""The way in: a list of briefs for each language, and the root page that offers the languages."""

from __future__ import annotations

from collections.abc import Sequence

from crisisbrief.languages.interface import interface
from crisisbrief.render.dialect import bullets, container, page
from crisisbrief.render.escape import escape
from crisisbrief.render.listed import Listed
from crisisbrief.render.pages import archive
from crisisbrief.render.pages.listing import lines
from crisisbrief.render.pages.parts import endonym

NEWEST = 20
"""Briefs on the first page of a language; where there are more, it leads to the archive."""


def home(briefs: Sequence[Listed], locale: str) -> str:
    """The newest briefs in one language, one line each; `briefs` are all of the language, latest first."""
    words = interface(locale)
    title = words.text("Crisis briefs")
    fields: dict[str, str | int] = {
        "title": title, "description": words.text("Reports on crises, sorted sentence by sentence, in two languages."),
        "lang": locale, "kind": "home", "order": 0, "nav_title": title,
    }  # fmt: skip
    listed = bullets(lines(briefs[:NEWEST], words))
    body = container("cb-briefs", listed) if briefs else container("cb-warning", words.text("There is no brief yet."))
    all_of_them = f"[{escape(words.text('All briefs, by date, country and topic'))}]({archive.NAME}.md)"
    more = container("cb-more", bullets([all_of_them])) if len(briefs) > NEWEST else ""
    return page(fields, f"# {escape(title)}", str(fields["description"]), body, more)


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

"""Briefs in a list, one line each: what the home page and the archive say about a brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crisisbrief.languages.interface import Interface
from crisisbrief.render.dialect import MarkdownPen
from crisisbrief.render.listed import Listed


def lines(briefs: Iterable[Listed], words: Interface) -> Iterator[str]:
    """A line for each brief, with its date and edition, linked."""
    return (_line(brief, words) for brief in briefs)


def _line(brief: Listed, words: Interface) -> str:
    pen = MarkdownPen(brief.slug)
    title, lang = brief.own(words.code)
    linked = f"[{pen.plain(title) if lang == words.code else pen.foreign(title, lang)}]({brief.slug}/index.md)"
    day, number = pen.plain(words.date(brief.day)), pen.plain(words.number(brief.number))
    if brief.withdrawn:
        return words.text("{brief}: {date}, edition {number}, withdrawn", brief=linked, date=day, number=number)
    return words.text("{brief}: {date}, edition {number}", brief=linked, date=day, number=number)

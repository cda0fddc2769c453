"""Edition -> one light page for each language: the whole brief without script, for slow lines, old browsers and readers
who want nothing else. Its anchors are those of the site's pages."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache, partial
from importlib.resources import files

from crisisbrief import languages
from crisisbrief.model import Edition
from crisisbrief.render.html import HtmlPen, element, escaped
from crisisbrief.render.page import parts
from crisisbrief.render.pages.parts import endonym
from crisisbrief.render.view import View

NAME = "lite.html"
"""In the folder of each brief, in each language."""
OVERVIEW = "index.html"
"""Beside it: the page that search engines are to show instead of it."""


def pages(edition: Edition) -> dict[str, str]:
    """The page of every language, by its path under content/."""
    return {f"{code}/{edition.brief.slug}/{NAME}": _document(edition, code) for code in edition.locales}


def canonical(address: str) -> str:
    """Names the page that search engines are to show instead of this one."""
    return f'<link rel="canonical" href="{escaped(address)}">'


def _document(edition: Edition, code: str) -> str:
    view = View.of(edition, code, HtmlPen(code, partial(_address, edition.brief.slug, code)))
    head = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">',
        element("title", escaped(view.own(edition.title)[0])),
        canonical(OVERVIEW),
        element("style", _style()),
    ]
    # One language alone needs no code before its ids. No text here has quotation marks of its own (`html.escaped`), so
    # what looks like an attribute is one.
    body = [part.body.replace(f' id="{code}-', ' id="') for part in parts(view, pictures=())]
    blocks = [element("head", *_lines(head)), element("body", *_lines([_ways(view), element("main", *_lines(body))]))]
    return "<!doctype html>\n" + element("html", *blocks, lang=code, dir=languages.load(code).direction) + "\n"


def _lines(blocks: Iterable[str]) -> Iterator[str]:
    """Each on a line of its own: people read these pages in a diff."""
    return (f"\n{block}" for block in blocks)


def _address(slug: str, here: str, lang: str, name: str) -> str:
    """Of a place on this page, or on that of another language."""
    return f"#{name}" if lang == here else f"../../{lang}/{slug}/{NAME}#{name}"


def _ways(view: View) -> str:
    """To the pages with everything, and to the other languages."""
    full = element("a", escaped(view.words.text("With search and all details")), href=OVERVIEW)
    others = [
        element(
            "a",
            escaped(endonym(code)),
            href=f"../../{code}/{view.edition.brief.slug}/{NAME}",
            hreflang=code,
            lang=code,
            dir=languages.load(code).direction,
        )
        for code in view.others
    ]
    items = [element("li", each) for each in (full, *others)]
    return element("header", element("nav", element("ul", *items), aria_label=view.words.text("Pages of this brief")))


def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _style() -> str:
    return (files(__package__) / "lite.css").read_text("utf-8").strip()

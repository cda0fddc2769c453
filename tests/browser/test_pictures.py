"""Pictures as a browser lays them out on a phone: nothing on top of anything, nothing outside, every mark a link."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest

from crisisbrief import languages
from crisisbrief.render.html import HtmlPen
from crisisbrief.render.pictures import reactions, timeline
from crisisbrief.render.pictures.canvas import Picture
from crisisbrief.render.view import View
from drawn import TIMES, VOICES, dated, voiced
from pages import addresses
from tabs import PHONE, Tab

pytestmark = pytest.mark.browser
LOCALES = ("ar", "en")
LIGHT = 15_000
"""Bytes that a picture may have, packed."""


def drawings(locale: str) -> Iterator[tuple[str, Picture | None]]:
    for name, times in TIMES.items():
        yield name, timeline.draw(View.of(dated(times, locale), locale, HtmlPen(locale)), "#{}".format)
    for name, voices in VOICES.items():
        yield name, reactions.draw(View.of(voiced(voices, locale), locale, HtmlPen(locale)), "#{}".format)


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_stands_on_anything_and_every_mark_is_a_link_with_a_name(locale: str, tabs: Any) -> None:
    tab: Tab = tabs()
    tab.page.set_viewport_size(PHONE)
    for name, picture in drawings(locale):
        assert picture is not None, name
        tab.page.goto("about:blank")
        tab.page.set_content(page_of(picture, locale))
        assert (name, tab.ask("drawing.js")) == (name, [])
        assert (name, len(gzip.compress(picture.svg.encode(), 9, mtime=0)) <= LIGHT) == (name, True)


def page_of(picture: Picture, locale: str) -> str:
    """A page with a picture alone, as wide as a phone leaves it, in the faces of the site."""
    style = (
        'body{margin:16px;font-family:"Noto Sans",sans-serif}svg{width:100%;height:auto;display:block}'
        ':lang(ar){font-family:"Noto Naskh Arabic",sans-serif}'
    )
    direction = languages.load(locale).direction
    return f'<html lang="{locale}" dir="{direction}"><style>{style}</style><body>{picture.svg}</body></html>'


@pytest.mark.parametrize("page", [page for page in addresses() if page.endswith(("timeline.html", "actors.html"))])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_pictures_of_the_site(page: str, width: int, places: dict[str, str], tabs: Any) -> None:
    tab: Tab = tabs()
    tab.page.set_viewport_size({"width": width, "height": 800})
    tab.visit(f"{places['disk']}/{page}")
    assert tab.page.locator("figure.cb-picture > svg").count() == (2 if "timeline" in page else 1)
    assert tab.ask("drawing.js") == []
    dead = "() => [...document.querySelectorAll('svg a')].filter(a => !document.querySelector(a.getAttribute('href')))"
    assert tab.page.evaluate(f"({dead})().length") == 0

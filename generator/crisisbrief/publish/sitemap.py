"""The sitemap (sitemaps.org, 0.9): every page with its other languages, for sites that have an address of their own."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence

from crisisbrief.publish.navigation import Alternate, PageFacts
from crisisbrief.render.html import element, escaped

NAME = "sitemap.xml"
MOST = 50_000
"""Addresses in one file, by the protocol."""
_SITEMAP, _XHTML = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"


def sitemap(
    pages: Sequence[PageFacts], alternates: Mapping[str, Sequence[Alternate]], site_url: str, *, most: int = MOST
) -> Iterator[tuple[str, str]]:
    """The file, by address; where there are more pages than one may hold, several and an index of them. `alternates`
    are those of each page by its source, whole."""
    ordered = sorted(pages, key=lambda page: page.url)
    entries = [_page(page, alternates.get(page.source, ()), site_url) for page in ordered]
    if len(entries) <= most:
        yield NAME, _file("urlset", entries, {"xmlns:xhtml": _XHTML})
        return
    stem, ending = posixpath.splitext(NAME)
    parts = [entries[start : start + most] for start in range(0, len(entries), most)]
    names = [f"{stem}-{number}{ending}" for number in range(1, len(parts) + 1)]
    yield NAME, _file("sitemapindex", [element("sitemap", _loc(site_url, name)) for name in names])
    for name, part in zip(names, parts, strict=True):
        yield name, _file("urlset", part, {"xmlns:xhtml": _XHTML})


def _file(tag: str, children: Sequence[str], spaces: Mapping[str, str] | None = None) -> str:
    body = "".join(f"\n{each}" for each in children)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{element(tag, body, xmlns=_SITEMAP, **(spaces or {}))}\n'


def _page(page: PageFacts, alternates: Sequence[Alternate], site_url: str) -> str:
    """The address, the day of the edition that the page belongs to, the same page in each language, itself too."""
    return element(
        "url",
        _loc(site_url, page.url),
        element("lastmod", escaped(page.published)) if page.published else "",
        *(element("xhtml:link", rel="alternate", hreflang=other.lang, href=other.href) for other in alternates),
    )


def _loc(site_url: str, address: str) -> str:
    return element("loc", escaped(posixpath.join(site_url, address)))

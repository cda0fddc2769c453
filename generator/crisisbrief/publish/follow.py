"""What a site in reach of others has beside its pages: feeds, the sitemap, and what the heads of pages say to programs.

A copy that travels without an address has none of it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from crisisbrief.languages import load
from crisisbrief.languages.interface import interface
from crisisbrief.publish import feed
from crisisbrief.publish.linked_data import linked_data
from crisisbrief.publish.navigation import REST, Frame, PageFacts, Place, alternates
from crisisbrief.publish.sitemap import sitemap
from crisisbrief.publish.summary import Correction, Message, Summary
from crisisbrief.render import lite


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as a page names it."""

    href: str
    lang: str
    dir: str
    title: str
    invitation: str
    """What readers see of it."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of one page tells programs, and its foot readers."""

    feeds: tuple[Feed, ...] = ()
    """Of the page's language; on the root page, of all."""
    lite: str = ""
    """Where the whole brief stands on one light page."""
    properties: tuple[tuple[str, str], ...] = ()
    """Open Graph: names and contents."""
    linked_data: str = ""


NOTHING = Head()


def site_files(pages: Sequence[PageFacts], frame: Frame, site_name: str, site_url: str) -> Iterator[tuple[str, str]]:
    """The feeds of all languages, and the sitemap of a site that has an address; by their own addresses."""
    yield from feed.feeds(pages, frame.homes, site_name, site_url)
    if site_url:
        yield from sitemap(pages, alternates(pages, frame, site_url), site_url)


def head(place: Place, frame: Frame, lites: Collection[str], site_url: str) -> Head:
    """Of one page; `lites` are the sources of the light pages that are there."""
    page, folder = place.page, posixpath.dirname(place.page.url)
    langs = sorted(frame.searchable & frame.homes.keys())
    feeds = tuple(_feed(frame.homes[lang], folder) for lang in langs if page.kind == "root" or lang == page.lang)
    light = lite.NAME if page.brief and posixpath.join(posixpath.dirname(page.source), lite.NAME) in lites else ""
    found = Head(feeds, light)
    if page.summary is None:
        return found
    addresses = {other.lang: other.href for other in place.alternates if other.lang != REST}
    addresses[page.lang] = posixpath.join(site_url, page.url) if site_url else posixpath.basename(page.url)
    return replace(
        found,
        properties=tuple(_properties(page, page.summary, addresses[page.lang] if site_url else "")),
        linked_data=linked_data(page, page.summary, addresses),
    )


def _feed(home: PageFacts, folder: str) -> Feed:
    """The feed of the language of that home page, for a page in `folder`."""
    href = posixpath.relpath(posixpath.join(posixpath.dirname(home.url), feed.NAME), folder or ".")
    invitation = interface(home.lang).text("Follow new editions (a feed, {format})", format="Atom")
    return Feed(href, home.lang, load(home.lang).direction, home.title, invitation)


def _properties(page: PageFacts, summary: Summary, address: str) -> Iterator[tuple[str, str]]:
    """What a link shows of the brief in other people's pages: title, one message."""
    yield "og:type", "article"
    yield "og:title", feed.title(page)
    told: list[Message | Correction] = [*summary.messages, *summary.corrections]
    description = next((each.text for each in told if each.lang == page.lang), "")
    if description:
        yield "og:description", description
    yield "article:modified_time", page.published
    if address:
        yield "og:url", address

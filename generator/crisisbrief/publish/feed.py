"""Atom feeds (RFC 4287), one for each language: what a reader who follows the desk is told of each edition."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crisisbrief.languages import load
from crisisbrief.languages.interface import interface
from crisisbrief.publish.identity import identity
from crisisbrief.publish.navigation import PageFacts
from crisisbrief.publish.summary import Summary
from crisisbrief.render.direction import between_isolates
from crisisbrief.render.html import element, escaped

NAME = "feed.xml"
"""In the folder of each language."""
MEDIA_TYPE = "application/atom+xml"
LATEST = 100
"""Entries in one file, which leads to the next (RFC 5005, 3): who follows asks often for the newest and never for the
rest."""
_ATOM, _XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"


def feeds(
    pages: Iterable[PageFacts], homes: Mapping[str, PageFacts], site_name: str, site_url: str = ""
) -> Iterator[tuple[str, str]]:
    """The files of the feed of every language that has a brief, by address, out of all pages."""
    by_lang: dict[str, list[PageFacts]] = {}
    for page in pages:
        if page.summary is not None and page.lang in homes:
            by_lang.setdefault(page.lang, []).append(page)
    for lang, overviews in sorted(by_lang.items()):
        yield from _Feed(homes[lang], site_name, site_url).files(overviews)


@dataclass(frozen=True, slots=True)
class _Feed:
    """The feed of one language."""

    home: PageFacts
    """The list of briefs in the language."""
    site_name: str
    site_url: str
    """Where it is empty, addresses are relative to the feed."""

    def files(self, overviews: Iterable[PageFacts]) -> Iterator[tuple[str, str]]:
        """The latest editions first, so many in a file."""
        latest = sorted(overviews, key=lambda page: page.source)
        latest.sort(key=lambda page: page.published, reverse=True)
        parts = [latest[start : start + LATEST] for start in range(0, len(latest), LATEST)]
        for number, part in enumerate(parts):
            feed = self._file(part, number, len(parts))
            yield posixpath.join(self._folder, _name(number)), f'<?xml version="1.0" encoding="utf-8"?>\n{feed}\n'

    @property
    def _folder(self) -> str:
        return posixpath.dirname(self.home.url)

    def _file(self, overviews: Sequence[PageFacts], number: int, count: int) -> str:
        lang = self.home.lang
        near = {"previous": number - 1, "next": number + 1}
        return _element(
            "feed",
            _element("id", identity(self.site_name, lang)),
            _element("title", _text(self.home.title, lang)),
            _element("updated", _moment(overviews[0].published)),
            # Who runs the site is all that is known of who wrote: a brief names no desk.
            _element("author", _element("name", _text(self.site_name, lang))),
            _link("alternate", self._address(self.home.url), "text/html"),
            _link("self", self._beside(_name(number)), MEDIA_TYPE) if self.site_url else "",
            *(_link(rel, self._beside(_name(at)), MEDIA_TYPE) for rel, at in near.items() if 0 <= at < count),
            *("\n" + self._entry(page, page.summary) for page in overviews if page.summary is not None),
            xmlns=_ATOM,
            lang=lang,
        )

    def _entry(self, page: PageFacts, summary: Summary) -> str:
        return _element(
            "entry",
            _element("id", identity(self.site_name, page.lang, page.brief, page.number)),
            _element("title", _text(title(page), page.lang)),
            _element("updated", _moment(page.published)),
            _link("alternate", self._address(page.url), "text/html", hreflang=page.lang),
            _element("content", _content(page, summary), type="xhtml"),
        )

    def _address(self, url: str) -> str:
        return posixpath.join(self.site_url, url) if self.site_url else posixpath.relpath(url, self._folder or ".")

    def _beside(self, name: str) -> str:
        return self._address(posixpath.join(self._folder, name))


def title(page: PageFacts) -> str:
    """What others are to call an edition: whoever sees nothing but that must see that it was taken back."""
    return interface(page.lang).text("Withdrawn: {brief}", brief=page.title) if page.withdrawn else page.title


def _content(page: PageFacts, summary: Summary) -> str:
    """The key messages, then which edition this is and of what; of a withdrawn one what the editors say instead."""
    said = "".join(_paragraph(each.text, each.lang) for each in summary.corrections) if page.withdrawn else ""
    items = [
        element("li", _paragraph(each.text, each.lang), _paragraph(each.about, page.lang) if each.about else "")
        for each in summary.messages
    ]
    body = [said, element("ul", *items) if items else ""]
    body += [_paragraph(line, page.lang) for line in (page.edition, page.sources) if line]
    return element("div", *body, xmlns=_XHTML, lang=page.lang, dir=load(page.lang).direction)


def _paragraph(text: str, lang: str) -> str:
    return element("p", _text(text, lang), lang=lang, dir=load(lang).direction)


def _text(text: str, lang: str) -> str:
    return escaped(between_isolates(text, lang))


def _name(number: int) -> str:
    """Of the file of that number; the first has none in its name."""
    stem, ending = posixpath.splitext(NAME)
    return f"{stem}-{number + 1}{ending}" if number else NAME


def _moment(day: str) -> str:
    """The day as Atom wants it; the time of day is not known."""
    return f"{day}T00:00:00Z"


def _link(rel: str, href: str, media_type: str, **attributes: str) -> str:
    return _element("link", rel=rel, href=href, type=media_type, **attributes)


def _element(tag: str, /, *children: str, lang: str | None = None, **attributes: str) -> str:
    """As `element`, of Atom: it has a language and no direction."""
    return element(tag, *children, **attributes, **({"xml:lang": lang} if lang else {}))

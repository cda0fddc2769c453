"""Facts about all pages in, what each page links to out: its brief, its neighbours, itself in other languages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crisisbrief.errors import BriefError
from crisisbrief.languages import load
from crisisbrief.publish.summary import Summary

REST = "x-default"
"""In the place of a language: readers of any other."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page's front matter says about it, and where it will stand."""

    source: str
    """Its path under content/, e.g. `ar/kazakhstan-unrest-2022/index.md`."""
    url: str
    """From the site's root, e.g. `ar/kazakhstan-unrest-2022/index.html`."""
    lang: str
    kind: str
    title: str
    nav_title: str
    description: str = ""
    brief: str | None = None
    order: int = 0
    count: int | None = None
    """Sentences on the page, where the navigation is to say so."""
    edition: str = ""
    """One line for the foot of the page: which edition of the brief this is, and of when."""
    sources: str = ""
    """Another: how many reports the brief is made from, and who published them."""
    number: int = 0
    """The edition's; 0 on a page of no brief."""
    published: str = ""
    """The edition's day, as `YYYY-MM-DD`."""
    withdrawn: bool = False
    summary: Summary | None = None
    """Of an overview: what its edition says in short."""

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> PageFacts:
        """Out of what `dataclasses.asdict` made of it."""
        summary = Summary.read(told["summary"]) if told["summary"] else None
        return cls(**{**told, "summary": summary})

    @property
    def same(self) -> str:
        """What the page is called in every language."""
        return self.source.removeprefix(f"{self.lang}/")

    @property
    def in_order(self) -> tuple[str, int, str]:
        """By this a part's pages are sorted: language by language, as they are read."""
        return self.lang, self.order, self.source


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page must know of the site around its brief."""

    homes: Mapping[str, PageFacts]
    """The list of briefs in each language."""
    root: PageFacts | None
    searchable: frozenset[str]
    """The languages that there are briefs in."""

    @classmethod
    def of(cls, pages: Iterable[PageFacts], sources: Iterable[str]) -> Frame:
        """Out of the pages that are not in briefs, or out of all, and the sources of all pages."""
        pages = tuple(pages)
        return cls(
            {page.lang: page for page in pages if page.kind == "home"},
            next((page for page in pages if page.kind == "root"), None),
            frozenset(source.partition("/")[0] for source in sources if source.count("/") > 1),
        )


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    """Relative to the page that shows the link."""
    text: str
    lang: str
    dir: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in a language, for programs that choose between them."""

    lang: str
    """BCP 47, or `REST`."""
    href: str
    """Whole where the site has an address of its own, else relative."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands among the others; all that the theme needs to know."""

    page: PageFacts
    dir: str
    pages: tuple[Link, ...]
    """Of this brief in this language, in reading order; none outside a brief."""
    languages: tuple[Link, ...]
    """The same page in each other language, named in that language."""
    alternates: tuple[Alternate, ...]
    """The same page in every language that has it, itself too; none where no other has it."""
    path: tuple[Link, ...]
    """From the list of briefs down to the page above this one."""
    home: Link | None
    """The list of briefs in this language; None on the root page."""
    title: str
    """What the page belongs to: the brief's title, else the page's own."""
    previous: Link | None = None
    next: Link | None = None


def facts(source: str, url: str, meta: Mapping[str, Any]) -> PageFacts:
    """What the front matter of one page says; BriefError where it leaves out what the site needs."""
    missing = [name for name in ("title", "lang", "kind") if not meta.get(name)]
    if missing:
        raise BriefError(
            f'the front matter does not name {", ".join(missing)}; run "crisisbrief generate", it writes the pages',
            path=f"content/{source}",
        )
    load(str(meta["lang"]))
    title = str(meta["title"])
    return PageFacts(
        source=source,
        url=url,
        lang=str(meta["lang"]),
        kind=str(meta["kind"]),
        title=title,
        nav_title=str(meta.get("nav_title") or title),
        description=str(meta.get("description") or ""),
        brief=meta.get("brief"),
        order=int(meta.get("order") or 0),
        count=meta.get("count"),
        edition=str(meta.get("edition") or ""),
        sources=str(meta.get("sources") or ""),
        number=int(meta.get("number") or 0),
        published=str(meta.get("published") or ""),
        withdrawn=bool(meta.get("withdrawn")),
        summary=_summary(source, meta),
    )


def _summary(source: str, meta: Mapping[str, Any]) -> Summary | None:
    if "original" not in meta:
        return None
    try:
        return Summary.read(meta)
    except (AttributeError, TypeError) as fault:
        message = 'the front matter is not what "crisisbrief generate" writes; delete the page and run that'
        raise BriefError(message, path=f"content/{source}") from fault


def places(pages: Iterable[PageFacts], site_url: str = "", frame: Frame | None = None) -> dict[str, Place]:
    """The place of every page, by its source; `site_url` is the site's own address, where it has one, `frame` what
    stands around these pages, where they are not the whole site."""
    pages = tuple(pages)
    frame = frame or Frame.of(pages, (page.source for page in pages))
    briefs: dict[tuple[str | None, str], list[PageFacts]] = {}
    for page in sorted(pages, key=lambda page: (page.order, page.source)):
        briefs.setdefault((page.brief, page.lang), []).append(page)
    twins = _twins(pages)
    return {
        page.source: _place(
            page,
            briefs[page.brief, page.lang] if page.brief else [],
            frame.homes,
            twins[page.same],
            tuple(_alternates(page, frame, twins[page.same], site_url)),
        )
        for page in pages
    }


def alternates(pages: Sequence[PageFacts], frame: Frame, site_url: str) -> dict[str, tuple[Alternate, ...]]:
    """The same page in every language that has it, by the source of each of these pages."""
    twins = _twins(pages)
    return {page.source: tuple(_alternates(page, frame, twins[page.same], site_url)) for page in pages}


def _twins(pages: Iterable[PageFacts]) -> dict[str, list[PageFacts]]:
    """What is the same page in several languages, by what it is called in all of them."""
    twins: dict[str, list[PageFacts]] = {}
    for page in sorted(pages, key=lambda page: page.lang):
        twins.setdefault(page.same, []).append(page)
    return twins


def _place(
    page: PageFacts,
    brief: list[PageFacts],
    homes: Mapping[str, PageFacts],
    twins: list[PageFacts],
    alternates: tuple[Alternate, ...],
) -> Place:
    home = homes.get(page.lang) if page.kind != "root" else None
    at = brief.index(page) if page in brief else -1
    overview = next((one for one in brief if one.kind == "overview"), None)
    above = [one for one in (home, overview) if one and one != page]
    return Place(
        page=page,
        dir=load(page.lang).direction,
        pages=tuple(_link(page, one) for one in brief),
        languages=_languages(page, homes, twins),
        alternates=alternates,
        path=tuple(_link(page, one, text=one.title) for one in above),
        home=_link(page, home) if home else None,
        title=overview.title if overview else page.nav_title,
        previous=_link(page, brief[at - 1]) if at > 0 else None,
        next=_link(page, brief[at + 1]) if 0 <= at < len(brief) - 1 else None,
    )


def _languages(page: PageFacts, homes: Mapping[str, PageFacts], twins: Sequence[PageFacts]) -> tuple[Link, ...]:
    """The page in each other language of the site; where it does not exist there, that language's list of briefs."""
    if page.kind == "root":
        return tuple(_link(page, homes[lang], text=name_of(lang)) for lang in sorted(homes))
    there = {**homes, **{one.lang: one for one in twins if one.kind == page.kind}}
    return tuple(_link(page, there[lang], text=name_of(lang)) for lang in sorted({*there} - {page.lang}))


def _alternates(page: PageFacts, frame: Frame, twins: Sequence[PageFacts], site_url: str) -> Iterator[Alternate]:
    """For readers of any other language: the root page, which offers all, or the page in the root page's language."""
    root, homes = frame.root, frame.homes
    top = page.kind in ("root", "home")
    same = sorted(homes.values(), key=lambda home: home.lang) if top else twins
    if len(same) < 2:
        return
    for one in same:
        yield Alternate(one.lang, _address(page, one, site_url))
    rest = root if top else next((one for one in same if root and one.lang == root.lang), None)
    if rest:
        yield Alternate(REST, _address(page, rest, site_url))


def _address(page: PageFacts, to: PageFacts, site_url: str) -> str:
    """Programs want whole addresses; a site without one of its own has relative ones only."""
    return posixpath.join(site_url, to.url) if site_url else _relative(page, to)


def _relative(page: PageFacts, to: PageFacts) -> str:
    return posixpath.relpath(to.url, posixpath.dirname(page.url) or ".")


def name_of(lang: str) -> str:
    """A language in its own words: `العربية`, `English`."""
    locale = load(lang).locale
    return str(locale.get_language_name(locale))


def _link(page: PageFacts, to: PageFacts, *, text: str | None = None) -> Link:
    return Link(
        href=_relative(page, to),
        text=text or to.nav_title,
        lang=to.lang,
        dir=load(to.lang).direction,
        current=to == page,
        count=to.count if text is None else None,
    )

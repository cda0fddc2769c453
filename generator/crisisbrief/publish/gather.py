"""A page's tree in, what the search finds on it out: a section's sentences, actors, editors' notes, the page itself.

A sentence is taken where it is at home and nowhere else, so that it is one result.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator, Mapping

from crisisbrief.languages.interface import interface
from crisisbrief.publish.indexing import FOLDER
from crisisbrief.publish.navigation import Place
from crisisbrief.publish.parts import Told
from crisisbrief.publish.seal import unseal
from crisisbrief.search.index import merged
from crisisbrief.search.passages import FoundPage, Passage
from crisisbrief.search.prepared import Prepared, prepare


def gather(root: etree.Element, kind: str, lang: str) -> tuple[Passage, ...]:
    """The passages of a page of this kind, in order; text still sealed, none isolated yet."""
    reader = READERS.get(kind)
    return tuple(reader(root, lang)) if reader else ()


def found_page(place: Place, passages: tuple[Passage, ...]) -> FoundPage:
    """A page with its passages, the first of which is the page itself: by its title, the overview by the brief's."""
    page = place.page
    overview = page.kind == "overview"
    itself = Passage(place.title if overview else page.title, page.lang)
    return FoundPage(page.url, page.lang, page.nav_title, place.title, (itself, *passages))


def found_pages(places: Iterable[Place], passages: Mapping[str, tuple[Passage, ...]]) -> Iterator[Prepared]:
    """What the search finds on pages of briefs; nothing elsewhere."""
    for place in places:
        if place.page.brief:
            yield prepare(found_page(place, passages.get(place.page.source, ())))


def search_files(parts: Iterable[Told], folder: str = FOLDER) -> Iterator[tuple[str, str]]:
    """The index files of every language, by their address: briefs by their slugs, pages in reading order."""
    by_lang: dict[str, list[Prepared]] = {}
    for part in parts:
        for page in part.found:
            by_lang.setdefault(page.lang, []).append(page)
    for lang, pages in by_lang.items():
        for name, content in merged(lang, pages).items():
            yield f"{folder}/{name}", content


def _sentences(root: etree.Element, lang: str) -> Iterator[Passage]:
    for entry in _all(root, "div", "cb-entry"):
        for sentence in entry.iterfind("p/span[@id]"):
            about = tuple(_who_and_when(_lines(entry), lang))
            yield Passage(_text(sentence), sentence.get("lang", lang), sentence.get("id", ""), about)


def _who_and_when(lines: list[str], lang: str) -> Iterator[str]:
    """Of the lines under a sentence the first, which says who says so, and those that say when."""
    when = interface(lang).text("When: {time}", time="")
    yield from lines[:1]
    yield from (line for line in lines[1:] if line.startswith(when))


def _actors(root: etree.Element, lang: str) -> Iterator[Passage]:
    spelt = interface(lang).text("In the report: {spellings}", spellings="")
    for actor in _all(root, "div", "cb-actor"):
        heading = actor.find("h2")
        if heading is None:
            continue
        listed = [item for item in actor.iterfind("ul/li") if _text(item).startswith(spelt)]
        names = [_text(heading), *(_text(link) for item in listed for link in item.iter("a"))]
        names += [_text(name) for name in actor.iterfind("ul/li/span[@lang]")]
        names = list(dict.fromkeys(names))
        yield Passage(" · ".join(names), lang, heading.get("id", ""), names=tuple(names))


def _notes(root: etree.Element, lang: str) -> Iterator[Passage]:
    for note in _all(root, "div", "cb-note"):
        head, *said = [_text(paragraph) for paragraph in note.iterfind("p")]
        spoken = next((part.get("lang") for part in note.iterfind("p/span[@lang]")), None)
        yield Passage(" ".join(said[:1]), spoken or lang, "notes", (head,))


READERS = {"section": _sentences, "actors": _actors, "about": _notes}


def _all(root: etree.Element, tag: str, css: str) -> Iterator[etree.Element]:
    return (element for element in root.iterfind(tag) if css in element.get("class", "").split())


def _lines(entry: etree.Element) -> list[str]:
    return [_text(item) for meta in _all(entry, "div", "cb-meta") for item in meta.iterfind("ul/li")]


def _text(element: etree.Element) -> str:
    return unseal("".join(element.itertext())).strip()

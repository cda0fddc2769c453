"""EPUB 3 books: one with all languages, one for each; every sentence linked to itself in the other languages."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import groupby

from crisisbrief import languages
from crisisbrief.export import Files
from crisisbrief.export.archive import pack
from crisisbrief.model import Edition
from crisisbrief.render.html import Addresses, HtmlPen, element, escaped, isolated
from crisisbrief.render.page import Part, homes, on_its_own, parts
from crisisbrief.render.pages.parts import endonym
from crisisbrief.render.pictures import KINDS
from crisisbrief.render.view import View

MIMETYPE = "mimetype"
"""First in the archive and not compressed: by it a program knows the book without unpacking it (OCF 3.3, 4.3)."""
XML = '<?xml version="1.0" encoding="utf-8"?>\n'
XHTML = {"xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops"}
CONTAINER = (
    f'{XML}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
LONG = 30_000
"""Characters of markup in one document: old readers lay out all of it before they show its first page."""
HEAVY = frozenset({"map"})
"""Pictures that a book in several languages does without: it is what gets through when little does."""
CONTENTS, STYLE = "contents.xhtml", "style.css"
ACCESSIBLE = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityHazard", "none"),
)
VISIBLE = (("schema:accessMode", "visual"), ("schema:accessibilityFeature", "alternativeText"))
"""What is true, too, of a book with pictures."""
FORBIDDEN = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"} | {
    0xFFFE: 0xFFFD,
    0xFFFF: 0xFFFD,
}
"""Characters that XML cannot hold, to the sign that stands for each; `data-char` beside it tells which it was."""


def export(edition: Edition) -> Files:
    """`<slug>.epub` with all languages, and `<slug>.<locale>.epub` for each where there are several."""
    slug = edition.brief.slug
    books = {f"{slug}.epub": _book(edition)}
    if len(edition.locales) > 1:
        for code in edition.locales:
            books[f"{slug}.{code}.epub"] = _book(replace(edition, locales=(code,)))
    return books


@dataclass(frozen=True, slots=True)
class Chapter:
    """One document of a book: parts of one language in a row."""

    file: str
    locale: str
    parts: tuple[Part, ...]


def _book(edition: Edition) -> bytes:
    """The book of all the edition's languages; it opens with the first and turns its pages in that one's direction."""
    pictures = KINDS.keys() if len(edition.locales) == 1 else KINDS.keys() - HEAVY
    places = {code: _places(View.of(edition, code, HtmlPen(code)), pictures) for code in edition.locales}
    views = [View.of(edition, code, HtmlPen(code, _addresses(places))) for code in edition.locales]
    chapters = [chapter for view in views for chapter in _chapters(view, places[view.locale], pictures)]
    found = {
        MIMETYPE: "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": _package(views, chapters),
        f"EPUB/{CONTENTS}": _contents(views, chapters),
        f"EPUB/{STYLE}": (files(__package__) / "epub.css").read_text("utf-8"),
        **{f"EPUB/{each.file}": _chapter(each) for each in chapters},
    }
    content = {name: text.translate(FORBIDDEN).encode("utf-8") for name, text in found.items()}
    return pack(content, edition.imprint.published, stored={MIMETYPE})


def _chapters(view: View, places: Mapping[str, str], pictures: Collection[str]) -> Iterator[Chapter]:
    for file, found in groupby(parts(view, pictures=pictures), lambda part: places[part.name]):
        yield Chapter(file, view.locale, tuple(found))


def _places(view: View, pictures: Collection[str]) -> Mapping[str, str]:
    """The document in which each name of a language stands: a new one begins where a part would make it too long."""
    documents: dict[str, str] = {}
    current, length = "", 0
    for part in parts(view, pictures=pictures):
        if not current or length + len(part.body) > LONG:
            current, length = f"{view.locale}-{part.name}.xhtml", 0
        documents[part.name] = current
        length += len(part.body)
    return {name: documents[home] for name, home in homes(view, pictures=pictures).items()}


def _addresses(places: Mapping[str, Mapping[str, str]]) -> Addresses:
    def address(lang: str, name: str) -> str:
        return f"{places[lang][name]}#{lang}-{name}"

    return address


# Documents -----------------------------------------------------------------------------------------------------------


def _chapter(chapter: Chapter) -> str:
    """Parts as a document whose first heading is of the first order."""
    body = "".join(element("section", part.body) for part in chapter.parts)
    return _document(chapter.locale, chapter.parts[0].title, on_its_own(body))


def _document(locale: str, title: str, body: str) -> str:
    # MuPDF and readers built on it know `dir` on the body only, others on the root only.
    spoken = {"lang": locale, "xml:lang": locale, "dir": languages.load(locale).direction}
    head = element("head", element("title", escaped(title)), element("link", rel="stylesheet", href=STYLE))
    return f"{XML}<!DOCTYPE html>\n" + element("html", head, element("body", body, **spoken), **XHTML, **spoken) + "\n"


def _contents(views: list[View], chapters: list[Chapter]) -> str:
    """The table of contents, each language in its own direction, and what programs look for."""
    first = views[0]
    lists = [_listed(each for each in chapters if each.locale == view.locale) for view in views]
    if len(views) > 1:
        lists = [element("ol", *(_branch(view, listed) for view, listed in zip(views, lists, strict=True)))]
    title = first.words.text("Contents")
    toc = element(
        "nav",
        element("h1", title, id="title"),
        *lists,
        role="doc-toc",
        **{"epub:type": "toc", "aria-labelledby": "title"},
    )
    marks = element(
        "ol",
        element("li", element("a", title, href=CONTENTS, **{"epub:type": "toc"})),
        element("li", element("a", first.words.text("Overview"), href=chapters[0].file, **{"epub:type": "bodymatter"})),
    )
    landmarks = element("nav", element("h2", title), marks, hidden=True, **{"epub:type": "landmarks"})
    return _document(first.locale, title, toc + landmarks)


def _branch(view: View, listed: str) -> str:
    name = isolated(endonym(view.locale), view.locale)
    spoken = {"lang": view.locale, "xml:lang": view.locale, "dir": languages.load(view.locale).direction}
    return element("li", element("span", name), listed, **spoken)


def _listed(chapters: Iterable[Chapter]) -> str:
    return element("ol", *(element("li", link) for chapter in chapters for link in _links(chapter)))


def _links(chapter: Chapter) -> Iterator[str]:
    for at, part in enumerate(chapter.parts):
        address = f"{chapter.file}#{chapter.locale}-{part.name}" if at else chapter.file
        yield element("a", isolated(part.title, chapter.locale), href=address)


# What programs read ---------------------------------------------------------------------------------------------------


def _package(views: list[View], chapters: list[Chapter]) -> str:
    first = views[0]
    direction = languages.load(first.locale).direction
    # the name of a document in the list of files begins with a letter and holds neither dots nor hyphens at its start
    names = {CONTENTS: "contents", **{each.file: each.file.removesuffix(".xhtml") for each in chapters}}
    properties = {CONTENTS: "nav", **{each.file: "svg" for each in chapters if _is_drawn(each)}}
    manifest = [
        element("item", id=name, href=file, media_type="application/xhtml+xml", properties=properties.get(file))
        for file, name in names.items()
    ]
    manifest.append(element("item", id="style", href=STYLE, media_type="text/css"))
    spine = [element("itemref", idref=name) for name in names.values()]
    attributes = {"xmlns": "http://www.idpf.org/2007/opf", "version": "3.0", "unique-identifier": "id"}
    return f"{XML}" + element(
        "package",
        element(
            "metadata",
            *_metadata(views, any(map(_is_drawn, chapters))),
            **{"xmlns:dc": "http://purl.org/dc/elements/1.1/"},
        ),
        element("manifest", *manifest),
        element("spine", *spine, page_progression_direction=direction),
        **attributes,
        **{"xml:lang": first.locale, "dir": direction},
    )


def _is_drawn(chapter: Chapter) -> bool:
    return any("<svg " in part.body for part in chapter.parts)


def _metadata(views: list[View], pictures: bool) -> Iterator[str]:
    edition = views[0].edition
    published = edition.imprint.published.isoformat()
    yield element("dc:identifier", _identifier(edition), id="id")
    for view in views:
        title, lang = view.own(edition.title)
        spoken = {"xml:lang": lang, "dir": languages.load(lang).direction}
        yield element("dc:title", escaped(title), **spoken)
    yield from (element("dc:language", view.locale) for view in views)
    yield element("dc:date", published)
    yield element("meta", f"{published}T00:00:00Z", property="dcterms:modified")
    accessible = (*ACCESSIBLE, *(VISIBLE if pictures else ()))
    yield from (element("meta", value, property=name) for name, value in accessible)
    for view in views:
        if pictures:
            summary = view.words.text(
                "Text with a few drawings, which say nothing that the text does not; headings, links, languages and "
                "directions are marked up, and every mark in a drawing is a link with a name."
            )
        else:
            summary = view.words.text("Text without images; headings, links, languages and directions are marked up.")
        spoken = {"xml:lang": view.locale, "dir": languages.load(view.locale).direction}
        yield element("meta", summary, property="schema:accessibilitySummary", **spoken)


def _identifier(edition: Edition) -> str:
    """The same for every edition of a brief in these languages; which edition it is says `dcterms:modified`."""
    name = f"crisisbrief:{edition.brief.slug}:{'+'.join(edition.locales)}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"

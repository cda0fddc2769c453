"""ZIM files for Kiwix: one with all languages, one for each; every part of the brief a page, searchable by its text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

from crisisbrief import languages
from crisisbrief.export import Files
from crisisbrief.export.openzim import Book, Page, write
from crisisbrief.model import Edition
from crisisbrief.render.html import Addresses, HtmlPen, element, escaped, isolated
from crisisbrief.render.illustration import png
from crisisbrief.render.page import Part, homes, on_its_own, parts
from crisisbrief.render.pages.parts import endonym, withdrawal
from crisisbrief.render.status import edition_line, sources
from crisisbrief.render.view import View

Places = Mapping[str, Mapping[str, str]]
"""By language, the part in which each name stands that can be linked to."""
STYLE = "style.css"
TITLE, DESCRIPTION = 30, 80
"""Characters, as a reader counts them, that openZIM allows."""
PUBLISHER = "crisisbrief"
TAGS = "_ftindex:yes;_pictures:yes;_videos:no;_details:yes"
"""What Kiwix tells of a file before it is fetched: it can be searched, and nothing was left out but videos, of which
there are none."""
_FIGURE = re.compile("<figure>.*?</figure>", re.DOTALL)


def export(edition: Edition) -> Files:
    """`<slug>.zim` with all languages, and `<slug>.<locale>.zim` for each where there are several."""
    slug = edition.brief.slug
    places = {code: homes(View.of(edition, code, HtmlPen(code))) for code in edition.locales}
    books = {f"{slug}.zim": _book(edition, places)}
    if len(edition.locales) > 1:
        for code in edition.locales:
            books[f"{slug}.{code}.zim"] = _book(replace(edition, locales=(code,)), places)
    return dict(zip(books, write(tuple(books.values())), strict=True))


def _book(edition: Edition, places: Places) -> Book:
    """The file of all the edition's languages; it opens in the first."""
    views = [View.of(edition, code, HtmlPen(code, _addresses(places, code))) for code in edition.locales]
    ruled = max(edition.locales, key=_inflection)
    pages = [page for view in views for page in _pages(view)]
    sheet = (files(__package__) / "zim.css").read_text("utf-8")
    return Book(tuple(pages), (STYLE, sheet), languages.load(ruled).iso639, _metadata(views), png())


def _inflection(locale: str) -> int:
    """In how many ways a word of the language may be written. An index has the rules of one language: the one that
    changes its words most needs them most."""
    tables = languages.load(locale).affixes.parts.values()
    return sum(len(table.proclitics) * len(table.bound) for table in tables)


def _addresses(places: Places, locale: str) -> Addresses:
    """Where a page in `locale` finds what it links to: a part on its own page, all else on the part that holds it."""

    def address(lang: str, name: str) -> str:
        folder, home = "" if lang == locale else f"../{lang}/", places[lang][name]
        return f"{folder}{home}.html" if home == name else f"{folder}{home}.html#{lang}-{name}"

    return address


# Pages ---------------------------------------------------------------------------------------------------------------


def _pages(view: View) -> Iterator[Page]:
    """The pages of one language."""
    found = parts(view)
    for at, part in enumerate(found):
        # a picture's marks have the words of their sentences, which stand elsewhere
        words = _Text(_FIGURE.sub("", part.body)).text
        path = f"{view.locale}/{part.name}.html"
        yield Page(path, part.title, _markup(view, found, at), words, " ".join(_keywords(view, words)))


def _markup(view: View, found: tuple[Part, ...], at: int) -> str:
    """The whole page of the part `found[at]`."""
    part, brief = found[at], found[0].title
    title = part.title if part.title == brief else f"{part.title} · {brief}"
    direction = languages.load(view.locale).direction
    head = element(
        "head",
        "<meta charset=utf-8>",
        '<meta name=viewport content="width=device-width,initial-scale=1">',
        element("title", escaped(title)),
        f"<link rel=stylesheet href=../{STYLE}>",
    )
    body = element(
        "body",
        element("header", *_unsearched(_header(view, found, part))),
        "\n",
        element("main", _FIGURE.sub(lambda figure: "".join(_unsearched([figure[0]])), on_its_own(part.body))),
        "\n",
        element("footer", *_unsearched(_footer(view, found, at))),
        lang=view.locale,
        dir=direction,
    )
    return "<!doctype html>\n" + element("html", head, "\n", body, lang=view.locale, dir=direction) + "\n"


def _unsearched(markup: Iterable[str]) -> Iterator[str]:
    """Kiwix quotes pages among its results, but nothing between these comments."""
    yield "<!--htdig_noindex-->"
    yield from markup
    yield "<!--/htdig_noindex-->"


def _header(view: View, found: tuple[Part, ...], part: Part) -> Iterator[str]:
    """The way home, the same page in the other languages, all pages of this one."""
    if part != found[0]:
        yield _link(view, found[0])
    for code in view.others:
        yield view.pen.across(endonym(code), code, part.name, "")
    if len(found) > 1:
        overview, *rest = found
        links = [view.pen.link(view.words.text("Overview"), overview.name), *(_link(view, each) for each in rest)]
        listed = element("ul", *(element("li", link) for link in links))
        nav = element("nav", listed, aria_label=view.words.text("Pages of this brief"))
        yield element("details", element("summary", view.words.text("Pages")), nav)


def _footer(view: View, found: tuple[Part, ...], at: int) -> Iterator[str]:
    """The pages before and after, which edition this is, and with which key its editors sign."""
    before, after = found[at - 1 : at] if at else (), found[at + 1 : at + 2]
    for word, neighbors in ((view.words.text("Previous"), before), (view.words.text("Next"), after)):
        for each in neighbors:
            yield element("p", element("span", word), " ", _link(view, each))
    yield element("p", edition_line(view))
    if view.edition.key:
        fingerprint = element("bdi", view.edition.key.fingerprint, dir="ltr")
        yield element("p", view.words.text("Fingerprint of the key: {value}", value=fingerprint))


def _link(view: View, part: Part) -> str:
    return view.pen.link(isolated(part.title, view.locale), part.name)


# What is found by searching ------------------------------------------------------------------------------------------


class _Text(HTMLParser):
    """What a part's markup says, without the lines about its sentences: those are much the same on every page."""

    INLINE = frozenset({"a", "b", "bdi", "span"})

    def __init__(self, markup: str) -> None:
        super().__init__()
        self._pieces: list[str] = []
        self._about = False
        self.feed(markup)
        self.close()

    @property
    def text(self) -> str:
        return "".join(self._pieces).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.INLINE:
            self._pieces.append("\n")
            self._about = ("class", "m") in attrs

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.INLINE:
            self._about = False

    def handle_data(self, data: str) -> None:
        if not self._about:
            self._pieces.append(data)


def _keywords(view: View, text: str) -> list[str]:
    """What a reader may type who looks for something that the text spells otherwise: dictionary forms, since the
    index's own rules take no conjunction off an Arabic word and know nothing of a second language; folded spellings;
    how other sentences of the brief spell the names in it."""
    words = languages.load(view.locale).words(text)
    forms = {form for word in words for form in (word.folded, *word.stems)} - {word.surface for word in words}
    for actor in view.edition.actors:
        spellings = [spelling for spelling, _, _ in actor.variants]
        if any(spelling in text for spelling in spellings):
            forms.update(spelling for spelling in spellings if spelling not in text)
    return sorted(forms)


# What a library shows ------------------------------------------------------------------------------------------------


def _metadata(views: list[View]) -> dict[str, str]:
    """openZIM's mandatory metadata and some more, in the first language."""
    view, edition = views[0], views[0].edition
    codes = [each.locale for each in views]
    title, _ = view.own(edition.title)
    counted = _Text(sources(view)).text
    published_by = dict.fromkeys(report.source for report in edition.brief.reports if report.source)
    told = f"{_Text(edition_line(view)).text} · {counted}"
    if edition.imprint.withdrawn:
        told = _Text(withdrawal(view)).text
    return {
        "Name": f"{PUBLISHER}_{codes[0] if len(codes) == 1 else 'mul'}_{edition.brief.slug}",
        "Title": shortened(title, TITLE),
        "Description": shortened(told, DESCRIPTION),
        "LongDescription": f"{title}\n{told}",
        "Language": ",".join(languages.load(code).iso639 for code in codes),
        "Creator": ", ".join(published_by) or counted,
        "Publisher": PUBLISHER,
        "Date": edition.imprint.published.isoformat(),
        "Tags": TAGS,
    }


def shortened(text: str, limit: int) -> str:
    """`text` if it has at most `limit` characters as a reader counts them; else its first sentences that fit, or as
    many whole words, and a sign that more follows."""
    units = list(_graphemes(text))
    if len(units) <= limit:
        return text
    sentences = "".join(units[:limit]).rpartition(". ")
    if len(sentences[0]) > limit // 2:
        return sentences[0] + "."
    words, space, _ = "".join(units[:limit]).rpartition(" ")
    return (words if space else "".join(units[: limit - 1])).rstrip(" ,،;؛:") + "…"


def _graphemes(text: str) -> Iterator[str]:
    """Characters with the marks and joiners that belong to them."""
    unit = ""
    for char in text:
        joined = unicodedata.category(char) in ("Mn", "Me", "Mc", "Cf") or unit.endswith("\u200d")
        if unit and not joined:
            yield unit
            unit = ""
        unit += char
    if unit:
        yield unit

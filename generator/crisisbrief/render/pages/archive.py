"""Where all briefs of a language are found: by date, by country, by topic.

A list that grows long becomes a page of its years, a long year one of its months: no page grows with the number of
briefs. The names of the pages stay while briefs are added, so that addresses that people keep lead somewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from crisisbrief.languages.interface import Interface, interface
from crisisbrief.render.dialect import bullets, container, heading, page
from crisisbrief.render.escape import escape
from crisisbrief.render.listed import Listed
from crisisbrief.render.pages.listing import lines

NAME = "archive"
MOST = 60
"""Briefs in one list."""
SPANS = (4, 7)
"""Characters of a day that name its year, and its month."""
Page = tuple[str, tuple[Listed, ...]]
"""A page and the briefs that it lists itself."""


def archive(briefs: Sequence[Listed], locale: str) -> dict[str, Page]:
    """Every page of the archive by its name; `briefs` are those of the language, latest first."""
    words = interface(locale)
    by_year = _by_span(briefs, SPANS[0])
    by_country = _grouped(briefs, lambda brief: (brief.country or "",), lambda code: _country(words, code), words)
    by_topic = _grouped(briefs, lambda brief: brief.topics, lambda topic: words.name("topic", topic) or topic, words)
    found: dict[str, Page] = {}
    ways = [
        _links(words.text("By date"), "dates", words, _years(found, words, by_year)),
        _links(words.text("By country"), "countries", words, _shelves(found, words, by_country)),
        _links(words.text("By topic"), "topics", words, _shelves(found, words, by_topic, "topic-")),
    ]
    told = words.text("All briefs, by date, country and topic")
    return {NAME: (_page(words, words.text("Archive"), told, *ways), ()), **found}


Way = tuple[str, str, int]
"""A page's name, what it is called, how many briefs are there."""


def _years(found: dict[str, Page], words: Interface, by_year: Mapping[str, Sequence[Listed]]) -> Iterator[Way]:
    for year, briefs in by_year.items():
        found.update(_shelf(words, NAME, "", briefs, SPANS[1:], year))
        yield f"{NAME}-{year}", words.period(year), len(briefs)


def _shelves(
    found: dict[str, Page], words: Interface, groups: Mapping[tuple[str, str], Sequence[Listed]], prefix: str = ""
) -> Iterator[Way]:
    for (key, called), briefs in groups.items():
        name = f"{NAME}-{prefix}{key.lower().replace('_', '-') or 'unknown'}"
        found.update(_shelf(words, name, called, briefs, SPANS))
        yield name, called, len(briefs)


def _shelf(
    words: Interface, name: str, called: str, briefs: Sequence[Listed], spans: Sequence[int], span: str = ""
) -> Iterator[tuple[str, Page]]:
    """The page of some briefs, all of one `span` of time; where they are many, one that leads to the spans in it."""
    own = f"{name}-{span}" if span else name
    title = _title(words, called, words.period(span) if span else "")
    if len(briefs) <= MOST or not spans:
        yield own, (_shelved(words, title, container("cb-briefs", bullets(lines(briefs, words)))), tuple(briefs))
        return
    parts = _by_span(briefs, spans[0])
    if len(parts) == 1 and len(spans) > 1:
        # nobody wants a page that leads to one other
        yield from _shelf(words, name, called, briefs, spans[1:], span)
        return
    ways: list[Way] = []
    for inner, part in parts.items():
        ways.append((f"{name}-{inner}", words.period(inner), len(part)))
        yield from _shelf(words, name, called, part, spans[1:], inner)
    yield own, (_shelved(words, title, _list_of(words, ways)), ())


def _title(words: Interface, what: str, when: str) -> str:
    if what and when:
        return words.text("Briefs: {what}, {when}", what=what, when=when)
    return words.text("Briefs: {what}", what=what or when)


def _country(words: Interface, code: str) -> str:
    return words.territory(code) if code else words.text("Country not known")


def _by_span(briefs: Sequence[Listed], length: int) -> dict[str, tuple[Listed, ...]]:
    """By year or month, in the order of the briefs."""
    found: dict[str, list[Listed]] = {}
    for brief in briefs:
        found.setdefault(brief.day.isoformat()[:length], []).append(brief)
    return {span: tuple(part) for span, part in found.items()}


def _grouped(
    briefs: Sequence[Listed], keys: Callable[[Listed], Sequence[str]], name: Callable[[str], str], words: Interface
) -> dict[tuple[str, str], tuple[Listed, ...]]:
    """By key and its name, as the language sorts names."""
    found: dict[str, list[Listed]] = {}
    for brief in briefs:
        for key in keys(brief):
            found.setdefault(key, []).append(brief)
    named = sorted(((name(key), key) for key in found), key=lambda pair: (words.sorted_as(pair[0]), pair[1]))
    return {(key, called): tuple(found[key]) for called, key in named}


def _links(title: str, anchor: str, words: Interface, ways: Iterator[Way]) -> str:
    listed = _list_of(words, list(ways))
    return "\n\n".join([heading(2, escape(title), anchor), listed]) if listed else ""


def _list_of(words: Interface, ways: Sequence[Way]) -> str:
    counted = (
        words.text("{section}: {count}", section=f"[{escape(called)}]({name}.md)", count=_count(words, n))
        for name, called, n in ways
    )
    return container("cb-counts", bullets(counted)) if ways else ""


def _count(words: Interface, count: int) -> str:
    return escape(words.count("{n} brief", "{n} briefs", count))


def _shelved(words: Interface, title: str, body: str) -> str:
    """A page below the first of the archive."""
    archive = words.text("Archive")
    told = words.text("{page}: {brief}", page=archive, brief=title)
    return _page(words, title, told, body, f"[{escape(archive)}]({NAME}.md)")


def _page(words: Interface, title: str, description: str, *blocks: str) -> str:
    fields: dict[str, str | int] = {
        "title": title, "description": description,
        "lang": words.code, "kind": "archive", "order": 0, "nav_title": title,
    }  # fmt: skip
    return page(fields, f"# {escape(title)}", *blocks)

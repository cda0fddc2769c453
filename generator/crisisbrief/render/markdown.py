"""Edition -> the Markdown pages of the site, as text by path under content/.

The dialect is CommonMark with `pymdownx.blocks.html` and `pymdownx.blocks.details` containers, `attr_list` on headings
only (`## Title {#facts}`: anchors are ASCII and the same in every language), and the project's own sentence lines
`[[p3s2 lang=ar]] text` and language marks `[[= lang=ar href=x.html#p1s1]]words[[/]]` (publish/ makes HTML of both).
A picture stands beside its page as `timeline.svg`; the line `![what it shows](timeline.svg)` is its place on the page.
Containers nest by one more slash outside (`//// html | div.cb-entry` around `/// details | …`).

Classes that the pages use, all on `div` unless said otherwise:

- `cb-status`    overview, first thing: a list of short facts (as of, edition, sources, translation, named speakers)
- `cb-warning`   one paragraph that must not be missed: withdrawn, not reviewed, stale, nothing to show
- `cb-lede`      the one or two sentences that open the overview, as sentence lines
- `cb-messages`  overview: holds one `cb-message` per key message
- `cb-message`   a sentence line (`cite`, the whole line a link) and a `cb-meta` list
- `cb-facts`     a list of questions (bold) and answers; an answer nobody gave reads "not stated in this source"
- `cb-tension`   a paragraph (what differs), one more where the program noticed it, and one or more `cb-side`: side by
                 side from 900 px, stacked below
- `cb-side`      one sentence of a tension: a sentence line and a `cb-meta` list
- `cb-note`      an editor's dated remark
- `cb-counts`    overview: a list of sections with their number of sentences
- `cb-more`      overview: a list of the other pages of the brief
- `cb-entry`     one sentence with all that is known about it: sentence line, `cb-meta`, `cb-links`, `cb-why`
- `cb-meta`      a list under a sentence, in this order: who says so, when, how it was placed, state of the translation
- `cb-links`     a list of links under a sentence, shown in one row: source, other language, parallel reading
- `cb-why`       on `details`: "Why here?" with the source sentence, deciding words in `<mark>`, and their list
- `cb-also`      the sentences of other sections that this one cites: sentence lines and links
- `cb-timeline`  one date of the timeline under its heading: holds `cb-entry`
- `cb-undated`   the sentences without a date that can be told: holds `cb-entry`
- `cb-actor`     one actor under a heading: a list of what is known, then `cb-entry` for what they say
- `cb-voices`    who is heard and who is missing, as lists
- `cb-pair`      one sentence in both languages: two `cb-text` and a `cb-meta`; columns from 900 px
- `cb-text`      one language's side of a pair
- `cb-source`    the report: holds one `cb-paragraph` per paragraph
- `cb-paragraph` one paragraph of the report as one sentence line (contiguous text) and a `cb-links` list below it
- `cb-provenance` a list: file, SHA-256, encoding, publication, rights
- `cb-files`     download: that there are no files; the build puts their list in its place where there are
- `cb-briefs`    home and archive: one list item per brief
- `cb-way` root: one for each language, in that language: title, what there is, the link
"""

from __future__ import annotations

from collections.abc import Iterable

from crisisbrief import languages
from crisisbrief.model import Edition
from crisisbrief.render.dialect import MarkdownPen
from crisisbrief.render.listed import Listed, latest_first
from crisisbrief.render.pages import (
    about,
    actors,
    archive,
    download,
    notice,
    overview,
    parallel,
    section,
    source,
    timeline,
)
from crisisbrief.render.pages import home as homes
from crisisbrief.render.pictures import on_site
from crisisbrief.render.view import View, shown_sections


def pages(edition: Edition) -> dict[str, str]:
    """Every page and picture of a brief in every language: its path under content/ and its text, a page's front matter
    and all; of a withdrawn edition one page a language, the notice."""
    slug = edition.brief.slug
    found: dict[str, str] = {}
    for locale in edition.locales:
        view = View.of(edition, locale, MarkdownPen(slug))
        found |= {f"{locale}/{slug}/{name}.md": text for name, text in _pages(view).items()}
        found |= {f"{locale}/{slug}/{each.name}.svg": f"{each.svg}\n" for each in on_site(view)}
    return found


def _pages(view: View) -> dict[str, str]:
    if view.edition.imprint.withdrawn:
        return {"index": notice.notice(view)}
    shown = shown_sections(view.edition)
    found = {each.address: section.section(view, each, order) for order, each in enumerate(shown, start=2)}
    after = len(found) + 2
    others = {
        "timeline": view.words.text("Timeline"),
        "actors": view.words.text("Actors"),
        "parallel": view.words.text("Side by side"),
        "source": view.words.text("The report"),
        "about": view.words.text("About this brief"),
        "download": view.words.text("Files to download"),
    }
    if not view.others:
        del others["parallel"]
    for order, name in enumerate(others, start=after):
        found[name] = FURTHER[name](view, order)
    return {"index": overview.overview(view, others), **found}


FURTHER = {
    "timeline": timeline.timeline,
    "actors": actors.actors,
    "parallel": parallel.parallel,
    "source": source.source,
    "about": about.about,
    "download": download.download,
}


def home(briefs: Iterable[Listed]) -> dict[str, archive.Page]:
    """The first page of each language, its archive where that page does not hold all briefs, and the root page that
    offers the languages; each with the briefs that it lists."""
    briefs = tuple(briefs)
    latest = latest_first(briefs)
    locales = tuple(dict.fromkeys(code for brief in briefs for code in brief.locales)) or languages.available()
    found: dict[str, archive.Page] = {"index.md": (homes.root(locales), latest[: homes.NEWEST])}
    for locale in locales:
        own = tuple(brief for brief in latest if locale in brief.locales)
        found[f"{locale}/index.md"] = homes.home(own, locale), own[: homes.NEWEST]
        shelves = archive.archive(own, locale) if len(own) > homes.NEWEST else {}
        found |= {f"{locale}/{name}.md": shelf for name, shelf in shelves.items()}
    return found

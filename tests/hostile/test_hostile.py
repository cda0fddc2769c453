"""A report is hostile until escaped: its pages show exactly its text, and nothing in them is of its making."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crisisbrief import languages, sections
from hostile_reports import report_in_one_line, report_of_attacks, report_of_the_specification
from project import Project, copy_project
from tabs import Tab

pytestmark = pytest.mark.browser
REPORTS = {
    "attacks-in-arabic": ("ar", report_of_attacks("ar")),
    "attacks-in-english": ("en", report_of_attacks("en")),
    "commonmark": ("en", report_of_the_specification()),
    "one-line-of-arabic": ("ar", report_in_one_line("قالت الشرطة إن المحتجين أغلقوا الطريق و")),
    "one-line-of-markup": ("en", report_in_one_line("**_[`<b>{{a}}==&#x202E;[[p1s1]]\\")),
}
OWN_PARTS = {"<bdi class>", "<bdi data-char>", ".cb-control"}
"""What a page holds only where the report has a control character."""
every_report = pytest.mark.parametrize("slug", REPORTS)


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project into which all the reports went by the front door, its site built."""
    project = copy_project(tmp_path_factory.mktemp("hostile") / "project", briefs=False)
    for slug, (locale, text) in REPORTS.items():
        incoming = project.root / f"{slug}.txt"
        incoming.write_text(text, encoding="utf-8", newline="")
        project.run(
            "new", str(incoming), "--slug", slug, "--locale", locale, "--published", "2022-01-05", "--country", "KZ"
        )
    project.make_site()
    return project


@pytest.fixture
def tab(tabs: Any) -> Tab:
    found: Tab = tabs()
    return found


def shown(text: str) -> str:
    """What HTML can carry of a text: there is a picture for NUL."""
    return text.replace("\0", "\N{SYMBOL FOR NULL}")


@cache
def sentences_of(project: Project, slug: str) -> dict[str, str]:
    """The sentences of a brief's report by their anchors, as `explain` lists them."""
    (stored,) = project.brief(slug).glob("*.txt")
    listed = project.run("explain", str(stored), "--country", "KZ", "--json").out.splitlines()
    return {sentence["id"]: shown(sentence["text"]) for sentence in map(json.loads, listed)}


def pages_of(project: Project, slug: str) -> Iterator[str]:
    """The addresses of all pages of a brief, in every language."""
    for code in languages.available():
        yield from (page.as_uri() for page in sorted((project.site / code / slug).glob("*.html")))


@every_report
def test_the_report_was_taken_in_byte_for_byte(slug: str, taken_in: Project) -> None:
    (stored,) = taken_in.brief(slug).glob("*.txt")
    assert stored.read_bytes() == REPORTS[slug][1].encode()


@every_report
def test_the_source_page_shows_exactly_the_report(slug: str, taken_in: Project, tab: Tab) -> None:
    locale, text = REPORTS[slug]
    lines = [line.strip() for line in re.split(r"[\r\n]+", text)]
    tab.visit((taken_in.site / locale / slug / "source.html").as_uri())
    assert tab.ask("paragraphs.js") == [shown(line) for line in lines if line]


@every_report
def test_pages_in_another_language_show_the_report_where_nobody_translated_it(
    slug: str, taken_in: Project, tab: Tab
) -> None:
    expected = list(sentences_of(taken_in, slug).items())
    for code in set(languages.available()) - {REPORTS[slug][0]}:
        tab.visit((taken_in.site / code / slug / "source.html").as_uri())
        assert [(sentence["anchor"], sentence["text"]) for sentence in tab.ask("sentences.js")] == expected


@every_report
def test_every_sentence_stands_in_one_section(slug: str, taken_in: Project, tab: Tab) -> None:
    locale = REPORTS[slug][0]
    found: dict[str, str] = {}
    for section in sections.load():
        page = taken_in.site / locale / slug / f"{section.address}.html"
        if not page.exists():
            continue
        tab.visit(page.as_uri())
        own = [sentence for sentence in tab.ask("sentences.js") if sentence["own"]]
        assert not {sentence["anchor"] for sentence in own} & set(found)
        found |= {sentence["anchor"]: sentence["text"] for sentence in own}
    assert found == sentences_of(taken_in, slug)


@every_report
def test_nothing_in_the_pages_is_of_the_reports_making(slug: str, taken_in: Project, tab: Tab, usual: Shape) -> None:
    for address in pages_of(taken_in, slug):
        tab.visit(address)
        shape = tab.ask("shape.js")
        assert set(shape["parts"]) - usual.parts - OWN_PARTS == set(), address
        assert set(shape["scripts"]) <= usual.scripts, address
        assert shape["twice"] == [], address
        assert not shape["taken"], address
        assert tab.strangers() == [], address
        assert tab.complaints == [], address


class Shape:
    """What the pages of a harmless report are made of."""

    def __init__(self, shapes: list[dict[str, Any]]) -> None:
        self.parts = {part for shape in shapes for part in shape["parts"]}
        self.scripts = {script for shape in shapes for script in shape["scripts"]}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory, tabs: Any) -> Shape:
    """The shape of a brief taken in the same way from a harmless report."""
    project = copy_project(tmp_path_factory.mktemp("harmless") / "project", briefs=False)
    for slug, (locale, text) in HARMLESS.items():
        incoming = project.root / f"{slug}.txt"
        incoming.write_text(text, encoding="utf-8")
        project.run(
            "new", str(incoming), "--slug", slug, "--locale", locale, "--published", "2022-01-05", "--country", "KZ"
        )
    project.make_site()
    tab = tabs()
    shapes = []
    for address in (address for slug in HARMLESS for address in pages_of(project, slug)):
        tab.visit(address)
        shapes.append(tab.ask("shape.js"))
    return Shape(shapes)


HARMLESS = {
    locale: (locale, (Path(__file__).parent / f"harmless.{locale}.txt").read_text(encoding="utf-8"))
    for locale in ("ar", "en")
}

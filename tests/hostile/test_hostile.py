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
OWN_PARTS = {"<bdi class>", "<bdi data-char>", ".cb-control", ".cb-spaced"}
"""What a page holds only where the report has a control character, or white space in a row."""
every_report = pytest.mark.parametrize("slug", REPORTS)


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project into which all the reports went by the front door, its site built."""
    return take_in(REPORTS, tmp_path_factory.mktemp("hostile"))


def take_in(reports: dict[str, tuple[str, str]], folder: Path) -> Project:
    """A project with a brief for each report, taken in as an editor would, its site built."""
    project = copy_project(folder / "project", briefs=False)
    for slug, (locale, text) in reports.items():
        incoming = project.root / f"{slug}.txt"
        incoming.write_text(text, encoding="utf-8", newline="")
        known = ("--locale", locale, "--published", "2022-01-05", "--country", "KZ")
        project.run("new", str(incoming), "--slug", slug, *known)
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


def pages_of(project: Project, slug: str) -> Iterator[Path]:
    """All pages of a brief, in every language."""
    for code in languages.available():
        yield from sorted((project.site / code / slug).glob("*.html"))


@every_report
def test_the_report_was_taken_in_byte_for_byte(slug: str, taken_in: Project) -> None:
    (stored,) = taken_in.brief(slug).glob("*.txt")
    assert stored.read_bytes() == REPORTS[slug][1].encode()


@every_report
def test_the_source_page_shows_exactly_the_report(slug: str, taken_in: Project, tab: Tab) -> None:
    locale, text = REPORTS[slug]
    lines = [line.strip() for line in re.split(r"[\r\n]+", text)]
    page = parsed(taken_in.site / locale / slug / "source.html", tab)
    assert page["paragraphs"] == [shown(line) for line in lines if line]


@every_report
def test_pages_in_another_language_show_the_report_where_nobody_translated_it(
    slug: str, taken_in: Project, tab: Tab
) -> None:
    for code in set(languages.available()) - {REPORTS[slug][0]}:
        page = parsed(taken_in.site / code / slug / "source.html", tab)
        # The space to the next sentence goes with the sentence, so that the paragraph's text is contiguous.
        found = {anchor: text.rstrip() for anchor, text in page["sentences"]}
        assert found == sentences_of(taken_in, slug)


@every_report
def test_every_sentence_stands_in_one_section(slug: str, taken_in: Project, tab: Tab) -> None:
    pages = [taken_in.site / REPORTS[slug][0] / slug / f"{section.address}.html" for section in sections.load()]
    found = [sentence for page in pages if page.exists() for sentence in parsed(page, tab)["sentences"]]
    assert dict(found) == sentences_of(taken_in, slug)
    assert len(found) == len(dict(found))


@every_report
def test_nothing_in_the_pages_is_of_the_reports_making(
    slug: str, taken_in: Project, tab: Tab, harmless: list[dict[str, Any]]
) -> None:
    parts = OWN_PARTS.union(*(page["parts"] for page in harmless))
    scripts = set().union(*(page["scripts"] for page in harmless))
    for path in pages_of(taken_in, slug):
        page = parsed(path, tab)
        assert set(page["parts"]) - parts == set(), path
        assert set(page["scripts"]) - scripts == set(), path
        assert page["twice"] == [], path


@pytest.mark.parametrize("slug", [slug for slug in REPORTS if not slug.startswith("one-line")])
def test_no_script_of_a_report_runs_and_nobody_is_asked(slug: str, taken_in: Project, tab: Tab) -> None:
    for path in pages_of(taken_in, slug):
        tab.visit(path.as_uri())
        assert not tab.page.evaluate("() => 'taken' in window"), path
        assert tab.strangers() == [], path
        assert tab.complaints == [], path


def parsed(path: Path, tab: Tab) -> dict[str, Any]:
    """What a page is made of; an empty page stands around it, so that no script of it runs."""
    tab.page.goto("about:blank")
    page: dict[str, Any] = tab.ask("parsed.js", path.read_text(encoding="utf-8"))
    return page


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory, tabs: Any) -> list[dict[str, Any]]:
    """The pages of briefs taken in in the same way from harmless reports."""
    project = take_in(HARMLESS, tmp_path_factory.mktemp("harmless"))
    return [parsed(path, tabs()) for slug in HARMLESS for path in pages_of(project, slug)]


HARMLESS = {
    locale: (locale, (Path(__file__).parent / f"harmless.{locale}.txt").read_text(encoding="utf-8"))
    for locale in ("ar", "en")
}

"""In a real browser every run of the other direction stands in its own order, by the places of its characters: in text
as all outputs write it, and on a page of the site in headings, lists, sentences, code, navigation and titles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ViewportSize

from crisisbrief import languages
from crisisbrief.model import Rendering, State
from crisisbrief.render.dialect import sentence
from crisisbrief.render.direction import runs as _runs
from crisisbrief.render.escape import escape, yaml_string
from crisisbrief.render.html import element, isolated
from order import WITH_RUNS, assert_in_order, assert_run_in_order
from project import Project, copy_project
from tabs import Tab

pytestmark = pytest.mark.browser
IDS = [case["name"] for case in WITH_RUNS]
LOCALES = ("ar", "en")
PARTS = {
    "heading": "#content h1",
    "text": "#content h1 + p",
    "list": "#content li",
    "sentence": "#p1s1",
    "navigation": ".md-nav__link--active > span",
    "bar": ".cb-title__page",
    "path": ".md-path [aria-current]",
}
NEXT_PAGE = {"link back": ".md-footer__link--prev .md-footer__title > :last-child"}
NARROW: ViewportSize = {"width": 600, "height": 900}
"""So narrow that the bar names the page, not the brief."""
OPEN_IN_ONE_LINE = """() => {
  document.querySelector(".cb-menu").open = true;
  for (const element of document.querySelectorAll("body *")) element.style.whiteSpace = "nowrap";
}"""


@pytest.fixture(scope="module")
def tab(tabs: Any) -> Tab:
    found = tabs()
    assert isinstance(found, Tab)
    return found


@pytest.mark.parametrize("case", WITH_RUNS, ids=IDS)
def test_a_run_stands_in_its_own_order(case: dict[str, Any], tab: Tab) -> None:
    direction = languages.load(case["locale"]).direction
    text = element("p", isolated(case["text"], case["locale"]), id="x", lang=case["locale"], dir=direction)
    tab.page.goto("about:blank")
    tab.page.set_content(f"<style>p{{width:2000px}}</style>{text}")
    assert_in_order(case, tab.ask("places.js", "#x"), direction)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one page for each case, whose title, list, sentence and code are the case's."""
    project = copy_project(tmp_path_factory.mktemp("direction") / "project", briefs=False)
    for locale in LOCALES:
        _write(project, f"{locale}/index.md", {"title": "1", "lang": locale, "kind": "home"}, "")
        brief = {"lang": locale, "brief": "x"}
        _write(project, f"{locale}/x/index.md", {"title": "1", "kind": "overview", **brief}, "")
        for number, case in _numbered(locale):
            front = {"title": case["text"], "kind": "section", "order": number, **brief}
            _write(project, f"{locale}/x/{number}.md", front, _body(case))
        _write(
            project, f"{locale}/x/{number + 1}.md", {"title": "1", "kind": "about", "order": number + 1, **brief}, ""
        )
    project.run("build", "--quiet")
    return project.site


def _numbered(locale: str) -> Iterator[tuple[int, dict[str, Any]]]:
    return enumerate((case for case in WITH_RUNS if case["locale"] == locale), 1)


def _write(project: Project, name: str, front: dict[str, Any], body: str) -> None:
    page = project.root / "content" / name
    page.parent.mkdir(parents=True, exist_ok=True)
    lines = (f"{key}: {yaml_string(value) if isinstance(value, str) else value}" for key, value in front.items())
    page.write_text("---\n" + "\n".join(lines) + "\n---\n\n" + body, encoding="utf-8")


def _left_to_right(case: dict[str, Any]) -> list[str]:
    return [words for words, direction, *_ in case["runs"] if direction == "ltr"]


def _body(case: dict[str, Any]) -> str:
    text, locale = escape(case["text"]), case["locale"]
    said = sentence("p1s1", Rendering(case["text"], locale, State.SOURCE), locale)
    code = " ".join(f"`{words}`" for words in _left_to_right(case))
    return f"# {text}\n\n{text}\n\n- {text}\n\n{said}\n\n{'كلمة' if locale == 'ar' else 'word'} {code}\n"


@pytest.mark.parametrize("case", WITH_RUNS, ids=IDS)
def test_a_run_stands_in_its_own_order_everywhere_on_a_page(case: dict[str, Any], site: Path, tab: Tab) -> None:
    locale = case["locale"]
    number = next(number for number, each in _numbered(locale) if each is case)
    direction = languages.load(locale).direction
    tab.page.set_viewport_size(NARROW)
    for shift, parts in ((0, PARTS), (1, NEXT_PAGE)):
        tab.visit((site / locale / "x" / f"{number + shift}.html").as_uri())
        tab.page.evaluate(OPEN_IN_ONE_LINE)
        for part, selector in parts.items():
            try:
                assert_in_order(case, tab.ask("places.js", selector), direction)
            except AssertionError as fault:
                raise AssertionError(f"in the {part}") from fault


@pytest.mark.parametrize("case", WITH_RUNS, ids=IDS)
def test_a_run_in_code_and_in_the_title_keeps_its_order(case: dict[str, Any], site: Path, tab: Tab) -> None:
    locale = case["locale"]
    number = next(number for number, each in _numbered(locale) if each is case)
    tab.visit((site / locale / "x" / f"{number}.html").as_uri())
    for at, words in enumerate(_left_to_right(case)):
        tab.page.evaluate("at => { document.querySelectorAll('code')[at].id = `code${at}` }", at)
        assert_run_in_order(words, tab.ask("places.js", f"#code{at}"), "ltr")
    assert _outside_isolates(tab.page.title(), locale) == []


def _outside_isolates(title: str, locale: str) -> list[str]:
    """Runs of a title that stand between no isolates."""
    outside, depth = "", 0
    for char in title:
        depth += (char in "\u2066\u2067") - (char == "\u2069")
        outside += char if depth == 0 and char != "\u2069" else "\u2069" if depth == 0 else ""
    return [outside[run.start : run.end] for run in _runs(outside, locale)]

"""How well the search finds: the site of the own reports, each query asked in a real browser, its answer judged."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from project import Project, copy_project

HERE = Path(__file__).parent / "search"
OWN = "kazakhstan"
"""What the queries call the brief that the project itself holds."""
FOUND = """
async (queries) => {
  const shown = async (at) => (await crisisbriefSearch.passage(at)).href;
  const found = [];
  for (const query of queries) {
    const { state, hits } = await crisisbriefSearch.find(query);
    found.push([state, await Promise.all(hits.map(([at]) => shown(at)))]);
  }
  return found;
}
"""
PLACE = re.compile(r"(?P<page>\w+/(?P<slug>[\w-]+)/[\w-]+\.html)#(?:.*-)?p(?P<line>\d+)s\d+$")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One query: the paragraphs and the pages that it should find, and those that it finds."""

    text: str
    kind: str
    expected: frozenset[str]
    found: frozenset[str]
    expected_pages: frozenset[str]
    found_pages: frozenset[str]


def queries(locale: str) -> list[dict[str, Any]]:
    """The queries in one language, written before the search was tuned."""
    listed: list[dict[str, Any]] = tomllib.loads((HERE / f"queries.{locale}.toml").read_text("utf-8"))["query"]
    return listed


def site_of_reports(locale: str, folder: Path) -> Project:
    """The project's own brief and one for each own report in `locale`."""
    project = copy_project(folder)
    for report in sorted((HERE / "reports").glob(f"*.{locale}.txt")):
        slug = report.name.partition(".")[0]
        project.run("new", str(report), "--slug", slug, "--locale", locale, "--published", "2026-11-20")
    project.make_site()
    return project


def verdicts(page: Any, locale: str) -> Iterator[Verdict]:
    """Every query asked in an open page of the site, whose search is open."""
    page.wait_for_function("() => 'crisisbriefSearch' in window")
    asked = queries(locale)
    everything = page.evaluate(
        "async () => { await crisisbriefSearch.find('x'); const all = [];"
        " try { for (let at = 0; ; at++) all.push((await crisisbriefSearch.passage(at)).href) } catch { return all } }"
    )
    pages: dict[str, set[str]] = {}
    for place in map(PLACE.search, everything):
        if place:
            pages.setdefault(_line(place), set()).add(place["page"])
    for query, (state, hits) in zip(asked, page.evaluate(FOUND, [query["text"] for query in asked]), strict=True):
        places = [place for place in map(PLACE.search, hits) if place]
        expected = frozenset(query["expect"])
        yield Verdict(
            query["text"],
            query["kind"],
            expected,
            frozenset(map(_line, places)) if state in ("found", "begun") else frozenset(),
            frozenset(each for line in expected for each in pages.get(line, {line})),
            frozenset(place["page"] for place in places),
        )


def _line(place: re.Match[str]) -> str:
    slug = OWN if place["slug"].startswith(OWN) else place["slug"]
    return f"{slug}:{place['line']}"


def share(right: int, of: int) -> float:
    return right / of if of else 1.0


def figures(all_verdicts: list[Verdict]) -> dict[str, float]:
    """Recall and precision, over all paragraphs and over all pages that the queries ask for together."""
    lines = [(each.expected, each.found) for each in all_verdicts]
    pages = [(each.expected_pages, each.found_pages) for each in all_verdicts]
    return {
        f"{what} {name}": share(sum(len(a & b) for a, b in pairs), sum(len(pair[which]) for pair in pairs))
        for what, pairs in (("pages", pages), ("paragraphs", lines))
        for which, name in enumerate(("recall", "precision"))
    }

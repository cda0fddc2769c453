"""The weight and the speed of the site beside plain Material for MkDocs, both built now, from the same Markdown.

    make bench-site

Plain Material is what a `mkdocs.yml` of a few lines gives: its theme in Arabic, its search, its default features. Web
fonts are off, which only helps it: it would fetch them from another host. The dialect of the pages is read by the same
extension, so the article on the page is the same.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench.first_view import KILOBITS, ROUND_TRIP, SLOWER, Sent, first_paint, served, weigh
from chromium import FLAGS, find
from project import Project, copy_project

PLAIN = """\
site_name: crisisbrief
docs_dir: content
exclude_docs: |
  /briefs/
  /glossary.toml
  /translation.toml
theme:
  name: material
  language: ar
  font: false
plugins:
  - search
markdown_extensions:
  - crisisbrief.publish.dialect:Dialect
"""
PAINTS, BUILDS = 5, 3
KILO = 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """What one site costs its reader and its maker."""

    sent: tuple[Sent, ...]
    paint: float
    """Milliseconds."""
    build: float
    """Seconds."""
    disk: int

    def packed(self, *kinds: str) -> int:
        """Bytes on the way, of all files or of those kinds."""
        return sum(each.packed for each in self.sent if not kinds or each.kind in kinds)


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    value: Callable[[Measured], float]
    form: str
    promise: Callable[[Measured], float] | None = None
    """The most that is promised, for what is known of plain Material."""


ROWS = (
    Row("first view: requests", lambda site: len(site.sent), "{:.0f}", lambda plain: 5),
    Row("first view: bytes", lambda site: sum(each.raw for each in site.sent), "{:,.0f}"),
    Row("first view: bytes gz", lambda site: site.packed(), "{:,.0f}", lambda plain: 20 * KILO),
    Row("  page and style gz", lambda site: site.packed("html", "css"), "{:,.0f}", lambda plain: 18 * KILO),
    Row("  page gz", lambda site: site.packed("html"), "{:,.0f}"),
    Row("  style gz", lambda site: site.packed("css"), "{:,.0f}"),
    Row("  scripts gz", lambda site: site.packed("js"), "{:,.0f}", lambda plain: 5 * KILO),
    Row("  the rest gz", lambda site: site.packed() - site.packed("html", "css", "js"), "{:,.0f}"),
    Row("first contentful paint, s", lambda site: site.paint / 1000, "{:.2f}", lambda plain: plain.paint / 2000),
    Row("build, s", lambda site: site.build, "{:.2f}"),
    Row("site on disk, bytes", lambda site: site.disk, "{:,.0f}"),
)


def main() -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        own, plain = _projects(Path(folder))
        page = next(path for path in sorted(own.root.glob("content/ar/*/index.md"))).relative_to(own.root / "content")
        print(f"{page}: {KILOBITS} kbit/s, {ROUND_TRIP} ms, CPU {SLOWER}x; medians of {PAINTS} paints, {BUILDS} builds")
        builds = (
            (plain, (sys.executable, "-m", "mkdocs"), page.parent.as_posix() + "/"),
            (own, (sys.executable, "-m", "crisisbrief"), page.with_suffix(".html").as_posix()),
        )
        browser = playwright.chromium.launch(executable_path=find(fetch=False), args=FLAGS)
        measured = [_measure(browser, project, program, address) for project, program, address in builds]
        browser.close()
    print("\n".join(_table(*measured)))
    return 0


def _projects(folder: Path) -> tuple[Project, Project]:
    """The project as it is, and its pages under a `mkdocs.yml` of Material's."""
    own, plain = copy_project(folder / "own"), copy_project(folder / "plain")
    (plain.root / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    return own, plain


def _measure(browser: Browser, project: Project, program: Sequence[str], address: str) -> Measured:
    build = median(_timed(lambda: project.run("build", "--quiet", program=program)) for _ in range(BUILDS))
    with served(project.site) as server:
        sent = weigh(browser, server, address)
        paint = first_paint(browser, server, address, times=PAINTS)
    return Measured(sent, paint, build, sum(path.stat().st_size for path in project.site.rglob("*") if path.is_file()))


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _table(plain: Measured, own: Measured) -> Iterator[str]:
    yield _line(("", "plain Material", "crisisbrief", "promised", ""))
    for row in ROWS:
        value = row.value(own)
        most = row.promise(plain) if row.promise else None
        verdict = "" if most is None else "kept" if value <= most else "BROKEN"
        limit = "" if most is None else f"≤ {row.form.format(most)}"
        yield _line((row.name, row.form.format(row.value(plain)), row.form.format(value), limit, verdict))


def _line(cells: Iterable[str]) -> str:
    first, *rest = cells
    return f"{first:<28}" + "".join(f"{cell:>16}" for cell in rest)


if __name__ == "__main__":
    sys.exit(main())

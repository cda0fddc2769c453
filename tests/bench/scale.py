"""What many briefs cost the desk that builds them and the phone that opens them.

    make bench-scale                 # 100 briefs
    make bench-scale BRIEFS=1000     # as many as a desk writes in two years

The briefs are made up (`synthetic.py`). Plain Material for MkDocs builds 50 of them from the same Markdown.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from bench.first_view import PHONE, SLOWER, served
from bench.site import PLAIN
from bench.synthetic import write_brief, write_briefs
from chromium import FLAGS, find
from project import Project, copy_project

BESIDE_PLAIN = 50
SLUG_CHANGED = 0
MEGA = 1e6
OWN, MKDOCS = (sys.executable, "-m", "crisisbrief"), (sys.executable, "-m", "mkdocs")
QUERIES = ("الحكومة", "مستشفيات", "حظر التجول", "باكو")
TASKS = """
window.tasks = [];
new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((each) => each.duration)))
  .observe({type: 'longtask', buffered: true});
"""
"""Milliseconds of every task over 50 ms."""
SEARCHED = """
async (query) => {
  const field = document.querySelector('#cb-query');
  const start = performance.now();
  field.value = query;
  field.dispatchEvent(new Event('input'));
  while (!document.querySelector('.cb-hit')) await new Promise((done) => setTimeout(done, 1));
  return performance.now() - start;
}
"""
"""Milliseconds from a reader's input to the first result."""


@dataclass(frozen=True, slots=True)
class Run:
    """One command."""

    seconds: float
    memory: int
    """The most that all its processes together had, in bytes."""


@dataclass(frozen=True, slots=True)
class Built:
    """A site of so many briefs, and what it took."""

    project: Project
    briefs: int
    generate: Run
    build: Run

    @property
    def seconds(self) -> float:
        return self.generate.seconds + self.build.seconds

    @property
    def memory(self) -> int:
        return max(self.generate.memory, self.build.memory)

    @property
    def bytes(self) -> int:
        return sum(path.stat().st_size for path in self.project.site.rglob("*") if path.is_file())

    @property
    def pages(self) -> int:
        return sum(1 for _ in self.project.site.rglob("*.html"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("briefs", type=int, nargs="?", default=100)
    count = parser.parse_args().briefs
    with tempfile.TemporaryDirectory() as folder:
        beside_plain(Path(folder) / "plain")
        few, many = (made(Path(folder) / str(number), number) for number in (max(10, count // 10), count))
        for each in (few, many):
            print(
                f"{each.briefs} briefs, {each.pages} pages: generate {each.generate.seconds:.1f} s, "
                f"build {each.build.seconds:.1f} s, {each.bytes / MEGA:.1f} MB, memory {each.memory / MEGA:.0f} MB"
            )
        tell("time per brief", (many.seconds / many.briefs) / (few.seconds / few.briefs), "× few", 1.3)
        tell("bytes per brief", (many.bytes / many.briefs) / (few.bytes / few.briefs), "× few", 1.3)
        tell("memory of all processes", many.memory / MEGA, "MB", 600)
        tell("one changed brief", 100 * changed(many.project) / many.seconds, "% of all", 3)
        on_a_phone(many.project)
    return 0


def tell(what: str, value: float, unit: str, most: float) -> None:
    print(f"{what:<44}{value:>9.2f} {unit:<10} ≤ {most:g}   {'kept' if value <= most else 'BROKEN'}", flush=True)


def beside_plain(folder: Path) -> None:
    """The same pages built by plain Material and by us."""
    own = written(folder / "own", BESIDE_PLAIN)
    measured(own, "generate", "--quiet")
    plain = Project(folder / "plain")
    shutil.copytree(own.root, plain.root, ignore=shutil.ignore_patterns(".cache"))
    (plain.root / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    ours, theirs = measured(own, "build", "--quiet"), measured(plain, "build", "--quiet", program=MKDOCS)
    sizes = [Built(each, BESIDE_PLAIN, ours, ours).bytes for each in (own, plain)]
    print(f"{BESIDE_PLAIN} briefs: build {ours.seconds:.1f} s, plain Material {theirs.seconds:.1f} s; ", end="")
    print(f"{sizes[0] / MEGA:.1f} MB, plain Material {sizes[1] / MEGA:.1f} MB")
    tell("build", ours.seconds / theirs.seconds, "× plain", 1 / 3)
    tell("bytes", sizes[0] / sizes[1], "× plain", 1 / 8)


def written(folder: Path, count: int) -> Project:
    project = copy_project(folder, briefs=False)
    write_briefs(folder / "content", count)
    return project


def made(folder: Path, count: int) -> Built:
    """A site from nothing."""
    project = written(folder, count)
    return Built(project, count, measured(project, "generate", "--quiet"), measured(project, "build", "--quiet"))


def changed(project: Project) -> float:
    """Seconds until a new edition of one brief is in the site."""
    write_brief(project.root / "content", SLUG_CHANGED, edition=2)
    return sum(measured(project, verb, "--quiet").seconds for verb in ("generate", "build"))


def measured(project: Project, *arguments: str, program: Sequence[str] = OWN) -> Run:
    # what is installed is compiled once, and not at every start
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with subprocess.Popen([*program, *arguments], cwd=project.root, stderr=subprocess.DEVNULL, env=compiled) as running:
        watch = _Watch(running.pid)
        watch.start()
        code = running.wait()
    seconds = time.perf_counter() - start
    watch.join()
    assert code == 0, f"{' '.join(arguments)} ended with {code}"
    return Run(seconds, watch.most)


class _Watch(threading.Thread):
    """Adds up, ten times a second, what a process and its children have in memory."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most = pid, 0

    def run(self) -> None:
        while now := sum(map(_resident, _family(self.pid))):
            self.most = max(self.most, now)
            time.sleep(0.1)


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


# A phone -------------------------------------------------------------------------------------------------------------


def on_a_phone(project: Project) -> None:
    """Tasks while pages open, and the time to the first result."""
    overview = next((project.site / "ar").glob("*/index.html")).relative_to(project.site).as_posix()
    with sync_playwright() as playwright, served(project.site) as server:
        browser = playwright.chromium.launch(executable_path=find(fetch=False), args=FLAGS)
        for address in ("ar/index.html", "ar/archive.html", "ar/archive-2024.html", overview):
            if (project.site / address).is_file():
                longest = _longest_task(browser, f"{server.address}/{address}")
                tell(f"CPU {SLOWER}x: longest task, {address}", longest, "ms", 50)
        for query, first in _searches(browser, f"{server.address}/{overview}"):
            tell(f"CPU {SLOWER}x: first result, {query}", first, "ms", 300)
        browser.close()


def _longest_task(browser: Browser, address: str) -> float:
    """0 where none is over 50 ms; the best of three, since this machine does other things too."""
    return min(_tasks(browser, address) for _ in range(3))


def _tasks(browser: Browser, address: str) -> float:
    page = _phone(browser)
    page.add_init_script(TASKS)
    page.goto(address, wait_until="load")
    page.wait_for_timeout(1000)
    longest = max(page.evaluate("() => window.tasks"), default=0)
    page.context.close()
    return float(longest)


def _searches(browser: Browser, address: str) -> Iterator[tuple[str, float]]:
    """The middle one of three tries for each query, since this machine does other things too."""
    for query in QUERIES:
        yield query, median(_search(browser, address, query) for _ in range(3))


def _search(browser: Browser, address: str, query: str) -> float:
    """The index is there when readers have typed a word; what a query needs of it is fetched when they ask."""
    page = _phone(browser)
    page.goto(address, wait_until="load")
    page.click(".cb-search-open")
    page.wait_for_function("() => 'crisisbriefSearch' in window")
    page.evaluate("() => crisisbriefSearch.find('')")
    took = float(page.evaluate(SEARCHED, query))
    page.context.close()
    return took


def _phone(browser: Browser) -> Page:
    context = browser.new_context(viewport={"width": PHONE["width"], "height": PHONE["height"]})
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


if __name__ == "__main__":
    sys.exit(main())

"""Prints how well and how fast the search finds: `make bench-search`, each query's verdict with `-v`."""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from chromium import FLAGS, find
from search_figures import Verdict, figures, site_of_reports, verdicts

LANGUAGES = ("ar", "en")
QUICK = """
async (query) => {
  const field = document.querySelector('#cb-query');
  field.value = '';
  field.dispatchEvent(new Event('input'));
  await new Promise((done) => setTimeout(done, 200));
  const start = performance.now();
  field.value = query;
  field.dispatchEvent(new Event('input'));
  while (!document.querySelector('.cb-hit')) await new Promise((done) => setTimeout(done, 1));
  return performance.now() - start;
}
"""
"""Milliseconds from a reader's input to the first result, when the index is there."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-v", "--verbose", action="store_true", help="each query and what is wrong with it")
    verbose = parser.parse_args().verbose
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(fetch=False), args=list(FLAGS))
        for locale in LANGUAGES:
            report(locale, browser, verbose)
        browser.close()


def report(locale: str, browser: Browser, verbose: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = site_of_reports(locale, Path(folder) / "project").site
        page = browser.new_page()
        page.goto((site / locale / "index.html").as_uri())
        page.click(".cb-search-open")
        found = list(verdicts(page, locale))
        print(f"{locale}: {len(found)} queries")
        for name, value in figures(found).items():
            print(f"  {name:22}{value:7.1%}")
        for kind, (right, all_of) in sorted(kinds(found).items()):
            print(f"    {kind:20}{right:4} of {all_of} wholly right")
        session = page.context.new_cdp_session(page)
        query = next(each.text for each in found if each.found)
        for slower in (1, 4):
            session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
            times = sorted(page.evaluate(QUICK, query) for _ in range(5))
            print(f"  first result, CPU {slower}x{times[2]:10.0f} ms")
        if verbose:
            for each in found:
                print(verdict(each))
        page.close()


def kinds(found: list[Verdict]) -> dict[str, tuple[int, int]]:
    """For each kind of query: how many are wholly right, and how many there are."""
    of_kind: dict[str, list[bool]] = defaultdict(list)
    for each in found:
        of_kind[each.kind].append(each.expected == each.found)
    return {kind: (sum(right), len(right)) for kind, right in of_kind.items()}


def verdict(each: Verdict) -> str:
    missing, wrong = sorted(each.expected - each.found), sorted(each.found - each.expected)
    said = [f"missing {' '.join(missing)}"] * bool(missing) + [f"wrong {' '.join(wrong)}"] * bool(wrong)
    return f"  {'; '.join(said) or 'right'}: {each.text} ({each.kind})"


if __name__ == "__main__":
    main()

"""The committed pages are what the briefs give today, and they hold every sentence as it was written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crisisbrief.model import Edition
from crisisbrief.pipeline import KINDS, all_pages, edition, slugs

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"


@pytest.fixture(scope="module")
def editions() -> list[Edition]:
    return [edition(ROOT, slug) for slug in slugs(ROOT)]


def test_the_committed_pages_are_up_to_date(editions: list[Edition], pytestconfig: pytest.Config) -> None:
    made = all_pages(editions)
    if pytestconfig.getoption("accept"):
        for name, page in made.items():
            (CONTENT / name).parent.mkdir(parents=True, exist_ok=True)
            (CONTENT / name).write_bytes(page.encode())
    committed = {
        str(path.relative_to(CONTENT)): path.read_bytes().decode()
        for kind in KINDS
        for path in CONTENT.glob(f"**/*.{kind}")
        if not path.is_relative_to(CONTENT / "briefs")
    }
    assert sorted(committed) == sorted(made)
    for name, page in made.items():
        assert committed[name] == page, f"{name} differs: run `crisisbrief generate` and read the diff"


def test_every_sentence_is_on_its_section_page_and_on_the_source_page(editions: list[Edition]) -> None:
    for each in editions:
        made = all_pages([each])
        for segment in each.brief.all_segments():
            address = each.brief.placements[segment.anchor].section.replace("_", "-")
            for locale in each.locales:
                for page in (address, "source", "parallel"):
                    body = made[f"{locale}/{each.brief.slug}/{page}.md"]
                    assert len(re.findall(rf"\[\[{segment.anchor}(?![\w-])(?![^\]]*\bcite\b)", body)) == 1


def test_the_report_in_the_project_is_the_one_that_came() -> None:
    shared = ROOT.parent / "shared" / "report" / "kazakhstan-2022-01-05.ar.txt"
    kept = CONTENT / "briefs" / "kazakhstan-unrest-2022" / "2022-01-05.ar.txt"
    if shared.is_file():
        assert kept.read_bytes() == shared.read_bytes()
    assert kept.read_bytes().endswith(b"\n\n\n\n\n\n\n")

"""Sentences that do not go together are found, and sentences that do are left alone."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crisisbrief.attribute import attribute
from crisisbrief.languages import load
from crisisbrief.model import Brief, Dateline, Placement, Report
from crisisbrief.recognize import recognize
from crisisbrief.segment import segment
from crisisbrief.tensions import tensions
from test_attribute import KAZAKHSTAN

CASES = tomllib.loads((Path(__file__).parent / "cases" / "tensions.toml").read_text("utf-8"))["report"]


def found(text: str, code: str, country: str | None, published: date | None) -> set[tuple[str, tuple[str, ...]]]:
    language = load(code)
    report = Report("case", code, text, "", Dateline(published), country)
    segments = attribute(recognize(segment(report, language), report, language), report, language)
    placements = {each.anchor: Placement(each.anchor, "other", 1.0, "background") for each in segments}
    brief = Brief("case", (report,), {"case": segments}, placements)
    return {(tension.found_by, tension.anchors) for tension in tensions(brief)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['name']}")
def test_a_report_has_the_tensions_that_are_in_it(case: dict[str, Any]) -> None:
    expected = {(kind, tuple(anchors)) for kind, *anchors in case["tensions"]}
    assert found(case["text"], case["language"], case["country"], case["published"]) == expected


def test_the_tensions_of_the_first_report() -> None:
    assert found(KAZAKHSTAN.read_text("utf-8"), "ar", "KZ", date(2022, 1, 5)) == {
        ("check:days", ("p1s1", "p6s1")),
        ("check:titles", ("p3s1", "p3s2")),
        ("check:denial", ("p11s1",)),
        ("check:resumed", ("p4s1",)),
    }


def test_a_very_long_line_is_checked_in_bounded_time() -> None:
    text = "الرئيس السوري محمد سعيد العلي وإقالة الحكومة، " * 6_000
    assert found(text, "ar", "SY", date(2024, 5, 8)) == set()

"""How good the reader is on the reports written for the tests. These floors may only rise."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisisbrief.errors import BriefError
from crisisbrief.learn import Bench, bench, table
from crisisbrief.learn.corpus import published_on, read
from crisisbrief.learn.events import folds
from crisisbrief.learn.judge import Verdict, figures

REPORTS = Path(__file__).parent / "reports"
FLOORS = {"ar": {"lenient": 0.89, "macro_f1": 0.87}, "en": {"lenient": 0.87, "macro_f1": 0.88}}


@pytest.fixture(scope="module")
def found() -> dict[str, Bench]:
    return {one.locale: one for one in bench(REPORTS)}


def test_the_reader_is_no_worse_than_it_was(found: dict[str, Bench]) -> None:
    for locale, floors in FLOORS.items():
        for measure, floor in floors.items():
            assert getattr(found[locale].figures, measure) >= floor, f"{locale} {measure}\n{table([found[locale]])}"


def test_without_the_words_shown_a_section_scores_lower(found: dict[str, Bench]) -> None:
    for one in found.values():
        assert one.removal is not None and one.removal.asked > 20
        assert one.removal.right >= 0.99 * one.removal.asked


def test_the_table_has_a_line_for_every_figure(found: dict[str, Bench]) -> None:
    lines = table([found["ar"], found["en"]]).splitlines()
    assert lines[0].startswith("ar core: 6 reports, 6 events, 39 paragraphs")
    for figure in ("macro-F1", "score falls without the words shown", "paragraphs a second", "start to end"):
        assert sum(line.startswith(f"  {figure}") for line in lines) == 2, figure


def test_figures_of_known_verdicts() -> None:
    judged = [
        Verdict(("a",), "a", 0.9),
        Verdict(("a", "b"), "b", 0.6),
        Verdict(("b",), "b", 0.5),
        Verdict(("b",), "a", 0.2),
    ]
    found = figures(judged, ("a", "b"))
    assert (found.strict, found.lenient, found.macro_f1, found.confident_half) == (0.5, 0.75, 0.5, 1.0)
    assert found.calibration == pytest.approx((0.1 + 0.4 + 0.5 + 0.2) / 4)


def test_events_are_dealt_whole() -> None:
    groups = [0, 0, 0, 3, 3, 5, 6]
    dealt = folds(groups, 3)
    assert [len({fold for fold, group in zip(dealt, groups, strict=True) if group == one}) for one in set(groups)] == [
        1
    ] * 4
    assert sorted(dealt.count(fold) for fold in range(3)) == [2, 2, 3]


def test_dates_are_read_as_feeds_write_them() -> None:
    assert str(published_on("Fri, 04 May 2018 17:43:03 GMT")) == "2018-05-04"
    assert published_on("-") is None


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("ar/001\t1\tweather", "one or two of: background, escalation"),
        ("ar/001\t1", "has 2 fields, not 3"),
        ("ar/001\t9\tescalation", "has 1 paragraphs, but labels.tsv labels paragraph 9"),
    ],
)
def test_a_fault_in_the_labels_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "ar").mkdir()
    (tmp_path / "ar" / "001.txt").write_text("قتل شخصان.\n", "utf-8")
    (tmp_path / "reports.tsv").write_text("report\tpublished\taffected_country\nar/001\t2022-01-05\tKZ\n", "utf-8")
    (tmp_path / "labels.tsv").write_text(f"report\tparagraph\tsection\n{line}\n", "utf-8")
    with pytest.raises(BriefError, match=complaint):
        read(tmp_path, "ar")

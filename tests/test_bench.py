"""How good the reader is on the reports written for the tests. These floors may only rise."""

from __future__ import annotations

import gzip
import json
from importlib import resources
from pathlib import Path

import pytest

from crisisbrief.errors import BriefError
from crisisbrief.learn import Bench, bench, readings, table
from crisisbrief.learn.corpus import published_on, read
from crisisbrief.learn.events import folds
from crisisbrief.learn.judge import Verdict, figures

REPORTS = Path(__file__).parent / "reports"
FLOORS = {
    "core": {"ar": {"lenient": 0.94, "macro_f1": 0.94}, "en": {"lenient": 0.87, "macro_f1": 0.88}},
    "embed": {"ar": {"lenient": 0.97, "macro_f1": 0.97}},
}


@pytest.fixture(scope="module")
def found() -> dict[str, Bench]:
    return {one.locale: one for one in bench(REPORTS)}


def test_the_reader_is_no_worse_than_it_was(found: dict[str, Bench]) -> None:
    require(found, FLOORS["core"])


def test_the_reader_with_the_embedding_is_no_worse_than_it_was() -> None:
    require({one.locale: one for one in bench(REPORTS, reader="embed")}, FLOORS["embed"])


def require(found: dict[str, Bench], floors: dict[str, dict[str, float]]) -> None:
    for locale, measures in floors.items():
        for measure, floor in measures.items():
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


def test_reports_that_we_read_are_learned_from_by_their_checksum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paragraphs = ["قتل شخصان  في المدينة.", " ", "وأعلنت الحكومة حالة الطوارئ."]
    text = "قتل شخصان في المدينة.\nوأعلنت الحكومة حالة الطوارئ."
    known = {readings.checksum(text): readings.Reading("KZ", {1: ("escalation",), 2: ("government_response",)})}
    monkeypatch.setattr(readings, "readings", lambda: known)
    rows = [
        {"published": "2022-01-05", "headline": "", "paragraphs": each} for each in (paragraphs, ["لا أحد قرأ هذا."])
    ]
    write_unlabelled(tmp_path, "\n".join(map(json.dumps, rows)))
    (found,) = readings.read(tmp_path, "ar")
    assert [found.label(segment) for segment in found.segments] == [
        (("escalation",), 1.0),
        (("government_response",), 1.0),
    ]
    assert (found.report.text, found.report.country, found.countries) == (text, "KZ", frozenset({"KZ"}))
    assert readings.read(tmp_path, "en") == ()


def test_a_line_that_is_no_report_is_named(tmp_path: Path) -> None:
    write_unlabelled(tmp_path, '{"published": "2022-01-05", "paragraphs": []}\n{"paragraphs": 3}')
    with pytest.raises(BriefError, match="must be a JSON object") as told:
        readings.read(tmp_path, "ar")
    assert told.value.line == 2


def write_unlabelled(folder: Path, lines: str) -> None:
    (folder / readings.FILE).write_bytes(gzip.compress(lines.encode()))


def test_every_reading_names_sections_and_holds_no_text() -> None:
    written = (resources.files(readings.__package__) / readings.LABELS).read_text("utf-8")
    assert set(written) <= set("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ \t\n-")
    for report, reading in readings.readings().items():
        assert len(report) == readings.DIGITS
        assert reading.labels and all(1 <= len(set(labels)) <= 2 for labels in reading.labels.values())

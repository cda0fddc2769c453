"""Placing: every segment once, for reasons that stand in it, the same each time, in time that grows with the text."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisisbrief import languages, sections
from crisisbrief.arrange import arrange, raw_scores
from crisisbrief.arrange.signs import look
from crisisbrief.attribute import attribute
from crisisbrief.errors import BriefError
from crisisbrief.languages import weights
from crisisbrief.languages.cues import load as cues
from crisisbrief.learn import corpus
from crisisbrief.learn.corpus import Example
from crisisbrief.model import Dateline, Placement, Report, Segment, Span
from crisisbrief.recognize import recognize
from crisisbrief.segment import segment

REPORTS = Path(__file__).parent / "reports"
SECTIONS = {section.id for section in sections.load()}


def structured(text: str, locale: str, *, country: str | None = "KZ") -> tuple[tuple[Segment, ...], Report]:
    """The segments of a text up to `attribute`."""
    language = languages.load(locale)
    report = Report("r", locale, text, "", Dateline(date(2022, 1, 5)), country=country)
    return attribute(recognize(segment(report, language), report, language), report, language), report


def placed(text: str, locale: str) -> tuple[Placement, ...]:
    found, report = structured(text, locale)
    return arrange(found, report, languages.load(locale), sections.load())


@pytest.fixture(scope="module", params=["ar", "en"])
def examples(request: pytest.FixtureRequest) -> tuple[Example, ...]:
    return corpus.read(REPORTS, request.param)


def test_every_segment_is_placed_once_with_reasons_inside_it(examples: tuple[Example, ...]) -> None:
    for example in examples:
        placements = arrange(example.segments, example.report, languages.load(example.report.locale), sections.load())
        assert [placement.anchor for placement in placements] == [found.anchor for found in example.segments]
        for found, placement in zip(example.segments, placements, strict=True):
            assert {placement.section, placement.runner_up} <= SECTIONS
            assert placement.section == placement.automatic != placement.runner_up
            assert 0 < placement.confidence < 1
            assert placement.evidence
            for evidence in placement.evidence:
                assert found.span.contains(evidence.span)
                assert len(evidence.span) or evidence.span.start == found.span.start
                kind, _, detail = evidence.feature.partition(":")
                assert kind and detail
            for citation in placement.also:
                assert citation.section in SECTIONS - {placement.section}
                assert found.span.contains(citation.span)


@given(st.text(alphabet=st.sampled_from('اأبتعوقلمنيه ة،.؟\n«»"#-ab C1٣\u200f\u0640\ufefb\x00'), max_size=300))
def test_any_text_is_placed(text: str) -> None:
    for locale in languages.available():
        found, report = structured(text, locale)
        placements = arrange(found, report, languages.load(locale), sections.load())
        assert [placement.anchor for placement in placements] == [one.anchor for one in found]


def test_without_the_words_that_spoke_for_it_a_section_scores_lower(examples: tuple[Example, ...]) -> None:
    cases = lower = 0
    for example in examples:
        language = languages.load(example.report.locale)
        placements = arrange(example.segments, example.report, language, sections.load())
        before = raw_scores(example.segments, example.report, language)
        for index, (found, placement) in enumerate(zip(example.segments, placements, strict=True)):
            words = [one.span for one in placement.evidence if one.weight > 0 and len(one.span)]
            if words:
                poorer = without(example.report, found, words)
                after = rescored(example, poorer)[index]
                cases += 1
                lower += after[placement.section] < before[index][placement.section]
    assert cases and lower >= 0.99 * cases


def without(report: Report, found: Segment, spans: list[Span]) -> Report:
    """The report with the characters under `spans` made blank, so that no offset moves."""
    text = list(report.text)
    for span in spans:
        text[span.start : span.end] = " " * len(span)
    if not "".join(text[found.span.start : found.span.end]).strip():
        text[found.span.start] = "#"
    return replace(report, text="".join(text))


def rescored(example: Example, report: Report) -> list[dict[str, float]]:
    language = languages.load(report.locale)
    segments = tuple(
        replace(found, text=found.span.of(report.text), mentions=(), attribution=None) for found in example.segments
    )
    segments = attribute(recognize(segments, report, language), report, language)
    return raw_scores(segments, report, language)


def test_the_same_report_is_placed_the_same(examples: tuple[Example, ...]) -> None:
    example = examples[0]
    language = languages.load(example.report.locale)
    first = arrange(example.segments, example.report, language, sections.load())
    arrange(examples[1].segments, examples[1].report, language, sections.load())
    assert arrange(example.segments, example.report, language, sections.load()) == first


def test_an_empty_report_has_no_placements() -> None:
    assert placed("", "ar") == ()


def test_time_grows_with_the_text_and_not_faster() -> None:
    line = "وأعلنت الحكومة حالة الطوارئ بعد احتجاجات واسعة في المدينة، بحسب وكالة الأنباء.\n"
    small, large = (structured(line * count, "ar") for count in (50, 500))
    language = languages.load("ar")
    arrange(*small, language, sections.load())
    spent = []
    for segments, report in (small, large):
        start = time.process_time()
        arrange(segments, report, language, sections.load())
        spent.append(time.process_time() - start)
    assert spent[1] < 40 * spent[0] + 0.05


def test_an_unknown_reader_is_named() -> None:
    with pytest.raises(BriefError, match="there is no reader 'oracle'; there are: core, embed"):
        arrange((), *structured("نص.", "ar")[1:], languages.load("ar"), sections.load(), reader="oracle")


@pytest.mark.parametrize(
    ("locale", "text", "lead"),
    [
        ("ar", "وعرضت فرنسا وإسبانيا إرسال طائرات.", "land_foreign"),
        ("ar", "وتشهد كازاخستان احتجاجات منذ الأحد.", "land_own"),
        ("ar", "وفي فرنسا خرجت مظاهرة.", None),
        ("ar", "ووصل رئيس فرنسا إلى المدينة.", "office_foreign"),
        ("en", "France offered to send planes.", "land_foreign"),
        ("en", "The United States, which has troops there, offered planes.", "land_foreign"),
        ("en", "Germany’s foreign minister offered help.", "office_bare"),
        ("en", "Turkey's economy is weak.", None),
        ("en", "US Marines landed.", "office_bare"),
    ],
)
def test_a_country_that_is_the_subject_of_a_sentence_acts(locale: str, text: str, lead: str | None) -> None:
    found, report = structured(text, locale)
    (seen,) = look(found, report, languages.load(locale))
    said = [sign.removeprefix("lead:") for sign, _ in seen.signs if sign.startswith("lead:")]
    assert said == ([lead] if lead else [])


@pytest.mark.parametrize("locale", languages.available())
def test_the_shipped_files_fit_together(locale: str) -> None:
    folder = Path(str(languages.pack(locale)))
    assert sum(path.stat().st_size for path in folder.glob("weights*.[jt]s*")) <= 2_000_000
    assert cues(locale)


def test_a_part_of_the_weights_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copyfile(Path(languages.__file__).parent / "en" / "weights.json", tmp_path / "weights.json")
    monkeypatch.setattr(weights, "path", lambda code, reader, kind="json": tmp_path / f"weights.{kind}")
    with pytest.raises(BriefError, match=r"'en' has no weights\.tsv; make it with: crisisbrief learn --locale en"):
        weights.load("en", "another")


def test_the_reader_with_the_embedding_says_what_its_further_voices_add() -> None:
    told: set[str] = set()
    for example in corpus.read(REPORTS, "ar"):
        language = languages.load("ar")
        for placement in arrange(example.segments, example.report, language, sections.load(), reader="embed"):
            told |= {evidence.feature for evidence in placement.evidence}
    assert {"words:alone", "meaning:texts", "meaning:embedding"} <= told

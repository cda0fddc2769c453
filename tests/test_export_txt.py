"""Plain text: every sentence read back letter for letter, every line in its direction, nothing a terminal obeys."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import read_txt
import sample
from crisisbrief import languages
from crisisbrief.export import txt
from crisisbrief.model import Edition, PublicKey
from crisisbrief.pipeline import edition, slugs
from crisisbrief.render.plain import COLUMNS, PlainPen, paragraph, visible, width
from hostile_reports import report_of_attacks
from project import ROOT

KEY = PublicKey("RWQ", "0123456789ABCDEF", "12345 67890 12345 67890 12345 67890")


def exported(edition: Edition) -> dict[str, bytes]:
    return {name.split(".")[-2]: content for name, content in txt.export(edition).items()}


def assert_lossless(edition: Edition) -> None:
    files = exported(edition)
    assert tuple(files) == edition.locales
    for locale, content in files.items():
        found = {read_txt.anchor(number): text for number, text in read_txt.sentences(content).items()}
        wanted = {each.anchor: edition.rendering(each.anchor, locale).text for each in edition.brief.all_segments()}
        assert found == wanted


@pytest.mark.parametrize("slug", slugs(ROOT))
def test_every_sentence_of_a_brief_is_read_back(slug: str) -> None:
    assert_lossless(edition(ROOT, slug))


def test_every_sentence_of_the_sample_is_read_back() -> None:
    assert_lossless(sample.edition())


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_hostile_sentences_are_read_back_and_nothing_of_them_acts(locale: str) -> None:
    made = sample.edition(report_of_attacks(locale), locale=locale)
    assert_lossless(made)
    for content in exported(made).values():
        for line in read_txt.lines(content):
            kinds = {unicodedata.category(char) for char in line}
            assert not kinds & {"Cc", "Cs", "Zl", "Zp"}, line
            assert not {unicodedata.bidirectional(char) for char in line} & {"LRE", "RLE", "LRO", "RLO", "PDF"}, line


def test_every_line_has_the_direction_of_its_words() -> None:
    made = edition(ROOT, "kazakhstan-unrest-2022")
    for locale, content in exported(made).items():
        lines = [line for line in read_txt.lines(content) if line]
        assert {read_txt.direction(line) for line in lines} == {languages.load(locale).direction}
        # nearly all of them without any help
        assert sum(line[0] in read_txt.MARKS for line in lines) <= len(lines) // 20


LETTERS = st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("اب cd12 \u200f\u200e‹U+›"))


@given(st.lists(st.text(LETTERS, max_size=12), max_size=30).map(" ".join), st.sampled_from(languages.available()))
def test_wrapping_loses_nothing_and_keeps_the_direction(text: str, locale: str) -> None:
    lines = paragraph(visible(text), locale, first="[1.1] ")
    assert all(read_txt.direction(line) == languages.load(locale).direction for line in lines if _has_letters(line))
    content = b"\xef\xbb\xbf" + ("\r\n".join(lines) + "\r\n").encode()
    assert read_txt.sentences(content) == {"1.1": text}


def _has_letters(line: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("L", "R", "AL") for char in line)


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_lines_fit_a_narrow_screen_and_no_word_is_cut(locale: str) -> None:
    made = edition(ROOT, "kazakhstan-unrest-2022")
    for line in read_txt.lines(exported(made)[locale]):
        assert width(line) <= COLUMNS
    endless = "x" * 200
    assert paragraph(f"one {endless} two", "en") == ["one", endless, "two"]


@pytest.mark.parametrize(
    ("text", "columns"),
    [("كازاخستان", 9), ("مُدَوَّنَة", 5), ("中文", 4), ("e\u0301", 1), ("a\u200fb", 2), ("№ 5", 3)],
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ملف 2022-01-05.ar.txt", "ملف \u200e2022-01-05.ar.txt"),
        ("+7 727 270-33-33", "\u200e+7 727 270-33-33\u200e"),
        ("عن Human Rights Watch", "عن Human Rights Watch"),
        ("بحسب SHA-256", "بحسب SHA-256"),
    ],
)
def test_only_runs_that_would_turn_around_get_marks(text: str, shown: str) -> None:
    assert PlainPen("ar").plain(text) == shown


def test_a_figure_that_arabic_turns_around_is_given_once_more_in_its_order() -> None:
    files = exported(sample.edition())
    lines = [line for block in read_txt.blocks(files["ar"]) for line in block]
    assert "  - الأرقام من اليسار إلى اليمين: \u200e+7 727 270-33-33\u200e" in lines
    assert "  - الأرقام من اليسار إلى اليمين: \u200e2021-12-20\u200e و\u200e2022-01-02\u200e" in lines
    assert "Figures from left to right" not in files["en"].decode()


def test_everything_a_reader_must_know_stands_in_it() -> None:
    made = replace(sample.edition(), key=KEY)
    for locale, content in exported(made).items():
        words = {" ".join(block) for block in read_txt.blocks(content)}
        text = "\n".join(words)
        for note in made.notes:
            assert note.text[locale] in text
        for fact in made.facts:
            assert fact.question[locale] in text
        assert made.tensions[0].question[locale] in text
        assert KEY.fingerprint in words
        assert "6" in text and "2022" in text
    english = exported(made)["en"].decode()
    assert "Who says so: Interior Minister Sami Karam\r\n" in english
    assert "When: Tuesday, January 4, 2022, worked out from" in english
    assert "Placed by the editor: It happened in the street." in english


def test_a_withdrawn_edition_gives_the_notice_only() -> None:
    made = sample.edition()
    made = replace(made, imprint=replace(made.imprint, withdrawn=True, note={"ar": "خطأ في النقل.", "en": "An error."}))
    for locale, content in exported(made).items():
        assert read_txt.sentences(content) == {}
        text = content.decode()
        assert made.imprint.note[locale] in text and made.title[locale] in text
        assert not any(made.rendering(each.anchor, locale).text[:20] in text for each in made.brief.all_segments())


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert exported(sample.edition()) == exported(sample.edition())


def test_no_brief_names_who_translated_it(tmp_path: Path) -> None:
    for slug in slugs(ROOT):
        text = b"".join(txt.export(edition(ROOT, slug)).values()).decode()
        assert "@" not in text.replace("@HRW", "") and str(ROOT) not in text

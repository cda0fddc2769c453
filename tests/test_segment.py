"""Nothing of a report is lost between its sentences, whatever the report is made of."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisisbrief import languages
from crisisbrief.model import Report
from crisisbrief.segment import segment

CASES = tomllib.loads((Path(__file__).parent / "cases" / "sentences.toml").read_text("utf-8"))["case"]
WORDS = ("قال", "وأضاف", "الحكومة", "The army said", "Mr.", "U.S.", "p.m.", "«نعم. لا.»", "3.5", "٣٫٥", "أ.", "😀")
MARKS = ("«", "»", '"', "(", ")", ".", "؟", "!", "…", "،", " ", "  ", "\t", "\n", "\r\n", "\r")
CONTROLS = ("\u200d", "\u0640", "\ufe8d\ufedf", "\u202e", "\u2067", "\x00", "\x02", "\x85", "\u2028")
PIECES = st.sampled_from((*WORDS, *MARKS, *CONTROLS))
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200))


def report(text: str, locale: str) -> Report:
    return Report("2022-01-05", locale, text, sha256="")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_sentences(case: dict[str, str]) -> None:
    text = "".join(case["sentences"])
    found = segment(report(text, case["locale"]), languages.load(case["locale"]))
    assert [each.text for each in found] == [sentence.strip() for sentence in case["sentences"]]


@given(text=TEXTS, locale=st.sampled_from(languages.available()))
def test_segments_and_the_white_space_between_them_are_the_text(text: str, locale: str) -> None:
    end = 0
    for each in segment(report(text, locale), languages.load(locale)):
        assert each.text == each.span.of(text) == each.text.strip() != ""
        assert not text[end : each.span.start].strip()
        assert "\n" not in each.text and "\r" not in each.text
        end = each.span.end
    assert not text[end:].strip()


@given(text=TEXTS)
def test_paragraphs_count_lines_that_are_not_empty(text: str) -> None:
    lines = [line for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    found = segment(report(text, "ar"), languages.load("ar"))
    assert {each.paragraph for each in found} == set(range(1, len(lines) + 1))
    assert len({each.anchor for each in found}) == len(found)


def test_a_prefix_goes_before_every_anchor() -> None:
    found = segment(report("قال. وأضاف.", "ar"), languages.load("ar"), prefix="2022-01-05-")
    assert [each.anchor for each in found] == ["2022-01-05-p1s1", "2022-01-05-p1s2"]

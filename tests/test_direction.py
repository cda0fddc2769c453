"""Runs of the other direction are found whole, and nothing that needs no help is touched."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisisbrief import languages
from crisisbrief.render.direction import runs
from crisisbrief.render.scripts import script_of

CASES = tomllib.loads((Path(__file__).parent / "cases" / "direction.toml").read_text("utf-8"))["case"]
TEXTS = st.text(
    st.one_of(
        st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ،؟«»٠١٢"),
        st.sampled_from("abcXYZ 0123456789+-–.,:/%$₸@#()[]\"'!_\n"),
        st.characters(),
    ),
    max_size=80,
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_runs(case: dict[str, Any]) -> None:
    found = [
        [case["text"][run.start : run.end], run.dir, *([run.lang] if run.lang else [])]
        for run in runs(case["text"], case["locale"])
    ]
    assert found == case["runs"]


@given(TEXTS, st.sampled_from(languages.available()))
def test_runs_are_in_order_and_hold_every_letter_of_another_script(text: str, locale: str) -> None:
    own = languages.load(locale).script
    found = runs(text, locale)
    assert all(0 <= run.start < run.end <= len(text) for run in found)
    assert all(one.end <= next_one.start for one, next_one in pairwise(found))
    for offset, char in enumerate(text):
        script = script_of(char)
        inside = [run for run in found if run.start <= offset < run.end]
        if script is None:
            continue
        if script == own:
            assert not inside, f"{char!r} of the page's own script is in {inside}"
        else:
            assert inside and inside[0].lang is not None, f"{char!r} stands in no run"


@given(TEXTS, st.sampled_from(languages.available()))
def test_letters_of_one_run_are_of_one_script(text: str, locale: str) -> None:
    for run in runs(text, locale):
        scripts = {script for char in text[run.start : run.end] if (script := script_of(char))}
        assert len(scripts) == (1 if run.lang else 0)


@given(st.text(st.sampled_from("اب 0123456789+-–.,:/%$₸()"), max_size=40))
def test_a_figure_takes_both_brackets_or_none(text: str) -> None:
    for run in runs(text, "ar"):
        assert text[run.start : run.end].count("(") == text[run.start : run.end].count(")")


@given(st.text(st.sampled_from('ابتثجحخدذرزسشصضطظعغفقكلمنهوي ،.؟!«»()"0123456789'), max_size=200))
def test_arabic_prose_with_plain_figures_gets_no_direction_but_for_bracketed_and_spaced_numbers(text: str) -> None:
    assert all(
        run.lang is None and any(sign in " ()" for sign in text[run.start : run.end]) for run in runs(text, "ar")
    )


@pytest.mark.parametrize("unit", ["ا ", "1 ", "1-", "a ب", "(", "a(", '"a', "+1 ", "5.", "$", "a"])
def test_one_long_line_takes_time_in_proportion(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert all(run.end <= len(text) for run in runs(text, "ar"))

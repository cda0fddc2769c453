"""In a real browser every run of the other direction stands in its own order, by the places of its characters."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crisisbrief import languages
from crisisbrief.render.html import element, isolated
from tabs import Tab

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "direction.toml").read_text("utf-8"))["case"]
WITH_RUNS = [case for case in CASES if case["runs"]]
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tab(tabs: Any) -> Tab:
    found = tabs()
    assert isinstance(found, Tab)
    return found


@pytest.mark.parametrize("case", WITH_RUNS, ids=[case["name"] for case in WITH_RUNS])
def test_a_run_stands_in_its_own_order(case: dict[str, Any], tab: Tab) -> None:
    direction = languages.load(case["locale"]).direction
    text = element("p", isolated(case["text"], case["locale"]), id="x", lang=case["locale"], dir=direction)
    tab.page.set_content(f"<style>p{{width:2000px}}</style>{text}")
    places = tab.ask("places.js", "#x")
    assert "".join(place[0] for place in places) == case["text"]
    start = 0
    for words, run_direction, *_ in case["runs"]:
        start = case["text"].index(words, start)
        middles = [place[1] for place in places[start : start + len(words)] if not place[0].isspace()]
        if run_direction == "ltr":
            assert middles == sorted(middles), words
        else:
            assert _first_letters(words, places[start : start + len(words)]), words
        _require_place_in_the_sentence(places, start, len(words), direction)
        start += len(words)


def _first_letters(words: str, places: list[list[Any]]) -> bool:
    """Do the words of a right-to-left run begin one left of the other?"""
    begins = [at for at in range(len(words)) if words[at].isalpha() and (at == 0 or words[at - 1] == " ")]
    middles = [places[at][1] for at in begins]
    return middles == sorted(middles, reverse=True)


def _require_place_in_the_sentence(places: list[list[Any]], start: int, length: int, direction: str) -> None:
    """What the sentence says before a run stands before it, in the direction of the page, and what follows after."""
    run = [place[1] for place in places[start : start + length]]
    sign = 1 if direction == "ltr" else -1
    for at in (start - 1, start + length):
        if 0 <= at < len(places) and places[at][0].isalpha():
            beside = places[at][1] * sign
            assert beside < min(middle * sign for middle in run) if at < start else beside > max(m * sign for m in run)

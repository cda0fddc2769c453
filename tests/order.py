"""Where the characters of a text stand on the screen, judged: is every run of the other direction in its own order?"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

CASES = tomllib.loads((Path(__file__).parent / "cases" / "direction.toml").read_text("utf-8"))["case"]
WITH_RUNS = [case for case in CASES if case["runs"]]


def assert_in_order(case: dict[str, Any], places: list[list[Any]], direction: str) -> None:
    """The runs of a case, by what `places.js` found of its text: each in its order and in its place in the sentence."""
    assert "".join(place[0] for place in places) == case["text"]
    start = 0
    for words, run_direction, *_ in case["runs"]:
        start = case["text"].index(words, start)
        run = places[start : start + len(words)]
        assert_run_in_order(words, run, run_direction)
        _require_place_in_the_sentence(places, start, len(words), direction)
        start += len(words)


def assert_run_in_order(words: str, places: list[list[Any]], direction: str) -> None:
    """The characters of one run, from left to right or its words from right to left."""
    if direction == "ltr":
        middles = [place[1] for place in places if not place[0].isspace()]
        assert middles == sorted(middles), words
    else:
        begins = [at for at in range(len(words)) if words[at].isalpha() and (at == 0 or words[at - 1] == " ")]
        middles = [places[at][1] for at in begins]
        assert middles == sorted(middles, reverse=True), words


def _require_place_in_the_sentence(places: list[list[Any]], start: int, length: int, direction: str) -> None:
    """What the sentence says before a run stands before it, in the direction of the page, and what follows after."""
    run = [place[1] for place in places[start : start + length]]
    sign = 1 if direction == "ltr" else -1
    for at in (start - 1, start + length):
        if 0 <= at < len(places) and places[at][0].isalpha():
            beside = places[at][1] * sign
            assert beside < min(middle * sign for middle in run) if at < start else beside > max(m * sign for m in run)

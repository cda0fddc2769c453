"""Who acts or speaks: spellings of one name come together and stay as they are, names of two people stay apart."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crisisbrief.actors import actors, same_person
from crisisbrief.attribute import attribute
from crisisbrief.languages import attribution, load
from crisisbrief.languages.fold import fold_word
from crisisbrief.model import Actor, Brief, Placement, Report, Side
from crisisbrief.recognize import recognize
from crisisbrief.segment import segment
from test_attribute import KAZAKHSTAN

CASES = tomllib.loads((Path(__file__).parent / "cases" / "names.toml").read_text("utf-8"))


def brief(text: str, code: str, country: str | None) -> Brief:
    language, report = load(code), Report("case", code, text, "", country=country)
    segments = attribute(recognize(segment(report, language), report, language), report, language)
    placements = {each.anchor: Placement(each.anchor, "other", 1.0, "background") for each in segments}
    return Brief("case", (report,), {"case": segments}, placements)


def alike(code: str, one: str, other: str) -> bool:
    return same_person(
        [fold_word(word) for word in one.split()], [fold_word(word) for word in other.split()], attribution.load(code)
    )


@pytest.mark.parametrize("case", CASES["same"], ids=lambda case: " = ".join(case["names"]))
def test_spellings_of_one_name_are_one_person(case: dict[str, Any]) -> None:
    first, *others = case["names"]
    assert all(alike(case["language"], first, other) for other in others)


@pytest.mark.parametrize("case", CASES["different"], ids=lambda case: " ≠ ".join(case["names"]))
def test_two_people_stay_two(case: dict[str, Any]) -> None:
    first, *others = case["names"]
    assert not any(alike(case["language"], first, other) for other in others)


@pytest.fixture(scope="module")
def kazakhstan() -> dict[str, Actor]:
    return {actor.name: actor for actor in actors(brief(KAZAKHSTAN.read_text("utf-8"), "ar", "KZ"))}


def test_every_spelling_is_shown_as_it_stands(kazakhstan: dict[str, Actor]) -> None:
    text = KAZAKHSTAN.read_text("utf-8")
    for actor in kazakhstan.values():
        assert all(span.of(text) == spelling for spelling, span, _ in actor.variants)
    tokayev = kazakhstan["قاسم جومرات توكاييف"]
    assert [spelling for spelling, _, _ in tokayev.variants] == [
        "قاسم جومرات توكاييف",
        "قاسم جومارت توكاييف",
        "توكاييف",
    ]
    assert tokayev.anchors == ("p1s1", "p5s1", "p6s1")


def test_the_country_is_listed_where_its_spelling_varies(kazakhstan: dict[str, Actor]) -> None:
    assert [spelling for spelling, _, _ in kazakhstan["كازخستان"].variants] == ["كازخستان", "كازاخستان"]


def test_people_are_bound_to_a_side_by_title_and_country(kazakhstan: dict[str, Actor]) -> None:
    sides = {name: actor.side for name, actor in kazakhstan.items()}
    assert sides["قاسم جومرات توكاييف"] is Side.OWN
    assert sides["دميتري بيسكوف"] is sides["جين بساكي"] is Side.FOREIGN
    assert sides["الاتحاد الأوروبي"] is Side.INTERNATIONAL


def test_what_is_carried_over_counts_for_its_speaker(kazakhstan: dict[str, Actor]) -> None:
    assert kazakhstan["وزارة الخارجية الروسية"].says == ("p9s1", "p9s2")
    assert kazakhstan["جين بساكي"].says == ("p11s1", "p12s1")


def test_a_report_without_names_has_no_actors() -> None:
    assert actors(brief("The river rose. The road was closed.", "en", None)) == ()

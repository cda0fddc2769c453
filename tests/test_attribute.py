"""Who says each sentence: the cases are the packs' own attribution-examples.toml, and the Kazakhstan report."""

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisisbrief.attribute import attribute
from crisisbrief.attribute.memory import FORGOTTEN_AFTER
from crisisbrief.languages import available, load, pack
from crisisbrief.model import Report, Segment, Side, Stance
from crisisbrief.recognize import recognize
from crisisbrief.segment import segment
from project import ROOT

KAZAKHSTAN = ROOT / "content" / "briefs" / "kazakhstan-unrest-2022" / "2022-01-05.ar.txt"
SPEAKERS = {
    "p1s1": "الرئاسة في كازخستان",
    "p3s2": "الرئيس نزارباييف",
    "p6s1": "مكتبه",
    "p7s1": "الاتحاد الأوروبي",
    "p8s1": "p7s1: الاتحاد الأوروبي",
    "p9s1": "وزارة الخارجية الروسية",
    "p9s2": "p9s1: وزارة الخارجية الروسية",
    "p10s1": "السكرتير الصحفي للرئيس الروسي، دميتري بيسكوف",
    "p11s1": "المتحدثة باسم البيت الأبيض جين بساكي",
    "p12s1": "بساكي",
}


def attributed(text: str, code: str, country: str | None = None) -> tuple[Segment, ...]:
    language = load(code)
    report = Report("case", code, text, "", country=country)
    return attribute(recognize(segment(report, language), report, language), report, language)


def says(segment: Segment, text: str) -> str:
    if segment.attribution is None:
        return ""
    words = segment.attribution.speaker.of(text)
    carried = segment.attribution.carried_from
    return words if carried is None else f"{carried}: {words}"


def cases() -> list[Any]:
    return [
        pytest.param(code, case, id=f"{code}: {case['name']}")
        for code in available()
        if (pack(code) / "attribution-examples.toml").is_file()
        for case in tomllib.loads((pack(code) / "attribution-examples.toml").read_text("utf-8"))["report"]
    ]


@pytest.mark.parametrize(("code", "case"), cases())
def test_a_sentence_is_said_by_whom_the_pack_says(code: str, case: dict[str, Any]) -> None:
    segments = attributed(case["text"], code, case.get("country"))
    assert [says(each, case["text"]) for each in segments] == case["says"]
    if "side" in case:
        sides = [each.attribution.side for each in segments if each.attribution is not None]
        assert sides == [Side(side) for side in case["side"]]


def test_the_speakers_of_the_first_report() -> None:
    text = KAZAKHSTAN.read_text("utf-8")
    segments = attributed(text, "ar", "KZ")
    assert {each.anchor: says(each, text) for each in segments if each.attribution is not None} == SPEAKERS


def test_sides_and_stances_of_the_first_report() -> None:
    segments = {each.anchor: each for each in attributed(KAZAKHSTAN.read_text("utf-8"), "ar", "KZ")}
    said = {anchor: each.attribution for anchor, each in segments.items() if each.attribution is not None}
    assert {anchor for anchor, each in said.items() if each.side is Side.OWN} == {"p1s1", "p3s2", "p6s1"}
    assert {anchor for anchor, each in said.items() if each.side is Side.INTERNATIONAL} == {"p7s1", "p8s1"}
    assert {a for a, each in said.items() if each.side is Side.FOREIGN} == {"p9s1", "p9s2", "p10s1", "p11s1", "p12s1"}
    assert said["p11s1"].stance is Stance.DENIED
    assert said["p7s1"].stance is said["p12s1"].stance is Stance.CALLED_FOR


def test_a_quotation_is_marked_with_its_marks() -> None:
    text = 'وقالت السيدة ليلى منصور "لم ننم منذ ليلتين".'
    (only,) = attributed(text, "ar")
    assert only.attribution is not None
    assert only.attribution.quotation is not None
    assert only.attribution.quotation.of(text) == '"لم ننم منذ ليلتين"'


def test_a_speaker_is_forgotten_after_some_silent_sentences() -> None:
    silent = "هطلت الأمطار على السهل.\n" * (FORGOTTEN_AFTER + 1)
    segments = attributed(f"قال وزير النقل عادل مراد إن الطريق مغلق.\n{silent}وأضاف أن العمل جار.", "ar")
    assert segments[-1].attribution is None


def test_without_a_country_affected_no_authority_is_its_own() -> None:
    (only,) = attributed("أعلنت الشرطة إغلاق الطريق.", "ar")
    assert only.attribution is not None
    assert only.attribution.side is Side.UNKNOWN


@pytest.mark.parametrize("words", ["قال ", "وقال الوزير محمد إن ", "said ", "President ", '"(', "الوزير ، "])
def test_a_line_of_a_megabyte_is_read_in_bounded_time(words: str) -> None:
    code = "en" if words.isascii() and words[0].isalpha() else "ar"
    text = words * (1_000_000 // len(words))
    language, report = load(code), Report("case", code, text, "")
    segments = segment(report, language)
    assert len(attribute(segments, report, language)) == len(segments)


WORDS = ["قال", "وأضاف", "أن", "الوزير", "الروسي", "سيرغي", "في", "بيان", "said", "he", "the", "minister"]
MARKS = list('"«»،:(),.-\u202e')


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, *MARKS])))
def test_any_words_are_read_and_a_speaker_is_always_words_of_the_report(words: list[str]) -> None:
    text = " ".join(words)
    for code in ("ar", "en"):
        segments = attributed(text, code)
        for each in segments:
            if each.attribution is not None:
                assert each.attribution.speaker.of(text).strip()
                assert each.attribution.speaker.end <= each.span.end

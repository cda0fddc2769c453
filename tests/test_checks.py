"""Checks of translations: what they must find, what they must leave alone, and what an editor waives."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisisbrief import languages
from crisisbrief.errors import BriefError
from crisisbrief.languages.checks import rules
from crisisbrief.learn.check_bench import figures, injured, measure
from crisisbrief.learn.injure import INJURIES
from crisisbrief.model import Stance
from crisisbrief.translate import read_catalog
from crisisbrief.translate.checked import check_catalog
from crisisbrief.translate.checks import CHECKS, Pair, Said, Severity, check_pair
from crisisbrief.translate.checks.amounts import amounts, offered
from crisisbrief.translate.checks.numbers import numbers

Case = dict[str, Any]
CASES: list[Case] = tomllib.loads((Path(__file__).parent / "cases" / "checks.toml").read_text("utf-8"))["case"]
ONE_WAY = {"length", "names", "modality", "question", "negation", "quotation", "speaker", "untranslated", "markup"}
"""Checks whose cases are told from Arabic to English only: the other way round the finding is another, or none."""
ERRORS = {"numbers", "length", "negation"}


def pair(case: Case, source: str, target: str) -> Pair:
    said = case.get("said")
    return Pair(
        case[source],
        languages.load(source),
        case[target],
        languages.load(target),
        case.get("names", {}) if source == "ar" else {},
        Said(Stance(said["stance"]), said.get("quoted", False), frozenset(said.get("countries", ()))) if said else None,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_the_checks_find(case: Case) -> None:
    found = check_pair(pair(case, "ar", "en"))
    assert sorted(finding.check for finding in found) == sorted(case.get("finds", []))


def turns(case: Case) -> bool:
    return not (ONE_WAY & set(case.get("finds", [])) or "said" in case or case.get("one_way"))


@pytest.mark.parametrize("case", [case for case in CASES if turns(case)], ids=lambda case: case["name"])
def test_the_same_from_english(case: Case) -> None:
    found = check_pair(pair(case, "en", "ar"))
    assert sorted(finding.check for finding in found) == sorted(case.get("finds", []))


def test_only_numbers_length_and_a_lost_not_are_errors() -> None:
    found = {(f.check, f.severity) for case in CASES for f in check_pair(pair(case, "ar", "en"))}
    assert {check for check, severity in found if severity is Severity.ERROR} == ERRORS
    assert {check for check, _ in found} == set(CHECKS)
    added = next(case for case in CASES if case["name"] == "a not is put in")
    assert [finding.severity for finding in check_pair(pair(added, "ar", "en"))] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("ar", "مليونين ومئتي ألف", 2_200_000),
        ("ar", "ثلاثة ملايين ونصف", 3_500_000),
        ("ar", "ألف وتسعمئة وخمسة وأربعين", 1945),
        ("ar", "خمسمئة ألف", 500_000),
        ("ar", "أحد عشر", 11),
        ("ar", "الحادي والعشرين", 21),
        ("ar", "نصف مليار", 500_000_000),
        ("ar", "١٬٢٥٠", 1250),
        ("en", "three and a half million", 3_500_000),
        ("en", "two hundred and fifty thousand", 250_000),
        ("en", "half a billion", 500_000_000),
        ("en", "two dozen", 24),
        ("en", "twenty-first", 21),
        ("en", "1,234,567", 1_234_567),
        ("en", "nineteen hundred", 1900),
    ],
)
def test_numbers_are_read(code: str, text: str, value: int) -> None:
    assert [value in offered([amount]) for amount in amounts(text, code)] == [True]


@given(text=st.text(max_size=80), code=st.sampled_from(languages.available()))
def test_a_text_has_the_numbers_of_itself(text: str, code: str) -> None:
    language = languages.load(code)
    assert list(numbers(Pair(text, language, text, language))) == []


NUMERALS = {code: sorted(rules(code).numbers.words) for code in languages.available()}


@given(data=st.data(), code=st.sampled_from(languages.available()))
def test_any_row_of_numerals_has_the_numbers_of_itself(data: st.DataObject, code: str) -> None:
    digits = st.from_regex(r"[0-9٠-٩]{1,7}([.,:/٫٬ ][0-9]{1,3}){0,3}", fullmatch=True)
    words = st.sampled_from([*NUMERALS[code], "و", "and", "of", "a", "-", ","])
    text = " ".join(data.draw(st.lists(st.one_of(digits, words), max_size=12)))
    language = languages.load(code)
    assert list(numbers(Pair(text, language, text, language))) == []


@given(source=st.text(max_size=60), target=st.text(max_size=60), turned=st.booleans())
def test_no_text_is_too_odd_for_the_checks(source: str, target: str, turned: bool) -> None:
    codes = ("en", "ar") if turned else ("ar", "en")
    for finding in check_pair(Pair(source, languages.load(codes[0]), target, languages.load(codes[1]))):
        assert finding.message and finding.check in CHECKS


# --- catalogs -----------------------------------------------------------------------------------------------------

SOURCE, WRONG = "وأصيب 15 شخصا في الاشتباكات قرب المطار.", "Fifty people were injured in the clashes near the airport."


def findings(tmp_path: Path, comment: str = "", *, flags: tuple[str, ...] = (), drafts: bool = True) -> list[str]:
    file = polib.POFile(wrapwidth=0)
    file.append(polib.POEntry(msgid="وقال سامي كرم إن القتال مستمر.", msgstr="Nasser said that the fighting goes on."))
    file.append(polib.POEntry(msgid=SOURCE, msgstr=WRONG, tcomment=comment, flags=list(flags)))
    file.append(polib.POEntry(msgid="سامي كرم", msgstr="Sami Karam"))
    path = tmp_path / "2022-01-05.en.po"
    file.save(str(path))
    found = check_catalog(read_catalog(path), languages.load("ar"), languages.load("en"), drafts=drafts)
    assert all(str(each).startswith(f"{path}:{each.line}: {each.finding.check}: ") for each in found)
    assert all(each.source in str(each) and each.target in str(each) for each in found)
    return [f"{each.finding.severity} {each.finding.check}" for each in found]


def test_findings_name_file_line_and_both_sentences_and_the_catalog_is_a_glossary(tmp_path: Path) -> None:
    assert findings(tmp_path) == ["warning names", "error numbers"]


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("waive numbers: the desk corrected the toll by telephone", ["warning names"]),
        ("a remark\nwaive numbers, length: by telephone\nreviewed: Huda Salem, 2022-01-06", ["warning names"]),
        ("waive numbers", ["warning names", "error numbers", "warning waiver"]),
        ("waive numbers:  ", ["warning names", "error numbers", "warning waiver"]),
        ("waive length: it is short", ["warning names", "error numbers"]),
        ("waive numbres: a slip", ["warning names", "error numbers", "warning waiver"]),
    ],
)
def test_a_waiver_needs_a_reason(tmp_path: Path, comment: str, expected: list[str]) -> None:
    assert findings(tmp_path, comment) == expected


def test_drafts_stop_nothing_where_they_are_not_published(tmp_path: Path) -> None:
    assert findings(tmp_path, flags=("fuzzy",)) == ["warning names", "error numbers"]
    assert findings(tmp_path, flags=("fuzzy",), drafts=False) == ["warning names", "warning numbers"]


# --- bench --------------------------------------------------------------------------------------------------------

GOOD = [case for case in CASES if not case.get("finds") and turns(case)]


def spoilt() -> Iterator[tuple[str, str, Pair]]:
    """Injected error, check that should find it, the pair it was injected into."""
    for case in GOOD:
        for source, target in (("ar", "en"), ("en", "ar")):
            for check in INJURIES:
                made = pair({**case, "names": {}}, source, target)
                if injured(made, check, case["name"]) is not None:
                    yield case["name"], check, made


def test_injected_errors_are_found_and_good_pairs_left_alone() -> None:
    results = [(check, measure(made, check, name)) for name, check, made in spoilt()]
    for check, floor in {"numbers": 0.95, "length": 0.8, "negation": 0.7}.items():
        own = [result for of, result in results if of == check]
        assert sum(result.found for result in own) >= floor * sum(result.injected for result in own), check
    assert sum(result.alarms for _, result in results) == 0


def test_the_bench_prints_both_halves_and_is_the_same_every_time(tmp_path: Path) -> None:
    lines = ["id\tar\ten", *(f"{number}\t{case['ar']}\t{case['en']}" for number, case in enumerate(GOOD))]
    (tmp_path / "parallel-own.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    table = figures(tmp_path)
    assert table == figures(tmp_path)
    assert {row.split("\t")[1] for row in table.splitlines()[1:]} == {"odd", "even", "all"}
    assert {row.split("\t")[0] for row in table.splitlines()[1:]} == {"ar to en", "en to ar"}


def test_the_bench_says_what_a_folder_must_hold(tmp_path: Path) -> None:
    with pytest.raises(BriefError, match=r"holds no parallel-\*\.tsv"):
        figures(tmp_path)


PLAIN = "وقالت وزارة الصحة الأردنية يوم الاثنين إن ثلاثة أشخاص لم يتلقوا العلاج، وأصيب 40 شخصا."
WITHOUT_WORDS = {
    "fr": "Le ministère jordanien de la Santé a dit lundi que trois personnes étaient sans soins et 40 blessées.",
    "fa": "وزارت بهداشت اردن روز دوشنبه گفت که سه نفر درمان نشده‌اند و ۴۰ نفر زخمی شده‌اند.",
}
"""Packs that can show pages and know no words for the checks."""


@pytest.mark.parametrize("code", WITHOUT_WORDS)
def test_a_language_without_words_raises_no_false_alarm(code: str) -> None:
    if code not in languages.targets():
        pytest.skip(f"there is no pack {code} here")
    good = WITHOUT_WORDS[code]
    for text, expected in ((good, []), (good.replace("40", "70").replace("۴۰", "۷۰"), ["numbers"])):
        found = check_pair(
            Pair(PLAIN, languages.load("ar"), text, languages.load(code), said=Said(Stance.SAID, quoted=False))
        )
        assert [finding.check for finding in found] == expected

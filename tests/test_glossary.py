"""Terms are found in every inflection, in both directions; countries and days come from CLDR."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from crisisbrief.errors import BriefError
from crisisbrief.translate import Glossary, read_glossary
from project import ROOT, Project

GAS = """\
[[term]]
term = "الغاز المسال"
translation.en = ["liquefied petroleum gas (LPG)", "LPG"]
never.en = "LNG"
note = "Fuel of cars."
"""


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return read_glossary(ROOT / "content")


@pytest.mark.parametrize(
    ("text", "source", "target", "found"),
    [
        ("ارتفعت أسعار الغاز المسال أمس.", "ar", "en", ["الغاز المسال"]),
        ("وتعتمد السيارات على غاز البترول المسال.", "ar", "en", ["غاز البترول المسال"]),
        ("لا علاقة للغاز المسال بذلك، ولا بالغاز المسال.", "ar", "en", ["للغاز المسال", "بالغاز المسال"]),
        ("ارتفعت أسعار الغاز الطبيعي.", "ar", "en", []),
        ("Prices of LPG and of liquefied petroleum gas rose.", "en", "ar", ["LPG", "liquefied petroleum gas"]),
        ("Prices of LNG rose.", "en", "ar", []),
    ],
)
def test_terms_in_a_sentence(glossary: Glossary, text: str, source: str, target: str, found: list[str]) -> None:
    assert [each.span.of(text) for each in glossary.find(text, source, target)] == found


def test_the_first_term_is_lpg_and_never_lng(glossary: Glossary) -> None:
    [found] = glossary.find("الغاز المسال", "ar", "en")
    assert found.term.preferred("en") == "liquefied petroleum gas (LPG)"
    assert "LNG" in found.term.never["en"]


def test_the_brief_goes_before_the_project(tmp_path: Path) -> None:
    (tmp_path / "brief").mkdir()
    (tmp_path / "glossary.toml").write_text(GAS, "utf-8")
    own = GAS.replace('["liquefied petroleum gas (LPG)", "LPG"]', '"autogas"')
    (tmp_path / "brief" / "glossary.toml").write_text(own, "utf-8")
    [found] = read_glossary(tmp_path / "brief", tmp_path).find("الغاز المسال", "ar", "en")
    assert found.term.preferred("en") == "autogas"
    assert read_glossary(tmp_path / "nothing").terms == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[[term]\n", "is not TOML"),
        ('[[term]]\nterm = "الغاز"\n', r"glossary\.toml:1: الغاز has no translation"),
        ('[[term]]\nterm = ""\ntranslation.en = "x"\n', r":1: term and note must be texts"),
        (GAS + "\n" + GAS.replace("note", "remark"), r":7: remark is not known here"),
        (GAS.replace("translation.en", "translation.xx"), "there is no language pack 'xx'"),
        (GAS.replace("translation.en", "translation.ar"), "into its own language ar"),
        (GAS.replace('["liquefied petroleum gas (LPG)", "LPG"]', "3"), r"translation\.en must be a text"),
        (GAS.replace('"LNG"', '"…"').replace("never.en", "forms"), "has no word in it"),
        ('words = "x"\n' + GAS, "words is not known here"),
        ("term = 3\n", "term must be a list of tables"),
    ],
)
def test_a_fault_names_the_line_and_the_remedy(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "glossary.toml").write_text(content, "utf-8")
    with pytest.raises(BriefError, match=message):
        read_glossary(tmp_path)


def test_a_translator_sees_terms_names_days_and_neighbours(empty_project: Project) -> None:
    (empty_project.root / "content" / "glossary.toml").write_text(GAS, "utf-8")
    text = "احتج سكان في السودان، الأربعاء، على سعر الغاز المسال. ولم تعلق الحكومة السودانية على ذلك."
    report = empty_project.root / "2026-11-20.ar.txt"
    report.write_text(text, "utf-8")
    empty_project.run("new", report.name, "--slug", "gas", "--country", "SD")
    first, second, *_ = polib.pofile(str(empty_project.brief("gas") / "2026-11-20.en.po"))
    told = first.comment.splitlines()
    assert "Term: الغاز المسال = liquefied petroleum gas (LPG) (Fuel of cars.)" in told
    assert "Term: السودان = Sudan" in told
    assert "Term: الأربعاء = Wednesday" in told
    assert "After: ولم تعلق الحكومة السودانية على ذلك." in told
    assert "Before: احتج سكان في السودان، الأربعاء، على سعر الغاز المسال." in second.comment.splitlines()

"""The single HTML file, plain and with pictures: everything in it, nothing from elsewhere, every text in its own
language."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

import read_html
import sample
from crisisbrief import languages
from crisisbrief.export import html, pictures
from crisisbrief.model import Edition, PublicKey
from crisisbrief.pipeline import edition as edition_of
from crisisbrief.render.escape import CONTROL
from crisisbrief.render.html import element, isolated
from crisisbrief.render.scripts import language_of, script_of
from crisisbrief.render.single import document
from read_html import Reader, text_only

ROOT = Path(__file__).parent.parent


def exported(edition: Edition, made_by: ModuleType = html) -> bytes:
    (content,) = made_by.export(edition).values()
    return bytes(content)


@cache
def kazakhstan() -> Edition:
    return edition_of(ROOT, "kazakhstan-unrest-2022")


@pytest.fixture(scope="module", params=[html, pictures], ids=["plain", "with pictures"])
def made_by(request: pytest.FixtureRequest) -> ModuleType:
    module: ModuleType = request.param
    return module


@pytest.fixture(scope="module")
def page(made_by: ModuleType) -> str:
    return exported(sample.edition(), made_by).decode("utf-8")


@pytest.fixture(scope="module")
def read(page: str) -> Reader:
    reader = Reader(page)
    # what the last optional end tags close
    assert [tag for tag, _ in reader.open] == ["html"]
    return reader


def test_every_sentence_stands_in_both_languages_under_its_anchor(read: Reader) -> None:
    edition = sample.edition()
    for locale in edition.locales:
        for segment in edition.brief.all_segments():
            assert read.texts[f"{locale}-{segment.anchor}"] == edition.rendering(segment.anchor, locale).text


def test_the_first_brief_is_there_to_the_letter(made_by: ModuleType) -> None:
    edition = kazakhstan()
    found = read_html.sentences(exported(edition, made_by))
    for locale in edition.locales:
        for segment in edition.brief.all_segments():
            assert found[locale, segment.anchor] == edition.rendering(segment.anchor, locale).text


def test_anchors_are_unique_and_every_link_stays_in_the_file(read: Reader) -> None:
    assert len(read.ids) == len(set(read.ids))
    assert all(address.startswith("#") and address[1:] in read.ids for address in read.addresses)


def test_nothing_is_asked_of_anybody(page: str, read: Reader) -> None:
    assert not read.tags & {"script", "link", "img", "iframe", "object", "form"}
    assert "http://" not in page and "https://" not in page and "@import" not in page and "url(" not in page
    assert "default-src 'none'" in page


def test_the_languages_are_details_of_which_the_reports_own_is_open(page: str) -> None:
    assert "<details name=language open id=ar lang=ar dir=rtl>" in page
    assert "<details name=language id=en lang=en dir=ltr>" in page
    assert "@media print{::details-content{content-visibility:visible}}" in page
    assert page.startswith("<!doctype html><html lang=ar dir=rtl>")


def test_no_letter_stands_in_a_language_of_another_script(read: Reader) -> None:
    for text, lang in read.spoken:
        for script in {script for char in text if (script := script_of(char))}:
            spoken = languages.load(lang).script if lang in languages.available() else lang.removeprefix("und-")
            assert script == spoken, f"{text!r} is marked as {lang}"


def test_every_part_of_a_brief_is_there(read: Reader) -> None:
    parts = [
        "messages",
        "facts",
        "tensions",
        "sections",
        "timeline",
        "actors",
        "source",
        "notes",
        "escalation",
        "other",
    ]
    assert [f"{locale}-{part}" for locale in ("ar", "en") for part in parts if f"{locale}-{part}" not in read.ids] == []


def test_the_same_edition_gives_the_same_bytes(page: str, made_by: ModuleType) -> None:
    assert exported(sample.edition(), made_by).decode("utf-8") == page


MAP = 2
"""A drawing in a drawing, which cuts off what lies beyond its edge."""


def test_only_the_file_with_pictures_has_some() -> None:
    assert exported(sample.edition()).count(b"<svg ") == 0
    assert exported(sample.edition(), pictures).count(b"<svg ") == 2 * (2 + MAP)


def test_the_first_brief_is_small() -> None:
    content = exported(kazakhstan())
    assert len(content) <= 24_000
    assert len(gzip.compress(content, 9, mtime=0)) <= 8_000
    assert len(gzip.compress(text_only(content.decode("utf-8")).encode(), 9, mtime=0)) <= 14_600


def test_a_withdrawn_edition_says_so(read: Reader) -> None:
    edition = sample.edition()
    page = exported(replace(edition, imprint=replace(edition.imprint, withdrawn=True))).decode()
    assert page.count("class=w>") == 2
    assert not any(segment.text in page for segment in edition.brief.all_segments())


def test_what_stands_under_a_sentence_says_who_how_sure_and_what_is_remarked(page: str) -> None:
    edition = sample.edition()
    assert "<p><a href=#en-p2s1>2.1</a> | بلا قائل مذكور | القسم بقرار المحرر | <a href=#ar-n1>ملاحظة 1</a>" in page
    assert "<a href=#ar-p1s1>1.1</a> | Interior Minister Sami Karam | Translation: not independently reviewed" in page
    doubtful = replace(edition.brief.placements["p1s1"], confidence=0.62)
    brief = replace(edition.brief, placements={**edition.brief.placements, "p1s1": doubtful})
    unsure = exported(replace(edition, brief=brief)).decode()
    assert "Interior Minister Sami Karam | section 62% sure" in unsure
    assert "الثقة بالقسم <bdi>62%</bdi>" in unsure


def test_a_key_that_the_desk_has_is_named() -> None:
    key = PublicKey("line", "0123456789ABCDEF", "12345 67890 12345 67890 12345 67890")
    assert exported(replace(sample.edition(), key=key)).decode().count(key.fingerprint) == 2


@given(
    st.lists(
        st.sampled_from(["a", 'b "c"', "<d>", "&amp;", "=", "/", "é"]),
        min_size=1,
        max_size=4,
    )
)
def test_compacting_changes_no_text_and_no_value(texts: list[str]) -> None:
    items = [element("li", element("p", isolated(text, "en"), title=text, id=f"i{n}")) for n, text in enumerate(texts)]
    plain = element("ul", *items) + element("p", element("a", "x", href="#i0", hidden=True))
    before, after = Reader(plain), Reader(html.compact(plain))
    assert before.texts == after.texts and before.ids == after.ids and before.addresses == after.addresses
    assert len(html.compact(plain)) < len(plain)


HOSTILE = st.text(
    st.one_of(
        st.sampled_from("<>&\"'`= /#[]{}\\;-"), st.characters(exclude_categories=["Cs"]), st.sampled_from("اب cd12")
    ),
    max_size=60,
)


@given(HOSTILE, st.sampled_from(languages.available()))
def test_text_of_a_report_is_text_and_nothing_else(text: str, locale: str) -> None:
    made = isolated(text, locale)
    reader = Reader(f'<p id="x" lang="{locale}">{made}</p>')
    assert reader.tags <= {"p", "bdi"}
    # what HTML cannot carry: NUL; the parser of the test reads what a browser keeps
    assert reader.texts.get("x", "") == text.replace("\x00", "\u2400")
    assert set(re.findall(r"<bdi ([a-z-]+)", made)) <= {"lang", "dir", "data-char"}


@given(HOSTILE)
def test_a_control_character_stands_alone_in_an_element_of_its_own(text: str) -> None:
    made = isolated(text, "ar")
    outside = re.sub(r"<bdi data-char=[^>]*>[^<]*</bdi>", "", made)
    assert not CONTROL.search(outside)


def test_languages_of_runs_are_those_of_the_packs() -> None:
    assert language_of("Latn") == "en" and language_of("Arab") == "ar" and language_of("Cyrl") == "und-Cyrl"


def test_words_over_a_map_stand_clear_of_its_lines_where_there_is_a_map() -> None:
    made = kazakhstan()
    clear = ".cb-over text{paint-order:stroke"
    assert clear in document(made, pictures=True)
    assert clear not in document(made)

"""The single HTML file: everything in it, nothing from elsewhere, every text in its own language."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sample
from crisisbrief import languages
from crisisbrief.export import html
from crisisbrief.model import Edition
from crisisbrief.render.escape import CONTROL
from crisisbrief.render.html import isolated
from crisisbrief.render.scripts import language_of, script_of

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Reader(HTMLParser):
    """Texts by the id of the element they stand in, languages of all text, addresses, and whether tags match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.spoken: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.ids += [found["id"]] if found.get("id") else []  # type: ignore[list-item]
        self.addresses += [value for name in ("href", "src") if (value := found.get(name))]
        if tag not in VOID:
            self.open.append((tag, found))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        lang = next((found["lang"] for _, found in reversed(self.open) if "lang" in found), None) or ""
        if not any(tag in ("style", "title") for tag, _ in self.open):
            self.spoken.append((data, lang))
        for _, found in self.open:
            if found.get("id"):
                self.texts[str(found["id"])] = self.texts.get(str(found["id"]), "") + data


def exported(edition: Edition) -> bytes:
    (content,) = html.export(edition).values()
    return content


@pytest.fixture(scope="module")
def page() -> str:
    return exported(sample.edition()).decode("utf-8")


@pytest.fixture(scope="module")
def read(page: str) -> Reader:
    reader = Reader(page)
    assert not reader.open
    return reader


def test_every_sentence_stands_in_both_languages_under_its_anchor(read: Reader) -> None:
    edition = sample.edition()
    for locale in edition.locales:
        for segment in edition.brief.all_segments():
            assert read.texts[f"{locale}-{segment.anchor}"] == edition.rendering(segment.anchor, locale).text


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
    assert "@media print{details::details-content{content-visibility:visible;block-size:auto}" in page
    assert page.startswith("<!doctype html>\n<html lang=ar dir=rtl>")


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


def test_the_same_edition_gives_the_same_bytes(page: str) -> None:
    assert exported(sample.edition()).decode("utf-8") == page


def test_it_is_small(page: str) -> None:
    assert len(gzip.compress(page.encode(), 9, mtime=0)) < 5_000


def test_a_withdrawn_edition_says_so(read: Reader) -> None:
    edition = sample.edition()
    page = exported(replace(edition, imprint=replace(edition.imprint, withdrawn=True))).decode()
    assert page.count("class=w>") == 2
    assert not any(segment.text in page for segment in edition.brief.all_segments())


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

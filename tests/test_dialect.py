"""The dialect shows exactly what a page says: cases as data, and the law that no text can become anything but text."""

from __future__ import annotations

import time
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from crisisbrief.publish.dialect import Dialect
from crisisbrief.publish.isolate import markup
from crisisbrief.render.direction import between_isolates
from crisisbrief.render.escape import escape

CASES = tomllib.loads((Path(__file__).parent / "cases" / "dialect.toml").read_text(encoding="utf-8"))["case"]
MKDOCS = ("toc", "tables", "fenced_code")
"""What MkDocs switches on by itself."""
ATTACKS = (
    *("<script>alert(1)</script>", "<!--", "-->", "<![CDATA[", "<?php", "</p>", "&lt;b&gt;", "&#60;", "&amp;amp;"),
    *("\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03", "\x02amp\x03", "\x0242\x03", "\U000f003cb\U000f003e", "\U00100041"),
    *("[[p9s9]]", "[[= lang=en]]", "[[/]]", "==", "{#id}", "{: .c #i}", "]: http://x", "[^1]", "*[x]: y", "!!! note"),
    *("///", "/// html | script", "---", "~~~", "```", "    ", "\t", "# x", "- x", "1. x", "> x", "| a | b |", "[TOC]"),
    *("\u202e", "\u2069", "\u2066", "\x85", "\u2028", "\r\n", "\x0c", "\0", "\ufeff"),
    *("{{ x }}", "{% x %}", "\\", "\\\\*"),
)
HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(ATTACKS),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
        st.text("اأبةىٱـَ٣ abC1-+.,:/@#=*_`[](){}<>&\\'\"«»\u200d\u200f", max_size=12),
    ),
    max_size=12,
).map("".join)
OURS = {
    "p": {"class", "lang", "dir"},
    "span": {"class", "id", "lang", "dir"},
    "bdi": {"class", "data-char", "lang", "dir"},
    "details": {"class"},
    "summary": set(),
    "ul": set(),
    "li": set(),
    "strong": set(),
    "h2": {"id"},
    "a": {"href"},
}
"""All that the pages of these tests are made of."""


class Shown(HTMLParser):
    """The texts of a page by the id of the nearest element that has one, and every element and attribute."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self.ids: list[str] = []
        self.made: set[tuple[str, str]] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.made |= {(tag, ""), *((tag, name) for name, _ in attrs)}
        self.ids.append(dict(attrs).get("id") or (self.ids[-1] if self.ids else ""))

    def handle_endtag(self, tag: str) -> None:
        self.ids.pop()

    def handle_data(self, data: str) -> None:
        here = self.ids[-1] if self.ids else ""
        self.texts[here] = self.texts.get(here, "") + data

    def parse_html_declaration(self, i: int) -> int:
        raise AssertionError(f"a comment or a declaration: {self.rawdata[i : i + 40]}")

    def parse_pi(self, i: int) -> int:
        raise AssertionError(f"an instruction: {self.rawdata[i : i + 40]}")

    def strangers(self) -> set[tuple[str, str]]:
        """Elements and attributes that are not ours."""
        return {(tag, name) for tag, name in self.made if tag not in OURS or (name and name not in OURS[tag])}


def html_of(markdown: str, lang: str = "ar") -> str:
    return str(Markdown(extensions=[*MKDOCS, Dialect(lang)]).convert(markdown))


def visible(text: str) -> str:
    """HTML cannot carry NUL: its picture stands for it."""
    return text.replace("\0", "\u2400")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_dialect(case: dict[str, Any]) -> None:
    assert html_of(case["markdown"], case.get("lang", "ar")) == case["html"].strip("\n")


@given(HOSTILE, st.sampled_from(["ar", "en"]))
@example("".join(ATTACKS), "ar")
@example("\n".join(ATTACKS), "en")
def test_a_sentence_shows_its_text_and_nothing_else(text: str, lang: str) -> None:
    shown = Shown(html_of(f"[[p1s1]] {escape(text)}\n\nend", lang))
    assert shown.texts.get("p1s1", "") == visible(text)
    assert shown.strangers() == set()


@given(st.lists(HOSTILE, min_size=1, max_size=5))
def test_the_text_of_a_paragraph_is_contiguous(texts: list[str]) -> None:
    line = "".join(f"[[p1s{number}]] {escape(text)}" for number, text in enumerate(texts, 1))
    shown = Shown(html_of(line))
    assert "".join(shown.texts.get(f"p1s{number}", "") for number in range(1, len(texts) + 1)) == visible(
        "".join(texts)
    )
    assert shown.strangers() == set()


@given(HOSTILE)
@example("".join(ATTACKS))
def test_report_words_in_ordinary_markdown_show_as_they_are(text: str) -> None:
    words = escape(f"«{text}»")
    page = f"""## {words} {{#head}}

- **{words}**: [[= lang=en]]{words}[[/]]
- [{words}](source.md)

/// details | {words}
    type: cb-why

{words}
///
"""
    shown = Shown(html_of(page))
    everything = "".join(shown.texts.values())
    assert everything.count(visible(f"«{text}»")) >= 6
    assert shown.texts["head"] == visible(f"«{text}»")
    assert shown.strangers() == set()


@given(HOSTILE, st.sampled_from(["ar", "en"]))
def test_a_single_line_of_the_theme_shows_its_text(text: str, lang: str) -> None:
    line = text.replace("\n", " ")
    shown = Shown(markup(line, lang))
    assert "".join(shown.texts.values()) == visible(line)
    assert shown.strangers() == set()


def test_a_title_loses_its_control_characters() -> None:
    assert between_isolates("a\u202eb\0c", "en") == "abc"


def test_a_title_holds_a_run_of_the_other_direction_between_isolates() -> None:
    assert between_isolates("لغة C++ في 2022-01-05", "ar") == "لغة \u2066C++\u2069 في \u20662022-01-05\u2069"
    assert between_isolates("The word «غاز»", "en") == "The word «\u2067غاز\u2069»"


@pytest.mark.parametrize(
    "piece",
    ["x*", "[[", "<b>", "\\", "كلمة ", "[a](", "&amp;", "`", "\u202e", "==", " ", "<!--", "{: .c}", "x "],
)
def test_time_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    def seconds(length: int) -> float:
        source = f"[[p1s1]] {escape(piece * (length // len(piece)))}"
        start = time.process_time()
        html_of(source)
        return time.process_time() - start

    seconds(2_000)
    small, large = (min(seconds(length) for _ in range(2)) for length in (8_000, 64_000))
    # Eight times the text: with the square it would take 64 times as long.
    assert large < 24 * small + 0.1

"""Whatever a report holds, its escaped text shows exactly that and does nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import markdown
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from crisisbrief.model import Span
from crisisbrief.publish.seal import seal_text, unseal
from crisisbrief.render.dialect import marked
from crisisbrief.render.escape import CONTROL, escape, yaml_string

# What Markdown, our dialect and YAML read as more than text, thrown together with letters of both languages.
TEXTS = st.text(
    st.one_of(
        st.sampled_from("\\`*_{}[]()#!|~^=$+-.:>/<&;'\" \t\r\n0123456789"),
        st.sampled_from("\x00\x02\x03\x1b\x85\u2028\u202e\u2066\u2069\ufeff\uffff\u200f\u00a0"),
        st.sampled_from("abcxyzابتثج"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)
FORGERIES = (
    "[[p1s1]] forged",
    "x [[= lang=en]]y[[/]]",
    "==mark==",
    "/// html | script",
    "---",
    "===",
    "1. one",
    "1) one",
    "- one",
    "+ one",
    "# one #",
    "> one",
    ": one",
    "    code",
    "a  ",
    "a\\",
    "{: .class}",
    "[^1]: x",
    "!!! note",
    "```",
    "<script>",
    "&amp; &#x202E;",
    "{{ x }} {% y %}",
)


def with_forgeries(test: Callable[[str], None]) -> Callable[[str], None]:
    for text in FORGERIES:
        test = example(text)(test)
    return test


@with_forgeries
@given(TEXTS)
def test_the_extension_reads_back_every_character(text: str) -> None:
    assert unseal(seal_text(escape(text))) == text


@with_forgeries
@given(TEXTS)
def test_on_disk_it_is_one_line_of_harmless_characters(text: str) -> None:
    written = escape(text)
    assert not CONTROL.search(written)
    assert len(written.splitlines()) <= 1
    assert written.strip(" ") == written
    assert "  " not in written and "[[" not in written and "==" not in written and "<" not in written


@with_forgeries
@given(TEXTS)
def test_plain_markdown_makes_one_paragraph_of_it(text: str) -> None:
    """In a viewer that knows nothing of our dialect, a report makes no element either."""
    shown = "".join(char for char in text if not unicodedata.category(char).startswith("C"))
    html = markdown.markdown(escape(shown))
    assert re.findall(r"<[^>]*>", html) == (["<p>", "</p>"] if shown else [])


@given(TEXTS)
def test_front_matter_reads_back_every_character(text: str) -> None:
    assert yaml.safe_load(f"title: {yaml_string(text)}\n")["title"] == text


@given(st.one_of(TEXTS, st.text("=\\ a", max_size=9)), st.data())
def test_marks_change_nothing_in_the_text(text: str, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [Span(start, end) for start, end in zip(ends[::2], ends[1::2], strict=False) if end > start]
    written = marked(text, spans)
    pieces = [unseal(seal_text(piece)) for piece in _apart(written)]
    assert "".join(pieces) == text
    assert pieces[1::2] == [span.of(text) for span in spans]


def _apart(written: str) -> list[str]:
    """Cut at `==` that no backslash stands before."""
    pieces: list[str] = []
    current, at = "", 0
    while at < len(written):
        if written[at] == "\\":
            current, at = current + written[at : at + 2], at + 2
        elif written[at : at + 2] == "==":
            pieces, current, at = [*pieces, current], "", at + 2
        else:
            current, at = current + written[at], at + 1
    return [*pieces, current]

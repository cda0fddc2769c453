"""The words of the pages: complete in every language, with the same placeholders, safe in any markup."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Message

import crisisbrief
from crisisbrief import languages
from crisisbrief.languages.interface import Interface, interface
from crisisbrief.render import phrases
from crisisbrief.render.direction import runs
from crisisbrief.render.escape import escape
from crisisbrief.render.pictures import timeline

PACKAGE = Path(crisisbrief.__file__).parent
CODES = languages.available()
PLACEHOLDER = re.compile(r"\{(\w+)\}")
TABLES = (
    phrases.STANCES, phrases.SIDES, phrases.STATES, dict(phrases.CONFIDENCE), phrases.TIMES, phrases.SIGNS,
    phrases.PLACES, phrases.SPEAKER, phrases.TENSIONS, timeline.MEANINGS,
)  # fmt: skip


def used() -> Iterator[str]:
    """Every msgid in use: literals handed to `.text` and `.count`, the theme's `_("…")`, the tables of phrases."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            # `text(msgid)`, `count(singular, plural, n)`
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _speaks(node.func.value):
                first = node.args[0] if len(node.args) >= {"text": 1, "count": 3}.get(node.func.attr, 99) else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value
    for path in sorted((PACKAGE.parent.parent / "theme").rglob("*.html")):
        yield from re.findall(r"""_\("([^"]+)"[,)]""", path.read_text("utf-8"))
    for table in TABLES:
        yield from table.values()


def _speaks(value: ast.expr) -> bool:
    """Is it an interface that the method belongs to: `words`, `view.words`, `interface(code)`?"""
    called = value.func if isinstance(value, ast.Call) else value
    name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
    return name == ("interface" if isinstance(value, ast.Call) else "words")


def messages(code: str) -> list[Message]:
    return [message for message in interface(code).catalog if message.id]


def strings(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def test_every_text_of_the_pages_is_in_the_template() -> None:
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in messages("en")}
    assert sorted(set(used()) - known) == []


def test_the_template_holds_no_text_that_no_page_uses() -> None:
    known = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in messages("en")
        if not message.context
    }
    assert sorted(known - set(used())) == []


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_missing(code: str) -> None:
    assert interface(code).missing() == ()


@pytest.mark.parametrize("code", CODES)
def test_placeholders_are_those_of_the_english_text(code: str) -> None:
    for message in messages(code):
        if message.pluralizable:
            wanted = set(PLACEHOLDER.findall(message.id[1]))
            for form in strings(message):
                # "one sentence", "no reports": a form for one number may leave the figure out, and for 0 the names
                assert wanted - {"n", "names"} <= set(PLACEHOLDER.findall(form)) <= wanted, form
        elif not message.context:
            assert set(PLACEHOLDER.findall(str(message.string))) == set(PLACEHOLDER.findall(str(message.id))), (
                message.id
            )


@pytest.mark.parametrize("code", CODES)
def test_texts_mean_the_same_in_markdown_and_in_html(code: str) -> None:
    for message in messages(code):
        for string in strings(message):
            plain = PLACEHOLDER.sub("x", string)
            assert escape(plain) == plain


@pytest.mark.parametrize("code", CODES)
def test_texts_are_in_the_script_of_their_language(code: str) -> None:
    """Names and figures of another script come in by placeholder, where they are isolated."""
    for message in messages(code):
        for string in strings(message):
            assert runs(PLACEHOLDER.sub("", string), code) == ()


@pytest.mark.parametrize("code", CODES)
def test_plural_forms_are_numbered_as_the_file_says(code: str) -> None:
    words = interface(code)
    index = gettext.c2py(words.catalog.plural_expr)
    assert [words.form_of(n) for n in range(250)] == [index(n) for n in range(250)]
    for message in messages(code):
        if message.pluralizable:
            assert len(strings(message)) == words.catalog.num_plurals
            assert all(strings(message))


@pytest.mark.parametrize(
    ("n", "arabic"),
    [
        (0, "لا جمل"),
        (1, "جملة واحدة"),
        (2, "جملتان"),
        (3, "3 جمل"),
        (11, "11 جملة"),
        (100, "100 جملة"),
        (103, "103 جمل"),
    ],
)
def test_arabic_counts_in_six_forms(n: int, arabic: str) -> None:
    assert interface("ar").count("{n} sentence", "{n} sentences", n) == arabic


def test_dates_and_figures_are_written_without_hidden_marks() -> None:
    words = interface("ar")
    shown = [words.date(date(2022, 1, 5)), words.period("2022-01"), words.period("2022"), words.percent(0.87)]
    assert shown == ["الأربعاء، 5 يناير 2022", "يناير 2022", "2022", "87%"]
    assert [words.signed(1.24), words.signed(-0.3), words.number(1200)] == ["+1.2", "-0.3", "1,200"]


def test_an_unknown_text_stays_english() -> None:
    assert interface("ar").text("Not in the file: {x}", x=3) == "Not in the file: 3"
    assert isinstance(interface("en"), Interface)

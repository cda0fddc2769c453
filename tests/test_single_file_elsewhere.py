"""The single HTML file where there is no Chromium: in Firefox without scripts, and in a terminal."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from crisisbrief.export import html
from crisisbrief.model import Edition
from crisisbrief.pipeline import edition
from firefox import Firefox, firefox
from project import ROOT
from read_html import Reader


@pytest.fixture(scope="module")
def first() -> Edition:
    return edition(ROOT, "kazakhstan-unrest-2022")


@pytest.fixture(scope="module")
def path(first: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    ((name, content),) = html.export(first).items()
    path = tmp_path_factory.mktemp("single") / name
    path.write_bytes(content)
    return path


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    program = require("firefox-esr", "firefox")
    with firefox(program, tmp_path_factory.mktemp("profile")) as found:
        yield found


def require(*names: str) -> str:
    for name in names:
        if found := shutil.which(name):
            return found
    pytest.skip(f"{names[0]} is not installed")


def joined(text: str) -> str:
    """Without white space: a line may break anywhere."""
    return "".join(text.split())


def sentences(edition: Edition, locale: str) -> list[str]:
    return [joined(edition.rendering(each.anchor, locale).text) for each in edition.brief.all_segments()]


def test_a_terminal_shows_every_sentence_of_both_languages(first: Edition, path: Path) -> None:
    command = [require("w3m"), "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "72", str(path)]
    shown = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    for locale in first.locales:
        assert [each for each in sentences(first, locale) if each not in joined(shown)] == []


def test_firefox_shows_every_sentence_of_both_languages(first: Edition, path: Path, browser: Firefox) -> None:
    browser.visit(path.as_uri())
    for locale in first.locales:
        if locale != first.locales[0]:
            browser.click(f"#{locale} > summary")
        shown = joined(browser.text(f"#{locale}"))
        assert [each for each in sentences(first, locale) if each not in shown] == []


def test_firefox_opens_the_language_of_a_deep_link(first: Edition, path: Path, browser: Firefox) -> None:
    browser.visit(f"{path.as_uri()}#en-p3s2")
    assert browser.text("#en-p3s2") == first.rendering("p3s2", "en").text
    assert browser.text("#ar-p3s2") == ""
    browser.click("#en a[href='#ar-p3s2']")
    assert browser.text("#ar-p3s2") == first.rendering("p3s2", "ar").text


def test_firefox_prints_both_languages(first: Edition, path: Path, browser: Firefox) -> None:
    browser.visit(path.as_uri())
    with pypdfium2.PdfDocument(browser.printed()) as paper:
        text = "".join(page.get_textpage().get_text_range() for page in paper)
    written = "".join(each for each, _ in Reader(path.read_text("utf-8")).spoken)
    assert letters(text) == letters(written)


def letters(text: str) -> Counter[str]:
    """How often each letter occurs: paper has Arabic words letter by letter from the left, and in any form."""
    return Counter(
        char
        for char in unicodedata.normalize("NFKC", text)
        if "\u0620" <= char <= "\u064a" or (char.isascii() and char.isalpha())
    )

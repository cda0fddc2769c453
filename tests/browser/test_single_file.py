"""The single HTML file in a real browser: without script, from the disk, on paper; and what compacting leaves of it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pypdfium2
import pytest

import sample
from crisisbrief.export import html
from crisisbrief.model import Edition
from crisisbrief.pipeline import edition as edition_of
from crisisbrief.render.single import document
from read_html import Reader
from tabs import PHONE, Tab

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent.parent
SAME_TREE = """([one, other]) => {
    const [a, b] = [one, other].map(page => new DOMParser().parseFromString(page, "text/html"));
    return a.isEqualNode(b) || [a.documentElement.outerHTML, b.documentElement.outerHTML];
}"""
SEEN = """id => {
    const element = document.getElementById(id);
    const box = element.getBoundingClientRect();
    return element.checkVisibility({contentVisibilityAuto: true}) && box.top >= -1 && box.top < innerHeight;
}"""
DIRECTIONS = (
    "() => [...document.querySelectorAll('bdi')].map(bdi => [bdi.textContent, getComputedStyle(bdi).direction])"
)


@pytest.fixture(scope="module")
def first() -> Edition:
    return edition_of(ROOT, "kazakhstan-unrest-2022")


@pytest.fixture(scope="module")
def address(first: Edition, tmp_path_factory: pytest.TempPathFactory) -> str:
    ((name, content),) = html.export(first).items()
    path = tmp_path_factory.mktemp("single") / name
    path.write_bytes(content)
    return path.as_uri()


@pytest.fixture
def plain(tabs: Any) -> Tab:
    """A telephone that runs no scripts."""
    tab: Tab = tabs(java_script_enabled=False)
    tab.page.set_viewport_size(PHONE)
    return tab


def editions(first: Edition) -> dict[str, Edition]:
    own = sample.edition()
    return {
        "first": first,
        "sample": own,
        "withdrawn": replace(own, imprint=replace(own.imprint, withdrawn=True)),
        "hostile": sample.edition('<script>x</script> "a" &amp; = / </p> \x00\x1b\u202e.\n<p id="y">two --> &lt;\n'),
    }


@pytest.mark.parametrize("which", ["first", "sample", "withdrawn", "hostile"])
def test_compacting_leaves_the_identical_tree(which: str, first: Edition, tabs: Any) -> None:
    page = document(editions(first)[which])
    short = html.compact(page)
    assert len(short) < len(page)
    assert tabs().page.evaluate(SAME_TREE, [page, short]) is True


def test_figures_go_left_to_right_without_being_told(first: Edition, address: str, tabs: Any) -> None:
    tab = tabs()
    tab.visit(address)
    found = tab.page.evaluate(DIRECTIONS)
    assert "75%" in [text for text, _ in found]
    for text, direction in found:
        assert direction == ("rtl" if re.search("[\u0620-\u064a]", text) else "ltr"), text


def test_it_asks_for_nothing_but_itself(address: str, tabs: Any) -> None:
    tab = tabs()
    tab.visit(address)
    assert tab.requests == [address]
    assert tab.complaints == []


def test_every_sentence_of_both_languages_is_a_tap_away(first: Edition, address: str, plain: Tab) -> None:
    plain.visit(address)
    for locale in first.locales:
        if locale != first.locales[0]:
            plain.page.locator(f"#{locale} > summary").click()
        for segment in first.brief.all_segments():
            shown = plain.page.locator(f"#{locale}-{segment.anchor}")
            assert shown.is_visible()
            assert shown.inner_text() == first.rendering(segment.anchor, locale).text


@pytest.mark.parametrize("name", ["ar-p3s2", "en-p3s2", "en-escalation", "en-timeline", "ar-n1", "en-n4"])
def test_a_deep_link_opens_its_language(name: str, address: str, plain: Tab) -> None:
    plain.visit(f"{address}#{name}")
    assert plain.page.evaluate(SEEN, name)


def test_a_sentences_number_leads_to_it_in_the_other_language(address: str, plain: Tab) -> None:
    plain.visit(f"{address}#ar-p9s2")
    plain.page.locator("a[href='#en-p9s2']").click()
    assert plain.page.evaluate(SEEN, "en-p9s2")
    assert not plain.page.locator("#ar-p9s2").is_visible()


def test_paper_shows_both_languages(first: Edition, address: str, plain: Tab) -> None:
    plain.visit(address)
    with pypdfium2.PdfDocument(plain.page.pdf()) as paper:
        text = "".join(page.get_textpage().get_text_range() for page in paper)
    printed = letters(text)
    for segment in first.brief.all_segments():
        assert letters(first.rendering(segment.anchor, "en").text) in printed
    # Chromium sets some Arabic words letter by letter from the left: that all is there shows in the count of letters.
    path = Path(url2pathname(urlsplit(address).path))
    written = "".join(text for text, _ in Reader(path.read_text("utf-8")).spoken)
    assert arabic(text) == arabic(written)
    assert arabic(text).total() > 4_000


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def arabic(text: str) -> Counter[str]:
    """How often each Arabic letter occurs, whatever its form."""
    return Counter(char for char in unicodedata.normalize("NFKC", text) if "\u0620" <= char <= "\u064a")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_telephone_in_both_schemes(scheme: Any, address: str, tabs: Any) -> None:
    tab = tabs(color_scheme=scheme)
    tab.page.set_viewport_size(PHONE)
    tab.visit(address)
    for locale in ("ar", "en"):
        tab.page.evaluate("id => { document.getElementById(id).open = true }", locale)
        assert tab.page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    ink, ground = tab.page.evaluate(
        "() => ['CanvasText', 'Canvas'].map(color => {"
        " document.body.style.color = color; return getComputedStyle(document.body).color })"
    )
    assert (sum(map(int, re.findall(r"\d+", ink))) > sum(map(int, re.findall(r"\d+", ground)))) == (scheme == "dark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(scheme: str, address: str, tabs: Any) -> None:
    tab = tabs(color_scheme=scheme)
    tab.page.set_viewport_size(PHONE)
    tab.visit(address)
    tab.page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    for locale in ("ar", "en"):
        tab.page.evaluate("id => { document.getElementById(id).open = true }", locale)
        assert tab.ask("axe.js") == []

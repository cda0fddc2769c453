"""The link under each sentence to itself: a link for everybody, and a press copies its address where it is of use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from crisisbrief.languages.interface import interface
from pages import addresses, locale_of
from project import Project
from tabs import PHONE, tab_in

pytestmark = pytest.mark.browser
PAGES = [page for page in addresses() if page.endswith("/escalation.html")]
OWN = ".cb-entry > .cb-links a[href^='escalation.html#']"
BEFORE = "what was copied before"


@pytest.fixture(scope="module")
def page(launch: Any) -> Iterator[Page]:
    """A page that may read the clipboard."""
    with tab_in(launch(), viewport=PHONE, permissions=["clipboard-read", "clipboard-write"]) as tab:
        yield tab.page


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def put(page: Page, words: str) -> None:
    page.evaluate("words => navigator.clipboard.writeText(words)", words)


@pytest.mark.parametrize("name", PAGES)
def test_a_press_copies_the_whole_address_and_says_so(name: str, page: Page, places: dict[str, str]) -> None:
    page.goto(f"{places['server']}/{name}")
    put(page, BEFORE)
    link = page.locator(OWN).nth(1)
    status = page.get_by_role("status")
    link.hover()
    link.focus()
    assert copied(page) == BEFORE, "nothing is copied before somebody asks"
    assert status.text_content() == ""
    link.press("Enter")
    said = interface(locale_of(name) or "").text("The link is copied.")
    page.wait_for_function("said => document.querySelector('.cb-copied').textContent === said", arg=said)
    address = copied(page)
    assert address == link.evaluate("link => link.href")
    assert page.url == address, "the address bar shows it, too"
    assert page.evaluate("document.querySelector(':target').classList.contains('cb-sentence')")


def test_other_links_copy_nothing(page: Page, places: dict[str, str]) -> None:
    page.goto(f"{places['server']}/{PAGES[0]}")
    put(page, BEFORE)
    page.locator(".cb-links a[href^='source.html']").first.click()
    page.wait_for_url("**/source.html#*")
    assert copied(page) == BEFORE


def test_an_address_on_a_disk_is_not_copied(page: Page, places: dict[str, str]) -> None:
    page.goto(f"{places['disk']}/{PAGES[0]}")
    link = page.locator(OWN).first
    link.click()
    assert page.url == link.evaluate("link => link.href")
    assert page.locator(".cb-copied").count() == 0


@pytest.mark.parametrize("name", PAGES)
def test_every_sentence_of_a_section_has_its_link_without_script(
    name: str, built: Project, tabs: Any, places: dict[str, str]
) -> None:
    tab = tabs(java_script_enabled=False)
    tab.visit(f"{places['disk']}/{name}")
    links = tab.page.locator(OWN)
    sentences = tab.page.locator(".cb-entry .cb-sentence[id]").evaluate_all("all => all.map(each => each.id)")
    assert links.evaluate_all("all => all.map(each => each.hash.slice(1))") == sentences
    links.last.click()
    assert tab.page.url.endswith(f"#{sentences[-1]}")

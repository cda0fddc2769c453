"""The checker of languages and directions finds what it is there to find."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tabs import Tab

pytestmark = pytest.mark.browser
CASES = tomllib.loads(Path(__file__).with_name("wrong_language.toml").read_text(encoding="utf-8"))["case"]


def show(tab: Tab, markup: str) -> None:
    """`markup` as the whole page; the tab may hold the document of another test, which need not be HTML."""
    tab.page.goto("about:blank")
    tab.page.set_content(markup)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_checker(case: dict[str, Any], tabs: Any) -> None:
    tab = tabs()
    show(tab, f'<!doctype html><html lang="ar" dir="rtl"><title>موجز</title><body>{case["body"]}')
    assert len(tab.ask("wrong_language.js")) == case["faults"]


def test_the_title_of_the_page_is_read_too(tabs: Any) -> None:
    tab = tabs()
    show(tab, '<!doctype html><html lang="ar" dir="rtl"><title>Brief</title>')
    assert len(tab.ask("wrong_language.js")) == 1

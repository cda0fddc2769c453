"""The checker of languages and directions finds what it is there to find."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
CASES = tomllib.loads(Path(__file__).with_name("wrong_language.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_checker(case: dict[str, Any], tabs: Any) -> None:
    tab = tabs()
    tab.page.set_content(f'<!doctype html><html lang="ar" dir="rtl"><title>موجز</title><body>{case["body"]}')
    assert len(tab.ask("wrong_language.js")) == case["faults"]


def test_the_title_of_the_page_is_read_too(tabs: Any) -> None:
    tab = tabs()
    tab.page.set_content('<!doctype html><html lang="ar" dir="rtl"><title>Brief</title>')
    assert len(tab.ask("wrong_language.js")) == 1

"""axe-core finds nothing, in light and in dark, on a phone and on a desk; best practices are rules too."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from pages import addresses
from tabs import DESKTOP, PHONE

pytestmark = pytest.mark.browser
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


LOOKS = [
    pytest.param("light", PHONE, id="light, phone"),
    pytest.param("dark", DESKTOP, id="dark, desktop"),
    pytest.param("light", DESKTOP, id="light, desktop", marks=pytest.mark.full),
    pytest.param("dark", PHONE, id="dark, phone", marks=pytest.mark.full),
]


@pytest.mark.parametrize("page", addresses())
@pytest.mark.parametrize(("scheme", "viewport"), LOOKS)
def test_axe_finds_no_violation(page: str, scheme: str, viewport: Any, tabs: Any, places: dict[str, str]) -> None:
    tab = tabs(color_scheme=scheme)
    tab.page.set_viewport_size(viewport)
    tab.visit(f"{places['disk']}/{page}")
    assert (tab.ask("brightness.js") < 0.5) == (scheme == "dark"), "the page does not follow the reader's scheme"
    tab.page.evaluate("() => document.querySelectorAll('details').forEach(element => { element.open = true })")
    tab.page.evaluate(AXE)
    assert tab.ask("axe.js") == []

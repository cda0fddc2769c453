"""axe-core finds nothing, in light and in dark, on a phone and on a desk; best practices are rules too."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from pages import addresses, lite_addresses
from tabs import DESKTOP, PHONE

pytestmark = pytest.mark.browser
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


LOOKS = [
    pytest.param("light", PHONE, "drawer and all", id="light, phone, all open"),
    pytest.param("dark", DESKTOP, "nothing", id="dark, desktop, all closed"),
    *(
        pytest.param(scheme, viewport, opened, id=f"{scheme}, {size}, {opened}", marks=pytest.mark.full)
        for scheme, size, viewport, opened in [
            ("light", "phone", PHONE, "nothing"),
            ("light", "desktop", DESKTOP, "nothing"),
            ("light", "desktop", DESKTOP, "all but the drawer"),
            ("dark", "phone", PHONE, "nothing"),
            ("dark", "phone", PHONE, "drawer and all"),
            ("dark", "desktop", DESKTOP, "all but the drawer"),
        ]
    ),
]
OPENED = {"nothing": "dialog", "all but the drawer": "details:not(.cb-menu)", "drawer and all": "details"}


@pytest.mark.parametrize("page", [*addresses(), *lite_addresses(), "404.html"])
@pytest.mark.parametrize(("scheme", "viewport", "opened"), LOOKS)
def test_axe_finds_no_violation(
    page: str, scheme: str, viewport: Any, opened: str, tabs: Any, places: dict[str, str]
) -> None:
    tab = tabs(color_scheme=scheme)
    tab.page.set_viewport_size(viewport)
    tab.visit(f"{places['disk']}/{page}")
    assert (tab.ask("brightness.js") < 0.5) == (scheme == "dark"), "the page does not follow the reader's scheme"
    tab.page.eval_on_selector_all(OPENED[opened], "all => all.forEach(element => { element.open = true })")
    tab.page.evaluate(AXE)
    assert tab.ask("axe.js") == []

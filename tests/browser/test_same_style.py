"""The purged style sheet gives every element of every page the look that the whole one gives it."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest

from pages import addresses, locale_of
from project import ROOT
from tabs import DESKTOP, PHONE

pytestmark = pytest.mark.browser
PAGES = addresses()
LOOKS = {
    "light, phone": ({"color_scheme": "light"}, PHONE, "screen"),
    "dark, desktop": ({"color_scheme": "dark"}, DESKTOP, "screen"),
    "print": ({"color_scheme": "light"}, DESKTOP, "print"),
    "forced colors": ({"forced_colors": "active"}, DESKTOP, "screen"),
}
RICHEST = ("index", "international-reactions", "parallel")


def is_quick(page: str, look: str) -> bool:
    """On a phone one page of each kind in one language, which has what the other has; else those with most rules."""
    first = locale_of(page) in (None, "ar") and Path(page).stem not in ("background", "escalation")
    return first and (look == "light, phone" or (look != "forced colors" and Path(page).stem in RICHEST))


@pytest.fixture(scope="module")
def whole() -> str:
    """Material's style sheet and ours as they stand in their files."""
    own = sorted((ROOT / "theme" / "assets").glob("*.css"))
    with as_file(files("material") / "templates" / "assets" / "stylesheets") as folder:
        return "\n".join(path.read_text(encoding="utf-8") for path in (*folder.glob("main.*.min.css"), *own))


@pytest.mark.parametrize(
    ("page", "look"),
    [
        pytest.param(page, look, marks=[] if is_quick(page, look) else pytest.mark.full)
        for page in PAGES
        for look in LOOKS
    ],
)
def test_no_element_looks_different(page: str, look: str, whole: str, tabs: Any, places: dict[str, str]) -> None:
    settings, viewport, media = LOOKS[look]
    # A colour that fades over would be read halfway.
    tab = tabs(reduced_motion="reduce", **settings)
    tab.page.set_viewport_size(viewport)
    tab.page.emulate_media(media=media)
    tab.visit(f"{places['disk']}/{page}")
    found = tab.ask("same_style.js", whole)
    assert found["looked"] > 20
    assert found["changed"] == []


def test_a_rule_too_few_would_be_seen(whole: str, tabs: Any, places: dict[str, str]) -> None:
    tab = tabs(reduced_motion="reduce")
    tab.visit(f"{places['disk']}/{PAGES[0]}")
    assert tab.ask("same_style.js", whole.replace(".cb-title", ".cb-other"))["changed"] != []

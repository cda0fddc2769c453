"""How old an edition is stands in the foot of its pages, in the words that the language has for so many days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from crisisbrief.languages import targets
from crisisbrief.languages.interface import interface
from pages import addresses, locale_of
from tabs import PHONE, Tab, tab_in

pytestmark = pytest.mark.browser
PAGES = {locale_of(page): page for page in addresses() if page.endswith("source.html")}
DAYS = (1, 2, 3, 10, 11, 44, 45, 61, 92, 340, 699, 700, 731, 1100, 4100)
UNITS = ((45, "day", 1.0), (700, "month", 30.44), (100_000, "year", 365.25))
BROWSERS = "([lang, count, unit]) => new Intl.RelativeTimeFormat(`${lang}-u-nu-latn`).format(-count, unit)"
"""What the browser says, from CLDR by another way."""
SAID = "([said, unit, count]) => [said.split(';')[unit].split('|').filter((each) => parseInt(each) <= count).pop()]"


@pytest.fixture
def tab(launch: Any) -> Iterator[Tab]:
    with tab_in(launch(), viewport=PHONE, timezone_id="Asia/Almaty") as found:
        yield found


@pytest.mark.parametrize("lang", sorted(filter(None, PAGES)))
def test_the_foot_says_how_old_the_edition_is(lang: str, tab: Tab, places: dict[str, str]) -> None:
    tab.visit(f"{places['disk']}/{PAGES[lang]}")
    foot = tab.page.locator("[data-published]")
    published = datetime.fromisoformat(str(foot.get_attribute("data-published")))
    for days in DAYS:
        tab.page.clock.set_fixed_time(published + timedelta(days=days, hours=1))
        tab.visit(f"{places['disk']}/{PAGES[lang]}")
        unit, length = next((unit, length) for most, unit, length in UNITS if days < most)
        told = tab.page.evaluate(BROWSERS, [lang, int(days / length), unit])
        assert foot.text_content() == f" · {told}", days


def test_today_is_said_and_what_is_to_come_is_not(tab: Tab, places: dict[str, str]) -> None:
    page = f"{places['disk']}/{PAGES['ar']}"
    tab.visit(page)
    foot = tab.page.locator("[data-published]")
    published = datetime.fromisoformat(str(foot.get_attribute("data-published")))
    for hours, told in ((12, " · اليوم"), (-30, "")):
        tab.page.clock.set_fixed_time(published + timedelta(hours=hours))
        tab.visit(page)
        assert foot.text_content() == told


@pytest.mark.parametrize("lang", targets())
def test_every_language_says_ages_as_browsers_do(lang: str, tab: Tab) -> None:
    said = interface(lang).ages("")
    for unit, name in enumerate(("day", "month", "year")):
        for count in range(1, 60):
            (found,) = tab.page.evaluate(SAID, [said, unit, count])
            told = tab.page.evaluate(BROWSERS, [lang, count, name])
            assert found.lstrip("0123456789").replace("#", str(count)) == told

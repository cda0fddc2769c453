"""Which reports count as of one event, so that none teaches what it is judged by."""

from __future__ import annotations

from datetime import date, timedelta

from crisisbrief.learn.corpus import Example
from crisisbrief.learn.events import events, neighbours
from crisisbrief.model import Dateline, Report

ONE = "Thousands protested outside parliament against higher fuel prices yesterday"
OTHER = "Floods destroyed bridges and hundreds of houses along the southern river"


def example(country: str, day: int, text: str = "") -> Example:
    """A report of a day about a country; without `text` its words are its own."""
    own = text or " ".join(
        f"{word}{country}{chr(97 + day % 26) * 3}" for word in ("alpha", "bravo", "delta", "gamma", "omega")
    )
    published = date(2030, 1, 1) + timedelta(days=day)
    report = Report(f"r-{country}-{day}", "en", own, "", Dateline(published))
    return Example(report, (), {}, frozenset({country}))


def test_reports_about_one_country_in_the_same_days_are_of_one_event_and_chains_count() -> None:
    found = [example("SY", 0), example("SY", 4), example("SY", 8), example("SY", 13), example("YE", 4)]
    assert events(found) == [0, 0, 0, 3, 4]


def test_versions_of_one_text_are_of_one_event_wherever_and_whenever() -> None:
    found = [example("SY", 0, ONE), example("YE", 300, f"{ONE} again"), example("LY", 5, OTHER)]
    assert events(found) == [0, 0, 2]


def test_reports_that_are_not_judged_tie_no_events_together() -> None:
    judged = [example("SY", 0), example("SY", 8)]
    others = [example("SY", 4), example("SY", 20), example("SY", 24), example("SY", 25)]
    assert events([*judged, *others], judged=2) == [0, 1, 0, 3, 3, 5]
    assert events([*judged, *others]) == [0, 0, 0, 3, 3, 3]


def test_what_is_near_to_a_judged_report_is_known_by_days_and_by_wording() -> None:
    judged = [example("SY", 0), example("SY", 8, ONE)]
    others = [example("SY", 4), example("LY", 90, f"{ONE} again"), example("SY", 13), example("YE", 0)]
    assert neighbours([*judged, *others], judged=2) == {2: {0, 1}, 3: {1}}

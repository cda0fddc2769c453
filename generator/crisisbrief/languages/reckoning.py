"""What a time is reckoned from: the day of publication, what was named before, and the year that the words tell."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from crisisbrief.languages.times import Found

DAY = timedelta(days=1)
ONGOING = 60
"""«منذ» with a day no longer ago than so many days is taken for the time since."""
SOON = 100
"""A day and month of which nothing else is told lie ahead if no further off than so many days; a report says of the
past that it is past."""
NEAR_AHEAD = 240
"""What SOON is where the sentence speaks of what is to come."""
SOON_MONTHS = 2
"""What SOON is, for a month without a day."""
SOON_AFTER_NEW_YEAR = 30
"""What SOON is where the day would lie in the year after publication."""
TWO_DIGITS = 1900
"""What a year of two digits above 31 is counted from ("3 JAN 90")."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is reckoned from."""

    published: date | None
    before: tuple[str, ...] = ()
    """Values of the expressions before it, nearest last."""
    weeks_begin: frozenset[int] = frozenset({0})
    """Weekdays on which a week may begin: on them "last week" is the seven days before."""
    here: tuple[str, ...] = ()
    """Those of them that stand in the same sentence."""


def is_ahead(found: Found) -> bool:
    """Whether the expression is about what is to come."""
    return found.has("starting") or (found.ahead and not found.has("since"))


def step_of(found: Found) -> int:
    return -1 if found.has("past", "last") else 1 if found.has("next") else 0


def amount_of(found: Found) -> int:
    if found.has("two"):
        return 2
    stated = found.values("number", "n", "d")
    return int(stated[0]) if stated else 1


def unit_of(found: Found) -> str:
    return found.values("two", "unit", "units", "theunit", "one")[0]


def shift(day: date, unit: str, amount: int) -> date:
    """The day so many units later."""
    if unit in ("minute", "hour"):
        return day + timedelta(hours=amount) if unit == "hour" else day
    if unit in ("day", "week"):
        return day + amount * (7 if unit == "week" else 1) * DAY
    months = day.year * 12 + day.month - 1 + amount * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def today(context: Context) -> date:
    if context.published is None:
        raise ValueError("no day of publication")
    return context.published


def stated_year(found: Found, context: Context) -> int | None:
    """The year that the expression names, in figures or as «العام الماضي»."""
    if found.has("year"):
        return int(found.values("year")[0])
    if found.has("n"):
        return TWO_DIGITS + int(found.values("n")[0])
    named = "year" in found.values("theunit", "one")
    if not named or context.published is None or not found.has("past", "last", "this", "this_one", "next"):
        return None
    return context.published.year + step_of(found)


def year_spoken_of(found: Found, context: Context) -> int | None:
    """The year of a retrospect, which goes on in its year («في مارس 2003 … وفي أبريل»): that of the value right
    before if it has a month or the one before it is as old; never that of the report or the year before."""
    if found.has("past", "last", "this", "next") or is_ahead(found) or context.published is None:
        return None
    nearest, second = (*reversed(context.before[-2:]), "", "")[:2]
    far = [bool(value) and int(value[:4]) < context.published.year - 1 for value in (nearest, second)]
    told = len(nearest) in (7, 10) or (len(nearest) == 4 and (far[1] or not second))
    return int(nearest[:4]) if far[0] and told else None


def year_of(found: Found, month: int, day: int, context: Context) -> int | None:
    """The year of a day and month: stated, or the nearest that the words allow."""
    if (stated := stated_year(found, context)) is not None:
        return stated
    if context.published is None:
        return None
    dated = context.before and len(context.before[-1]) in (7, 10) and not found.has("weekday")
    if dated and (other := year_spoken_of(found, context)) is not None:
        return other
    published = context.published
    this = date(published.year, month, min(day, monthrange(published.year, month)[1]))
    if found.has("next"):
        return this.year if this >= published else this.year + 1
    if found.has("past"):
        return this.year if this <= published else this.year - 1
    if found.has("this"):
        return this.year
    return _nearest(this, found, published)


def _nearest(this: date, found: Found, published: date) -> int:
    """The year of a day and month of which nothing is told but what the sentence speaks of."""
    far = NEAR_AHEAD if is_ahead(found) else 0 if found.has("since") else SOON
    if this > published + far * DAY:
        return this.year - 1
    following = (this.replace(year=this.year + 1, day=1) - published).days
    near = SOON if is_ahead(found) or found.has("until") else SOON_AFTER_NEW_YEAR
    return this.year + 1 if following < near and not found.has("since") else this.year


def year_of_month(month: int, found: Found, context: Context) -> int | None:
    """The year of a month: stated, or the nearest that the words allow."""
    if (stated := stated_year(found, context)) is not None:
        return stated
    if context.published is None:
        return None
    if (other := year_spoken_of(found, context)) is not None:
        return other
    published = context.published
    if found.has("past", "last"):
        return published.year - (month >= published.month)
    if found.has("next", "until") or is_ahead(found):
        return published.year + (month < published.month or (month == published.month and found.has("next")))
    return published.year - (month > published.month + (0 if found.has("since") else SOON_MONTHS))

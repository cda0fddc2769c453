"""What an expression of time comes to, reckoned from the day a report was published.

A value is `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `A/B` of two of these (EDTF level 0, ISO 8601-2); None where nobody can
tell from the report. A weekday is the last one up to the day of publication: «الأربعاء» on a Wednesday is that day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from crisisbrief.languages.times import Found
from crisisbrief.model import Certainty

DAY = timedelta(days=1)
NEAR_AHEAD = 240
"""The same where the sentence speaks of what is to come."""
ONGOING = 60
"""«منذ» with a day no longer ago than so many days is taken for the time since."""
SOON = 100
"""A day and month of which nothing else is told lie ahead if no further off than so many days; a report says of the
past that it is past."""
SOON_MONTHS = 2
"""The same for a month."""
THIRDS = {"early": (1, 3), "middle": (5, 8), "late": (10, 12), "first_half": (1, 6), "second_half": (7, 12)}
DECADS = {"early": (1, 10), "middle": (10, 20), "late": (20, 31), "first_half": (1, 15), "second_half": (16, 31)}
TWO_DIGITS = 1900
"""What a year of two digits above 31 is counted from ("3 JAN 90")."""


ASIDE = frozenset({"then", "now", "known", "century", "decade"})
"""Kinds that later expressions do not point back to."""


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


def resolve(found: Found, context: Context) -> tuple[str | None, Certainty]:
    """The value of an expression and how it came about."""
    try:
        value = KINDS[found.kind](found, context)
    except (ValueError, OverflowError):  # no such day or year: 31 June, 50,000 years ago
        value = None
    value = _onwards(value, found, context)
    return value, certainty(found, value)


def _onwards(value: str | None, found: Found, context: Context) -> str | None:
    """From a recent day up to the day of publication, where the words say so."""
    if value is None or len(value) != 10 or not found.has("onwards") or context.published is None:
        return value
    days = (context.published - date.fromisoformat(value)).days
    return f"{value}/{context.published}" if 0 < days <= ONGOING else value


def certainty(found: Found, value: str | None) -> Certainty:
    if value is None:
        return Certainty.UNRESOLVED
    if "/" in value:
        return Certainty.RANGE
    return Certainty.EXACT if found.has("year") else Certainty.INFERRED


def _date(found: Found, context: Context) -> str | None:
    day = int(found.values("d", "ordinal")[0])
    month = int(found.values("month", "weakmonth")[0])
    year = _year_of(found, month, day, context)
    return None if year is None else date(year, month, day).isoformat()


def _day_of_period(found: Found, context: Context) -> str | None:
    """A day of this, last or next month («الخامس من الشهر الجاري»)."""
    if context.published is None or found.values("theunit")[:1] not in ([], ["month"]):
        return None
    month = _shift(context.published.replace(day=1), "month", _step(found))
    return month.replace(day=int(found.values("d", "ordinal")[0])).isoformat()


def _season(found: Found, context: Context) -> str | None:
    months = found.values("season")[0].split("/")
    if context.published is None and not found.has("year"):
        return None
    if found.has("year"):
        year = int(found.values("year")[0])
    else:
        year = _published_year(context) + (_step(found) if not found.has("past") or found.has("theunit") else 0)
        year -= found.has("past") and not found.has("theunit") and int(months[1]) >= _today(context).month
    return f"{year:04}-{months[0]}/{year + (months[0] > months[1]):04}-{months[1]}"


def _numeric_date(found: Found, context: Context) -> str | None:
    if not found.has("modern"):
        return None  # most likely a year of the Hijri calendar
    year = int(found.values("modern")[0])
    first, second = (int(value) for value in found.values("d"))
    year_first = "year" not in found.items[-1].values
    month, day = (first, second) if year_first or second > 12 else (second, first)
    return date(year, month, day).isoformat()


def _year_of(found: Found, month: int, day: int, context: Context) -> int | None:
    """The year of a day and month: stated, or the nearest that the words allow."""
    if (stated := _stated_year(found, context)) is not None:
        return stated
    if context.published is None:
        return None
    dated = context.before and len(context.before[-1]) in (7, 10) and not found.has("weekday")
    if dated and (other := _year_spoken_of(found, context)) is not None:
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
    near = SOON if is_ahead(found) or found.has("until") else 30
    return this.year + 1 if following < near and not found.has("since") else this.year


def is_ahead(found: Found) -> bool:
    """Whether the expression is about what is to come."""
    return found.has("starting") or (found.ahead and not found.has("since"))


def _stated_year(found: Found, context: Context) -> int | None:
    """The year that the expression names, in figures or as «العام الماضي»."""
    if found.has("year"):
        return int(found.values("year")[0])
    if found.has("n"):
        return TWO_DIGITS + int(found.values("n")[0])
    named = "year" in found.values("theunit", "one")
    if not named or context.published is None or not found.has("past", "last", "this", "this_one", "next"):
        return None
    return context.published.year + _step(found)


def _year_spoken_of(found: Found, context: Context) -> int | None:
    """The year of a retrospect, which goes on in its year («في مارس 2003 … وفي أبريل»): that of the value right
    before if it has a month or the one before it is as old; never that of the report or the year before."""
    if found.has("past", "last", "this", "next") or is_ahead(found) or context.published is None:
        return None
    nearest, second = (*reversed(context.before[-2:]), "", "")[:2]
    far = [bool(value) and int(value[:4]) < context.published.year - 1 for value in (nearest, second)]
    told = len(nearest) in (7, 10) or (len(nearest) == 4 and (far[1] or not second))
    return int(nearest[:4]) if far[0] and told else None


def _month(found: Found, context: Context) -> str | None:
    month = int(found.values("month", "weakmonth")[0])
    year = _year_of_month(month, found, context)
    return None if year is None else f"{year:04}-{month:02}"


def _year_of_month(month: int, found: Found, context: Context) -> int | None:
    """The year of a month: stated, or the nearest that the words allow."""
    if (stated := _stated_year(found, context)) is not None:
        return stated
    if context.published is None:
        return None
    if (other := _year_spoken_of(found, context)) is not None:
        return other
    published = context.published
    if found.has("past", "last"):
        return published.year - (month >= published.month)
    if found.has("next", "until") or is_ahead(found):
        return published.year + (month < published.month or (month == published.month and found.has("next")))
    return published.year - (month > published.month + (0 if found.has("since") else SOON_MONTHS))


def _part_of_month(found: Found, context: Context) -> str | None:
    whole = _month(found, context)
    if whole is None:
        return None
    last = monthrange(int(whole[:4]), int(whole[5:]))[1]
    if found.has("end"):
        return f"{whole}-{last:02}"
    start, end = next(DECADS[part] for part in DECADS if found.has(part))
    return f"{whole}-{start:02}/{whole}-{min(end, last):02}"


def _part_of_year(found: Found, context: Context) -> str | None:
    if "week" in found.values("unit", "theunit", "one")[:1]:
        return _weekend(found, context) if found.has("end") else None
    stated = _year(found, context) if found.has("year") else _period(found, context, _step(found))
    if stated is None or len(stated) > 7:
        return None
    if len(stated) == 7:
        last = monthrange(int(stated[:4]), int(stated[5:]))[1]
        start, end = next((DECADS[part] for part in DECADS if found.has(part)), (last, last))
        return f"{stated}-{start:02}/{stated}-{min(end, last):02}" if not found.has("end") else f"{stated}-{last:02}"
    if found.has("end"):
        return f"{stated}-12-31"
    if found.has("start"):
        return f"{stated}-01"
    first, final = next(THIRDS[part] for part in THIRDS if found.has(part))
    return f"{stated}-{first:02}/{stated}-{final:02}"


def _quarter(found: Found, context: Context) -> str | None:
    number, year = int(found.values("ordinal")[0]), _stated_year(found, context)
    return f"{year:04}-{3 * number - 2:02}/{year:04}-{3 * number:02}" if year is not None and number <= 4 else None


def _first_units(found: Found, context: Context) -> str | None:
    """«الأشهر الستة الأولى من العام»."""
    year, amount = _stated_year(found, context), _amount(found)
    first = found.values("ordinal")[0] == "1" and "month" in found.values("unit", "units")[:1]
    return f"{year:04}-01/{year:04}-{amount:02}" if year is not None and first and amount <= 12 else None


def _step(found: Found) -> int:
    return -1 if found.has("past", "last") else 1 if found.has("next") else 0


def _month_range(found: Found, context: Context) -> str | None:
    first, second = found.values("month", "weakmonth")[0], found.values("month", "weakmonth")[-1]
    years = found.values("year")
    if first == second and len(years) < 2:
        return _month(found, context)
    last_year = int(years[-1]) if years else _year_of_month(int(second), found, context)
    if last_year is None:
        return None
    first_year = int(years[0]) if len(years) > 1 else last_year - (int(first) > int(second))
    return f"{first_year:04}-{int(first):02}/{last_year:04}-{int(second):02}"


def _published_year(context: Context) -> int:
    return context.published.year if context.published else 0


def _day_range(found: Found, context: Context) -> str | None:
    days = [int(value) for value in found.values("d", "ordinal")]
    month = int(found.values("month", "weakmonth")[0])
    year = _year_of(found, month, days[-1], context)
    if year is None or len(days) < 2 or days[0] >= days[1]:
        return None
    return f"{date(year, month, days[0])}/{date(year, month, days[1])}"


def _date_range(found: Found, context: Context) -> str | None:
    days = [int(value) for value in found.values("d", "ordinal")]
    months = [int(value) for value in found.values("month", "weakmonth")]
    years = [int(value) for value in found.values("year")]
    last = years[-1] if years else _year_of(found, months[-1], days[-1], context)
    if last is None:
        return None
    first = years[0] if len(years) > 1 else last - (months[0] > months[-1])
    start, end = date(first, months[0], days[0]), date(last, months[-1], days[-1])
    return f"{start}/{end}" if start < end else None


def _day_of_then(found: Found, context: Context) -> str | None:
    """A day of the month named before («وفي 19 منه»)."""
    ends = (value.split("/")[-1] for value in reversed(context.before))
    month = next((end[:7] for end in ends if len(end) >= 7), None)
    return date.fromisoformat(f"{month}-{int(found.values('d', 'ordinal')[0]):02}").isoformat() if month else None


def _year(found: Found, context: Context) -> str:
    return f"{int(found.values('year')[0]):04}"


def _year_range(found: Found, context: Context) -> str | None:
    first, second = (int(value) for value in (found.values("year") + found.values("d", "n"))[:2])
    if second < 100:  # "2018/19"
        second += first - first % 100
    return f"{first:04}/{second:04}" if first < second else None


def _decade(found: Found, context: Context) -> str | None:
    start = int(found.values("year", "decade_name", "n")[0])
    start += TWO_DIGITS if start < 100 else 0
    if start % 10:
        return None
    span = {"early": (0, 3), "middle": (4, 6), "late": (7, 9), "end": (9, 9)}
    first, last = next((span[part] for part in span if found.has(part)), (0, 9))
    return f"{start + first:04}/{start + last:04}"


def _century(found: Found, context: Context) -> str | None:
    """«القرن التاسع عشر» is 1800/1899, as decades are counted."""
    if found.has("early", "middle", "late", "first_half", "second_half"):
        return None
    if found.has("ordinal", "d"):
        number = int(found.values("ordinal", "d")[0])
    elif context.published is not None:
        number = context.published.year // 100 + 1 + _step(found)
    else:
        return None
    return f"{100 * number - 100:04}/{100 * number - 1:04}"


def _known(found: Found, context: Context) -> str:
    """A day that has become a name."""
    return found.values("known")[0]


def _holiday(found: Found, context: Context) -> str | None:
    if context.published is None:
        return None
    month, day = map(int, found.values("holiday")[0].split("-"))
    year = context.published.year
    nearest = min((date(y, month, day) for y in (year - 1, year, year + 1)), key=lambda d: abs(d - _today(context)))
    return nearest.isoformat()


def _today(context: Context) -> date:
    if context.published is None:
        raise ValueError("no day of publication")
    return context.published


def _relative(found: Found, context: Context) -> str | None:
    if context.published is None:
        return None
    day = context.published + int(found.values("relative")[0]) * DAY
    if found.has("weekday") and int(found.values("weekday")[0]) != day.weekday():
        return _weekday(found, context)
    return day.isoformat()


def _weekday(found: Found, context: Context) -> str | None:
    if context.published is None:
        return None
    weekday = int(found.values("weekday")[0])
    back = (context.published.weekday() - weekday) % 7
    forward = (weekday - context.published.weekday()) % 7
    if "week" in found.values("theunit", "one") and found.has("past", "last", "this", "next"):
        return (context.published + (7 * _step(found) + weekday - context.published.weekday()) * DAY).isoformat()
    if found.has("before_last"):
        return (context.published - ((back or 7) + 7) * DAY).isoformat()
    if found.has("next"):
        return (context.published + (forward or 7) * DAY).isoformat()
    if found.has("past", "last"):
        return (context.published - (back or 7) * DAY).isoformat()
    if is_ahead(found) and forward:
        return (context.published + forward * DAY).isoformat()
    return (context.published - back * DAY).isoformat()


def _weekday_range(found: Found, context: Context) -> str | None:
    if context.published is None:
        return None
    first, second = (int(value) for value in found.values("weekday")[:2])
    end = context.published - ((context.published.weekday() - second) % 7) * DAY
    if (is_ahead(found) or found.has("next")) and end < context.published:
        end += 7 * DAY
    return f"{end - ((second - first) % 7) * DAY}/{end}"


def _weekend(found: Found, context: Context) -> str | None:
    if context.published is None:
        return None
    saturday = context.published - ((context.published.weekday() - 5) % 7) * DAY
    if found.has("next") or (found.has("this") and context.published.weekday() < 5):
        saturday += 7 * DAY
    return f"{saturday}/{saturday + DAY}"


def _earlier_this(found: Found, context: Context) -> str | None:
    if context.published is None:
        return None
    unit = found.values("theunit", "one")[0]
    if unit == "week" and found.has("later"):
        return f"{context.published}/{context.published + (6 - context.published.weekday()) * DAY}"
    if unit == "week":
        return f"{context.published - context.published.weekday() * DAY}/{context.published}"
    return _named(context.published, unit, 0)


def _amount(found: Found) -> int:
    if found.has("two"):
        return 2
    stated = found.values("number", "n", "d")
    return int(stated[0]) if stated else 1


def _unit(found: Found) -> str:
    return found.values("two", "unit", "units", "theunit", "one")[0]


def _shift(day: date, unit: str, amount: int) -> date:
    """The day so many units later."""
    if unit in ("minute", "hour"):
        return day + timedelta(hours=amount) if unit == "hour" else day
    if unit in ("day", "week"):
        return day + amount * (7 if unit == "week" else 1) * DAY
    months = day.year * 12 + day.month - 1 + amount * {"month": 1, "year": 12, "decade": 120, "century": 1200}[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _ago(found: Found, context: Context) -> str | None:
    if context.published is None:
        return None
    unit, amount = _unit(found), _amount(found)
    if unit == "hour":
        return (context.published - timedelta(days=amount // 24)).isoformat() if amount >= 24 else None
    if found.has("half") and unit == "year":
        unit, amount = "month", 12 * amount + 6
        return _shift(context.published, unit, -amount).isoformat()[:4]
    day = _shift(context.published, unit, -amount).isoformat()
    near = unit == "month" and found.has("onwards") and amount * 30 <= ONGOING
    exact = {"day": 10, "week": 10, "month": 10 if near else 7, "year": 4, "decade": 4, "century": 4}
    return day[: exact[unit]] if unit in exact else None


def _inside_units(found: Found, context: Context) -> str | None:
    """«في غضون» tells how soon or how fast: only the first can be reckoned."""
    return _next_units(found, context) if is_ahead(found) else None


def _elapsed(found: Found, context: Context) -> str | None:
    """«بعد مرور 15 عاما»: now, to the year."""
    return None if _unit(found) != "year" or context.published is None else f"{context.published.year:04}"


def _lasting(found: Found, context: Context) -> str | None:
    """«يستمر ثلاثة أيام»: from the day that the sentence names."""
    days = [value for value in context.here if len(value) == 10]
    unit, amount = _unit(found), _amount(found)
    if not days or unit not in ("day", "week", "month") or not amount:
        return None
    start = date.fromisoformat(days[-1])
    end = _shift(start, unit, amount) - (unit == "day") * DAY
    return f"{start}/{end}" if start < end else None


def _overnight(found: Found, context: Context) -> str | None:
    """The night before the day last named, if that was but now, else before that of publication."""
    if context.published is None:
        return None
    days = [date.fromisoformat(value) for value in context.before[-1:] if len(value) == 10]
    day = next((day for day in days if abs(context.published - day) <= 2 * DAY), context.published)
    return f"{day - DAY}/{day}"


def _after_units(found: Found, context: Context) -> str | None:
    """So long after the day or year named before («في 24 فبراير … وبعد ثلاثة أيام»)."""
    unit, amount = _unit(found), _amount(found)
    exact = {"day": 10, "week": 10, "month": 7, "year": 4}
    nearest = context.here[-1] if context.here else context.before[-1] if context.before else ""
    if unit in ("day", "week") and nearest == str(context.published):
        return None
    if unit not in exact or "/" in nearest or len(nearest) < exact[unit]:
        return None
    start = date.fromisoformat(nearest + "-01-01"[: 10 - len(nearest)] if len(nearest) < 10 else nearest)
    return _shift(start, unit, amount).isoformat()[: exact[unit]]


def _last_units(found: Found, context: Context) -> str | None:
    if context.published is None:
        return None
    if is_ahead(found) and not found.has("past", "over_past"):
        return _next_units(found, context)
    unit, amount = _unit(found), _amount(found)
    if unit == "hour":
        unit, amount = "day", amount // 24
    if unit not in ("day", "week", "month", "year", "decade") or not amount:
        return None
    if unit in ("year", "decade") and amount * (10 if unit == "decade" else 1) > 1:
        return f"{_shift(context.published, unit, -amount).year:04}/{context.published.year:04}"
    return f"{_shift(context.published, unit, -amount)}/{context.published}"


def _next_units(found: Found, context: Context) -> str | None:
    if context.published is None:
        return None
    unit, amount = _unit(found), _amount(found)
    if unit == "hour":
        unit, amount = "day", amount // 24
    if unit not in ("day", "week", "month", "year") or not amount:
        return None
    if unit == "year":
        return f"{context.published.year:04}/{context.published.year + amount:04}"
    return f"{context.published}/{_shift(context.published, unit, amount)}"


def _named(day: date, unit: str, step: int) -> str | None:
    """The week, month or year that holds `day`, or one so many further on."""
    if unit == "week":
        monday = day + (step * 7 - day.weekday()) * DAY
        return f"{monday}/{monday + 6 * DAY}"
    if unit == "month":
        return _shift(day.replace(day=1), unit, step).isoformat()[:7]
    if unit == "year":
        return f"{day.year + step:04}"
    if unit == "day":
        return (day + step * DAY).isoformat()
    return None


def _period(found: Found, context: Context, step: int) -> str | None:
    if context.published is None:
        return None
    unit = _unit(found)
    if unit == "week" and step == -1 and context.published.weekday() in context.weeks_begin:
        return f"{context.published - 7 * DAY}/{context.published - DAY}"
    if unit == "decade" and step == -1:
        return f"{context.published.year - 10:04}/{context.published.year:04}"
    return _named(context.published, unit, step)


def _past_period(found: Found, context: Context) -> str | None:
    return _period(found, context, -2 if found.has("before_last") else -1)


def _this_period(found: Found, context: Context) -> str | None:
    return _period(found, context, 0)


def _next_period(found: Found, context: Context) -> str | None:
    return _period(found, context, 1)


def _now(found: Found, context: Context) -> str | None:
    return None if context.published is None else context.published.isoformat()


def _part_of_day(found: Found, context: Context) -> str | None:
    """A time of day alone («عصرا») is of the day that its sentence names, else of the day of publication."""
    days = [value for value in context.here if len(value) == 10]
    return days[-1] if days else _now(found, context)


def _part_of_that_day(found: Found, context: Context) -> str | None:
    """A part of a day ("in the morning") is of the day last named, if the value right before is one."""
    days = [value for value in (*context.before[-1:], *context.here) if len(value) == 10]
    return days[-1] if days else None


def _clock(found: Found, context: Context) -> str | None:
    """A time by the clock is of the day last named, if any was."""
    days = [value for value in context.before if len(value) == 10]
    return days[-1] if days else None


def _then(length: int) -> Callable[[Found, Context], str | None]:
    """Points back to the nearest value before it that is at least so exact."""

    def resolved(found: Found, context: Context) -> str | None:
        fitting = (value[:length] for value in reversed(context.before) if len(value) >= length and "/" not in value)
        return next(fitting, None)

    return resolved


def _then_year(found: Found, context: Context) -> str | None:
    """«آنذاك» beside an old year of the same sentence is that year."""
    year = context.here[-1][:4] if context.here and "/" not in context.here[-1] else ""
    old = year and context.published is not None and int(year) < context.published.year - 1
    return year if old else None


def _next_day(found: Found, context: Context) -> str | None:
    day = _then(10)(found, context)
    return None if day is None else (date.fromisoformat(day) + DAY).isoformat()


def _following(found: Found, context: Context) -> str | None:
    """«في العام التالي»: after the one named before."""
    unit = _unit(found)
    if unit == "day":
        return _next_day(found, context)
    year = _then(4)(found, context)
    return f"{int(year) + 1:04}" if unit == "year" and year else None


def _vague(found: Found, context: Context) -> None:
    return None


KINDS: dict[str, Callable[[Found, Context], str | None]] = {
    "date": _date,
    "numeric_date": _numeric_date,
    "day_of_period": _day_of_period,
    "season": _season,
    "day_range": _day_range,
    "date_range": _date_range,
    "month": _month,
    "part_of_month": _part_of_month,
    "month_range": _month_range,
    "part_of_year": _part_of_year,
    "year": _year,
    "year_range": _year_range,
    "decade": _decade,
    "holiday": _holiday,
    "relative": _relative,
    "weekday": _weekday,
    "weekday_range": _weekday_range,
    "weekend": _weekend,
    "every_weekday": _vague,
    "earlier_this": _earlier_this,
    "ago": _ago,
    "last_units": _last_units,
    "next_units": _next_units,
    "past_period": _past_period,
    "this_period": _this_period,
    "next_period": _next_period,
    "now": _now,
    "clock": _clock,
    "part_of_today": _part_of_day,
    "part_of_that_day": _part_of_that_day,
    "then_day": _then(10),
    "then_month": _then(7),
    "then_year": _then(4),
    "then": _then_year,
    "day_of_then": _day_of_then,
    "next_day": _next_day,
    "following": _following,
    "known": _known,
    "quarter": _quarter,
    "first_units": _first_units,
    "elapsed": _elapsed,
    "lasting": _lasting,
    "overnight": _overnight,
    "century": _century,
    "inside_units": _inside_units,
    "after_units": _after_units,
    "vague": _vague,
    "vague_units": _vague,
}
"""What a rule of times.toml `is`, and how it is reckoned."""

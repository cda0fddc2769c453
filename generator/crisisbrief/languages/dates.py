"""What a date of the calendar comes to: days, months, years, their parts and their ranges."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from crisisbrief.languages.reckoning import (
    TWO_DIGITS,
    Context,
    amount_of,
    shift,
    stated_year,
    step_of,
    today,
    year_of,
    year_of_month,
)
from crisisbrief.languages.relative import period, weekend
from crisisbrief.languages.times import Found

THIRDS = {"early": (1, 3), "middle": (5, 8), "late": (10, 12), "first_half": (1, 6), "second_half": (7, 12)}
DECADS = {"early": (1, 10), "middle": (10, 20), "late": (20, 31), "first_half": (1, 15), "second_half": (16, 31)}


def _date(found: Found, context: Context) -> str | None:
    day = int(found.values("d", "ordinal")[0])
    month = int(found.values("month", "weakmonth")[0])
    year = year_of(found, month, day, context)
    return None if year is None else date(year, month, day).isoformat()


def _numeric_date(found: Found, context: Context) -> str | None:
    if not found.has("modern"):
        return None  # most likely a year of the Hijri calendar
    year = int(found.values("modern")[0])
    first, second = (int(value) for value in found.values("d"))
    year_first = "year" not in found.items[-1].values
    month, day = (first, second) if year_first or second > 12 else (second, first)
    return date(year, month, day).isoformat()


def _day_of_period(found: Found, context: Context) -> str | None:
    """A day of this, last or next month («الخامس من الشهر الجاري»)."""
    if context.published is None or found.values("theunit")[:1] not in ([], ["month"]):
        return None
    month = shift(context.published.replace(day=1), "month", step_of(found))
    return month.replace(day=int(found.values("d", "ordinal")[0])).isoformat()


def _day_of_then(found: Found, context: Context) -> str | None:
    """A day of the month named before («وفي 19 منه»)."""
    ends = (value.split("/")[-1] for value in reversed(context.before))
    month = next((end[:7] for end in ends if len(end) >= 7), None)
    return date.fromisoformat(f"{month}-{int(found.values('d', 'ordinal')[0]):02}").isoformat() if month else None


def _day_range(found: Found, context: Context) -> str | None:
    days = [int(value) for value in found.values("d", "ordinal")]
    month = int(found.values("month", "weakmonth")[0])
    year = year_of(found, month, days[-1], context)
    if year is None or len(days) < 2 or days[0] >= days[1]:
        return None
    return f"{date(year, month, days[0])}/{date(year, month, days[1])}"


def _date_range(found: Found, context: Context) -> str | None:
    days = [int(value) for value in found.values("d", "ordinal")]
    months = [int(value) for value in found.values("month", "weakmonth")]
    years = [int(value) for value in found.values("year")]
    last = years[-1] if years else year_of(found, months[-1], days[-1], context)
    if last is None:
        return None
    first = years[0] if len(years) > 1 else last - (months[0] > months[-1])
    start, end = date(first, months[0], days[0]), date(last, months[-1], days[-1])
    return f"{start}/{end}" if start < end else None


def _month(found: Found, context: Context) -> str | None:
    month = int(found.values("month", "weakmonth")[0])
    year = year_of_month(month, found, context)
    return None if year is None else f"{year:04}-{month:02}"


def _part_of_month(found: Found, context: Context) -> str | None:
    whole = _month(found, context)
    if whole is None:
        return None
    last = monthrange(int(whole[:4]), int(whole[5:]))[1]
    if found.has("end"):
        return f"{whole}-{last:02}"
    start, end = next(DECADS[part] for part in DECADS if found.has(part))
    return f"{whole}-{start:02}/{whole}-{min(end, last):02}"


def _month_range(found: Found, context: Context) -> str | None:
    first, second = found.values("month", "weakmonth")[0], found.values("month", "weakmonth")[-1]
    years = found.values("year")
    if first == second and len(years) < 2:
        return _month(found, context)
    last_year = int(years[-1]) if years else year_of_month(int(second), found, context)
    if last_year is None:
        return None
    first_year = int(years[0]) if len(years) > 1 else last_year - (int(first) > int(second))
    return f"{first_year:04}-{int(first):02}/{last_year:04}-{int(second):02}"


def _year(found: Found, context: Context) -> str:
    return f"{int(found.values('year')[0]):04}"


def _year_range(found: Found, context: Context) -> str | None:
    first, second = (int(value) for value in (found.values("year") + found.values("d", "n"))[:2])
    if second < 100:  # "2018/19"
        second += first - first % 100
    return f"{first:04}/{second:04}" if first < second else None


def _part_of_year(found: Found, context: Context) -> str | None:
    if "week" in found.values("unit", "theunit", "one")[:1]:
        return weekend(found, context) if found.has("end") else None
    stated = _year(found, context) if found.has("year") else period(found, context, step_of(found))
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
    number, year = int(found.values("ordinal")[0]), stated_year(found, context)
    return f"{year:04}-{3 * number - 2:02}/{year:04}-{3 * number:02}" if year is not None and number <= 4 else None


def _first_units(found: Found, context: Context) -> str | None:
    """«الأشهر الستة الأولى من العام»."""
    year, amount = stated_year(found, context), amount_of(found)
    first = found.values("ordinal")[0] == "1" and "month" in found.values("unit", "units")[:1]
    return f"{year:04}-01/{year:04}-{amount:02}" if year is not None and first and amount <= 12 else None


def _season(found: Found, context: Context) -> str | None:
    months = found.values("season")[0].split("/")
    if context.published is None and not found.has("year"):
        return None
    if found.has("year"):
        year = int(found.values("year")[0])
    else:
        year = today(context).year + (step_of(found) if not found.has("past") or found.has("theunit") else 0)
        year -= found.has("past") and not found.has("theunit") and int(months[1]) >= today(context).month
    return f"{year:04}-{months[0]}/{year + (months[0] > months[1]):04}-{months[1]}"


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
        number = context.published.year // 100 + 1 + step_of(found)
    else:
        return None
    return f"{100 * number - 100:04}/{100 * number - 1:04}"


def _known(found: Found, context: Context) -> str:
    """A day that has become a name."""
    return found.values("known")[0]


def _holiday(found: Found, context: Context) -> str | None:
    month, day = map(int, found.values("holiday")[0].split("-"))
    if (stated := stated_year(found, context)) is not None:
        return date(stated, month, day).isoformat()
    if context.published is None:
        return None
    year = context.published.year
    nearest = min((date(y, month, day) for y in (year - 1, year, year + 1)), key=lambda d: abs(d - today(context)))
    return nearest.isoformat()


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
    "day_of_then": _day_of_then,
    "known": _known,
    "quarter": _quarter,
    "first_units": _first_units,
    "century": _century,
}
"""Rules of times.toml that name a place in the calendar, and how they are reckoned."""

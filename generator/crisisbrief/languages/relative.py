"""What a time told from another comes to: weekdays, "last week", "two days ago", "the next day"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from crisisbrief.languages.reckoning import DAY, ONGOING, Context, amount_of, is_ahead, shift, step_of, unit_of
from crisisbrief.languages.times import Found


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
        return (context.published + (7 * step_of(found) + weekday - context.published.weekday()) * DAY).isoformat()
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


def weekend(found: Found, context: Context) -> str | None:
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


def _ago(found: Found, context: Context) -> str | None:
    if context.published is None:
        return None
    unit, amount = unit_of(found), amount_of(found)
    if unit == "hour":
        return (context.published - timedelta(days=amount // 24)).isoformat() if amount >= 24 else None
    if found.has("half") and unit == "year":
        unit, amount = "month", 12 * amount + 6
        return shift(context.published, unit, -amount).isoformat()[:4]
    day = shift(context.published, unit, -amount).isoformat()
    near = unit == "month" and found.has("onwards") and amount * 30 <= ONGOING
    exact = {"day": 10, "week": 10, "month": 10 if near else 7, "year": 4, "decade": 4, "century": 4}
    return day[: exact[unit]] if unit in exact else None


def _inside_units(found: Found, context: Context) -> str | None:
    """«في غضون» tells how soon or how fast: only the first can be reckoned."""
    return _next_units(found, context) if is_ahead(found) else None


def _elapsed(found: Found, context: Context) -> str | None:
    """«بعد مرور 15 عاما»: now, to the year."""
    return None if unit_of(found) != "year" or context.published is None else f"{context.published.year:04}"


def _lasting(found: Found, context: Context) -> str | None:
    """«يستمر ثلاثة أيام»: from the day that the sentence names."""
    days = [value for value in context.here if len(value) == 10]
    unit, amount = unit_of(found), amount_of(found)
    if not days or unit not in ("day", "week", "month") or not amount:
        return None
    start = date.fromisoformat(days[-1])
    end = shift(start, unit, amount) - (unit == "day") * DAY
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
    unit, amount = unit_of(found), amount_of(found)
    exact = {"day": 10, "week": 10, "month": 7, "year": 4}
    nearest = context.here[-1] if context.here else context.before[-1] if context.before else ""
    if unit in ("day", "week") and nearest == str(context.published):
        return None
    if unit not in exact or "/" in nearest or len(nearest) < exact[unit]:
        return None
    start = date.fromisoformat(nearest + "-01-01"[: 10 - len(nearest)] if len(nearest) < 10 else nearest)
    return shift(start, unit, amount).isoformat()[: exact[unit]]


def _last_units(found: Found, context: Context) -> str | None:
    if context.published is None:
        return None
    if is_ahead(found) and not found.has("past", "over_past"):
        return _next_units(found, context)
    unit, amount = unit_of(found), amount_of(found)
    if unit == "hour":
        unit, amount = "day", amount // 24
    if unit not in ("day", "week", "month", "year", "decade") or not amount:
        return None
    if unit in ("year", "decade") and amount * (10 if unit == "decade" else 1) > 1:
        return f"{shift(context.published, unit, -amount).year:04}/{context.published.year:04}"
    return f"{shift(context.published, unit, -amount)}/{context.published}"


def _next_units(found: Found, context: Context) -> str | None:
    if context.published is None:
        return None
    unit, amount = unit_of(found), amount_of(found)
    if unit == "hour":
        unit, amount = "day", amount // 24
    if unit not in ("day", "week", "month", "year") or not amount:
        return None
    if unit == "year":
        return f"{context.published.year:04}/{context.published.year + amount:04}"
    return f"{context.published}/{shift(context.published, unit, amount)}"


def _named(day: date, unit: str, step: int) -> str | None:
    """The week, month or year that holds `day`, or one so many further on."""
    if unit == "week":
        monday = day + (step * 7 - day.weekday()) * DAY
        return f"{monday}/{monday + 6 * DAY}"
    if unit == "month":
        return shift(day.replace(day=1), unit, step).isoformat()[:7]
    if unit == "year":
        return f"{day.year + step:04}"
    if unit == "day":
        return (day + step * DAY).isoformat()
    return None


def period(found: Found, context: Context, step: int) -> str | None:
    if context.published is None:
        return None
    unit = unit_of(found)
    if unit == "week" and step == -1 and context.published.weekday() in context.weeks_begin:
        return f"{context.published - 7 * DAY}/{context.published - DAY}"
    if unit == "decade" and step == -1:
        return f"{context.published.year - 10:04}/{context.published.year:04}"
    return _named(context.published, unit, step)


def _past_period(found: Found, context: Context) -> str | None:
    return period(found, context, -2 if found.has("before_last") else -1)


def _this_period(found: Found, context: Context) -> str | None:
    return period(found, context, 0)


def _next_period(found: Found, context: Context) -> str | None:
    return period(found, context, 1)


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
    unit = unit_of(found)
    if unit == "day":
        return _next_day(found, context)
    year = _then(4)(found, context)
    return f"{int(year) + 1:04}" if unit == "year" and year else None


def _vague(found: Found, context: Context) -> None:
    return None


KINDS: dict[str, Callable[[Found, Context], str | None]] = {
    "relative": _relative,
    "weekday": _weekday,
    "weekday_range": _weekday_range,
    "weekend": weekend,
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
    "next_day": _next_day,
    "following": _following,
    "elapsed": _elapsed,
    "lasting": _lasting,
    "overnight": _overnight,
    "inside_units": _inside_units,
    "after_units": _after_units,
    "vague": _vague,
    "vague_units": _vague,
}
"""Rules of times.toml that tell a time from another, and how they are reckoned."""

"""What an expression of time comes to, reckoned from the day a report was published.

A value is `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `A/B` of two of these (EDTF level 0, ISO 8601-2); None where nobody can
tell from the report. A weekday is the last one up to the day of publication: «الأربعاء» on a Wednesday is that day.
"""

from __future__ import annotations

from datetime import date

from crisisbrief.languages import dates, relative
from crisisbrief.languages.reckoning import ONGOING, Context
from crisisbrief.languages.times import Found
from crisisbrief.model import Certainty

ASIDE = frozenset({"then", "now", "known", "century", "decade"})
"""Kinds that later expressions do not point back to."""
KINDS = {**dates.KINDS, **relative.KINDS}
"""What a rule of times.toml `is`, and how it is reckoned."""


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

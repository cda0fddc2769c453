"""Numbers in digits -> the numbers that they may mean."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

Values = tuple[Fraction, ...]
GROUPED = re.compile(r"\d{1,3}(?:[.,٬]\d{3})+")
DECIMAL = re.compile(r"\d{1,9}[.,٫]\d{1,4}")
CLOCK = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)")
"""A time of day as the British write it."""
LONGEST = 18
"""Digits of a number; what is longer is a code."""
HALF_DAY = 12
MINUTES = 60


def figure(folded: str) -> Values:
    """What a number in folded digits may mean: `1.500` is 1500 or 1.5, `1,500` is 1500, `1,5` is 1.5."""
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in folded)
    if len(plain) > LONGEST:
        return ()
    if GROUPED.fullmatch(plain):
        whole = Fraction(re.sub(r"\D", "", plain))
        return (whole, Fraction(plain)) if "." in plain and len(re.split(r"\D", plain)) == 2 else (whole,)
    if DECIMAL.fullmatch(plain):
        return (Fraction(re.sub(r"\D", ".", plain)),)
    return (Fraction(plain),) if plain.isdecimal() else ()


def clock(folded: str) -> tuple[Values, ...]:
    """Hour and minute that a decimal number may be: `6.30`; nothing where it cannot."""
    match = CLOCK.fullmatch(folded)
    return (hour(Fraction(match[1])), minute(Fraction(match[2]))) if match else ()


def hour(value: Fraction) -> Values:
    """An hour on a clock of twelve or of twenty-four."""
    return value, value + HALF_DAY, value - HALF_DAY


def minute(value: Fraction) -> Values:
    """A minute, also as a part of the hour: half past five."""
    return value, value / MINUTES

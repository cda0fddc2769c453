"""The time of day that an expression gives («9:50 p.m. ET Thursday»), where its words say which half of the day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from crisisbrief.languages.times import Found

MORNING, AFTERNOON = "am", "pm"
"""Values of the words of the class `meridiem` that say which half."""


def clock(found: Found) -> str | None:
    """`HH:MM` as the expression has it, in the time of the place that it speaks of; None where it gives no time of
    day, or two."""
    times = set(_times(found))
    return times.pop() if len(times) == 1 else None


def _times(found: Found) -> Iterator[str]:
    for number, half in pairwise(found.items):
        told = number.values.get("clock") or number.values.get("d")
        if told is None or half.values.get("meridiem") not in (MORNING, AFTERNOON):
            continue
        hour, _, minute = told.partition(":")
        if 1 <= int(hour) <= 12 and int((minute or "0")[:2]) < 60:
            later = 12 * (half.values["meridiem"] == AFTERNOON)
            yield f"{int(hour) % 12 + later:02}:{int((minute or '0')[:2]):02}"

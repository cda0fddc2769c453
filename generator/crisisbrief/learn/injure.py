"""Spoils translations on purpose, to measure what the checks find: a sentence -> the same with one error.

It lives here and not in tests/ because `crisisbrief bench --checks` runs it; tests/injected_errors.py is the script
that shows what it makes. Its word lists are its own (injuries.toml), and countries come from CLDR.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from babel import Locale

SHARE_KEPT = 0.5
NO_COUNTRY = {"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
"""What CLDR lists among the territories and is none."""
COUNTRY = re.compile(r"[A-Z]{2}")


def number(source: str, target: str, codes: tuple[str, str], random: Random) -> str | None:
    """`target` with one number changed, left out or of another scale; None where it has none."""
    known = _lists(codes[1])
    words = "|".join(map(re.escape, [*known["numbers"], *known["scales"]]))
    places = list(re.finditer(rf"\d+(?:[.,٫٬:]\d+)*|\b(?:{words})\b", target))
    if not places:
        return None
    place = random.choice(places)
    return _spliced(target, place, _other_number(place.group(), known, random))


def half(source: str, target: str, codes: tuple[str, str], random: Random) -> str | None:
    """The first or the last half of the words of `target`; None where there are too few."""
    words = target.split()
    if len(words) < 6:
        return None
    kept = round(len(words) * SHARE_KEPT)
    return " ".join(words[:kept] if random.random() < 0.5 else words[-kept:])


def country(source: str, target: str, codes: tuple[str, str], random: Random) -> str | None:
    """`target` with the name of a country that both sides have changed for another; None where there is none."""
    there, here = (_countries(code) for code in codes)
    common = [
        (match, code)
        for code, name in here.items()
        if code in there and there[code] in source
        for match in re.finditer(rf"\b{re.escape(name)}\b", target)
    ]
    if not common:
        return None
    match, code = random.choice(common)
    others = sorted(name for other, name in here.items() if other != code and name not in target)
    return target.replace(match.group(), random.choice(others))


def denial(source: str, target: str, codes: tuple[str, str], random: Random) -> str | None:
    """`target` with one "not" left out; None where not both sides deny."""
    if not any(re.search(pattern, source, re.IGNORECASE) for pattern, _ in _lists(codes[0])["denials"]):
        return None
    places = [
        (match, replaced)
        for pattern, replaced in _lists(codes[1])["denials"]
        for match in re.finditer(pattern, target, re.IGNORECASE)
    ]
    if not places:
        return None
    match, replaced = random.choice(places)
    return _spliced(target, match, match.expand(replaced))


INJURIES: Mapping[str, Callable[[str, str, tuple[str, str], Random], str | None]] = {
    "numbers": number,
    "length": half,
    "names": country,
    "negation": denial,
}
"""By the check that should find it."""


def _other_number(written: str, known: Mapping[str, Any], random: Random) -> str:
    """Another number, or nothing, in place of `written`."""
    if random.random() < 0.2:
        return ""
    same = next((words for words in (known["scales"], known["numbers"]) if written in words), None)
    if same is not None:
        return str(random.choice([word for word in same if word != written]))
    at = random.choice([index for index, character in enumerate(written) if character.isdigit()])
    digit = random.choice([d for d in "123456789" if d != written[at]])
    return written[:at] + digit + written[at + 1 :]


def _spliced(text: str, place: re.Match[str], replaced: str) -> str:
    return text[: place.start()] + replaced + text[place.end() :]


@cache
def _lists(code: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = tomllib.loads((files(__package__) / "injuries.toml").read_text("utf-8"))[code]
    return found


@cache
def _countries(code: str) -> Mapping[str, str]:
    """CLDR's names of countries, without what it puts in brackets."""
    names = Locale.parse(code).territories.items()
    return {
        key: re.sub(r"\s*\(.*", "", name) for key, name in names if COUNTRY.fullmatch(key) and key not in NO_COUNTRY
    }

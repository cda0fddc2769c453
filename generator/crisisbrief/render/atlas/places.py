"""Where populated places lie: `places.tsv`, read when the first map is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crisisbrief.render.atlas.sphere import Place

TABLE = "places.tsv"


@dataclass(frozen=True, slots=True)
class Spot:
    """A populated place."""

    country: str
    place: Place
    capital: bool
    names: Mapping[str, Sequence[str]]
    """By language, as its pack or CLDR spells it; the first is the one to show."""

    def name(self, locale: str) -> str | None:
        return self.names[locale][0] if locale in self.names else None


@cache
def spots() -> Mapping[str, tuple[Spot, ...]]:
    """All places by country."""
    found: dict[str, list[Spot]] = {}
    for row in (files(__package__) / TABLE).read_text("utf-8").splitlines():
        country, longitude, latitude, capital, *names = row.split("\t")
        by_locale = {code: spelt.split("|") for code, _, spelt in (name.partition("=") for name in names)}
        found.setdefault(country, []).append(
            Spot(country, (float(longitude), float(latitude)), capital == "capital", by_locale)
        )
    return {country: tuple(listed) for country, listed in found.items()}


def capital(country: str) -> Spot | None:
    """The capital of a country; None where it has none, or where it is disputed which city is one."""
    return next((spot for spot in spots().get(country, ()) if spot.capital), None)

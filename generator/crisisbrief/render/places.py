"""The places that a brief's reports name, each with its first sentence, where it lies and what a page calls it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel import Locale

from crisisbrief import languages
from crisisbrief.languages.cldr import plain
from crisisbrief.model import Mention, MentionKind
from crisisbrief.render.atlas.places import Spot, spots
from crisisbrief.render.view import View

CITY, TERRITORY = "city", "territory"


@dataclass(frozen=True, slots=True)
class Named:
    """A populated place or a region that the reports name."""

    country: str
    spelling: str
    """As the language pack writes it; the report may put prefixes before it."""
    locale: str
    """Of the spelling."""
    anchor: str
    """Of the first sentence that names it."""
    spot: Spot | None
    """Where it lies; None where nobody knows, or where it is no single spot."""


def named(view: View) -> tuple[Named, ...]:
    """The places of all countries in the order in which the reports name them."""
    found: dict[object, Named] = {}
    for anchor, mention in _mentions(view, CITY):
        if mention.value is not None:
            place = _named(view, anchor, mention, mention.value)
            found.setdefault(place.spot.place if place.spot else (place.country, place.spelling), place)
    return tuple(found.values())


def territories(view: View) -> Mapping[str, str]:
    """The countries that the reports name, each with the first sentence that does."""
    found: dict[str, str] = {}
    for anchor, mention in _mentions(view, TERRITORY):
        if mention.value is not None:
            found.setdefault(mention.value, anchor)
    return found


def _mentions(view: View, concept: str) -> Iterator[tuple[str, Mention]]:
    for anchor, segment in view.segments.items():
        for mention in segment.mentions:
            if mention.kind is MentionKind.PLACE and mention.concept == concept:
                yield anchor, mention


def _named(view: View, anchor: str, mention: Mention, country: str) -> Named:
    locale, words = view.reports[anchor].locale, view.words_of(anchor, mention.span)
    language = languages.load(locale)
    spellings = [
        entry.written
        for match in language.lexicon.find(language.words(words))
        for entry in match.entries
        if entry.concept == CITY and entry.value == country
    ]
    known = (spot for spot in spots().get(country, ()) if set(spellings) & set(spot.names.get(locale, ())))
    # the report may put prefixes before a name, and the pack may know it in several spellings
    spelt = next((spelling for spelling in spellings if words.endswith(spelling)), next(iter(spellings), words))
    return Named(country, spelt, locale, anchor, next(known, None))


def name(view: View, place: Named) -> tuple[str, str]:
    """What a page calls a place, and the language of that: its own where it has a word, else the report's."""
    if place.locale == view.locale:
        return place.spelling, place.locale
    translated = view.edition.glossary.get(place.spelling, {}).get(view.locale)
    known = translated or (place.spot.name(view.locale) if place.spot else None)
    return (known, view.locale) if known else (place.spelling, place.locale)


def spot_name(view: View, spot: Spot) -> tuple[str, str]:
    """The name of a place that no report names, in the page's language or else in English."""
    known = spot.name(view.locale)
    return (known, view.locale) if known else (spot.name("en") or "", "en")


def country_name(locale: Locale, code: str) -> str | None:
    """CLDR's name of a country, without what it puts in brackets; None for land that has no code."""
    found = locale.territories.get(code)
    return plain(found) if found else None

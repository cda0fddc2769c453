"""Editions about places, for the tests and the sheet of maps: reports that name each in a sentence of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from crisisbrief import languages
from crisisbrief.model import Brief, Edition, Imprint, Placement, Rendering, Report, State
from crisisbrief.recognize import recognize
from crisisbrief.render.atlas import spots
from crisisbrief.render.dialect import MarkdownPen
from crisisbrief.render.pictures import KINDS
from crisisbrief.render.pictures.canvas import Picture
from crisisbrief.render.view import View
from crisisbrief.segment import segment

SENTENCES = {"ar": "خرج محتجون في {name}.", "en": "Protesters came out in {name}."}


def edition(
    country: str, names: Iterable[str], locale: str = "ar", glossary: Mapping[str, str] | None = None
) -> Edition:
    """An edition of a report in one language, for pages in every language."""
    text = "\n".join(SENTENCES[locale].format(name=name) for name in names) or SENTENCES[locale].format(name="")
    report = Report("2022-01-05", locale, text, "0f" * 32, country=country)
    segments = recognize(segment(report, languages.load(locale)), report, languages.load(locale))
    placements = {each.anchor: Placement(each.anchor, "escalation", 0.9, "background") for each in segments}
    own = {each.anchor: Rendering(each.text, locale, State.SOURCE) for each in segments}
    return Edition(
        brief=Brief("sample", (report,), {report.name: segments}, placements),
        locales=(locale, *(code for code in languages.targets() if code != locale)),
        title={"en": country},
        imprint=Imprint(1, date(2022, 1, 6)),
        renderings=dict.fromkeys(languages.targets(), own),
        glossary={source: {"en": english} for source, english in (glossary or {}).items()},
    )


def view(found: Edition, locale: str) -> View:
    return View.of(found, locale, MarkdownPen(found.brief.slug))


def drawn(found: Edition, locale: str) -> Picture | None:
    """The map of an edition, on its page of the site."""
    return KINDS["map"].draw(view(found, locale), lambda anchor: f"#{anchor}")


def known(country: str, locale: str = "ar") -> Sequence[str]:
    """The names by which a report in a language can name places of a country."""
    return [names[0] for spot in spots().get(country, ()) if (names := spot.names.get(locale))]

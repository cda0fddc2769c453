"""JSON-LD in the words of schema.org: what search engines may know of an edition, and nothing that nobody said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from crisisbrief.publish.navigation import PageFacts
from crisisbrief.publish.summary import Correction, Source, Summary
from crisisbrief.render.escape import CONTROL

CONTEXT = "https://schema.org"
"""A name, not a place: no page that holds it asks there."""
NOTES = "notes"
"""The anchor of the editors' notes."""
_AS_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}
"""What could end the element, begin a comment or an entity."""


def linked_data(page: PageFacts, summary: Summary, addresses: Mapping[str, str]) -> Markup:
    """The content of a `<script type="application/ld+json">`; `addresses` are those of the overview by language."""
    found = {"@context": CONTEXT, **dict(_edition(page, summary, addresses))}
    written = json.dumps(_bare(found), ensure_ascii=False, separators=(",", ":"))
    return Markup(written.translate(_AS_ESCAPES))


def _edition(page: PageFacts, summary: Summary, addresses: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    yield "@type", "NewsArticle"
    yield "@id", addresses[page.lang]
    yield "headline", page.title
    yield "inLanguage", page.lang
    yield "version", page.number
    if page.number == 1:
        yield "datePublished", page.published
    yield "dateModified", page.published
    if page.withdrawn:
        yield "creativeWorkStatus", "Withdrawn"
    if page.lang == summary.original:
        others = [_other(lang, address) for lang, address in addresses.items() if lang != page.lang]
        yield "workTranslation", others
    elif summary.original in addresses:
        yield "translationOfWork", _other(summary.original, addresses[summary.original])
    yield "isBasedOn", [dict(_source(each)) for each in summary.based_on]
    yield "correction", [_correction(each, addresses[page.lang]) for each in summary.corrections]


def _other(lang: str, address: str) -> dict[str, str]:
    return {"@type": "NewsArticle", "@id": address, "inLanguage": lang}


def _source(source: Source) -> Iterator[tuple[str, Any]]:
    yield "@type", "Article"
    yield "inLanguage", source.lang
    if source.headline:
        yield "headline", source.headline
    if source.published:
        yield "datePublished", source.published
    if source.publisher:
        yield "publisher", {"@type": "Organization", "name": source.publisher}


def _correction(correction: Correction, overview: str) -> dict[str, str]:
    told = {"text": correction.text} if correction.text else {"url": f"{overview}#{NOTES}"}
    return {"@type": "CorrectionComment", "datePublished": correction.published, **told}


def _bare(value: Any) -> Any:
    """Without empty lists, and without the control characters that texts came with."""
    if isinstance(value, dict):
        return {name: _bare(each) for name, each in value.items() if each != []}
    if isinstance(value, list):
        return [_bare(each) for each in value]
    return CONTROL.sub("", value) if isinstance(value, str) else value

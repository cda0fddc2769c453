"""Words are given as verbatim only where they are: a quotation translated back is none."""

from __future__ import annotations

from collections.abc import Iterator

from babel.languages import get_official_languages

from crisisbrief.languages import Language
from crisisbrief.translate.checks.finding import Finding, Pair, Severity

FEWEST_WORDS = 3
"""Fewer words between marks are a name or a term, not a quotation."""
BRACKETS = "()[]"


def quotation(pair: Pair) -> Iterator[Finding]:
    """A quotation that the source does not have; one of a speaker who did not speak the report's language."""
    here = [words for words in quotations(pair.target, pair.target_language) if len(words.split()) >= FEWEST_WORDS]
    if not here:
        return
    there = len(quotations(pair.source, pair.source_language))
    if len(here) > max(there, pair.said is not None and pair.said.quoted):
        told = f"the translation gives “{here[0]}” as verbatim, the source does not: take the quotation marks away"
        yield Finding("quotation", Severity.WARNING, told)
    elif pair.said and pair.said.quoted and pair.said.countries and not _may_be_verbatim(pair):
        told = (
            f"“{here[0]}” is translated from words that were translated already: report it without quotation marks, "
            "or quote the original"
        )
        yield Finding("quotation", Severity.WARNING, told)


def _may_be_verbatim(pair: Pair) -> bool:
    """Whether a country of the speaker has the report's language among its official ones."""
    assert pair.said is not None
    return any(
        pair.source_language.locale.language in get_official_languages(country, de_facto=True)
        for country in pair.said.countries
    )


def quotations(text: str, language: Language) -> list[str]:
    """What stands between quotation marks."""
    found: list[str] = []
    for opening, closing in language.sentences.quotations:
        if opening in BRACKETS:
            continue
        start = text.find(opening)
        while start >= 0 and (end := text.find(closing, start + 1)) >= 0:
            found.append(text[start + 1 : end])
            start = text.find(opening, end + 1)
    return found

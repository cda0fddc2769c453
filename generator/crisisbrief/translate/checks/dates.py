"""Months, weekdays and words like "yesterday" are the same on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from crisisbrief.languages import Language, load
from crisisbrief.languages.checks import rules
from crisisbrief.translate.checks.amounts import amounts, offered
from crisisbrief.translate.checks.finding import Finding, Pair, Severity

SURE, WEAK = {"month": "month", "weekday": "weekday", "relative": "day"}, {"weakmonth": "month"}
"""Classes of the time grammar and what they name; a weak one may be another word ("May", «آب»)."""


def dates(pair: Pair) -> Iterator[Finding]:
    """A month or a weekday of one side that the other does not have; a nearby day that is another one."""
    if not all(rules(language.code).has_calendar for language in (pair.source_language, pair.target_language)):
        return
    source, target = named(pair.source, pair.source_language.code), named(pair.target, pair.target_language.code)
    for what, words in _lost(source, target, pair.target, pair.target_language):
        yield Finding("dates", Severity.WARNING, f"the source has the {what} «{words}», the translation does not")
    for what, words in _lost(target, source, pair.source, pair.source_language):
        yield Finding("dates", Severity.WARNING, f"the translation has the {what} «{words}», the source does not")


def _lost(
    found: Mapping[tuple[str, str], tuple[str, bool]],
    other: Mapping[tuple[str, str], tuple[str, bool]],
    text: str,
    language: Language,
) -> Iterator[tuple[str, str]]:
    """What is named surely and not named on the other side, nor given there as a number."""
    kinds = {kind for kind, _ in other}
    for (kind, value), (words, sure) in found.items():
        as_number = kind == "month" and int(value) in offered(amounts(text, language.code))
        if sure and (kind, value) not in other and not as_number and (kind != "day" or kind in kinds):
            yield kind, words


@lru_cache(maxsize=1024)
def named(text: str, code: str) -> Mapping[tuple[str, str], tuple[str, bool]]:
    """Months, weekdays and nearby days of a sentence: what and which, with the words, and whether they surely are."""
    language = load(code)
    words = language.words(text)
    found: dict[tuple[str, str], tuple[str, bool]] = {}
    for match in language.times.words.find(words):
        spelt = text[words[match.first].start : words[match.end - 1].end]
        surely = {entry.category for entry in match.entries} <= SURE.keys()
        for entry in match.entries:
            kind = SURE.get(entry.category) or WEAK.get(entry.category)
            if kind is not None:
                value = str(int(entry.value))
                before = found.get((kind, value))
                found[kind, value] = before if before and before[1] else (spelt, surely)
    return found

"""What must be, and what only may be, stays so; a question stays a question."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from crisisbrief.languages import load
from crisisbrief.languages.checks import rules
from crisisbrief.translate.checks.finding import Finding, Pair, Severity

SENSES = (("must", "must_also", "something that must be"), ("may", "may_also", "something that only may be"))
"""Table of the words that say it outright, of those that may say it, and what they say."""


def modality(pair: Pair) -> Iterator[Finding]:
    """An obligation or a possibility of the source that nothing in the translation speaks of."""
    source = _tables(pair.source, pair.source_language.code)
    target = _tables(pair.target, pair.target_language.code)
    for outright, also, what in SENSES:
        known = outright in rules(pair.target_language.code).tables
        if known and outright in source and not {outright, also} & target:
            yield Finding("modality", Severity.WARNING, f"the source speaks of {what}, the translation does not")


def question(pair: Pair) -> Iterator[Finding]:
    """A question mark that only one side has."""
    asked = _asks(pair.source, rules(pair.source_language.code).question_marks)
    asks = _asks(pair.target, rules(pair.target_language.code).question_marks)
    if asked and not asks:
        yield Finding("question", Severity.WARNING, "the source asks, the translation has no question mark")
    if asks and not asked:
        yield Finding("question", Severity.WARNING, "the translation has a question mark, the source does not ask")


def _asks(text: str, marks: str) -> bool:
    return any(mark in text for mark in marks)


@lru_cache(maxsize=1024)
def _tables(text: str, code: str) -> frozenset[str]:
    """The tables of `[words]` that have a word in the sentence."""
    return frozenset(name for name, _, _ in rules(code).found(load(code).words(text)))

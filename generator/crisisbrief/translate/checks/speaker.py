"""What somebody says stays something that somebody says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from crisisbrief.languages import Kind, load
from crisisbrief.languages.checks import rules
from crisisbrief.model import Stance
from crisisbrief.translate.checks.finding import Finding, Pair, Severity

DENIED = "denied"
"""Table of `[words]` in checks.toml: verbs and nouns of denying."""


def speaker(pair: Pair) -> Iterator[Finding]:
    """A statement whose translation states it as a fact, or has the speaker do something else with it."""
    if pair.said is None or not rules(pair.target_language.code).has_gazetteer:
        return
    here = _stances(pair.target, pair.target_language.code)
    if pair.said.stance is Stance.DENIED and Stance.DENIED not in here:
        yield Finding("speaker", Severity.WARNING, "the source has somebody deny this, the translation does not")
    elif not here:
        told = "the source has somebody say this, the translation has no word of saying: it reads as a fact"
        yield Finding("speaker", Severity.WARNING, told)


@lru_cache(maxsize=1024)
def _stances(text: str, code: str) -> frozenset[Stance]:
    """What the words of saying in a sentence do with what is said."""
    language, known = load(code), rules(code)
    words = language.words(text)
    found: set[Stance] = set()
    for match in language.lexicon.find(words):
        for entry in match.entries:
            if entry.kind in (Kind.REPORTING, Kind.ACCORDING):
                found.add(entry.stance or Stance.SAID)
    if any(name == DENIED for name, _, _ in known.found(words)):
        found.add(Stance.DENIED)
    return frozenset(found)

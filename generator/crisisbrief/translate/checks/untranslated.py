"""No part of the translation is still in the language of the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from babel import Locale

from crisisbrief.languages import Language
from crisisbrief.translate.checks.finding import Finding, Pair, Severity

WORD = re.compile(r"\w[\w'’-]*")
KEPT = re.compile(r"\S*(?:[@/#]|\w\.\w)\S*|\{\w+\}|<[^<>]*>")
"""Addresses, names of accounts, placeholders and tags stay as they are."""
RUN = 5
"""So many words in a row, where both languages write one script, are copied and no name."""
ENGLISH = Locale("en")
"""CLDR's English names of scripts are Unicode's ("Arabic", ARABIC LETTER …)."""


def untranslated(pair: Pair) -> Iterator[Finding]:
    """A copied sentence, or words that were left as they stand in the source."""
    if pair.source.split() == pair.target.split() and len(WORD.findall(KEPT.sub(" ", pair.source))) > 1:
        yield _finding("the translation is the source, copied")
        return
    left = _left_over(pair)
    if left:
        yield _finding(f"“{left}” is not translated")


def _finding(told: str) -> Finding:
    return Finding("untranslated", Severity.WARNING, told)


def _left_over(pair: Pair) -> str:
    """The words of the target that stand in the source too and are no name or number; empty for none."""
    own, foreign = _script(pair.target_language), _script(pair.source_language)
    words = WORD.findall(KEPT.sub(" ", pair.target))
    if own != foreign:
        strange = [word for word in words if _is_in(word, foreign)]
        return " ".join(strange) if any(not _is_name(word) for word in strange) else ""
    known = f" {' '.join(WORD.findall(pair.source.casefold()))} "
    for at in range(len(words) - RUN + 1):
        run = " ".join(words[at : at + RUN])
        if f" {run.casefold()} " in known:
            return run
    return ""


def _script(language: Language) -> str:
    return str(ENGLISH.scripts.get(language.script, language.script)).upper()


def _is_in(word: str, script: str) -> bool:
    return any(unicodedata.name(character, "").startswith(script) for character in word if character.isalpha())


def _is_name(word: str) -> bool:
    """Whether a word may stay as it is: a name or an abbreviation, where the script tells by capitals."""
    return any(character.isupper() for character in word)

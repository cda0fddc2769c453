"""Checks of a translation against its source, in any direction: numbers, names, a lost "not" and the like.

`check_pair(pair) -> findings` looks at one sentence; `translate.checked.check_catalog` at a PO file.
A check is a function from a `Pair` to findings in a file of its own, with its line in `CHECKS`; what it must know of
a language stands in `languages/<code>/checks.toml`.
"""

from collections.abc import Callable, Iterator, Mapping

from crisisbrief.translate.checks.dates import dates
from crisisbrief.translate.checks.finding import Finding, Pair, Said, Severity
from crisisbrief.translate.checks.length import length
from crisisbrief.translate.checks.markup import controls, markup
from crisisbrief.translate.checks.modality import modality, question
from crisisbrief.translate.checks.names import names
from crisisbrief.translate.checks.negation import negation
from crisisbrief.translate.checks.numbers import numbers
from crisisbrief.translate.checks.quotation import quotation
from crisisbrief.translate.checks.speaker import speaker
from crisisbrief.translate.checks.untranslated import untranslated

__all__ = ["CHECKS", "Finding", "Pair", "Said", "Severity", "check_pair"]

CHECKS: Mapping[str, Callable[[Pair], Iterator[Finding]]] = {
    "numbers": numbers,
    "length": length,
    "names": names,
    "negation": negation,
    "modality": modality,
    "question": question,
    "dates": dates,
    "quotation": quotation,
    "speaker": speaker,
    "untranslated": untranslated,
    "controls": controls,
    "markup": markup,
}
"""By the name that findings carry and that a waiver gives."""


def check_pair(pair: Pair) -> tuple[Finding, ...]:
    """All findings in one sentence and its translation."""
    return tuple(finding for check in CHECKS.values() for finding in check(pair))

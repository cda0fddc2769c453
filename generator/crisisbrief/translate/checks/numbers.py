"""Every number of the source stands in the translation, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from crisisbrief.translate.checks.amounts import Amount, amounts, offered
from crisisbrief.translate.checks.finding import Finding, Pair, Severity


def numbers(pair: Pair) -> Iterator[Finding]:
    """Numbers that one side has and the other lacks, in digits or in words."""
    source = amounts(pair.source, pair.source_language.code)
    target = amounts(pair.target, pair.target_language.code)
    lost, added = _without(source, offered(target)), _without(target, offered(source))
    told = []
    if lost:
        told.append(f"the source has {_listed(lost, pair.source)}, which the translation lacks")
    if added:
        told.append(f"the translation has {_listed(added, pair.target)}, which the source lacks")
    if told:
        yield Finding("numbers", Severity.ERROR, "; ".join(told))


def _without(found: Sequence[Amount], others: frozenset[Fraction]) -> list[Amount]:
    return [amount for amount in found if amount.firm and not amount.met(others)]


def _listed(found: Sequence[Amount], text: str) -> str:
    return ", ".join(_told(amount, text) for amount in found)


def _told(amount: Amount, text: str) -> str:
    words = amount.span.of(text)
    value = max(amount.values)
    number = f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):g}"
    return words if words == number.replace(",", "") or words == number else f"{number} («{words}»)"

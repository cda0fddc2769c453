"""Every number of the source stands in the translation, and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crisisbrief.languages.checks import rules
from crisisbrief.translate.checks.amounts import Amount, amounts, offered
from crisisbrief.translate.checks.finding import Finding, Pair, Severity

LARGEST_IN_WORDS = 12
"""Style books have numbers up to ten or twelve written out."""


def numbers(pair: Pair) -> Iterator[Finding]:
    """Numbers that one side has and the other lacks, in digits or in words."""
    codes = pair.source_language.code, pair.target_language.code
    source, target = amounts(pair.source, codes[0]), amounts(pair.target, codes[1])
    if not all(rules(code).numbers.words for code in codes):
        source, target = _in_digits(source, pair.source), _in_digits(target, pair.target)
    lost, added = _without(source, target), _without(target, source)
    told = []
    if lost:
        told.append(f"the source has {_listed(lost, pair.source)}, which the translation lacks")
    if added:
        told.append(f"the translation has {_listed(added, pair.target)}, which the source lacks")
    if told:
        yield Finding("numbers", Severity.ERROR, "; ".join(told))


def _in_digits(found: Sequence[Amount], text: str) -> tuple[Amount, ...]:
    """The amounts, of which only those in digits are missed on the other side; small ones may be words there."""
    large = (text[amount.span.start].isdigit() and min(amount.values) > LARGEST_IN_WORDS for amount in found)
    return tuple(replace(amount, firm=amount.firm and is_large) for amount, is_large in zip(found, large, strict=True))


def _without(found: Sequence[Amount], others: Sequence[Amount]) -> list[Amount]:
    """The firm amounts that the other side does not give, or does not give as often."""
    there = offered(others)
    lost = [amount for amount in found if amount.firm and not amount.met(there)]
    return lost or _too_few([amount for amount in found if amount.firm], others)


def _too_few(found: Sequence[Amount], others: Sequence[Amount]) -> list[Amount]:
    """Of the amounts that stand several times, those that the other side gives fewer times."""
    several = Counter(amount.values for amount in found)
    return [
        next(amount for amount in found if amount.values == values)
        for values, count in several.items()
        if count > 1 and sum(not values.isdisjoint(offered([other])) for other in others) < count
    ]


def _listed(found: Sequence[Amount], text: str) -> str:
    return ", ".join(_told(amount, text) for amount in found)


def _told(amount: Amount, text: str) -> str:
    words = amount.span.of(text)
    value = max(amount.values)
    number = f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):g}"
    return words if words == number.replace(",", "") or words == number else f"{number} («{words}»)"

"""Which reports are of one event: those must stay together when a model is tried on reports left out of training."""

from __future__ import annotations

from collections.abc import Sequence

from crisisbrief.languages.fold import fold_word
from crisisbrief.languages.words import WORD
from crisisbrief.learn.corpus import Example

DAYS = 4
"""Reports about one country no further apart than this are taken to be of one event; chains count."""
ALIKE = 0.18
"""Share of longer words in common from which two reports are taken to be versions of one."""


def events(examples: Sequence[Example]) -> list[int]:
    """For each example the number of its event: the index of the first example of that event."""
    group = list(range(len(examples)))
    vocabularies = [_vocabulary(example) for example in examples]
    for later in range(len(examples)):
        for earlier in range(later):
            if group[later] != group[earlier] and (
                close(examples[later], examples[earlier]) or _alike(vocabularies[later], vocabularies[earlier])
            ):
                old, new = max(group[later], group[earlier]), min(group[later], group[earlier])
                group = [new if number == old else number for number in group]
    return group


def folds(groups: Sequence[int], count: int) -> list[int]:
    """Deals the groups out over `count` folds of about equal size, the largest group first; always the same way."""
    sizes = {group: groups.count(group) for group in set(groups)}
    load = [0] * count
    fold_of: dict[int, int] = {}
    for group in sorted(sizes, key=lambda group: (-sizes[group], group)):
        fold = load.index(min(load))
        fold_of[group] = fold
        load[fold] += sizes[group]
    return [fold_of[group] for group in groups]


def _vocabulary(example: Example) -> frozenset[str]:
    return frozenset(fold_word(match.group()) for match in WORD.finditer(example.report.text) if len(match.group()) > 3)


def close(one: Example, other: Example) -> bool:
    """Whether two reports are about one country in the same days."""
    first, second = one.report.dateline.published, other.report.dateline.published
    if first is None or second is None or not one.countries & other.countries:
        return False
    return abs((first - second).days) <= DAYS


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and len(one & other) >= ALIKE * len(one | other)

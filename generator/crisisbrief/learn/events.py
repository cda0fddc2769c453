"""Which reports are of one event: those must stay together when a model is tried on reports left out of training."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_matrix

from crisisbrief.languages.fold import fold_word
from crisisbrief.languages.words import WORD
from crisisbrief.learn.corpus import Example

DAYS = 4
"""Reports about one country no further apart than this are taken to be of one event; chains count."""
ALIKE = 0.18
"""Share of longer words in common from which two reports are taken to be versions of one."""
AT_A_TIME = 500
"""Reports held against all others at a time: so many rows of counts are in memory."""


def events(examples: Sequence[Example]) -> list[int]:
    """For each example the number of its event: the index of the first example of that event."""
    first = list(range(len(examples)))

    def event(number: int) -> int:
        while first[number] != number:
            first[number] = first[first[number]]
            number = first[number]
        return number

    for pairs in (_close(examples), _alike(examples)):
        for one, other in pairs:
            earlier, later = sorted((event(one), event(other)))
            first[later] = earlier
    return [event(number) for number in range(len(examples))]


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


def _close(examples: Sequence[Example]) -> Iterator[tuple[int, int]]:
    """Pairs of reports about one country in the same days: of each chain the neighbours, which hold it together."""
    by_country: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for number, example in enumerate(examples):
        if (published := example.report.dateline.published) is not None:
            for country in example.countries:
                by_country[country].append((published, number))
    for reports in by_country.values():
        for (before, one), (after, other) in pairwise(sorted(reports)):
            if (after - before).days <= DAYS:
                yield one, other


def _alike(examples: Sequence[Example]) -> Iterator[tuple[int, int]]:
    """Pairs of reports that have many words in common."""
    index: dict[str, int] = {}
    vocabularies = [sorted(index.setdefault(word, len(index)) for word in _vocabulary(each)) for each in examples]
    sizes = np.array([len(words) for words in vocabularies])
    columns = np.array([word for words in vocabularies for word in words], dtype=np.int32)
    pointers = np.concatenate([[0], np.cumsum(sizes)])
    has = csr_matrix((np.ones(len(columns), dtype=np.int32), columns, pointers), shape=(len(examples), len(index)))
    for start in range(0, len(examples), AT_A_TIME):
        rows = slice(start, start + AT_A_TIME)
        common = (has[rows] @ has.T).toarray()
        alike = (common > 0) & (common >= ALIKE * (sizes[rows, None] + sizes[None, :] - common))
        for one, other in zip(*np.nonzero(alike), strict=True):
            if start + one < other:
                yield int(start + one), int(other)


def _vocabulary(example: Example) -> frozenset[str]:
    return frozenset(fold_word(match.group()) for match in WORD.finditer(example.report.text) if len(match.group()) > 3)

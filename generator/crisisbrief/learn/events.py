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


def events(examples: Sequence[Example], judged: int | None = None) -> list[int]:
    """For each example the number of its event: the index of the first example of that event. Where only the first
    `judged` examples are to be judged, the others tie none of them together: what a year of reports from one country
    would make one event stays as many as there are. Each of the others is of the first event that it is near to, or of
    one that begins with the first such report and ends `DAYS` later."""
    judged = len(examples) if judged is None else judged
    near = neighbours(examples, judged)
    found = _Groups(len(examples))
    for one, other in (*_chains(examples[:judged]), *_windows(examples, judged)):
        found.unite(one, other)
    for one, other in _alike(examples):
        if (one < judged) == (other < judged):
            found.unite(one, other)
    first: dict[int, int] = {}
    of_others = {
        number: first.setdefault(found.group(number), number)
        for number in range(judged, len(examples))
        if number not in near
    }
    return [
        found.group(min(near[number])) if number in near else of_others.get(number, found.group(number))
        for number in range(len(examples))
    ]


def neighbours(examples: Sequence[Example], judged: int) -> dict[int, set[int]]:
    """For each example behind the first `judged` the ones among those that are of one event with it, if there are any:
    about one country in the same days, or alike in wording."""
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in _alike(examples):
        if one < judged <= other:
            found[other].add(one)
    for reports in _by_country(examples).values():
        own = [(published, number) for published, number in reports if number < judged]
        for published, number in reports:
            if number >= judged:
                found[number].update(one for day, one in own if abs((published - day).days) <= DAYS)
    return {number: near for number, near in found.items() if near}


class _Groups:
    """Numbers that belong together, each group known by its lowest."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def group(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def unite(self, one: int, other: int) -> None:
        earlier, later = sorted((self.group(one), self.group(other)))
        self._above[later] = earlier


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


def _by_country(examples: Sequence[Example]) -> dict[str, list[tuple[date, int]]]:
    """The dated reports about each country, in order."""
    found: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for number, example in enumerate(examples):
        if (published := example.report.dateline.published) is not None:
            for country in example.countries:
                found[country].append((published, number))
    return {country: sorted(reports) for country, reports in found.items()}


def _chains(examples: Sequence[Example]) -> Iterator[tuple[int, int]]:
    """Pairs of reports about one country in the same days: of each chain the neighbours, which hold it together."""
    for reports in _by_country(examples).values():
        for (before, one), (after, other) in pairwise(reports):
            if (after - before).days <= DAYS:
                yield one, other


def _windows(examples: Sequence[Example], judged: int) -> Iterator[tuple[int, int]]:
    """Of those behind the first `judged`: reports about one country with the first one of the same days."""
    for reports in _by_country(examples).values():
        begin: tuple[date, int] | None = None
        for published, number in reports:
            if number < judged:
                continue
            if begin is None or (published - begin[0]).days > DAYS:
                begin = published, number
            yield begin[1], number


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

"""Translation memory: what a project has translated before, found again by exact or similar wording.

Only what somebody stands by is remembered: a draft that came from a memory or an engine never comes back as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest

import polib
from rapidfuzz import fuzz, process

from crisisbrief.languages.fold import fold_word
from crisisbrief.model import State
from crisisbrief.translate.catalog import state_of

SIMILAR = 75.0
"""From this likeness (rapidfuzz ratio of the folded texts, 0 to 100) on, a known translation helps more than none."""
SHORTEST = 20
"""Characters of a text that is looked up by likeness; a name is offered only where it is the same."""
LOOKED_AT = 5_000
"""Occurrences of words, the rare ones first, that a search looks at."""
CANDIDATES = 200
"""Texts that are compared letter by letter."""
SAME = 100.0
SAME_FOLDED = 99.0
"""Likeness of texts that differ in spelling alone."""


@dataclass(frozen=True, slots=True, order=True)
class Remembered:
    """A text and its translation, as one catalog has them."""

    source: str
    target: str
    origin: str
    """The brief it was translated for."""
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A remembered translation of the same or a similar text."""

    known: Remembered
    score: float
    """Likeness, 0 to 100."""


class Memory:
    """Translations into one language from one language: `known` gives them, what it gives first goes first. It is
    asked when something is looked up, and once."""

    def __init__(self, known: Callable[[], Iterable[Remembered]] = tuple) -> None:
        self._read = known

    def __len__(self) -> int:
        return len(self._known)

    @cached_property
    def _known(self) -> dict[str, Remembered]:
        return {each.source: each for each in reversed(tuple(self._read()))}

    @cached_property
    def _folded(self) -> dict[str, Remembered]:
        return {fold_word(each.source): each for each in reversed(self._known.values())}

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        """Folded, sorted: of texts equally alike the first one is taken, whatever the order they came in."""
        return tuple(sorted(self._folded))

    @cached_property
    def _holding(self) -> dict[str, list[int]]:
        """By folded word, which texts hold it: to weigh every text would take ten times as long."""
        found: dict[str, list[int]] = {}
        for index, text in enumerate(self._texts):
            for word in set(text.split()):
                found.setdefault(word, []).append(index)
        return found

    def find(self, text: str, *, cutoff: float = SIMILAR) -> Match | None:
        """The remembered text most like `text`, the same one first; None below `cutoff`."""
        if text in self._known:
            return Match(self._known[text], SAME)
        folded = fold_word(text)
        if folded in self._folded:
            return Match(self._folded[folded], SAME_FOLDED)
        if len(text) < SHORTEST:
            return None
        best = process.extractOne(folded, self._alike(folded, cutoff), scorer=fuzz.ratio, score_cutoff=cutoff)
        return None if best is None else Match(self._folded[best[0]], min(best[1], SAME_FOLDED))

    def _alike(self, folded: str, cutoff: float) -> list[str]:
        """The texts that share most words with `folded`, rare words first, and are about as long: of two texts the
        ratio is at most 200 × the shorter / both together."""
        postings = sorted((self._holding[word] for word in set(folded.split()) & self._holding.keys()), key=len)
        shared: Counter[int] = Counter()
        looked_at = 0
        for posting in postings:
            if looked_at and looked_at + len(posting) > LOOKED_AT:
                break
            looked_at += len(posting)
            shared.update(posting)
        shortest, longest = len(folded) * cutoff / (200 - cutoff), len(folded) * (200 - cutoff) / cutoff
        fitting = ((count, -index) for index, count in shared.items() if shortest <= len(self._texts[index]) <= longest)
        return [self._texts[-index] for _, index in sorted(nlargest(CANDIDATES, fitting), reverse=True)]


def remembered(file: polib.POFile, origin: str) -> Iterator[Remembered]:
    """What a catalog gives to a memory: what somebody stands by, obsolete entries too, and of a stale entry the text
    that its translation belongs to."""
    for entry in file:
        state, previous = state_of(entry), entry.previous_msgid
        if state is State.STALE and previous:
            yield Remembered(previous, entry.msgstr, origin)
        elif state in (State.TRANSLATED, State.REVIEWED):
            yield Remembered(entry.msgid, entry.msgstr, origin, state is State.REVIEWED)

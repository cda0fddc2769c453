"""A sentence as words that can be weighed: folded forms with their spans, and the parts inside a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from crisisbrief.languages.fold import fold_word
from crisisbrief.model import Segment, Span

# Arabic vowel signs, tatweel and zero-width joiners may stand inside a word; they are not `\w`.
WORD = re.compile(r"[^\W_]+(?:[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c-\u200f\u2060]+[^\W_]*)*")
SHORTEST_PART, LONGEST_PART = 3, 5
NUMBER, YEAR = "#", "#year"

Word = tuple[str, Span]
"""The folded form, or the class that stands for it, and where it stands in the report."""


def words(segment: Segment, masks: Sequence[tuple[Span, str]]) -> list[Word]:
    """The words of a segment in order. A word inside a span of `masks` gives way to the class named there, so that
    nothing is learned about one country or person that is not true of the next."""
    found: list[Word] = []
    start = segment.span.start
    pending = list(masks)
    for match in WORD.finditer(segment.text):
        span = Span(start + match.start(), start + match.end())
        while pending and pending[0][0].end <= span.start:
            pending.pop(0)
        if pending and pending[0][0].overlaps(span):
            if not found or found[-1][1] is not pending[0][0]:
                found.append((pending[0][1], pending[0][0]))
            continue
        found.append((form(match.group()), span))
    return found


@lru_cache(maxsize=65536)
def form(word: str) -> str:
    """The folded form under which a word is weighed; numbers are all alike but for years."""
    folded = fold_word(word)
    if folded[:1].isdigit():
        return YEAR if len(folded) == 4 and folded[:2] in ("19", "20") else NUMBER
    return folded


def parts(folded: str) -> Iterator[str]:
    """The pieces of a form by which its relatives are recognized; `_` marks where the word begins and ends."""
    if folded[0] in "#<":
        return
    bounded = f"_{folded}_"
    for size in range(SHORTEST_PART, min(LONGEST_PART, len(bounded) - 1) + 1):
        for start in range(len(bounded) - size + 1):
            yield bounded[start : start + size]

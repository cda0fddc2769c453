"""A sentence as words that can be weighed: folded forms with their spans, and the stems behind a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crisisbrief.languages import Form, Language
from crisisbrief.model import Segment, Span

NUMBER, YEAR = "#", "#year"
LONGEST = 40
"""Characters of a form; what is longer is no word."""
LONG_WORD = 3
"""Characters; shorter words bind no sentences together."""


class Word(NamedTuple):
    """One word, or one name that gave way to its class."""

    form: str
    """Folded; `#` for a number, `#year` for a year, `<own.land>` and the like for a name."""
    span: Span
    readings: tuple[Form, ...]
    """Every way to take its affixes off; none for a number or a name."""


def words(segment: Segment, language: Language, masks: Sequence[tuple[Span, str]]) -> list[Word]:
    """The words of a segment in order. A word inside a span of `masks` gives way to the class named there, so that
    nothing is learned about one country or person that is not true of the next."""
    found: list[Word] = []
    pending = sorted(masks)
    at = 0
    masked = -1
    for word in language.words(segment.text, segment.span.start):
        while at < len(pending) and pending[at][0].end <= word.start:
            at += 1
        if at < len(pending) and pending[at][0].start < word.end:
            if masked != at:
                found.append(Word(pending[at][1], pending[at][0], ()))
            masked = at
        else:
            found.append(_word(word.folded, word.span, word.forms))
    return found


def _word(folded: str, span: Span, readings: tuple[Form, ...]) -> Word:
    if folded[:1].isdigit():
        return Word(_number(folded), span, ())
    return Word(folded[:LONGEST], span, readings)


def _number(folded: str) -> str:
    """Numbers are all alike but for years."""
    return YEAR if len(folded) == 4 and folded[:2] in ("19", "20") else NUMBER


def roots(segment: Segment, language: Language) -> frozenset[str]:
    """The longer words of a segment, bare of affixes."""
    found = set()
    for word in language.words(segment.text, segment.span.start):
        if word.folded[:1].isdigit():
            found.add(_number(word.folded))
        elif len(word.folded) > LONG_WORD:
            found.add(word.root)
    return frozenset(found - {NUMBER})


def stems(word: Word) -> Iterator[str]:
    """What the word may be with its affixes taken off: by these its relatives are recognized."""
    for stem in dict.fromkeys(form.stem for form in word.readings):
        if stem != word.form and len(stem) > 2:
            yield stem

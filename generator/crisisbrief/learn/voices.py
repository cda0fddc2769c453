"""speakers.tsv and times.tsv -> how often the stages before `arrange` name the right speaker and the right day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crisisbrief.languages.fold import fold_word
from crisisbrief.languages.words import WORD
from crisisbrief.learn.corpus import Example, rows
from crisisbrief.model import MentionKind, Segment

NOBODY, CARRIED, UNRESOLVED = "-", "^", "?"
ENOUGH = 0.5
"""Share of the words of both namings together that must be common to them."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Of `asked` cases so many right and so many worse than nothing: an invented speaker, a wrong day."""

    asked: int
    right: int
    wrong: int


def speakers(folder: Path, examples: Sequence[Example]) -> Tally | None:
    """Paragraphs with the right speaker or rightly without one; None where the folder has no speakers.tsv."""
    path = folder / "speakers.tsv"
    if not path.is_file():
        return None
    by_name = {example.report.name: example for example in examples}
    asked = right = invented = 0
    for row in rows(path, optional=1):
        example = by_name.get(row["report"].replace("/", "-"))
        if example is None:
            continue
        meant = row["carried_from"] if row["speaker"] == CARRIED else row["speaker"]
        named = _speaker(example, int(row["paragraph"]))
        asked += 1
        if meant == NOBODY:
            right, invented = right + (named is None), invented + (named is not None)
        elif named is not None:
            right += _alike(named, meant)
    return Tally(asked, right, invented)


def _speaker(example: Example, paragraph: int) -> str | None:
    """The first speaker of a paragraph."""
    said = (segment.attribution for segment in example.segments if segment.paragraph == paragraph)
    return next((found.speaker.of(example.report.text) for found in said if found is not None), None)


def _alike(one: str, other: str) -> bool:
    first, second = _words(one), _words(other)
    return len(first & second) >= ENOUGH * len(first | second)


def _words(text: str) -> frozenset[str]:
    return frozenset(fold_word(match.group()) for match in WORD.finditer(text))


def times(folder: Path, examples: Sequence[Example]) -> Tally | None:
    """Time expressions found and rightly resolved; None where the folder has no times.tsv."""
    path = folder / "times.tsv"
    if not path.is_file():
        return None
    by_name = {example.report.name: example for example in examples}
    asked = right = wrong = 0
    for row in rows(path):
        example = by_name.get(row["report"].replace("/", "-"))
        if example is None:
            continue
        said = [segment for segment in example.segments if segment.paragraph == int(row["paragraph"])]
        values = _values(said, row)
        meant = None if row["resolved"] == UNRESOLVED else row["resolved"]
        asked += 1
        right += meant in values or (meant is None and not values)
        wrong += bool(values) and meant not in values and any(values)
    return Tally(asked, right, wrong)


def _values(segments: Sequence[Segment], row: Mapping[str, str]) -> list[str | None]:
    """What the times over the expression of a row came to."""
    found: list[str | None] = []
    for segment in segments:
        at = segment.text.find(row["expression"])
        if at < 0:
            continue
        start, end = segment.span.start + at, segment.span.start + at + len(row["expression"])
        found += [
            mention.moment
            for mention in segment.mentions
            if mention.kind is MentionKind.TIME and mention.span.start < end and start < mention.span.end
        ]
    return found

"""Features -> scores: a first pass over what each segment says, a second over what stands around it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import mul, sub
from typing import NamedTuple

from crisisbrief.arrange.signs import Seen
from crisisbrief.arrange.words import Word, stems
from crisisbrief.languages import weights
from crisisbrief.languages.weights import Row, Weights
from crisisbrief.model import Segment, Span

FEWEST = 6
"""Sentences with fewer words count as this long, or one word would decide a short line alone."""
LEAST_CHANCE = -11.5
"""Logarithm of the smallest chance that the second pass tells from none."""
MOST_REMEMBERED = 50_000


class Reason(NamedTuple):
    """Something seen that has a weight."""

    feature: str
    span: Span
    row: Row
    """A weight for each section."""
    factor: float

    def towards(self, column: Row) -> float:
        """What it adds to a score that is the sum of the sections' scores times `column`."""
        return self.factor * float(sum(map(mul, self.row, column)))


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights with a memory for words already met."""

    weights: Weights
    columns: tuple[Row, ...]
    """What the first-pass scores add to each section in the second pass."""
    known: dict[str, Row | None] = field(default_factory=dict)

    def word(self, word: Word) -> Row | None:
        """What a word and its stems weigh together; None for a word that says nothing."""
        if word.form in self.known:
            return self.known[word.form]
        if len(self.known) >= MOST_REMEMBERED:
            self.known.clear()
        features = self.weights.features
        rows = [features[name] for name in word_features(word) if name in features]
        self.known[word.form] = add(rows) if rows else None
        return self.known[word.form]

    def reasons(self, seen: Seen) -> list[Reason]:
        """Everything in a segment that has a weight, in the order of the text, signs last."""
        found: list[Reason] = []
        scale = length_scale(seen)
        met: set[str] = set()
        for word in seen.words:
            row = None if word.form in met else self.word(word)
            met.add(word.form)
            if row is not None:
                found.append(Reason(f"word:{word.form}", word.span, row, scale))
        features = self.weights.features
        weighed = [(sign, span) for sign, span in seen.signs if sign in features]
        often = Counter(sign for sign, _ in weighed)
        # A sign counts once, however often it is seen; each sighting shows its share.
        found += [Reason(sign, span, features[sign], 1 / often[sign]) for sign, span in weighed]
        return found

    def first(self, reasons: Sequence[Reason]) -> Row:
        """The raw scores that a segment has by itself."""
        totals = list(self.weights.bias)
        for reason in reasons:
            factor = reason.factor
            for index, weight in enumerate(reason.row):
                totals[index] += weight * factor
        return tuple(totals)

    def own(self, row: Row) -> Row:
        """What the logarithms of the first-pass chances come to in the second pass."""
        return tuple(float(sum(map(mul, row, column))) for column in self.columns)

    def heard(self, voice: str, row: Row) -> Row:
        """What the logarithms of another first pass's chances come to in the second pass, for each section beside
        what they come to for all."""
        told = [float(sum(map(mul, row, column))) for column in zip(*self.weights.voices[voice], strict=True)]
        return tuple(each - sum(told) / len(told) for each in told)

    def around(self, seen: Sequence[tuple[str, float]], here: Span) -> list[Reason]:
        """What the neighbourhood of a segment adds in the second pass."""
        rows = self.weights.around
        return [Reason(name, here, rows[name], value) for name, value in seen if value and name in rows]


@cache
def scorer(code: str, reader: str) -> Scorer:
    learned = weights.load(code, reader)
    return Scorer(learned, tuple(zip(*learned.own, strict=True)))


def length_scale(seen: Seen) -> float:
    return 1 / math.sqrt(max(FEWEST, len({word.form for word in seen.words})))


def word_features(word: Word) -> Iterator[str]:
    """The features of one word, itself first."""
    yield f"word:{word.form}"
    for stem in stems(word):
        yield f"stem:{stem}"


def neighbourhood(
    segments: Sequence[Segment], chances: Sequence[Row], sections: Sequence[str]
) -> list[list[tuple[str, float]]]:
    """For each segment, what the first pass thinks of the text around it, as named probabilities, and the side of who
    speaks in it: what a foreign government says stands where the sentence before it stands more seldom."""
    everywhere = mean(chances)
    found: list[list[tuple[str, float]]] = []
    members: dict[int, list[Row]] = {}
    for segment, row in zip(segments, chances, strict=True):
        members.setdefault(segment.paragraph, []).append(row)
    totals = {paragraph: (add(rows), len(rows)) for paragraph, rows in members.items()}
    for index, segment in enumerate(segments):
        around: list[tuple[str, float]] = [("bias", 1.0)]
        beside = _without(*totals[segment.paragraph], chances[index])
        for name, rows in (
            ("before", chances[max(0, index - 1) : index]),
            ("earlier", chances[max(0, index - 3) : max(0, index - 1)]),
            ("after", chances[index + 1 : index + 2]),
            ("later", chances[index + 2 : index + 4]),
            ("paragraph", beside),
        ):
            if rows:
                around += zip((f"{name}:{section}" for section in sections), mean(rows), strict=True)
            else:
                around.append((f"{name}:nothing", 1.0))
        around += zip((f"report:{section}" for section in sections), everywhere, strict=True)
        if segment.attribution is not None and segment.attribution.carried_from is None:
            around.append((f"says:{segment.attribution.side}", 1.0))
        found.append(around)
    return found


def _without(total: Row, count: int, own: Row) -> list[Row]:
    """The mean of `count` rows with this `total`, but for one of them; nothing where it is the only one."""
    return [scaled(tuple(map(sub, total, own)), 1 / (count - 1))] if count > 1 else []


def softmax(row: Row) -> Row:
    top = max(row)
    powers = [math.exp(value - top) for value in row]
    total = sum(powers)
    return tuple(power / total for power in powers)


def log_softmax(row: Row) -> Row:
    """The logarithms of the chances, of the smallest ones bounded."""
    top = max(row)
    total = top + math.log(sum(math.exp(value - top) for value in row))
    return tuple(max(value - total, LEAST_CHANCE) for value in row)


def mean(rows: Sequence[Row]) -> Row:
    return scaled(add(rows), 1 / len(rows))


def add(rows: Sequence[Row]) -> Row:
    return tuple(map(sum, zip(*rows, strict=True)))


def scaled(row: Row, factor: float) -> Row:
    return tuple(value * factor for value in row)

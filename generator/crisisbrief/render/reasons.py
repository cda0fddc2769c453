"""Evidence of a placement -> reasons that a reader understands.

What was seen at one stretch of words is one reason, what was seen outside the words is one reason for each kind; their
weights add up, since they are logits. `feature` kinds are those of arrange/signs.py; an unknown one is "another sign".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crisisbrief.model import Evidence, Placement, Segment, Span

MOST_WORDS, MOST_SIGNS, MOST_AGAINST = 6, 3, 3
LEAST = 0.1
"""In logits: a reason weaker than this is named only where no word is stronger."""

TELLING = ("concept", "opens", "office", "does", "place", "actor", "lead", "time", "cue", "verb")
"""Kinds that say more about a stretch than that it was seen, the most telling first."""
APART = frozenset(("speaker", "said", "stance", "carried", "quoted"))
"""Kinds that rest on words but speak of somebody, not of the words."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a sentence stands where it stands, in part."""

    kind: str
    detail: str
    weight: float
    span: Span | None = None
    """The words that show it; None where no words do."""


def reasons(
    placement: Placement, segment: Segment
) -> tuple[tuple[Reason, ...], tuple[Reason, ...], tuple[Reason, ...]]:
    """The words that speak for a placement, the signs that do, and the words and signs that speak against it."""
    in_words = [each for each in placement.evidence if _is_word(each, segment)]
    words = sorted(_words(in_words), key=_strength)
    signs = sorted(_signs(each for each in placement.evidence if each not in in_words), key=_strength)
    speaking = [each for each in words if each.weight > 0]
    for_it = [each for each in speaking if each.weight >= LEAST] or speaking[:2]
    beside = [each for each in signs if each.weight >= LEAST]
    against = sorted((each for each in (*words, *signs) if each.weight <= -LEAST), key=_strength)
    return tuple(for_it[:MOST_WORDS]), tuple(beside[:MOST_SIGNS]), tuple(against[:MOST_AGAINST])


def deciding(placement: Placement, segment: Segment) -> tuple[Span, ...]:
    """The words of a sentence that spoke for its section, as spans into the sentence, in order."""
    spans = sorted(each.span for each in reasons(placement, segment)[0] if each.span)
    return tuple(Span(span.start - segment.span.start, span.end - segment.span.start) for span in spans)


def _strength(reason: Reason) -> tuple[float, int]:
    return (-abs(reason.weight), reason.span.start if reason.span else 0)


def _kind(evidence: Evidence) -> str:
    return evidence.feature.partition(":")[0]


def _is_word(evidence: Evidence, segment: Segment) -> bool:
    """Does the evidence rest on words of the sentence, and speak of them? A quotation mark is no word."""
    span = evidence.span
    if not len(span) or _kind(evidence) in APART or not segment.span.contains(span):
        return False
    return any(map(str.isalnum, segment.text[span.start - segment.span.start : span.end - segment.span.start]))


def _words(evidence: Iterable[Evidence]) -> Iterable[Reason]:
    """One reason for each stretch of words; stretches that overlap are one."""
    found: list[list[Evidence]] = []
    end = -1
    for each in sorted(evidence, key=lambda each: each.span):
        if each.span.start >= end:
            found.append([])
        found[-1].append(each)
        end = max(end, each.span.end)
    return (_stretch(group) for group in found)


def _stretch(group: list[Evidence]) -> Reason:
    span = Span(group[0].span.start, max(each.span.end for each in group))
    weight = sum(each.weight for each in group)
    ranks = {kind: rank for rank, kind in enumerate(TELLING)}
    # of equally telling ones the one that speaks the same way as the whole, and most strongly
    best = min(group, key=lambda each: (each.weight * weight < 0, ranks.get(_kind(each), 99), -abs(each.weight)))
    kind, _, detail = best.feature.partition(":")
    return Reason(kind, detail, weight, span)


def _signs(evidence: Iterable[Evidence]) -> Iterable[Reason]:
    """One reason for each kind of sign and what it says."""
    weights: dict[tuple[str, str], float] = {}
    for each in evidence:
        kind, _, detail = each.feature.partition(":")
        kind = "position" if detail == "nothing" and kind in BESIDE else SAME.get(kind, kind)
        key = kind, "" if kind in UNTOLD else detail
        weights[key] = weights.get(key, 0.0) + each.weight
    return (Reason(kind, detail, weight) for (kind, detail), weight in weights.items())


SAME = {
    "earlier": "before",
    "later": "after",
    "said": "speaker",
    "says": "speaker",
    "lead": "actor",
    "around": "paragraph",
}
"""Kinds that readers need not tell apart."""
BESIDE = frozenset(("before", "earlier", "after", "later"))
"""Kinds that say, where there is `nothing`, that the sentence stands at an end of the report."""
UNTOLD = frozenset(("position", "shape", "echo", "meaning", "words", "cue"))
"""Kinds whose details say nothing to a reader."""

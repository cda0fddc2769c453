"""The editor's decisions over the reader's placements: a person has the last word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from crisisbrief.errors import BriefError
from crisisbrief.model import Decision, Placement, Segment
from crisisbrief.read import BriefFile

OPENING_WORDS = 6
"""How many words `opening_of` takes: enough to tell the sentences of a report apart."""


def opening_of(segment: Segment, words: int = OPENING_WORDS) -> str:
    """The first words of a sentence, by which a decision recognizes it after the report was edited."""
    return " ".join(segment.text.split()[:words])


def decide(
    placements: Iterable[Placement], decisions: Sequence[Decision], segments: Mapping[str, Segment]
) -> tuple[Placement, ...]:
    """The placements with the decisions applied. Decisions must fit (see `misplaced`)."""
    by_anchor = {decision.anchor: decision for decision in decisions if fits(decision, segments)}
    return tuple(_decided(placement, by_anchor.get(placement.anchor)) for placement in placements)


def fits(decision: Decision, segments: Mapping[str, Segment]) -> bool:
    """Whether the sentence at the decision's anchor opens with the decision's words."""
    segment = segments.get(decision.anchor)
    return segment is not None and _begins(segment, decision.opening)


def misplaced(file: BriefFile, segments: Mapping[str, Segment]) -> list[BriefError]:
    """Decisions whose sentence is not where they say, each with a proposal where it went."""
    return [
        BriefError(_where_it_went(decision, segments), path=file.path, line=file.lines.get(decision.anchor))
        for decision in file.decisions
        if not fits(decision, segments)
    ]


def _decided(placement: Placement, decision: Decision | None) -> Placement:
    if decision is None:
        return placement
    runner_up = placement.runner_up if placement.section == decision.section else placement.section
    also = tuple(citation for citation in placement.also if citation.section != decision.section)
    return replace(placement, section=decision.section, runner_up=runner_up, also=also, decision=decision)


def _begins(segment: Segment, opening: str) -> bool:
    """Whether the sentence opens with these words, whole ones, however they are spaced."""
    text, words = " ".join(segment.text.split()), " ".join(opening.split())
    return text.startswith(words) and not text[len(words) : len(words) + 1].isalnum()


def _where_it_went(decision: Decision, segments: Mapping[str, Segment]) -> str:
    moved = next((segment for segment in segments.values() if _begins(segment, decision.opening)), None)
    told = f"the decision for {decision.anchor} is about a sentence that opens «{decision.opening}»"
    if moved is not None:
        return f'{told}; that sentence is {moved.anchor} now: write segment = "{moved.anchor}"'
    openings = {opening_of(segment, len(decision.opening.split())): segment for segment in segments.values()}
    close = get_close_matches(decision.opening, openings, n=1, cutoff=0.5)
    if close:
        candidate = openings[close[0]]
        return (
            f"{told}, and no sentence does any more; if it became {candidate.anchor} («{close[0]}»), "
            f"write that anchor and those words, else delete the decision"
        )
    return f"{told}, and the report has no such sentence any more; delete the decision"

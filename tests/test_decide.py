"""A person has the last word, also after the report was edited."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from crisisbrief.decide import decide, misplaced, opening_of
from crisisbrief.model import Decision, Placement, Segment, Span
from crisisbrief.read import brief_file

TEXTS = ("أغلقت السلطات المطار صباح الأربعاء.", "وقالت الوزارة إن عشرة أصيبوا.", "ودعت الأمم المتحدة إلى ضبط النفس.")
SETTINGS = """locales = ["ar"]
title.ar = "عنوان"
edition.published = 2022-01-05

[[decision]]
segment = "p2s1"
opening = "أغلقت السلطات المطار"
section = "background"
reason = "سبق الأحداث"
"""


def segments(*texts: str) -> dict[str, Segment]:
    return {f"p{n}s1": Segment(f"p{n}s1", n, Span(0, len(text)), text) for n, text in enumerate(texts, start=1)}


def test_the_decision_stands_and_the_reader_is_still_heard() -> None:
    placement = Placement("p1s1", "escalation", 0.6, "government_response", automatic="escalation")
    decision = Decision("p1s1", "أغلقت السلطات", "background", {"ar": "سبق الأحداث"})
    (decided,) = decide([placement], [decision], segments(*TEXTS))
    assert (decided.section, decided.automatic, decided.runner_up) == ("background", "escalation", "escalation")
    assert decided.decided_by_editor and decided.decision == decision


def test_a_decision_for_other_words_decides_nothing() -> None:
    placement = Placement("p2s1", "escalation", 0.6, "background", automatic="escalation")
    decision = Decision("p2s1", "أغلقت السلطات", "background", {})
    assert decide([placement], [decision], segments(*TEXTS)) == (placement,)


def test_a_moved_sentence_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "brief.toml"
    path.write_text(SETTINGS, "utf-8")
    (fault,) = misplaced(brief_file(path), segments(*TEXTS))
    assert str(fault).startswith(f"{path}:6: ") and 'that sentence is p1s1 now: write segment = "p1s1"' in str(fault)


def test_a_changed_sentence_is_proposed_and_a_lost_one_told(tmp_path: Path) -> None:
    path = tmp_path / "brief.toml"
    path.write_text(SETTINGS, "utf-8")
    file = brief_file(path)
    (changed,) = misplaced(file, segments("أغلقت السلطات المطارات كلها صباح اليوم.", *TEXTS[1:]))
    assert "if it became p1s1" in str(changed)
    (lost,) = misplaced(file, segments(*TEXTS[1:]))
    assert "has no such sentence any more; delete the decision" in str(lost)


def test_an_opening_is_enough_to_find_its_sentence() -> None:
    for segment in segments(*TEXTS).values():
        decision = Decision(segment.anchor, opening_of(segment), "other", {})
        placement = Placement(segment.anchor, "escalation", 0.5, "other")
        assert decide([placement], [decision], segments(*TEXTS))[0] == replace(
            placement, section="other", runner_up="escalation", decision=decision
        )

"""What `crisisbrief explain` says of one sentence: as a JSON record, or as lines for an editor's eye."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import Any

from crisisbrief.model import MentionKind, Placement, Report, Segment, Span

STRONGEST = 4
"""How many words of evidence the lines for the eye name."""


CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
"""What would break a line, steer a terminal or turn its text around."""


def as_json(segment: Segment, placement: Placement) -> str:
    """One line of `explain --json`; whatever a reader might take for the end of a line is escaped."""
    line = json.dumps(as_record(segment, placement), ensure_ascii=False)
    return CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def as_record(segment: Segment, placement: Placement) -> dict[str, Any]:
    """The fields of one line of `explain --json`; offsets are code points in the decoded text, half-open."""
    return {
        "id": segment.anchor,
        "paragraph": segment.paragraph,
        **_ends(segment.span),
        "text": segment.text,
        "section": placement.section,
        "confidence": round(placement.confidence, 4),
        "runner_up": placement.runner_up,
        "reader": placement.reader,
        "evidence": [
            {**_ends(reason.span), "weight": round(reason.weight, 4), "why": reason.feature}
            for reason in placement.evidence
        ],
        "also": [{"section": citation.section, **_ends(citation.span)} for citation in placement.also],
        "speaker": _speaker(segment),
        "times": [
            {**_ends(mention.span), "value": mention.moment}
            for mention in segment.mentions
            if mention.kind is MentionKind.TIME
        ],
    }


def as_text(segment: Segment, placement: Placement, report: Report) -> str:
    """A few lines: the sentence, where it would stand and how surely, the words that decided, speaker and dates.
    Control characters are named, so that a report cannot play with the terminal."""
    weights: defaultdict[str, float] = defaultdict(float)
    for reason in placement.evidence:
        if len(reason.span):
            weights[_shortened(_shown(reason.span.of(report.text)))] += reason.weight
    strongest = sorted(weights.items(), key=lambda weighed: -weighed[1])[:STRONGEST]
    words = [f"{word} {weight:+.2f}" for word, weight in strongest]
    times = [mention for mention in segment.mentions if mention.kind is MentionKind.TIME]
    lines = [
        f"{segment.anchor}  {_shown(segment.text)}",
        f"  section   {placement.section} {placement.confidence:.2f}  (else {placement.runner_up})",
        f"  because   {' · '.join(words) or 'of its place in the report'}",
    ]
    lines += [f"  also      {citation.section}" for citation in placement.also]
    if segment.attribution is not None:
        carried = f"  (named in {segment.attribution.carried_from})" if segment.attribution.carried_from else ""
        lines.append(f"  speaker   {_shown(segment.attribution.speaker.of(report.text))}{carried}")
    for mention in times:
        lines.append(f"  time      {_shown(mention.span.of(report.text))} = {mention.moment or 'not resolved'}")
    return "\n".join(lines) + "\n"


def _shown(text: str) -> str:
    return CONTROLS.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def _shortened(text: str, longest: int = 40) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _ends(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _speaker(segment: Segment) -> dict[str, Any] | None:
    attribution = segment.attribution
    if attribution is None:
        return None
    return {**_ends(attribution.speaker), "carried_from": attribution.carried_from}

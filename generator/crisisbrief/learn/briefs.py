"""A folder of briefs -> examples: what an editor decided is a label, what an editor let stand is a weaker one."""

from __future__ import annotations

from pathlib import Path

from crisisbrief import pipeline
from crisisbrief.learn.corpus import Example, Label
from crisisbrief.model import Brief, Report

ACCEPTED = 0.3
"""How much a placement counts that the editor did not touch; a decision counts 1."""


def holds_briefs(folder: Path) -> bool:
    return any(folder.glob("*/brief.toml"))


def read(folder: Path, locale: str) -> tuple[Example, ...]:
    """The reports in `locale` of all briefs in a project's `content/briefs`."""
    root = folder.resolve().parent.parent
    briefs = [pipeline.desk(root, path.parent.name).brief for path in sorted(folder.glob("*/brief.toml"))]
    return tuple(_example(brief, report) for brief in briefs for report in brief.reports if report.locale == locale)


def _example(brief: Brief, report: Report) -> Example:
    segments = brief.segments[report.name]
    labels: dict[str, Label] = {}
    for segment in segments:
        placement = brief.placements[segment.anchor]
        sections = (placement.section, *(citation.section for citation in placement.also[:1]))
        labels[segment.anchor] = Label(sections, 1.0 if placement.decided_by_editor else ACCEPTED)
    countries = frozenset() if report.country is None else frozenset((report.country,))
    return Example(report, segments, {}, countries, by_segment=labels)

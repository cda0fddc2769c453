"""The stages in order, for one report: text -> sentences -> mentions -> speakers -> placements."""

from __future__ import annotations

from crisisbrief import languages, sections
from crisisbrief.arrange import arrange
from crisisbrief.attribute import attribute
from crisisbrief.model import Placement, Report, Segment
from crisisbrief.recognize import recognize
from crisisbrief.segment import segment


def structure(
    report: Report, *, prefix: str = "", reader: str = "core"
) -> tuple[tuple[Segment, ...], tuple[Placement, ...]]:
    """All that can be told from one report alone; `prefix` goes before every anchor."""
    language = languages.load(report.locale)
    segments = segment(report, language, prefix=prefix)
    segments = recognize(segments, report, language)
    segments = attribute(segments, report, language)
    return segments, arrange(segments, report, language, sections.load(), reader=reader)

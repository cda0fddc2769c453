"""An edition as one language shows it: what every renderer asks about a sentence, without markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from crisisbrief import sections
from crisisbrief.languages.interface import Interface, interface
from crisisbrief.model import (
    Edition,
    Mention,
    MentionKind,
    Placement,
    Rendering,
    Report,
    Segment,
    Span,
    State,
)
from crisisbrief.render.pen import Pen


@dataclass(frozen=True, slots=True)
class View:
    edition: Edition
    locale: str
    words: Interface
    pen: Pen
    segments: Mapping[str, Segment]
    reports: Mapping[str, Report]
    """By anchor of a segment."""

    @classmethod
    def of(cls, edition: Edition, locale: str, pen: Pen) -> View:
        brief = edition.brief
        segments = {segment.anchor: segment for segment in brief.all_segments()}
        reports = {segment.anchor: report for report in brief.reports for segment in brief.segments[report.name]}
        return cls(edition, locale, interface(locale), pen, segments, reports)

    @property
    def others(self) -> tuple[str, ...]:
        """The other languages of the edition."""
        return tuple(code for code in self.edition.locales if code != self.locale)

    def rendering(self, anchor: str, clause: str | None = None) -> Rendering:
        return self.edition.rendering(anchor, self.locale, clause)

    def placement(self, anchor: str) -> Placement:
        return self.edition.brief.placements[anchor]

    def section(self, anchor: str) -> sections.Section:
        """The section where a sentence is at home."""
        return section(self.placement(anchor).section)

    def is_source(self, anchor: str) -> bool:
        """Is the page in the language that the sentence was written in?"""
        return self.reports[anchor].locale == self.locale

    def times(self, anchor: str) -> tuple[Mention, ...]:
        return tuple(mention for mention in self.segments[anchor].mentions if mention.kind is MentionKind.TIME)

    def words_of(self, anchor: str, span: Span) -> str:
        return span.of(self.reports[anchor].text)

    def own(self, by_locale: Mapping[str, str]) -> tuple[str, str]:
        """What somebody wrote in several languages, in this one or else in one there is; with its language."""
        if self.locale in by_locale:
            return by_locale[self.locale], self.locale
        fallback = next((code for code in (*self.edition.locales, *by_locale) if code in by_locale), self.locale)
        return by_locale.get(fallback, ""), fallback

    def unattributed(self, segments: Iterable[Segment]) -> int:
        """How many of the sentences name no speaker."""
        return sum(segment.attribution is None for segment in segments)

    def states(self, anchors: Iterable[str] | None = None) -> dict[State, int]:
        """How many sentences (of all, or of those named) are in which state of translation."""
        found: dict[State, int] = {}
        for anchor in self.segments if anchors is None else anchors:
            state = self.rendering(anchor).state
            found[state] = found.get(state, 0) + 1
        return found


def section(identifier: str) -> sections.Section:
    return next(each for each in sections.load() if each.id == identifier)


def shown_sections(edition: Edition) -> tuple[sections.Section, ...]:
    """The sections that have a page, in reading order."""
    filled = {placement.section for placement in edition.brief.placements.values()}
    return tuple(each for each in sections.load() if each.always_shown or each.id in filled)


def number_of(anchor: str) -> str:
    """`3.2` for `p3s2`; the report's name stays before it where a brief has several."""
    name, _, place = anchor.rpartition("-")
    label = place.removeprefix("p").replace("s", ".")
    return f"{name} {label}" if name else label


def gaps(report: Report, segments: tuple[Segment, ...]) -> Iterator[tuple[Segment, str]]:
    """Each sentence with the white space between it and the next one of its paragraph, empty after the last."""
    for segment, following in zip(segments, (*segments[1:], None), strict=True):
        same = following is not None and following.paragraph == segment.paragraph
        yield segment, report.text[segment.span.end : following.span.start] if same and following else ""

"""An edition in, out what lists of briefs say about it: small enough to be kept for a thousand briefs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from crisisbrief.languages.interface import interface
from crisisbrief.model import Edition, MentionKind
from crisisbrief.render.status import as_of

TOPICS = 3
"""So many events a brief is listed under, those that most of its sentences name."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One brief in the lists of all."""

    slug: str
    locales: tuple[str, ...]
    title: Mapping[str, str]
    """By locale, those of the brief first."""
    day: date
    """Up to which its reports tell; where they do not say, the day of the edition."""
    published: date
    number: int
    withdrawn: bool
    country: str | None
    """ISO 3166, of the country affected."""
    topics: tuple[str, ...]
    """Concepts of events that pages have a name for, the most frequent first."""

    @classmethod
    def of(cls, edition: Edition) -> Listed:
        imprint = edition.imprint
        return cls(
            slug=edition.brief.slug,
            locales=edition.locales,
            title=dict(edition.title),
            day=as_of(edition) or imprint.published,
            published=imprint.published,
            number=imprint.number,
            withdrawn=imprint.withdrawn,
            country=next((report.country for report in edition.brief.reports if report.country), None),
            topics=() if imprint.withdrawn else _topics(edition),
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"day": self.day.isoformat(), "published": self.published.isoformat()}

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Listed:
        days = {name: date.fromisoformat(told[name]) for name in ("day", "published")}
        several = {name: tuple(told[name]) for name in ("locales", "topics")}
        return cls(**{**told, **days, **several})

    def own(self, locale: str) -> tuple[str, str]:
        """Its title in a language, or else in one there is; with the language of that."""
        found = next(code for code in (locale, *self.locales, *self.title) if code in self.title)
        return self.title[found], found


def latest_first(briefs: Iterable[Listed]) -> tuple[Listed, ...]:
    """The briefs, those that tell of the latest days first."""
    return tuple(sorted(briefs, key=lambda brief: (brief.day, brief.published, brief.slug), reverse=True))


def _topics(edition: Edition) -> tuple[str, ...]:
    words = interface(edition.locales[0])
    counted: Counter[str] = Counter()
    for segment in edition.brief.all_segments():
        events = {mention.concept for mention in segment.mentions if mention.kind is MentionKind.EVENT}
        counted.update(event for event in events if words.name("topic", event))
    ordered = sorted(counted, key=lambda event: (-counted[event], event))
    return tuple(ordered[:TOPICS])

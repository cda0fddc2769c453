"""Labelled reports -> examples. A folder holds labels.tsv, reports.tsv and `<locale>/NNN.txt`, a paragraph a line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

from crisisbrief import languages
from crisisbrief.attribute import attribute
from crisisbrief.errors import BriefError
from crisisbrief.languages import Language
from crisisbrief.model import Dateline, Report, Segment
from crisisbrief.read import read_report
from crisisbrief.recognize import recognize
from crisisbrief.sections import load as load_sections
from crisisbrief.segment import segment

NOT_STATED = "-"
Labels = tuple[str, ...]
"""The section of a paragraph, then any second one that it truly shares."""


class Label(NamedTuple):
    """What is known about one segment."""

    sections: Labels
    trust: float
    """1 for a careful reader's word."""


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled report, through the stages up to `attribute`."""

    report: Report
    segments: tuple[Segment, ...]
    labels: Mapping[int, Labels]
    """By paragraph; a paragraph that nobody labelled is missing."""
    countries: frozenset[str]
    trust: float = 1.0
    """How much its labels count in training."""
    by_segment: Mapping[str, Label] = field(default_factory=dict)
    """By anchor, where single segments are labelled; they go before their paragraph's label."""

    def label(self, segment: Segment) -> Label | None:
        """The label to learn from; None for a segment that nobody labelled."""
        named = self.labels.get(segment.paragraph)
        return self.by_segment.get(segment.anchor, Label(named, 1.0) if named else None)


def read(folder: Path, locale: str) -> tuple[Example, ...]:
    """The labelled reports of one locale, in the order of labels.tsv."""
    labels = _labels(folder / "labels.tsv")
    facts = {row["report"]: row for row in rows(folder / "reports.tsv")}
    names = [name for name in labels if name.split("/")[0] == locale]
    if not names:
        raise BriefError(
            f"has no report in {locale!r}; its names begin with the locale, as in {locale}/001",
            path=folder / "labels.tsv",
        )
    language = languages.load(locale)
    return tuple(_example(folder, name, labels[name], facts.get(name, {}), language) for name in names)


def locales(folder: Path) -> tuple[str, ...]:
    """The locales that `folder` holds labelled reports in, sorted."""
    return tuple(sorted({name.split("/")[0] for name in _labels(folder / "labels.tsv")}))


def rows(path: Path, *, optional: int = 0) -> Iterator[dict[str, str]]:
    """The lines of a tab-separated file with a head line; fields are taken as they stand. So many of the last
    fields as `optional` says may be missing from a line."""
    try:
        head, *lines = path.read_text("utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise BriefError(
            "cannot be read; it must be a UTF-8 file of tab-separated fields with a head line", path=path
        ) from error
    names = head.split("\t")
    for number, line in enumerate(lines, start=2):
        fields = line.split("\t")
        fields += [""] * min(optional, len(names) - len(fields))
        if len(fields) != len(names):
            raise BriefError(f"has {len(fields)} fields, not {len(names)} ({', '.join(names)})", path=path, line=number)
        yield dict(zip(names, fields, strict=True))


def _labels(path: Path) -> dict[str, dict[int, Labels]]:
    known = {section.id for section in load_sections()}
    found: dict[str, dict[int, Labels]] = defaultdict(dict)
    for number, row in enumerate(rows(path), start=2):
        labels = tuple(row["section"].split("|"))
        if not row["paragraph"].isdecimal() or not known.issuperset(labels):
            told = (
                f"{row['paragraph']!r} must be a paragraph's number and {row['section']!r} one or two of: "
                f"{', '.join(sorted(known))}"
            )
            raise BriefError(told, path=path, line=number)
        found[row["report"]][int(row["paragraph"])] = labels
    return dict(found)


def _example(
    folder: Path, name: str, labels: Mapping[int, Labels], facts: Mapping[str, str], language: Language
) -> Example:
    countries = [code for code in facts.get("affected_country", NOT_STATED).split() if code != NOT_STATED]
    published = published_on(facts.get("published", NOT_STATED))
    path = folder / f"{name}.txt"
    report = replace(
        read_report(path, locale=language.code, published=published or date.min),
        name=name.replace("/", "-"),
        dateline=Dateline(published),
        # Not checked against CLDR: a report of 1987 may be about a country that is no more.
        country=countries[0] if countries else None,
    )
    segments = attribute(recognize(segment(report, language), report, language), report, language)
    if segments and max(labels) > segments[-1].paragraph:
        raise BriefError(
            f"has {segments[-1].paragraph} paragraphs, but labels.tsv labels paragraph {max(labels)}", path=path
        )
    return Example(report, segments, labels, frozenset(countries))


def published_on(text: str) -> date | None:
    """The day of an ISO date or of a date as feeds write it (RFC 5322)."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    try:
        return parsedate_to_datetime(text).date()
    except ValueError:
        return None

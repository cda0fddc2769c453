"""Reports that their folder has without labels, and that we read and labelled -> examples to learn from.

`readings.tsv` holds our labels and none of the text: a line is a report, known by the SHA-256 of its text; the country
that its crisis is in; and for each paragraph the first letters of its sections.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from crisisbrief import languages
from crisisbrief.attribute import attribute
from crisisbrief.errors import BriefError
from crisisbrief.learn.corpus import NOT_STATED, Example, Labels, published_on
from crisisbrief.model import Dateline, Report
from crisisbrief.read import written_in
from crisisbrief.recognize import recognize
from crisisbrief.sections import load as load_sections
from crisisbrief.segment import segment

FILE = "unlabelled.jsonl.gz"
"""One JSON object a line: `published`, `headline`, `paragraphs`."""
LABELS = "readings.tsv"
DIGITS = 16
"""Of the checksum, in hexadecimal: enough to tell thousands of reports apart."""
SAMPLE = 100
"""Characters that tell the language."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader said of one report."""

    country: str | None
    labels: Mapping[int, Labels]
    """By paragraph, from 1."""


def read(folder: Path, locale: str) -> tuple[Example, ...]:
    """The reports of `folder` in one locale that we read, in the order of the file; none where it has no such file."""
    path = folder / FILE
    return tuple(_examples(path, locale)) if path.is_file() else ()


def _examples(path: Path, locale: str) -> Iterator[Example]:
    language = languages.load(locale)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                text = "\n".join(paragraph for each in row["paragraphs"] if (paragraph := " ".join(each.split())))
                published = published_on(row["published"])
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                told = "must be a JSON object with `published`, `headline` and a list of `paragraphs`"
                raise BriefError(told, path=path, line=number) from error
            reading = readings().get(checksum(text))
            if reading is None or written_in(text[:SAMPLE]) != locale:
                continue
            report = Report(f"reading-{number}", locale, text, "", Dateline(published), country=reading.country)
            segments = attribute(recognize(segment(report, language), report, language), report, language)
            countries = frozenset() if reading.country is None else frozenset((reading.country,))
            yield Example(report, segments, reading.labels, countries)


def checksum(text: str) -> str:
    """The name of a report among the readings."""
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


@cache
def readings() -> Mapping[str, Reading]:
    """All of them, by `checksum`."""
    sections = {section.id[0]: section.id for section in load_sections()}
    _, *lines = (files(__package__) / LABELS).read_text("utf-8").splitlines()
    found: dict[str, Reading] = {}
    for line in lines:
        report, country, letters = line.split("\t")
        labels = [tuple(sections[letter] for letter in paragraph) for paragraph in letters.split()]
        found[report] = Reading(None if country == NOT_STATED else country, dict(enumerate(labels, start=1)))
    return found

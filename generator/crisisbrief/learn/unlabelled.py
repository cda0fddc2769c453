"""Reports that nobody labelled -> examples for a teacher: the reader with the embedding says where their sentences
belong, and the core learns from that how the same is said in other words."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from crisisbrief import languages
from crisisbrief.attribute import attribute
from crisisbrief.languages import Language
from crisisbrief.learn.corpus import Example, published_on
from crisisbrief.model import Dateline, Report, Segment
from crisisbrief.read import written_in
from crisisbrief.recognize import recognize
from crisisbrief.segment import segment

FILE = "unlabelled.jsonl.gz"
"""One JSON object a line: `published`, `headline`, `paragraphs`."""
MOST = 600
"""Reports taken: embedding them takes minutes, and more of them add little."""
FEWEST_PARAGRAPHS, MOST_PARAGRAPHS = 4, 26
# fmt: off
HARM = frozenset((
    "protest", "clash", "attack", "strike", "explosion", "shooting", "death", "injury", "damage", "fire", "disaster",
    "displacement", "hostage", "siege", "coup", "emergency", "outage", "epidemic",
))
# fmt: on
SAMPLE = 100
"""Characters that tell the language."""
HARMED = 0.4
"""Share of sentences that name a harm from which a report is taken to be about a crisis."""
NAMED = {"city": 1.5, "territory": 1.2, "nationality": 1.0}
"""How much a place tells about the country affected."""


def read(folder: Path, locale: str) -> tuple[Example, ...]:
    """Crisis reports of `folder` in one locale; always the same ones, none where there is no such file."""
    path = folder / FILE
    if not path.is_file():
        return ()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    random.Random(0).shuffle(rows)
    found: list[Example] = []
    for example in _examples(rows, languages.load(locale)):
        found.append(example)
        if len(found) == MOST:
            break
    return tuple(found)


def _examples(rows: Sequence[dict[str, Any]], language: Language) -> Iterator[Example]:
    for number, row in enumerate(rows):
        text = "\n".join(
            " ".join(paragraph.split("\n")).strip() for paragraph in row["paragraphs"] if paragraph.strip()
        )
        if not FEWEST_PARAGRAPHS <= len(row["paragraphs"]) <= MOST_PARAGRAPHS or not text:
            continue
        if written_in(text[:SAMPLE]) != language.code:
            continue
        report = Report(f"unlabelled-{number}", language.code, text, "", Dateline(published_on(row["published"])))
        segments = recognize(segment(report, language), report, language)
        if sum(map(_harms, segments)) >= HARMED * len(segments):
            yield _example(report, segments, language)


def _harms(found: Segment) -> bool:
    return any(mention.concept in HARM for mention in found.mentions)


def _example(report: Report, segments: Sequence[Segment], language: Language) -> Example:
    country = affected(segments)
    report = replace(report, country=country)
    segments = attribute(recognize(segments, report, language), report, language)
    return Example(report, segments, {}, frozenset() if country is None else frozenset((country,)))


def affected(segments: Sequence[Segment]) -> str | None:
    """The country named most, above all at the beginning: right for nine reports in ten."""
    count: Counter[str] = Counter()
    for found in segments:
        for mention in found.mentions:
            if mention.value is not None and mention.concept in NAMED:
                count[mention.value] += int(10 * NAMED[mention.concept] * (3 if found.paragraph <= 2 else 1))
    return max(count, key=lambda code: (count[code], code), default=None)

"""What a translator is asked for: every sentence, every clause that an editor marked, every name on the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from crisisbrief import sections
from crisisbrief.model import Actor, Brief, MentionKind, Report, Segment
from crisisbrief.translate.glossary import Glossary, hints

CONTROL_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
"""Control characters have no place in a PO file (gettext refuses NUL and EOT); their Unicode pictures stand in."""

NOT_IN_COMMENTS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]+")
"""A comment is one line, and a bidi control in it would turn the lines of the editor around."""
NEIGHBOUR = 80
"""Characters of a neighbouring sentence that a comment shows."""


class UnitKind(StrEnum):
    """What an entry of a catalog is."""

    SENTENCE = "sentence"
    CLAUSE = "clause"
    """Words of a sentence that pages show alone."""
    NAME = "name"
    """Of a speaker or an actor."""


def msgid_of(text: str) -> str:
    """The text of a sentence, clause or name as a catalog writes it."""
    return text.translate(CONTROL_PICTURES)


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry that a catalog should have."""

    msgid: str
    """The sentence, clause or name itself: text identifies, position only displays."""
    context: str | None
    """A counter from 2 where the same sentence occurs again; None otherwise."""
    anchors: tuple[str, ...]
    """Where it stands."""
    comments: tuple[str, ...] = ()
    """What a translator should know: section, speaker, resolved dates, terms, the sentences around."""
    kind: UnitKind = UnitKind.SENTENCE

    @property
    def key(self) -> tuple[str, str | None]:
        return self.msgid, self.context


def units(
    brief: Brief,
    report: Report,
    clauses: Iterable[tuple[str, str]],
    actors: Iterable[Actor],
    target: str,
    *,
    glossary: Glossary = Glossary(),  # noqa: B008  # frozen
) -> tuple[Unit, ...]:
    """All units of one report in the order of a catalog: sentences with the clauses marked in them, then names.

    `clauses` are pairs of an anchor and the exact words; comments name sections in the language `target` and the
    terms of the glossary.
    """
    segments = brief.segments[report.name]
    by_anchor: dict[str, list[str]] = {}
    for anchor, clause in clauses:
        if clause not in by_anchor.setdefault(anchor, []):
            by_anchor[anchor].append(clause)
    found: dict[tuple[str, str | None], Unit] = {}
    for unit in _sentences_and_clauses(brief, report, by_anchor, target, glossary):
        found[unit.key] = unit
    for unit in _names(segments, actors, brief):
        found.setdefault(unit.key, unit)
    return tuple(found.values())


def _sentences_and_clauses(
    brief: Brief, report: Report, clauses: Mapping[str, list[str]], target: str, glossary: Glossary
) -> Iterator[Unit]:
    titles = {section.id: section.title.get(target, section.id) for section in sections.load()}
    segments = brief.segments[report.name]
    seen: dict[str, int] = {}
    taken: set[str] = set()
    for index, segment in enumerate(segments):
        seen[segment.text] = seen.get(segment.text, 0) + 1
        context = str(seen[segment.text]) if seen[segment.text] > 1 else None
        told = [f"Section: {titles[brief.placements[segment.anchor].section]}"]
        told += _comments(report, segment, target, glossary)
        told += _neighbours(segments, index)
        yield Unit(msgid_of(segment.text), context, (segment.anchor,), tuple(map(one_line, told)))
        for clause in clauses.get(segment.anchor, ()):
            if clause not in taken and clause not in seen:
                taken.add(clause)
                comment = f"Clause of {segment.anchor}, shown alone as «…»."
                yield Unit(msgid_of(clause), None, (segment.anchor,), (comment,), UnitKind.CLAUSE)


def _comments(report: Report, segment: Segment, target: str, glossary: Glossary) -> Iterator[str]:
    if segment.attribution is not None:
        carried = segment.attribution.carried_from
        origin = f" (named in {carried})" if carried else ""
        yield f"Speaker: {segment.attribution.speaker.of(report.text)}{origin}"
    for mention in segment.mentions:
        if mention.kind is MentionKind.TIME and mention.value is not None:
            yield f"Time: {mention.span.of(report.text)} = {mention.value}"
    for words, wording, note in hints(glossary, segment, report.text, report.locale, target):
        yield f"Term: {words} = {wording}" + (f" ({note})" if note else "")


def _neighbours(segments: tuple[Segment, ...], index: int) -> Iterator[str]:
    """The beginning of the sentence after and the end of the one before: what stands nearest."""
    if index:
        yield f"Before: {shortened(segments[index - 1].text, end=True)}"
    if index + 1 < len(segments):
        yield f"After: {shortened(segments[index + 1].text)}"


def shortened(text: str, longest: int = NEIGHBOUR, *, end: bool = False) -> str:
    """The beginning (or the end) of a text in whole words, with «…» where words are left out."""
    text = one_line(text)
    if len(text) <= longest:
        return text
    if end:
        return f"…{text[1 - longest :].partition(' ')[2] or text[1 - longest :]}"
    return f"{text[: longest - 1].rpartition(' ')[0] or text[: longest - 1]}…"


def one_line(text: str) -> str:
    """A text as a comment may hold it."""
    return " ".join(NOT_IN_COMMENTS.sub(" ", text).split())


def _names(segments: tuple[Segment, ...], actors: Iterable[Actor], brief: Brief) -> Iterator[Unit]:
    """Speakers' naming words and actors' spellings, each once, in the order of the report."""
    anchors = {segment.anchor for segment in segments}
    found: dict[str, Unit] = {}
    for segment in segments:
        attribution = segment.attribution
        if attribution is not None and (attribution.carried_from or segment.anchor) in anchors:
            _note(found, attribution.speaker.of(brief.report_of(segment.anchor).text), segment.anchor, "a speaker")
    for actor in actors:
        for spelling, _, anchor in actor.variants:
            if anchor in anchors:
                _note(found, spelling, anchor, "an actor")
    yield from found.values()


def _note(found: dict[str, Unit], words: str, anchor: str, role: str) -> None:
    unit = found.get(words, Unit(msgid_of(words), None, (), (f"Name of {role}.",), UnitKind.NAME))
    if anchor not in unit.anchors:
        unit = replace(unit, anchors=(*unit.anchors, anchor))
    found[words] = unit

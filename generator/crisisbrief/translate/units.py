"""What a translator is asked for: every sentence, every clause that an editor marked, every name on the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from crisisbrief import sections
from crisisbrief.model import Actor, Brief, MentionKind, Report, Segment

CONTROL_PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
"""Control characters have no place in a PO file (gettext refuses NUL and EOT); their Unicode pictures stand in."""


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
    """What a translator should know: section, speaker, resolved dates."""

    @property
    def key(self) -> tuple[str, str | None]:
        return self.msgid, self.context


def units(
    brief: Brief,
    report: Report,
    clauses: Iterable[tuple[str, str]],
    actors: Iterable[Actor],
    target: str,
) -> tuple[Unit, ...]:
    """All units of one report in the order of a catalog: sentences with the clauses marked in them, then names.

    `clauses` are pairs of an anchor and the exact words; comments name sections in the language `target`.
    """
    segments = brief.segments[report.name]
    by_anchor: dict[str, list[str]] = {}
    for anchor, clause in clauses:
        if clause not in by_anchor.setdefault(anchor, []):
            by_anchor[anchor].append(clause)
    found: dict[tuple[str, str | None], Unit] = {}
    for unit in _sentences_and_clauses(brief, segments, by_anchor, target):
        found[unit.key] = unit
    for unit in _names(segments, actors, brief):
        found.setdefault(unit.key, unit)
    return tuple(found.values())


def _sentences_and_clauses(
    brief: Brief, segments: tuple[Segment, ...], clauses: Mapping[str, list[str]], target: str
) -> Iterator[Unit]:
    titles = {section.id: section.title.get(target, section.id) for section in sections.load()}
    seen: dict[str, int] = {}
    taken: set[str] = set()
    for segment in segments:
        seen[segment.text] = seen.get(segment.text, 0) + 1
        context = str(seen[segment.text]) if seen[segment.text] > 1 else None
        comments = tuple(_comments(brief, segment, titles))
        yield Unit(msgid_of(segment.text), context, (segment.anchor,), comments)
        for clause in clauses.get(segment.anchor, ()):
            if clause not in taken and clause not in seen:
                taken.add(clause)
                comment = f"Clause of {segment.anchor}, shown alone as «…»."
                yield Unit(msgid_of(clause), None, (segment.anchor,), (comment,))


def _comments(brief: Brief, segment: Segment, titles: Mapping[str, str]) -> Iterator[str]:
    yield f"Section: {titles[brief.placements[segment.anchor].section]}"
    text = brief.report_of(segment.anchor).text
    if segment.attribution is not None:
        carried = segment.attribution.carried_from
        origin = f" (named in {carried})" if carried else ""
        yield f"Speaker: {segment.attribution.speaker.of(text)}{origin}"
    for mention in segment.mentions:
        if mention.kind is MentionKind.TIME and mention.value is not None:
            yield f"Time: {mention.span.of(text)} = {mention.value}"


def _names(segments: tuple[Segment, ...], actors: Iterable[Actor], brief: Brief) -> Iterator[Unit]:
    """Speakers' naming words and actors' spellings, each once, in the order of the report."""
    anchors = {segment.anchor for segment in segments}
    found: dict[str, Unit] = {}
    for segment in segments:
        attribution = segment.attribution
        if attribution is not None and (attribution.carried_from or segment.anchor) in anchors:
            _note(found, attribution.speaker.of(brief.report_of(segment.anchor).text), segment.anchor, "speaker")
    for actor in actors:
        for spelling, _, anchor in actor.variants:
            if anchor in anchors:
                _note(found, spelling, anchor, "actor")
    yield from found.values()


def _note(found: dict[str, Unit], words: str, anchor: str, role: str) -> None:
    unit = found.get(words, Unit(msgid_of(words), None, (), (f"Name of a {role}.",)))
    if anchor not in unit.anchors:
        unit = replace(unit, anchors=(*unit.anchors, anchor))
    found[words] = unit

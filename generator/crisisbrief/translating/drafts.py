"""An engine asked for what has no translation, and its answers put into the catalog as drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polib

from crisisbrief.model import State
from crisisbrief.pipeline import desk
from crisisbrief.translate import as_bytes, msgid_of, read_catalog
from crisisbrief.translate.catalog import put_draft
from crisisbrief.translate.engines import Context, Engine, Hint, Journal, Refused, Request, draft, engine, read_settings
from crisisbrief.translate.glossary import hints
from crisisbrief.translating.catalogs import CatalogOf, Memories, catalogs, change, extract


@dataclass(frozen=True, slots=True)
class Plan:
    """What is about to be drafted, and where the text goes for it."""

    catalog: CatalogOf
    engine: Engine
    requests: tuple[Request, ...]
    names: dict[str, str]
    """Anchors of each text."""
    journal: Journal

    def unasked(self) -> int:
        """How many texts the engine has not answered yet."""
        return sum(self.journal.get(self._key(request)) is None for request in self.requests)

    def _key(self, request: Request) -> str:
        return self.journal.key(self.engine.name, self.catalog.report.locale, self.catalog.target, request.text)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a run of an engine gave."""

    drafts: int
    refused: tuple[tuple[str, str], ...]
    """Anchors and the reason."""


def plan_drafts(root: Path, slug: str, name: str, *, locale: str | None = None, again: bool = False) -> Iterator[Plan]:
    """For each catalog of a brief, what the engine `name` would be asked: all that has no translation at all."""
    settings, memories = read_settings(root / "content", name), Memories(root)
    for each in catalogs(desk(root, slug), locale):
        source, target = each.report.locale, each.target
        chosen = engine(settings, source, target, memories.between(source, target))
        extract(each)
        requests, names = _requests(each)
        path = root / ".cache" / "drafts" / slug / f"{each.report.name}.{target}.jsonl"
        yield Plan(each, chosen, requests, names, Journal(path, forget=again))


def _requests(each: CatalogOf) -> tuple[tuple[Request, ...], dict[str, str]]:
    """Each text without a translation, once, with what helps to translate it."""
    catalog = read_catalog(each.path)
    segments = each.desk.brief.segments[each.report.name]
    place = {segment.anchor: index for index, segment in enumerate(segments)}
    glossary = each.desk.glossary()
    found: dict[str, Request] = {}
    names: dict[str, str] = {}
    for unit in each.units():
        index = place.get(unit.anchors[0])
        if catalog.state(unit.key) is State.MISSING and index is not None:
            segment = segments[index]
            before = msgid_of(segments[index - 1].text) if index else ""
            after = msgid_of(segments[index + 1].text) if index + 1 < len(segments) else ""
            known = hints(glossary, segment, each.report.text, each.report.locale, each.target)
            terms = tuple(term for term in known if term[0] in unit.msgid)
            found.setdefault(unit.msgid, Request(unit.msgid, Hint(before, after, terms)))
            names.setdefault(unit.msgid, ", ".join(unit.anchors))
    return tuple(found.values()), names


def run_drafts(plan: Plan, progress: Callable[[str], None] = lambda _: None) -> Drafted:
    """Ask the engine, and put what it gives into the catalog as drafts, also when it is interrupted."""
    context = Context(plan.catalog.report.locale, plan.catalog.target, ())
    accepted: dict[str, str] = {}
    refused = []
    try:
        for number, (request, answer) in enumerate(draft(plan.engine, plan.requests, context, plan.journal), 1):
            progress(f"{plan.catalog.path.name}: {number} of {len(plan.requests)}")
            if isinstance(answer, Refused):
                refused.append((plan.names[request.text], answer.reason))
            else:
                accepted[request.text] = answer
    finally:
        count = change(plan.catalog.path, partial(_drafted, accepted, plan.engine.name)) if accepted else 0
    return Drafted(count, tuple(refused))


def _drafted(accepted: dict[str, str], name: str, file: polib.POFile | None) -> tuple[bytes, int]:
    """The catalog with the drafts where there is still no translation."""
    file = file if file is not None else polib.POFile()
    count = 0
    for entry in file:
        if not entry.obsolete and not entry.msgstr and entry.msgid in accepted:
            put_draft(entry, accepted[entry.msgid], name)
            count += 1
    return as_bytes(file), count

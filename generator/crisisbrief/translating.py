"""What a translator's verbs do to the catalogs of a brief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import polib

from crisisbrief import disk
from crisisbrief.errors import BriefError, raise_all
from crisisbrief.model import Report, State
from crisisbrief.pipeline import Desk, briefs_folder, desk, slugs
from crisisbrief.read import name_parts
from crisisbrief.translate import (
    Key,
    Memory,
    Merged,
    Remembered,
    Unit,
    UnitKind,
    as_bytes,
    merge,
    msgid_of,
    read_catalog,
    remembered,
    state_of,
    take_over,
)
from crisisbrief.translate.catalog import put_draft, put_review, read_file
from crisisbrief.translate.engines import Context, Engine, Hint, Journal, Refused, Request, draft, engine, read_settings
from crisisbrief.translate.glossary import hints

T = TypeVar("T")
ATTEMPTS = 3
"""How often a catalog is read anew when another program changed it meanwhile."""


@dataclass(frozen=True, slots=True)
class Memories:
    """The project's translation memory, read when it is asked for, once for each pair of languages."""

    root: Path
    _known: dict[tuple[str, str], Memory] = field(default_factory=dict)

    def between(self, source: str, target: str) -> Memory:
        """What is known of translations from `source` to `target`."""
        if (source, target) not in self._known:
            self._known[source, target] = Memory(partial(_all_remembered, self.root, source, target))
        return self._known[source, target]


def _all_remembered(root: Path, source: str, target: str) -> Iterator[Remembered]:
    """Out of every catalog of the project, what was reviewed first. A catalog that cannot be read is passed over:
    `check` names it."""
    found: list[Remembered] = []
    for slug in slugs(root):
        for report in sorted((briefs_folder(root) / slug).glob("*.txt")):
            with suppress(BriefError):
                name, _, locale = name_parts(report)
                path = report.with_name(f"{name}.{target}.po")
                if locale == source and path.is_file():
                    found += remembered(read_file(path), slug)
    yield from sorted(found, key=lambda each: not each.reviewed)


@dataclass(frozen=True, slots=True)
class CatalogOf:
    """One catalog of a brief: of which report, into which language, in which file."""

    desk: Desk
    report: Report
    target: str

    @property
    def path(self) -> Path:
        return self.desk.catalog_path(self.report, self.target)

    def units(self) -> tuple[Unit, ...]:
        return self.desk.units(self.report, self.target)


def catalogs(source: Desk, locale: str | None = None) -> tuple[CatalogOf, ...]:
    """The catalogs of a brief, all or those into one language; BriefError where there is none into that."""
    found = tuple(
        CatalogOf(source, report, target) for report in source.brief.reports for target in source.targets(report)
    )
    chosen = tuple(each for each in found if locale in (None, each.target))
    if not chosen:
        known = ", ".join(dict.fromkeys(each.target for each in found)) or "none"
        told = f"nothing of {source.brief.slug} is translated into {locale!r}; its languages are: {known}"
        raise BriefError(told, path=source.file.path)
    return chosen


def extract_catalogs(root: Path, slug: str, memories: Memories | None = None) -> Iterator[tuple[Path, Merged]]:
    """Bring every catalog of a brief in step with its report, with drafts from `memories`; the file before stays
    beside it, with `~`."""
    source = desk(root, slug)
    for each in catalogs(source) if any(map(source.targets, source.brief.reports)) else ():
        yield each.path, extract(each, memories)


def extract(catalog: CatalogOf, memories: Memories | None = None) -> Merged:
    """Bring one catalog in step with its report."""
    wanted, report = catalog.units(), catalog.report
    memory = memories.between(report.locale, catalog.target) if memories else Memory()
    day = report.dateline.published or catalog.desk.file.imprint.published
    project = f"{catalog.desk.brief.slug} {report.name}"

    def merged(file: polib.POFile | None) -> tuple[bytes, Merged]:
        made = merge(
            file, wanted, project=project, target=catalog.target, day=day, source=report.locale, memory=memory
        )
        return made.content, made

    return change(catalog.path, merged)


def change(path: Path, make: Callable[[polib.POFile | None], tuple[bytes, T]]) -> T:
    """Replace a catalog by what `make` makes of it, whole or not at all, and keep the file before with `~`.

    A translator may have it open: what was saved while we worked is read anew, never overwritten.
    """
    for _ in range(ATTEMPTS):
        before = path.read_bytes() if path.exists() else None
        read_catalog(path)
        content, result = make(read_file(path) if before is not None else None)
        if before == (path.read_bytes() if path.exists() else None):
            if content != before:
                backup = {} if before is None else {path.with_name(f"{path.name}~"): before}
                disk.replace({**backup, path: content})
            return result
    raise BriefError("is being changed by another program; close it there, then run the command again", path=path)


def merge_returned(root: Path, slug: str, returned: Path) -> tuple[Path, int]:
    """Take over a catalog that came back from a translator. Which of the brief's catalogs it is, its texts tell."""
    if not returned.is_file():
        raise BriefError("there is no such file", path=returned)
    return take_returned(desk(root, slug), read_file(returned), returned)


def take_returned(source: Desk, incoming: polib.POFile, path: Path) -> tuple[Path, int]:
    """Take over the entries of `incoming` (which came as the file `path`) into the catalog that they belong to."""
    texts = {entry.msgid for entry in incoming}
    for each in catalogs(source):
        own = {msgid_of(segment.text) for segment in source.brief.segments[each.report.name]}
        if texts & own and incoming.metadata.get("Language", each.target) == each.target:
            extract(each)
            count = change(each.path, partial(_taken_over, incoming))
            extract(each)
            return each.path, count
    raise BriefError(f"belongs to another report: not one sentence of {source.brief.slug} is in it", path=path)


def _taken_over(incoming: polib.POFile, file: polib.POFile | None) -> tuple[bytes, int]:
    file = file if file is not None else polib.POFile()
    count = take_over(file, incoming)
    return as_bytes(file), count


def translation_states(root: Path, slug: str) -> Iterator[tuple[str, Counter[State]]]:
    """For each target language of a brief, how many of its sentences are in which state."""
    source = desk(root, slug)
    found: dict[str, Counter[State]] = {}
    for report in source.brief.reports:
        for target in source.targets(report):
            each = CatalogOf(source, report, target)
            catalog = read_catalog(each.path)
            counts = found.setdefault(target, Counter())
            counts.update(catalog.state(unit.key) for unit in each.units() if unit.kind is UnitKind.SENTENCE)
    yield from found.items()


def record_review(
    root: Path, slug: str, anchors: Sequence[str], *, by: str, on: date, locale: str | None = None
) -> Iterator[tuple[Path, int]]:
    """Write who read the translations of `anchors` (sentence and clauses; everything where there is none), catalog by
    catalog. The translator cannot review the translation."""
    if not by.strip() or not by.isprintable():
        raise BriefError("a review needs the name of the person who read the translation; give it with --by")
    chosen = catalogs(desk(root, slug), locale)
    known = {anchor for each in chosen for unit in each.units() for anchor in unit.anchors}
    if unknown := [anchor for anchor in anchors if anchor not in known]:
        raise BriefError(f'{slug} has no sentence {unknown[0]!r}; "crisisbrief explain" lists the anchors')
    for each in chosen:
        asked = [unit for unit in each.units() if not anchors or _reviewed_with(unit, anchors)]
        if asked:
            yield each.path, change(each.path, partial(_reviewed, each.path, asked, by.strip(), on))


def _reviewed_with(unit: Unit, anchors: Sequence[str]) -> bool:
    return unit.kind is not UnitKind.NAME and any(anchor in anchors for anchor in unit.anchors)


def _reviewed(
    path: Path, units: Sequence[Unit], by: str, on: date, file: polib.POFile | None
) -> tuple[bytes, int]:
    """The catalog with the review written down, and how many entries it covers; all that cannot be reviewed in one
    BriefError."""
    if file is None:
        raise BriefError('there is no catalog yet; run "crisisbrief translate extract"', path=path)
    translator = file.metadata.get("Last-Translator", "").partition("<")[0].strip()
    if translator.casefold() == by.casefold():
        raise BriefError(f"{by} is the translator (Last-Translator); a review is another person's", path=path)
    entries: dict[Key, polib.POEntry] = {(entry.msgid, entry.msgctxt): entry for entry in file if not entry.obsolete}
    faults = []
    for unit in units:
        entry = entries.get(unit.key)
        state = state_of(entry) if entry is not None else State.MISSING
        if entry is None or state not in (State.TRANSLATED, State.REVIEWED):
            told = f"{', '.join(unit.anchors)} is {state}; only what a person translated can be reviewed"
            faults.append(BriefError(told, path=path, line=entry.linenum if entry is not None else None))
        else:
            put_review(entry, f"reviewed: {by}, {on.isoformat()}")
    raise_all(faults)
    return as_bytes(file), len(units)


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


def plan_drafts(
    root: Path, slug: str, name: str, *, locale: str | None = None, again: bool = False
) -> Iterator[Plan]:
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

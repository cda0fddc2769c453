"""The catalogs of a brief on the disk: brought in step with their reports, merged with what came back, never harmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

import polib

from crisisbrief import disk
from crisisbrief.errors import BriefError
from crisisbrief.model import Report, State
from crisisbrief.pipeline import Desk, briefs_folder, desk, slugs
from crisisbrief.read import name_parts
from crisisbrief.translate import (
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
    take_over,
)
from crisisbrief.translate.catalog import read_file

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
        made = merge(file, wanted, project=project, target=catalog.target, day=day, source=report.locale, memory=memory)
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
            count = change(each.path, partial(taken_over, incoming))
            extract(each)
            return each.path, count
    raise BriefError(f"belongs to another report: not one sentence of {source.brief.slug} is in it", path=path)


def taken_over(incoming: polib.POFile, file: polib.POFile | None) -> tuple[bytes, int]:
    """The catalog with what `incoming` has for it, and how many entries changed."""
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

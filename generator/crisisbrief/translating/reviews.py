"""Who read a translation, written into the catalog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import polib

from crisisbrief.errors import BriefError, raise_all
from crisisbrief.model import State
from crisisbrief.pipeline import desk
from crisisbrief.translate import Key, Unit, UnitKind, as_bytes, state_of
from crisisbrief.translate.catalog import put_review
from crisisbrief.translating.catalogs import catalogs, change


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


def _reviewed(path: Path, units: Sequence[Unit], by: str, on: date, file: polib.POFile | None) -> tuple[bytes, int]:
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

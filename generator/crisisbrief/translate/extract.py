"""Bringing a catalog in step with its report without losing anything that a translator wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import polib
from rapidfuzz import fuzz, process

from crisisbrief.model import State
from crisisbrief.translate.catalog import Key, state_of
from crisisbrief.translate.units import Unit

SIMILAR = 60.0
"""From this likeness (rapidfuzz ratio, 0 to 100) on, a new sentence is taken for a changed one."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A catalog in step with its report, and what happened to get there."""

    content: bytes
    kept: int
    changed: int
    added: int
    removed: int
    states: Counter[State]
    """Of the entries that the report asks for."""


def merge(file: polib.POFile | None, wanted: Sequence[Unit], *, project: str, target: str, day: date) -> Merged:
    """The catalog that `wanted` asks for, with every translation of `file` (None for a new one) in its place.

    Unchanged entries stay as they are; a changed sentence takes its predecessor's translation as fuzzy with
    `#| msgid`; what the report no longer holds is kept as obsolete.
    """
    old: dict[Key, polib.POEntry] = {(entry.msgid, entry.msgctxt): entry for entry in reversed(file or [])}
    known = {unit.key for unit in wanted}
    gone = [entry for key, entry in old.items() if key not in known and entry.msgstr and not entry.obsolete]
    result = polib.POFile(wrapwidth=0)
    result.header = file.header if file is not None else ""
    result.metadata = _metadata(file, project, target, day)
    result.metadata_is_fuzzy = file.metadata_is_fuzzy if file is not None else False
    kept = changed = 0
    predecessors = _predecessors([unit for unit in wanted if unit.key not in old], gone)
    for unit in wanted:
        entry = old.get(unit.key)
        kept += entry is not None
        if entry is None and unit.key in predecessors:
            entry = _made_stale(predecessors[unit.key])
            changed += 1
        result.append(_in_place(entry or polib.POEntry(), unit))
    leftovers = _leftovers(file, known, {id(entry) for entry in predecessors.values()})
    result.extend(leftovers)
    content = f"{result}\n".replace("\n\n\n", "\n\n").encode()
    states = Counter(state_of(entry) for entry in result if not entry.obsolete)
    return Merged(content, kept, changed, len(wanted) - kept - changed, len(gone) - changed, states)


def take_over(file: polib.POFile, returned: polib.POFile) -> int:
    """Put what came back from a translator into `file`: translations, comments and flags of the entries that both
    have. Says how many changed."""
    entries = {(entry.msgid, entry.msgctxt): entry for entry in file if not entry.obsolete}
    count = 0
    for entry in returned:
        mine = entries.get((entry.msgid, entry.msgctxt))
        if mine is None or entry.obsolete or not entry.msgstr:
            continue
        before = (mine.msgstr, mine.tcomment, mine.flags)
        mine.msgstr, mine.tcomment, mine.flags = entry.msgstr, entry.tcomment or mine.tcomment, entry.flags
        mine.previous_msgid = entry.previous_msgid
        count += before != (mine.msgstr, mine.tcomment, mine.flags)
    return count


def _predecessors(new: Iterable[Unit], gone: list[polib.POEntry]) -> dict[Key, polib.POEntry]:
    """For each new unit the entry that it most likely was before it was changed; each entry serves once."""
    found: dict[Key, polib.POEntry] = {}
    left = {index: entry.msgid for index, entry in enumerate(gone)}
    for unit in new:
        best = process.extractOne(unit.msgid, left, scorer=fuzz.ratio, score_cutoff=SIMILAR)
        if best is not None:
            found[unit.key] = gone[best[2]]
            del left[best[2]]
    return found


def _made_stale(entry: polib.POEntry) -> polib.POEntry:
    """The predecessor, marked as gettext tools mark an entry whose text changed."""
    if not entry.fuzzy:
        entry.previous_msgid = entry.msgid
        entry.flags.append("fuzzy")
    return entry


def _in_place(entry: polib.POEntry, unit: Unit) -> polib.POEntry:
    """`entry` with the position and the comments that the report gives it now."""
    entry.msgid, entry.obsolete = unit.msgid, False
    entry.msgctxt = unit.context  # type: ignore[assignment]  # the stubs do not know that it may be None
    entry.occurrences = [(anchor, "") for anchor in unit.anchors]
    entry.comment = "\n".join(unit.comments)
    return entry


def _leftovers(file: polib.POFile | None, known: set[Key], used: set[int]) -> list[polib.POEntry]:
    """Entries that the report does not ask for any more: kept as obsolete where there is a translation to keep."""
    kept = []
    for entry in file or []:
        if (entry.msgid, entry.msgctxt) not in known and id(entry) not in used and entry.msgstr:
            entry.obsolete = True
            entry.occurrences = []
            entry.comment = ""
            kept.append(entry)
    return kept


def _metadata(file: polib.POFile | None, project: str, target: str, day: date) -> dict[str, str]:
    """Header fields in gettext's order; the dates are the report's, so that the same inputs give the same bytes."""
    given = dict(file.metadata) if file is not None else {}
    defaults = {
        "Project-Id-Version": project,
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": f"{day.isoformat()} 00:00+0000",
        "PO-Revision-Date": f"{day.isoformat()} 00:00+0000",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": target,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Generator": "crisisbrief",
    }
    return {**defaults, **{key: value for key, value in given.items() if value}}

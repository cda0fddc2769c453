"""Bringing a catalog in step with its report without losing anything that a translator wrote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from gettext import c2py

import polib
from babel import Locale
from babel.messages.plurals import get_plural
from babel.plural import to_gettext
from rapidfuzz import fuzz, process

from crisisbrief.languages.interface import PLURAL_FORMS
from crisisbrief.model import State
from crisisbrief.translate.catalog import REVIEWED, Key, put_draft, settle, state_of, unreview
from crisisbrief.translate.memory import SAME, Memory
from crisisbrief.translate.units import Unit

SIMILAR = 60.0
"""From this likeness (rapidfuzz ratio, 0 to 100) on, a new sentence is taken for a changed one."""
RIVALS = 5
"""Entries that are considered for each new sentence."""


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
    offered: int = 0
    """Entries that took a draft from memory."""


def merge(
    file: polib.POFile | None,
    wanted: Sequence[Unit],
    *,
    project: str,
    target: str,
    day: date,
    source: str | None = None,
    memory: Memory = Memory(),  # noqa: B008  # only asked
) -> Merged:
    """The catalog that `wanted` asks for, with every translation of `file` (None for a new one) in its place.

    Unchanged entries stay as they are; a changed sentence takes its predecessor's translation as fuzzy with
    `#| msgid`; what the report no longer holds is kept as obsolete; what has no translation takes a draft from
    `memory`, where that knows the text or a similar one.
    """
    old: dict[Key, polib.POEntry] = {(entry.msgid, entry.msgctxt): entry for entry in reversed(file or [])}
    known = {unit.key for unit in wanted}
    gone = [entry for key, entry in old.items() if key not in known and entry.msgstr and not entry.obsolete]
    result = polib.POFile(wrapwidth=0)
    result.header = file.header if file is not None else ""
    result.metadata = _metadata(file, project, target, day, source)
    result.metadata_is_fuzzy = file.metadata_is_fuzzy if file is not None else False
    kept = changed = offered = 0
    predecessors = _predecessors([unit for unit in wanted if unit.key not in old], gone)
    for unit in wanted:
        entry = old.get(unit.key)
        kept += entry is not None
        if entry is None and unit.key in predecessors:
            entry = _made_stale(predecessors[unit.key])
            changed += 1
        entry = _in_place(entry or polib.POEntry(), unit)
        offered += not entry.msgstr and _offer(entry, memory)
        settle(entry)
        result.append(entry)
    leftovers = _leftovers(file, known, {id(entry) for entry in predecessors.values()})
    result.extend(leftovers)
    states = Counter(state_of(entry) for entry in result if not entry.obsolete)
    added = len(wanted) - kept - changed
    return Merged(as_bytes(result), kept, changed, added, len(gone) - changed, states, offered)


def as_bytes(file: polib.POFile) -> bytes:
    """A catalog as it stands on the disk."""
    return (f"{file}".replace("\n\n\n", "\n\n").rstrip("\n") + "\n").encode()


def _offer(entry: polib.POEntry, memory: Memory) -> bool:
    """Give an entry what memory knows, as a draft; says whether it knew anything."""
    match = memory.find(entry.msgid)
    if match is None:
        return False
    resembles = match.known.source if match.score < SAME else None
    put_draft(entry, match.known.target, f"memory {match.known.origin} {match.score:.0f}", resembles=resembles)
    return True


def take_over(file: polib.POFile, returned: polib.POFile) -> int:
    """Put what came back from a translator into `file`: translations, comments and flags of the entries that both
    have. Says how many changed."""
    entries = {(entry.msgid, entry.msgctxt): entry for entry in file if not entry.obsolete}
    count = 0
    for entry in returned:
        mine = entries.get((entry.msgid, entry.msgctxt))
        if mine is None or entry.obsolete or not entry.msgstr:
            continue
        if mine.msgstr == entry.msgstr and state_of(mine) is State.REVIEWED and not entry.fuzzy:
            continue
        before = (mine.msgstr, mine.tcomment, mine.flags)
        review = REVIEWED.search(mine.tcomment or "")
        mine.msgstr, mine.tcomment, mine.flags = entry.msgstr, entry.tcomment or mine.tcomment, entry.flags
        mine.previous_msgid = entry.previous_msgid
        if review and before[0] != mine.msgstr and review[0] in mine.tcomment:
            unreview(mine)
        settle(mine)
        count += before != (mine.msgstr, mine.tcomment, mine.flags)
    return count


def _predecessors(new: Sequence[Unit], gone: Sequence[polib.POEntry]) -> dict[Key, polib.POEntry]:
    """For each new unit the entry that it most likely was before it was changed; each entry serves once, the one that
    is most like it."""
    texts = [entry.msgid for entry in gone]
    pairs: list[tuple[float, int, int]] = []
    for order, unit in enumerate(new):
        alike = process.extract(unit.msgid, texts, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=RIVALS)
        pairs += [(-score, order, index) for _, score, index in alike]
    found: dict[Key, polib.POEntry] = {}
    used: set[int] = set()
    for _, order, index in sorted(pairs):
        if new[order].key not in found and index not in used:
            found[new[order].key] = gone[index]
            used.add(index)
    return found


def _made_stale(entry: polib.POEntry) -> polib.POEntry:
    """The predecessor, marked as gettext tools mark an entry whose text changed."""
    if not entry.fuzzy:
        settle(entry)
        unreview(entry)
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


def _metadata(file: polib.POFile | None, project: str, target: str, day: date, source: str | None) -> dict[str, str]:
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
        "Plural-Forms": plural_forms(target),
        "X-Generator": "crisisbrief",
        # Poedit reads it, and shows the source the right way round
        **({"X-Source-Language": source} if source else {}),
    }
    return {**defaults, **{key: value for key, value in given.items() if value}}


@cache
def plural_forms(locale: str) -> str:
    """The header field by CLDR's rules; spelt as gettext's own tools spell it where that says the same."""
    rule = Locale.parse(locale).plural_form
    forms = [form for form in PLURAL_FORMS if form in rule.tags or form == "other"]
    known = get_plural(locale)
    numbers = [*range(210), 1000, 1_000_000]
    says = c2py(known.plural_expr)
    if all(says(number) == forms.index(rule(number)) for number in numbers):
        return str(known).rstrip(";") + ";"
    # `e` is the exponent of a compact number ("1.2M"), which no count here is
    return re.sub(r"\be\b", "0", to_gettext(rule))

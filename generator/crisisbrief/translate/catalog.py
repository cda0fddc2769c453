"""PO files -> translations with their states. The file is the translator's property: nothing in it is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polib

from crisisbrief.errors import BriefError, raise_all
from crisisbrief.model import State

Key = tuple[str, str | None]
REVIEWED = re.compile(r"^reviewed:\s*(?P<name>.+?)(?:,\s*(?P<date>\d{4}-\d{2}-\d{2}))?\s*$", re.MULTILINE)
DRAFT = re.compile(r"^draft:\s*(?P<engine>.+?)\s*$", re.MULTILINE)
ACCEPT = 'to accept: correct it, then clear "needs work" (fuzzy)'
"""Stands below the `draft:` line that crisisbrief writes: such a draft is accepted by clearing the flag alone, which is
one click in a PO editor. A `draft:` line that a person wrote without it holds until that person deletes it."""
EARLIER = "earlier "
"""Before a `reviewed:` line whose translation or source has changed since."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The translations in one PO file, or none where there is no file yet."""

    path: Path
    entries: Mapping[Key, polib.POEntry]
    """Without obsolete ones."""

    def state(self, key: Key) -> State:
        entry = self.entries.get(key)
        return State.MISSING if entry is None else state_of(entry)

    def text(self, key: Key) -> str | None:
        """The translation, whatever its state; None where there is none, or only that of a similar sentence."""
        entry = self.entries.get(key)
        if entry is None or is_of_another(entry):
            return None
        return entry.msgstr or None

    def by(self, key: Key) -> str | None:
        """Who reviewed the translation, or which engine drafted it."""
        entry = self.entries.get(key)
        if entry is None or not entry.tcomment:
            return None
        if match := REVIEWED.search(entry.tcomment):
            return match["name"]
        match = DRAFT.search(entry.tcomment)
        return match["engine"] if match and state_of(entry) is State.DRAFT else None


def state_of(entry: polib.POEntry) -> State:
    """How far the translation in `entry` can be trusted: flags and comments as gettext tools write them."""
    comment = entry.tcomment or ""
    drafted = DRAFT.search(comment) is not None
    if not entry.msgstr:
        return State.MISSING
    if entry.fuzzy:
        return State.STALE if entry.previous_msgid and not drafted else State.DRAFT
    if drafted and ACCEPT not in comment:
        return State.DRAFT
    return State.REVIEWED if REVIEWED.search(comment) else State.TRANSLATED


def is_of_another(entry: polib.POEntry) -> bool:
    """Whether the translation is a draft that memory took from a similar sentence: a help for the translator."""
    return state_of(entry) is State.DRAFT and bool(entry.previous_msgid)


def put_draft(entry: polib.POEntry, text: str, engine: str, *, resembles: str | None = None) -> None:
    """Make `text` the translation of an entry that has none, as a draft of `engine`; `resembles` is the similar text
    that it translates."""
    entry.msgstr = text
    entry.flags = [*(flag for flag in entry.flags if flag != "fuzzy"), "fuzzy"]
    entry.tcomment = "\n".join([*_without_draft(entry), f"draft: {engine}", ACCEPT])
    entry.previous_msgid = resembles


def settle(entry: polib.POEntry) -> None:
    """Forget that a translation was a draft, once somebody accepted it."""
    if not entry.fuzzy and ACCEPT in (entry.tcomment or ""):
        entry.tcomment = "\n".join(_without_draft(entry))
        entry.previous_msgid = None


def unreview(entry: polib.POEntry) -> None:
    """The review was of another text: keep who made it, as an earlier one."""
    entry.tcomment = REVIEWED.sub(lambda match: EARLIER + match[0], entry.tcomment or "")


def put_review(entry: polib.POEntry, line: str) -> None:
    """Write who reviewed the translation, in place of an earlier review."""
    lines = [each for each in (entry.tcomment or "").splitlines() if not REVIEWED.match(each.removeprefix(EARLIER))]
    entry.tcomment = "\n".join([*lines, line])


def _without_draft(entry: polib.POEntry) -> list[str]:
    """The lines of the translator's comment that do not speak of a draft."""
    return [line for line in (entry.tcomment or "").splitlines() if line != ACCEPT and not DRAFT.match(line)]


def read_catalog(path: Path) -> Catalog:
    """The catalog at `path`; an empty one where there is no such file."""
    if not path.exists():
        return Catalog(path, {})
    file = read_file(path)
    faults: list[BriefError] = []
    entries: dict[Key, polib.POEntry] = {}
    for entry in file:
        if entry.obsolete:
            continue
        key = (entry.msgid, entry.msgctxt)
        if key in entries:
            message = "this text has a second entry; keep the one with the right translation and delete the other"
            faults.append(BriefError(message, path=path, line=entry.linenum))
        entries[key] = entry
    raise_all(faults)
    return Catalog(path, entries)


def read_file(path: Path) -> polib.POFile:
    """The PO file as it is, without wrapping, so that writing it again changes no line break."""
    try:
        return polib.pofile(str(path), encoding="utf-8", wrapwidth=0)
    except UnicodeDecodeError as error:
        raise BriefError("is not UTF-8; save it as UTF-8 in the PO editor", path=path) from error
    except OSError as error:
        place = re.search(r"\(line (\d+)\)(?:: (.*))?", str(error))
        line, reason = (int(place[1]), place[2] or "syntax error") if place else (None, error.strerror or str(error))
        raise BriefError(
            f"does not parse as a PO file ({reason}); open it in a PO editor or restore it from the backup beside it",
            path=path,
            line=line,
        ) from error

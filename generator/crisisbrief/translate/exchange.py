"""TMX and XLIFF for translation agencies, by translate-toolkit (extra `tm`).

TMX carries what is translated, as a memory; XLIFF a whole catalog, to be translated and sent back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from crisisbrief.errors import BriefError
from crisisbrief.model import State
from crisisbrief.translate.catalog import Catalog
from crisisbrief.translate.memory import Remembered
from crisisbrief.translate.units import Unit

XLIFF_STATES = {
    State.REVIEWED: "final",
    State.TRANSLATED: "translated",
    State.DRAFT: "needs-review-translation",
    State.STALE: "needs-review-translation",
}
"""XLIFF 1.2, 2.4 `state`."""
NOT_DONE = ("new", "needs-")
"""How the states begin of what somebody still has to look at."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One catalog on its way to an agency."""

    original: str
    """Name of the report's file."""
    source: str
    target: str
    units: Sequence[Unit]
    catalog: Catalog


@dataclass(frozen=True, slots=True)
class Returned:
    """One text as it came back."""

    id: str
    source: str
    target: str
    done: bool
    """Whether the translator calls it translated."""


@contextmanager
def _toolkit(path: Path | None = None) -> Iterator[None]:
    """Faults of the library, and its absence, as a person can mend them."""
    try:
        yield
    except ImportError as fault:
        raise BriefError('TMX and XLIFF need the extra "tm"; run: pip install "crisisbrief[tm]"') from fault
    except (SyntaxError, ValueError, StopIteration, AssertionError) as fault:
        # lxml's faults are SyntaxErrors; the toolkit raises the others where an element is missing
        told = str(fault).splitlines()[0][:120] if str(fault) else "no reason given"
        raise BriefError(f"cannot be read ({told}); ask for the file again", path=path) from fault


def tmx(known: Iterable[Remembered], source: str, target: str) -> bytes:
    """A translation memory; each pair says which brief it comes from."""
    with _toolkit():
        from translate.storage.tmx import tmxfile

        store = tmxfile(sourcelanguage=source, targetlanguage=target)
        for each in sorted(set(known)):
            store.addtranslation(each.source, source, each.target, target, comment=each.origin)
        return bytes(store)


def read_tmx(path: Path, source: str, target: str) -> tuple[Remembered, ...]:
    """The pairs of a translation memory that go from `source` to `target`."""
    content = _content(path)
    with _toolkit(path):
        from translate.storage.tmx import tmxfile

        store = tmxfile(BytesIO(content), sourcelanguage=source, targetlanguage=target)
        pairs = [(str(unit.source or ""), str(unit.target or "")) for unit in store.units]
    name = "".join(character if character.isprintable() else "_" for character in path.name)
    return tuple(Remembered(one, other, name) for one, other in pairs if one.strip() and other.strip() and one != other)


def xliff(sent: Iterable[Sent]) -> bytes:
    """Catalogs with all that a translator should know, one `<file>` each."""
    with _toolkit():
        from translate.storage.xliff import xlifffile, xliffunit

        store = None
        for each in sent:
            if store is None:
                store = xlifffile(sourcelanguage=each.source, targetlanguage=each.target)
            store.switchfile(each.original, createifmissing=True)
            for name, unit in named(each.units).items():
                made = xliffunit(unit.msgid)
                store.addunit(made)
                made.setid(name)
                for comment in unit.comments:
                    made.addnote(comment, origin="developer")
                _put_target(made, each.catalog, unit)
        return bytes(store) if store is not None else b""


def _put_target(made: Any, catalog: Catalog, unit: Unit) -> None:
    """The translation, if there is one, with its state."""
    entry, state = catalog.entries.get(unit.key), catalog.state(unit.key)
    if entry is None or state not in XLIFF_STATES:
        return
    made.target = entry.msgstr
    made.markapproved(state is State.REVIEWED)
    made.xmlelement.find(made.namespaced("target")).set("state", XLIFF_STATES[state])


def named(units: Iterable[Unit]) -> dict[str, Unit]:
    """Units by an id for XLIFF: the anchor, with a counter where several stand there."""
    found: dict[str, Unit] = {}
    for unit in units:
        name, number = unit.anchors[0], 1
        while name in found:
            number += 1
            name = f"{unit.anchors[0]}-{number}"
        found[name] = unit
    return found


def read_xliff(path: Path, target: str) -> tuple[Returned, ...]:
    """What came back, without what has no translation; BriefError where it is in another language than `target`."""
    content = _content(path)
    with _toolkit(path):
        from translate.storage.xliff import xlifffile

        store = xlifffile(BytesIO(content))
        language = str(store.gettargetlanguage() or target)
        found = []
        for unit in store.units:
            node = unit.xmlelement.find(unit.namespaced("target"))
            state = (node.get("state") or "translated") if node is not None else "new"
            done = not state.startswith(NOT_DONE)
            found.append(Returned(str(unit.xmlelement.get("id")), str(unit.source or ""), str(unit.target or ""), done))
    if language.replace("_", "-").partition("-")[0] != target:
        raise BriefError(f"is a translation into {language!r}, not {target!r}; say which with --locale", path=path)
    return tuple(each for each in found if each.target.strip())


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise BriefError(f"cannot be read ({fault.strerror}); check its name", path=path) from fault

"""An export as it lies in a folder: what it says about itself, and whether that is so. No word about signatures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crisisbrief.errors import BriefError
from crisisbrief.manifest import MANIFEST, SIGNATURES, SUMS, Entry, Manifest, as_sums, parse

_LARGEST = 1 << 20
"""Bytes of a manifest, a list of checksums or a signature: the folder may be anybody's."""


@dataclass(frozen=True, slots=True)
class Export:
    """One folder of files that travel."""

    folder: Path
    told: Manifest
    manifest: bytes
    sums: bytes

    @property
    def page(self) -> str | None:
        """The name of the page that carries a signature of its own, where the export has one."""
        name = f"{self.told.brief}.html"
        return name if any(each.name == name for each in self.told.files) else None

    def statement(self) -> str:
        """What a signature is said to be for: the edition, in signs that minisign allows in a comment."""
        told = self.told
        taken_back = ", withdrawn" if told.withdrawn else ""
        return f"crisisbrief {told.brief}, edition {told.number}, {told.published.isoformat()}{taken_back}"


def read_export(folder: Path) -> Export:
    """What stands in `folder`; BriefError where that is no export."""
    if not folder.is_dir():
        raise BriefError('there is no such folder; "crisisbrief export" writes one', path=folder)
    content = read_small(folder / MANIFEST)
    return Export(folder, parse(content, folder / MANIFEST), content, read_small(folder / SUMS))


def faults(export: Export, names: Iterable[str] | None = None) -> Iterator[BriefError]:
    """Where files (all, or those named) are not what the manifest and SHA256SUMS say, or these two disagree."""
    if export.sums != as_sums(export.told, export.manifest):
        told = f"and {MANIFEST} do not say the same; one of them was altered, get the folder again"
        yield BriefError(told, path=export.folder / SUMS)
    wanted = None if names is None else set(names)
    for entry in export.told.files:
        if wanted is None or entry.name in wanted:
            yield from _file_faults(export.folder / entry.name, entry)


def _file_faults(path: Path, entry: Entry) -> Iterator[BriefError]:
    if not path.is_file():
        yield BriefError(f"is missing, though {MANIFEST} lists it; get the folder again", path=path)
    elif path.stat().st_size != entry.size or _digest(path) != entry.sha256:
        yield BriefError(f"was altered: it is not the file that {MANIFEST} lists; get it again", path=path)


def unlisted(export: Export) -> tuple[str, ...]:
    """What else lies in the folder, sorted."""
    known = {MANIFEST, SUMS, *SIGNATURES, *(each.name for each in export.told.files)}
    return tuple(sorted(path.name for path in export.folder.iterdir() if path.name not in known))


def read_small(path: Path) -> bytes:
    """The content of a file that says something about others."""
    if not path.is_file():
        raise BriefError("is missing; an export has it: get the whole folder", path=path)
    try:
        if path.stat().st_size > _LARGEST:
            raise BriefError("is too large to be what its name says; get the folder again", path=path)
        return path.read_bytes()
    except OSError as error:
        raise BriefError(f"cannot be read: {error.strerror}; get permission for it", path=path) from error


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BriefError(f"cannot be read: {error.strerror}; get permission for it", path=path) from error

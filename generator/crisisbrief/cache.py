"""What was made before and need not be made again, by the hash of everything that goes into it.

An entry is a folder named by its key. It holds files and a list of them with the SHA-256 of each; a list that is not
whole or a file that is not what the list says counts as not there.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

_LIST = "entry.json"
_USES = "uses.json"
_SEEN = "seen.json"
_UNFINISHED = ".new-"
NEWEST = 2
"""Runs of each kind whose entries stay."""


def digest(*parts: bytes) -> str:
    """The hash of several pieces, each told from the next."""
    found = hashlib.sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()


def checksum_of(path: str) -> str:
    """The SHA-256 of a file; OSError where it cannot be read."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def folder_digest(*folders: Path) -> str:
    """The hash of all files in some folders, by their names there; what Python compiles is left out."""
    found: list[bytes] = []
    for folder in folders:
        for name in _names(os.fspath(folder)):
            with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123  # of thousands
                found += [name.encode(), file.read()]
    return digest(*found)


def _names(folder: str) -> Iterator[str]:
    """The files in a folder and below it, in order, as they are called from there."""
    for above, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if name != "__pycache__")
        inside = above.removeprefix(folder).lstrip("/")
        for name in sorted(names):
            if os.path.isfile(f"{above}/{name}"):  # noqa: PTH113
                yield f"{inside}/{name}" if inside else name


def code_digest(*distributions: str) -> str:
    """The hash of this program, its languages and sections too, and of what else a result may depend on: Python, what
    it knows of Unicode, and the versions of some distributions, where they are installed."""
    versions = [platform.python_version(), unicodedata.unidata_version]
    for name in distributions:
        with suppress(PackageNotFoundError):
            versions.append(f"{name} {version(name)}")
    return digest("\n".join(versions).encode(), folder_digest(Path(__file__).parent).encode())


class Checksums:
    """The SHA-256 of files. One that still has the size, the time and the inode that it had when it was read is not
    read again: so do make and Git's index, and like them this takes nobody to set a file's time back on purpose."""

    FINE, COARSE = 50 * 10**6, 2 * 10**9
    """Nanoseconds after which a file that is written again surely has another time: on most file systems, and on those
    that count seconds, or hundredths of one."""

    def __init__(self, kept: Path) -> None:
        """`kept` is the file by which they are known from one run to the next."""
        self.kept = kept
        self.before = self._read()
        self.asked: dict[str, list[Any]] = {}

    def _read(self) -> dict[str, list[Any]]:
        try:
            found = json.loads(self.kept.read_bytes())
        except (OSError, ValueError):
            return {}
        is_whole = isinstance(found, dict) and all(isinstance(each, list) for each in found.values())
        return found if is_whole else {}

    def of(self, path: str) -> str:
        """The checksum of a file; OSError where it cannot be read."""
        state = _state(path)
        *known, told = self.before.get(path, [""])
        checksum = str(told) if known == state else checksum_of(path)
        self._note(path, state, checksum)
        return checksum

    def inode(self, path: str) -> int | None:
        """The inode of a file that was asked for in this run; None of one that was not, or was written just then."""
        return self.asked[path][2] if path in self.asked else None

    def wrote(self, path: str, checksum: str) -> None:
        """A file was written just now and has this checksum."""
        self._note(path, _state(path), checksum)

    def _note(self, path: str, state: list[int], checksum: str) -> None:
        _, written, _ = state
        if time.time_ns() - written > (self.FINE if written % 10**7 else self.COARSE):
            self.asked[path] = [*state, checksum]

    def keep(self) -> None:
        """Write down those of this run for the next; where that cannot be, it reads the files again."""
        if self.asked == self.before:
            return
        fresh = self.kept.with_name(f"{_UNFINISHED}{self.kept.name}")
        with suppress(OSError):
            fresh.write_text(json.dumps(self.asked, separators=(",", ":")), "utf-8")
            fresh.replace(self.kept)


def _state(path: str) -> list[int]:
    found = os.stat(path)  # noqa: PTH116  # of tens of thousands
    return [found.st_size, found.st_mtime_ns, found.st_ino]


@dataclass(frozen=True, slots=True)
class Entry:
    """What was made for one key."""

    folder: Path
    files: Mapping[str, str]
    """Names with their SHA-256."""
    note: Any
    """What else was put there, as JSON has it."""

    def read(self, name: str) -> bytes | None:
        """A file's content; None where it is not what it was."""
        try:
            content = (self.folder / name).read_bytes()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == self.files[name] else None

    def is_whole(self, checksums: Checksums) -> bool:
        """Whether all files are what they were."""
        folder = os.fspath(self.folder)
        try:
            return all(checksums.of(f"{folder}/{name}") == told for name, told in self.files.items())
        except OSError:
            return False


class Cache:
    """Entries in one folder; several processes may read and write it at the same time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def checksums(self) -> Checksums:
        """Those of a run that uses what is here."""
        return Checksums(self.folder / _SEEN)

    def find(self, key: str) -> Entry | None:
        """The entry of this key; its files are looked at when they are read."""
        folder = self.folder / key
        try:
            told, _, listed = (folder / _LIST).read_bytes().partition(b"\n")
        except OSError:
            return None
        if told.decode("ascii", "replace") != hashlib.sha256(listed).hexdigest():
            return None
        files, note = json.loads(listed)
        return Entry(folder, files, note)

    def put(self, key: str, files: Mapping[str, Path | bytes], note: object) -> None:
        """Keep `files` (a path is moved here) under a key, all or none; OSError where the disk does not take them."""
        with self.workplace() as folder:
            fresh = folder / key
            listed = {name: _put(fresh / name, content) for name, content in files.items()}
            written = json.dumps([listed, note], ensure_ascii=False, separators=(",", ":")).encode()
            fresh.mkdir(exist_ok=True)
            (fresh / _LIST).write_bytes(hashlib.sha256(written).hexdigest().encode() + b"\n" + written)
            self.drop(key)
            fresh.rename(self.folder / key)

    def is_writable(self) -> bool:
        """Whether entries can be put here."""
        try:
            with self.workplace():
                return True
        except OSError:
            return False

    @contextmanager
    def workplace(self) -> Iterator[Path]:
        """A folder for what is to be put here; what is left in it goes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=self.folder) as folder:
            yield Path(folder)

    def drop(self, key: str) -> None:
        shutil.rmtree(self.folder / key, ignore_errors=True)

    def keep(self, kind: str, keys: Iterable[str]) -> None:
        """Forget what none of the newest runs of each kind used; `keys` is what this run, of this kind, used."""
        used = sorted(set(keys))
        uses = self._uses()
        earlier = uses.get(kind, [])
        if earlier[:1] != [used]:
            uses[kind] = [used, *earlier][:NEWEST]
            try:
                (self.folder / _USES).write_text(json.dumps(uses), "utf-8")
            except OSError:
                return
        kept = {key for runs in uses.values() for run in runs for key in run}
        for path in self.folder.iterdir():
            if path.name not in (_USES, _SEEN) and path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)

    def _uses(self) -> dict[str, list[list[str]]]:
        try:
            found: dict[str, list[list[str]]] = json.loads((self.folder / _USES).read_bytes())
        except (OSError, ValueError):
            return {}
        return found

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until no other process is in such a block; where the folder cannot be made, nobody is."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            opened = os.open(self.folder, os.O_RDONLY)
        except OSError:
            yield
            return
        try:
            flock(opened, LOCK_EX)
            yield
        finally:
            os.close(opened)


def _put(path: Path, content: Path | bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, Path):
        content.rename(path)
        return hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def link(source: str, target: str) -> None:
    """`source` at `target` too: the same bytes on the disk where it can share them, a copy elsewhere."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)

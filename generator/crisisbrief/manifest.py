"""manifest.json and SHA256SUMS: what an export consists of, and by what each file of it is known.

SHA256SUMS has the form of coreutils' `sha256sum`, which every system can check; the manifest says the rest.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from crisisbrief.errors import BriefError
from crisisbrief.model import Imprint, PublicKey

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
MINISIG, SSHSIG = f"{SUMS}.minisig", f"{SUMS}.sig"
SIGNATURES = (MINISIG, SSHSIG)
"""What minisign and what OpenSSH reads; no manifest can list them."""
_NAME = re.compile(r"\w[\w.-]*", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an export."""

    name: str
    size: int
    """In bytes."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One export: which edition of which brief, in which files."""

    brief: str
    number: int
    published: date
    previous: int | None
    withdrawn: bool
    key: str | None
    """The public key that this edition is to be checked with, as minisign writes it; None where the desk has none."""
    files: tuple[Entry, ...]


def manifest(brief: str, imprint: Imprint, key: PublicKey | None, files: Mapping[str, bytes]) -> Manifest:
    """The manifest of `files`, sorted by name."""
    entries = tuple(
        Entry(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in sorted(files.items())
    )
    line = key.line if key else None
    return Manifest(brief, imprint.number, imprint.published, imprint.previous, imprint.withdrawn, line, entries)


def as_json(made: Manifest) -> bytes:
    """What stands in manifest.json."""
    told = {
        "brief": made.brief,
        "edition": made.number,
        "published": made.published.isoformat(),
        "previous": made.previous,
        "withdrawn": made.withdrawn,
        "key": made.key,
        "files": [{"name": each.name, "size": each.size, "sha256": each.sha256} for each in made.files],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def as_sums(made: Manifest, content: bytes) -> bytes:
    """What stands in SHA256SUMS: every file of the export, and the manifest too, whose bytes are `content`."""
    own = Entry(MANIFEST, len(content), hashlib.sha256(content).hexdigest())
    entries = sorted((*made.files, own), key=lambda each: each.name)
    return "".join(f"{each.sha256}  {each.name}\n" for each in entries).encode()


def parse(content: bytes, path: Path) -> Manifest:
    """The manifest in `content`, which came from `path` and may be anybody's; BriefError where it is none, or names
    a file outside its folder."""
    try:
        told = json.loads(content)
        made = Manifest(
            brief=_fitting(_NAME, told["brief"]),
            number=_number(told["edition"]),
            published=date.fromisoformat(told["published"]),
            previous=None if told["previous"] is None else _number(told["previous"]),
            withdrawn=_truth(told["withdrawn"]),
            key=None if told["key"] is None else _text(told["key"]),
            files=tuple(
                Entry(_text(each["name"]), _number(each["size"]), _fitting(_SHA256, each["sha256"]))
                for each in told["files"]
            ),
        )
    # RecursionError: brackets in brackets without end
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        told = "is no manifest of an export, or was damaged; get the whole folder again from who published it"
        raise BriefError(told, path=path) from error
    for name in _foul(each.name for each in made.files):
        told = f"names {name!r}, which is no file of this folder; do not trust it, get the folder again"
        raise BriefError(told, path=path)
    return made


def _foul(names: Iterable[str]) -> Iterator[str]:
    """Names that an export would not list: outside its folder, twice, or of what speaks for the others."""
    seen = {MANIFEST, SUMS, *SIGNATURES}
    for name in names:
        if not _NAME.fullmatch(name) or name in seen:
            yield name
        seen.add(name)


def _fitting(pattern: re.Pattern[str], value: Any) -> str:
    if not pattern.fullmatch(_text(value)):
        raise ValueError(f"not of the form {pattern.pattern}: {value!r}")
    return str(value)


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"neither true nor false: {value!r}")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"not a text: {value!r}")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"not a whole number: {value!r}")
    return value

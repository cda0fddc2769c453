"""An export -> the same export, signed: page and manifest in themselves, everything by two signatures of SHA256SUMS.

The same export and key give the same bytes; an export that the project would not write today is not signed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from crisisbrief import disk
from crisisbrief.errors import BriefError, raise_all
from crisisbrief.export import FORMATS, OF_THE_SITE, export
from crisisbrief.harm import unsettled
from crisisbrief.manifest import MANIFEST, MINISIG, SSHSIG, SUMS, Entry, Manifest, as_json, as_sums, manifest
from crisisbrief.model import Edition, PublicKey
from crisisbrief.pipeline import desk, edition_of
from crisisbrief.read import KEY_FILE
from crisisbrief.render.verify_page import NAME as VERIFY_PAGE
from crisisbrief.render.verify_page import verify_page
from crisisbrief.signing.folder import Export, faults, read_export
from crisisbrief.signing.private import Signer
from crisisbrief.signing.ssh import armored, signed_text
from crisisbrief.signing.tail import LIST, PAGE


@dataclass(frozen=True, slots=True)
class Ready:
    """An export that was looked through and may be signed."""

    slug: str
    export: Export
    key: PublicKey
    """The one that readers know."""
    page: bytes | None
    """The page that will carry its signature, without one."""


def ready_to_sign(root: Path, slug: str, out: Path) -> Ready:
    """The export of a brief in `out`/`slug`/; BriefError unless it is whole, of the edition of today, and
    nothing in that may harm somebody unsettled."""
    source = desk(root, slug)
    made = edition_of(source)
    raise_all([*unsettled(made, source.file)])
    if made.key is None:
        told = 'the desk has no key that readers could check with; "crisisbrief key new" makes one'
        raise BriefError(told, path=root / "content" / KEY_FILE)
    found = read_export(out / slug)
    raise_all([*faults(found)])
    page = None
    if found.page:
        page, _ = PAGE.split((found.folder / found.page).read_bytes())
    raise_all([*_stale(found, made, page)])
    return Ready(slug, found, made.key, page)


def _stale(found: Export, made: Edition, page: bytes | None) -> Iterator[BriefError]:
    """Where the export is not what the project says today: its edition, then what the core writes of it."""
    today = manifest(made.brief.slug, made.imprint, made.key, {})
    remedy = "run: crisisbrief export"
    if replace(found.told, files=()) != today:
        told = f"is {_edition(found.told)}, but the project is at {_edition(today)}; {remedy}"
        yield BriefError(told, path=found.folder / MANIFEST)
        return
    listed = {each.name: each.sha256 for each in found.told.files}
    if page is not None and found.page:
        listed[found.page] = hashlib.sha256(page).hexdigest()
    for name, content in _made_again(made):
        if name in listed and listed[name] != hashlib.sha256(content).hexdigest():
            told = f"is not what the brief says today: one of them was changed after the export; {remedy}"
            yield BriefError(told, path=found.folder / name)


def _made_again(made: Edition) -> Iterator[tuple[str, bytes]]:
    """The files that the same edition gives on every machine, and at once: the key may be kept on one that lacks the
    libraries of the other formats."""
    yield VERIFY_PAGE, verify_page(made) or b""
    for name, extra in FORMATS.items():
        if extra is None and name not in OF_THE_SITE:
            yield from export(name, made, dict).items()


def _edition(told: Manifest) -> str:
    key = "no key" if told.key is None else f"the key {told.key[:12]}…"
    state = ", withdrawn" if told.withdrawn else ""
    return f"edition {told.number} of {told.published.isoformat()} ({key}{state})"


def sign(ready: Ready, signer: Signer, key_file: Path) -> tuple[Path, ...]:
    """Sign the page, the manifest and, twice, the checksums; says which files were written, all of them or none."""
    if signer.public != ready.key:
        fault = f"is the key {signer.public.id}, but readers know {ready.key.id} (content/{KEY_FILE}); take that one"
        raise BriefError(fault, path=key_file)
    found, files = ready.export, {}
    if found.page and ready.page is not None:
        files[found.page] = PAGE.signed(ready.page, signer.raw(ready.page))
    entries = tuple(
        Entry(each.name, len(content), hashlib.sha256(content).hexdigest()) if content is not None else each
        for each, content in ((each, files.get(each.name)) for each in found.told.files)
    )
    told = replace(found.told, files=entries)
    covered, _ = LIST.split(as_json(told))
    listed = LIST.signed(covered, signer.raw(covered))
    sums = as_sums(told, listed)
    files |= {
        MANIFEST: listed,
        SUMS: sums,
        MINISIG: signer.minisig(sums, found.statement()),
        SSHSIG: armored(signer.public, signer.raw(signed_text(sums))),
    }
    disk.replace({found.folder / name: content for name, content in files.items()})
    return tuple(found.folder / name for name in files)

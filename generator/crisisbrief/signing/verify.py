"""What came to a reader, a folder or one file of it -> what holds; a BriefError names everything that does not."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import minisign
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from crisisbrief.errors import BriefError, raise_all
from crisisbrief.manifest import MANIFEST, MINISIG, SIGNATURES, SSHSIG, SUMS, Manifest
from crisisbrief.model import PublicKey
from crisisbrief.read import key_of, point, public_key
from crisisbrief.signing.folder import Export, faults, read_export, read_small, unlisted
from crisisbrief.signing.private import COMMENT
from crisisbrief.signing.ssh import armored, signature_in, signed_text
from crisisbrief.signing.tail import LIST, PAGE, Tail

_AGAIN = "get it again from who published it"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked and held."""

    key: PublicKey
    key_file: Path | None
    """Where the key came from; None where that was what is being checked itself."""
    files: tuple[str, ...]
    signatures: tuple[str, ...]
    """The files that hold the signatures."""
    told: Manifest | None = None
    """Which edition it is; None where a single page was checked by itself."""
    unlisted: tuple[str, ...] = ()
    """What lies in the folder and nobody signed."""


def verify(path: Path, key_file: Path | None) -> Checked:
    """Check a folder, or one file, with the key in `key_file`: where that is None, with the key that the folder
    itself names, which shows that nothing was altered and not who signed it."""
    key = None if key_file is None else public_key(key_file)
    if key_file is not None and key is None:
        raise BriefError("there is no such file; --key wants the desk's public key, signing-key.pub", path=key_file)
    if path.is_dir():
        return _verify_export(read_export(path), key, key_file)
    if not path.is_file():
        raise BriefError("there is no such file or folder", path=path)
    if (path.parent / MANIFEST).is_file():
        export = read_export(path.parent)
        if path.name in {MANIFEST, SUMS, *SIGNATURES, *(each.name for each in export.told.files)}:
            return _verify_export(export, key, key_file, only=path.name)
    return _verify_page(path, key, key_file)


def _verify_export(export: Export, key: PublicKey | None, key_file: Path | None, only: str | None = None) -> Checked:
    """Everything, or one file: then the list of checksums, its signatures and that file."""
    key = _key(export, key, key_file)
    names = tuple(each.name for each in export.told.files if only in (None, each.name))
    raise_all([*_signature_faults(export, key)])
    raise_all([*faults(export, names)])
    signed = {MANIFEST: LIST} | ({export.page: PAGE} if export.page in names and export.page else {})
    raise_all([fault for name, tail in signed.items() if (fault := _tail_fault(export.folder / name, tail, key))])
    others = unlisted(export) if only is None else ()
    return Checked(key, key_file, names, (*SIGNATURES, *signed), export.told, others)


def _key(export: Export, key: PublicKey | None, key_file: Path | None) -> PublicKey:
    """The key to check an export with."""
    if not any((export.folder / name).exists() for name in SIGNATURES):
        raise_all([*faults(export)])
        told = f"is not signed: its {len(export.told.files)} files are whole, but anybody may have written them"
        raise BriefError(told, path=export.folder)
    named = key_of(export.told.key or "")
    if named is None:
        told = f"names no key, though there are signatures; it was altered, {_AGAIN}"
        raise BriefError(told, path=export.folder / MANIFEST)
    if key is not None and key != named:
        told = f"names the key {named.id}, you check with {key.id} ({key_file}): it is not from that desk"
        raise BriefError(f"{told}, or the desk has another key now: ask it", path=export.folder / MANIFEST)
    return key or named


def _signature_faults(export: Export, key: PublicKey) -> Iterator[BriefError]:
    """Where the two signatures of SHA256SUMS are not the key's, or not of this edition."""
    missing = [name for name in SIGNATURES if not (export.folder / name).is_file()]
    for name in missing:
        yield BriefError(f"is missing; a signed folder has it: {_AGAIN}", path=export.folder / name)
    for name, fault in ((MINISIG, _minisig_fault), (SSHSIG, _sshsig_fault)):
        path = export.folder / name
        if name not in missing and (told := fault(read_small(path), export, key)):
            yield BriefError(told, path=path)


def _minisig_fault(content: bytes, export: Export, key: PublicKey) -> str | None:
    try:
        found = minisign.Signature.from_bytes(content)
    except minisign.ParseError:
        return f"is no signature of minisign's, or was altered; {_AGAIN}"
    # the untrusted comment, line ends and spare bits of base64: nobody signs them, so only one form is right
    if bytes(found) + b"\n" != content or found.untrusted_comment != COMMENT:
        return f"is not as minisign writes it: it was altered; {_AGAIN}"
    signed_by = base64.b64decode(content.splitlines()[1])[2:10]
    if signed_by != base64.b64decode(key.line)[2:10]:
        return f"was made with the key {int.from_bytes(signed_by, 'little'):016X}, not with {key.id}"
    if found.trusted_comment != export.statement():
        told = f"is the signature of {found.trusted_comment!r}, but the folder is {export.statement()!r}"
        return f"{told}; get the signature of this edition"
    try:
        minisign.PublicKey.from_base64(key.line).verify(export.sums, found)
    except minisign.VerifyError:
        return f"does not fit {SUMS}: one of them was altered, or they are of two editions; {_AGAIN}"
    return None


def _sshsig_fault(content: bytes, export: Export, key: PublicKey) -> str | None:
    signature = signature_in(content)
    if armored(key, signature) != content:
        return f"is not a signature of OpenSSH's by the key {key.id}, or was altered; {_AGAIN}"
    if not _holds(key, signature, signed_text(export.sums)):
        return f"does not fit {SUMS}: one of them was altered, or they are of two editions; {_AGAIN}"
    return None


def _verify_page(path: Path, key: PublicKey | None, key_file: Path | None) -> Checked:
    """A page that came alone."""
    _, signature = PAGE.split(_content(path))
    if signature is None:
        told = f"carries no signature, and no {MANIFEST} beside it lists it: nobody answers for it"
        raise BriefError(told, path=path)
    if key is None:
        raise BriefError("is signed, but with whose key? Name the desk's public key by --key FILE", path=path)
    if fault := _tail_fault(path, PAGE, key):
        raise fault
    return Checked(key, key_file, (path.name,), (path.name,))


def _tail_fault(path: Path, tail: Tail, key: PublicKey) -> BriefError | None:
    """Why the signature at the end of a file does not hold; None where it does."""
    content = _content(path)
    covered, signature = tail.split(content)
    if signature is None:
        return BriefError(f"carries no signature any more; {_AGAIN}", path=path)
    if tail.signed(covered, signature) != content or not _holds(key, signature, covered):
        return BriefError(f"was altered, or was not signed with the key {key.id}; {_AGAIN}", path=path)
    return None


def _holds(key: PublicKey, signature: bytes, content: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(point(key)).verify(signature, content)
    except InvalidSignature:
        return False
    return True


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BriefError(f"cannot be read: {error.strerror}; get permission for it", path=path) from error

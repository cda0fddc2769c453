"""content/signing-key.pub: the public half of the desk's key, in minisign's format."""

from __future__ import annotations

import base64
import binascii
import hashlib
from pathlib import Path

from crisisbrief.errors import BriefError
from crisisbrief.model import PublicKey

NAME = "signing-key.pub"
_ALGORITHM, _ID, _POINT = b"Ed", 8, 32
_GROUPS, _BYTES, _DIGITS = 6, 5, 5


def public_key(path: Path) -> PublicKey | None:
    """The key in a file that minisign could have written; None where there is no such file."""
    if not path.is_file():
        return None
    lines = path.read_text("utf-8", errors="replace").splitlines()
    line = lines[1].strip() if len(lines) > 1 else ""
    try:
        raw = base64.b64decode(line, validate=True)
    except binascii.Error:
        raw = b""
    if len(raw) != len(_ALGORITHM) + _ID + _POINT or not raw.startswith(_ALGORITHM):
        told = 'is no public key of minisign\'s: a comment line, then 56 characters; "crisisbrief key new" writes one'
        raise BriefError(told, path=path)
    number, point = raw[len(_ALGORITHM) :][:_ID], raw[-_POINT:]
    return PublicKey(line, f"{int.from_bytes(number, 'little'):016X}", fingerprint(point))


def fingerprint(point: bytes) -> str:
    """What people compare: 99 bits of the key's SHA-256 in digits, which every language reads out alike."""
    digest = hashlib.sha256(point).digest()
    groups = (int.from_bytes(digest[at : at + _BYTES]) % 10**_DIGITS for at in range(0, _GROUPS * _BYTES, _BYTES))
    return " ".join(f"{group:0{_DIGITS}}" for group in groups)

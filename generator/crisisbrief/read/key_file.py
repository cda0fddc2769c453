"""content/signing-key.pub: the public half of the desk's key, in minisign's format."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from crisisbrief.errors import BriefError
from crisisbrief.model import PublicKey

NAME = "signing-key.pub"
_ALGORITHM, _ID, _POINT = b"Ed", 8, 32
OPENSSH_KIND = b"ssh-ed25519"
SIGNER, NAMESPACE = "crisisbrief", "file"
"""Under which name and for what kind of thing OpenSSH checks our signatures."""
_GROUPS, _BYTES, _DIGITS = 6, 5, 5


def public_key(path: Path) -> PublicKey | None:
    """The key in a file that minisign could have written; None where there is no such file."""
    if not path.is_file():
        return None
    lines = path.read_text("utf-8", errors="replace").splitlines()
    found = key_of(lines[1].strip()) if len(lines) > 1 else None
    if found is None:
        told = 'is no public key of minisign\'s: a comment line, then 56 characters; "crisisbrief key new" writes one'
        raise BriefError(told, path=path)
    return found


def key_of(line: str) -> PublicKey | None:
    """The key in the second line of such a file; None where it is none."""
    try:
        raw = base64.b64decode(line, validate=True)
    except ValueError:
        return None
    if len(raw) != len(_ALGORITHM) + _ID + _POINT or not raw.startswith(_ALGORITHM):
        return None
    number, point = raw[len(_ALGORITHM) :][:_ID], raw[-_POINT:]
    return PublicKey(line, f"{int.from_bytes(number, 'little'):016X}", fingerprint(point))


def as_file(key: PublicKey) -> bytes:
    """The key as minisign keeps it."""
    return f"untrusted comment: minisign public key {key.id}\n{key.line}\n".encode()


def point(key: PublicKey) -> bytes:
    """The 32 bytes of Ed25519 that a signature is checked with."""
    return base64.b64decode(key.line)[-_POINT:]


def fingerprint(point: bytes) -> str:
    """What people compare: 99 bits of the key's SHA-256 in digits, which every language reads out alike."""
    digest = hashlib.sha256(point).digest()
    groups = (int.from_bytes(digest[at : at + _BYTES]) % 10**_DIGITS for at in range(0, _GROUPS * _BYTES, _BYTES))
    return " ".join(f"{group:0{_DIGITS}}" for group in groups)


def openssh(key: PublicKey) -> str:
    """The key as OpenSSH writes a public key, without a comment."""
    blob = b"".join(len(part).to_bytes(4) + part for part in (OPENSSH_KIND, point(key)))
    return f"{OPENSSH_KIND.decode()} {base64.b64encode(blob).decode()}"


def allowed_signer(key: PublicKey) -> str:
    """The line of a file of allowed signers, for `ssh-keygen -Y verify -I crisisbrief -n file`."""
    return f'{SIGNER} namespaces="{NAMESPACE}" {openssh(key)}'

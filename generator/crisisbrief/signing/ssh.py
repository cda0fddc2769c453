"""OpenSSH's form of a signature of a file (PROTOCOL.sshsig), as `ssh-keygen -Y verify` reads them."""

from __future__ import annotations

import base64
import hashlib
import textwrap

from crisisbrief.model import PublicKey
from crisisbrief.read import point
from crisisbrief.read.key_file import NAMESPACE, OPENSSH_KIND

_MAGIC, _VERSION, _HASH = b"SSHSIG", 1, b"sha512"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_COLUMNS = 70
SIGNATURE = 64
"""Bytes of an Ed25519 signature."""


def signed_text(content: bytes) -> bytes:
    """What the key signs when OpenSSH signs a file of this content."""
    digest = hashlib.sha512(content).digest()
    return _MAGIC + b"".join(_string(part) for part in (NAMESPACE.encode(), b"", _HASH, digest))


def armored(key: PublicKey, signature: bytes) -> bytes:
    """The signature file."""
    parts = (_public(key), NAMESPACE.encode(), b"", _HASH, _string(OPENSSH_KIND) + _string(signature))
    blob = _MAGIC + _VERSION.to_bytes(4) + b"".join(_string(part) for part in parts)
    lines = textwrap.wrap(base64.b64encode(blob).decode(), _COLUMNS)
    return "\n".join([_BEGIN, *lines, _END, ""]).encode()


def signature_in(content: bytes) -> bytes:
    """The last bytes of a signature file, which are the signature if `armored` makes the same file of them; empty
    where it is none."""
    try:
        blob = base64.b64decode(content.decode("ascii").removeprefix(_BEGIN).rstrip().removesuffix(_END))
    except ValueError:
        return b""
    return blob[-SIGNATURE:]


def _public(key: PublicKey) -> bytes:
    return _string(OPENSSH_KIND) + _string(point(key))


def _string(part: bytes) -> bytes:
    return len(part).to_bytes(4) + part

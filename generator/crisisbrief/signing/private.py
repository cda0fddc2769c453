"""The private half of the desk's key: made, kept outside the project, opened; a file that minisign reads and writes."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import minisign

from crisisbrief import disk
from crisisbrief.errors import BriefError
from crisisbrief.manifest import SUMS
from crisisbrief.model import PublicKey
from crisisbrief.read import KEY_FILE, key_as_file, key_of

OPSLIMIT, MEMLIMIT = 33_554_432, 1_073_741_824
"""What minisign itself asks of scrypt: a gigabyte for some seconds. A guesser needs that for each guess."""
_LEAST = 33_554_432
"""Of memory: below that minisign gives up, too."""
_OTHERS = 0o077
"""The permissions of everybody but the owner."""
COMMENT = "signature from minisign secret key"
"""minisign's own first line of a signature, which it does not sign."""
_HEAD = 2 + 8
"""In a signature of minisign's: the algorithm and the key's id."""


@dataclass(frozen=True, slots=True, repr=False)
class Signer:
    """An opened key."""

    public: PublicKey
    _secret: minisign.SecretKey

    def raw(self, content: bytes) -> bytes:
        """The 64 bytes of Ed25519 over `content` itself."""
        made = self._secret.sign(content, prehash=False, trusted_comment="")
        return base64.b64decode(bytes(made).splitlines()[1])[_HEAD:]

    def minisig(self, content: bytes, trusted_comment: str) -> bytes:
        """minisign's signature file for `content`."""
        return bytes(self._secret.sign(content, untrusted_comment=COMMENT, trusted_comment=trusted_comment)) + b"\n"


def default_path() -> Path:
    """Where the private half lies unless somebody says otherwise (XDG base directories)."""
    config = os.environ.get("XDG_CONFIG_HOME", "")
    return (Path(config) if Path(config).is_absolute() else Path.home() / ".config") / "crisisbrief" / "signing.key"


def new_key(root: Path, path: Path, password: Callable[[], str | None], *, memory: int = MEMLIMIT) -> PublicKey:
    """Make the desk's key: the private half at `path`, the public one in content/. Nothing is overwritten.

    `password` is asked for when nothing else stands in the way; None leaves the key open to whoever has the file.
    """
    published = root / "content" / KEY_FILE
    _refuse_published_place(path, (root,))
    if published.exists():
        told = (
            "is the desk's key already; readers know its fingerprint, so keep it. Where the private half was lost or "
            "stolen: tell readers, remove this file and run the command again"
        )
        raise BriefError(told, path=published)
    if path.exists():
        raise BriefError("exists and may be a key; a key is never overwritten: name another file by --out", path=path)
    pair = minisign.KeyPair.generate()
    public = _public(pair.secret_key)
    words = password()
    if words is not None:
        _encrypt(pair.secret_key, words, memory)
    _write_private(path, bytes(pair.secret_key) + b"\n")
    try:
        disk.write(published, key_as_file(public))
    except BriefError:
        path.unlink()
        raise
    return public


def open_key(path: Path, password: Callable[[], str], *, public_places: Iterable[Path] = ()) -> Signer:
    """The key in the file at `path`, which lies in none of `public_places`; `password` is called where it has one."""
    if not path.is_file():
        told = 'there is no key; name yours by --key FILE, or make one with "crisisbrief key new"'
        raise BriefError(told, path=path)
    _refuse_published_place(path, public_places)
    if os.name == "posix" and path.stat().st_mode & _OTHERS:
        told = "the private key can be read or changed by other users of this machine; run: chmod 600"
        raise BriefError(f"{told} {path}", path=path)
    with _told(path):
        content = path.read_bytes()
    try:
        secret = minisign.SecretKey.from_bytes(content)
    except minisign.ParseError as error:
        told = 'is no private key of minisign\'s; "crisisbrief key new" and "minisign -G" make one'
        raise BriefError(told, path=path) from error
    if secret.is_encrypted():
        _decrypt(secret, password(), path)
    return Signer(_public(secret), secret)


def _encrypt(secret: minisign.SecretKey, password: str, memory: int) -> None:
    """As minisign does it: where the machine has not the memory, with half of everything, and again."""
    while True:
        try:
            secret.encrypt(password, opslimit=OPSLIMIT * memory // MEMLIMIT, memlimit=memory)
        except MemoryError:
            if memory <= _LEAST:
                raise BriefError("this machine has not the memory that protects a key with a password") from None
            memory //= 2
        else:
            return


def _decrypt(secret: minisign.SecretKey, password: str, path: Path) -> None:
    try:
        secret.decrypt(password)
    except minisign.Error as error:
        raise BriefError("the password is wrong; nothing was signed", path=path) from error
    except MemoryError as error:
        told = "this machine has not the memory that its password asks for (1 GB); sign on another"
        raise BriefError(told, path=path) from error


def _public(secret: minisign.SecretKey) -> PublicKey:
    found = key_of(secret.get_public_key().to_base64().decode())
    assert found is not None
    return found


def _refuse_published_place(path: Path, public_places: Iterable[Path]) -> None:
    """Whoever publishes a folder publishes the key in it."""
    whole = path.resolve()
    for place in (place.resolve() for place in public_places):
        if whole.is_relative_to(place):
            told = f"lies in {place}, which is passed on; keep the private key outside of it"
            raise BriefError(told, path=path)
    if any((folder / SUMS).exists() for folder in whole.parents):
        raise BriefError("lies in an export, which is passed on; keep the private key outside of it", path=path)


def _write_private(path: Path, content: bytes) -> None:
    """A new file that nobody else may read, not even while it is being written."""
    with _told(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            path.unlink()
            raise


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turns what the system says about a key's file into one message."""
    try:
        yield
    except OSError as error:
        raise BriefError(f"{error.strerror}; name another file or get permission for this one", path=path) from error

"""Writing files whole or not at all: what stood there before stays until all that is new is on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from crisisbrief.errors import BriefError


def write(path: Path, content: bytes) -> None:
    """Put `content` at `path`, atomically; BriefError when the disk does not take it."""
    replace({path: content})


def replace(files: Mapping[Path, bytes], *, remove: Iterable[Path] = ()) -> None:
    """Write all `files`, then delete `remove`. Everything is staged beside its place first, so that a full disk
    or a read-only folder leaves every earlier file as it was."""
    staged: list[tuple[Path, Path]] = []
    made: list[Path] = []
    target = None
    try:
        for target, content in files.items():
            made += _make_folder(target.parent)
            staged.append((_stage(target, content), target))
        # one after the other they would each wait for the disk
        for temporary, _ in staged:
            _settle(temporary)
        for temporary, target in staged:
            temporary.replace(target)
        for target in remove:
            target.unlink()
    except OSError as error:
        raise BriefError(
            f"cannot be written ({error.strerror}); nothing was changed: "
            "make room or get permission for the folder, then run the command again",
            path=target,
        ) from error
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
        for folder in reversed(made):
            if not any(folder.iterdir()):
                folder.rmdir()


def _make_folder(folder: Path) -> list[Path]:
    """Make `folder` and say which folders that made."""
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _stage(target: Path, content: bytes) -> Path:
    """`content` in a temporary file beside `target`, with the mode that `target` has or a new file would get."""
    # The same name each time, so that the next run takes away what a killed one left.
    temporary = target.with_name(f".{target.name}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _settle(path: Path) -> None:
    """Wait until a file is on the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())

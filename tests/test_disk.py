"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from crisisbrief import disk
from crisisbrief.errors import BriefError


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_replaces_and_removes(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_bytes(b"old")
    disk.replace({tmp_path / "a" / "new.md": b"new"}, remove=[tmp_path / "old.md"])
    assert tree(tmp_path) == {"a/new.md": b"new"}


def test_keeps_the_mode_of_the_file_it_replaces(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b"old")
    path.chmod(0o600)
    disk.write(path, b"new")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "first.md", tmp_path / "deep" / "second.md"
    first.write_bytes(b"earlier")
    calls: list[int] = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BriefError, match=r"second\.md: cannot be written \(No space left on device\); nothing was"):
        disk.replace({first: b"later", second: b"later"})
    assert tree(tmp_path) == {"first.md": b"earlier"}
    assert not second.parent.exists()

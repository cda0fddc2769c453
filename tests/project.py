"""A copy of the project that a test may do anything to, and the command line run in it as an editor runs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("mkdocs.yml", "theme", "content")
LIMIT = 300
"""Seconds after which a command counts as hung."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a `mkdocs.yml` of its own."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    def brief(self, slug: str) -> Path:
        return self.root / "content" / "briefs" / slug

    def run(
        self,
        *arguments: str,
        ok: bool = True,
        env: Mapping[str, str] | None = None,
        umask: int = -1,
        program: Sequence[str] = (sys.executable, "-m", "crisisbrief"),
    ) -> Ran:
        """Run `crisisbrief` here; with `ok`, anything but exit code 0 is the test's failure."""
        done = subprocess.run(
            [*program, *arguments],
            cwd=self.root,
            env={**os.environ, **(env or {})},
            umask=umask,
            capture_output=True,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=LIMIT,
            check=False,
        )
        ran = Ran(done.returncode, done.stdout, done.stderr)
        assert not ok or ran.code == 0, f"crisisbrief {' '.join(arguments)} ended with {ran.code}\n{ran.err}"
        return ran

    def make_site(self, env: Mapping[str, str] | None = None, umask: int = -1) -> Path:
        """Generate the pages and build the site."""
        self.run("generate", "--quiet", env=env, umask=umask)
        self.run("build", "--quiet", env=env, umask=umask)
        return self.site


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


def copy_project(folder: Path, *, briefs: bool = True) -> Project:
    """A copy in `folder`; without the briefs and their pages where a test brings its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        source, target = ROOT / part, folder / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    if not briefs:
        shutil.rmtree(folder / "content")
        (folder / "content" / "briefs").mkdir(parents=True)
    return Project(folder)


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its address."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def assert_one_message(ran: Ran, says: str) -> None:
    """The command ended because the input has faults, and said so in one line that fits the pattern."""
    assert ran.code == 1, ran
    assert "Traceback" not in ran.err
    assert len(ran.err.splitlines()) == 1, ran.err
    assert re.search(says, ran.err), ran.err

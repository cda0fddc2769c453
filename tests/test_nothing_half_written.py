"""A disk that refuses, a folder that is read-only, a run that is cut short: what stood there before stays whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from project import Project, assert_one_message, copy_project, files_below

SLUG = "kazakhstan-unrest-2022"
ENGLISH = "On Tuesday the government said that calm had returned.\n"
NEW = ("new", "report.txt", "--slug", "new-brief", "--locale", "en", "--published", "2022-01-05")

SMALL = """
import resource, runpy
resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))
runpy.run_module("crisisbrief", run_name="__main__")
"""
"""The command line where no file may grow past 2 KiB: the disk refuses in the middle of a write."""
WORDS = {
    "new": NEW,
    "generate": ("generate",),
    "place": ("place", "p3s1", "escalation", "--reason", "why"),
    "export": ("export", "--format", "html", "--format", "txt"),
}


def announce(project: Project) -> None:
    """Change what every page of the brief shows: its title."""
    path = project.brief(SLUG) / "brief.toml"
    opening, title, rest = path.read_text(encoding="utf-8").partition("[title]\n")
    assert title
    path.write_text(
        opening + title + rest.replace('ar = "', 'ar = "جديد: ', 1).replace('en = "', 'en = "New: ', 1), "utf-8"
    )


def longer(project: Project) -> None:
    """Give every command something to write."""
    (project.root / "report.txt").write_text(ENGLISH * 200, encoding="utf-8")
    announce(project)


@pytest.mark.parametrize("command", WORDS.values(), ids=WORDS.keys())
def test_a_disk_that_refuses_leaves_everything_as_it_was(command: tuple[str, ...], project: Project) -> None:
    longer(project)
    before = files_below(project.root)
    ran = project.run(*command, ok=False, program=(sys.executable, "-c", SMALL))
    assert_one_message(ran, r"\S+: .*(large|space).*; |\S+: .*(large|space).*: ")
    assert files_below(project.root) == before


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Project]:
    """A project on a disk with next to no room left."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "crisisbrief-test", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("only root can make a small disk; the refusing disk above is tried everywhere")
    try:
        project = copy_project(disk / "project")
        longer(project)
        with (disk / "filler").open("wb", buffering=0) as filler:
            for size in (65536, 4096):
                while _takes(filler, size):
                    pass
        yield project
    finally:
        subprocess.run(["umount", disk], check=True)


def _takes(file: object, size: int) -> bool:
    try:
        return file.write(bytes(size)) == size  # type: ignore[attr-defined, no-any-return]
    except OSError:
        return False


@pytest.mark.parametrize("command", [*WORDS.values(), ("build",)], ids=[*WORDS.keys(), "build"])
def test_a_full_disk_leaves_everything_as_it_was(command: tuple[str, ...], full: Project) -> None:
    before = files_below(full.root)
    ran = full.run(*command, ok=False)
    assert_one_message(ran, r"\S+: .*space")
    assert files_below(full.root) == before


@pytest.mark.parametrize("command", [*WORDS.values(), ("build",)], ids=[*WORDS.keys(), "build"])
def test_a_read_only_folder_leaves_everything_as_it_was(command: tuple[str, ...], project: Project) -> None:
    longer(project)
    folders = [project.root, *(path for path in project.root.rglob("*") if path.is_dir())]
    before = files_below(project.root)
    for folder in folders:
        folder.chmod(0o555)
    try:
        ran = project.run(*command, ok=False, program=(*without_root(), sys.executable, "-m", "crisisbrief"))
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert_one_message(ran, r"\S+: .*(ermission|ead-only)")
    assert files_below(project.root) == before


def without_root() -> tuple[str, ...]:
    """Root may write anywhere, modes or not: run without that capability."""
    if os.geteuid() != 0:
        return ()
    assert shutil.which("setpriv"), "setpriv (util-linux) is needed to test read-only folders as root"
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")


KILLED = """
import os, pathlib, sys
left = int(sys.argv.pop(1))
really = pathlib.Path.replace
def replace(self, target):
    global left
    left -= 1
    if left < 0:
        os._exit(137)
    return really(self, target)
pathlib.Path.replace = replace
from crisisbrief.cli import main
main()
"""
"""The command line, killed when it puts its n-th file in place."""


@pytest.mark.parametrize("done", [0, 1, 5])
def test_an_interrupted_run_leaves_every_page_whole(done: int, project: Project) -> None:
    project.run("generate", "--quiet")
    old = files_below(project.root / "content")
    announce(project)
    ran = project.run("generate", ok=False, program=(sys.executable, "-c", KILLED, str(done)))
    assert ran.code == 137, ran
    halfway = files_below(project.root / "content")
    project.run("generate", "--quiet")
    new = files_below(project.root / "content")
    assert new != old
    assert [name for name, page in halfway.items() if name in new and page not in (old.get(name), new[name])] == []
    assert set(old) <= set(halfway)
    assert [name for name in new if name.endswith(".tmp")] == []

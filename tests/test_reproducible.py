"""Same inputs, same bytes: another folder, time zone, clock, hash seed, umask and locale change nothing."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from project import Project, copy_project, files_below

ONE = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "C"}
OTHER = {"TZ": "America/Anchorage", "PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "LANG": "ar_EG.UTF-8"}
LATER = ("faketime", "-f", "+400d") if shutil.which("faketime") else ()
"""Another clock, where the program that moves it is here."""
MACHINES = {"one": (ONE, 0o077, ()), "the/other one": (OTHER, 0o002, LATER)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Project]:
    """The same brief, generated from its report, exported and built on two machines that have little in common."""
    base = tmp_path_factory.mktemp("machines")
    return [_make(base / folder, env, umask, clock) for folder, (env, umask, clock) in MACHINES.items()]


def _make(folder: Path, env: dict[str, str], umask: int, clock: tuple[str, ...]) -> Project:
    project = copy_project(folder)
    for entry in (project.root / "content").iterdir():
        if entry.name != "briefs":
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    for verb in ("generate", "export", "build"):
        program = (*clock, sys.executable, "-m", "crisisbrief")
        project.run(verb, "--quiet", env=env, umask=umask, program=program)
    return project


@pytest.mark.parametrize("part", ["content", "site", "dist"])
def test_two_machines_give_the_same_bytes(part: str, made: list[Project]) -> None:
    one, other = (files_below(project.root / part) for project in made)
    assert one
    assert sorted(one) == sorted(other)
    assert [name for name, content in one.items() if content != other[name]] == []


@pytest.mark.parametrize("part", ["content", "site", "dist"])
def test_nothing_says_where_it_was_made(part: str, made: list[Project]) -> None:
    for project in made:
        place = str(project.root).encode()
        assert [name for name, content in files_below(project.root / part).items() if place in content] == []


def test_a_second_run_changes_nothing(made: list[Project]) -> None:
    project = made[0]
    before = apart_from_times(project)
    project.make_site(OTHER)
    project.run("export", "--quiet")
    assert apart_from_times(project) == before


def apart_from_times(project: Project) -> dict[str, bytes]:
    """Every file, but for those by which the cache knows when files were read last."""
    return {name: content for name, content in files_below(project.root).items() if not name.endswith("/seen.json")}


def test_the_committed_pages_are_what_the_reports_give(built: Project) -> None:
    committed = files_below(Path(__file__).parent.parent / "content")
    assert files_below(built.root / "content") == committed

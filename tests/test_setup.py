"""The set-up on machines that this one is not: no venv, no browser, nobody who may install packages."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

import chromium
import environment
from project import ROOT

APT = ["apt-get", "-qq"]
LOCKS = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "requirements").glob("*.txt")}


class Commands:
    """Stands in for `runs`: remembers what would be run, and what fails."""

    def __init__(self, *failing: str) -> None:
        self.asked: list[str] = []
        self.failing = failing

    def __call__(self, command: Sequence[str]) -> bool:
        self.asked.append(" ".join(command))
        return not any(word in self.asked[-1] for word in self.failing)


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Commands]:
    """A machine without a browser: which packages may be installed, and which commands fail, is the test's choice."""

    def prepare(*failing: str, apt: list[str] | None) -> Commands:
        commands = Commands(*failing)
        there: list[str] = []

        def installed() -> Iterator[str]:
            if any(" install --yes" in asked for asked in commands.asked) and "install --yes" not in failing:
                there.append("/usr/bin/chromium")
            yield from there

        def downloaded() -> Iterator[str]:
            if any("playwright install" in asked for asked in commands.asked):
                yield "/downloaded/chrome"

        monkeypatch.delenv("CRISISBRIEF_BROWSER", raising=False)
        monkeypatch.setattr(chromium, "runs", commands)
        monkeypatch.setattr(chromium, "apt_get", lambda: apt)
        monkeypatch.setattr(chromium, "installed", installed)
        monkeypatch.setattr(chromium, "of_playwright", downloaded)
        monkeypatch.setattr(chromium, "WAYS", (installed, chromium.from_distribution, chromium.from_playwright))
        monkeypatch.setattr(chromium, "shows_a_page", lambda _: True)
        return commands

    return prepare


def test_the_distributions_browser_is_installed_where_that_is_permitted(bare_machine: Callable[..., Commands]) -> None:
    commands = bare_machine(apt=APT)
    assert chromium.find(fetch=True) == "/usr/bin/chromium"
    assert [asked.split()[2] for asked in commands.asked] == ["update", "install"]
    assert "chromium" in commands.asked[1]


def test_playwrights_download_is_next(bare_machine: Callable[..., Commands]) -> None:
    commands = bare_machine(apt=None)
    assert chromium.find(fetch=True) == "/downloaded/chrome"
    assert [asked for asked in commands.asked if "apt-get" in asked] == []


def test_a_distribution_without_the_package_is_no_dead_end(bare_machine: Callable[..., Commands]) -> None:
    bare_machine("install --yes", apt=APT)
    assert chromium.find(fetch=True) == "/downloaded/chrome"


def test_where_no_way_leads_to_a_browser_it_is_said(bare_machine: Callable[..., Commands]) -> None:
    bare_machine("install", apt=APT)
    with pytest.raises(chromium.NoBrowser, match="apt-get install chromium"):
        chromium.find(fetch=True)


def test_nothing_is_fetched_unasked(bare_machine: Callable[..., Commands]) -> None:
    commands = bare_machine(apt=APT)
    with pytest.raises(chromium.NoBrowser):
        chromium.find(fetch=False)
    assert commands.asked == []


def test_a_named_browser_is_the_only_one_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRISISBRIEF_BROWSER", "/bin/true")
    with pytest.raises(chromium.NoBrowser, match="/bin/true"):
        chromium.find(fetch=True)


def test_ways_to_an_environment_are_tried_until_one_works(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tried: list[str] = []

    def way(name: str) -> Callable[[Path], None]:
        return lambda _: tried.append(name)

    monkeypatch.setattr(environment, "WAYS", (way("first"), way("second"), way("third")))
    monkeypatch.setattr(environment, "works", lambda _: "second" in tried)
    environment.make(tmp_path / "environment")
    assert tried == ["first", "second"]


def test_where_no_way_works_the_one_command_that_helps_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "WAYS", ())
    monkeypatch.setattr(environment, "ENVIRONMENT", tmp_path / "environment")
    monkeypatch.chdir(tmp_path)
    assert environment.main(["requirements/site.txt"]) == 1
    assert re.search(r"apt-get install --yes python3\.\d+-venv", capsys.readouterr().err)


@pytest.mark.parametrize("code", [0, 2])
def test_ci_ends_with_pytests_closing_line(code: int, tmp_path: Path) -> None:
    closing = "========= 1 failed, 41 passed in 3.50s ========="
    make = tmp_path / "make"
    make.write_text(f"#!/bin/sh\necho '{closing}'\necho 'make: *** Error' >&2\nexit {code}\n", encoding="utf-8")
    make.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["bash", ROOT / ".ci" / "run"], env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == code
    assert ran.stdout.splitlines()[-1] == closing


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_versions_and_hashes_and_no_host(name: str) -> None:
    entries = re.split(r"\n(?=[a-z])", LOCKS[name])[1:]
    assert entries
    assert [entry for entry in entries if not re.match(r"[a-z0-9._-]+==\S+", entry)] == []
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in LOCKS[name]


def test_the_locks_hold_what_the_project_asks_for() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [name for group in asked["optional-dependencies"].values() for name in group]
    for lock, names in (("site", asked["dependencies"]), ("test", [*asked["dependencies"], *extras])):
        locked = set(re.findall(r"^([a-z0-9._-]+)==", LOCKS[lock], re.MULTILINE))
        wanted = {re.match(r"[\w-]+", name)[0].lower() for name in names}  # type: ignore[index]
        assert wanted - locked == set(), f"make lock: {lock}"


def test_both_locks_agree() -> None:
    site, test = (set(re.findall(r"^\S+==[^\\\n]+", LOCKS[lock], re.MULTILINE)) for lock in ("site", "test"))
    assert site <= test

"""Ways to publish: the recipes run as they stand in docs/recipes/, and the site goes wherever they take it."""

from __future__ import annotations

import io
import os
import posixpath
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml

import sample
from crisisbrief.editing import Known, start_brief
from crisisbrief.errors import BriefError, Missing
from crisisbrief.export import FORMATS, export
from crisisbrief.manifest import MANIFEST, SIGNATURES, SUMS
from crisisbrief.render.verify_page import NAME as VERIFY_PAGE
from programs import FONTS, LIBRARIES
from project import ROOT, Project, files_below

RECIPES = ROOT / "docs" / "recipes"
WORKFLOWS = ("github-pages.yml", "gitlab-pages.yml")
SCRIPTS = sorted(path.name for path in RECIPES.glob("*.sh"))
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|]|[ .]$|^ ')
"""What a name may not hold on FAT and exFAT, or loses there without a word."""
DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, with any ending."""
LONGEST_NAME = 255
LONGEST_PATH = 200
"""Windows takes 260 characters; the rest is for the folder that a reader unpacks the site in."""


def faults(paths: Iterable[str]) -> list[str]:
    """What FAT, exFAT or Windows would not take of these paths, each with the reason."""
    paths = list(paths)
    found = [f"{path}: too long a path" for path in paths if len(path) > LONGEST_PATH]
    split = [path.split("/") for path in paths]
    places = {"/".join(parts[:end]) for parts in split for end in range(1, len(parts) + 1)}
    for place in sorted(places):
        name = place.rpartition("/")[2]
        if not name or FORBIDDEN.search(name):
            found.append(f"{place}: a character that may not be")
        if DEVICES.fullmatch(name):
            found.append(f"{place}: a device")
        if len(name.encode()) > LONGEST_NAME:
            found.append(f"{place}: too long a name")
    alike = Counter(place.casefold() for place in places)
    twins = (place for place in sorted(places) if alike[place.casefold()] > 1)
    return [*found, *(f"{place}: differs from another in case alone" for place in twins)]


@pytest.mark.parametrize(
    ("paths", "says"),
    [
        (["en/what?.html"], "character"),
        (["en/12:30.html"], "character"),
        (["en./index.html"], "character"),
        (["en/nul/index.html"], "device"),
        (["files/aux.ar.txt"], "device"),
        (["ع" * 128 + ".html"], "too long a name"),
        (["a/" * 99 + "b.html"], "too long a path"),
        (["SUMS", "sums"], "case alone"),
        (["EN/a.html", "en/b.html"], "case alone"),
    ],
)
def test_a_name_that_a_card_does_not_take_is_seen(paths: list[str], says: str) -> None:
    assert any(says in fault for fault in faults(paths))


def test_every_file_name_of_the_site_is_safe_on_a_card(built: Project) -> None:
    assert faults(files_below(built.site)) == []


def test_every_file_name_of_an_export_is_safe_on_a_card() -> None:
    names = [MANIFEST, SUMS, *SIGNATURES, VERIFY_PAGE]
    for name in FORMATS:
        try:
            names += export(name, sample.edition(), lambda: {"index.html": b"", "en/index.html": b""})
        except Missing as lack:
            pytest.skip(f"{name} {lack}")
    assert faults(names) == []


def test_every_name_in_the_archive_is_safe_on_a_card(built: Project) -> None:
    (content,) = export("zip", sample.edition(), lambda: files_below(built.site)).values()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert faults(name.rstrip("/") for name in archive.namelist()) == []


@pytest.mark.parametrize("slug", ["con", "nul", "com1", "x" * 81])
def test_no_brief_is_begun_under_a_name_that_a_card_does_not_take(slug: str, tmp_path: Path) -> None:
    with pytest.raises(BriefError, match="Windows"):
        start_brief(tmp_path, tmp_path / "report.txt", slug, content="وقع انفجار.".encode(), known=Known())
    assert list(tmp_path.iterdir()) == []


def addresses(name: str, content: bytes) -> Iterator[str]:
    """Every address that a page or a style sheet leads or loads from."""
    text = content.decode("utf-8")
    if name.endswith(".html"):
        yield from map(unescape, re.findall(r'\s(?:href|src|action|poster|data-(?:find|index|root))="([^"]*)"', text))
        yield from map(unescape, re.findall(r'content="\d+; *url=([^"]*)"', text, re.IGNORECASE))
    yield from re.findall(r"""url\(["']?([^"')]*)""", text)


def leaving(files: dict[str, bytes]) -> set[tuple[str, str]]:
    """Addresses that would not hold below an unknown path: of a repository, a CID, a folder on a stick."""
    found = set()
    for name, content in files.items():
        if not name.endswith((".html", ".css")):
            continue
        for address in addresses(name, content):
            parts = urlsplit(address)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
            inside = not (parts.scheme or parts.netloc or parts.path.startswith("/") or target.startswith("../"))
            if not inside and parts.scheme != "data":
                found.add((name, address))
    return found


def test_every_link_of_the_site_holds_below_any_path(built: Project) -> None:
    files = files_below(built.site)
    assert sum(len(list(addresses(name, content))) for name, content in files.items() if name.endswith(".html")) > 100
    assert leaving(files) == set()


@pytest.mark.parametrize(
    "page",
    [
        '<a href="/en/">',
        '<a href="../x.html">',
        '<img src="https://h/x.png">',
        '<meta content="0; url=//h/">',
        "<style>a{background:url(/a.png)}",
    ],
)
def test_a_link_that_leaves_the_site_is_seen(page: str) -> None:
    assert leaving({"index.html": f"<p>{page}".encode()}) != set()


def workflow(name: str) -> dict[str, Any]:
    """A workflow file; PyYAML takes the key `on` for True."""
    read = yaml.safe_load((RECIPES / name).read_text("utf-8"))
    assert isinstance(read, dict)
    return {"on" if key is True else str(key): value for key, value in read.items()}


def commands(name: str) -> list[str]:
    """The commands that a workflow runs, with lines that go on joined."""
    read = workflow(name)
    if "jobs" in read:
        run = [step["run"] for job in read["jobs"].values() for step in job["steps"] if "run" in step]
    else:
        run = [*read["pages"]["before_script"], *read["pages"]["script"]]
    return [line for each in run for line in each.replace("\\\n", " ").splitlines()]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_calls_make_targets_that_there_are(name: str) -> None:
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    called = {target for line in commands(name) for target in re.findall(r"^make ([a-z-]+)", line)}
    assert called
    assert called <= known


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_installs_what_pdf_needs(name: str) -> None:
    (install,) = (line for line in commands(name) if "apt-get install" in line)
    packages = {word for word in install.split("install ", 1)[1].split() if not word.startswith("--")}
    assert packages - {"git", "make"} == {*LIBRARIES.values(), *FONTS.values()}


def test_the_workflows_publish_the_folder_that_a_build_writes() -> None:
    folder = re.search(r"^site_dir: (\S+)", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    assert folder is not None
    github, gitlab = (workflow(name) for name in WORKFLOWS)
    uploads = [step["with"]["path"] for step in github["jobs"]["build"]["steps"] if "upload" in step.get("uses", "")]
    assert uploads == [folder[1]]
    assert f"mv {folder[1]} public" in gitlab["pages"]["script"]
    assert gitlab["pages"]["artifacts"]["paths"] == ["public"]


def test_only_the_job_that_deploys_on_github_may_write() -> None:
    read = workflow("github-pages.yml")
    assert set(read["on"]) == {"push", "workflow_dispatch"}
    assert read["permissions"] == {"contents": "read"}
    assert {name: job.get("permissions") for name, job in read["jobs"].items()} == {
        "build": None,
        "deploy": {"pages": "write", "id-token": "write"},
    }


def test_every_recipe_stands_in_the_document() -> None:
    document = (ROOT / "docs" / "publishing.md").read_text("utf-8")
    assert [path.name for path in sorted(RECIPES.iterdir()) if f"recipes/{path.name}" not in document] == []


def needs(program: str) -> str:
    """The path of a program; without it the test says that it did not run."""
    found = shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")
    if found is None:
        pytest.skip(f"{program} is not here")
    return found


def run(*command: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, with further variables."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def recipe(name: str, *arguments: str | Path, folder: Path, **environment: str) -> str:
    """Run a recipe that must end well; what it says."""
    ran = run("sh", RECIPES / name, *arguments, folder=folder, **environment)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project's folder with a small site in it."""
    for name in ("index.html", "404.html", "ar/brief/index.html", "files/brief/brief with a long name.ar.epub"):
        path = tmp_path / "desk" / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"first edition of {name}\n", "utf-8")
    return tmp_path / "desk"


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_without_a_site_or_a_place_says_what_to_do(name: str, tmp_path: Path) -> None:
    for arguments, says in (((), "say"), (("somewhere",), "make offline")):
        ran = run("sh", RECIPES / name, *arguments, folder=tmp_path)
        assert ran.returncode in (1, 2)
        assert says in ran.stderr
    assert list(tmp_path.iterdir()) == []


def test_rsync_brings_a_new_edition_of_the_same_size_and_time_and_no_time_of_the_desk(desk: Path) -> None:
    needs("rsync")
    server = desk.parent / "server"
    page = desk / "site" / "index.html"
    os.utime(page, (1_000_000_000, 1_000_000_000))
    recipe("rsync.sh", server, folder=desk)
    assert files_below(server) == files_below(desk / "site")
    assert (server / "index.html").stat().st_mtime > 1_000_000_000
    page.write_text(page.read_text("utf-8").replace("first", "later"), "utf-8")
    for path in (page, server / "index.html"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    (server / "of-a-brief-that-went.html").touch()
    recipe("rsync.sh", server, folder=desk)
    assert files_below(server) == files_below(desk / "site")


@pytest.mark.parametrize("place", ["", "/", ".", "host:", "host:/", "desk@host:~"])
def test_rsync_empties_no_folder_that_holds_more_than_a_site(place: str, desk: Path) -> None:
    # should the recipe ever let such a place through, this one is run and does nothing
    harmless = desk.parent / "bin" / "rsync"
    harmless.parent.mkdir()
    harmless.write_text("#!/bin/sh\n", "utf-8")
    harmless.chmod(0o755)
    ran = run("sh", RECIPES / "rsync.sh", place, folder=desk, PATH=f"{harmless.parent}:{os.environ['PATH']}")
    assert ran.returncode == 2
    assert "empties" in ran.stderr


def test_the_image_of_a_card_holds_the_site_and_nothing_of_the_desk(desk: Path) -> None:
    needs("mformat")
    images = [desk.parent / name for name in ("one.img", "two.img")]
    for image, zone in zip(images, ("Asia/Almaty", "UTC"), strict=True):
        recipe("sd-card.sh", image, folder=desk, TZ=zone)
        for path in (desk / "site").rglob("*"):
            os.utime(path, (1_000_000_000, 1_000_000_000))
    assert images[0].read_bytes() == images[1].read_bytes()
    card = desk.parent / "card"
    card.mkdir()
    assert run("mcopy", "-s", "-i", images[0], "::", card, folder=desk).returncode == 0
    assert files_below(card) == files_below(desk / "site")
    assert sorted(path.name for path in desk.parent.iterdir()) == ["card", "desk", "one.img", "two.img"]


def test_the_branch_for_github_is_the_site_without_a_history_a_name_or_a_time(desk: Path) -> None:
    repository = desk.parent / "repository.git"
    run("git", "init", "--bare", repository, folder=desk.parent)
    commits = [recipe("github-branch.sh", repository, folder=desk) for _ in range(2)]
    assert commits[0] == commits[1]
    log = run("git", "log", "--format=%an %ae %at %cn %ce %ct", "pages", folder=repository).stdout
    assert log == "desk desk@example.org 315532800 desk desk@example.org 315532800\n"
    run("git", "clone", "--branch", "pages", repository, desk.parent / "clone", folder=desk.parent)
    shutil.rmtree(desk.parent / "clone" / ".git")
    assert files_below(desk.parent / "clone") == {**files_below(desk / "site"), ".nojekyll": b""}


def test_tor_takes_the_lines_of_the_onion_service(tmp_path: Path) -> None:
    tor = needs("tor")
    lines = (RECIPES / "torrc").read_text("utf-8").replace("/var/lib/tor/", f"{tmp_path}/")
    (tmp_path / "torrc").write_text(lines, "utf-8")
    ran = run(tor, "--verify-config", "-f", tmp_path / "torrc", "--DataDirectory", tmp_path, folder=tmp_path)
    assert ran.returncode == 0, ran.stdout


def test_nginx_takes_the_server_behind_the_onion_service_where_tor_looks_for_it(tmp_path: Path) -> None:
    server = (RECIPES / "onion.nginx").read_text("utf-8")
    place = re.search(r"listen (127\.0\.0\.1:\d+)", server)
    assert place is not None
    assert f"HiddenServicePort 80 {place[1]}\n" in (RECIPES / "torrc").read_text("utf-8")
    nginx = needs("nginx")
    around = f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}} http {{ include {RECIPES}/onion.nginx; }}\n"
    (tmp_path / "nginx.conf").write_text(around, "utf-8")
    ran = run(nginx, "-t", "-e", tmp_path / "log", "-c", tmp_path / "nginx.conf", folder=tmp_path)
    assert ran.returncode == 0, ran.stderr

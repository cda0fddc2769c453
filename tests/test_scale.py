"""Many briefs: built in parts, on all cores, after a kill, out of a cache that was damaged: always the same bytes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from itertools import cycle
from pathlib import Path

import pytest

from bench.synthetic import write_brief, write_briefs
from crisisbrief.cache import Cache, Checksums, checksum_of, digest
from project import Project, copy_project, files_below

BRIEFS = 3
ALONE = "import os; os.cpu_count = lambda: 1; from crisisbrief.cli import main; main()"
"""The command line as on a machine with one core."""


@pytest.fixture(scope="module")
def cold(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Some briefs, generated and built from nothing; look, do not touch."""
    project = copy_project(tmp_path_factory.mktemp("scale") / "cold", briefs=False)
    write_briefs(project.root / "content", BRIEFS)
    project.make_site()
    return project


@pytest.fixture
def warm(cold: Project, tmp_path: Path) -> Project:
    """A copy of it with all that was kept."""
    shutil.copytree(cold.root, tmp_path / "warm")
    return Project(tmp_path / "warm")


def published(project: Project) -> dict[str, bytes]:
    return files_below(project.site)


def entries(project: Project, part: str = "site") -> list[Path]:
    return sorted(path for path in (project.root / ".cache" / part).iterdir() if path.is_dir())


@pytest.mark.full
def test_one_core_gives_the_same_bytes(cold: Project, warm: Project) -> None:
    shutil.rmtree(warm.root / ".cache")
    shutil.rmtree(warm.root / "content" / "ar")
    for verb in ("generate", "build"):
        warm.run(verb, "--quiet", program=(sys.executable, "-c", ALONE))
    assert files_below(warm.root / "content") == files_below(cold.root / "content")
    assert published(warm) == published(cold)


def test_one_changed_brief_is_built_alone_and_the_rest_of_the_site_is_whole(warm: Project) -> None:
    before = entries(warm)
    slug = write_brief(warm.root / "content", 0, edition=2)
    warm.make_site()
    assert {part_of(path) for path in entries(warm) if path not in before} == {slug, "*/index"}
    ours = published(warm)
    warm.run("build", "--quiet", program=(sys.executable, "-m", "mkdocs"))
    assert ours == published(warm)


@pytest.mark.full
def test_a_changed_brief_gives_what_a_build_from_nothing_gives(warm: Project, tmp_path: Path) -> None:
    write_brief(warm.root / "content", 0, edition=2)
    warm.make_site()
    again = copy_project(tmp_path / "again", briefs=False)
    shutil.copytree(warm.root / "content" / "briefs", again.root / "content" / "briefs", dirs_exist_ok=True)
    again.make_site()
    assert published(warm) == published(again)


def test_folders_of_briefs_that_did_not_change_come_from_the_old_site(cold: Project, warm: Project) -> None:
    warm.run("build", "--quiet")  # the copy shares no file with its cache yet
    changed, *others = briefs_of(warm)
    # what somebody put there, beside the pages and in the place of one
    (warm.site / "ar" / others[0] / "mine.html").write_text("mine", "utf-8")
    page = warm.site / "en" / others[1] / "index.html"
    page.unlink()
    page.write_text("mine", "utf-8")
    before = {folder: folder.stat().st_ino for folder in warm.site.glob("??/*/")}
    warm.run("build", "--quiet")
    assert published(warm) == published(cold)
    write_brief(warm.root / "content", 0, edition=2)
    warm.make_site()
    stayed = {folder for folder, inode in before.items() if folder.stat().st_ino == inode}
    assert {str(folder.relative_to(warm.site)) for folder in before.keys() - stayed} == {
        f"ar/{changed}",
        f"en/{changed}",
        f"ar/{others[0]}",
        f"en/{others[1]}",
    }


def briefs_of(project: Project) -> list[str]:
    return sorted(path.name for path in (project.root / "content" / "briefs").iterdir())


def part_of(entry: Path) -> str:
    """Which part of the site an entry holds."""
    listed = json.loads((entry / "entry.json").read_bytes().partition(b"\n")[2])
    return str(listed[1]["name"])


MUCH = "from crisisbrief.publish import indexing; indexing.MANY = 1; from crisisbrief.cli import main; main()"
"""The command line as with a thousand briefs: each language has its index made in a process of its own."""


def test_indexes_made_in_processes_of_their_own_are_the_same(cold: Project, warm: Project) -> None:
    (warm.site / "search" / "ar.js").unlink()
    warm.run("build", "--quiet", program=(sys.executable, "-c", MUCH))
    assert published(warm) == published(cold)


@pytest.mark.full
def test_a_brief_that_is_gone_is_gone_everywhere(warm: Project) -> None:
    slug = briefs_of(warm)[0]
    shutil.rmtree(warm.root / "content" / "briefs" / slug)
    warm.make_site()
    assert [name for name, content in published(warm).items() if slug in name or slug.encode() in content] == []


def spoil_a_page(entry: Path) -> None:
    next(entry.rglob("*.html")).write_text("spoilt", "utf-8")


def spoil_the_list(entry: Path) -> None:
    path = entry / "entry.json"
    path.write_bytes(path.read_bytes().replace(b"lang", b"gnal", 1))


def cut_the_list(entry: Path) -> None:
    path = entry / "entry.json"
    path.write_bytes(path.read_bytes()[:100])


def lose_a_page(entry: Path) -> None:
    next(entry.rglob("*.html")).unlink()


DAMAGES = (spoil_a_page, spoil_the_list, cut_the_list, lose_a_page)


@pytest.mark.full
def test_damaged_entries_are_noticed_and_made_again(cold: Project, warm: Project) -> None:
    there = entries(warm)
    assert len(there) >= len(DAMAGES)
    for damage, entry in zip(cycle(DAMAGES), there, strict=False):
        damage(entry)
    warm.run("build", "--quiet")
    assert published(warm) == published(cold)


@pytest.mark.full
def test_damaged_pages_are_read_again(cold: Project, warm: Project) -> None:
    for entry in entries(warm, "pages"):
        for page in entry.rglob("*.md"):
            page.write_text("spoilt", "utf-8")
    shutil.rmtree(warm.root / "content" / "en")
    warm.run("generate", "--quiet")
    assert files_below(warm.root / "content") == files_below(cold.root / "content")


@pytest.mark.full
def test_what_the_newest_builds_did_not_use_goes(warm: Project) -> None:
    there = len(entries(warm)), len(entries(warm, "pages"))
    for edition in range(2, 6):
        write_brief(warm.root / "content", 0, edition=edition)
        warm.make_site()
    # those of the build before stay: people go back to what they had
    assert len(entries(warm)) <= there[0] + 2
    assert len(entries(warm, "pages")) <= there[1] + 1
    assert [path.name for path in warm.root.iterdir() if path.name.startswith(".site-")] == []


@pytest.mark.full
def test_without_a_place_for_the_cache_the_site_is_built_all_the_same(cold: Project, warm: Project) -> None:
    shutil.rmtree(warm.root / ".cache")
    (warm.root / ".cache").write_text("in the way", "utf-8")
    warm.make_site()
    assert published(warm) == published(cold)


KILLED = """
import os, signal, sys
name, left = sys.argv.pop(1), int(sys.argv.pop(1))
os.cpu_count = lambda: 1
from crisisbrief import cache
from crisisbrief.publish import assemble
from pathlib import Path
holder = {"put": cache.Cache, "link": assemble, "rename": Path}[name]
really = getattr(holder, name)
def killed(*arguments):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return really(*arguments)
setattr(holder, name, killed)
from crisisbrief.cli import main
main()
"""
"""The command line, killed when it keeps the n-th thing that it made, puts the n-th file into the site, or gives the
n-th file or folder another name."""


@pytest.mark.parametrize(
    ("verb", "when"),
    [
        pytest.param("build", ("put", "1"), id="build"),
        pytest.param("build", ("link", "20"), id="assembly", marks=pytest.mark.full),
        pytest.param("generate", ("put", "1"), id="generate", marks=pytest.mark.full),
    ],
)
def test_a_killed_run_leaves_what_was_there_and_the_next_goes_on(
    verb: str, when: tuple[str, str], cold: Project, warm: Project
) -> None:
    part = {"build": "site", "generate": "pages"}[verb]
    shutil.rmtree(warm.root / ".cache" / part)
    (warm.site / "mark.txt").write_text("the old site", "utf-8")
    before = files_below(warm.site), files_below(warm.root / "content")
    ran = warm.run(verb, "--quiet", ok=False, program=(sys.executable, "-c", KILLED, *when))
    assert ran.code == -signal.SIGKILL, ran
    assert (files_below(warm.site), files_below(warm.root / "content")) == before
    there = {path.name: path.stat().st_mtime_ns for path in entries(warm, part) if not path.name.startswith(".")}
    assert there
    warm.make_site()
    assert there.items() <= {path.name: path.stat().st_mtime_ns for path in entries(warm, part)}.items()
    assert published(warm) == published(cold)
    assert [path.name for path in warm.root.iterdir() if path.name.startswith(".site-")] == []


def test_a_site_that_was_taken_away_when_the_power_went_comes_back(warm: Project) -> None:
    left = warm.root / ".site-left"
    left.mkdir()
    warm.site.rename(left / "old")
    before = files_below(left / "old")
    (warm.root / "content" / "ar" / "index.md").write_text("nothing", "utf-8")
    assert warm.run("build", ok=False).code == 1
    assert published(warm) == before


def test_a_site_that_was_on_its_way_to_the_new_place_comes_back(warm: Project) -> None:
    warm.run("build", "--quiet")
    before = published(warm)
    ran = warm.run("build", "--quiet", ok=False, program=(sys.executable, "-c", KILLED, "rename", "3"))
    assert ran.code == -signal.SIGKILL, ran
    (left,) = warm.root.glob(".site-*")
    assert not warm.site.exists()
    assert len(list(left.glob("fresh/??/*/index.html"))) == 2
    (warm.root / "content" / "ar" / "index.md").write_text("nothing", "utf-8")
    assert warm.run("build", ok=False).code == 1
    assert published(warm) == before


@pytest.mark.full
@pytest.mark.parametrize("verb", ["generate", "build"])
@pytest.mark.parametrize("seconds", [0.5, 1, 2, 4])
def test_whenever_the_power_goes_the_next_build_is_as_if_it_had_not(
    verb: str, seconds: float, cold: Project, warm: Project
) -> None:
    shutil.rmtree(warm.root / ".cache")
    program = (sys.executable, "-m", "crisisbrief", verb, "--quiet")
    with subprocess.Popen(program, cwd=warm.root, start_new_session=True) as running:
        time.sleep(seconds)
        os.killpg(running.pid, signal.SIGKILL)
    warm.make_site()
    assert files_below(warm.root / "content") == files_below(cold.root / "content")
    assert published(warm) == published(cold)


# The cache alone -----------------------------------------------------------------------------------------------------


def test_an_entry_is_what_was_put_there(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put("a", {"x/y.txt": b"one"}, {"note": "عربي"})
    found = cache.find("a")
    assert found is not None and found.is_whole(cache.checksums())
    assert (found.read("x/y.txt"), found.note) == (b"one", {"note": "عربي"})
    (tmp_path / "cache" / "a" / "x" / "y.txt").write_text("two")
    assert found.read("x/y.txt") is None and not found.is_whole(cache.checksums())
    assert cache.find("b") is None


def test_a_file_is_read_again_only_if_it_changed(tmp_path: Path) -> None:
    path, kept = tmp_path / "x", tmp_path / "seen.json"
    path.write_text("one")
    os.utime(path, ns=(0, 123_456_789))
    first = Checksums(kept)
    before = first.of(str(path))
    assert before == checksum_of(str(path))
    first.keep()
    # what nobody can do who writes a file, and so the proof that it was not read: its time stays
    path.write_text("two")
    os.utime(path, ns=(0, 123_456_789))
    assert Checksums(kept).of(str(path)) == before != checksum_of(str(path))
    path.write_text("three")
    assert Checksums(kept).of(str(path)) == checksum_of(str(path))
    path.unlink()
    with pytest.raises(FileNotFoundError):
        Checksums(kept).of(str(path))


@pytest.mark.parametrize("spoilt", [b"", b"[]", b'{"x": 1}', b"{"])
def test_a_damaged_list_of_checksums_is_none(tmp_path: Path, spoilt: bytes) -> None:
    path, kept = tmp_path / "x", tmp_path / "seen.json"
    path.write_text("one")
    kept.write_bytes(spoilt.replace(b"x", str(path).encode()))
    assert Checksums(kept).of(str(path)) == checksum_of(str(path))


def test_a_file_that_was_written_just_now_is_read_the_next_time(tmp_path: Path) -> None:
    path, kept = tmp_path / "x", tmp_path / "seen.json"
    path.write_text("one")
    checksums = Checksums(kept)
    checksums.wrote(str(path), checksum_of(str(path)))
    assert checksums.asked == {}


def test_what_the_newest_runs_did_not_use_goes(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    for number in range(6):
        cache.put(str(number), {"x": b""}, None)
    cache.keep("serve", "5")
    for number in range(5):
        cache.put(str(number), {"x": b""}, None)
        cache.keep("build", [str(number)])
    left = sorted(path.name for path in (tmp_path / "cache").iterdir() if path.is_dir())
    assert left == ["3", "4", "5"]


def test_the_same_run_again_changes_nothing(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put("a", {"x": b""}, None)
    cache.keep("build", "a")
    before = files_below(tmp_path)
    cache.keep("build", "a")
    assert files_below(tmp_path) == before


def test_a_hash_tells_where_one_piece_ends() -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc") != digest(b"abc")

"""`crisisbrief export` of several briefs, and into folders that others use: nothing stops the rest, nothing is lost."""

from __future__ import annotations

import pickle
import shutil

import pytest

from crisisbrief.errors import BriefError, Faults, Missing
from crisisbrief.exporting import export_brief, known_formats
from project import Project, assert_one_message, files_below

SLUG = "kazakhstan-unrest-2022"


@pytest.mark.parametrize(
    "error",
    [BriefError("is wrong; mend it", path="a.toml", line=3), Faults([BriefError("one"), BriefError("two")]),
     Missing("the library Pango", "sudo apt-get install it")],
    ids=lambda error: type(error).__name__,
)  # fmt: skip
def test_what_a_process_of_its_own_found_is_told_alike(error: BriefError) -> None:
    sent = pickle.loads(pickle.dumps(error))
    assert type(sent) is type(error) and str(sent) == str(error)


def test_a_brief_with_faults_does_not_stop_another(project: Project) -> None:
    folder = shutil.copytree(project.brief(SLUG), project.brief("second"))
    settings = (folder / "brief.toml").read_text("utf-8")
    (folder / "brief.toml").write_text(f"this = 1\nthat = 2\n{settings}", "utf-8")
    ran = project.run("export", "--format", "txt", "--quiet", ok=False)
    assert ran.code == 1
    assert [line.partition(": ")[2].partition(" ")[0] for line in ran.err.splitlines()] == ["this", "that"], ran.err
    assert (project.root / "dist" / SLUG / "manifest.json").is_file()
    assert not (project.root / "dist" / "second").exists()


def test_a_file_of_somebody_else_stays(project: Project) -> None:
    folder = project.root / "dist" / SLUG
    folder.mkdir(parents=True)
    (folder / "radio.txt").write_text("the programme of tonight", "utf-8")
    (folder / "sms.txt").mkdir()
    with pytest.raises(BriefError, match=r"radio\.txt: is of no earlier export"):
        export_brief(project.root, SLUG, ["radio"], project.root / "dist")
    with pytest.raises(BriefError, match=r"sms\.txt: is of no earlier export"):
        export_brief(project.root, SLUG, ["sms"], project.root / "dist")
    assert files_below(folder) == {"radio.txt": b"the programme of tonight"}
    export_brief(project.root, SLUG, ["txt"], project.root / "dist")
    export_brief(project.root, SLUG, ["txt"], project.root / "dist")
    assert (folder / "radio.txt").read_text("utf-8") == "the programme of tonight"


def test_an_earlier_manifest_that_cannot_be_read_says_what_to_do(project: Project) -> None:
    folder = project.root / "dist" / SLUG
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}", "utf-8")
    with pytest.raises(BriefError, match="nobody knows; move the folder away, or name another by --out"):
        export_brief(project.root, SLUG, ["txt"], project.root / "dist")


@pytest.mark.parametrize("out", ["content", "content/briefs", "link"])
def test_exports_do_not_go_where_briefs_are_written(out: str, project: Project) -> None:
    (project.root / "link").symlink_to(project.root / "content" / "briefs")
    before = files_below(project.root)
    assert_one_message(project.run("export", "--format", "txt", "--out", out, ok=False), "^\\S+: lies in content/")
    assert files_below(project.root) == before


@pytest.mark.parametrize("slug", ["nothing", f"{SLUG}/", "..", "."])
def test_a_brief_is_known_by_its_very_name(slug: str, project: Project) -> None:
    ran = project.run("export", slug, "--format", "txt", ok=False)
    assert_one_message(ran, r"there is no brief .* \(there are: kaz")


def test_a_build_offers_no_export_of_what_was_changed_since(project: Project) -> None:
    project.run("export", "--format", "txt", "--quiet")
    settings = project.brief(SLUG) / "brief.toml"
    settings.write_text(settings.read_text("utf-8").replace("Kazakhstan’s", "Their", 1), "utf-8")
    project.run("generate", "--quiet")
    assert_one_message(project.run("build", ok=False), r"\.txt: is not what the brief says today, .*crisisbrief export")
    assert not project.site.exists()
    project.run("export", "--format", "txt", "--quiet")
    project.run("build", "--quiet")


def test_a_format_named_twice_is_made_once() -> None:
    assert known_formats(["txt", "html", "txt"]) == ("txt", "html")

"""A project whose desk has a key: what tests of signatures do with it."""

from __future__ import annotations

from pathlib import Path

from crisisbrief.exporting import export_brief
from crisisbrief.read import KEY_FILE
from crisisbrief.signing import new_key, open_key, ready_to_sign, sign
from project import Project, copy_project

SLUG = "kazakhstan-unrest-2022"
PAGE = f"{SLUG}.html"


def signed_project(folder: Path) -> Project:
    """A copy of the project in `folder`/project, with a key beside it; its brief exported as one page, and signed."""
    project = copy_project(folder / "project")
    new_key(project.root, private(project), lambda: None)
    export(project)
    sign_with(project, private(project))
    return project


def export(project: Project) -> None:
    """Write the page anew; in this process, which is quicker than the command."""
    export_brief(project.root, SLUG, ["html"], project.root / "dist")


def sign_with(project: Project, key_file: Path) -> None:
    """Sign the export with a key that has no password."""
    folder = project.root / "dist"
    ready = ready_to_sign(project.root, SLUG, folder)
    sign(ready, open_key(key_file, lambda: "", public_places=(project.root, folder)), key_file)


def exported(project: Project) -> Path:
    return project.root / "dist" / SLUG


def private(project: Project) -> Path:
    return project.root.parent / "config" / "crisisbrief" / "signing.key"


def published(project: Project) -> Path:
    return project.root / "content" / KEY_FILE

"""What every test may ask for: a copy of the project, the built site, a server for it, a browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from loopback import serving
from project import Project, copy_project

settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
# Edition dates come from brief.toml; a stray value of the caller's would move them.
os.environ.pop("SOURCE_DATE_EPOCH", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite golden files; review the diff like code")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the project, briefs and pages included."""
    return copy_project(tmp_path / "project")


@pytest.fixture
def empty_project(tmp_path: Path) -> Project:
    """A copy of the project without any brief."""
    return copy_project(tmp_path / "project", briefs=False)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project whose site is generated and built once for all tests; look, do not touch."""
    project = copy_project(tmp_path_factory.mktemp("built") / "project")
    project.make_site()
    return project


@pytest.fixture(scope="session")
def address(built: Project) -> Iterator[str]:
    """The built site on a loopback server."""
    with serving(built.site) as at:
        yield at

"""A withdrawn edition: its text is nowhere any more, in no page and no file; the notice stands in all of them."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from crisisbrief.languages.interface import interface
from crisisbrief.model import Edition
from crisisbrief.pipeline import edition
from project import ROOT, Project, copy_project, files_below

SLUG = "kazakhstan-unrest-2022"
SHOWN = 25
"""So many characters of a sentence are the sentence; fewer could stand in a title, too."""
CARRIERS = (".html", ".txt", ".epub", ".pdf", ".zim", ".zip")
"""Files that carry what a reader reads; the others list files or check them."""


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose brief was generated, built and exported, and then withdrawn."""
    project = copy_project(tmp_path_factory.mktemp("withdrawn") / "project")
    project.run("export", "--format", "html", "--format", "txt", "--quiet")
    path = project.brief(SLUG) / "brief.toml"
    path.write_text(path.read_text("utf-8").replace("number = 1\n", "number = 1\nwithdrawn = true\n", 1), "utf-8")
    project.make_site()
    project.run("export", "--quiet")
    return project


@pytest.fixture(scope="module")
def published() -> Edition:
    return edition(ROOT, SLUG)


def texts(name: str, content: bytes) -> Iterator[str]:
    """All that a file says, out of its compression, its spaces and line breaks made one space."""
    kind = Path(name).suffix
    if kind in (".zip", ".epub"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield from texts(inner, archive.read(inner))
    elif kind == ".zim":
        yield from _entries(content)
    elif kind == ".pdf":
        pdfium = pytest.importorskip("pypdfium2")
        yield " ".join(" ".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(content)).split())
    else:
        yield " ".join(content.decode("utf-8-sig", "replace").replace("\u200f", "").replace("\u200e", "").split())


def _entries(content: bytes) -> Iterator[str]:
    reader = pytest.importorskip("libzim.reader")
    with tempfile.NamedTemporaryFile(suffix=".zim") as file:
        file.write(content)
        file.flush()
        archive = reader.Archive(Path(file.name))
        for number in range(archive.entry_count):
            entry = archive._get_entry_by_id(number)
            if not entry.is_redirect:
                yield " ".join(bytes(entry.get_item().content).decode("utf-8", "replace").split())


def openings(made: Edition) -> Iterator[str]:
    """How each sentence begins in each language, and each remark on one."""
    for locale in made.locales:
        for each in made.brief.all_segments():
            yield made.rendering(each.anchor, locale).text[:SHOWN]
    yield from (text[:SHOWN] for note in made.notes for text in note.text.values())


def assert_gone(files: dict[str, bytes], made: Edition) -> None:
    said = {name: " ".join(texts(name, content)) for name, content in files.items()}
    assert [(name, words) for name, text in said.items() for words in openings(made) if words in text] == []


def test_the_pages_and_the_site_hold_the_notice_alone(withdrawn: Project, published: Edition) -> None:
    content = withdrawn.root / "content"
    pages = {path.relative_to(content).as_posix() for path in content.glob("*/*/*.md")}
    assert pages == {f"{locale}/{SLUG}/index.md" for locale in published.locales}
    site = files_below(withdrawn.site)
    assert_gone(site, published)
    for locale in published.locales:
        shown = site[f"{locale}/{SLUG}/index.html"].decode()
        assert notice(locale) in shown and published.title[locale] in shown


def test_the_home_pages_list_it_as_withdrawn(withdrawn: Project) -> None:
    assert "withdrawn" in (withdrawn.site / "en" / "index.html").read_text("utf-8")
    assert "مسحوبة" in (withdrawn.site / "ar" / "index.html").read_text("utf-8")


def test_every_file_holds_the_notice_and_nothing_of_the_text(withdrawn: Project, published: Edition) -> None:
    files = files_below(withdrawn.root / "dist" / SLUG)
    assert_gone(files, published)
    for name, content in files.items():
        if Path(name).suffix in CARRIERS and name != "verify.html":
            said = " ".join(texts(name, content))
            assert any(notice(locale) in said for locale in published.locales), name


def notice(locale: str) -> str:
    return interface(locale).text(
        "This edition has been withdrawn by its editors. Do not rely on it and do not pass it on."
    )

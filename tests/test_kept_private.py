"""What the desk keeps to itself is in no file that travels: translators, remarks, notes, the folder it worked in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

import read_zim
from project import Project, copy_project, files_below

SLUG = "kazakhstan-unrest-2022"
TRANSLATOR = "Nadia Example <nadia.translator@example.org>"
SECRETS = ("nadia.translator", "Nadia Example", "SECRET-REMARK", "SECRET-NOTE", "SECRET-COMMENT", "SECRET-DRAFT")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A brief among things that are nobody's business, exported in every format."""
    project = copy_project(tmp_path_factory.mktemp("SECRET-DRAFT-desk") / "project")
    folder = project.brief(SLUG)
    settings = folder / "brief.toml"
    settings.write_text(f"# SECRET-REMARK for colleagues\n{settings.read_text('utf-8')}", "utf-8")
    (folder / "notes.md").write_text("SECRET-NOTE: who told us\n", "utf-8")
    catalog = folder / "2022-01-05.en.po"
    lines = catalog.read_text("utf-8").splitlines()
    lines = [rf'"Last-Translator: {TRANSLATOR}\n"' if line.startswith('"Last-Translator') else line for line in lines]
    first = next(at for at, line in enumerate(lines) if line.startswith("#:"))
    catalog.write_text("\n".join([*lines[:first], "# SECRET-COMMENT of the translator", *lines[first:], ""]), "utf-8")
    assert TRANSLATOR in catalog.read_text("utf-8")
    project.run("generate", "--quiet")
    project.run("export", "--quiet")
    project.run("build", "--quiet")
    return project


def layers(name: str, content: bytes) -> Iterator[bytes]:
    """A file as it is, and everything in it out of its compression."""
    yield content
    suffix = Path(name).suffix
    if suffix in (".zip", ".epub"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield inner.encode()
                yield from layers(inner, archive.read(inner))
    elif suffix == ".zim":
        for title, _, item in read_zim.entries(content).values():
            yield title.encode()
            yield item
    elif suffix == ".pdf":
        pikepdf = pytest.importorskip("pikepdf")
        plain = io.BytesIO()
        with pikepdf.open(io.BytesIO(content)) as pdf:
            pdf.save(plain, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        yield plain.getvalue()
        # what is drawn stands there as numbers of glyphs
        with pypdfium2.PdfDocument(content) as drawn:
            yield from (page.get_textpage().get_text_bounded().encode() for page in drawn)


@pytest.mark.parametrize("part", ["dist", "site"])
def test_nothing_of_the_desk_travels(part: str, exported: Project) -> None:
    files = files_below(exported.root / part)
    assert files
    if part == "dist":
        kinds = {Path(name).suffix for name in files}
        assert kinds >= {".html", ".epub", ".pdf", ".zim", ".zip", ".txt"}, "install the extras: make offline"
    kept = [*SECRETS, str(exported.root)]
    words = [each.encode(code) for each in kept for code in ("utf-8", "utf-16-be")]
    found = [
        (name, each) for name, content in files.items() for layer in layers(name, content) for each in words
        if each in layer
    ]  # fmt: skip
    assert found == []

"""The download page: which file is for what, how to check it; and the files themselves, where a build carries them."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import read_zip
import sample
from crisisbrief.errors import BriefError
from crisisbrief.export import FORMATS
from crisisbrief.languages.interface import interface
from crisisbrief.manifest import MANIFEST, MINISIG, SSHSIG, SUMS, as_json, as_sums, manifest
from crisisbrief.model import Edition, Imprint, PublicKey
from crisisbrief.publish.navigation import PageFacts
from crisisbrief.publish.offer import Offer, filled, offer
from crisisbrief.read import KEY_FILE
from crisisbrief.render.markdown import pages
from crisisbrief.render.pages.download import purposes
from project import Project, assert_one_message, files_below

SLUG = "kazakhstan-unrest-2022"
LINE = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
KEY = PublicKey(LINE, "E7620F1842B4E81F", "12345 67890 12345 67890 12345 67890")
NOTHING = "This copy of the site does not carry the files. Ask whoever gave it to you for them."
CONTENTS = {
    f"{SLUG}.html": b"a page",
    f"{SLUG}.epub": b"a book",
    f"{SLUG}.ar.epub": b"an Arabic book",
    f"{SLUG}.a5.pdf": b"pages",
    f"{SLUG}.en.txt": b"text",
    "sms.txt": b"messages",
    "verify.html": b"a check",
}


def made(edition: Edition) -> dict[str, str]:
    return {name[:2]: page for name, page in pages(edition).items() if name.endswith("/download.md")}


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_it_tells_what_each_format_is_for_and_how_an_old_phone_opens_it(locale: str) -> None:
    page = made(sample.edition())[locale]
    assert interface(locale).text(NOTHING) in page
    for name in FORMATS:
        assert any(name in each.ending and each.opened in page for each in purposes(interface(locale)) if each.opened)


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_it_tells_how_to_check_on_every_system(locale: str) -> None:
    page = made(sample.edition())[locale]
    commands = ("certutil -hashfile sample.html SHA256", "shasum -a 256 -c SHA256SUMS", "sha256sum -c SHA256SUMS")
    assert [command for command in commands if f"`{command}`" not in page] == []
    assert "minisign" not in page and "verify.html" not in page


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_where_there_is_a_key_it_tells_how_to_check_the_signature(locale: str) -> None:
    page = made(replace(sample.edition(), key=KEY))[locale]
    assert f"`{KEY.fingerprint}`" in page and "`verify.html`" in page
    assert f"`minisign -Vm SHA256SUMS -P {LINE}`" in page
    assert "`ssh-keygen -Y verify -f allowed -I crisisbrief -n file -s SHA256SUMS.sig < SHA256SUMS`" in page
    assert '`crisisbrief namespaces="file" ssh-ed25519 ' in page


def exported(folder: Path, contents: Mapping[str, bytes], imprint: Imprint) -> Path:
    """A folder of exports with one brief in it."""
    target = folder / "dist" / SLUG
    target.mkdir(parents=True)
    told = manifest(SLUG, imprint, None, contents)
    for name, content in {**contents, MANIFEST: as_json(told), SUMS: as_sums(told, as_json(told))}.items():
        (target / name).write_bytes(content)
    return folder / "dist"


IMPRINT = Imprint(2, date(2022, 1, 18))


def found(exports: Path) -> Offer | None:
    return offer(exports, SLUG, 2, "2022-01-18")


def test_the_edition_of_the_page_is_offered_with_its_lists(tmp_path: Path) -> None:
    there = found(exported(tmp_path, CONTENTS, IMPRINT))
    assert there and set(there.files) == {*CONTENTS, MANIFEST, SUMS}
    assert there.by_address()[f"files/{SLUG}/sms.txt"] == b"messages"


def test_signatures_come_with_it(tmp_path: Path) -> None:
    exports = exported(tmp_path, CONTENTS, IMPRINT)
    for name in (MINISIG, SSHSIG):
        (exports / SLUG / name).write_bytes(b"signed")
    (exports / SLUG / "a stray file").write_bytes(b"not ours")
    there = found(exports)
    assert there and set(there.files) == {*CONTENTS, MANIFEST, SUMS, MINISIG, SSHSIG}


@pytest.mark.parametrize(
    "imprint",
    [
        pytest.param(replace(IMPRINT, number=1), id="another number"),
        pytest.param(replace(IMPRINT, published=date(2022, 1, 19)), id="another day"),
        pytest.param(replace(IMPRINT, withdrawn=True), id="withdrawn"),
    ],
)
def test_no_other_edition_is_offered(tmp_path: Path, imprint: Imprint) -> None:
    assert found(exported(tmp_path, CONTENTS, imprint)) is None
    assert found(tmp_path / "nowhere") is None


def test_a_file_that_is_not_what_the_manifest_says_stops_the_build(tmp_path: Path) -> None:
    exports = exported(tmp_path, CONTENTS, IMPRINT)
    (exports / SLUG / "sms.txt").write_bytes(b"messages!")
    with pytest.raises(BriefError, match=r"sms\.txt: is not what manifest\.json says"):
        found(exports)
    (exports / SLUG / "sms.txt").unlink()
    with pytest.raises(BriefError, match=r"sms\.txt: cannot be read"):
        found(exports)


def test_the_list_names_each_file_with_what_it_is_for_its_size_and_its_checksum(tmp_path: Path) -> None:
    there = found(exported(tmp_path, CONTENTS, IMPRINT))
    assert there
    page = PageFacts(f"ar/{SLUG}/download.md", f"ar/{SLUG}/download.html", "ar", "download", "x", "x", brief=SLUG)
    shown = filled('<p>a</p><div class="cb-files">\n<p>nothing</p>\n</div><p>b</p>', page, there)
    assert "nothing" not in shown and shown.startswith("<p>a</p>") and shown.endswith("</div><p>b</p>")
    assert re.findall(r'href="([^"]+)"', shown) == [
        f"../../files/{SLUG}/{name}"
        for name in (
            *(f"{SLUG}.html", f"{SLUG}.epub", f"{SLUG}.ar.epub", f"{SLUG}.a5.pdf", f"{SLUG}.en.txt"),
            *("sms.txt", "verify.html", SUMS, MANIFEST),
        )
    ]
    assert "كتاب إلكتروني، العربية · 14 بايت" in shown
    for content in CONTENTS.values():
        assert f'<code dir="ltr" lang="en">{hashlib.sha256(content).hexdigest()}</code>' in shown
    # only the page that checks others is opened in place
    assert shown.count(" download>") == len(there.files) - 1


@pytest.mark.parametrize(
    ("count", "arabic", "english"),
    [
        (0, "0 بايت", "0 byte"),
        (999, "999 بايت", "999 byte"),
        (24_130, "24.1 كيلوبايت", "24.1 kB"),
        (3_000_000, "3 م.ب", "3 MB"),
    ],
)
def test_sizes_are_written_as_people_write_them(count: int, arabic: str, english: str) -> None:
    assert (interface("ar").size(count), interface("en").size(count)) == (arabic, english)


def test_a_build_without_an_export_says_that_there_are_no_files(built: Project) -> None:
    for locale in ("ar", "en"):
        page = (built.site / locale / SLUG / "download.html").read_text("utf-8")
        assert interface(locale).text(NOTHING) in page
    assert not (built.site / "files").exists()


def test_a_build_carries_the_files_of_an_export(project: Project) -> None:
    project.run("export", "--format", "html", "--format", "txt", "--quiet")
    project.run("build", "--quiet")
    exports, site = files_below(project.root / "dist" / SLUG), files_below(project.site)
    assert files_below(project.site / "files" / SLUG) == exports
    for locale in ("ar", "en"):
        page = site[f"{locale}/{SLUG}/download.html"].decode()
        assert interface(locale).text(NOTHING) not in page
        links = re.findall(r'href="\.\./\.\./(files/[^"]+)"', page)
        assert sorted(links) == sorted(name for name in site if name.startswith("files/"))
        assert all(hashlib.sha256(content).hexdigest() in page for content in exports.values())
    path = project.root / "dist" / SLUG / MANIFEST
    path.write_text(path.read_text("utf-8").replace(f"{SLUG}.html", "../x.html"), "utf-8")
    ran = project.run("build", "--quiet", ok=False)
    assert_one_message(ran, r"names '\.\./x\.html', which is no file of this folder")
    assert files_below(project.site) == site


def test_the_archive_of_a_brief_holds_no_archive(project: Project) -> None:
    project.run("export", "--format", "txt", "--quiet")
    project.run("export", "--format", "zip", "--quiet")
    archive = (project.root / "dist" / SLUG / f"{SLUG}.zip").read_bytes()
    assert not [name for name in read_zip.files(archive) if name.startswith("files/")]


def test_the_public_keys_file_is_where_the_page_says(project: Project) -> None:
    """With a key in the project, the page that is built shows commands from left to right among Arabic words."""
    (project.root / "content" / KEY_FILE).write_text(f"untrusted comment: minisign public key\n{LINE}\n", "utf-8")
    project.make_site()
    page = (project.site / "ar" / SLUG / "download.html").read_text("utf-8")
    command = html.escape("ssh-keygen -Y verify -f allowed -I crisisbrief -n file -s SHA256SUMS.sig < SHA256SUMS")
    assert f'<code dir="ltr" lang="en">{command}</code>' in page
    assert len(set(re.findall(r"<code([^>]*)>", page))) == 1

"""The archive of a brief's site: the same bytes anywhere, every sentence in it, and it opens from a folder."""

from __future__ import annotations

import io
import re
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import sample
from crisisbrief.export import export
from crisisbrief.languages.interface import interface
from crisisbrief.model import Edition, PublicKey
from crisisbrief.pipeline import all_pages, edition
from crisisbrief.publish.build import site_of
from hostile_reports import attacks
from project import ROOT, files_below
from read_zip import files, sentences
from tabs import PHONE

KEY = PublicKey(b64encode(b"Ed" + bytes(40)).decode(), "0123456789ABCDEF", "12345 23456 34567 45678 56789 67890")
WITHDRAWN = "This edition has been withdrawn by its editors. Do not rely on it and do not pass it on."
SLUG = "kazakhstan-unrest-2022"
EDITIONS: dict[str, Callable[[], Edition]] = {
    "Kazakhstan": lambda: edition(ROOT, SLUG),
    "by hand": sample.edition,
    "hostile": lambda: sample.edition("\n".join(attacks())),
}


def packed(made: Edition) -> bytes:
    (archive,) = export("zip", made, lambda: site_of(ROOT, all_pages((made,)))).values()
    return archive


@pytest.fixture(scope="module")
def archive() -> bytes:
    return packed(edition(ROOT, SLUG))


@pytest.mark.parametrize("name", EDITIONS)
def test_every_sentence_stands_in_it_in_every_language(name: str) -> None:
    made = EDITIONS[name]()
    assert sentences(packed(made)) == {
        (locale, segment.anchor): made.rendering(segment.anchor, locale).text.replace("\0", "\N{SYMBOL FOR NULL}")
        for locale in made.locales
        for segment in made.brief.all_segments()
    }


def test_the_brief_is_alone_in_it(archive: bytes) -> None:
    names = files(archive)
    pages = {name for name in names if name.endswith(".html")}
    assert {name.split("/")[1] for name in pages if name.count("/") == 2} == {SLUG}
    assert {"index.html", "ar/index.html", "en/index.html"} < pages
    assert "404.html" not in names
    assert [name for name in names if re.search(r"keep|sw\.js|app\.json|\.png", name)] == [], "of use on servers alone"
    assert [name for name in pages if b"cb-keep" in names[name] or b"manifest-src" in names[name]] == []


def test_a_withdrawn_edition_is_its_notice_alone() -> None:
    made = sample.edition()
    content = packed(replace(made, imprint=replace(made.imprint, withdrawn=True)))
    assert sentences(content) == {}
    everything = b"".join(files(content).values())
    for code in made.locales:
        assert interface(code).text(WITHDRAWN).encode() in files(content)[f"{code}/sample/index.html"]
        for each in made.brief.all_segments():
            assert made.rendering(each.anchor, code).text.encode() not in everything


def test_its_pages_name_the_edition_and_the_key_in_every_language() -> None:
    made = replace(sample.edition(), key=KEY)
    found = files(packed(made))
    for code in made.locales:
        pages = [content.decode() for name, content in found.items() if name.startswith(f"{code}/sample/")]
        line = interface(code).text("Edition {number}, {date}", number=1, date=interface(code).date(date(2022, 1, 6)))
        assert all(line in re.sub("<[^>]*>", "", page) for page in pages)
        assert any(KEY.fingerprint in page for page in pages)


def test_it_is_small(archive: bytes) -> None:
    assert len(archive) <= 150_000


def test_the_archive_tells_nothing_of_where_and_when_it_was_made(archive: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        entries = packed.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {(entry.date_time, entry.create_system, entry.external_attr) for entry in entries} == {
        ((2022, 1, 18, 0, 0, 0), 3, 0o100644 << 16)
    }
    assert {entry.extra + entry.comment for entry in entries} == {b""}
    assert not any(str(ROOT).encode() in content for content in files(archive).values())


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(9999, 12, 31)])
def test_a_day_that_the_format_cannot_write_down_is_no_reason_to_fail(day: date) -> None:
    made = sample.edition()
    made = replace(made, imprint=replace(made.imprint, published=day))
    assert files(next(iter(export("zip", made, lambda: {"index.html": b"x"}).values()))) == {"index.html": b"x"}


def test_building_it_touches_neither_pages_nor_site(project: Any) -> None:
    before = files_below(project.root)
    project.run("export", "--format", "zip", "--quiet", "--out", str(project.root.parent / "out"))
    assert files_below(project.root) == before


# Unpacked ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stick(archive: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The archive unpacked, where nobody may write any more."""
    folder = tmp_path_factory.mktemp("stick")
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        packed.extractall(folder)
    everything = [folder, *folder.rglob("*")]
    for path in everything:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    for path in everything:
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.browser
def test_from_the_first_page_a_reader_comes_to_every_other(stick: Path, tabs: Any) -> None:
    tab = tabs()
    tab.page.set_viewport_size(PHONE)
    start = (stick / "index.html").as_uri()
    ahead, seen = [start], {start}
    while ahead:
        tab.visit(ahead.pop())
        assert tab.complaints == []
        assert all(address.startswith(stick.as_uri() + "/") for address in tab.requests), tab.requests
        assert any(address.endswith(".css") for address in tab.requests)
        address = "link => new URL(link.getAttribute('href'), document.baseURI).href.split('#')[0]"
        links = tab.page.locator("a[href]").evaluate_all(f"links => links.map({address})")
        ahead += [link for link in dict.fromkeys(links) if link not in seen]
        seen |= set(links)
    assert seen == {path.as_uri() for path in stick.rglob("*.html")}


@pytest.mark.browser
def test_the_switch_leads_to_the_same_page_in_the_other_language(stick: Path, tabs: Any) -> None:
    tab = tabs(java_script_enabled=False)
    tab.page.set_viewport_size(PHONE)
    tab.visit((stick / "ar" / SLUG / "escalation.html").as_uri())
    tab.page.locator("header a[hreflang=en]:visible").first.click()
    assert tab.page.url == (stick / "en" / SLUG / "escalation.html").as_uri()
    assert tab.page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["en", "ltr"]


@pytest.mark.browser
def test_what_a_reader_looks_for_is_found_without_a_server(stick: Path, tabs: Any) -> None:
    tab = tabs()
    tab.visit((stick / "ar" / SLUG / "index.html").as_uri())
    tab.page.locator(".cb-search-open").click()
    tab.page.locator("#cb-query").press_sequentially("احتجاج")
    tab.page.locator(".cb-hit > a[href*='#p4s1']").first.click()
    assert tab.page.url == (stick / "ar" / SLUG / "background.html").as_uri() + "#p4s1"
    assert tab.strangers() == []

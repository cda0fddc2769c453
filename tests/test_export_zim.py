"""ZIM files: every sentence in them, found by its words, told by openZIM's rules; what Kiwix makes of them."""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import socket
import struct
import subprocess
import sys
import time
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, urldefrag
from urllib.request import urlopen

import pytest

import sample
from crisisbrief import languages
from crisisbrief.errors import BriefError, Missing
from crisisbrief.export import Files, export
from crisisbrief.export.openzim import XAPIAN
from crisisbrief.export.zim import DESCRIPTION, TITLE, shortened
from crisisbrief.model import Edition, PublicKey
from crisisbrief.pipeline import edition
from crisisbrief.render.illustration import png
from hostile_reports import report_of_attacks
from loopback import HERE
from project import ROOT
from read_zim import entries, opened, pages, search, sentences, suggest
from tabs import DESKTOP, PHONE

SLUG = "kazakhstan-unrest-2022"
EDITIONS: dict[str, Callable[[], Edition]] = {
    "Kazakhstan": lambda: edition(ROOT, SLUG),
    "by hand": sample.edition,
    "hostile": lambda: sample.edition(report_of_attacks("ar")),
}
KEY = PublicKey(b64encode(b"Ed" + bytes(40)).decode(), "0123456789ABCDEF", "12345 23456 34567 45678 56789 67890")


def exported(made: Edition) -> Files:
    return export("zim", made, dict)


@pytest.fixture(scope="module")
def books() -> Files:
    return exported(edition(ROOT, SLUG))


@pytest.fixture(scope="module")
def both(books: Files) -> bytes:
    return books[f"{SLUG}.zim"]


# What is in them -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EDITIONS)
def test_every_sentence_stands_in_them_in_every_language(name: str) -> None:
    made = EDITIONS[name]()
    found = exported(made)
    slug = made.brief.slug
    assert set(found) == {f"{slug}.zim", *(f"{slug}.{code}.zim" for code in made.locales)}
    told = {
        (code, each.anchor): made.rendering(each.anchor, code).text.replace("\0", "\N{SYMBOL FOR NULL}")
        for code in made.locales
        for each in made.brief.all_segments()
    }
    assert sentences(found[f"{slug}.zim"]) == told
    for code in made.locales:
        assert sentences(found[f"{slug}.{code}.zim"]) == {key: text for key, text in told.items() if key[0] == code}


def test_an_edition_in_one_language_is_one_file() -> None:
    made = replace(sample.edition(), locales=("en",))
    assert list(exported(made)) == ["sample.zim"]


class Markup(HTMLParser):
    """Tags, ids and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: set[str] = set()
        self.addresses: list[str] = []
        self.spoken: list[tuple[str, str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self.ids |= {found["id"] or ""} if "id" in found else set()
        self.addresses += [value for name in ("href", "src") if (value := found.get(name))]
        if tag in ("html", "body"):
            self.spoken.append((tag, found["lang"] or "", found["dir"] or ""))


@pytest.mark.parametrize("name", EDITIONS)
def test_every_link_leads_to_something_in_the_same_file(name: str) -> None:
    for content in exported(EDITIONS[name]()).values():
        read = {path: Markup(markup) for path, markup in pages(content).items()}
        there = set(entries(content))
        for path, markup in read.items():
            for address in markup.addresses:
                relative, place = urldefrag(address)
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), relative))
                assert target in there, f"{path} leads to {address}"
                assert not place or place in read[target].ids, f"{path} leads to {address}"


def test_every_page_begins_with_one_heading_of_the_first_order(both: bytes) -> None:
    for markup in pages(both).values():
        assert next(int(level) for level in re.findall(r"<h(\d)", markup)) == 1
        assert markup.count("<h1") == 1


def test_every_page_says_its_language_and_direction_twice(both: bytes) -> None:
    for path, markup in pages(both).items():
        code = path.partition("/")[0]
        direction = languages.load(code).direction
        assert Markup(markup).spoken == [("html", code, direction), ("body", code, direction)]


def test_a_hostile_report_makes_no_element_of_its_own(both: bytes) -> None:
    harmless = set().union(*(Markup(markup).tags for markup in pages(both).values()))
    for content in exported(EDITIONS["hostile"]()).values():
        for markup in pages(content).values():
            assert Markup(markup).tags <= harmless


def test_a_withdrawn_edition_is_its_notice_alone() -> None:
    made = sample.edition()
    found = exported(replace(made, imprint=replace(made.imprint, withdrawn=True)))
    for content in found.values():
        assert {posixpath.basename(path) for path in pages(content)} == {"overview.html"}
        everything = content + b"".join(item for _, _, item in entries(content).values())
        for code in made.locales:
            for each in made.brief.all_segments():
                assert made.rendering(each.anchor, code).text.encode() not in everything
                assert search(content, made.rendering(each.anchor, code).text.split()[0]) == set()
    with opened(found["sample.en.zim"]) as archive:
        assert archive.get_metadata("Description").decode() == "This edition has been withdrawn by its editors."


def test_every_page_names_its_edition_and_the_key() -> None:
    made = replace(sample.edition(), key=KEY)
    for markup in pages(exported(made)["sample.en.zim"]).values():
        assert "Edition 1, published Thursday, January 6, 2022" in markup.replace("<bdi>", "").replace("</bdi>", "")
        assert KEY.fingerprint in markup


# How they are made ---------------------------------------------------------------------------------------------------


def test_the_same_edition_gives_the_same_bytes_and_another_one_other_identities(books: Files) -> None:
    assert exported(edition(ROOT, SLUG)) == books
    made = sample.edition()
    later = replace(made, imprint=replace(made.imprint, number=2))
    contents = [*exported(made).values(), *exported(later).values()]
    for content in contents:
        assert len(XAPIAN.findall(content)) == 2, "libzim keeps its databases in another form now"
    uuids = [content[at : at + 16] for content in contents for at in (8, *(x.end() for x in XAPIAN.finditer(content)))]
    assert len(set(uuids)) == len(uuids)


def test_they_are_whole_and_small(books: Files) -> None:
    for content in books.values():
        assert len(content) <= 120_000
        with opened(content) as archive:
            assert archive.check()


def test_no_place_of_this_machine_is_in_them(books: Files) -> None:
    for content in books.values():
        everything = content + b"".join(item for _, _, item in entries(content).values())
        assert str(ROOT).encode() not in everything
        assert b"/tmp" not in everything


def test_libzim_says_nothing_among_what_the_command_says(capfd: pytest.CaptureFixture[str]) -> None:
    exported(sample.edition())
    os.write(1, b"after\n")
    assert capfd.readouterr() == ("after\n", "")


def test_without_libzim_one_command_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("libzim", "crisisbrief.export."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "libzim", None)
    with pytest.raises(Missing, match=r"'libzim.*pip install --editable '\.\[zim\]'"):
        exported(sample.edition())


def test_a_disk_without_room_is_one_clear_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(path: Path) -> None:
        raise RuntimeError("No space left on device")

    monkeypatch.setattr("crisisbrief.export.openzim.Creator", full)
    with pytest.raises(BriefError, match=r"No space left on device.*make room"):
        exported(sample.edition())


# What a library shows ------------------------------------------------------------------------------------------------


def metadata(content: bytes) -> dict[str, str]:
    with opened(content) as archive:
        names = [name for name in archive.metadata_keys if not name.startswith("Illustration")]
        return {name: archive.get_metadata(name).decode() for name in names}


def test_the_metadata_are_openzims(books: Files) -> None:
    found = {name.removeprefix(SLUG): metadata(content) for name, content in books.items()}
    assert [each["Language"] for each in found.values()] == ["ara,eng", "ara", "eng"]
    assert [each["Name"] for each in found.values()] == [f"crisisbrief_{code}_{SLUG}" for code in ("mul", "ar", "en")]
    english = found[".en.zim"]
    assert english["Title"] == "Kazakhstan’s government…"
    assert english["Description"] == "Edition 1, published Tuesday, January 18, 2022 · 1 report, publisher not stated"
    assert english["LongDescription"].startswith("Kazakhstan’s government leaves office as protests spread\n")
    for each in found.values():
        assert each["Date"] == "2022-01-18"
        assert each["Creator"] and each["Publisher"] and "_ftindex:yes" in each["Tags"].split(";")
        assert len(each["Title"]) <= TITLE and len(each["Description"]) <= DESCRIPTION
        assert each["Counter"].startswith("text/css=1;text/html=")


def test_the_creator_is_who_published_the_reports() -> None:
    made = sample.edition()
    (report,) = made.brief.reports
    made = replace(made, brief=replace(made.brief, reports=(replace(report, source="وكالة أنباء"),)))
    assert metadata(exported(made)["sample.en.zim"])["Creator"] == "وكالة أنباء"


def test_it_opens_with_the_overview_of_the_first_language(books: Files) -> None:
    opens = {}
    for name, content in books.items():
        with opened(content) as archive:
            opens[name.removeprefix(SLUG)] = archive.main_entry.get_item().path
    assert opens == {".zim": "ar/overview.html", ".ar.zim": "ar/overview.html", ".en.zim": "en/overview.html"}


def test_the_illustration_is_a_picture_of_48_by_48_pixels(both: bytes) -> None:
    with opened(both) as archive:
        picture = bytes(archive.get_illustration_item(48).content)
    assert picture == png()
    chunks, at = [], 8
    while at < len(picture):
        (size,) = struct.unpack_from(">I", picture, at)
        kind, data = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", picture, at + 8 + size) == (zlib.crc32(kind + data),)
        chunks.append((kind, data))
        at += size + 12
    assert [kind for kind, _ in chunks] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    assert struct.unpack(">II", chunks[0][1][:8]) == (48, 48)
    assert len(zlib.decompress(chunks[2][1])) == 48 * (1 + 48 // 8)


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("Emergency in 3 cities", 30, "Emergency in 3 cities"),
        ("حكومة كازاخستان تغادر السلطة مع انتشار الاحتجاجات", 30, "حكومة كازاخستان تغادر السلطة…"),
        ("Withdrawn by its editors. Do not rely on it.", 30, "Withdrawn by its editors."),
        ("No. 5 is alive, they said", 12, "No. 5 is…"),
        ("Fuel, bread, and water", 13, "Fuel, bread…"),
        ("Donaudampfschifffahrtsgesellschaft", 10, "Donaudamp…"),
        ("مُحَمَّد", 4, "مُحَمَّد"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
    ],
)
def test_what_is_too_long_is_cut_between_words(text: str, limit: int, short: str) -> None:
    assert shortened(text, limit) == short


# Searching -----------------------------------------------------------------------------------------------------------

FOUND = {
    "ar": {
        "حكومة": "government-response", "الحكومة": "government-response", "استقالة": "government-response",
        "استقالتها": "government-response", "احتجاج": "background", "الاحتجاجات": "background",
        "أسعار": "background", "اسعار": "background", "متظاهر": "escalation", "المتظاهرين": "escalation",
        "مدينة": "escalation", "تمثال": "escalation", "بتمثال": "escalation", "القصر": "escalation",
        "جنود": "escalation", "الجنود": "escalation", "سيطر": "escalation", "مبنى": "escalation",
        "المدينه": "escalation", "مدينه": "escalation",
    },
    "en": {
        "protest": "background", "protests": "background", "demonstrator": "escalation", "soldier": "escalation",
        "building": "escalation", "country": "escalation", "price": "background", "topple": "escalation",
    },
}  # fmt: skip
"""Words in this form or another than the text has, and a page that has them."""
ONLY_BY_RULE = {"en": {"protesting": "background", "toppling": "escalation", "PRICES": "background"}}
"""Forms that the text does not have and no dictionary lists: found where the index has the rules of the language."""


@pytest.mark.parametrize(
    ("locale", "words", "page"),
    [(locale, words, page) for locale, listed in FOUND.items() for words, page in listed.items()],
)
def test_a_word_is_found_in_whatever_form(locale: str, words: str, page: str, books: Files) -> None:
    for name in (f"{SLUG}.{locale}.zim", f"{SLUG}.zim"):
        assert f"{locale}/{page}.html" in search(books[name], words)


@pytest.mark.parametrize(("words", "page"), ONLY_BY_RULE["en"].items())
def test_the_file_of_one_language_finds_forms_that_no_dictionary_lists(words: str, page: str, books: Files) -> None:
    assert f"en/{page}.html" in search(books[f"{SLUG}.en.zim"], words)


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_what_stands_around_the_text_is_not_found(locale: str, books: Files) -> None:
    around = {"ar": "الصفحات التالي آليا", "en": "Pages Next automatically"}
    for words in around[locale].split():
        assert search(books[f"{SLUG}.{locale}.zim"], words) == set(), words


@pytest.mark.parametrize(("beginning", "page"), [("التص", "ar/escalation.html"), ("Esc", "en/escalation.html")])
def test_pages_are_suggested_by_how_their_titles_begin(beginning: str, page: str, both: bytes) -> None:
    assert suggest(both, beginning) == [page]


def test_a_name_is_found_where_the_report_spells_it_otherwise(both: bytes) -> None:
    one, other = "كازخستان", "كازاخستان"
    for page in ("ar/background.html", "ar/international-reactions.html"):
        text = pages(both)[page].partition("<main>")[2]
        assert other in text and one not in text
        assert page in search(both, one)


def test_the_index_has_the_rules_of_the_language_that_changes_its_words_most_wherever_it_stands() -> None:
    made = sample.edition()
    turned = replace(made, locales=tuple(reversed(made.locales)))
    content = exported(turned)["sample.zim"]
    assert "ar/government-response.html" in search(content, "الحالة")
    assert "en/background.html" in search(content, "protest")


# In Kiwix ------------------------------------------------------------------------------------------------------------

needs_kiwix = pytest.mark.skipif(shutil.which("kiwix-serve") is None, reason="kiwix-serve (kiwix-tools) is not here")


@contextmanager
def kiwix(folder: Path) -> Iterator[str]:
    """The address at which Kiwix serves the files of a folder; it ends with this process at the latest."""
    with socket.create_server((HERE, 0)) as free:
        port = free.getsockname()[1]
    command = ["kiwix-serve", "--address", HERE, "--port", str(port), "--attachToProcess", str(os.getpid())]
    server = subprocess.Popen([*command, *map(str, sorted(folder.glob("*.zim")))], stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                socket.create_connection((HERE, port)).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.1)
        yield f"http://{HERE}:{port}"
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="module")
def served(books: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("kiwix")
    for name, content in books.items():
        (folder / name).write_bytes(content)
    with kiwix(folder) as address:
        yield address


def fetched(address: str) -> str:
    with urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


@needs_kiwix
@pytest.mark.parametrize(
    ("book", "words", "page"),
    [
        (SLUG, "احتجاج", "ar/background.html"),
        (f"{SLUG}.ar", "استقالتها", "ar/government-response.html"),
        (SLUG, "protest", "en/background.html"),
        (f"{SLUG}.en", "protesting", "en/background.html"),
    ],
)
def test_kiwix_finds_words_and_quotes_the_text(book: str, words: str, page: str, served: str) -> None:
    results = fetched(f"{served}/search?content={book}&pattern={quote(words)}")
    assert re.search(rf'href="[^"]*/{page}"', results)
    assert "Next" not in results and "التالي" not in results


@needs_kiwix
@pytest.mark.parametrize(("beginning", "page"), [("التص", "ar/escalation.html"), ("Esc", "en/escalation.html")])
def test_kiwix_suggests_pages(beginning: str, page: str, served: str) -> None:
    assert page in fetched(f"{served}/suggest?content={SLUG}&term={quote(beginning)}")


@needs_kiwix
def test_kiwix_lists_the_files_by_their_metadata(served: str) -> None:
    listed = fetched(f"{served}/catalog/v2/entries")
    assert "<title>Kazakhstan’s government…</title>" in listed
    assert sorted(re.findall("<language>(.*?)</language>", listed)) == ["ara", "ara,eng", "eng"]


@needs_kiwix
@pytest.mark.browser
def test_nothing_of_a_hostile_report_runs_in_kiwix(tabs: Any, tmp_path: Path) -> None:
    made = EDITIONS["hostile"]()
    for name, content in exported(made).items():
        (tmp_path / name).write_bytes(content)
    with kiwix(tmp_path) as address:
        tab = tabs()
        for code in made.locales:
            tab.visit(f"{address}/sample/{code}/background.html")
            assert tab.page.locator(f"#{code}-p2s1").count() == 1
            assert tab.page.evaluate("window.taken") is None
            assert tab.strangers() == []


@needs_kiwix
@pytest.mark.browser
@pytest.mark.parametrize("viewport", [pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desktop")])
def test_kiwix_shows_each_language_in_its_direction(viewport: Any, served: str, tabs: Any) -> None:
    tab = tabs(java_script_enabled=False)
    tab.page.set_viewport_size(viewport)
    tab.visit(f"{served}/{SLUG}/ar/escalation.html")
    assert tab.strangers() == []
    assert tab.page.evaluate("getComputedStyle(document.querySelector('main')).direction") == "rtl"
    assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    right = "Math.round(document.querySelector('h1').getBoundingClientRect().right - "
    assert tab.page.evaluate(f"{right}document.querySelector('main').getBoundingClientRect().right)") == 0
    tab.page.locator("header a[lang=en]").click()
    assert tab.page.url == f"{served}/{SLUG}/en/escalation.html"
    assert tab.page.evaluate("getComputedStyle(document.querySelector('main')).direction") == "ltr"
    tab.page.locator("main a[lang=ar]").first.click()
    assert tab.page.url == f"{served}/{SLUG}/ar/escalation.html#ar-p2s1"

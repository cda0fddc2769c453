"""verify.html, opened from the disk, tells a reader which files the desk signed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload

from crisisbrief.manifest import MANIFEST, SUMS
from crisisbrief.render.verify_page import NAME
from desk import PAGE, SLUG, export, exported, private, sign_with, signed_project
from project import Project
from tabs import PHONE, Tab, tab_in

pytestmark = pytest.mark.browser
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
GENUINE, FORGED, UNSIGNED = ("Genuine", "أصلي"), ("Altered or forged", "محرَّف أو مزوَّر"), ("Not signed", "غير موقَّع")
CANNOT = "This browser cannot check."


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return signed_project(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def signed(project: Project) -> dict[str, bytes]:
    """The files of the export by their name."""
    return {path.name: path.read_bytes() for path in exported(project).iterdir()}


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same files by somebody else, who has a key, too."""
    theirs = signed_project(tmp_path_factory.mktemp("others"))
    return {path.name: path.read_bytes() for path in exported(theirs).iterdir()}


@pytest.fixture
def tab(project: Project, tabs: Any) -> Iterator[Tab]:
    tab = tabs(viewport=PHONE)
    tab.visit((exported(project) / NAME).as_uri())
    yield tab
    assert tab.requests == [(exported(project) / NAME).as_uri()]
    assert tab.complaints == []


def told(tab: Tab, *chosen: tuple[str, bytes]) -> list[str]:
    """Choose files; what the page says of each, in both languages."""
    payloads = [FilePayload(name=name, mimeType="", buffer=content) for name, content in chosen]
    tab.page.locator("#o").evaluate("output => { output.textContent = 'before' }")
    tab.page.set_input_files("input", payloads)
    tab.page.wait_for_function("count => o.children.length == count", arg=len(chosen))
    names = tab.page.evaluate("[...o.childNodes].filter(node => node.nodeType == 3).map(node => node.data)")
    assert names == [name for name, _ in chosen]
    return [said for found in tab.page.locator("#o > div").all() if (said := found.inner_text())]


def assert_told(said: list[str], *expected: tuple[str, str]) -> None:
    assert len(said) == len(expected)
    for text, words in zip(said, expected, strict=True):
        assert [words for words in (*GENUINE, *FORGED, *UNSIGNED) if words in text] == list(words), text


def altered(content: bytes) -> bytes:
    """One letter of the text is another."""
    changed = content.replace(b"Almaty", b"Almatu", 1)
    assert changed != content
    return changed


def test_it_is_smaller_than_2_kb(signed: dict[str, bytes]) -> None:
    assert len(signed[NAME]) < 2000


def test_the_page_of_the_desk_is_genuine_whatever_it_is_called(tab: Tab, signed: dict[str, bytes]) -> None:
    assert_told(told(tab, (PAGE, signed[PAGE]), ("brief (1).html", signed[PAGE])), GENUINE, GENUINE)


def test_one_letter_makes_it_forged(tab: Tab, signed: dict[str, bytes]) -> None:
    page = signed[PAGE]
    # the key is another each time, and so are the letters of its signature
    other = b"B" if page[-20:-19] == b"A" else b"A"
    assert_told(told(tab, (PAGE, altered(page)), (PAGE, page[:-20] + other + page[-19:])), FORGED, FORGED)


def test_a_page_of_somebody_elses_key_is_forged(tab: Tab, others: dict[str, bytes]) -> None:
    assert_told(told(tab, (PAGE, others[PAGE])), FORGED)


def test_what_has_no_signature_is_not_signed(tab: Tab, signed: dict[str, bytes]) -> None:
    unsigned = signed[PAGE].rpartition(b"<!--")[0]
    longer = signed[PAGE] + "خبر".encode()
    said = told(tab, (PAGE, unsigned), ("longer.html", longer), (SUMS, signed[SUMS]), ("empty", b""))
    assert_told(said, UNSIGNED, UNSIGNED, UNSIGNED, UNSIGNED)
    assert all(MANIFEST in text for text in said)


def test_what_is_no_signature_is_forged_and_stops_nothing(tab: Tab, signed: dict[str, bytes]) -> None:
    nonsense = b'<!--"signed":"' + b"?" * 88 + b'"-->\n'
    assert_told(told(tab, ("x.html", nonsense), (PAGE, signed[PAGE])), FORGED, GENUINE)


def test_with_the_manifest_every_other_file_can_be_checked(tab: Tab, signed: dict[str, bytes]) -> None:
    listed, page = (MANIFEST, signed[MANIFEST]), (NAME, signed[NAME])
    assert_told(told(tab, page, ("renamed.json", listed[1])), GENUINE, GENUINE)
    assert_told(told(tab, listed, (NAME, signed[NAME] + b" "), page), GENUINE, FORGED, GENUINE)
    assert_told(told(tab, page), UNSIGNED)


def test_a_forged_manifest_vouches_for_nothing(tab: Tab, signed: dict[str, bytes], others: dict[str, bytes]) -> None:
    evil = ("evil.apk", b"evil")
    digest = sha256(evil[1]).hexdigest()
    changed = signed[MANIFEST].replace(sha256(signed[NAME]).hexdigest().encode(), digest.encode())
    assert changed != signed[MANIFEST]
    assert_told(told(tab, (MANIFEST, changed), evil), FORGED, UNSIGNED)
    assert_told(told(tab, (MANIFEST, others[MANIFEST]), (NAME, others[NAME])), FORGED, UNSIGNED)
    made_up = json.dumps({"files": [{"sha256": digest}]}).encode()
    assert_told(told(tab, (MANIFEST, made_up), evil), UNSIGNED, UNSIGNED)


def test_the_text_of_a_report_vouches_for_nothing(tabs: Any, tmp_path: Path) -> None:
    """A hostile report may quote the hash of a file that somebody wants to be taken for the desk's."""
    evil = ("evil.apk", b"evil")
    project = signed_project(tmp_path)
    path = project.brief(SLUG) / "brief.toml"
    digest = sha256(evil[1]).hexdigest()
    path.write_text(path.read_text("utf-8").replace('note.en = "', f'note.en = "{digest} ', 1), "utf-8")
    export(project)
    sign_with(project, private(project))
    page = (exported(project) / PAGE).read_bytes()
    assert digest.encode() in page
    tab = tabs(viewport=PHONE)
    tab.visit((exported(project) / NAME).as_uri())
    assert_told(told(tab, (PAGE, page), evil), GENUINE, UNSIGNED)


def test_a_browser_without_script_says_that_it_cannot_check(project: Project, tabs: Any) -> None:
    tab = tabs(java_script_enabled=False)
    tab.visit((exported(project) / NAME).as_uri())
    assert tab.page.locator("#n").is_visible() and not tab.page.locator("#f").is_visible()
    assert CANNOT in tab.page.locator("body").inner_text()


@pytest.mark.parametrize(
    "lacking",
    [
        "Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined})",
        "SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))",
    ],
    ids=["no cryptography", "no Ed25519"],
)
def test_a_browser_that_lacks_what_it_takes_says_that_it_cannot_check(
    lacking: str, project: Project, launch: Any
) -> None:
    with tab_in(launch()) as tab:
        tab.page.add_init_script(lacking)
        tab.visit((exported(project) / NAME).as_uri())
        assert CANNOT in tab.page.locator("body").inner_text()
        assert not tab.page.locator("#f").is_visible()


def test_each_text_is_in_its_language_and_direction(tab: Tab, signed: dict[str, bytes]) -> None:
    assert tab.ask("wrong_language.js") == []
    told(tab, (PAGE, signed[PAGE]), ("x", b""))
    assert tab.page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    english = tab.page.locator("#o [lang=en]").first
    assert english.evaluate("element => getComputedStyle(element).direction") == "ltr"
    assert tab.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    number = tab.page.locator("bdi[dir=ltr]").first
    assert number.bounding_box()["height"] < 60  # type: ignore[index]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(scheme: str, project: Project, signed: dict[str, bytes], tabs: Any) -> None:
    tab = tabs(viewport=PHONE, color_scheme=scheme)
    tab.visit((exported(project) / NAME).as_uri())
    told(tab, (PAGE, signed[PAGE]), ("x", b""))
    tab.page.evaluate(AXE)
    assert tab.ask("axe.js") == []

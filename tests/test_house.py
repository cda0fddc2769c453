"""Rules of the house that no linter knows: what may not stand in the site, and what may not stand in the project."""

from __future__ import annotations

import gzip
import json
import posixpath
import re
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from crisisbrief import languages
from project import ROOT, Project, files_below

CORPUS = ROOT.parent / "shared" / "corpus"
SHINGLE = 8
"""So many words in a row are a quotation."""
HOMELESS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "managers", "misc", "core"}
# Written in pieces, so that this file does not hold what it looks for.
MACHINE = re.compile(
    r"(?:^|[^.\w])/(?:work|farm|root)/"
    + r"|index"
    + r"-url|(?:pypi|npmjs|deb\.debian|pythonhosted)"
    + r"\.\w+|https?://[^ ]*/simple(?:/|\s|$)"
)


class Addresses(HTMLParser):
    """The addresses and ids of one page."""

    NAMES = frozenset({"href", "src", "srcset", "action", "formaction", "poster", "data", "cite", "background", "ping"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in self.NAMES]
        self.ids |= {value for name, value in attrs if name == "id" and value}


@pytest.fixture(scope="module")
def site(built: Project) -> dict[str, bytes]:
    return files_below(built.site)


@pytest.fixture(scope="module")
def pages(site: dict[str, bytes]) -> dict[str, Addresses]:
    return {name: Addresses(content.decode()) for name, content in site.items() if name.endswith(".html")}


def test_every_address_in_a_page_is_relative(pages: dict[str, Addresses]) -> None:
    absolute = {
        (name, address)
        for name, page in pages.items()
        for address in page.found
        if urlsplit(address).scheme or urlsplit(address).netloc or address.startswith("/")
    }
    assert absolute == set()


def test_every_address_leads_somewhere(pages: dict[str, Addresses], site: dict[str, bytes]) -> None:
    assert list(_dead(pages, site)) == []


def _dead(pages: dict[str, Addresses], site: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    for name, page in pages.items():
        for address in page.found:
            parts = urlsplit(address)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
            target = target if parts.path else name
            missing = target not in site
            lost = parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids
            if missing or lost:
                yield name, address


def test_no_style_sheet_asks_a_host(site: dict[str, bytes]) -> None:
    asking = re.compile(rb"(?:@import|url\()\s*[\"']?(?:https?:)?//")
    assert [name for name, content in site.items() if name.endswith(".css") and asking.search(content)] == []


def test_nothing_that_people_write_is_published(built: Project, site: dict[str, bytes]) -> None:
    assert [name for name in site if name.startswith("briefs/") or name.endswith((".po", ".toml", ".txt", ".md"))] == []
    catalogs = (built.root / "content" / "briefs").rglob("*.po")
    written = (path.read_text(encoding="utf-8") for path in catalogs)
    addresses = {address for text in written for address in re.findall(r"[\w.+-]+@[\w-]+\.[\w.]+", text)}
    everything = b"\n".join(site.values())
    assert [address for address in addresses if address.encode() in everything] == []


def tracked() -> list[Path]:
    """The files of the project that git knows or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        try:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_file_names_this_machine_or_a_registry() -> None:
    named = [f"{path}: {match[0]!r}" for path, text in texts() for match in MACHINE.finditer(text)]
    assert named == []


def test_every_file_is_named_for_what_it_holds() -> None:
    modules = [path.relative_to(ROOT) for path in tracked() if path.suffix == ".py"]
    assert [path for path in modules if set(path.with_suffix("").parts) & HOMELESS] == []


def test_no_code_branches_on_the_name_of_a_language_or_a_section() -> None:
    sections = {path.stem for path in (ROOT / "generator/crisisbrief/sections").glob("*.toml")}
    # "other" is CLDR's name of a plural form, too.
    names = "|".join(sorted({*languages.available(), *sections} - {"other"}))
    branching = re.compile(rf"(?:(?:==|!=|\bin) *[(\[{{]?|\bcase) *[\"'](?:{names})[\"']")
    found = [
        f"{path}: {match[0]}"
        for path, text in texts()
        if path.parts[0] == "generator" and path.suffix == ".py"
        for match in branching.finditer(text)
    ]
    assert found == []


def shingles(text: str) -> Iterator[str]:
    """Every run of words, folded so far that punctuation and vowel marks hide nothing."""
    words = re.findall(r"\w+", re.sub(r"[\u064b-\u0652\u0640]", "", text).casefold())
    for at in range(len(words) - SHINGLE + 1):
        run = words[at : at + SHINGLE]
        # A time stamp is nobody's text.
        if sum(map(str.isalpha, run)) > SHINGLE // 2:
            yield " ".join(run)


def corpus_texts() -> Iterator[str]:
    """The texts that are for development only."""
    for path in CORPUS.rglob("*.txt"):
        yield path.read_text(encoding="utf-8", errors="replace")
    for path in CORPUS.rglob("*.tsv"):
        yield from path.read_text(encoding="utf-8").splitlines()
    for path in CORPUS.rglob("*.jsonl.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (text for line in lines for text in json.loads(line).values() if isinstance(text, str))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the development corpus is not beside this clone")
def test_no_text_of_the_corpus_is_in_the_project() -> None:
    own = {run: path for path, text in texts() for run in shingles(text)}
    reports = {run for path, text in texts() if path.parts[:2] == ("content", "briefs") for run in shingles(text)}
    quoted = {run: own[run] for text in corpus_texts() for run in shingles(text) if run in own and run not in reports}
    assert quoted == {}

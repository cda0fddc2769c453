"""Pages in, a site out, part by part: on all cores, and only what is not in the cache.

MkDocs builds some parts at a time, in a folder that holds their pages alone; what comes out is kept under the hash of
all that went in. In the end MkDocs builds what the site has once (style sheet, scripts, search), out of what the parts
told, and all is put together. The same bytes as `mkdocs build` gives for the whole.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import as_completed
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal, cast

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.utils.meta import get_data

from crisisbrief.cache import Cache, Checksums, Entry, checksum_of, code_digest, digest, folder_digest, link
from crisisbrief.errors import BriefError
from crisisbrief.publish import keep, navigation
from crisisbrief.publish.configured import configured, faults
from crisisbrief.publish.indexing import indexing, is_much
from crisisbrief.publish.parts import Around, Told, is_in_brief, part_of
from crisisbrief.publish.plugin import EXPORTS, BriefPlugin
from crisisbrief.publish.seen import Kind
from crisisbrief.workers import cores, processes

CACHE = Path(".cache", "site")
MADE_BY = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "markupsafe", "pyyaml", "babel", "tinycss2", "rapidfuzz")
"""Whose versions a page may depend on, beside our own code."""
MOST = 16
"""Parts that one process takes at a time: what was made is kept when all of them are."""
LEAST = 8
"""Parts for which no further process is started: to begin takes it as long as to build a brief."""
SITE, FOUND = "site/", "found/"
"""Under these an entry holds the files of the site, and by language what the search finds there."""
Command = Literal["build", "serve"]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a site is built, for every process that builds parts of it."""

    root: Path
    command: Command
    strict: bool
    site_url: str | None
    content: Path
    cache: Path
    engine: str
    """The hash of all that parts are made with."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files under content/ that one part is made of: its pages, and what else lies in a brief's folder."""

    name: str
    sources: tuple[str, ...]


def assemble(
    config: MkDocsConfig,
    root: Path,
    site: Path,
    command: Command,
    cache: Cache,
    progress: Callable[[str], None],
    old: Path | None = None,
) -> tuple[str, ...]:
    """Build the site of a configuration into the empty folder `site`, but for the folders that are returned (by
    address): in the site that stands in `old` they are what they should be here."""
    found = get_files(config)
    set_exclusions(found, config)
    published = {file.src_uri: file for file in found if _is_published(file)}
    pages = {source: file for source, file in published.items() if file.is_documentation_page()}
    frame = _frame(pages.values())
    content = Path(config.docs_dir)
    around = Around(frame, frozenset(pages), content.parent / EXPORTS)
    engine = _engine(config, root, command, frame)
    settings = Settings(root, command, config.strict, config.site_url, content, cache.folder, engine)
    parts = _parts(source for source in published if source in pages or is_in_brief(source))
    checksums = cache.checksums()
    progress("looking for what is there")
    there = _there(cache, settings, around, parts, checksums)
    with cache.workplace() as folder, indexing(folder) as index:
        # with many parts to build, all cores are busy
        if len(parts) - len(there) <= LEAST * cores() and is_much(len(there) * len(frame.searchable)):
            index.get_ready(_found(there.values()))
        entries = _entries(cache, settings, around, parts, there, checksums, progress)
        progress("search")
        index.begin(_found(entries.values()))
        checksums.keep()
        kinds: dict[str, Kind] = {}
        told = tuple(Told.of_json(entry.note, kinds) for entry in entries.values())
        rest = published.keys() - {source for part in parts for source in part.sources}
        _build(settings, replace(around, rest=told), rest, site)
        of_parts, standing = _put_in_place(entries.values(), site, checksums, old)
        if command == "build":
            keep.write_lists(site, told, {**of_parts, **keep.checksums(site, keep.ASSETS)})
        index.put(site)
    cache.keep(command, (entry.folder.name for entry in entries.values()))
    return standing


def _is_published(file: File) -> bool:
    return bool(file.inclusion.is_included())  # type: ignore[no-untyped-call]


@contextmanager
def kept_parts(root: Path) -> Iterator[Cache]:
    """The project's, for this process alone; one for this time where the project's cannot be written."""
    kept = Cache(root / CACHE)
    if kept.is_writable():
        with kept.alone():
            yield kept
    else:
        with tempfile.TemporaryDirectory(prefix="crisisbrief-") as folder:
            yield Cache(Path(folder))


def _frame(pages: Iterable[File]) -> navigation.Frame:
    """Out of the first page of all and those of the languages."""
    pages = tuple(pages)
    above = [page for page in pages if page.src_uri.count("/") < 2 and page.name == "index"]
    facts = [navigation.facts(page.src_uri, page.url, get_data(page.content_string)[1]) for page in above]
    return navigation.Frame.of(facts, (page.src_uri for page in pages))


def _parts(sources: Iterable[str]) -> tuple[Sources, ...]:
    """The parts, by name."""
    found: dict[str, list[str]] = {}
    for source in sources:
        found.setdefault(part_of(source), []).append(source)
    return tuple(Sources(name, tuple(sorted(found[name]))) for name in sorted(found))


def _engine(config: MkDocsConfig, root: Path, command: Command, frame: navigation.Frame) -> str:
    around = {"homes": {lang: asdict(home) for lang, home in sorted(frame.homes.items())}}
    around |= {"root": asdict(frame.root) if frame.root else {}, "searchable": sorted(frame.searchable)}  # type: ignore[dict-item]
    told = [around, command, config.strict, config.site_url]
    theme = folder_digest(Path(config.theme.custom_dir)) if config.theme.custom_dir else ""
    written = (json.dumps(told), code_digest(*MADE_BY), theme)
    return digest(*(each.encode() for each in written), (root / "mkdocs.yml").read_bytes())


# What is there, and what is not --------------------------------------------------------------------------------------


def _there(
    cache: Cache, settings: Settings, around: Around, parts: Sequence[Sources], checksums: Checksums
) -> dict[str, Entry]:
    """What the cache has, by the name of the part."""
    found = ((part.name, _kept(cache, settings, around, part, checksums)) for part in parts)
    return {name: entry for name, entry in found if entry}


def _entries(
    cache: Cache,
    settings: Settings,
    around: Around,
    parts: Sequence[Sources],
    there: Mapping[str, Entry],
    checksums: Checksums,
    progress: Callable[[str], None],
) -> dict[str, Entry]:
    """An entry for each part, by its name: those that are there, and the others as they come to be made."""
    found = dict(there)
    stale = [part for part in parts if part.name not in found]
    for name, key in _make(settings, around, stale):
        made = cache.find(key)
        if made is None:
            raise BriefError("what was built was gone at once; run the command again", path=cache.folder)
        for file, checksum in made.files.items():
            checksums.wrote(f"{made.folder}/{file}", checksum)
        found[name] = made
        progress(f"{len(found)} of {len(parts)}")
    return {part.name: found[part.name] for part in parts}


def _kept(cache: Cache, settings: Settings, around: Around, part: Sources, checksums: Checksums) -> Entry | None:
    """What is there of a part, if it is whole and the pages that it links to are there."""
    entry = cache.find(_key(settings, around, part, settings.content, checksums.of))
    if entry is None or not entry.is_whole(checksums) or not around.sources.issuperset(entry.note["outside"]):
        return None
    return entry


def _key(
    settings: Settings, around: Around, part: Sources, content: Path, checksum: Callable[[str], str] = checksum_of
) -> str:
    read = [piece for source in part.sources for piece in (source, checksum(f"{content}/{source}"))]
    export = folder_digest(around.exports / part.name)
    return digest(*(each.encode() for each in (settings.engine, export, *read)))


def _make(settings: Settings, around: Around, stale: Sequence[Sources]) -> Iterator[tuple[str, str]]:
    """Build parts and keep them; the names with the keys, as they are done."""
    size = min(MOST, max(LEAST, -(-len(stale) // (2 * cores()))))
    batches = [stale[at : at + size] for at in range(0, len(stale), size)]
    if len(batches) < 2 or cores() < 2:
        for batch in batches:
            yield from _make_batch(settings, around, batch)
        return
    with processes(min(cores(), len(batches)), _Worker.begin, settings, around) as pool:
        try:
            for done in as_completed([pool.submit(_Worker.make, batch) for batch in batches]):
                yield from done.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


class _Worker:
    """What a process of its own was told at its beginning, once for all that it makes."""

    told: tuple[Settings, Around]

    @classmethod
    def begin(cls, settings: Settings, around: Around) -> None:
        cls.told = settings, around

    @classmethod
    def make(cls, batch: Sequence[Sources]) -> list[tuple[str, str]]:
        return _make_batch(*cls.told, batch)


def _make_batch(settings: Settings, around: Around, batch: Sequence[Sources]) -> list[tuple[str, str]]:
    cache = Cache(settings.cache)
    with cache.workplace() as folder:
        content, site = folder / "content", folder / "site"
        sources = [source for part in batch for source in part.sources]
        try:
            with faults(settings.root):
                told = _build(settings, around, sources, site, content)
        except BriefError as fault:
            # people know the files under the folder that these were copied from
            raise BriefError(str(fault).replace(str(content), str(settings.content))) from fault
        files: dict[str, dict[str, Path | bytes]] = {part.name: {} for part in batch}
        for path in sorted(site.rglob("*")):
            if path.is_file():
                address = path.relative_to(site).as_posix()
                files[part_of(address)][f"{SITE}{address}"] = path
        made = []
        for part in batch:
            # of the very pages that were built: somebody may be writing them
            key = _key(settings, around, part, content)
            found = {f"{FOUND}{lang}": text for lang, text in told[part.name].found_by_language().items()}
            cache.put(key, {**files[part.name], **found}, told[part.name].as_json())
            made.append((part.name, key))
    # what MkDocs made of the pages refers to itself, and is large
    gc.collect()
    return made


# MkDocs --------------------------------------------------------------------------------------------------------------


def _build(
    settings: Settings, around: Around, sources: Iterable[str], site: Path, content: Path | None = None
) -> dict[str, Told]:
    """Let MkDocs build some of the files under content/ into `site`; what their parts tell."""
    with tempfile.TemporaryDirectory(prefix="crisisbrief-") as folder:
        content = content or Path(folder)
        content.mkdir(parents=True, exist_ok=True)
        for source in sources:
            (content / source).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(settings.content / source, content / source)
        config = configured(settings.root, settings.strict, docs_dir=str(content), site_dir=str(site))
        config.site_url = settings.site_url
        config.plugins.on_startup(command=settings.command, dirty=False)
        plugin = cast(BriefPlugin, config.plugins["crisisbrief"])
        plugin.around = around
        mkdocs_build(config)
        return {told.name: told for told in plugin.parts}


def _found(entries: Iterable[Entry]) -> dict[str, list[Path]]:
    """By language, the files of what the search finds."""
    found: dict[str, list[Path]] = {}
    for entry in entries:
        for file in entry.files:
            if file.startswith(FOUND):
                found.setdefault(file.removeprefix(FOUND), []).append(entry.folder / file)
    return found


def _put_in_place(
    entries: Iterable[Entry], site: Path, checksums: Checksums, old: Path | None
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Put the files of all parts into the site; their checksums by address, and the folders that can come from the
    old one: tens of thousands of files need not be linked and unlinked for one brief that changed."""
    found: dict[str, str] = {}
    standing: list[str] = []
    same_disk = old is not None and old.is_dir() and old.stat().st_dev == site.stat().st_dev
    for entry in entries:
        for folder, files in _folders(entry).items():
            found.update(files)
            if same_disk and folder and _stands(entry, folder, files, checksums, f"{old}/{folder}"):
                standing.append(folder)
            else:
                _link(entry, files, site)
    return found, tuple(standing)


def _folders(entry: Entry) -> dict[str, dict[str, str]]:
    """The files of an entry that belong in the site, with their checksums by address, under the folder that is the
    brief's in one language (`ar/<brief>`), or under nothing."""
    found: dict[str, dict[str, str]] = {}
    for file, checksum in entry.files.items():
        if file.startswith(SITE):
            address = file.removeprefix(SITE)
            folder = "/".join(address.split("/")[:2]) if is_in_brief(address) else ""
            found.setdefault(folder, {})[address] = checksum
    return found


def _stands(entry: Entry, folder: str, files: Iterable[str], checksums: Checksums, place: str) -> bool:
    """Whether the folder at `place` holds these very files, by their inodes, and nothing else."""
    wanted = {file[len(folder) + 1 :]: checksums.inode(f"{entry.folder}/{SITE}{file}") for file in files}
    try:
        return None not in wanted.values() and wanted == dict(_inodes(place))
    except OSError:
        return False


def _inodes(folder: str, inside: str = "") -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _inodes(entry.path, f"{inside}{entry.name}/")
            else:
                yield f"{inside}{entry.name}", entry.inode()


def _link(entry: Entry, files: Iterable[str], site: Path) -> None:
    folders: set[str] = set()
    for file in files:
        folder = file.rpartition("/")[0]
        if folder not in folders:
            (site / folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        link(f"{entry.folder}/{SITE}{file}", f"{site}/{file}")

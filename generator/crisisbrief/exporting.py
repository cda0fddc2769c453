"""A brief -> the files that travel: every format, the manifest and the checksums, all of them or none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crisisbrief import disk
from crisisbrief.errors import BriefError, Missing, raise_all
from crisisbrief.export import FORMATS, Files, export
from crisisbrief.harm import unsettled
from crisisbrief.manifest import MANIFEST, SIGNATURES, SUMS, as_json, as_sums, manifest, parse
from crisisbrief.model import Edition
from crisisbrief.pipeline import all_pages, desk, edition_of
from crisisbrief.render.verify_page import NAME as VERIFY_PAGE
from crisisbrief.render.verify_page import verify_page
from crisisbrief.workers import cores, processes


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of one brief."""

    slug: str
    written: tuple[Path, ...] = ()
    missing: tuple[tuple[str, Missing], ...] = ()
    """Formats that this machine cannot write, with what each needs."""
    fault: BriefError | None = None
    """Why nothing was written."""


def export_brief(root: Path, slug: str, formats: Sequence[str], out: Path, *, cores: int = 1) -> Exported:
    """Write a brief in `formats` to `out`/`slug`/, all files or none. Without `formats`: in all that can be written
    here; a format asked for by name that cannot is a BriefError, and so is what may harm somebody until it is settled.
    The formats are made on as many `cores`.

    The folder holds one export: files of an earlier one that are not in this one go, its signatures too. What no
    manifest lists is left alone; where it stands in the way, nothing is written.
    """
    folder = out / slug
    if folder.resolve().is_relative_to((root / "content").resolve()):
        raise BriefError("lies in content/, which holds what exports are made of; name another folder", path=out)
    names = tuple(formats or FORMATS)
    with _begun(root, slug, names, cores) as begun:
        source = desk(root, slug)
        made = edition_of(source)
        raise_all(list(unsettled(made, source.file)))
        found = {name: begun[name].result() if name in begun else _format(root, made, name) for name in names}
    missing = tuple((name, lack) for name, lack in found.items() if isinstance(lack, Missing))
    if formats and missing:
        name, lack = missing[0]
        raise BriefError(f"the format {name} {lack}") from lack
    files: dict[str, bytes] = {}
    for each in found.values():
        files.update({} if isinstance(each, Missing) else each)
    if (page := verify_page(made)) is not None:
        files[VERIFY_PAGE] = page
    told = manifest(slug, made.imprint, made.key, files)
    listed = as_json(told)
    files = {**files, MANIFEST: listed, SUMS: as_sums(told, listed)}
    earlier = _earlier(folder)
    raise_all(list(_in_the_way(folder, files, earlier)))
    leftover = [folder / name for name in sorted(earlier - files.keys()) if (folder / name).is_file()]
    # the manifest first: a run that is cut short leaves no file that the next one would take for somebody else's
    disk.replace({folder / name: files[name] for name in (MANIFEST, *files)}, remove=leftover)
    return Exported(slug, tuple(folder / name for name in files), missing)


@contextmanager
def _begun(
    root: Path, slug: str, formats: Sequence[str], cores: int
) -> Iterator[Mapping[str, Future[Files | Missing]]]:
    """The formats on their way in other processes, while this one still looks whether they may go out; none where
    one core has to do it all."""
    if min(cores, len(formats)) < 2:
        yield {}
        return
    with processes(min(cores, len(formats))) as pool:
        try:
            yield {name: pool.submit(_format_of, root, slug, name) for name in formats}
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _format(root: Path, made: Edition, name: str) -> Files | Missing:
    try:
        return export(name, made, lambda: _site(root, made))
    except Missing as lack:
        return lack


def _format_of(root: Path, slug: str, name: str) -> Files | Missing:
    """In a process of its own, which reads the brief once for all formats that it makes."""
    return _format(root, _edition(root, slug), name)


@cache
def _edition(root: Path, slug: str) -> Edition:
    return edition_of(desk(root, slug))


def _site(root: Path, edition: Edition) -> dict[str, bytes]:
    """The files of a site that holds one edition alone."""
    # MkDocs takes a while to import, and only few formats need it
    from crisisbrief.publish.build import site_of

    return site_of(root, all_pages((edition,)))


def _earlier(folder: Path) -> frozenset[str]:
    """Names of the files of the export that stands in `folder`; none where none does."""
    path = folder / MANIFEST
    if not path.is_file():
        return frozenset()
    try:
        told = parse(path.read_bytes(), path)
    except (BriefError, OSError) as error:
        unread = "is no manifest that can be read, so whose files these are nobody knows; move the folder away"
        raise BriefError(f"{unread}, or name another by --out", path=path) from error
    return frozenset({MANIFEST, SUMS, *SIGNATURES, *(each.name for each in told.files)})


def _in_the_way(folder: Path, names: Iterable[str], earlier: Collection[str]) -> Iterator[BriefError]:
    """What stands where a file of the export belongs, and is no file of an earlier one."""
    for path in (folder / name for name in names):
        if path.is_dir() or (path.name not in earlier and path.exists()):
            yield BriefError("is of no earlier export; move it away, or name another folder by --out", path=path)


def known_formats(names: Iterable[str]) -> tuple[str, ...]:
    """The formats named, each once; BriefError for one that there is not."""
    names = tuple(dict.fromkeys(names))
    for name in names:
        if name not in FORMATS:
            raise BriefError(f"there is no format {name!r}; there are: {', '.join(FORMATS)}")
    return names


def export_briefs(root: Path, slugs: Sequence[str], formats: Sequence[str], out: Path) -> Iterator[Exported]:
    """Every brief, on all cores, in the order in which they are done; a fault of one does not stop the others."""
    if len(slugs) < 2:
        yield from (_exported(root, slug, formats, out, cores()) for slug in slugs)
        return
    with processes(min(cores(), len(slugs))) as pool:
        running = [pool.submit(_exported, root, slug, formats, out) for slug in slugs]
        yield from (done.result() for done in as_completed(running))


def _exported(root: Path, slug: str, formats: Sequence[str], out: Path, cores: int = 1) -> Exported:
    try:
        return export_brief(root, slug, formats, out, cores=cores)
    except BriefError as fault:
        return Exported(slug, fault=fault)

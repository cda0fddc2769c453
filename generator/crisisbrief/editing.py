"""What an editor's verbs do to the files of a brief."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import tomlkit
from tomlkit.items import AoT

from crisisbrief import disk, languages, sections
from crisisbrief.decide import opening_of
from crisisbrief.errors import BriefError
from crisisbrief.model import Report
from crisisbrief.pipeline import briefs_folder, desk
from crisisbrief.read import decode, name_parts, publication_date, read_report, written_in
from crisisbrief.read.brief_file import LONGEST_TITLE
from crisisbrief.segment import segment
from crisisbrief.translating import Memories, extract_catalogs

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 80
"""Windows opens paths of 260 characters; a slug stands in them twice (`files/SLUG/SLUG.ar.epub`)."""
DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
"""Names that Windows keeps for devices: it neither makes nor opens such a folder."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the editor says about an incoming report; None for what its file name or its text must tell."""

    locale: str | None = None
    published: date | None = None
    country: str | None = None
    encoding: str | None = None


def start_brief(root: Path, file: Path, slug: str, *, content: bytes | None, known: Known) -> tuple[Path, ...]:
    """Put a report (of `file`, or `content` where it came from standard input) into the brief `slug`, byte for
    byte, with a brief.toml that generates as it is, and empty catalogs. Returns the files that were made."""
    if not SLUG.fullmatch(slug):
        raise BriefError(f"{slug!r} cannot be an address; use small Latin letters, digits and hyphens")
    if len(slug) > LONGEST_SLUG or DEVICES.fullmatch(slug):
        remedy = f"give it another name, of {LONGEST_SLUG} letters at most"
        raise BriefError(f"Windows could not open the files of a brief {slug!r}; {remedy}")
    raw = file.read_bytes() if content is None and file.is_file() else content
    report = _incoming(file, raw, known)
    folder = briefs_folder(root) / slug
    target = folder / f"{report.name}.{report.locale}.txt"
    if target.exists():
        raise BriefError("is there already; give the new report another date, or delete the old one first", path=target)
    files = {target: raw or b""}
    settings = folder / "brief.toml"
    if not settings.exists():
        files[settings] = _first_settings(report, known.encoding).encode()
    disk.replace(files)
    return (*files, *(path for path, _ in extract_catalogs(root, slug, Memories(root))))


def _incoming(file: Path, raw: bytes | None, known: Known) -> Report:
    """The report as it would be read, with locale and date from wherever they can be known."""
    locale, published = known.locale, known.published
    if raw is not None and locale is None and not _named(file):
        locale = written_in(decode(raw, encoding=known.encoding, path=file)[0])
    if published is None and not _named(file):
        match = re.search(r"\d{4}-\d{2}-\d{2}", file.name)
        if match is None:
            raise BriefError("its publication date is missing; give it with --published YYYY-MM-DD", path=file)
        published = publication_date(match[0], path=file)
    report = read_report(
        file,
        locale=locale,
        published=published,
        country=known.country,
        encoding=known.encoding,
        read_bytes=Path.read_bytes if raw is None else lambda _: raw,
    )
    return replace(report, name=str(report.dateline.published))


def _named(file: Path) -> bool:
    try:
        name_parts(file)
    except BriefError:
        return False
    return True


def _first_settings(report: Report, encoding: str | None) -> str:
    """A brief.toml that says only what is known, with the opening words for a title until an editor writes one."""
    document = tomlkit.document()
    document.add(tomlkit.comment("What the desk knows and decides about this brief; see docs/brief-toml.md."))
    document["country"] = report.country or "ZZ"
    document["locales"] = [report.locale, *(code for code in languages.available() if code != report.locale)]
    first = segment(report, languages.load(report.locale))[0].text
    title = tomlkit.table()
    title.comment("Replace these: the report's opening words stand in until you write a headline.")
    for code in document["locales"]:
        title[code] = _plain(first)
    document["title"] = title
    document["edition"] = {"number": 1, "published": report.dateline.published}
    if encoding is not None:
        document["reports"] = {report.name: {"encoding": encoding}}
    return tomlkit.dumps(document)


def _plain(text: str) -> str:
    """The beginning of a text without control characters, short enough for a title."""
    words = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    return words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1].rsplit(' ', 1)[0]}…"


def record_decision(root: Path, slug: str, anchor: str, section: str, reason: str, *, by: str | None, on: date) -> Path:
    """Write the editor's decision into brief.toml, over an earlier one for the same sentence."""
    known = [each.id for each in sections.load()]
    if section not in known:
        raise BriefError(f"there is no section {section!r}; there are: {', '.join(known)}")
    source = desk(root, slug)
    found = next((each for each in source.brief.all_segments() if each.anchor == anchor), None)
    if found is None:
        raise BriefError(f'{slug} has no sentence {anchor!r}; "crisisbrief explain" lists the anchors')
    path = source.file.path
    document = tomlkit.parse(path.read_text("utf-8"))
    decisions = document.setdefault("decision", tomlkit.aot())
    entry = tomlkit.table()
    entry.update({"segment": anchor, "opening": opening_of(found), "section": section, "reason": reason})
    entry.update({**({"by": by} if by else {}), "on": on})
    _put(decisions, anchor, entry)
    disk.write(path, tomlkit.dumps(document).encode())
    desk(root, slug)
    return path


def _put(decisions: AoT, anchor: str, entry: tomlkit.items.Table) -> None:
    for index, earlier in enumerate(decisions):
        if earlier.get("segment") == anchor:
            decisions[index] = entry
            return
    decisions.append(entry)

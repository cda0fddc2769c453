"""The files that a copy of the site carries: an export of the very edition that a download page is about."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from crisisbrief.errors import BriefError
from crisisbrief.languages import targets
from crisisbrief.languages.interface import Interface, interface
from crisisbrief.manifest import MANIFEST, SIGNATURES, SUMS, parse
from crisisbrief.publish.isolate import code, markup
from crisisbrief.publish.navigation import PageFacts
from crisisbrief.render.pages.download import Purpose, purposes
from crisisbrief.render.verify_page import NAME as VERIFY

FOLDER = "files"
"""Where in a site the files stand, in a folder for each brief."""
_PLACE = re.compile(r'(<div class="cb-files">).*?(</div>)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Offer:
    """One brief's files."""

    slug: str
    files: Mapping[str, bytes]

    def by_address(self) -> dict[str, bytes]:
        """The files by their address in the site."""
        return {f"{FOLDER}/{self.slug}/{name}": content for name, content in self.files.items()}


def offer(exports: Path, slug: str, number: int, published: str) -> Offer | None:
    """The files of an edition that readers may have, out of the folder of all exports; None where there is no export
    of it. BriefError where a file is not what the manifest says."""
    path = exports / slug / MANIFEST
    if not path.is_file():
        return None
    told = parse(path.read_bytes(), path)
    if (told.brief, told.number, told.published.isoformat(), told.withdrawn) != (slug, number, published, False):
        return None
    found: dict[str, bytes] = {}
    for each in told.files:
        found[each.name] = _read(path.parent / each.name)
        if hashlib.sha256(found[each.name]).hexdigest() != each.sha256:
            message = f'is not what {MANIFEST} says; run "crisisbrief export", it writes all files anew'
            raise BriefError(message, path=path.parent / each.name)
    found |= {name: _read(path.parent / name) for name in (SUMS, MANIFEST)}
    signed = (name for name in SIGNATURES if (path.parent / name).is_file())
    return Offer(slug, {**found, **{name: _read(path.parent / name) for name in signed}})


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        message = f'cannot be read: {fault.strerror}; run "crisisbrief export", it writes all files anew'
        raise BriefError(message, path=path) from fault


def filled(html: str, page: PageFacts, found: Offer) -> str:
    """A download page with the list of files in its place."""
    up = posixpath.relpath(".", posixpath.dirname(page.url))
    words = interface(page.lang)
    entries = "".join(
        _entry(words, page.lang, name, what, f"{up}/{FOLDER}/{found.slug}/{name}", found.files[name])
        for name, what in _in_order(words, found)
    )
    return _PLACE.sub(lambda place: f"{place[1]}<ul>{entries}</ul>{place[2]}", html)


def _in_order(words: Interface, found: Offer) -> Iterator[tuple[str, str]]:
    """The names of the files, those for all languages before those for one, each with what it is for."""
    left = sorted(found.files)
    for each in purposes(words):
        fitting = [name for name in left if _language(found.slug, name, each) is not None]
        for name in sorted(fitting, key=len):
            code = _language(found.slug, name, each)
            only = words.text("{file}, {language}", file=each.what, language=words.language(code)) if code else ""
            yield name, only or each.what
            left.remove(name)
    yield from ((name, "") for name in left)


def _language(slug: str, name: str, purpose: Purpose) -> str | None:
    """The language of a file of this purpose, nothing where it is for all; None where it has another purpose."""
    if name == purpose.ending:
        return ""
    middle = name.removeprefix(slug).removesuffix(purpose.ending).removeprefix(".")
    if name == f"{slug}.{middle}{purpose.ending}" and middle in targets():
        return middle
    return "" if name == f"{slug}{purpose.ending}" else None


def _entry(words: Interface, lang: str, name: str, what: str, href: str, content: bytes) -> str:
    """A file: a link to it, what it is for, its size and its checksum. Only what checks others is opened in place:
    a page that a browser saves is not byte for byte the one that was signed."""
    saved = "" if name == VERIFY else " download"
    lines = [
        f'<a href="{href}"{saved}>{markup(name, lang)}</a>',
        markup(" · ".join(filter(None, (what, words.size(len(content))))), lang),
        markup(words.text("Checksum of the file ({method}): {value}", method="SHA-256", value=""), lang)
        + code(hashlib.sha256(content).hexdigest(), lang),
    ]
    return f"<li>{'<br>'.join(lines)}</li>"

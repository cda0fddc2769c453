"""A brief's built files in, out what a browser needs to keep the brief on a reader's device (theme/assets/sw.js).

`keep/<slug>.json` lists the files of a brief with their checksums and says, in each language, what pages then say.
`<language>/<slug>/app.json` is the web app manifest, by which a kept brief can have its icon among the apps.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

from crisisbrief.languages import load
from crisisbrief.languages.interface import interface
from crisisbrief.publish.gather import search_files
from crisisbrief.publish.indexing import FOLDER as SEARCH
from crisisbrief.publish.isolate import markup
from crisisbrief.publish.navigation import PageFacts
from crisisbrief.publish.offer import FOLDER as DOWNLOADS
from crisisbrief.publish.parts import Told
from crisisbrief.render.direction import between_isolates
from crisisbrief.render.illustration import png

SCRIPT, WORKER = "assets/sw.js", "sw.js"
"""The worker stands at the site's root: a browser lets it see what stands below it, and no more."""
SCRIPTS = frozenset({SCRIPT, "assets/keep.js"})
"""What a site needs only where readers can keep it."""
OFFERED_ON = frozenset({"overview", "download"})
"""Kinds of pages on which the reader is asked."""
APP = "app.json"
FOLDER, ASSETS = "keep", "assets"
SIDES = (192, 512)
"""Pixels of the icons that browsers ask for."""
KEPT = frozenset({".css", ".html", ".js", ".json", ".png", ".svg"})
"""What pages consist of, whose types the worker knows."""


def address(path: str) -> str:
    """Where a script of the theme stands in the site."""
    return WORKER if path == SCRIPT else path


def worker(script: str) -> str:
    """The worker's address with its checksum: what a cache on the way holds under another is not taken for it."""
    return f"{WORKER}?{hashlib.sha256(script.encode()).hexdigest()[:16]}"


def icons() -> dict[str, bytes]:
    """The icons by their address."""
    return {_icon(side): png(side) for side in SIDES}


def _icon(side: int) -> str:
    return f"{ASSETS}/icon-{side}.png"


def app(overview: PageFacts) -> str:
    """The web app manifest of a brief in one language; addresses in it are relative to where it stands."""
    up = "../" * overview.url.count("/")
    return _json(
        {
            "name": between_isolates(overview.title, overview.lang),
            "short_name": interface(overview.lang).text("Crisis briefs"),
            "lang": overview.lang,
            "dir": load(overview.lang).direction,
            "id": str(PurePosixPath(overview.url).parent),
            "start_url": PurePosixPath(overview.url).name,
            "scope": up,
            "display": "minimal-ui",
            "icons": [{"src": f"{up}{_icon(side)}", "sizes": f"{side}x{side}", "type": "image/png"} for side in SIDES],
        }
    )


def files_of(part: Told) -> Iterator[tuple[str, str]]:
    """What a brief has of its own for this, by address: a manifest for each language, and an index of it alone."""
    overviews = [page for page in part.pages if page.brief and page.kind == "overview"]
    for page in overviews:
        yield str(PurePosixPath(page.url).with_name(APP)), app(page)
    if overviews:
        yield from search_files([part], f"{SEARCH}/{part.name}")


def checksums(site: Path, folder: str = "") -> dict[str, str]:
    """Of all files of a site, or of a folder in it, by address."""
    found = (path for path in sorted((site / folder).rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def write_lists(site: Path, parts: Iterable[Told], checksums: Mapping[str, str]) -> None:
    """Write the list of every brief into a site of which nothing else is missing."""
    own: dict[str, dict[str, str]] = {}
    shared: dict[str, str] = {}
    for name, checksum in checksums.items():
        top, *below = name.split("/")
        if name[name.rfind(".") :] in KEPT and top != DOWNLOADS:
            (shared if top == ASSETS else own.setdefault(below[0] if below else "", {}))[name] = checksum
    worker_now = worker((site / WORKER).read_text("utf-8"))
    (site / FOLDER).mkdir(exist_ok=True)
    for part in parts:
        overviews = [page for page in part.pages if page.brief and page.kind == "overview"]
        if overviews:
            told = brief_list(overviews, {**shared, **own[part.name]}, worker_now)
            (site / FOLDER / f"{part.name}.json").write_text(told, "utf-8")


def brief_list(overviews: Iterable[PageFacts], files: Mapping[str, str], worker: str) -> str:
    """The list of one brief, which has these overviews, one a language, and consists of files with these checksums."""
    pages = sorted(overviews, key=lambda page: page.lang)
    (first, *_) = pages
    told: dict[str, Any] = {"brief": first.brief, "edition": first.number, "published": first.published}
    if first.withdrawn:
        told["withdrawn"] = True
    told |= {"worker": worker, "says": {page.lang: _says(page) for page in pages}, "files": dict(sorted(files.items()))}
    return _json(told)


def _says(page: PageFacts) -> dict[str, str]:
    """What the pages of a kept brief say in one language, and about the brief."""
    words = interface(page.lang)
    found = {
        "code": page.lang,
        "dir": load(page.lang).direction,
        "title": between_isolates(page.title, page.lang),
        "start": page.url,
        "search": words.text("Search this brief"),
        "newer": between_isolates(
            words.text("A newer edition of this brief is ready: {edition}", edition=page.edition), page.lang
        ),
        "rebuilt": words.text("Newer files of this edition are ready."),
        "get": words.text("Fetch it"),
        "progress": words.text("Files fetched and checked: {done} of {all}", done="{done}", all="{all}"),
        "failed": words.text(
            "Not kept: the network failed, a file was damaged or had been altered, or the device is full. "
            "What was kept before is as it was."
        ),
    }
    return {**found, "notice": _notice(page)} if page.withdrawn else found


def _notice(page: PageFacts) -> str:
    """A page in place of those of a withdrawn edition, where the network went before its own notice was there."""
    withdrawn = interface(page.lang).text(
        "This edition has been withdrawn by its editors. Do not rely on it and do not pass it on."
    )
    return (
        f'<!doctype html><html lang="{page.lang}" dir="{load(page.lang).direction}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        f"<title>{escape(between_isolates(page.title, page.lang))}</title>"
        "<style>body{margin:1.5rem;font:1.125rem/1.8 system-ui,sans-serif}</style>"
        f"<main><h1>{markup(page.title, page.lang)}</h1><p>{markup(withdrawn, page.lang)}</p></main>"
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"

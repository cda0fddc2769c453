"""The list by which a brief is kept: its own files and those of all pages, with the checksums they have in the site."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from crisisbrief.publish import keep
from crisisbrief.publish.navigation import PageFacts, facts
from crisisbrief.publish.parts import Told
from crisisbrief.render.illustration import PICTURE, png


def overview(slug: str, lang: str, **more: object) -> PageFacts:
    meta = {"lang": lang, "title": f"{slug} {lang}", "kind": "overview", "brief": slug, "number": 3, **more}
    return facts(f"{lang}/{slug}/index.md", f"{lang}/{slug}/index.html", {"published": "2022-01-05", **meta})


def listed(site: Path, slugs: Sequence[str], **more: object) -> dict[str, Any]:
    """The list of the first brief of a site of these, each in two languages."""
    pages = ["index.html", "source.html", "lite.html", "app.json", "feed.xml"]
    names = [f"{lang}/{slug}/{page}" for slug in slugs for lang in ("ar", "en") for page in pages]
    names += [name for slug in slugs for name in (f"search/{slug}/ar.js", f"files/{slug}/a.html")]
    names += ["ar/index.html", "index.html", "search/ar.js", "assets/page.js", "assets/icon.svg", "sw.js"]
    for name in names:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, "utf-8")
    parts = [Told(slug, pages=tuple(overview(slug, lang, **more) for lang in ("ar", "en"))) for slug in slugs]
    keep.write_lists(site, parts, keep.checksums(site))
    found: dict[str, Any] = json.loads((site / "keep" / f"{slugs[0]}.json").read_bytes())
    return found


def test_a_list_names_what_pages_of_the_brief_consist_of(tmp_path: Path) -> None:
    files = listed(tmp_path, ["fire", "flood"])["files"]
    pages = {f"{lang}/fire/{page}" for lang in ("ar", "en") for page in ("index.html", "source.html", "lite.html")}
    others = {"ar/fire/app.json", "en/fire/app.json", "search/fire/ar.js", "assets/page.js", "assets/icon.svg"}
    assert set(files) == pages | others
    assert files == {name: sha256(name.encode()).hexdigest() for name in files}


def test_a_list_does_not_change_with_other_briefs(tmp_path: Path) -> None:
    assert listed(tmp_path / "one", ["fire"]) == listed(tmp_path / "three", ["fire", "flood", "storm"])


def test_a_list_says_which_edition_it_is_and_what_pages_then_say(tmp_path: Path) -> None:
    told = listed(tmp_path, ["fire"])
    assert (told["brief"], told["edition"], told["published"]) == ("fire", 3, "2022-01-05")
    assert "withdrawn" not in told and "notice" not in told["says"]["ar"]
    assert told["says"]["ar"]["start"] == "ar/fire/index.html"
    assert told["worker"] == f"sw.js?{sha256(b'sw.js').hexdigest()[:16]}"


def test_a_withdrawn_edition_brings_a_notice_that_needs_nothing_else(tmp_path: Path) -> None:
    told = listed(tmp_path, ["fire"], withdrawn=True, title="<i>fire</i>")
    assert told["withdrawn"] is True
    notice = told["says"]["ar"]["notice"]
    assert "سحب" in notice or "مسحوب" in notice
    assert "<i>" not in notice and "src=" not in notice and "href=" not in notice


@pytest.mark.parametrize(("side", "most"), [(48, 200), (192, 600), (512, 1000)])
def test_an_icon_is_the_picture_and_small(side: int, most: int) -> None:
    picture = png(side)
    assert len(picture) < most
    at = picture.index(b"IDAT")
    (size,) = struct.unpack_from(">I", picture, at - 4)
    data = zlib.decompress(picture[at + 4 : at + 4 + size])
    rows = [data[start + 1 : start + 1 + side // 8] for start in range(0, len(data), 1 + side // 8)]
    assert len(rows) == side
    lines = PICTURE.split()
    pixels = side // len(lines)
    margin = (side - pixels * len(lines)) // 2
    for row, line in enumerate(lines):
        bits = f"{int.from_bytes(rows[margin + row * pixels], 'big'):0{side}b}"
        assert [bits[margin + column * pixels] == "1" for column in range(len(line))] == [each == "#" for each in line]

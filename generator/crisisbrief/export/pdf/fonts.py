"""The fonts of the PDF: the same files wherever it is made, or none at all.

Which font carries the Arabic decides how much of it a reader can copy and search, so none may step in silently for
another. The system's own font settings are left aside: they differ from machine to machine.
"""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont

from crisisbrief.errors import Missing

INSTALL = "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core"
"""What the PDF needs of the system, as Debian and Ubuntu name it."""
NEEDED = (
    "NotoNaskhArabic-Regular.ttf",
    "NotoNaskhArabic-Bold.ttf",
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSerif-Regular.ttf",
    "NotoSerif-Bold.ttf",
    "NotoSansSymbols2-Regular.ttf",
)
"""Files of the package fonts-noto-core that pdf.css names; for rarer scripts others of the same folder are used."""
PLACES = (
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/noto"),
    Path("/usr/local/share/fonts/noto"),
)
"""Where systems put them."""
CACHE = Path("/var/cache/fontconfig")
"""What the system knows about the folders already; without it each run would read every font."""


def folder() -> Path:
    """The folder with the fonts; `Missing` where no place has them all."""
    for place in PLACES:
        if all((place / name).is_file() for name in NEEDED):
            return place
    raise Missing("the fonts Noto Naskh Arabic and Noto Sans", INSTALL)


@cache
def characters(name: str) -> Mapping[int, str]:
    """What the glyphs of a font stand for by themselves, by number: its own table, and through the forms that a letter
    takes beside others (GSUB), as far as one glyph stands for one."""
    found: dict[str, str] = {}
    with TTFont(folder() / f"{name}.ttf", lazy=True) as font:
        for code, glyph in sorted(font.getBestCmap().items()):
            found.setdefault(glyph, unicodedata.normalize("NFKC", chr(code)).strip() or chr(code))
        lookups = font["GSUB"].table.LookupList.Lookup if "GSUB" in font else ()
        single = [table for lookup in lookups for table in lookup.SubTable if hasattr(table, "mapping")]
        for glyph, form in (pair for table in single for pair in table.mapping.items()):
            if glyph in found and isinstance(form, str):
                found.setdefault(form, found[glyph])
        return {font.getGlyphID(glyph): text for glyph, text in found.items()}


@contextmanager
def only(fonts: Path) -> Iterator[None]:
    """As long as this lasts, fontconfig knows the fonts of this folder and nothing else."""
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="crisisbrief-") as made:
        settings = Path(made) / "fonts.conf"
        settings.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
            f"<dir>{escape(str(fonts))}</dir><cachedir>{escape(str(CACHE))}</cachedir>"
            f"<cachedir>{escape(made)}</cachedir></fontconfig>",
            encoding="utf-8",
        )
        os.environ["FONTCONFIG_FILE"] = str(settings)
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before

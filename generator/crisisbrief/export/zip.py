"""The brief's own site in one archive: unpacked anywhere, from a stick that nobody can write to, it opens from
index.html."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from crisisbrief.export import Files
from crisisbrief.model import Edition

FOR_SERVERS = frozenset({"404.html"})
"""What only a server can show, and a folder never does."""
EARLIEST, LATEST = date(1980, 1, 1), date(2107, 12, 31)
"""The days that the format can write down."""
UNIX, READABLE = 3, 0o100644


def export(edition: Edition, site: Files) -> Files:
    """One file named after the brief. Its bytes say nothing of the machine, the day or the rights it was made under."""
    archive = io.BytesIO()
    day = min(max(edition.imprint.published, EARLIEST), LATEST)
    with zipfile.ZipFile(archive, "w") as packed:
        for name in sorted(site.keys() - FOR_SERVERS):
            packed.writestr(_entry(name, day), site[name], zipfile.ZIP_DEFLATED, compresslevel=9)
    return {f"{edition.brief.slug}.zip": archive.getvalue()}


def _entry(name: str, day: date) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.create_system, entry.external_attr = UNIX, READABLE << 16
    return entry

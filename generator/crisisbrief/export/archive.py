"""A ZIP archive whose bytes say nothing of the machine, the day or the rights it was made under."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping
from datetime import date

EARLIEST, LATEST = date(1980, 1, 1), date(2107, 12, 31)
"""The days that the format can write down."""
UNIX, READABLE = 3, 0o100644


def pack(files: Mapping[str, bytes], day: date, *, stored: Collection[str] = ()) -> bytes:
    """The archive of `files` in their order, all of the same day; those named in `stored` are not compressed."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        for name, content in files.items():
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            packed.writestr(_entry(name, day), content, method, compresslevel=9)
    return archive.getvalue()


def _entry(name: str, day: date) -> zipfile.ZipInfo:
    day = min(max(day, EARLIEST), LATEST)
    entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.create_system, entry.external_attr = UNIX, READABLE << 16
    return entry

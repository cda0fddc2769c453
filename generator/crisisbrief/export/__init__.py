"""One module per format of file; a format is added by its module and its line in `EXPORTERS`."""

from __future__ import annotations

from collections.abc import Callable

from crisisbrief.export import html
from crisisbrief.model import Edition

EXPORTERS: dict[str, Callable[[Edition], bytes]] = {
    "html": html.export,
}
"""By format, which is also the file's suffix."""

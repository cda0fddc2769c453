"""A section is data: `sections/<id>.toml` says what it is called, where it lives and when it is shown."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Section:
    """One of the places a segment can stand."""

    id: str
    """As in data and JSON: `government_response`."""
    order: int
    """For reading, from 1: what a reader in danger needs first comes first."""
    always_shown: bool
    """False for a section whose page exists only when something stands in it."""
    title: Mapping[str, str]
    """By locale."""
    description: Mapping[str, str]
    """One sentence for readers, by locale: what stands here."""

    @property
    def address(self) -> str:
        """As in addresses: `government-response`."""
        return self.id.replace("_", "-")


@cache
def load() -> tuple[Section, ...]:
    """All sections in reading order."""
    data = [entry for entry in files(__package__).iterdir() if entry.name.endswith(".toml")]
    return tuple(sorted((_read(entry.name, entry.read_text("utf-8")) for entry in data), key=lambda found: found.order))


def _read(name: str, text: str) -> Section:
    data = tomllib.loads(text)
    return Section(
        id=name.removesuffix(".toml"),
        order=data["order"],
        always_shown=data["shown"] == "always",
        title=data["title"],
        description=data["description"],
    )

"""`content/translation.toml`: which engines a desk uses (docs/translating.md tells editors).

It never holds a key: it names the variable of the environment that does.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crisisbrief.errors import BriefError

FILE = "translation.toml"
VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
ADVICE = "see docs/translating.md"
KINDS: Mapping[str, type | tuple[type, ...]] = {
    "engine": str,
    "url": str,
    "model": str,
    "key_variable": str,
    "packages": list,
    "threads": int,
    "batch": int,
    "timeout": (int, float),
    "json_schema": bool,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """One table of the file; what it leaves out has its usual value."""

    path: Path
    name: str
    """What the command line calls it."""
    engine: str
    """Which of the engines it is; the name, where the table does not say."""
    url: str | None = None
    model: str | None = None
    key_variable: str | None = None
    packages: tuple[str, ...] = ()
    threads: int = 2
    batch: int | None = None
    timeout: float = 120.0
    json_schema: bool = True

    def required(self, key: str) -> str:
        """The text under `key`; BriefError where the table does not give it."""
        value = getattr(self, key)
        if not value:
            raise BriefError(f"[{self.name}] does not say {key}; {ADVICE}", path=self.path)
        return str(value)

    def key(self) -> str | None:
        """The key itself, from the environment; None where the server needs none."""
        if self.key_variable is None:
            return None
        found = os.environ.get(self.key_variable, "").strip()
        if not found:
            told = f"[{self.name}] takes its key from {self.key_variable}, which is not set in the environment; set it"
            raise BriefError(told, path=self.path)
        if not found.isascii() or not found.isprintable():
            told = f"[{self.name}] what {self.key_variable} holds is no key: it has characters that no key has"
            raise BriefError(told, path=self.path)
        return found


def read_settings(content: Path, name: str) -> Settings:
    """The table [`name`] of the file in the folder `content`; memory needs none."""
    path = content / FILE
    tables: dict[str, Any] = {"memory": {}}
    try:
        tables |= tomllib.loads(path.read_bytes().decode("utf-8")) if path.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BriefError(f"is not TOML: {fault}; mend the line", path=path) from fault
    table = tables.get(name)
    if not isinstance(table, dict):
        known = ", ".join(sorted(tables))
        raise BriefError(f"there is no engine [{name}]; there are: {known}; {ADVICE}", path=path)
    for key, value in table.items():
        if key not in KINDS:
            raise BriefError(f"[{name}] {key} is not known here; {ADVICE}", path=path)
        if not isinstance(value, KINDS[key]) or (isinstance(value, bool) and KINDS[key] is not bool):
            raise BriefError(f"[{name}] {key} cannot be {type(value).__name__}; {ADVICE}", path=path)
    return _checked(Settings(**{"engine": name, **table, "path": path, "name": name}))


def _checked(settings: Settings) -> Settings:
    if settings.key_variable is not None and not VARIABLE.fullmatch(settings.key_variable):
        # not repeated: it may be the key itself
        told = "key_variable must be the name of an environment variable, such as TRANSLATION_KEY; never the key itself"
        raise BriefError(f"[{settings.name}] {told}", path=settings.path)
    if not all(isinstance(package, str) for package in settings.packages):
        raise BriefError(f"[{settings.name}] packages must be a list of files; {ADVICE}", path=settings.path)
    if min(settings.threads, 1 if settings.batch is None else settings.batch, settings.timeout) <= 0:
        raise BriefError(f"[{settings.name}] threads, batch and timeout must be above 0", path=settings.path)
    return settings

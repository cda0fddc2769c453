"""What a person at the keyboard can mend: every message names the file, what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class BriefError(Exception):
    """A fault in the input. `str(error)` is the whole message: `file:line: what is wrong; what to do`."""

    def __init__(self, message: str, *, path: Path | str | None = None, line: int | None = None) -> None:
        self.path, self.line, self.message = path, line, message
        place = "" if path is None else f"{path}:" if line is None else f"{path}:{line}:"
        super().__init__(f"{place} {message}".strip())


class Missing(BriefError):
    """Something that this machine lacks for one format; `command` is what installs it."""

    def __init__(self, lacking: str, command: str) -> None:
        self.lacking, self.command = lacking, command
        super().__init__(f"needs {lacking}; run: {command}")

    def __reduce__(self) -> tuple[type[Missing], tuple[str, str]]:
        """Exports run in processes of their own; an exception is sent by what it was made of."""
        return type(self), (self.lacking, self.command)


class Faults(BriefError):
    """Several faults found in one go, so that an editor mends them all before trying again."""

    def __init__(self, faults: Iterable[BriefError]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type[Faults], tuple[tuple[BriefError, ...]]]:
        return type(self), (self.faults,)


def raise_all(faults: list[BriefError]) -> None:
    """Raise the faults that were collected: nothing for none, the fault itself for one."""
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise Faults(faults)

"""The project's configuration for MkDocs, and what MkDocs complains about as faults that a person can mend."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

from crisisbrief.errors import BriefError


def configured(root: Path, strict: bool, **settings: str) -> MkDocsConfig:
    return load_config(str(root / "mkdocs.yml"), strict=strict, **settings)


@contextmanager
def faults(root: Path) -> Iterator[None]:
    """What MkDocs complains about, as one `BriefError`."""
    complaints = _Complaints(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(complaints)
    try:
        yield
    except (Abort, ConfigurationError, MkDocsException) as fault:
        raise BriefError("\n".join(complaints.said or [str(fault)])) from fault
    except OSError as fault:
        raise BriefError(
            f"cannot write the site: {fault.strerror}; free some space or mend the rights", path=fault.filename or root
        ) from fault
    finally:
        logger.removeHandler(complaints)


class _Complaints(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())

"""What a check is given and what it returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from crisisbrief.languages import Language
from crisisbrief.model import Stance


class Severity(StrEnum):
    ERROR = "error"
    """The translation must be mended, or the finding waived with a reason."""
    WARNING = "warning"
    """Somebody should look."""


@dataclass(frozen=True, slots=True)
class Said:
    """Who says the sentence, as the report has it."""

    stance: Stance
    quoted: bool
    """Whether the report gives it in quotation marks."""
    countries: frozenset[str] = frozenset()
    """ISO 3166 codes that the naming words of the speaker mention."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence, its translation, and what is known about them from outside."""

    source: str
    source_language: Language
    target: str
    target_language: Language
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Wording of the source to its translation: glossary terms, names of actors."""
    said: Said | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found in a pair."""

    check: str
    severity: Severity
    message: str
    """In plain English: what was expected and what stands there."""

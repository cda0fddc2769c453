"""What every engine is: something that drafts translations of sentences, and may refuse one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Refused:
    """No translation of one sentence, and why."""

    reason: str

    def __str__(self) -> str:
        return self.reason


@dataclass(frozen=True, slots=True)
class Hint:
    """What helps to translate one sentence."""

    before: str = ""
    """The sentence before it; empty for the first."""
    after: str = ""
    terms: tuple[tuple[str, str, str], ...] = ()
    """Words of the sentence, their wording in the target language, a note."""


@dataclass(frozen=True, slots=True)
class Context:
    """Between which languages, and one hint for each sentence."""

    source: str
    target: str
    hints: tuple[Hint, ...]


class Engine(Protocol):
    """A source of drafts; nothing that comes from it counts as a translation before a person accepts it."""

    @property
    def name(self) -> str:
        """What the comment `# draft: …` says: which engine, which model."""

    @property
    def host(self) -> str | None:
        """Where the text goes; None where it stays on this machine."""

    @property
    def batch(self) -> int:
        """Sentences to give in one go."""

    def draft(self, sentences: Sequence[str], context: Context) -> list[str | Refused]:
        """A draft or a refusal for each sentence, in order; BriefError where going on makes no sense."""

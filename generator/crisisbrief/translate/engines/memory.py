"""Translation memory as an engine: what the project itself has translated, the same or alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crisisbrief.translate.engines.engine import Context, Engine, Refused
from crisisbrief.translate.engines.settings import Settings
from crisisbrief.translate.memory import SAME_FOLDED, Memory


@dataclass(frozen=True, slots=True)
class Remember:
    """Drafts only what was translated before word for word; what is merely alike `translate extract` offers."""

    memory: Memory
    name: str = "memory"
    host: None = None
    batch: int = 1

    def draft(self, sentences: Sequence[str], context: Context) -> list[str | Refused]:
        matches = (self.memory.find(sentence, cutoff=SAME_FOLDED) for sentence in sentences)
        return [match.known.target if match else Refused("was not translated before") for match in matches]


def make(settings: Settings, source: str, target: str, memory: Memory) -> Engine:
    """The project's memory."""
    return Remember(memory)

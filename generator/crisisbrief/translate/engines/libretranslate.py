"""A LibreTranslate server, on this machine or elsewhere (`POST /translate`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from crisisbrief.translate.engines.engine import Context, Engine, Refused
from crisisbrief.translate.engines.server import NotAnswered, Server, server
from crisisbrief.translate.engines.settings import Settings
from crisisbrief.translate.memory import Memory

BATCH = 16


@dataclass(frozen=True, slots=True)
class LibreTranslate:
    """Translates a list of texts in one question."""

    name: str
    server: Server
    batch: int = BATCH
    key: str | None = field(default=None, repr=False)

    @property
    def host(self) -> str:
        return self.server.host

    def draft(self, sentences: Sequence[str], context: Context) -> list[str | Refused]:
        question: dict[str, Any] = {
            "q": list(sentences),
            "source": context.source,
            "target": context.target,
            "format": "text",
            **({"api_key": self.key} if self.key else {}),
        }
        try:
            answer = self.server.ask("translate", question)
        except NotAnswered as fault:
            return [Refused(str(fault)) for _ in sentences]
        texts = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(texts, list) or len(texts) != len(sentences):
            return [Refused("the server did not answer with one translation for each sentence") for _ in sentences]
        return [text if isinstance(text, str) else Refused("the answer is not a text") for text in texts]


def make(settings: Settings, source: str, target: str, memory: Memory) -> Engine:
    """The server of `settings`."""
    key = settings.key()
    return LibreTranslate(settings.name, server(settings, secret=key), settings.batch or BATCH, key)

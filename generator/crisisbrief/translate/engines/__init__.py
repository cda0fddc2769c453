"""Engines: each drafts translations its own way; what they answer is looked over, and is a draft in any case.

To add one, write a module with `make(settings, source, target, memory) -> Engine` and put it into `ENGINES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from crisisbrief.errors import BriefError
from crisisbrief.translate.engines import argos, libretranslate, memory, openai
from crisisbrief.translate.engines.engine import Context, Engine, Hint, Refused
from crisisbrief.translate.engines.journal import Journal
from crisisbrief.translate.engines.plausible import clean, fault
from crisisbrief.translate.engines.settings import Settings, read_settings
from crisisbrief.translate.memory import Memory

__all__ = ["ENGINES", "Context", "Engine", "Hint", "Journal", "Refused", "Request", "draft", "engine", "read_settings"]

ENGINES: dict[str, Callable[[Settings, str, str, Memory], Engine]] = {
    "argos": argos.make,
    "libretranslate": libretranslate.make,
    "memory": memory.make,
    "openai": openai.make,
}
IN_VAIN = 20
"""After so many refusals in a row a server is not asked any more."""


def engine(settings: Settings, source: str, target: str, memory: Memory) -> Engine:
    """The engine that `settings` describes, for one direction."""
    if settings.engine not in ENGINES:
        told = f"[{settings.name}] engine {settings.engine!r} is not known; there are: {', '.join(ENGINES)}"
        raise BriefError(told, path=settings.path)
    return ENGINES[settings.engine](settings, source, target, memory)


@dataclass(frozen=True, slots=True)
class Request:
    """One text to be drafted."""

    text: str
    hint: Hint


def draft(
    engine: Engine, requests: Sequence[Request], context: Context, journal: Journal
) -> Iterator[tuple[Request, str | Refused]]:
    """Each request with its draft or refusal, as soon as it is known; what `journal` knows is not asked again."""
    keys = {request: journal.key(engine.name, context.source, context.target, request.text) for request in requests}
    waiting = []
    for request in requests:
        known = journal.get(keys[request])
        if known is None:
            waiting.append(request)
        else:
            yield request, known
    queue = iter(waiting)
    in_vain = 0
    while batch := list(islice(queue, engine.batch)):
        for request, answer in zip(batch, _answers(engine, batch, context), strict=True):
            looked_over = _looked_over(request.text, answer, context)
            in_vain = in_vain + 1 if isinstance(looked_over, Refused) else 0
            if engine.host and in_vain > IN_VAIN:
                told = f"{engine.name} gave nothing usable {in_vain} times in a row: {looked_over}; see its settings"
                raise BriefError(told)
            journal.put(keys[request], looked_over)
            yield request, looked_over


def _answers(engine: Engine, batch: Sequence[Request], context: Context) -> list[str | Refused]:
    """What the engine says to a batch. Where it refuses all of it, one sentence may be to blame: each goes alone."""
    hints = tuple(request.hint for request in batch)
    answers = engine.draft([request.text for request in batch], replace(context, hints=hints))
    if len(batch) > 1 and all(isinstance(answer, Refused) for answer in answers):
        return [answer for request in batch for answer in _answers(engine, [request], context)]
    return answers


def _looked_over(text: str, answer: str | Refused, context: Context) -> str | Refused:
    if isinstance(answer, Refused):
        return answer
    answer = clean(answer)
    reason = fault(text, answer, context.source, context.target)
    return Refused(reason) if reason else answer

"""Folders of labelled reports or of briefs -> the examples to learn from, those in other languages last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from crisisbrief import languages
from crisisbrief.errors import BriefError
from crisisbrief.learn import briefs, corpus, readings
from crisisbrief.learn.corpus import Example

RELATIVE_TRUST = 0.3
"""How much a report in another language counts: from it only what means the same in every language is learned."""

READ_TRUST = 0.1
"""How much one counts that is in another language and that we read: there are dozens for each that is judged."""


def examples(folders: Sequence[Path], locale: str) -> tuple[Example, ...]:
    """The labelled reports in `locale` of all folders; BriefError where there is none."""
    found = _found(folders, locale)
    if not found:
        raise BriefError(f"there is no labelled report in {locale!r} in {', '.join(map(str, folders))}")
    return found


def relatives(folders: Sequence[Path], locale: str) -> tuple[Example, ...]:
    """The labelled reports in other languages."""
    others = (code for code in languages.available() if code != locale)
    return tuple(
        replace(example, trust=example.trust * RELATIVE_TRUST) for code in others for example in _found(folders, code)
    )


def read_by_us(folders: Sequence[Path], locale: str) -> tuple[Example, ...]:
    """The reports in `locale` that their folder has without labels, and whose labels we have."""
    return tuple(example for folder in folders for example in readings.read(folder, locale))


def read_elsewhere(folders: Sequence[Path], locale: str) -> tuple[Example, ...]:
    """Those in other languages: from them the embedding learns, which means the same in every language. To the core,
    which sees only their signs, they do harm."""
    others = (code for code in languages.available() if code != locale)
    return tuple(
        replace(example, trust=example.trust * READ_TRUST) for code in others for example in read_by_us(folders, code)
    )


def _found(folders: Sequence[Path], locale: str) -> tuple[Example, ...]:
    found: list[Example] = []
    for folder in folders:
        if briefs.holds_briefs(folder):
            found += briefs.read(folder, locale)
        elif locale in corpus.locales(folder):
            found += corpus.read(folder, locale)
    return tuple(found)

"""What the front matter of an overview says about its edition (`render.pages.summary` writes it), read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """A key message as its page shows it."""

    text: str
    lang: str
    about: str
    """Who says so, and the state of the translation; in the page's language."""


@dataclass(frozen=True, slots=True)
class Source:
    """A report that the brief is made from; what is not known of it is empty."""

    lang: str
    headline: str = ""
    publisher: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What the editors said afterwards: here, or where there is no text in notes on the overview."""

    published: str
    text: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """An edition in one language, in the little that feeds and search engines pass on."""

    original: str
    """The language that the others are translated from."""
    messages: tuple[Message, ...] = ()
    based_on: tuple[Source, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Summary:
        """Out of front matter, or of what `dataclasses.asdict` made of a summary."""
        return cls(
            original=told["original"],
            messages=tuple(Message(**each) for each in told.get("messages", ())),
            based_on=tuple(Source(**each) for each in told.get("based_on", ())),
            corrections=tuple(Correction(**each) for each in told.get("corrections", ())),
        )

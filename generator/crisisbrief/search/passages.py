"""What the search finds: passages of text with their place on a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, a title, an actor or a note; each is one result."""

    text: str
    lang: str
    anchor: str = ""
    """Empty for the page itself."""
    about: tuple[str, ...] = ()
    """Lines below it, in the page's language: who says so, when."""
    names: tuple[str, ...] = ()
    """Spellings of one name, where the passage is an actor."""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of the site and its passages in order."""

    url: str
    """From the site's root."""
    lang: str
    title: str
    brief: str
    """The title of the brief."""
    passages: tuple[Passage, ...]

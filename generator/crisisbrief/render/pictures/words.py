"""What a mark is called: phrases as bare text, and how a sentence begins."""

from __future__ import annotations

from dataclasses import dataclass, replace

from crisisbrief.render.pictures.canvas import fitting
from crisisbrief.render.view import View, number_of

OPENING = 180.0
"""Units of a sentence that stand in the name of its mark."""
MANY = 100
"""Marks, from which on a name tells no words of its sentence: a picture has to stay light."""


@dataclass(frozen=True, slots=True)
class _BarePen:
    """Phrases without markup; what they are put into isolates them."""

    def plain(self, text: str) -> str:
        return text

    def foreign(self, text: str, lang: str) -> str:
        return text

    def link(self, markup: str, page: str, anchor: str = "") -> str:
        return markup

    def across(self, text: str, lang: str, page: str, anchor: str) -> str:
        return text


def in_bare_words(view: View) -> View:
    """The view whose phrases are text and nothing else."""
    return replace(view, pen=_BarePen())


def name_of_mark(view: View, anchor: str, about: str, marks: int) -> str:
    """What a sentence's mark is called in a picture of so many `marks`: its number, what the mark says by its place and
    shape, how the sentence begins."""
    number = number_of(anchor)
    if marks > MANY:
        return view.words.text("Sentence {number}: {about}", number=number, about=about)
    words = fitting(view.rendering(anchor).text[:200], OPENING)
    return view.words.text("Sentence {number}: {about}. {words}", number=number, about=about, words=words)

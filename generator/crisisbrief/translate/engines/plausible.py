"""What no translation looks like: the faults of a machine that can be told without knowing either language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

from babel import Locale

from crisisbrief import languages
from crisisbrief.languages.fold import fold_word

CONTROLS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\uffff]"
)
"""No translation needs them: they can turn a page around, and halves of characters can be written nowhere."""
LOOP = re.compile(r"(\S.{0,30}?)\1{5,}")
"""The same few characters six times in a row."""
GRAM, OFTEN = 3, 4
"""Three words in a row stand in a sentence three times at most."""
LONG = 40
"""Characters from which on the length of a sentence tells anything."""
SHORTEST, LONGEST = 0.45, 3.2
"""Bounds of the length against the source's. Of 463 published sentence pairs Arabic–English none is outside."""
TINY = 0.25
"""The same for a text of any length but a few letters."""
FOREIGN = 0.5
"""Share of letters in another script than the language's own."""
LEFT_OVER = 0.2
"""Share of letters in the source's script, where the two languages have different ones."""


def clean(answer: str) -> str:
    """An answer as one line of text."""
    return " ".join(answer.split())


def fault(source: str, answer: str, source_locale: str, target_locale: str) -> str | None:
    """Why a (clean) answer cannot be a translation of `source`; None where nothing speaks against it."""
    checks: tuple[Callable[[], str | None], ...] = (
        lambda: None if answer else "the answer is empty",
        lambda: "the answer holds control characters" if CONTROLS.search(answer) else None,
        lambda: _length(source, answer),
        lambda: _loop(source, answer),
        lambda: _copied(source, answer, source_locale, target_locale),
        lambda: _script(source, answer, source_locale, target_locale),
    )
    return next((found for check in checks if (found := check())), None)


def _length(source: str, answer: str) -> str | None:
    if len(answer) < TINY * len(source) and len(source) > 1 / TINY**2:
        return "most of the sentence is missing"
    if len(source) < LONG:
        return "the answer is far too long" if len(answer) > 4 * len(source) + LONG else None
    if len(answer) < SHORTEST * len(source):
        return "half of the sentence is missing"
    return "the answer is far too long" if len(answer) > LONGEST * len(source) else None


def _loop(source: str, answer: str) -> str | None:
    grams = _most_common_gram(answer)
    if (LOOP.search(answer) and not LOOP.search(source)) or grams >= max(OFTEN, _most_common_gram(source) + OFTEN - 1):
        return "the answer repeats itself"
    return None


def _most_common_gram(text: str) -> int:
    words = text.casefold().split()
    grams = Counter(tuple(words[at : at + GRAM]) for at in range(len(words) - GRAM + 1))
    return max(grams.values(), default=0)


def _copied(source: str, answer: str, source_locale: str, target_locale: str) -> str | None:
    """A name may stay as it is where both languages write alike; a sentence may not."""
    if fold_word(clean(source)) != fold_word(answer):
        return None
    own = letters_in(source, source_locale)
    apart = languages.load(source_locale).script != languages.load(target_locale).script
    return "the answer is the source itself" if own and (apart or len(source.split()) > GRAM) else None


def _script(source: str, answer: str, source_locale: str, target_locale: str) -> str | None:
    letters = sum(map(str.isalpha, answer))
    if not letters or not letters_in(source, source_locale):
        return None
    if letters_in(answer, target_locale) < (1 - FOREIGN) * letters:
        return "the answer is not in the script of its language"
    apart = languages.load(source_locale).script != languages.load(target_locale).script
    if apart and letters_in(answer, source_locale) > LEFT_OVER * letters:
        return "part of the sentence is left untranslated"
    return None


def letters_in(text: str, locale: str) -> int:
    """How many letters of `text` belong to the script of a language."""
    script = Locale("en").scripts[languages.load(locale).script].upper()
    return sum(character.isalpha() and unicodedata.name(character, "").startswith(script) for character in text)

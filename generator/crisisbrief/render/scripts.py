"""Characters and the scripts they belong to (ISO 15924), and which language a script most likely means here."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from crisisbrief import languages

SCRIPTS = {
    "ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "BOPOMOFO": "Bopo", "CHEROKEE": "Cher", "CJK": "Hani",
    "COPTIC": "Copt", "CYRILLIC": "Cyrl", "DEVANAGARI": "Deva", "ETHIOPIC": "Ethi", "GEORGIAN": "Geor", "GREEK": "Grek",
    "GUJARATI": "Gujr", "GURMUKHI": "Guru", "HANGUL": "Hang", "HEBREW": "Hebr", "HIRAGANA": "Hira", "KANNADA": "Knda",
    "KATAKANA": "Kana", "KHMER": "Khmr", "LAO": "Laoo", "LATIN": "Latn", "MALAYALAM": "Mlym", "MODIFIER": "Latn",
    "MONGOLIAN": "Mong", "MYANMAR": "Mymr", "NKO": "Nkoo", "ORIYA": "Orya", "SINHALA": "Sinh", "SYRIAC": "Syrc",
    "TAMIL": "Taml", "TELUGU": "Telu", "THAANA": "Thaa", "THAI": "Thai", "TIBETAN": "Tibt", "TIFINAGH": "Tfng",
}  # fmt: skip
"""By the first word of a letter's Unicode name, which for these is its script."""


@lru_cache(maxsize=8192)
def script_of(char: str) -> str | None:
    """The script of a letter, `Zyyy` where it is not listed above; None for what is no letter."""
    if not unicodedata.category(char).startswith("L"):
        return None
    for form in (char, unicodedata.normalize("NFKC", char)[:1]):
        script = SCRIPTS.get(unicodedata.name(form, "").split(" ")[0])
        if script:
            return script
    return "Zyyy"


@cache
def language_of(script: str) -> str:
    """The language of words in `script`: the one pack that is written in it, else only the script is known."""
    written = [code for code in languages.available() if languages.load(code).script == script]
    unknown = "und" if script == "Zyyy" else f"und-{script}"
    return written[0] if len(written) == 1 else unknown


def direction_of(char: str) -> str:
    """`rtl` or `ltr`, of a letter."""
    return "rtl" if unicodedata.bidirectional(char) in ("R", "AL") else "ltr"


def is_mark(char: str) -> bool:
    """Does the character belong to the letter before it: a vowel sign, an accent, a joiner?"""
    return unicodedata.category(char)[0] == "M" or char in "\u200c\u200d"

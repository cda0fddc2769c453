"""Text -> the runs in it that need a direction of their own, so that every browser shows them in the right order.

Two kinds: phrases in another script than the page's (a Latin name in Arabic, Arabic in English, Cyrillic in both), and
figures that the bidi algorithm (UAX #9, W2 to W7) would turn around in a right-to-left page: 2022-01-05, 5-3, +7 727…
A run is to be wrapped in `<bdi dir lang>`; a phrase may itself hold runs, found by asking again with its language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from crisisbrief import languages
from crisisbrief.render.escape import CONTROL
from crisisbrief.render.scripts import direction_of, is_mark, language_of, script_of


@dataclass(frozen=True, slots=True)
class Run:
    """Half-open offsets into the text; what stands under them is to be isolated with this direction."""

    start: int
    end: int
    lang: str | None
    """BCP 47 tag where the run is in another script than the page; None for figures."""
    dir: str


def runs(text: str, locale: str) -> tuple[Run, ...]:
    """The runs of `text` that a page in `locale` must isolate, in order, none overlapping another."""
    own = languages.load(locale)
    phrases = [] if _all_own(text, own.script) else list(_phrases(text, own.script))
    if own.direction == "ltr" or not HAS_DIGIT.search(text):
        return tuple(phrases)
    return tuple(sorted([*phrases, *_figures(text, phrases)], key=lambda run: run.start))


_OPEN, _CLOSE = {"ltr": "\u2066", "rtl": "\u2067"}, "\u2069"


def between_isolates(text: str, locale: str) -> str:
    """A line for a place that takes no elements (`<title>`, an attribute): without the control characters it came with,
    and each run of the other direction between isolates, so that its first letter turns neither itself nor the line."""
    text, end, line = CONTROL.sub("", text), 0, ""
    for run in runs(text, locale):
        line += text[end : run.start] + _OPEN[run.dir] + text[run.start : run.end] + _CLOSE
        end = run.end
    return line + text[end:]


# Figures -------------------------------------------------------------------------------------------------------------

HAS_DIGIT = re.compile(r"[0-9]")
_CURRENCY = "".join(
    re.escape(chr(code))
    for code in range(0x24, 0x20D0)
    if unicodedata.category(chr(code)) == "Sc" and unicodedata.bidirectional(chr(code)) == "ET"
)
_SPACE = "[ \u00a0\u2009\u202f]"
_DASH = r"\-\u2010-\u2015\u2212"
# What W4 keeps in order by itself: 12:30, 1,000, 5/1/2022, 10.5.
_NUMBER = r"[0-9]+(?:[.,:/][0-9]+)*"
_SIGN = rf"(?<![\w)\]])[+*#~±№{_DASH}]"
_UNIT = rf"[%‰°′″#]+|{_SPACE}?[{_CURRENCY}]|{_SPACE}%|\+(?!\w)"
FIGURE = re.compile(
    # a telephone number: a plus or an area code in brackets, or groups of which some are hyphenated
    rf"(?<!\w)(?:\+[0-9]+|\([0-9]+\))(?:(?:{_SPACE}|[{_DASH}]){{0,2}}(?:[0-9]+|\([0-9]+\))){{1,8}}(?![.,][0-9])"
    rf"|(?<![0-9])[0-9]{{2,5}}(?:{_SPACE}[0-9]{{2,4}}){{1,4}}(?:[{_DASH}][0-9]{{2,4}})+(?![0-9])"
    # anything else: signs and currency before, linked numbers or thousands set off by spaces, units after
    rf"|(?:{_SIGN})?(?:[{_CURRENCY}]{_SPACE}?)?"
    rf"(?:(?<![0-9.,])[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?:[.,][0-9]+)?(?![0-9])|{_NUMBER}(?:[{_DASH}+×*=^~/]+{_NUMBER})*)"
    rf"(?:{_UNIT})?"
)
IN_ORDER = re.compile(_NUMBER)


def _figures(text: str, phrases: list[Run]) -> Iterator[Run]:
    """Figures outside `phrases` that would not stay in order by themselves."""
    end = 0
    for phrase in (*phrases, Run(len(text), len(text), None, "ltr")):
        for match in FIGURE.finditer(text, end, phrase.start):
            if not IN_ORDER.fullmatch(match.group()):
                yield Run(match.start(), match.end(), None, "ltr")
        end = phrase.end


# Phrases in another script -------------------------------------------------------------------------------------------

REACH = 40
"""How far apart two words of one phrase may stand, and how far before a phrase its signs are looked for."""
JOINTS = {
    # Commas and quotation marks of Arabic end a Latin phrase; they belong to the sentence around it.
    "ltr": re.compile(r"[\s0-9.,:;'\"’‘“”()\[\]&@#_%*=!?/\\+~$€£°\-‐-―]*"),
    "rtl": re.compile(r"[\s0-9.,:;'\"’‘“”()\[\]&@#_%*!/\-‐-―،؛؟«»…٠-٩٪٫٬]*"),
}
BEFORE = {
    # @handle, #tag, .NET, /path, 5G, 38°C
    "ltr": re.compile(r"(?:(?<![^\s(\[«\"“'،؛])[@#$€£~/\\.+]+|(?<![\w.,:])[0-9][0-9.,:°\-–]*)$"),
    "rtl": re.compile(r"(?:(?<!\w)[#@]|(?:(?<=[(\[«\"“])|^)[0-9][0-9.,:]* )$"),
}
AFTER = {
    # C++, C#, an address's last slash, G20, COVID-19, Boeing 737; not the figure of "Putin 3 مرات"
    "ltr": re.compile(
        r"(?:[+#]{1,2}(?!\w)|/(?!\w)|[-–=_&]?[0-9][0-9.,:/\-–]*(?<=[0-9])%?"
        r"|[ \u00a0](?:[0-9]{3,}|[0-9]+(?:[.,:][0-9]+)*(?!\s?[^\W\d_]))%?(?![.,:/\-–]?[0-9]))+"
    ),
    "rtl": re.compile(r"(?:[-–]?[0-9٠-٩]+|[؟،؛…]| [0-9٠-٩]+(?=[)\]»\"”.,]|$))+"),
}
CLOSING = {"(": ")", "[": "]", "«": "»", "“": "”", "‘": "’", '"': '"'}
LAST_WORDS = re.compile(r"[!?.,…؟]{0,3}")


def _all_own(text: str, own: str) -> bool:
    return all(script_of(char) in (own, None) for char in set(text))


def _phrases(text: str, own: str) -> Iterator[Run]:
    """Words in a row in one script other than `own`, with the signs and brackets that belong to them."""
    end = 0
    for start, stop, script in _words_in_a_row(text, own):
        direction = direction_of(text[start])
        start, stop = _with_signs(text, start, stop, direction, after=end)
        start, stop = _with_brackets(text, start, stop, after=end)
        yield Run(start, stop, language_of(script), direction)
        end = stop


def _words_in_a_row(text: str, own: str) -> Iterator[tuple[int, int, str]]:
    start = end = 0
    current: str | None = None
    for offset, char in enumerate(text):
        script = script_of(char)
        if script is None:
            # a vowel sign stays with its letter
            if current and offset == end and is_mark(char):
                end += 1
            continue
        if current and not (script == current and _joined(text, end, offset)):
            yield start, end, current
            current = None
        if script != own:
            start = start if current else offset
            end, current = offset + 1, script
    if current:
        yield start, end, current


def _joined(text: str, end: int, start: int) -> bool:
    """Do the characters between two words of one script leave them one phrase?"""
    between = text[end:start]
    if not between:
        return True
    return (
        start - end <= REACH
        and not re.search(r"[\r\n]", between)
        and bool(JOINTS[direction_of(text[start])].fullmatch(between))
    )


def _with_signs(text: str, start: int, end: int, direction: str, *, after: int) -> tuple[int, int]:
    before = BEFORE[direction].search(text[max(after, start - REACH) : start])
    behind = AFTER[direction].match(text, end)
    return start - len(before.group()) if before else start, behind.end() if behind else end


def _with_brackets(text: str, start: int, end: int, *, after: int) -> tuple[int, int]:
    """The phrase with the other halves of pairs that begin or end inside it, and "No comment!" with its mark."""
    missing, surplus = _unpaired(text[start:end])
    for closing in missing:
        tail = LAST_WORDS.match(text, end)
        stop = tail.end() if tail else end
        if text[stop : stop + 1] != closing:
            break
        end = stop + 1
    for opening in surplus:
        if start - 1 < after or text[start - 1] != opening:
            break
        start -= 1
    inside = CLOSING.get(text[start - 1 : start]) if start > after else None
    tail = LAST_WORDS.match(text, end)
    if inside and tail and tail.group() and text[tail.end() : tail.end() + 1] == inside:
        end = tail.end()
    return start, end


def _unpaired(phrase: str) -> tuple[list[str], list[str]]:
    """Closing marks that the phrase lacks, innermost first, and opening marks that it lacks, likewise."""
    openings = {closing: opening for opening, closing in CLOSING.items()}
    missing: list[str] = []
    surplus: list[str] = []
    for char in phrase:
        if missing and char == missing[-1]:
            missing.pop()
        elif char in CLOSING:
            missing.append(CLOSING[char])
        elif char in openings and char != "’":
            surplus.append(openings[char])
    return missing[::-1], surplus

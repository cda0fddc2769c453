"""Nothing of the sentence is left out and nothing is told twice, as far as its length tells."""

from __future__ import annotations

from collections.abc import Iterator
from math import log

from crisisbrief.languages.checks import rules
from crisisbrief.languages.fold import bare
from crisisbrief.translate.checks.finding import Finding, Pair, Severity

SHORTEST = 4
"""Words from which on the length of a text tells anything."""
TOO_SHORT, TOO_LONG = -0.465, 0.66
"""Natural logarithms of length against expected length. Over the 500 development pairs these are spread by .19."""
CUT_SHORT = -0.25
"""The same where the translation also begins or ends in the middle of a sentence."""
SHORT, LENIENCE = 40, 1.6
"""Below so many characters expected, the limits are wider by this factor: a word more or less is much there."""
CLOSERS = "\"'”’»)]› \u00a0"


def length(pair: Pair) -> Iterator[Finding]:
    """A translation much shorter or longer than the two languages make it."""
    source, target = bare(pair.source.strip()), bare(pair.target.strip())
    here, there = rules(pair.target_language.code).length, rules(pair.source_language.code).length
    if len(source.split()) < SHORTEST or not target or here is None or there is None:
        return
    expected = len(source) * here / there
    deviation = log(len(target) / expected)
    lenience = LENIENCE if expected < SHORT else 1.0
    least = CUT_SHORT if is_cut(pair) else TOO_SHORT
    if least * lenience <= deviation <= TOO_LONG * lenience:
        return
    what = "something may be missing" if deviation < 0 else "something may be added"
    told = f"{len(target)} characters where about {expected:.0f} were expected: {what}"
    yield Finding("length", Severity.ERROR, told)


def is_cut(pair: Pair) -> bool:
    """Whether the translation of a whole sentence begins or ends in the middle of one."""
    if not _ends(pair.source, pair.source_language.sentences.terminators):
        return False
    target = pair.target.lstrip(CLOSERS + "“«‹([")
    return target[:1].islower() or not _ends(pair.target, pair.target_language.sentences.terminators)


def _ends(text: str, terminators: str) -> bool:
    return text.rstrip(CLOSERS).endswith((*terminators, ":", "،", ","))

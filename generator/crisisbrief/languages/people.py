"""Names of people in running words: after a title («الرئيس قاسم جومرات توكاييف», "spokesman Dmitry Peskov"), behind a
given name, and the surname alone of somebody named before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from crisisbrief.languages.lexicon import Entry, Kind
from crisisbrief.languages.names import Names, plain
from crisisbrief.languages.phrases import Match
from crisisbrief.languages.words import Word
from crisisbrief.model import Span

LONGEST = 5
"""Words of a name."""
FURTHEST = 8
"""Words and phrases between a title and its name."""
SURNAME = 4
"""Letters that a surname standing alone has at least."""
POSSESSIVE = ("'s", "’s")
JOINTS = frozenset({" ", "\u00a0", "-", "", "\u200f ", "  "})
COMMAS = frozenset(",،")


class Stretch(NamedTuple):
    """Some words, by their indices, half-open."""

    first: int
    end: int

    def span(self, words: Sequence[Word]) -> Span:
        """Where they stand, without a possessive ending."""
        last = words[self.end - 1]
        own = next((len(s) for s in POSSESSIVE if last.surface.endswith(s)), 0)
        return Span(words[self.first].start, last.end - own)


def named(text: str, words: Sequence[Word], matches: Sequence[Match[Entry]], names: Names) -> Iterator[Stretch]:
    """The names among some `words` of `text`, whose phrases are `matches`, in order; they do not overlap."""
    by_start = {match.first: match for match in matches}
    taken = {
        index
        for match in matches
        if not any(entry.concept in names.bearers for entry in match.entries)
        for index in range(match.first, match.end)
    }
    reached = 0
    for index, word in enumerate(words):
        if index < reached:
            continue
        match = by_start.get(index)
        found = None
        if match is not None and any(e.concept in names.titles and e.part != "noun" for e in match.entries):
            found = _after_title(text, words, match, by_start, taken, names)
        if found is None and names.is_given(word):
            found = _from(text, words, index, taken, names, least=2)
        if found is not None:
            yield found
            reached = found.end


def _after_title(
    text: str,
    words: Sequence[Word],
    title: Match[Entry],
    by_start: Mapping[int, Match[Entry]],
    taken: set[int],
    names: Names,
) -> Stretch | None:
    """The name that a title announces, behind the country and the body that belong to the title."""
    index = title.end
    for _ in range(FURTHEST):
        if index >= len(words):
            return None
        match = by_start.get(index)
        if match is not None and _complements(match, names) and not names.is_given(words[index]):
            index = match.end
        elif words[index].folded in names.between and words[index].linked:
            index += 1
        else:
            break
    if index >= len(words):
        return None
    if words[index].linked:
        definite = index > title.end or names.capitals or any(f.definite for f in words[title.first].forms)
        alone = definite and any(entry.concept in names.alone for entry in title.entries)
        return _from(text, words, index, taken, names, least=1 if alone else 2)
    gap = text[words[index - 1].end : words[index].start]
    return _from(text, words, index, taken, names, least=2) if COMMAS.issuperset(gap.strip()) and gap.strip() else None


def _complements(match: Match[Entry], names: Names) -> bool:
    """Whether a phrase may stand between a title and a name: a country, a body, a second title, "former"."""
    return any(
        entry.kind in (Kind.PLACE, Kind.ACTOR) or (entry.kind is Kind.MARKER and entry.part == "person")
        for entry in match.entries
    )


def _from(text: str, words: Sequence[Word], first: int, taken: set[int], names: Names, *, least: int) -> Stretch | None:
    """The name that begins with word `first`, if it has enough words that may be names."""
    end = first
    while end < len(words) and end - first < LONGEST:
        word = words[end]
        if end > first and (_apart(text, words[end - 1], word) or words[end - 1].surface.endswith(POSSESSIVE)):
            break
        if not names.may_be_part(word, first=end == first) or (end in taken and not names.is_known(word)):
            break
        end += 1
    while end > first and plain(words[end - 1].surface) in names.openers:
        end -= 1
    strong = [word for word in words[first:end] if not names.is_particle(word)]
    return Stretch(first, end) if len(strong) >= least else None


def _apart(text: str, before: Word, word: Word) -> bool:
    """Whether more than a space or a hyphen stands between two words: a quotation mark ends a name."""
    return not word.linked or text[before.end : word.start] not in JOINTS


def surnames(words: Sequence[Word], known: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where a surname known from before stands alone: start and end in the text, and the full name."""
    if not known:
        return
    for word in words:
        for form in word.forms:
            full = known.get(form.stem)
            if full is None or len(form.stem) < SURNAME:
                continue
            at = word.folded.find(form.stem)
            if at >= 0 and len(word.folded) == word.end - word.start:
                yield word.start + at, word.start + at + len(form.stem), full
            else:
                yield word.start, word.end, full
            break

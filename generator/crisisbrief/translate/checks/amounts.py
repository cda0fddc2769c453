"""A sentence -> the amounts in it, in digits or words, each with every number that it may mean."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from crisisbrief.languages import Language, Word, load
from crisisbrief.languages.checks import NumberRules, Numeral, NumeralKind, rules
from crisisbrief.model import Span
from crisisbrief.translate.checks.figures import LONGEST, Values, clock, figure, hour, minute
from crisisbrief.translate.checks.total import Total

GROUPING_SPACES = frozenset("\u00a0\u202f\u2009")
BELOW_SCALES = 1000
NEAR = 3
"""So many words at most from one numeral of a number to the next: "two and a half"."""
ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as a sentence gives it."""

    span: Span
    values: frozenset[Fraction]
    """Every number that it may mean («1.500», "a third")."""
    firm: bool
    """Whether the other language must give it too; otherwise it may."""
    parts: tuple[Values, ...] = ()
    """The numbers it consists of, where it may be several («3 ملايين و200 ألف»)."""
    scale: Fraction = Fraction(1)

    def met(self, others: frozenset[Fraction]) -> bool:
        """Whether one of its values is among `others`, or one of each of its parts."""
        if self.values & others:
            return True
        return bool(self.parts) and all(not others.isdisjoint(part) for part in self.parts)


def offered(found: Iterable[Amount]) -> frozenset[Fraction]:
    """All numbers that amounts account for, whole or in parts."""
    return frozenset().union(*(amount.values.union(*amount.parts) for amount in found))


@lru_cache(maxsize=1024)
def amounts(text: str, code: str) -> tuple[Amount, ...]:
    """The amounts of `text`, written in the language `code`, in order."""
    language = load(code)
    words = language.words(text)
    found = _with_ranges(list(_Reader(text, words, rules(code).numbers).read()), words)
    dated = _with_calendar(found, words, language) if rules(code).has_calendar else found
    return tuple(sorted(dated, key=lambda amount: amount.span))


def numeral(folded: str, rules: NumberRules) -> tuple[Numeral | None, bool]:
    """What a folded word does in a number, and whether a conjunction is glued to it."""
    if folded in rules.not_numerals:
        return None, False
    if folded in rules.words:
        return rules.words[folded], False
    fronts = [(False, ""), *((True, front) for front in rules.glued_conjunctions)]
    for joined, front in fronts:
        for glued in ("", *rules.glued):
            rest = folded.removeprefix(front + glued)
            if folded.startswith(front + glued) and len(rest) > 1 and rest in rules.words:
                return rules.words[rest], joined
    return None, False


Step = Generator[Amount, None, int]
"""Yields the amounts that begin at a word and returns the index of the word behind them."""


class _Reader:
    """Reads the amounts of one sentence from left to right."""

    def __init__(self, text: str, words: Sequence[Word], rules: NumberRules) -> None:
        self.text, self.words, self.rules = text, words, rules
        self.numerals = [numeral(word.folded, rules) for word in words]

    def read(self) -> Iterator[Amount]:
        position = 0
        while position < len(self.words):
            known = self.numerals[position][0]
            if self.words[position].folded[0].isdigit():
                position = yield from self._in_digits(position)
            elif known is not None:
                position = yield from self._in_words(position, known)
            else:
                yield from self._by_shape(self.words[position])
                position += 1

    def _by_shape(self, word: Word) -> Iterator[Amount]:
        """Two of something, told by the ending; a king's number in Roman letters."""
        if self.rules.dual is not None and len(word.folded) > NEAR and self.rules.dual.search(word.folded):
            yield Amount(word.span, frozenset({Fraction(2)}), False)
        elif ROMAN.fullmatch(word.surface):
            values = [ROMAN_VALUES[letter] for letter in word.surface]
            pairs = zip(values, [*values[1:], 0], strict=True)
            yield Amount(word.span, frozenset({Fraction(sum(-a if a < b else a for a, b in pairs))}), False)

    def _in_digits(self, position: int) -> Step:
        word = self.words[position]
        if ":" in word.folded or not (values := figure(word.folded)):
            yield from _pieces(word)
            return position + 1
        end = position + 1
        while (joined := self._grouped(position, end)) is not None:
            values, end = (joined,), end + 1
        scale = self._suffix(end)
        if scale is not None:
            values, end = (*values, *(value * scale for value in values)), end + 1
        elif self._is_decade(end):
            values, end = (*values, *(value % 100 for value in values)), end + 1
        started = Total(self.rules.units_first, (*values, *self._ratio(position)), figure=True, firm=True)
        started.parts += clock(word.folded)
        started.may_be_parts = bool(started.parts)
        return (yield from self._go_on(started, position, end))

    def _grouped(self, position: int, end: int) -> Fraction | None:
        """The number that digits make with the three digits behind a narrow space: 1 500."""
        if end >= len(self.words) or not re.fullmatch(r"\d{3}", self.words[end].folded):
            return None
        if self.text[self.words[end - 1].end : self.words[end].start] not in GROUPING_SPACES:
            return None
        digits = "".join(word.folded for word in self.words[position : end + 1])
        return Fraction(digits) if digits.isdecimal() and len(digits) <= LONGEST else None

    def _suffix(self, end: int) -> Fraction | None:
        """The scale that is glued to digits: 3bn."""
        if end >= len(self.words) or self.words[end].start != self.words[end - 1].end:
            return None
        return self.rules.suffixes.get(self.words[end].folded)

    def _is_decade(self, end: int) -> bool:
        """Whether the letter that makes a decade is glued to digits: 1980s."""
        glued = end < len(self.words) and self.words[end].start == self.words[end - 1].end
        return glued and self.words[end].folded in self.rules.decades

    def _ratio(self, position: int) -> Values:
        """The part that two numbers with a stroke between them may be: 3/4."""
        found = []
        for first in (position - 1, position):
            if first >= 0 and first + 1 < len(self.words):
                one, other = self.words[first], self.words[first + 1]
                stroke = self.text[one.end : other.start] in ("/", "⁄")
                if stroke and one.folded.isdecimal() and other.folded.isdecimal() and int(other.folded):
                    found.append(Fraction(int(one.folded), int(other.folded)))
        return tuple(found)

    def _in_words(self, position: int, known: Numeral) -> Step:
        word = self.words[position]
        if known.kind in (NumeralKind.SCALES, NumeralKind.FRACTIONS):
            return position + 1
        if known.kind in (NumeralKind.HINT, NumeralKind.SPAN):
            yield Amount(word.span, frozenset(known.values), False)
            return position + 1
        if known.kind is NumeralKind.FRACTION:
            return (yield from self._share(position, known))
        started = Total(self.rules.units_first)
        started.begin(known)
        started.firm = self._is_firm(known)
        return (yield from self._go_on(started, position, position + 1))

    def _is_firm(self, known: Numeral) -> bool:
        """Whether a numeral that stands alone must be given in the other language, too."""
        if known.kind is NumeralKind.ORDINAL:
            return max(known.values) > 2
        return self.rules.loose.isdisjoint(known.values)

    def _share(self, position: int, known: Numeral) -> Step:
        """Half a million; a quarter, said in per cent as well."""
        values, end, scaled = (*known.values, *(value * 100 for value in known.values)), position + 1, False
        at = end
        while at < len(self.words) and self.words[at].linked and self.words[at].folded in self.rules.skipped:
            at += 1
        behind = self.numerals[at][0] if at < len(self.words) and self.words[at].linked else None
        if behind is not None and behind.kind is NumeralKind.SCALE:
            values, end, scaled = tuple(value * behind.values[0] for value in known.values), at + 1, True
        yield Amount(self._span(position, end), frozenset(values), scaled)
        return end

    def _go_on(self, number: Total, first: int, end: int) -> Step:
        """Take in all that belongs to the number begun at `first`."""
        while (step := self._next(end)) is not None:
            known, joined, after = step
            if not number.take(known, joined):
                break
            end = after
        values = frozenset((*number.values(), *self._with_share_behind(number, end)))
        yield Amount(self._span(first, end), values, number.firm, number.all_parts(), number.scale)
        return end

    def _next(self, end: int) -> tuple[Numeral, bool, int] | None:
        """The numeral that follows at once, whether a conjunction joins it, and the index behind it."""
        joined = False
        for at in range(end, min(end + NEAR, len(self.words))):
            word, (known, glued) = self.words[at], self.numerals[at]
            if not word.linked:
                return None
            if known is not None:
                return known, joined or glued, at + 1
            if word.folded in self.rules.conjunctions and not joined:
                joined = True
            elif word.folded not in self.rules.skipped or not joined:
                return None
        return None

    def _with_share_behind(self, number: Total, end: int) -> Values:
        """What the number is with a fraction behind the noun that it counts: «3 سنوات ونصف»."""
        if end + 1 >= len(self.words) or not self.words[end].linked or not self.words[end + 1].linked:
            return ()
        known, joined = self.numerals[end + 1]
        if known is None or known.kind is not NumeralKind.FRACTION or not joined:
            return ()
        return tuple(value + known.values[0] * (number.last_scale or 1) for value in number.values())

    def _span(self, first: int, end: int) -> Span:
        return Span(self.words[first].start, self.words[end - 1].end)


def _pieces(word: Word) -> Iterator[Amount]:
    """A time of day, a score, a version: each piece by itself."""
    timed = ":" in word.folded
    for index, match in enumerate(re.finditer(rf"\d{{1,{LONGEST}}}", word.folded)):
        value = Fraction(int(match.group()))
        values = (value,) if not timed else hour(value) if index == 0 else minute(value)
        yield Amount(Span(word.start + match.start(), word.start + match.end()), frozenset(values), value != 0)


def _with_ranges(found: list[Amount], words: Sequence[Word]) -> Iterator[Amount]:
    """The amounts; one before another with a scale may mean the same scale: 3 to 5 million."""
    for index, amount in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        if after is not None and after.scale > amount.scale and max(amount.values, default=0) < BELOW_SCALES:
            between = [word for word in words if amount.span.end <= word.start and word.end <= after.span.start]
            if len(between) <= 1:
                amount = replace(amount, values=amount.values | {value * after.scale for value in amount.values})
        yield amount


def _with_calendar(found: Iterable[Amount], words: Sequence[Word], language: Language) -> Iterator[Amount]:
    """The amounts, and months by their number (the other language may write 5/1); names of days are no numbers."""
    days: list[Span] = []
    for match in language.times.words.find(words):
        span = Span(words[match.first].start, words[match.end - 1].end)
        values = {Fraction(entry.value) for entry in match.entries if entry.category in ("month", "weakmonth")}
        if values:
            yield Amount(span, frozenset(values), False)
        if any(entry.category == "weekday" for entry in match.entries):
            days.append(span)
    for amount in found:
        is_day = any(span.contains(amount.span) for span in days)
        yield replace(amount, firm=False) if is_day else amount

"""Report -> segments: sentences, cut so that nothing of the text is lost.

Rules: a line is a paragraph; a sentence ends at a terminator with its closing marks before white space (UAX #29,
SB11), but not after an abbreviation, an initial or inside a quotation that closes soon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crisisbrief.languages import Language, SentenceRules
from crisisbrief.model import Report, Segment, Span

QUOTATION_REACH = 240
"""A quotation mark protects the text after it only if it closes within so many characters: reporters forget marks."""
LINE = re.compile(r"[^\r\n]+")
INITIAL = re.compile(r"(?:^|[\s(\"“«.])[A-Z]\.$")
CLOSING = "\"'”’»›)]"
# Default-ignorable controls that may stand between a terminator and the space after it.
IGNORABLE = "\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"


def segment(report: Report, language: Language, *, prefix: str = "") -> tuple[Segment, ...]:
    """The sentences of `report` in order; `prefix` goes before every anchor (`2022-01-05-p3s2`)."""
    return tuple(
        Segment(f"{prefix}p{paragraph}s{number}", paragraph, span, span.of(report.text))
        for paragraph, line in enumerate(paragraphs(report.text), start=1)
        for number, span in enumerate(sentences(report.text, line, language.sentences), start=1)
    )


def paragraphs(text: str) -> Iterator[Span]:
    """The lines that are not empty, without the white space around them."""
    for match in LINE.finditer(text):
        line = match.group()
        content = line.strip()
        if content:
            start = match.start() + line.index(content)
            yield Span(start, start + len(content))


def sentences(text: str, line: Span, rules: SentenceRules) -> Iterator[Span]:
    """The sentences of one paragraph, in order; with the white space between them they are the paragraph."""
    content = line.of(text)
    quoted = _inside_quotations(content, rules)
    start = 0
    for end, following in _candidate_ends(content, rules):
        if quoted[end - 1] or _abbreviated(content[max(start, end - 40) : end], rules):
            continue
        if _goes_on(content[following : following + 8]):
            continue
        yield Span(line.start + start, line.start + end)
        start = following
    if start < len(content):
        yield Span(line.start + start, line.end)


def _candidate_ends(content: str, rules: SentenceRules) -> Iterator[tuple[int, int]]:
    """Where a sentence may end, and where the next one would begin."""
    pattern = rf"[{re.escape(rules.terminators)}][{re.escape(rules.terminators + CLOSING)}{IGNORABLE}]*(\s+)(?=\S)"
    for match in re.finditer(pattern, content):
        yield match.start(1), match.end()


def _inside_quotations(content: str, rules: SentenceRules) -> bytearray:
    """For each character, whether it stands between two marks of which the second is within reach of the first."""
    inside = bytearray(len(content))
    for opening, closing in rules.quotations:
        position = content.find(opening)
        while position >= 0:
            end = content.find(closing, position + 1, position + 1 + QUOTATION_REACH)
            if end > position:
                inside[position + 1 : end] = b"\1" * (end - position - 1)
            position = content.find(opening, max(end, position) + 1)
    return inside


def _abbreviated(sentence: str, rules: SentenceRules) -> bool:
    if not sentence.endswith(".") or sentence.endswith(".."):
        return False
    word = sentence.rsplit(None, 1)[-1].lstrip("\"'“‘«([").removesuffix(".").casefold()
    return word in rules.abbreviations or bool(INITIAL.search(sentence))


def _goes_on(rest: str) -> bool:
    """A lower-case word after the terminator means that the sentence is not over (UAX #29, SB8)."""
    return rest.lstrip("\"'“‘«([")[:1].islower()

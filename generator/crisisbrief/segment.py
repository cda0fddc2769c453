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
    quoted = _quoted(content, rules)
    start = 0
    for end, following in _candidate_ends(content, rules):
        if any(opening < end - 1 < closing for opening, closing in quoted) or _abbreviated(content[start:end], rules):
            continue
        if not _opens_sentence(content[following:], content[end - 1]):
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


def _quoted(content: str, rules: SentenceRules) -> list[tuple[int, int]]:
    """Quotations that close within reach, marks included, as pairs of offsets of the two marks."""
    found: list[tuple[int, int]] = []
    for opening, closing in rules.quotations:
        position = content.find(opening)
        while position >= 0:
            end = content.find(closing, position + 1, position + 1 + QUOTATION_REACH)
            if end >= 0:
                found.append((position, end))
            position = content.find(opening, (end if end >= 0 else position) + 1)
    return found


def _abbreviated(sentence: str, rules: SentenceRules) -> bool:
    if not sentence.endswith(".") or sentence.endswith(".."):
        return False
    word = sentence.rsplit(None, 1)[-1].lstrip("\"'“‘«([").removesuffix(".").casefold()
    return word in rules.abbreviations or bool(INITIAL.search(sentence))


def _opens_sentence(rest: str, last: str) -> bool:
    """A lower-case Latin word after the terminator means that the sentence goes on ("… he asked." / "… 5 p.m. on")."""
    first = rest.lstrip("\"'“‘«([")[:1]
    return not first.islower() or last in "»”\"'" and False

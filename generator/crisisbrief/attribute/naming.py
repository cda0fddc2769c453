"""Reads the words that name a speaker: from where they begin to their right edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crisisbrief.attribute.articles import takes
from crisisbrief.attribute.capitals import shown_words, takes_by_capitals
from crisisbrief.attribute.reading import Known, Naming, Reading
from crisisbrief.attribute.tokens import Kind, Token
from crisisbrief.languages.attribution import AttributionRules, HeadKind
from crisisbrief.model import Span

LONGEST = 26
"""Words of the longest title with name that is read; a bound, so that a line without marks costs no more."""


def read(
    tokens: Sequence[Token], first: int, rules: AttributionRules, known: Known, *, stop: int | None = None
) -> Naming | None:
    """The naming words that begin at token `first` and end before token `stop` at the latest."""
    limit = min(len(tokens), first + LONGEST, len(tokens) if stop is None else stop)
    reading = Reading(rules, known, tokens, first, reaches_verb=stop is not None)
    grammar = takes_by_capitals if rules.capitals else takes
    position = first
    while position < limit:
        token = tokens[position]
        if token.kind is Kind.WORD:
            whole = max(_known_person(reading, position, limit), _known_whole(reading, position, limit))
            if whole > position:
                reading.words.extend(range(position, whole))
                position = whole
                continue
            if not grammar(reading, position):
                break
            reading.words.append(position)
            position += 1
            continue
        after = _aside(reading, position, limit)
        if after is None:
            break
        position = after
    return _naming(reading) if reading.words else None


def _known_person(reading: Reading, position: int, limit: int) -> int:
    """Where the name of a person that was recognized ends, if one begins here and may; else `position`."""
    tokens, rules = reading.tokens, reading.rules
    until = reading.known.people.get(tokens[position].start, 0)
    no_person = reading.head is not None and reading.head.kind is not HeadKind.PERSON
    if not until or no_person or reading.names or reading.titled:
        return position
    end = position
    while end < limit and tokens[end].end <= until and tokens[end].kind is Kind.WORD:
        end += 1
    if end > position:
        reading.names = end - position
        reading.name_words.extend(token.folded for token in tokens[position:end])
        reading.closed = reading.certain = True
        reading.surname = not rules.capitals and end - position > 1
    return end


def _known_whole(reading: Reading, position: int, limit: int) -> int:
    """Where a body of several words that the lexicon knows ends, if one begins here and may; else `position`."""
    tokens, rules = reading.tokens, reading.rules
    start = tokens[position].start
    until = max(reading.known.actors.get(start, 0), reading.known.places.get(start, 0))
    if until <= tokens[position].end or reading.names or (reading.words and (reading.closed or reading.loose)):
        return position
    end = position
    while end < limit and tokens[end].end <= until:
        end += 1
    if end <= position + 1 or any(token.kind is not Kind.WORD for token in tokens[position:end]):
        return position
    leads = all(tokens[index].folded in rules.determiners for index in reading.words)
    if leads and reading.known.places.get(start, 0) == until:
        reading.place = reading.certain = True
    elif leads:
        inner = (token.folded for token in tokens[position:end])
        reading.head = next((rules.heads[word] for word in inner if word in rules.heads), None)
        reading.certain = True
    reading.closed = tokens[end - 1].definite or reading.head is None
    reading.by_name = reading.head is None
    return end


def _naming(reading: Reading) -> Naming:
    words = reading.words
    shown = shown_words(reading) if reading.rules.name_only else words
    start, end = reading.tokens[shown[0]].start, reading.tokens[shown[-1]].end
    last = words[-1] + 1
    if (
        last < len(reading.tokens)
        and reading.tokens[last].kind in (Kind.UNPAREN, Kind.QUOTE)
        and _opened(reading, shown)
    ):
        end, last = reading.tokens[last].end, last + 1
    return Naming(
        first=reading.first,
        end=last,
        span=Span(start, end),
        head=reading.head,
        certain=reading.certain,
        named=reading.names > 0 or reading.titled,
        names=tuple(reading.name_words),
        title=" ".join(tokens.folded for tokens in _titling(reading)),
    )


def _titling(reading: Reading) -> Iterator[Token]:
    names = set(reading.name_words)
    return (token for token in map(reading.tokens.__getitem__, reading.words) if token.folded not in names)


def _opened(reading: Reading, shown: list[int]) -> bool:
    """Whether a parenthesis or a quotation opens among the naming words and closes right behind them."""
    inner = reading.tokens[shown[0] : shown[-1] + 1]
    opened = sum(token.kind in (Kind.PAREN, Kind.QUOTE) for token in inner)
    closed = sum(token.kind is Kind.UNPAREN for token in inner)
    return (opened - closed) % 2 == 1


def _aside(reading: Reading, position: int, limit: int) -> int | None:
    """Where the name goes on behind a mark: a short parenthesis, the name of a paper in quotation marks, or the
    other half of "title, name,"; None where it ends here."""
    tokens = reading.tokens
    kind = tokens[position].kind
    closing = {Kind.PAREN: Kind.UNPAREN, Kind.QUOTE: Kind.QUOTE}.get(kind)
    if closing is None or not reading.words:
        return None
    for end in range(position + 2, min(position + 6, limit)):
        if tokens[end].kind is closing:
            inner = tokens[position + 1 : end]
            if any(token.kind is not Kind.WORD or token.text[0].isdigit() for token in inner):
                return None
            if kind is Kind.QUOTE and not _quotes_its_name(reading, len(inner)):
                return None
            reading.words.extend(range(position + 1, end))
            reading.closed = reading.by_name = True
            return end + 1
    return None


def _quotes_its_name(reading: Reading, words: int) -> bool:
    """Whether the words so far are a body's whose name may stand in quotation marks: وكالة "أعماق"."""
    head = reading.head
    return head is not None and head.kind in (HeadKind.BODY, HeadKind.GROUP) and len(reading.words) <= 2 and words <= 3

"""Naming words that are told by where they stand: before a link, behind an object, in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crisisbrief.attribute import naming
from crisisbrief.attribute.clauses import ASIDE, clause_starts, known_form
from crisisbrief.attribute.reading import Known, Naming
from crisisbrief.attribute.speakers import somebody
from crisisbrief.attribute.tokens import Kind, Token
from crisisbrief.languages.attribution import AttributionRules, HeadKind, ReportingForm, Subject
from crisisbrief.model import Span


def up_to_link(tokens: Sequence[Token], found: Naming, rules: AttributionRules) -> Naming | None:
    """The words from those read to the link, where they are few: behind «قال» they can only name who speaks."""
    for end in range(found.end, min(found.end + 3, len(tokens))):
        token = tokens[end]
        if token.kind is not Kind.WORD:
            return None
        if token.folded in rules.words["links"]:
            return replace(found, end=end, span=Span(found.span.start, tokens[end - 1].end), certain=True)
        ends = token.folded.startswith(rules.genitive_prefixes[:1])
        if ends or token.folded in rules.words["stops"] or token.folded in rules.words["adjuncts"]:
            return None
    return None


def proper_name(tokens: Sequence[Token], start: int, rules: AttributionRules) -> Naming | None:
    """A word that only can be a name, whatever else it means: a relative clause, an age or «وهو» goes on about it."""
    word = tokens[start]
    if word.kind is not Kind.WORD or word.definite or not word.text.isalpha() or start + 2 >= len(tokens):
        return None
    if rules.capitals or word.folded in rules.heads or word.folded in rules.words["stops"] | rules.words["nobody"]:
        return None
    following, second = tokens[start + 1], tokens[start + 2]
    aged = following.kind is Kind.PAREN and second.text[0].isdigit()
    described = following.folded in rules.words["relatives"] and word.folded not in rules.words["links"]
    if not aged and not described:
        return None
    span = Span(word.start, word.end)
    return Naming(start, start + 1, span, None, certain=True, named=True, names=(word.folded,))


def behind_object(
    tokens: Sequence[Token], found: Naming, form: ReportingForm, rules: AttributionRules, known: Known
) -> Naming | None:
    """The subject behind an object of one word with its attribute: «أدان الهجوم مجلس النواب»."""
    thing = tokens[found.first]
    if (
        not thing.definite
        or found.certain
        or form.subject is Subject.ANY
        or thing.folded[len(rules.article) :] not in rules.ordinary
    ):
        return None
    if thing.folded.endswith((*rules.plural_endings, *rules.adjective_endings)):
        return None
    start = found.first + 1
    if start + 1 < len(tokens) and tokens[start].definite and tokens[start].folded.endswith(rules.adjective_endings):
        start += 1
    if start >= len(tokens) or tokens[start].folded not in rules.heads:
        return None
    subject = naming.read(tokens, start, rules, known)
    if subject is None or subject.head is None or subject.head.kind is HeadKind.DOCUMENT or subject.end - start < 2:
        return None
    return subject if agrees(tokens, subject, form, rules) else None


def _is_object(first: Token, rules: AttributionRules) -> bool:
    """Whether the ending is that of people to whom something is done: «المواطنين»."""
    for ending in rules.object_plurals:
        stem = first.folded.removesuffix(ending)
        if stem != first.folded and any(stem + acting in rules.heads for acting in rules.acting_endings):
            return True
    return False


def agrees(tokens: Sequence[Token], found: Naming, form: ReportingForm, rules: AttributionRules) -> bool:
    """Whether verb and noun go together in gender; what does not is the object: «واتهم الحكومة»."""
    first = tokens[found.first]
    head = rules.heads.get(first.folded)
    if _is_object(first, rules):
        return False
    if not rules.feminine_endings or head is None or head.kind not in (HeadKind.PERSON, HeadKind.BODY):
        return True
    feminine = first.text.endswith(rules.feminine_endings) and first.folded not in rules.masculine_plurals
    if form.tag.startswith("feminine"):
        return feminine or head.kind is HeadKind.BODY or first.folded in rules.neutral_heads
    return not (form.tag.startswith("masculine") and feminine and first.text.endswith(rules.feminine_endings[0]))


def quoted_name(
    tokens: Sequence[Token], start: int, rules: AttributionRules, known: Known, *, parted: bool = False
) -> Naming | None:
    """A paper, an agency, a group that is named in quotation marks alone: وقالت "…" إن; `parted`: a comma will do."""
    if start + 2 >= len(tokens) or tokens[start].kind is not Kind.QUOTE:
        return None
    end = next((i for i in range(start + 1, min(start + 9, len(tokens))) if tokens[i].kind is Kind.QUOTE), None)
    if end is None or any(token.kind is not Kind.WORD for token in tokens[start + 1 : end]):
        return None
    first = tokens[start + 1]
    certain = first.folded in rules.heads or first.start in known.actors
    linked = end + 1 < len(tokens) and tokens[end + 1].folded in rules.words["links"] | rules.words["stops"]
    if parted and first.folded not in rules.ordinary:
        linked = end + 1 >= len(tokens) or tokens[end + 1].kind in (Kind.COMMA, Kind.BREAK)
    if not certain and not (linked and end - start <= 4):
        return None
    return Naming(start, end + 1, Span(tokens[start].start, tokens[end].end), rules.heads.get(first.folded), True, True)


def enclosed(
    tokens: Sequence[Token], position: int, form: ReportingForm, rules: AttributionRules, known: Known
) -> Naming | bool:
    """A subject before the verb that stands where only the subject can."""
    if not position or tokens[position - 1].folded not in rules.enclosed:
        return False
    for start in clause_starts(tokens, position, rules):
        found = naming.read(tokens, start, rules, known, stop=position)
        if found is None or not _enclosed(tokens, found, position, rules):
            continue
        return found if somebody(tokens, found, rules, known, weak=True) and not _written(found) else False
    return False


def _written(found: Naming) -> bool:
    return found.head is not None and found.head.kind is HeadKind.DOCUMENT


def _enclosed(tokens: Sequence[Token], found: Naming, position: int, rules: AttributionRules) -> bool:
    """Whether the words stand where only the subject can: «كان سليم قد أقر»، «أما سليم، فقد أقر»."""
    start = found.first
    if not start or not known_form(rules, tokens[start - 1].folded, rules.enclosing):
        return False
    end = found.end + (found.end < position and tokens[found.end].kind is Kind.COMMA)
    titled = found.certain and found.head is not None and found.end - found.first > 1 and position - end <= ASIDE
    return (end + 1 == position or titled) and tokens[position - 1].folded in rules.enclosed

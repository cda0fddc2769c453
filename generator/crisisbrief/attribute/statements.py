"""Finds the statements of a sentence: where somebody is said to say something, and by which words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crisisbrief.attribute import naming
from crisisbrief.attribute.clauses import counts, known_form, leads_clause, past_adjuncts, pronoun_before
from crisisbrief.attribute.reading import Known, Naming
from crisisbrief.attribute.speakers import extended, is_nobody, issuer_of, points_back, reworded, somebody
from crisisbrief.attribute.standing import agrees, enclosed, quoted_name
from crisisbrief.attribute.subjects import (
    after,
    before,
    first_subject,
    leading_subject,
    of_first_verb,
    surely_before,
)
from crisisbrief.attribute.tokens import Kind, Token
from crisisbrief.languages.attribution import AttributionRules, HeadKind, ReportingForm, Subject
from crisisbrief.model import Span, Stance

Side = Callable[[Sequence[Token], int, ReportingForm, AttributionRules, Known], "Naming | bool"]
"""Where a subject is looked for; True where the verb has none and points back."""
RELATIVE = 14
"""How far before a relative pronoun the naming words begin that it goes on about."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One reporting verb or phrase and who it is about."""

    naming: Naming | None
    """None where the words point back to somebody named before."""
    verb: Span | None
    stance: Stance
    tag: str
    """The verb's form, which tells gender and number; empty for a phrase."""
    place: int
    """Index of the verb or the phrase."""
    pronoun: str = ""
    """What a pronoun in the place of the subject can mean: `person`, `thing`, `several`; empty where there is none."""


def find(tokens: Sequence[Token], rules: AttributionRules, known: Known) -> Iterator[Statement]:
    """The statements outside quotations, in the order of the text."""
    if not tokens or tokens[-1].text in rules.question_marks:
        return
    none_yet = True
    for position, token in enumerate(tokens):
        if token.kind is not Kind.WORD or token.quoted:
            continue
        found = (
            _at_marker(tokens, position, rules, known)
            or _at_verb(tokens, position, rules, known)
            or _at_addressing(tokens, position, rules, known)
        )
        if found is None and none_yet:
            found = _at_participle(tokens, position, rules, known) or _in_relative(tokens, position, rules, known)
        if found is not None:
            none_yet = False
            yield found


def _at_marker(tokens: Sequence[Token], position: int, rules: AttributionRules, known: Known) -> Statement | None:
    word = tokens[position].folded
    first = known_form(rules, word, rules.markers)
    if first:
        for phrase in rules.markers[first]:
            end = position + len(phrase)
            if tuple(token.folded for token in tokens[position + 1 : end]) == phrase[1:]:
                return _named_by(tokens, position, end, rules, known)
    if known_form(rules, word, rules.genitive_markers):
        return _named_by_genitive(tokens, position, rules, known)
    return None


def _named_by(
    tokens: Sequence[Token], place: int, start: int, rules: AttributionRules, known: Known
) -> Statement | None:
    if start < len(tokens) and tokens[start].folded in rules.words["bridges"]:
        return None  # the verb behind it is found for itself
    span = Span(tokens[place].start, tokens[start - 1].end)
    if start < len(tokens) and tokens[start].kind is Kind.QUOTE and not tokens[place].quoted:
        return _by_phrase(tokens, quoted_name(tokens, start, rules, known, parted=True), span, place, rules, known)
    if start >= len(tokens) or tokens[start].kind is not Kind.WORD or tokens[start].quoted:
        return None
    if tokens[start].folded in rules.words["attributes"] and tokens[start].folded in rules.words["adjuncts"]:
        start += 1  # the latest count
    found = naming.read(tokens, start, rules, known) if start < len(tokens) else None
    return _by_phrase(tokens, found, span, place, rules, known)


def _named_by_genitive(tokens: Sequence[Token], place: int, rules: AttributionRules, known: Known) -> Statement | None:
    """«وفقا للشرطة»: the preposition is glued to the naming words; the span begins with the word as it stands."""
    start = place + 1
    if start >= len(tokens) or tokens[start].kind is not Kind.WORD or tokens[start].folded in rules.words["bridges"]:
        return None
    token = tokens[start]
    for prefix in rules.genitive_prefixes:
        if token.folded.startswith(prefix) and len(token.folded) > len(prefix) + 1:
            rest = token.folded[len(prefix) :]
            noun = rules.article + rest if len(prefix) > 1 else rest
            view = reworded(tokens, start, token._replace(folded=noun, definite=len(prefix) > 1))
            found = naming.read(view, start, rules, known)
            return _by_phrase(view, found, Span(tokens[place].start, tokens[place].end), place, rules, known)
    return None


def _by_phrase(
    tokens: Sequence[Token], found: Naming | None, span: Span, place: int, rules: AttributionRules, known: Known
) -> Statement | None:
    if found is None:
        return None
    if points_back(tokens, found, rules):
        return Statement(None, span, Stance.SAID, "", place)
    found = issuer_of(tokens, found, rules, known)
    if found is None or not somebody(tokens, found, rules, known):
        return None
    return Statement(extended(tokens, found, rules, known), span, Stance.SAID, "", place)


def _at_verb(tokens: Sequence[Token], position: int, rules: AttributionRules, known: Known) -> Statement | None:
    word = tokens[position].folded
    core = known_form(rules, word, rules.verbs)
    if not core or (word in rules.heads and not rules.capitals):
        return None
    form = rules.verbs[core]
    opens = position == 0 or tokens[position - 1].kind is Kind.BREAK
    if core in rules.words["stops"] and (not opens or form.tag != "masculine"):
        return None  # «عبر» is a verb only where it opens the sentence
    if not counts(tokens, position, form, rules):
        return None
    sides: tuple[Side, ...] = (before, after)
    if not rules.subject_first:
        leads = leads_clause(tokens, position, rules)
        sides = (enclosed, after) if leads else (enclosed, surely_before, after, before, of_first_verb)
    span = Span(tokens[position].end - len(tokens[position].text) + len(word) - len(core), tokens[position].end)
    for side in sides:
        found = side(tokens, position, form, rules, known)
        if isinstance(found, Naming):
            if is_nobody(tokens, found, rules) or not _may_be_subject(found, form):
                return None
            found = _relayed(tokens, found, form, rules, known) or found
            return Statement(extended(tokens, found, rules, known), span, form.stance, form.tag, position)
        if found:
            return Statement(None, span, form.stance, form.tag, position, pronoun_before(tokens, position, rules))
    passed_on = _passed_on(tokens, position + 1, form, rules, known)
    return Statement(passed_on, span, form.stance, form.tag, position) if passed_on else None


def _at_addressing(tokens: Sequence[Token], position: int, rules: AttributionRules, known: Known) -> Statement | None:
    """«واتهمته الحكومة»: a verb with its object glued on, which leads its clause and has a known subject behind it."""
    word = tokens[position].folded
    core = rules.addressing.get(known_form(rules, word, rules.addressing))
    if core is None or word in rules.heads or not leads_clause(tokens, position, rules):
        return None
    start = past_adjuncts(tokens, position + 1, rules)
    if start >= len(tokens) or tokens[start].kind is not Kind.WORD:
        return None
    found, form = naming.read(tokens, start, rules, known), rules.verbs[core]
    if found is None or not counts(tokens, position, form, rules) or not agrees(tokens, found, form, rules):
        return None
    if not somebody(tokens, found, rules, known) or issuer_of(tokens, found, rules, known) is not found:
        return None
    span = Span(tokens[position].start, tokens[position].end)
    return Statement(extended(tokens, found, rules, known), span, form.stance, form.tag, position)


def _relayed(
    tokens: Sequence[Token], found: Naming, form: ReportingForm, rules: AttributionRules, known: Known
) -> Naming | None:
    """Whose words the subject passes on («نقلت الوكالة عن الوزير قوله»)."""
    return _passed_on(tokens, found.end, form, rules, known)


def _passed_on(
    tokens: Sequence[Token], start: int, form: ReportingForm, rules: AttributionRules, known: Known
) -> Naming | None:
    """Who is named behind the word by which something is passed on."""
    if not form.relays:
        return None
    for position in range(start, min(start + 6, len(tokens) - 1)):
        if tokens[position].folded == form.relays:
            source = naming.read(tokens, position + 1, rules, known)
            return source if source is not None and source.certain and somebody(tokens, source, rules, known) else None
    return None


def _at_participle(tokens: Sequence[Token], position: int, rules: AttributionRules, known: Known) -> Statement | None:
    """«حضر الرئيس …، متعهدا بـ»: the participle speaks for the subject of the verb that opens the sentence."""
    stance = rules.participles.get(tokens[position].folded)
    if stance is None or position < 2:
        return None
    find_subject = leading_subject if rules.subject_first else first_subject
    found = find_subject(tokens, rules, known, position)
    if not isinstance(found, Naming) or (found.head is not None and found.head.kind is not HeadKind.PERSON):
        return None
    span = Span(tokens[position].start, tokens[position].end)
    return Statement(extended(tokens, found, rules, known), span, stance, "", position)


def _in_relative(tokens: Sequence[Token], position: int, rules: AttributionRules, known: Known) -> Statement | None:
    """«المبعوث … الذي حذر من»: a person whom a relative clause lets speak, where nobody else in the sentence does."""
    form = rules.verbs.get(tokens[position].folded)
    if form is None or form.linked or rules.capitals or position < 2:
        return None
    relative = position - 1
    if tokens[relative].folded not in rules.words["relatives"]:
        return None
    if tokens[relative - 1].kind is Kind.COMMA:
        relative -= 1
    for start in range(max(0, relative - RELATIVE), relative):
        if tokens[start].folded not in rules.heads and tokens[start].start not in known.people:
            continue
        found = naming.read(tokens, start, rules, known, stop=relative)
        if found is not None and found.end == relative and found.named and found.certain:
            span = Span(tokens[position].start, tokens[position].end)
            return Statement(found, span, form.stance, form.tag, position)
    return None


def _may_be_subject(found: Naming, form: ReportingForm) -> bool:
    return form.subject is not Subject.PERSON or found.head is None or found.head.kind is HeadKind.PERSON

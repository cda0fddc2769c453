"""The subject of a reporting verb: behind it, before it, or that of the verb that opens the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from crisisbrief.attribute import naming
from crisisbrief.attribute.clauses import (
    clause_starts,
    known_form,
    leads_clause,
    link_right_behind,
    looks_like_noun,
    must_have_subject_before,
    opens_clause,
    past_adjuncts,
    pronoun_before,
    reaches,
)
from crisisbrief.attribute.reading import Known, Naming
from crisisbrief.attribute.speakers import definite_document, is_nobody, issuer_of, points_back, somebody
from crisisbrief.attribute.standing import agrees, behind_object, proper_name, quoted_name, up_to_link
from crisisbrief.attribute.tokens import Kind, Token
from crisisbrief.languages.attribution import AttributionRules, HeadKind, ReportingForm, Subject

PHRASE = 9
"""Words of a phrase before the comma behind which the sentence's subject stands."""


def after(
    tokens: Sequence[Token], position: int, form: ReportingForm, rules: AttributionRules, known: Known
) -> Naming | bool:
    """The subject behind the verb; True where the verb has none of its own and points back."""
    if rules.capitals and not _inverted(tokens, position):
        return False
    start = past_adjuncts(tokens, position + 1, rules)
    if not rules.capitals and not opens_clause(tokens, position, rules):
        return _says_literally(tokens, position, start, form, rules, known)
    if start >= len(tokens) or tokens[start].kind is not Kind.WORD:
        return quoted_name(tokens, start, rules, known) or _drops_subject(tokens, position, rules)
    found = naming.read(tokens, start, rules, known) or proper_name(tokens, start, rules)
    if found is None or not agrees(tokens, found, form, rules):
        return _drops_subject(tokens, position, rules) and _may_drop(tokens, start, form, rules)
    if points_back(tokens, found, rules):
        return True
    if form.passive and found.end == start + 1 < len(tokens) and tokens[start + 1].folded.startswith(form.passive):
        return False
    issuer = issuer_of(tokens, found, rules, known)
    if issuer is None:
        return rules.back_documents and definite_document(tokens, found, rules)
    if is_nobody(tokens, issuer, rules):
        return False
    if form.subject is Subject.ANY and not rules.capitals and not issuer.certain:
        longer = up_to_link(tokens, issuer, rules)
        if longer is not None:
            return longer
    unknown = _accepts_unknown(tokens, position, issuer, form, rules)
    if somebody(tokens, issuer, rules, known, weak=unknown) or _says_at_once(tokens, issuer, form, rules):
        return issuer
    if leads_clause(tokens, position, rules):
        other = proper_name(tokens, start, rules) or behind_object(tokens, issuer, form, rules, known)
        if other is not None:
            return other
    return _drops_subject(tokens, position, rules) and _may_drop(tokens, start, form, rules)


def _says_literally(
    tokens: Sequence[Token], position: int, start: int, form: ReportingForm, rules: AttributionRules, known: Known
) -> Naming | bool:
    """The subject of a verb of saying inside its sentence, where what is said follows word for word («قال ماتيس:»)."""
    if form.subject is not Subject.ANY or start >= len(tokens) or tokens[start].kind is not Kind.WORD:
        return False
    if tokens[position - 1].folded in rules.words["relatives"] | rules.words["stops"]:
        return False
    found = naming.read(tokens, start, rules, known)
    if found is None or found.end >= len(tokens) or tokens[found.end].kind not in (Kind.COLON, Kind.QUOTE):
        return False
    return found if agrees(tokens, found, form, rules) and somebody(tokens, found, rules, known, weak=True) else False


def _may_drop(tokens: Sequence[Token], start: int, form: ReportingForm, rules: AttributionRules) -> bool:
    """Whether what follows the verb can be what is said («أكد ضرورة …») and not who says it («أكد التحقيق …»)."""
    if form.subject is Subject.PERSON:
        return False
    if start >= len(tokens) or tokens[start].kind is not Kind.WORD:
        return True
    token = tokens[start]
    if token.text[0].isdigit():
        return False  # so many people or countries
    if token.folded in rules.words["links"] or token.folded in rules.words["stops"] or token.folded in rules.heads:
        return True
    if form.subject is Subject.ANY and token.folded not in rules.ordinary:
        return False  # it may well be the name of who says it
    agrees = form.tag.startswith("feminine") == token.text.endswith(rules.feminine_endings)
    return not token.definite and not (agrees and form.tag.startswith("feminine"))


def _says_at_once(tokens: Sequence[Token], found: Naming, form: ReportingForm, rules: AttributionRules) -> bool:
    """Whether the statement begins right behind the word, and the verb is one of saying or the word ends like a
    surname: وذكر المالكي أن."""
    first = tokens[found.first]
    surname = first.definite and found.end - found.first == 1 and first.folded.endswith(rules.adjective_endings)
    return (form.subject is Subject.ANY or surname) and link_right_behind(tokens, found.end, rules)


def _accepts_unknown(
    tokens: Sequence[Token], position: int, found: Naming, form: ReportingForm, rules: AttributionRules
) -> bool:
    """Whether a word that is not known stands where only somebody who speaks can stand."""
    if form.subject is not Subject.ACTOR:
        return form.subject is Subject.ANY
    people = bool(rules.acting_endings) and tokens[found.first].folded.endswith(rules.acting_endings)
    if position and not people and looks_like_noun(tokens[position].folded, rules):
        return False
    return (leads_clause(tokens, position, rules) or people) and (
        rules.capitals or not tokens[found.first].folded.endswith(rules.object_endings)
    )


def _inverted(tokens: Sequence[Token], position: int) -> bool:
    return position > 0 and tokens[position - 1].kind in (Kind.QUOTE, Kind.COMMA)


def _drops_subject(tokens: Sequence[Token], position: int, rules: AttributionRules, known: Known | None = None) -> bool:
    """Whether a verb without a subject behind it leads its sentence and so speaks of somebody named before."""
    if not rules.pro_drop or known_form(rules, tokens[position].folded, rules.words["impersonal"]):
        return False
    return leads_clause(tokens, position, rules)


def surely_before(
    tokens: Sequence[Token], position: int, form: ReportingForm, rules: AttributionRules, known: Known
) -> Naming | bool:
    """A subject before the verb that is known and reaches up to it."""
    for start in clause_starts(tokens, position, rules):
        if start and tokens[start - 1].kind is not Kind.WORD:
            continue  # behind a comma it may belong to the phrase before
        found = naming.read(tokens, start, rules, known, stop=position)
        if found is None or not found.certain or not reaches(tokens, found.end, position, rules):
            continue
        if found.head is not None and found.head.kind is HeadKind.DOCUMENT:
            continue
        if somebody(tokens, found, rules, known):
            return found
    return False


def before(
    tokens: Sequence[Token], position: int, form: ReportingForm, rules: AttributionRules, known: Known
) -> Naming | bool:
    """The subject before the verb; True for a pronoun."""
    if pronoun_before(tokens, position, rules):
        return True
    bound = must_have_subject_before(tokens, position, rules)
    for start in clause_starts(tokens, position, rules):
        found = naming.read(tokens, start, rules, known, stop=position)
        if found is None or not (
            reaches(tokens, found.end, position, rules) or (bound and found.head and found.certain)
        ):
            continue
        mixed = rules.capitals and not tokens[found.first].text.isupper()
        weak = (form.subject is Subject.ANY or (form.linked and mixed)) and (
            rules.subject_first or found.end - found.first > 1
        )
        if not somebody(tokens, found, rules, known, weak=weak):
            continue
        issuer = issuer_of(tokens, found, rules, known)
        if issuer is not None:
            return issuer
        if rules.back_documents and rules.capitals:
            return True
    return _shared(tokens, position, rules, known)


def _shared(tokens: Sequence[Token], position: int, rules: AttributionRules, known: Known) -> Naming | bool:
    """The subject of the sentence, where this is a second verb of it: "the minister resigned and said that …"."""
    joined = position > 3 and tokens[position - 1].folded in rules.conjunctions | rules.words["contrasts"]
    if not joined or not rules.subject_first:
        return False
    found = naming.read(tokens, 0, rules, known, stop=position)
    if found is None or not found.certain or found.end >= position or tokens[found.end].kind is not Kind.WORD:
        return False
    issuer = issuer_of(tokens, found, rules, known)
    return issuer if issuer is not None else rules.back_documents


def of_first_verb(
    tokens: Sequence[Token], position: int, form: ReportingForm, rules: AttributionRules, known: Known
) -> Naming | bool:
    """The subject of the verb that opens the sentence («دعم الوزير …، وقال إن»), where this one has none."""
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    if position < 3 or following is None or not (
        following.folded in rules.words["links"] or following.kind in (Kind.COLON, Kind.QUOTE)
        or tokens[position - 1].folded in rules.words["bridges"]
    ):  # fmt: skip
        return False
    before = tokens[position - 1].folded
    goes_on = tokens[position].folded not in rules.verbs or before in rules.words["bridges"] | rules.words["openers"]
    return goes_on and first_subject(tokens, rules, known, position)


def leading_subject(tokens: Sequence[Token], rules: AttributionRules, known: Known, stop: int) -> Naming | bool:
    """The person or body with whose name the sentence begins, or with which it goes on behind a phrase and a comma."""
    if stop < 1 or tokens[stop - 1].kind is not Kind.COMMA or tokens[stop].quoted:
        return False
    comma = next((i for i in range(min(PHRASE, stop - 1)) if tokens[i].kind is Kind.COMMA), None)
    for start in (0, comma + 1) if comma is not None else (0,):
        if tokens[start].kind is not Kind.WORD or tokens[start].quoted:
            continue
        found = naming.read(tokens, start, rules, known, stop=stop)
        if found is None or not found.certain or found.end >= stop - 1 or tokens[found.end].kind is not Kind.WORD:
            continue
        if (found.named or found.head is not None) and somebody(tokens, found, rules, known):
            return issuer_of(tokens, found, rules, known) or False
    return False


def first_subject(tokens: Sequence[Token], rules: AttributionRules, known: Known, stop: int) -> Naming | bool:
    """The subject of the verb that opens the sentence, where the words surely name somebody."""
    at = int(len(tokens) > 1 and tokens[0].folded in rules.words["negations"])
    opening = tokens[at].folded
    if (
        len(tokens) < at + 3
        or tokens[at + 1].kind is not Kind.WORD
        or opening in rules.heads
        or opening in rules.words["stops"]
        or (rules.article and opening.startswith(rules.article))
    ):
        return False
    start = past_adjuncts(tokens, at + 1, rules)
    found = (
        naming.read(tokens, start, rules, known, stop=stop)
        if start < stop and tokens[start].kind is Kind.WORD
        else None
    )
    if found is None or not found.certain or is_nobody(tokens, found, rules):
        return False
    if found.head is not None and found.head.kind not in (HeadKind.PERSON, HeadKind.BODY):
        return False
    return found

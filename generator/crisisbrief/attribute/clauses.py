"""Where a clause begins, what its verb needs around it, and where its subject may stand."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from crisisbrief.attribute.tokens import Kind, Token
from crisisbrief.languages.attribution import AttributionRules, ReportingForm

REACH = 14
"""How far after its verb a statement's link («أن», a colon, a quotation) is looked for."""
DATELINE = 14
"""Tokens within which a dash ends a dateline: no subject begins before it."""
WINDOW = 60
"""How far before its verb a subject may begin."""
ASIDE = 24
"""Tokens of the longest aside between a subject and its verb."""
FRONT = 24
"""Words of the longest phrase («وبعد أسبوعين من …») that may stand before the verb without a comma."""


def known_form(rules: AttributionRules, word: str, table: Container[str]) -> str:
    """The word as `table` knows it: as it stands, or without a conjunction glued to it."""
    if word in table:
        return word
    if word.startswith(rules.prefixes):
        for prefix in rules.prefixes:
            if word.startswith(prefix) and word[len(prefix) :] in table:
                return word[len(prefix) :]
    return ""


def looks_like_noun(word: str, rules: AttributionRules) -> bool:
    """Whether a verb's form is spelt like an ordinary noun («رد»، «نقل»): only the bare masculine can be."""
    form = known_form(rules, word, rules.verbs)
    nominal = bool(form) and bool(rules.nominal.search(form)) and form in rules.ordinary
    return nominal and rules.verbs[form].tag == "masculine"


def counts(tokens: Sequence[Token], position: int, form: ReportingForm, rules: AttributionRules) -> bool:
    """Whether the verb reports here: not passive, not denied, not behind a relative, with its link if it needs one."""
    if position and tokens[position - 1].kind is Kind.WORD:
        before = tokens[position - 1].folded
        if before in rules.words["negations"] or (before in rules.words["relatives"] and not rules.capitals):
            return False
        if rules.capitals and before in rules.words["impersonal"]:
            return False
        if before in rules.subjunctives and form.tag.endswith("present"):
            return False
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    if form.parting and after is not None and after.kind is Kind.WORD and after.folded not in rules.words["links"]:
        return False
    if form.then:
        return position + 1 < len(tokens) and tokens[position + 1].folded in form.then
    return not form.linked or _linked(tokens, position, rules)


def _linked(tokens: Sequence[Token], position: int, rules: AttributionRules) -> bool:
    """Whether what is said follows within reach, or, in quotation marks, stands before."""
    if rules.capitals and any(token.kind is Kind.QUOTE for token in tokens[:position]):
        return True
    for before, token in pairwise(tokens[position : position + 1 + REACH]):
        links = token.folded in rules.words["links"] and before.folded not in rules.not_links_after
        if token.kind in (Kind.COLON, Kind.QUOTE) or links:
            return True
        if token.kind is Kind.BREAK:
            return False
    return False


def link_right_behind(tokens: Sequence[Token], end: int, rules: AttributionRules) -> bool:
    """Whether what is said begins right behind the subject."""
    if end >= len(tokens):
        return False
    return tokens[end].kind in (Kind.COLON, Kind.QUOTE) or tokens[end].folded in rules.words["links"]


def opens_clause(tokens: Sequence[Token], position: int, rules: AttributionRules) -> bool:
    """Whether a verb stands where a clause begins; behind an indefinite noun it would only describe that noun."""
    word = tokens[position].folded
    if position == 0 or tokens[position - 1].kind is not Kind.WORD:
        return True
    if word not in rules.verbs:
        return True  # a conjunction is glued to it
    before = tokens[position - 1].folded
    if any(known_form(rules, before, rules.words[category]) for category in ("openers", "adjuncts", "bridges")):
        return True
    if looks_like_noun(word, rules) and before in rules.words["stops"]:
        return False
    return _fronted(tokens, position, rules, 3 if looks_like_noun(word, rules) else FRONT)


def _fronted(tokens: Sequence[Token], position: int, rules: AttributionRules, longest: int = FRONT) -> bool:
    """Whether all before the verb is one phrase that a preposition opens."""
    if position > longest or any(token.kind in (Kind.COMMA, Kind.COLON, Kind.BREAK) for token in tokens[:position]):
        return False
    if any(
        token.folded in rules.words["relatives"]
        or (known_form(rules, token.folded, rules.verbs) and not known_form(rules, token.folded, rules.words["stops"]))
        for token in tokens[:position]
    ):
        return False
    first = tokens[0].folded
    glued = first.startswith(rules.glued) and first[1:] in rules.words["stops"] if rules.glued else False
    return glued or bool(known_form(rules, first, rules.words["stops"]))


def past_adjuncts(tokens: Sequence[Token], position: int, rules: AttributionRules) -> int:
    """Behind adverbs and small phrases, commas around them included."""
    while position < len(tokens):
        token = tokens[position]
        options = rules.adjunct_phrases.get(token.folded, ())
        phrase = next((p for p in options if tuple(t.folded for t in tokens[position : position + len(p)]) == p), ())
        if phrase:
            position += len(phrase)
        elif (
            token.folded in rules.words["adjuncts"]
            or token.folded in rules.participles
            or (token.kind is Kind.COMMA and not rules.capitals)
        ):
            position += 1
        else:
            break
    return position


def leads_clause(tokens: Sequence[Token], position: int, rules: AttributionRules) -> bool:
    """Whether nothing but adverbs, a connective or one phrase with a preposition stands before the verb."""
    before = position - 1
    if before >= 1 and tokens[before].kind is Kind.COMMA and _fronted(tokens, before, rules):
        return True
    while before >= 0 and tokens[before].kind is Kind.WORD and tokens[before].folded in rules.words["adjuncts"]:
        before -= 1
    return before < 0 or (
        tokens[before].kind is Kind.WORD and before == 0 and tokens[before].folded in rules.words["openers"]
    )


def _is_participle(token: Token, rules: AttributionRules) -> bool:
    return (
        bool(rules.participle_endings) and token.text[:1].islower() and token.folded.endswith(rules.participle_endings)
    )


def _is_adverb(token: Token, rules: AttributionRules) -> bool:
    return token.folded in rules.words["adjuncts"] or (
        bool(rules.adverb_endings) and token.folded.endswith(rules.adverb_endings)
    )


def pronoun_before(tokens: Sequence[Token], position: int, rules: AttributionRules) -> str:
    """What the pronoun means that is the verb's subject, where one is and it can point back."""
    last = position - 1
    while last >= 0 and _is_adverb(tokens[last], rules):
        last -= 1
    if last < 0:
        return ""
    meaning = rules.pronouns.get(tokens[last].folded, "")
    leads = last == 0 or tokens[last - 1].kind is not Kind.WORD or last < 4
    return meaning if meaning != "thing" or leads else ""


def clause_starts(tokens: Sequence[Token], position: int, rules: AttributionRules) -> Iterator[int]:
    """Where a subject of the verb may begin, the furthest first."""
    low = max(0, position - WINDOW)
    low = next(
        (index + 1 for index in range(min(position - 1, DATELINE), low, -1) if tokens[index].kind is Kind.BREAK), low
    )
    for index in range(low, position):
        token = tokens[index]
        if (
            token.kind is Kind.WORD
            and not token.quoted
            and (index == low or _may_precede(tokens[index - 1], token, rules))
        ):
            yield index


def _may_precede(token: Token, subject: Token, rules: AttributionRules) -> bool:
    """Whether a subject may begin behind this: a mark, a connective, an adverb, a day of the month before a capital."""
    if token.kind is not Kind.WORD or (token.text[0].isdigit() and subject.text[0].isupper()):
        return True
    return token.folded in rules.words["openers"] or token.folded in rules.words["adjuncts"]


def reaches(tokens: Sequence[Token], end: int, position: int, rules: AttributionRules) -> bool:
    """Whether nothing but adverbs, one aside between commas or a relative clause stands between subject and verb."""
    if end < position and tokens[end].kind is Kind.COMMA:
        closing = next((i for i in range(position - 1, end - 1, -1) if tokens[i].kind is Kind.COMMA), None)
        if closing == end:
            end += 1
            return end < position and all(token.folded in rules.words["adjuncts"] for token in tokens[end:position])
        if closing is None or closing - end > ASIDE or closing < position - 4:
            return False
        end = closing + 1
    elif end < position and (tokens[end].folded in rules.words["relatives"] or _is_participle(tokens[end], rules)):
        return position - end <= ASIDE and not any(
            t.kind in (Kind.COMMA, Kind.BREAK) for t in tokens[end : position - 1]
        )
    elif end < position and tokens[end].kind is Kind.PAREN:
        closing = next((i for i in range(end, position) if tokens[i].kind is Kind.UNPAREN), None)
        if closing is None:
            return False
        end = closing + 1
    while end < position and tokens[end].kind is Kind.WORD and _is_adverb(tokens[end], rules):
        end += 1
    return end == position


def must_have_subject_before(tokens: Sequence[Token], position: int, rules: AttributionRules) -> bool:
    """Whether what is said follows the verb at once, while something stands before it that is no clause of its own."""
    if rules.capitals or position + 1 >= len(tokens) or tokens[position + 1].folded not in rules.words["links"]:
        return False
    return tokens[position].folded in rules.verbs and not leads_clause(tokens, position, rules)

"""Finds the statements of a sentence: where somebody is said to say something, and by which words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crisisbrief.attribute import naming
from crisisbrief.attribute.naming import Known, Naming
from crisisbrief.attribute.tokens import Kind, Token
from crisisbrief.languages.attribution import AttributionRules, HeadKind, ReportingForm, Subject
from crisisbrief.model import Span, Stance

REACH = 14
"""How far after its verb a statement's link («أن», a colon, a quotation) is looked for."""
DATELINE = 14
"""Tokens within which a dash ends a dateline: no subject begins before it."""
WINDOW = 60
"""How far before its verb a subject may begin."""
ASIDE = 24
"""Tokens of the longest aside between a subject and its verb."""


Side = Callable[[Sequence[Token], int, ReportingForm, AttributionRules, Known], "Naming | bool"]


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
        found = _at_marker(tokens, position, rules, known) or _at_verb(tokens, position, rules, known)
        if found is None and none_yet:
            found = _at_participle(tokens, position, rules, known) or _in_relative(tokens, position, rules, known)
        if found is not None:
            none_yet = False
            yield found


def _core(rules: AttributionRules, word: str, table: object) -> str:
    """The word as `table` knows it: as it stands, or without a conjunction glued to it."""
    for form in (word, *(word[len(p) :] for p in rules.prefixes if word.startswith(p))):
        if form in table:  # type: ignore[operator]
            return form
    return ""


# --- phrases: «بحسب»، "according to" --------------------------------------------------------------------------


def _at_marker(tokens: Sequence[Token], position: int, rules: AttributionRules, known: Known) -> Statement | None:
    word = tokens[position].folded
    first = _core(rules, word, rules.markers)
    if first:
        for phrase in rules.markers[first]:
            end = position + len(phrase)
            if tuple(token.folded for token in tokens[position + 1 : end]) == phrase[1:]:
                return _named_by(tokens, position, end, rules, known)
    if _core(rules, word, rules.genitive_markers):
        return _named_by_genitive(tokens, position, rules, known)
    return None


def _named_by(tokens: Sequence[Token], place: int, start: int, rules: AttributionRules, known: Known) -> Statement | None:
    if start < len(tokens) and tokens[start].folded in rules.words["bridges"]:
        return None  # the verb behind it is found for itself
    if start >= len(tokens) or tokens[start].kind is not Kind.WORD or tokens[start].quoted:
        return None
    span = Span(tokens[place].start, tokens[start - 1].end)
    found = naming.read(tokens, start, rules, known)
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
            view = _Changed(tokens, start, token._replace(folded=noun, definite=len(prefix) > 1))
            found = naming.read(view, start, rules, known)
            return _by_phrase(view, found, Span(tokens[place].start, tokens[place].end), place, rules, known)
    return None


class _Changed(Sequence[Token]):
    """A sentence with one token replaced, without a copy of it."""

    def __init__(self, tokens: Sequence[Token], index: int, token: Token) -> None:
        self._tokens, self._index, self._token = tokens, index, token

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        return self._token if index == self._index else self._tokens[index]


def _by_phrase(
    tokens: Sequence[Token], found: Naming | None, span: Span, place: int, rules: AttributionRules, known: Known
) -> Statement | None:
    if found is None:
        return None
    if _points_back(tokens, found, rules):
        return Statement(None, span, Stance.SAID, "", place)
    found = _issuer(tokens, found, rules, known)
    if found is None or not _somebody(tokens, found, rules, known):
        return None
    return Statement(extended(tokens, found, rules, known), span, Stance.SAID, "", place)


# --- verbs ----------------------------------------------------------------------------------------------------


def _at_verb(tokens: Sequence[Token], position: int, rules: AttributionRules, known: Known) -> Statement | None:
    word = tokens[position].folded
    core = _core(rules, word, rules.verbs)
    if not core or (word in rules.heads and not rules.capitals):
        return None
    form = rules.verbs[core]
    opens = position == 0 or tokens[position - 1].kind is Kind.BREAK
    if core in rules.words["stops"] and (not opens or form.tag != "masculine"):
        return None  # «عبر» is a verb only where it opens the sentence
    if not _counts(tokens, position, form, rules):
        return None
    sides: tuple[Side, ...] = (_before, _after)
    if not rules.subject_first:
        sides = (_after,) if leads_clause(tokens, position, rules) else (_surely_before, _after, _before, _of_first_verb)
    span = Span(tokens[position].end - len(tokens[position].text) + len(word) - len(core), tokens[position].end)
    for side in sides:
        found = side(tokens, position, form, rules, known)
        if isinstance(found, Naming):
            if _is_nobody(tokens, found, rules) or not _may_be_subject(found, form):
                return None
            found = _relayed(tokens, found, form, rules, known) or found
            return Statement(extended(tokens, found, rules, known), span, form.stance, form.tag, position)
        if found:
            return Statement(None, span, form.stance, form.tag, position, _pronoun_before(tokens, position, rules))
    return None


def _relayed(tokens: Sequence[Token], found: Naming, form: ReportingForm, rules: AttributionRules, known: Known) -> Naming | None:
    """Whose words the subject passes on («نقلت الوكالة عن الوزير قوله»)."""
    if not form.relays:
        return None
    for position in range(found.end, min(found.end + 6, len(tokens) - 1)):
        if tokens[position].folded == form.relays:
            source = naming.read(tokens, position + 1, rules, known)
            return source if source is not None and source.certain and _somebody(tokens, source, rules, known) else None
    return None


def _at_participle(tokens: Sequence[Token], position: int, rules: AttributionRules, known: Known) -> Statement | None:
    """«حضر الرئيس …، متعهدا بـ»: the participle speaks for the subject of the verb that opens the sentence."""
    stance = rules.participles.get(tokens[position].folded)
    if stance is None or rules.capitals or position < 2:
        return None
    found = first_subject(tokens, rules, known, position)
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
    for start in range(max(0, relative - REACH), relative):
        if tokens[start].folded not in rules.heads and tokens[start].start not in known.people:
            continue
        found = naming.read(tokens, start, rules, known, stop=relative)
        if found is not None and found.end == relative and found.named and found.certain:
            span = Span(tokens[position].start, tokens[position].end)
            return Statement(found, span, form.stance, form.tag, position)
    return None


def _may_be_subject(found: Naming, form: ReportingForm) -> bool:
    return form.subject is not Subject.PERSON or found.head is None or found.head.kind is HeadKind.PERSON


def _counts(tokens: Sequence[Token], position: int, form: ReportingForm, rules: AttributionRules) -> bool:
    """Whether the verb reports here: not passive, not denied, not behind a relative pronoun, with its link where it needs one."""
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


def _after(tokens: Sequence[Token], position: int, form: ReportingForm, rules: AttributionRules, known: Known) -> Naming | bool:
    """The subject behind the verb; True where the verb has none of its own and points back."""
    if rules.capitals and not _inverted(tokens, position):
        return False
    if not rules.capitals and not _opens_clause(tokens, position, rules):
        return False
    start = _past_adjuncts(tokens, position + 1, rules)
    if start >= len(tokens) or tokens[start].kind is not Kind.WORD:
        return _quoted_name(tokens, start, rules, known) or _drops_subject(tokens, position, rules)
    found = naming.read(tokens, start, rules, known)
    if found is None or not _agrees(tokens, found, form, rules):
        return _drops_subject(tokens, position, rules) and _may_drop(tokens, start, form, rules)
    if _points_back(tokens, found, rules):
        return True
    issuer = _issuer(tokens, found, rules, known)
    if issuer is None:
        return rules.back_documents and _definite_document(tokens, found, rules)
    if _somebody(tokens, issuer, rules, known, weak=_accepts_unknown(tokens, position, issuer, form, rules)):
        return issuer
    if form.subject is Subject.ANY and _link_right_behind(tokens, issuer.end, rules) and not _is_nobody(tokens, issuer, rules):
        return issuer
    return not _is_nobody(tokens, issuer, rules) and _drops_subject(tokens, position, rules) and _may_drop(tokens, start, form, rules)


def _link_right_behind(tokens: Sequence[Token], end: int, rules: AttributionRules) -> bool:
    """Whether what is said begins right behind the subject."""
    if end >= len(tokens):
        return False
    return tokens[end].kind in (Kind.COLON, Kind.QUOTE) or tokens[end].folded in rules.words["links"]


def _agrees(tokens: Sequence[Token], found: Naming, form: ReportingForm, rules: AttributionRules) -> bool:
    """Whether verb and noun go together in gender; what does not is the object: «واتهم الحكومة» has its subject elsewhere."""
    first = tokens[found.first]
    head = rules.heads.get(first.folded)
    if not rules.feminine_endings or head is None or head.kind not in (HeadKind.PERSON, HeadKind.BODY):
        return True
    feminine = first.text.endswith(rules.feminine_endings) and first.folded not in rules.masculine_plurals
    if form.tag.startswith("feminine"):
        return feminine or head.kind is HeadKind.BODY or first.folded in rules.neutral_heads
    return not (form.tag.startswith("masculine") and feminine and first.text.endswith(rules.feminine_endings[0]))


def _may_drop(tokens: Sequence[Token], start: int, form: ReportingForm, rules: AttributionRules) -> bool:
    """Whether what follows the verb can be what is said («أكد ضرورة …») and not who says it («أكد التحقيق …»)."""
    if form.subject is Subject.PERSON:
        return False
    if start >= len(tokens) or tokens[start].kind is not Kind.WORD:
        return True
    token = tokens[start]
    if token.folded in rules.words["links"] or token.folded in rules.words["stops"] or token.folded in rules.heads:
        return True
    agrees = form.tag.startswith("feminine") == token.text.endswith(rules.feminine_endings)
    return not token.definite and not (agrees and form.tag.startswith("feminine"))


def _quoted_name(tokens: Sequence[Token], start: int, rules: AttributionRules, known: Known) -> Naming | None:
    """A paper, an agency, a group that is named in quotation marks alone: وقالت "…" إن."""
    if start + 2 >= len(tokens) or tokens[start].kind is not Kind.QUOTE:
        return None
    end = next((i for i in range(start + 1, min(start + 9, len(tokens))) if tokens[i].kind is Kind.QUOTE), None)
    if end is None or any(token.kind is not Kind.WORD for token in tokens[start + 1 : end]):
        return None
    first = tokens[start + 1]
    certain = first.folded in rules.heads or first.start in known.actors
    linked = end + 1 < len(tokens) and tokens[end + 1].folded in rules.words["links"] | rules.words["stops"]
    if not certain and not (linked and end - start <= 4):
        return None
    return Naming(start, end + 1, Span(tokens[start].start, tokens[end].end), rules.heads.get(first.folded), True, True)


def _accepts_unknown(tokens: Sequence[Token], position: int, found: Naming, form: ReportingForm, rules: AttributionRules) -> bool:
    """Whether a word that is not known stands where only somebody who speaks can stand."""
    if form.subject is not Subject.ACTOR:
        return form.subject is Subject.ANY
    if _core(rules, tokens[position].folded, rules.verbs) in rules.ordinary:
        return False
    return leads_clause(tokens, position, rules) and (
        rules.capitals or not tokens[found.first].folded.endswith(("ه", "ها", "هم", "هما"))
    )


def _opens_clause(tokens: Sequence[Token], position: int, rules: AttributionRules) -> bool:
    """Whether a verb stands where a clause begins; behind an indefinite noun it would only describe that noun."""
    word = tokens[position].folded
    if position == 0 or tokens[position - 1].kind is not Kind.WORD:
        return True
    if word not in rules.verbs:
        return True  # a conjunction is glued to it
    before = tokens[position - 1].folded
    if any(_core(rules, before, rules.words[category]) for category in ("openers", "adjuncts", "bridges")):
        return True
    if tokens[position].folded in rules.ordinary and tokens[position - 1].folded in rules.words["stops"]:
        return False
    return _fronted(tokens, position, rules, FRONT if word not in rules.ordinary else 3)


FRONT = 24
"""Words of the longest phrase («وبعد أسبوعين من …») that may stand before the verb without a comma."""


def _fronted(tokens: Sequence[Token], position: int, rules: AttributionRules, longest: int = FRONT) -> bool:
    """Whether all before the verb is one phrase that a preposition opens."""
    if position > longest or any(token.kind in (Kind.COMMA, Kind.COLON, Kind.BREAK) for token in tokens[:position]):
        return False
    if any(_core(rules, token.folded, rules.verbs) or token.folded in rules.words["relatives"] for token in tokens[:position]):
        return False
    return bool(_core(rules, tokens[0].folded, rules.words["stops"]))


def _inverted(tokens: Sequence[Token], position: int) -> bool:
    return position > 0 and tokens[position - 1].kind in (Kind.QUOTE, Kind.COMMA)


def _past_adjuncts(tokens: Sequence[Token], position: int, rules: AttributionRules) -> int:
    """Behind adverbs and small phrases, commas around them included."""
    while position < len(tokens):
        token = tokens[position]
        options = rules.adjunct_phrases.get(token.folded, ())
        phrase = next((p for p in options if tuple(t.folded for t in tokens[position : position + len(p)]) == p), ())
        if phrase:
            position += len(phrase)
        elif token.folded in rules.words["adjuncts"] or (token.kind is Kind.COMMA and not rules.capitals):
            position += 1
        else:
            break
    return position


def _drops_subject(tokens: Sequence[Token], position: int, rules: AttributionRules, known: Known | None = None) -> bool:
    """Whether a verb without a subject behind it leads its sentence and so speaks of somebody named before."""
    if not rules.pro_drop or _core(rules, tokens[position].folded, rules.words["impersonal"]):
        return False
    return leads_clause(tokens, position, rules)


def leads_clause(tokens: Sequence[Token], position: int, rules: AttributionRules) -> bool:
    """Whether nothing but adverbs, a connective or one phrase with a preposition stands before the verb."""
    before = position - 1
    if before >= 1 and tokens[before].kind is Kind.COMMA and _fronted(tokens, before, rules):
        return True
    while before >= 0 and tokens[before].kind is Kind.WORD and tokens[before].folded in rules.words["adjuncts"]:
        before -= 1
    return before < 0 or (tokens[before].kind is Kind.WORD and before == 0 and tokens[before].folded in rules.words["openers"])


def _pronoun_before(tokens: Sequence[Token], position: int, rules: AttributionRules) -> str:
    """What the pronoun means that is the verb's subject, where one is and it can point back."""
    last = position - 1
    while last >= 0 and _is_adverb(tokens[last], rules):
        last -= 1
    if last < 0:
        return ""
    meaning = rules.pronouns.get(tokens[last].folded, "")
    leads = last == 0 or tokens[last - 1].kind is not Kind.WORD or last < 4
    return meaning if meaning != "thing" or leads else ""


def _is_participle(token: Token, rules: AttributionRules) -> bool:
    return bool(rules.participle_endings) and token.text[:1].islower() and token.folded.endswith(rules.participle_endings)


def _is_adverb(token: Token, rules: AttributionRules) -> bool:
    return token.folded in rules.words["adjuncts"] or (bool(rules.adverb_endings) and token.folded.endswith(rules.adverb_endings))


def _surely_before(tokens: Sequence[Token], position: int, form: ReportingForm, rules: AttributionRules, known: Known) -> Naming | bool:
    """A subject before the verb that is known and reaches up to it."""
    for start in _clause_starts(tokens, position, rules):
        found = naming.read(tokens, start, rules, known, stop=position)
        if found is None or not found.certain or not _reaches(tokens, found.end, position, rules):
            continue
        if found.head is not None and found.head.kind is HeadKind.DOCUMENT:
            continue
        if _somebody(tokens, found, rules, known):
            return found
    return False


def _before(tokens: Sequence[Token], position: int, form: ReportingForm, rules: AttributionRules, known: Known) -> Naming | bool:
    """The subject before the verb; True for a pronoun."""
    if _pronoun_before(tokens, position, rules):
        return True
    bound = _must_have_subject_before(tokens, position, rules)
    for start in _clause_starts(tokens, position, rules):
        found = naming.read(tokens, start, rules, known, stop=position)
        if found is None or not (_reaches(tokens, found.end, position, rules) or (bound and found.head and found.certain)):
            continue
        if not _somebody(tokens, found, rules, known, weak=form.subject is Subject.ANY):
            continue
        issuer = _issuer(tokens, found, rules, known)
        if issuer is not None:
            return issuer
        if rules.back_documents and rules.capitals:
            return True
    return False


def _of_first_verb(tokens: Sequence[Token], position: int, form: ReportingForm, rules: AttributionRules, known: Known) -> Naming | bool:
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


def first_subject(tokens: Sequence[Token], rules: AttributionRules, known: Known, stop: int) -> Naming | bool:
    """The subject of the verb that opens the sentence, where the words surely name somebody."""
    opening = tokens[0].folded
    if len(tokens) < 3 or tokens[1].kind is not Kind.WORD or opening in rules.heads or opening in rules.words["stops"] or (rules.article and opening.startswith(rules.article)):
        return False
    start = _past_adjuncts(tokens, 1, rules)
    found = naming.read(tokens, start, rules, known, stop=stop) if start < stop and tokens[start].kind is Kind.WORD else None
    if found is None or not found.certain or _is_nobody(tokens, found, rules):
        return False
    if found.head is not None and found.head.kind not in (HeadKind.PERSON, HeadKind.BODY):
        return False
    return found


def _must_have_subject_before(tokens: Sequence[Token], position: int, rules: AttributionRules) -> bool:
    """Whether what is said follows the verb at once, while something stands before it that is no clause of its own."""
    if rules.capitals or position + 1 >= len(tokens) or tokens[position + 1].folded not in rules.words["links"]:
        return False
    return tokens[position].folded in rules.verbs and not leads_clause(tokens, position, rules)


def _clause_starts(tokens: Sequence[Token], position: int, rules: AttributionRules) -> Iterator[int]:
    """Where a subject of the verb may begin, the furthest first."""
    low = max(0, position - WINDOW)
    low = next((index + 1 for index in range(min(position - 1, DATELINE), low, -1) if tokens[index].kind is Kind.BREAK), low)
    for index in range(low, position):
        token = tokens[index]
        if token.kind is not Kind.WORD or token.quoted:
            continue
        if index == low or tokens[index - 1].kind is not Kind.WORD or tokens[index - 1].folded in rules.words["openers"]:
            yield index
        elif rules.pro_drop and tokens[index - 1].folded in rules.words["adjuncts"]:
            yield index


def _reaches(tokens: Sequence[Token], end: int, position: int, rules: AttributionRules) -> bool:
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
        return position - end <= ASIDE and not any(t.kind in (Kind.COMMA, Kind.BREAK) for t in tokens[end : position - 1])
    elif end < position and tokens[end].kind is Kind.PAREN:
        closing = next((i for i in range(end, position) if tokens[i].kind is Kind.UNPAREN), None)
        if closing is None:
            return False
        end = closing + 1
    while end < position and tokens[end].kind is Kind.WORD and _is_adverb(tokens[end], rules):
        end += 1
    return end == position


# --- who it is ------------------------------------------------------------------------------------------------


def _somebody(tokens: Sequence[Token], found: Naming, rules: AttributionRules, known: Known, *, weak: bool = False) -> bool:
    """Whether the words name somebody who can speak; `weak`: an unknown name will do."""
    if _is_nobody(tokens, found, rules):
        return False
    if found.certain:
        return True
    word = tokens[found.first].folded
    bare = word[len(rules.article) :] if rules.article and word.startswith(rules.article) else word
    return weak and bare not in rules.ordinary and word not in rules.words["stops"]


def _is_nobody(tokens: Sequence[Token], found: Naming, rules: AttributionRules) -> bool:
    return tokens[found.first].folded in rules.words["nobody"] and (found.head is None or found.end - found.first < 3)


def _points_back(tokens: Sequence[Token], found: Naming, rules: AttributionRules) -> bool:
    """«المصدر نفسه»."""
    if rules.same_heads and tokens[found.first].folded not in rules.same_heads:
        return False
    return found.end < len(tokens) and tokens[found.end].folded in rules.same


def _definite_document(tokens: Sequence[Token], found: Naming, rules: AttributionRules) -> bool:
    word = tokens[found.first].folded
    return bool(found.head) and word.startswith(rules.article)


def _issuer(tokens: Sequence[Token], found: Naming, rules: AttributionRules, known: Known) -> Naming | None:
    """Whose document it is, where the words name one («بيان للجيش»); None where they do not say."""
    if found.head is None or found.head.kind is not HeadKind.DOCUMENT:
        return found
    if rules.capitals:
        return found if found.end - found.first > 2 else None  # "a high command communique", not "the statement"
    for position in range(found.first + 1, min(found.first + 8, len(tokens))):
        token = tokens[position]
        if token.kind is not Kind.WORD:
            return None
        if token.folded in rules.words["issuers"] or (token.folded.endswith(rules.adjective_endings) and token.start not in known.actors):
            continue
        inner = _issuer_at(tokens, position, rules, known)
        return inner if inner is not None and (inner.head is None or inner.head.kind is not HeadKind.DOCUMENT) else None
    return None


def _issuer_at(tokens: Sequence[Token], position: int, rules: AttributionRules, known: Known) -> Naming | None:
    token = tokens[position]
    for prefix in ("", *rules.genitive_prefixes):
        if not token.folded.startswith(prefix):
            continue
        rest = token.folded[len(prefix) :]
        noun = rules.article + rest if len(prefix) > 1 else rest
        view = _Changed(tokens, position, token._replace(folded=noun, definite=len(prefix) > 1)) if prefix else tokens
        found = naming.read(view, position, rules, known)
        if found is not None and found.certain:
            return found
    return None


def extended(tokens: Sequence[Token], found: Naming, rules: AttributionRules, known: Known) -> Naming:
    """With the other half of "title, name," or "name, title,"."""
    if found.end + 1 >= len(tokens) or tokens[found.end].kind is not Kind.COMMA:
        return found
    if tokens[found.end + 1].folded in rules.named:
        return naming.read(tokens, found.end + 2, rules, known) or found
    second = naming.read(tokens, found.end + 1, rules, known)
    if second is None or second.end >= len(tokens) + 1:
        return found
    closes = second.end >= len(tokens) or tokens[second.end].kind is not Kind.WORD or tokens[second.end].folded in rules.words["links"] or (
        tokens[second.end].folded in rules.words["stops"] | rules.words["relatives"]
    )  # fmt: skip
    title = found.head is not None and found.head.kind is HeadKind.PERSON
    second_title = second.head is not None and second.head.kind is HeadKind.PERSON
    if not closes:
        return found
    if rules.name_only:
        if found.head is not None and found.head.kind is HeadKind.PERSON and second.named and second.head is None and _all_capital(tokens, second):
            return Naming(found.first, second.end, second.span, found.head, True, True, second.names, found.title)
        return found
    honored = tokens[second.first].folded in rules.words["honorifics"]
    if title and not found.named and second.named and (second.head is None or honored):
        return Naming(found.first, second.end, Span(found.span.start, second.span.end), found.head, True, True, second.names, found.title)
    if found.head is None and found.named and second_title and second.head is not None and second.head.stands == "authority":
        return Naming(found.first, second.end, Span(found.span.start, second.span.end), second.head, True, True, found.names, second.title)
    return found


def _all_capital(tokens: Sequence[Token], found: Naming) -> bool:
    return all(token.text[:1].isupper() for token in tokens[found.first : found.end])

"""Who is meant by naming words: somebody who can speak, whoever issued a document, title and name together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crisisbrief.attribute import naming
from crisisbrief.attribute.reading import Known, Naming
from crisisbrief.attribute.tokens import Kind, Token
from crisisbrief.languages.attribution import AttributionRules, HeadKind
from crisisbrief.model import Span


def somebody(
    tokens: Sequence[Token], found: Naming, rules: AttributionRules, known: Known, *, weak: bool = False
) -> bool:
    """Whether the words name somebody who can speak; `weak`: an unknown name will do."""
    if is_nobody(tokens, found, rules):
        return False
    if found.certain:
        return True
    word = tokens[found.first].folded
    bare = word[len(rules.article) :] if rules.article and word.startswith(rules.article) else word
    return weak and bare not in rules.ordinary and word not in rules.words["stops"]


def is_nobody(tokens: Sequence[Token], found: Naming, rules: AttributionRules) -> bool:
    return tokens[found.first].folded in rules.words["nobody"] and (found.head is None or found.end - found.first < 3)


def points_back(tokens: Sequence[Token], found: Naming, rules: AttributionRules) -> bool:
    """«المصدر نفسه»."""
    if rules.same_heads and tokens[found.first].folded not in rules.same_heads:
        return False
    return found.end < len(tokens) and tokens[found.end].folded in rules.same


def definite_document(tokens: Sequence[Token], found: Naming, rules: AttributionRules) -> bool:
    word = tokens[found.first].folded
    return bool(found.head) and word.startswith(rules.article)


def reworded(tokens: Sequence[Token], index: int, token: Token) -> list[Token]:
    """The tokens with one of them read as another."""
    return [*tokens[:index], token, *tokens[index + 1 :]]


def issuer_of(tokens: Sequence[Token], found: Naming, rules: AttributionRules, known: Known) -> Naming | None:
    """Whose document it is, where the words name one («بيان للجيش»); None where they do not say."""
    if found.head is None or found.head.kind is not HeadKind.DOCUMENT:
        return found
    if rules.capitals:
        return found if found.end - found.first > 2 else None  # "a high command communique", not "the statement"
    for position in range(found.first + 1, min(found.first + 8, len(tokens))):
        token = tokens[position]
        if token.kind is not Kind.WORD:
            return None
        if token.folded in rules.words["issuers"] or (
            token.folded.endswith(rules.adjective_endings) and token.start not in known.actors
        ):
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
        view = reworded(tokens, position, token._replace(folded=noun, definite=len(prefix) > 1)) if prefix else tokens
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
    if second is None or not _closes(tokens, second.end, rules):
        return found
    both = Span(found.span.start, second.span.end)
    if _is_person(found) and second.named and rules.name_only:
        bare_name = second.head is None and all(token.text[:1].isupper() for token in tokens[second.first : second.end])
        return (
            replace(second, first=found.first, head=found.head, certain=True, title=found.title) if bare_name else found
        )
    honored = tokens[second.first].folded in rules.words["honorifics"]
    if _is_person(found) and not found.named and second.named and (second.head is None or honored):
        return replace(second, first=found.first, span=both, head=found.head, certain=True, title=found.title)
    office = _is_person(second) and second.head is not None and second.head.stands == "authority"
    if found.head is None and found.named and office and not rules.name_only:
        return replace(second, first=found.first, span=both, certain=True, named=True, names=found.names)
    return found


def _is_person(found: Naming) -> bool:
    return found.head is not None and found.head.kind is HeadKind.PERSON


def _closes(tokens: Sequence[Token], end: int, rules: AttributionRules) -> bool:
    """Whether an apposition ends here: with a mark, with the statement's link, with the rest of the sentence."""
    if end >= len(tokens) or tokens[end].kind is not Kind.WORD:
        return True
    return any(tokens[end].folded in rules.words[category] for category in ("links", "stops", "relatives"))

"""Naming words in languages that write names with a capital, titles before them."""

from __future__ import annotations

from crisisbrief.attribute.reading import Reading
from crisisbrief.attribute.tokens import Kind, Token
from crisisbrief.languages.attribution import AttributionRules, Head, HeadKind


def takes_by_capitals(reading: Reading, position: int) -> bool:
    """Whether the word belongs to the name, in a language where names have capitals and titles stand before them."""
    rules, tokens = reading.rules, reading.tokens
    token = tokens[position]
    word = _owner(token.folded, rules)
    if not reading.words:
        return _begins_by_capitals(reading, position, word)
    if word in rules.inside_always or word in rules.inside_titles:
        return _phrase_follows(reading, position, word)
    if word in rules.conjunctions:
        return _more_follow(reading, position)
    if word in rules.words["stops"] and not _acronym(reading, token):
        return False
    if word in rules.verbs and word not in rules.heads:
        return False
    if (
        word.endswith(rules.adverb_endings or ("\0",))
        and position + 1 < len(tokens)
        and tokens[position + 1].folded in rules.verbs
    ):
        return False
    if _describes(reading, position):
        return False
    if word in rules.determiners:
        return tokens[position - 1].folded in rules.inside_always | rules.inside_titles | rules.conjunctions
    _note(reading, position, word)
    return True


def _begins_by_capitals(reading: Reading, position: int, word: str) -> bool:
    rules = reading.rules
    token = reading.tokens[position]
    if word in rules.words["pronouns"] and not _acronym(reading, token):
        return False
    if word in rules.determiners:
        following = position + 1
        return following < len(reading.tokens) and reading.tokens[following].kind is Kind.WORD
    if (
        (word in rules.words["stops"] and not _acronym(reading, token))
        or word in rules.words["links"]
        or word in rules.words["openers"]
    ):
        return False
    if word in rules.inside_always or (word in rules.verbs and word not in rules.heads):
        return False
    if not token.text[0].isalpha():
        return False
    _note(reading, position, word)
    return True


def _acronym(reading: Reading, token: Token) -> bool:
    """Whether a word that looks like a pronoun is none: US, WHO, IT in a text that is not all capitals."""
    return len(token.text) > 1 and token.text.isupper() and not _shouting(reading)


def _shouting(reading: Reading) -> bool:
    """Whether the whole report is in capitals, as agencies wrote before 1990."""
    return not any(token.text[:1].islower() for token in reading.tokens[:40])


def _owner(word: str, rules: AttributionRules) -> str:
    """The word without the ending of a possessive."""
    return next((word.removesuffix(ending) for ending in rules.possessives if word.endswith(ending)), word)


def _note(reading: Reading, position: int, word: str) -> None:
    """Take in what a word says about who is meant."""
    token = reading.tokens[position]
    head = reading.rules.heads.get(word) or _compound_head(reading, word)
    behind = any(
        reading.tokens[index].folded in reading.rules.inside_always | reading.rules.inside_titles
        for index in reading.words
    )
    if head is not None and not behind:
        reading.head = head
        reading.certain = True
    known = reading.known
    if token.start in known.actors or token.start in known.places or word in known.names:
        reading.certain = True
    if token.text[0].isupper() and word not in reading.rules.heads and not _shouting(reading):
        reading.names += 1
        reading.name_words.append(word)
        if position > 0 and reading.tokens[position - 1].kind is Kind.WORD:
            reading.certain = True


def _compound_head(reading: Reading, word: str) -> Head | None:
    """The last part of a compound: "inspector-general"."""
    last = word.rpartition("-")[2]
    return reading.rules.heads.get(last) if last != word else None


def _phrase_follows(reading: Reading, position: int, word: str) -> bool:
    """ "spokesman in Berlin", "head of the clinic": not "said in a statement"."""
    rules, tokens = reading.rules, reading.tokens
    if position + 1 >= len(tokens):
        return False
    following = tokens[position + 1]
    if following.kind is not Kind.WORD or following.text[0].isdigit():
        return False
    if word in rules.inside_always:
        return following.folded not in rules.words["stops"]
    if reading.head is None and not reading.names:
        return False
    if (
        reading.reaches_verb
        and following.folded not in rules.words["stops"]
        and following.folded not in rules.words["occasions"] - rules.determiners
    ):
        return True
    if following.folded in rules.determiners and position + 2 < len(tokens):
        follower = tokens[position + 2]
        return follower.kind is Kind.WORD and (follower.text[0].isupper() or follower.folded in rules.heads)
    return (
        following.text[0].isupper()
        and following.folded not in rules.words["occasions"]
        and following.folded not in rules.words["stops"]
    )


def _more_follow(reading: Reading, position: int) -> bool:
    rules, tokens = reading.rules, reading.tokens
    if position + 1 >= len(tokens) or not reading.certain:
        return False
    following = tokens[position + 1]
    word = following.folded
    return following.kind is Kind.WORD and word not in rules.words["stops"] and word not in rules.verbs


def shown_words(reading: Reading) -> list[int]:
    """The words of a person's name without the title before it and the place behind it; else all."""
    words = reading.words
    if _shouting(reading):
        return words
    end = next((number for number, position in enumerate(words) if _is_inside(reading, position)), len(words))
    name = _name_behind_title(reading, words[:end])
    if name and (len(name) > 1 or end == len(words)):
        return name
    behind = [
        position for position in words[end + 1 :] if reading.tokens[position].folded not in reading.rules.determiners
    ]
    if behind and _is_title(reading, behind[0]):  # "Secretary of State …"
        behind = _name_behind_title(reading, behind)
        return behind if len(behind) > 1 else words
    return words


def _is_inside(reading: Reading, position: int) -> bool:
    word = reading.tokens[position].folded
    return (
        word in reading.rules.inside_always or word in reading.rules.inside_titles or word in reading.rules.conjunctions
    )


def _describes(reading: Reading, position: int) -> bool:
    """Whether a word only describes the noun before it: "forces deployed last month"."""
    token, before = reading.tokens[position], reading.tokens[position - 1]
    participle = len(token.text) > 4 and token.folded.endswith(reading.rules.participle_endings)
    return participle and token.text[0].islower() and before.folded in reading.rules.heads


def _name_behind_title(reading: Reading, words: list[int]) -> list[int]:
    """The capitalized words behind the last word of a title; empty where no title stands before them."""
    tokens, rules = reading.tokens, reading.rules
    cut = 0
    for number, position in enumerate(words):
        described = not tokens[position].text[0].isupper() or tokens[position].folded.endswith(rules.possessives)
        if described or _is_title(reading, position):
            cut = number + 1
    rest = words[cut:]
    bodies = [position for position in rest if tokens[position].folded in rules.heads]
    return [] if not cut or bodies or (len(rest) < 2 and reading.head is None) else rest


def _is_title(reading: Reading, position: int) -> bool:
    rules = reading.rules
    word = _owner(reading.tokens[position].folded, rules)
    head = rules.heads.get(word) or _compound_head(reading, word)
    return (head is not None and head.kind is HeadKind.PERSON) or word in rules.words["honorifics"]

"""The end of a title and the name behind it, in languages with an article: «وزير الخارجية الروسي سيرغي لافروف»."""

from __future__ import annotations

from crisisbrief.attribute.reading import Reading
from crisisbrief.attribute.tokens import Kind
from crisisbrief.languages.attribution import HeadKind

LONGEST_NAME = 8
"""Words of a person's name."""


def completes_title(reading: Reading, position: int, word: str) -> bool:
    """A word while the title is still open: «وزير الخارجية»."""
    rules = reading.rules
    token = reading.tokens[position]
    adjective = is_adjective(reading, word)
    if token.start in reading.known.places and not adjective:
        reading.closed = reading.by_name = True
        return True
    if token.definite:
        if len(reading.words) == 1 and _acts(reading):
            return False
        if reading.loose and (
            reading.head is None or reading.head.kind is not HeadKind.BODY or not _loose_just_now(reading)
        ):
            return False
        reading.loose = False
        reading.closed = True
        return True
    if reading.loose or _takes_no_genitive(reading):
        reading.loose = True
        return adjective
    if adjective and word not in rules.heads:
        reading.loose = True
        return True
    if word in rules.heads:
        return True
    if word not in rules.ordinary:
        reading.closed = reading.by_name = True
        if reading.head is not None and reading.head.kind is HeadKind.PERSON:
            reading.names = 1
            reading.name_words.append(word)
    return True


def _loose_just_now(reading: Reading) -> bool:
    """Whether the word that looked like an adjective may be a noun itself: «وحدات حماية الشعب»."""
    return len(reading.words) == 2


def _acts(reading: Reading) -> bool:
    """Whether the leading noun has the ending that no genitive follows: «آخرون»."""
    head, first = reading.head, reading.tokens[reading.words[0]].folded
    group = head is not None and head.kind is HeadKind.GROUP
    return group and bool(reading.rules.acting_endings) and first.endswith(reading.rules.acting_endings)


def _takes_no_genitive(reading: Reading) -> bool:
    """A plural with its nun («مسؤولون») or an adjective cannot lead a genitive."""
    last = reading.tokens[reading.words[-1]].folded
    return last.endswith(reading.rules.plural_endings) and last in reading.rules.heads


def is_adjective(reading: Reading, word: str) -> bool:
    """Whether a word behind a noun can be its attribute: by its ending, or by agreeing in number."""
    rules = reading.rules
    if word in rules.words["attributes"]:
        return True
    if word in rules.heads or word in rules.nouns:
        return False
    before = reading.tokens[reading.words[-1]].folded if reading.words else ""
    agrees = any(before.endswith(ending) and word.endswith(ending) for ending in rules.plural_endings)
    return word.endswith(rules.adjective_endings) or (agrees and before in rules.heads)


def adds_name(reading: Reading, position: int, word: str) -> bool:
    """A word after the title is complete: attributes, then the name of the person."""
    rules = reading.rules
    person = reading.head is None or reading.head.kind is HeadKind.PERSON
    if reading.tokens[position].definite:
        return _adds_definite(reading, position, word, person)
    if rules.words["attributes"] and word in rules.words["attributes"]:
        return not reading.names and not person and reading.loose
    only_place = reading.place and not reading.names and reading.head is None
    if only_place and word.startswith(rules.glued) and reading.tokens[position].start not in reading.known.places:
        return False
    if not person and reading.tokens[reading.first].folded in rules.proper:
        return False
    if not person:
        known = word in rules.ordinary or word in rules.heads or is_prepositional(reading, position, word)
        return reading.by_name and not known
    if reading.head is None and reading.names > 1 and word in rules.heads and rules.heads[word].kind is HeadKind.PERSON:
        reading.head, reading.closed, reading.names, reading.titled = rules.heads[word], False, 0, True
        reading.certain = True
        return True
    if reading.titled or reading.surname or reading.names >= LONGEST_NAME or not can_be_name(reading, position, word):
        return False
    reading.names += 1
    reading.name_words.append(word)
    return True


def _adds_definite(reading: Reading, position: int, word: str, person: bool) -> bool:
    rules = reading.rules
    bare = word[len(rules.article) :]
    if not reading.names:
        if person and word in rules.words["honorifics"]:
            return True
        if word in rules.words["attributes"]:
            return True
        return word.endswith(rules.adjective_endings) and word not in rules.heads and _agrees_in_number(reading, word)
    if word in rules.words["attributes"] and not word.endswith(rules.adjective_endings):
        reading.surname = True
        return person and reading.names <= 3
    if word in reading.known.names or bare in reading.known.names:
        reading.surname = True
        reading.name_words.append(word)
        return True
    linked = _behind_name_link(reading)
    if person and not reading.surname and (bare not in rules.ordinary or linked):
        reading.names += 1
        reading.name_words.append(word)
        reading.surname = not linked
        return True
    return False


def _agrees_in_number(reading: Reading, word: str) -> bool:
    """Whether an attribute's number can be that of the leading noun: «التقرير السعوديين» is report and object."""
    if not word.endswith(reading.rules.plural_endings):
        return True
    first = reading.tokens[reading.words[0]].folded
    return first.endswith(reading.rules.plural_endings) or (
        reading.head is not None and reading.head.kind is HeadKind.GROUP
    )


def _behind_name_link(reading: Reading) -> bool:
    """Whether the word before demands another: بن زايد، عبد الله."""
    return reading.tokens[reading.words[-1]].folded in reading.rules.name_links if reading.words else False


def can_be_name(reading: Reading, position: int, word: str) -> bool:
    """Whether a word can be part of a person's name: it is known as one, or it is no ordinary word."""
    rules = reading.rules
    token = reading.tokens[position]
    if token.kind is not Kind.WORD or len(word) < 2:
        return False
    if word in reading.known.names or word in rules.name_links or namesake(reading, position):
        return True
    if _behind_name_link(reading):
        return True
    if token.text[0].isdigit() or token.text.endswith(rules.adverbial_endings + rules.suffixes):
        return False
    if word in rules.heads or any(word in rules.words[category] for category in ("adjuncts", "openers", "stops")):
        return False
    if rules.accusative and word.removesuffix(rules.accusative) in rules.ordinary:
        return False
    return word not in rules.ordinary and not is_prepositional(reading, position, word)


def namesake(reading: Reading, position: int) -> bool:
    """Whether a word, as written, is a name that folds to some other word."""
    return reading.tokens[position].text in reading.rules.namesakes


def is_prepositional(reading: Reading, position: int, word: str) -> bool:
    """«ببيان»، «لراديو»: a preposition glued to an ordinary word."""
    rules, known = reading.rules, reading.known
    if not word.startswith(rules.glued) or len(word) < 4 or word in known.names or word in rules.ordinary:
        return False
    if reading.tokens[position].start in known.places:
        return False
    rest = word[1:]
    merged = rules.oblique_prefixes + rules.genitive_prefixes[:1]
    nouns = {rest, *(word.removeprefix(prefix) for prefix in merged if word.startswith(prefix))}
    return any(noun in rules.ordinary or noun in rules.heads or rules.article + noun in rules.heads for noun in nouns)

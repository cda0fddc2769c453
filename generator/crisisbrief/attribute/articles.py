"""Naming words in languages where the article and agreement tell how far a title goes."""

from __future__ import annotations

from crisisbrief.attribute.reading import Reading
from crisisbrief.attribute.titles import (
    adds_name,
    can_be_name,
    completes_title,
    is_adjective,
    is_prepositional,
    namesake,
)
from crisisbrief.attribute.tokens import Kind
from crisisbrief.languages.attribution import AttributionRules, HeadKind


def takes(reading: Reading, position: int) -> bool:
    """Whether the word belongs to the name, in a language where the article and agreement tell where a title ends."""
    word = reading.tokens[position].folded
    if not reading.words:
        return _begins(reading, position, word)
    if _is_link(reading, word):
        return False
    if word in reading.rules.inside_always and not reading.names:
        reading.closed = reading.loose = False
        return True
    if _goes_on_with_preposition(reading, position, word):
        reading.closed = reading.loose = False
        return True
    if word in reading.rules.words["stops"] and word not in reading.rules.words["attributes"]:
        return namesake(reading, position) and adds_name(reading, position, word)
    if _is_verb(reading, word):
        return False
    for accept in (_coordinated, _oblique, _genitive):
        verdict = accept(reading, position, word)
        if verdict is not None:
            return verdict
    return completes_title(reading, position, word) if not reading.closed else adds_name(reading, position, word)


def _begins(reading: Reading, position: int, word: str) -> bool:
    rules, known = reading.rules, reading.known
    token = reading.tokens[position]
    if (
        namesake(reading, position)
        and position + 1 < len(reading.tokens)
        and can_be_name(reading, position + 1, reading.tokens[position + 1].folded)
    ):
        reading.closed, reading.names = True, 1
        reading.name_words.append(word)
        return True
    bare = _bare_forms(rules, word)
    if word not in rules.heads and any(
        form in rules.words[c] for c in ("stops", "links", "relatives", "openers") for form in bare
    ):
        return False
    if word in rules.numerals:
        return _numbers(reading, position)
    if word in rules.quantifiers and (
        position + 1 >= len(reading.tokens) or reading.tokens[position + 1].folded not in rules.inside_parts
    ):
        return False
    if (
        not token.text[0].isalpha()
        or len(word) < 2
        or (word not in rules.heads and is_prepositional(reading, position, word))
    ):
        return False
    if token.text.endswith(rules.suffixes) and len(word) > 3 and word not in known.names and word not in rules.heads:
        return False
    reading.head = rules.heads.get(word)
    reading.place = token.start in known.places
    reading.certain = reading.head is not None or reading.place or token.start in known.actors or word in known.names
    if reading.head is not None:
        reading.by_name = word in rules.proper
        reading.closed = token.definite or reading.by_name
        return True
    if any(form in rules.verbs or form in rules.participles for form in bare) and not reading.certain:
        return False
    if reading.place:
        reading.closed = reading.by_name = True
    else:
        reading.closed = True
        if not (token.definite and position + 1 < len(reading.tokens) and reading.tokens[position + 1].definite):
            reading.names = 1  # two definite words in a row are a title that is not known: المهاجم الأرجنتيني
            reading.name_words.append(word)
        reading.surname = token.definite and reading.names > 0
    return True


def _numbers(reading: Reading, position: int) -> bool:
    """Whether the number counts people or bodies that can speak, which the next word says."""
    following = reading.tokens[position + 1].folded if position + 1 < len(reading.tokens) else ""
    reading.head = reading.rules.heads.get(following)
    reading.certain = reading.head is not None
    return reading.certain


def _is_link(reading: Reading, word: str) -> bool:
    rules = reading.rules
    return any(form in rules.words["links"] or form in rules.words["relatives"] for form in _bare_forms(rules, word))


def _bare_forms(rules: AttributionRules, word: str) -> list[str]:
    """The word, and without a conjunction glued to it."""
    return [
        word,
        *(word[len(prefix) :] for prefix in rules.prefixes if word.startswith(prefix) and len(word) > len(prefix) + 1),
    ]


def _is_verb(reading: Reading, word: str) -> bool:
    rules = reading.rules
    if word in rules.heads or word in rules.words["attributes"] or word in reading.known.names:
        return False
    return word in rules.verbs or word in rules.participles


def _goes_on_with_preposition(reading: Reading, position: int, word: str) -> bool:
    """«مسؤول كبير في الأمم المتحدة»، «أحد الشهود»، «سفير السعودية في اليمن»: not «في بيان»."""
    rules, tokens, head = reading.rules, reading.tokens, reading.head
    if reading.names or head is None or position + 1 >= len(tokens) or tokens[position + 1].kind is not Kind.WORD:
        return False
    following = tokens[position + 1]
    if word in rules.inside_parts:
        return (
            len(reading.words) == 1 and head.kind is not HeadKind.BODY and following.folded not in rules.words["stops"]
        )
    if word not in rules.inside_titles or following.folded in rules.words["occasions"]:
        return False
    if following.folded in rules.heads or following.start in reading.known.places:
        return head.kind is not HeadKind.BODY or len(reading.words) <= 2
    if following.folded in rules.fields and position + 2 < len(tokens):
        return head.kind is HeadKind.GROUP
    open_title = head.kind in (HeadKind.PERSON, HeadKind.GROUP) and (
        len(reading.words) == 1 or not tokens[position - 1].definite
    )
    return open_title and following.definite and _plain(reading, following.folded)


def _plain(reading: Reading, word: str) -> bool:
    rules = reading.rules
    return word not in rules.words["stops"] and word not in rules.words["adjuncts"]


def _oblique(reading: Reading, position: int, word: str) -> bool | None:
    """«مصدر بالجيش»: a preposition glued to a body, right behind an office."""
    rules = reading.rules
    for prefix in rules.oblique_prefixes:
        if word.startswith(prefix) and len(word) > len(prefix) + 2 and word not in reading.known.names:
            noun = rules.article + word[len(prefix) :]
            reading.closed = True
            return noun in rules.heads and not reading.names and reading.head is not None and reading.head.kind in (
                HeadKind.PERSON, HeadKind.GROUP
            )  # fmt: skip
    return None


def _genitive(reading: Reading, position: int, word: str) -> bool | None:
    """«الأمين العام للأمم المتحدة»: the preposition of titles, glued to a noun."""
    rules = reading.rules
    if word in rules.heads or word in reading.known.names or reading.tokens[position].start in reading.known.places:
        return None
    for prefix in rules.genitive_prefixes:
        if not word.startswith(prefix) or len(word) < len(prefix) + 2:
            continue
        noun = word[len(prefix) :]
        swallowed = len(prefix) > 1
        if not swallowed and not (
            noun in rules.heads or noun in rules.ordinary or noun in rules.words["stops"] or noun in rules.fields
        ):
            continue
        if reading.names or reading.head is None or noun in rules.words["stops"]:
            return False
        full = rules.article + noun if swallowed else noun
        if full in rules.heads and rules.heads[full].stands in ("media", "voice"):
            return False  # «قال الوزير لوكالة …»: to whom, not who
        if not swallowed and noun not in rules.heads and noun not in rules.fields:
            return False
        reading.closed, reading.loose = swallowed, False
        return True
    return None


def _coordinated(reading: Reading, position: int, word: str) -> bool | None:
    """«وزيرا الخارجية الروسي والأميركي»، «بريطانيا وفرنسا»: None where no conjunction is glued to the word."""
    rules, conjunction = reading.rules, reading.rules.conjunction
    if not conjunction or not word.startswith(conjunction) or word in reading.known.names:
        return None
    if word in rules.heads or word in rules.nouns or word in rules.fields:
        return None  # the letter is the word's own: ولاية
    rest = word[len(conjunction) :]
    token = reading.tokens[position]
    definite = _definite_rest(reading, position)
    if token.start in reading.known.places and not reading.by_name:
        return None
    if _second_field(reading, position, rest):
        reading.closed = definite
        return True
    if rest in rules.heads and not reading.names:
        reading.closed = definite
        return rules.heads[rest].kind is not HeadKind.DOCUMENT
    if definite:
        return not reading.names and is_adjective(reading, rest) and rest not in rules.ordinary
    if token.start in reading.known.places or token.start + len(conjunction) in reading.known.places:
        return reading.place
    return False if not reading.closed or rest in rules.ordinary or not (reading.names or reading.by_name) else None


def _second_field(reading: Reading, position: int, rest: str) -> bool:
    """«وزير الاتصالات وتكنولوجيا المعلومات»: another field of the same office, itself complete with the next word."""
    first = reading.tokens[reading.words[0]].folded
    if first not in reading.rules.portfolios or reading.names or position + 1 >= len(reading.tokens):
        return False
    following = reading.tokens[position + 1]
    return _definite_rest(reading, position) != following.definite and following.kind is Kind.WORD


def _definite_rest(reading: Reading, position: int) -> bool:
    """Whether the word behind a glued conjunction has the article."""
    text = reading.tokens[position].text
    return bool(reading.rules.article) and text[1:].startswith(reading.rules.article)

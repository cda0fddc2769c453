"""Reads the words that name a speaker: from where they begin to their right edge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from crisisbrief.attribute.tokens import Kind, Token
from crisisbrief.languages.attribution import AttributionRules, Head, HeadKind
from crisisbrief.model import Span

LONGEST = 26
"""Words of the longest title with name that is read; a bound, so that a line without marks costs no more."""
LONGEST_NAME = 8
"""Words of a person's name."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about the words of a sentence before its speakers are looked for."""

    names: Set[str] = frozenset()
    """Folded words of the names of people that were named earlier."""
    places: Mapping[int, int] = field(default_factory=dict)
    """Territories, nationalities, cities: where (offsets) each begins and ends."""
    actors: Mapping[int, int] = field(default_factory=dict)
    """Bodies, offices, groups of people, likewise."""
    people: Mapping[int, int] = field(default_factory=dict)
    """Names of people, likewise."""


@dataclass(frozen=True, slots=True)
class Naming:
    """The words that name somebody."""

    first: int
    """Index of the first token."""
    end: int
    """Index after the last token."""
    span: Span
    """What is shown as the speaker; may be shorter than the tokens, where a name stands for itself."""
    head: Head | None
    """Of the leading noun; None where a bare name is all there is."""
    certain: bool
    """Whether they are known to name somebody, not only read as a name."""
    named: bool
    """Whether a person's name is among them."""
    names: tuple[str, ...] = ()
    """The words of that name, folded."""
    title: str = ""
    """The other words, folded."""


@dataclass(slots=True)
class Reading:
    """How far the reading of a name has come."""

    rules: AttributionRules
    known: Known
    tokens: Sequence[Token]
    first: int
    head: Head | None = None
    closed: bool = False
    """The title is complete: a definite noun or a proper name has ended it."""
    by_name: bool = False
    """It was a proper name that ended it."""
    loose: bool = False
    """An indefinite adjective came: only its like and names may follow."""
    names: int = 0
    """Words of a person's name so far."""
    name_words: list[str] = field(default_factory=list)
    surname: bool = False
    titled: bool = False
    """The name came first and its title behind it."""
    certain: bool = False
    reaches_verb: bool = False
    """The words must reach up to a verb, so that a wrong turn shows and more may be taken in."""
    place: bool = False
    """So far only a country or a city."""
    words: list[int] = field(default_factory=list)


def read(tokens: Sequence[Token], first: int, rules: AttributionRules, known: Known, *, stop: int | None = None) -> Naming | None:
    """The naming words that begin at token `first` and end before token `stop` at the latest."""
    limit = min(len(tokens), first + LONGEST, len(tokens) if stop is None else stop)
    reading = Reading(rules, known, tokens, first, reaches_verb=stop is not None)
    grammar = _by_capitals if rules.capitals else _by_article
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
    if not reading.words and reading.known.places.get(start, 0) == until:
        reading.place = reading.certain = True
    elif not reading.words:
        reading.head = next((rules.heads[token.folded] for token in tokens[position:end] if token.folded in rules.heads), None)
        reading.certain = True
    reading.closed = tokens[end - 1].definite or reading.head is None
    reading.by_name = reading.head is None
    return end


def _naming(reading: Reading) -> Naming:
    words = reading.words
    shown = _shown(reading) if reading.rules.name_only else words
    start, end = reading.tokens[shown[0]].start, reading.tokens[shown[-1]].end
    last = words[-1] + 1
    if last < len(reading.tokens) and reading.tokens[last].kind in (Kind.UNPAREN, Kind.QUOTE) and _opened(reading, shown):
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


# --- languages with an article and attributes behind the noun -------------------------------------------------


def _by_article(reading: Reading, position: int) -> bool:
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
        return _namesake(reading, position) and _adds_name(reading, position, word)
    if _is_verb(reading, word):
        return False
    for accept in (_coordinated, _oblique, _genitive):
        verdict = accept(reading, position, word)
        if verdict is not None:
            return verdict
    return _completes_title(reading, position, word) if not reading.closed else _adds_name(reading, position, word)


def _begins(reading: Reading, position: int, word: str) -> bool:
    rules, known = reading.rules, reading.known
    token = reading.tokens[position]
    if _namesake(reading, position) and position + 1 < len(reading.tokens) and _can_be_name(reading, position + 1, reading.tokens[position + 1].folded):
        reading.closed, reading.names = True, 1
        reading.name_words.append(word)
        return True
    bare = _bare_forms(rules, word)
    if word not in rules.heads and any(form in rules.words[c] for c in ("stops", "links", "relatives", "openers") for form in bare):
        return False
    if word in rules.quantifiers and (position + 1 >= len(reading.tokens) or reading.tokens[position + 1].folded not in rules.inside_parts):
        return False
    if not token.text[0].isalpha() or (word not in rules.heads and _is_prepositional(reading, position, word)):
        return False
    if token.text.endswith(rules.suffixes) and len(word) > 3 and word not in known.names and word not in rules.heads:
        return False
    reading.head = rules.heads.get(word)
    reading.place = token.start in known.places
    reading.certain = reading.head is not None or reading.place or token.start in known.actors or word in known.names
    if reading.head is not None:
        reading.closed = token.definite
        return True
    if word in rules.verbs and not reading.certain:
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


def _namesake(reading: Reading, position: int) -> bool:
    return reading.tokens[position].text in reading.rules.namesakes


def _is_link(reading: Reading, word: str) -> bool:
    rules = reading.rules
    return any(form in rules.words["links"] or form in rules.words["relatives"] for form in _bare_forms(rules, word))


def _bare_forms(rules: AttributionRules, word: str) -> list[str]:
    """The word, and without a conjunction glued to it."""
    return [word, *(word[len(prefix) :] for prefix in rules.prefixes if word.startswith(prefix) and len(word) > len(prefix) + 1)]


def _is_verb(reading: Reading, word: str) -> bool:
    rules = reading.rules
    if word in rules.heads or word in rules.words["attributes"] or word in reading.known.names:
        return False
    return word in rules.verbs or word in rules.participles


def _definite_rest(reading: Reading, position: int) -> bool:
    """Whether the word behind a glued conjunction has the article."""
    text = reading.tokens[position].text
    return bool(reading.rules.article) and text[1:].startswith(reading.rules.article)


def _adjective(reading: Reading, word: str) -> bool:
    rules = reading.rules
    if word in rules.words["attributes"]:
        return True
    if word in rules.heads or word in rules.nouns:
        return False
    before = reading.tokens[reading.words[-1]].folded if reading.words else ""
    agrees = any(before.endswith(ending) and word.endswith(ending) for ending in rules.plural_endings)
    return word.endswith(rules.adjective_endings) or (agrees and before in rules.heads)


def _goes_on_with_preposition(reading: Reading, position: int, word: str) -> bool:
    """«مسؤول كبير في الأمم المتحدة»، «أحد الشهود»، «سفير السعودية في اليمن»: not «في بيان»."""
    rules, tokens, head = reading.rules, reading.tokens, reading.head
    if reading.names or head is None or position + 1 >= len(tokens) or tokens[position + 1].kind is not Kind.WORD:
        return False
    following = tokens[position + 1]
    if word in rules.inside_parts:
        return len(reading.words) == 1 and head.kind is not HeadKind.BODY and following.folded not in rules.words["stops"]
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
        return not reading.names and _adjective(reading, rest) and rest not in rules.ordinary
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
        if not swallowed and not (noun in rules.heads or noun in rules.ordinary or noun in rules.words["stops"] or noun in rules.fields):
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


def _completes_title(reading: Reading, position: int, word: str) -> bool:
    """A word while the title is still open: «وزير الخارجية»."""
    rules = reading.rules
    token = reading.tokens[position]
    adjective = _adjective(reading, word)
    if token.start in reading.known.places and not adjective:
        reading.closed = reading.by_name = True
        return True
    if token.definite:
        if reading.loose and (reading.head is None or reading.head.kind is not HeadKind.BODY or not _loose_just_now(reading)):
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


def _takes_no_genitive(reading: Reading) -> bool:
    """A plural with its nun («مسؤولون») or an adjective cannot lead a genitive."""
    last = reading.tokens[reading.words[-1]].folded
    return last.endswith(("ون", "ين", "ان")) and last in reading.rules.heads


def _adds_name(reading: Reading, position: int, word: str) -> bool:
    """A word after the title is complete: attributes, then the name of the person."""
    rules = reading.rules
    person = reading.head is None or reading.head.kind is HeadKind.PERSON
    if reading.tokens[position].definite:
        return _adds_definite(reading, position, word, person)
    if rules.words["attributes"] and word in rules.words["attributes"]:
        return not reading.names and not person and reading.loose
    if not person:
        return reading.by_name and word not in rules.ordinary and word not in rules.heads
    if reading.head is None and reading.names > 1 and word in rules.heads and rules.heads[word].kind is HeadKind.PERSON:
        reading.head, reading.closed, reading.names, reading.titled = rules.heads[word], False, 0, True
        reading.certain = True
        return True
    if reading.titled or reading.surname or reading.names >= LONGEST_NAME or not _can_be_name(reading, position, word):
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
        if word in rules.words["attributes"] or reading.tokens[position].start in reading.known.places:
            return True
        return word.endswith(rules.adjective_endings) and word not in rules.heads
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


def _behind_name_link(reading: Reading) -> bool:
    """Whether the word before demands another: بن زايد، عبد الله."""
    return reading.tokens[reading.words[-1]].folded in reading.rules.name_links if reading.words else False


def _can_be_name(reading: Reading, position: int, word: str) -> bool:
    rules = reading.rules
    token = reading.tokens[position]
    if token.kind is not Kind.WORD or len(word) < 2:
        return False
    if word in reading.known.names or _namesake(reading, position) or word in rules.name_links or _behind_name_link(reading):
        return True
    if token.text[0].isdigit() or token.text.endswith(("ًا", "اً", *rules.suffixes)):
        return False
    if word in rules.heads or word in rules.words["adjuncts"] or word in rules.words["openers"] or word in rules.words["stops"]:
        return False
    return word not in rules.ordinary and not _is_prepositional(reading, position, word)


def _is_prepositional(reading: Reading, position: int, word: str) -> bool:
    """«ببيان»، «لراديو»: a preposition glued to an ordinary word."""
    rules, known = reading.rules, reading.known
    if not rules.article or word[:1] not in ("ب", "ل", "ك") or len(word) < 4 or word in known.names or word in rules.ordinary:
        return False
    start = reading.tokens[position].start
    if start in known.places:
        return False
    rest = word[1:]
    return rest in rules.ordinary or rest in rules.heads or (word.startswith(rules.oblique_prefixes + rules.genitive_prefixes[:1]) and len(word) > 4)


# --- languages that write names with a capital ----------------------------------------------------------------


def _by_capitals(reading: Reading, position: int) -> bool:
    """Whether the word belongs to the name, in a language where names have capitals and titles stand before them."""
    rules, tokens = reading.rules, reading.tokens
    token = tokens[position]
    word = _singular_owner(token.folded)
    if not reading.words:
        return _begins_by_capitals(reading, position, word)
    if word in rules.inside_always or word in rules.inside_titles:
        return _phrase_follows(reading, position, word)
    if word == "and" or word == "&":
        return _more_follow(reading, position)
    if word in rules.words["stops"] and not _acronym(reading, token):
        return False
    if word in rules.verbs and word not in rules.heads:
        return False
    if word.endswith(rules.adverb_endings or ("\0",)) and position + 1 < len(tokens) and tokens[position + 1].folded in rules.verbs:
        return False
    if _describes(reading, position):
        return False
    if word in rules.determiners:
        return tokens[position - 1].folded in rules.inside_always | rules.inside_titles | {"and"}
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
    if (word in rules.words["stops"] and not _acronym(reading, token)) or word in rules.words["links"] or word in rules.words["openers"]:
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


def _singular_owner(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def _note(reading: Reading, position: int, word: str) -> None:
    """Take in what a word says about who is meant."""
    token = reading.tokens[position]
    head = reading.rules.heads.get(word) or _compound_head(reading, word)
    behind = any(reading.tokens[index].folded in reading.rules.inside_always | reading.rules.inside_titles for index in reading.words)
    if head is not None and not behind:
        reading.head = head
        reading.certain = True
    if token.start in reading.known.actors or word in reading.known.names:
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
    """"spokesman in Berlin", "head of the clinic": not "said in a statement"."""
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
    if reading.reaches_verb and following.folded not in rules.words["stops"] and following.folded not in rules.words["occasions"] - rules.determiners:
        return True
    if following.folded in rules.determiners and position + 2 < len(tokens):
        follower = tokens[position + 2]
        return follower.kind is Kind.WORD and (follower.text[0].isupper() or follower.folded in rules.heads)
    return following.text[0].isupper() and following.folded not in rules.words["occasions"] and following.folded not in rules.words["stops"]


def _more_follow(reading: Reading, position: int) -> bool:
    rules, tokens = reading.rules, reading.tokens
    if position + 1 >= len(tokens) or not reading.certain:
        return False
    following = tokens[position + 1]
    if following.kind is not Kind.WORD or following.folded in rules.words["stops"] or following.folded in rules.verbs:
        return False
    return True


def _shown(reading: Reading) -> list[int]:
    """The words of a person's name without the title before it and the place behind it; else all."""
    words = reading.words
    if _shouting(reading):
        return words
    end = next((number for number, position in enumerate(words) if _is_inside(reading, position)), len(words))
    name = _name_behind_title(reading, words[:end])
    if name and (len(name) > 1 or end == len(words)):
        return name
    behind = _name_behind_title(reading, words[end + 1 :])  # "Secretary of State …"
    return behind if len(behind) > 1 else words


def _is_inside(reading: Reading, position: int) -> bool:
    word = reading.tokens[position].folded
    return word in reading.rules.inside_always or word in reading.rules.inside_titles or word == "and"


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
        word = _singular_owner(tokens[position].folded)
        head = rules.heads.get(word) or _compound_head(reading, word)
        title = (head is not None and head.kind is HeadKind.PERSON) or word in rules.words["honorifics"]
        if title or not tokens[position].text[0].isupper() or tokens[position].folded != word or _is_inside(reading, position):
            cut = number + 1
    rest = words[cut:]
    bodies = [position for position in rest if tokens[position].folded in rules.heads]
    return [] if not cut or bodies or (len(rest) < 2 and reading.head is None) else rest

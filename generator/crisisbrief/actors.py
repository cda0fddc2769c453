"""Who acts or speaks in a brief: people, speaking bodies and named organizations, clustered over their spellings.

Spellings are shown as they stand; which of them belong together is told by sound (rapidfuzz on the folded words and
their consonants), a surname alone goes to the person named in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz.fuzz import ratio

from crisisbrief.languages import attribution as packs
from crisisbrief.languages.attribution import AttributionRules
from crisisbrief.languages.fold import fold_word
from crisisbrief.model import Actor, Brief, Mention, Report, Segment, Side, Span

ALIKE = 80
"""Per cent of likeness (rapidfuzz `ratio`) from which two longer words of names are one; measured on 20 spellings of
9 people: 75 to 85 tell them apart without an error."""
SHORT = 4
"""Shorter words of names must be equal: «حسن» and «حسين» are two people."""
NAMED_BODIES = frozenset({"international", "ngo"})
"""Bodies that act under a name of their own, whether they speak or not."""
AUTHORITIES = frozenset(
    {"head_of_state", "head_of_government", "minister", "ministry", "foreign_ministry", "spokesperson", "official",
     "diplomat", "government", "parliament", "police", "army", "intelligence", "court", "civil_defence",
     "local_authority"}
)  # fmt: skip
OPPONENTS = frozenset({"opposition", "protesters", "rebels"})
TITLE_GAP = 14
"""Characters («السابق», a comma) that may stand between a title and the name it belongs to."""


ROW = 12
"""Mentions before a name that are looked at for its title."""
COUNTRIES = frozenset({"nationality", "territory", "metonym"})


@dataclass(slots=True)
class Cluster:
    """One actor in the making."""

    names: list[tuple[str, ...]] = field(default_factory=list)
    """Folded words of each spelling of a person; empty for a body."""
    variants: dict[str, tuple[Span, str]] = field(default_factory=dict)
    anchors: dict[str, None] = field(default_factory=dict)
    says: dict[str, None] = field(default_factory=dict)
    sides: Counter[Side] = field(default_factory=Counter)


def actors(brief: Brief) -> tuple[Actor, ...]:
    """The actors of a brief in the order in which they first appear."""
    gathering = _Gathering()
    for report in brief.reports:
        for segment in brief.segments[report.name]:
            gathering.take(segment, report)
    return tuple(_actor(cluster) for cluster in gathering.clusters if _worth_showing(cluster))


class _Gathering:
    """The clusters so far, and where to look for each."""

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._people: dict[str, list[Cluster]] = {}
        """By the sound that the last word of a name begins with."""
        self._bodies: dict[str, Cluster] = {}
        self._words: dict[tuple[str, str], Cluster] = {}
        self._at: dict[tuple[str, int], Cluster] = {}
        """Whose naming words begin at a place of a report."""

    def take(self, segment: Segment, report: Report) -> None:
        """Take in what one segment names, and who says it."""
        rules = packs.load(report.locale)
        for index, mention in enumerate(segment.mentions):
            cluster = self._of_mention(mention, report, rules)
            if cluster is not None:
                self._note(cluster, mention.span, segment, report)
                cluster.sides[_side_by_title(index, segment.mentions, report)] += 1
        self._take_speaker(segment, report, rules)

    def _take_speaker(self, segment: Segment, report: Report, rules: AttributionRules) -> None:
        said = segment.attribution
        if said is None:
            return
        if said.carried_from is not None:
            cluster = self._at.get((report.name, said.speaker.start))
        else:
            cluster = self._speaker(said.speaker, segment, report, rules)
            self._at[report.name, said.speaker.start] = cluster
        if cluster is not None:
            cluster.says[segment.anchor] = None
            cluster.sides[said.side] += 3

    def _of_mention(self, mention: Mention, report: Report, rules: AttributionRules) -> Cluster | None:
        if mention.concept == "person" and mention.value:
            return self._person(mention.value, mention.span.of(report.text), rules)
        if mention.concept in NAMED_BODIES and mention.value:
            return self._body(mention.value)
        if mention.concept == "territory" and mention.value == report.country:
            return self._body(f"territory {mention.value}")
        return None

    def _speaker(self, span: Span, segment: Segment, report: Report, rules: AttributionRules) -> Cluster:
        """The cluster of naming words: of the person or the named body among them, else of the words themselves."""
        inner = [mention for mention in segment.mentions if span.contains(mention.span)]
        for mention in inner:
            if mention.concept == "person" and mention.value:
                return self._person(mention.value, mention.span.of(report.text), rules)
        for mention in inner:
            if mention.concept in NAMED_BODIES and mention.value and len(mention.span) * 2 > len(span):
                return self._body(mention.value)
        cluster = self._body(_key(span.of(report.text), rules))
        self._note(cluster, span, segment, report)
        return cluster

    def _body(self, key: str) -> Cluster:
        if key not in self._bodies:
            self._bodies[key] = self._new()
        return self._bodies[key]

    def _person(self, full: str, spelt: str, rules: AttributionRules) -> Cluster:
        """The cluster of a name; found by its words the second time."""
        if (full, spelt) in self._words:
            return self._words[full, spelt]
        words, short = _words(full), _words(spelt)
        near = self._people.setdefault(consonants(words[-1], rules)[:1], [])
        cluster = next((each for each in near if any(same_person(words, name, rules) for name in each.names)), None)
        if cluster is None:
            cluster = self._new()
            near.append(cluster)
        cluster.names.extend(name for name in (words, short) if name not in cluster.names)
        self._words[full, spelt] = cluster
        return cluster

    def _new(self) -> Cluster:
        self.clusters.append(Cluster())
        return self.clusters[-1]

    @staticmethod
    def _note(cluster: Cluster, span: Span, segment: Segment, report: Report) -> None:
        cluster.variants.setdefault(span.of(report.text), (span, segment.anchor))
        cluster.anchors[segment.anchor] = None


def same_person(one: Sequence[str], other: Sequence[str], rules: AttributionRules) -> bool:
    """Whether two names, as folded words, may be spellings of one: the last words alike, and so the others that both
    have; a surname alone is one with every name that ends in it."""
    if not one or not other or not alike(one[-1], other[-1], rules):
        return False
    given, others = (one[:-1], other[:-1]) if len(one) <= len(other) else (other[:-1], one[:-1])
    return all(any(alike(word, each, rules) for each in others) for word in given)


def alike(one: str, other: str, rules: AttributionRules) -> bool:
    """Whether two folded words of names may be spellings of one."""
    if one == other:
        return True
    if min(len(one), len(other)) <= SHORT:
        return False
    return ratio(one, other) >= ALIKE or consonants(one, rules) == consonants(other, rules)


def consonants(word: str, rules: AttributionRules) -> str:
    """The word without the letters that spellings of one name differ in, and without doubles."""
    kept = [letter for letter in word.translate(rules.sounds) if letter not in rules.weak_letters]
    return "".join(letter for before, letter in pairwise(["", *kept]) if letter != before)


def _words(name: str) -> tuple[str, ...]:
    return tuple(fold_word(word) for word in name.replace("-", " ").split())


def _key(words: str, rules: AttributionRules) -> str:
    """Under which a body's naming words are kept: folded, a glued preposition taken off."""
    folded = " ".join(fold_word(word) for word in words.split())
    for prefix in rules.genitive_prefixes:
        first = folded.split(" ")[0]
        if first not in rules.heads and folded.startswith(prefix):
            bare = rules.article + folded[len(prefix) :] if len(prefix) > 1 else folded[len(prefix) :]
            if bare.split(" ")[0] in rules.heads:
                return bare
    return folded


def _side_by_title(index: int, mentions: Sequence[Mention], report: Report) -> Side:
    """The side that the words right before a name give it: a title, with or without a country."""
    mention = mentions[index]
    if mention.concept in NAMED_BODIES:
        return Side.INTERNATIONAL
    if mention.concept == "territory":
        return Side.OWN
    if report.country is None:
        return Side.UNKNOWN
    before = list(_leading_up(index, mentions))
    countries = [each.value for each in before if each.concept in COUNTRIES and each.value]
    if countries and countries[-1] != report.country:
        return Side.FOREIGN
    if any(each.concept in OPPONENTS for each in before):
        return Side.OPPOSITION
    return Side.OWN if any(each.concept in AUTHORITIES for each in before) else Side.UNKNOWN


def _leading_up(index: int, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions that stand in one row before this one, the nearest first."""
    start = mentions[index].span.start
    for other in reversed(mentions[max(0, index - ROW) : index]):
        if other.span.end <= start and start - other.span.end <= TITLE_GAP:
            yield other
            start = other.span.start


def _worth_showing(cluster: Cluster) -> bool:
    """A place is no actor; it is shown where the report spells it in more than one way."""
    return bool(cluster.names or cluster.says or len(cluster.variants) > 1 or Side.INTERNATIONAL in cluster.sides)


def _actor(cluster: Cluster) -> Actor:
    name = max(cluster.variants, key=lambda spelling: len(spelling.split()))
    return Actor(
        name=name,
        variants=tuple((spelling, span, anchor) for spelling, (span, anchor) in cluster.variants.items()),
        side=_side(cluster.sides.elements()),
        anchors=tuple(cluster.anchors),
        says=tuple(cluster.says),
    )


def _side(sides: Iterable[Side]) -> Side:
    known = Counter(side for side in sides if side is not Side.UNKNOWN)
    return known.most_common(1)[0][0] if known else Side.UNKNOWN

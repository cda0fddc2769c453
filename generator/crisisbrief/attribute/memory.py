"""What earlier sentences of a report tell about its speakers: names, titles, sides, and who spoke last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crisisbrief.attribute.reading import Naming
from crisisbrief.languages.attribution import AttributionRules, HeadKind
from crisisbrief.model import Side, Span

FORGOTTEN_AFTER = 6
"""Segments after which a sentence without a subject of its own is no longer taken to speak of the last speaker."""
ACTED_BEFORE = 2
"""Segments for which a person who acts and says nothing is taken for the one whom a pronoun means."""
MEANS = {
    HeadKind.PERSON: frozenset({"person"}),
    HeadKind.GROUP: frozenset({"several"}),
    HeadKind.BODY: frozenset({"thing", "several"}),
    HeadKind.DOCUMENT: frozenset({"thing"}),
    HeadKind.SURVEY: frozenset({"thing"}),
}
"""Which pronouns can point back at whom."""
BARE_NAME = frozenset({"person", "thing"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody who has spoken, and where the words stand that are best shown for it."""

    anchor: str
    number: int
    """Of the segment in which it spoke last."""
    span: Span
    side: Side
    feminine: bool | None
    """None where the verb does not tell."""
    means: frozenset[str]


@dataclass(frozen=True, slots=True)
class Person:
    """Where a person is named most fully so far."""

    anchor: str
    span: Span
    names: frozenset[str]


@dataclass(slots=True)
class Memory:
    """Grows from sentence to sentence."""

    names: set[str] = field(default_factory=set)
    """Folded words of names."""
    spoken: list[Spoken] = field(default_factory=list)
    sides: dict[str, Side] = field(default_factory=dict)
    """By folded word of a name."""
    titles: dict[str, Side] = field(default_factory=dict)
    """The side that a title had when a country stood with it, by the title's first word."""
    people: dict[str, Person] = field(default_factory=dict)
    """By folded word of the name."""
    acting: Spoken | None = None
    """The person with whose name a sentence began last."""
    holders: dict[str, Person] = field(default_factory=dict)
    """By folded words of the title."""

    def learn(self, found: Naming, anchor: str, side: Side, rules: AttributionRules) -> None:
        """Remember a person who is named with a title, and where the title puts him."""
        if not found.named or (found.head is not None and found.head.kind is not HeadKind.PERSON):
            return
        names = frozenset(word for word in found.names if _distinctive(word, rules))
        for word in names:
            self.names.add(word)
            if side is not Side.UNKNOWN:
                self.sides.setdefault(word, side)
            known = self.people.get(word)
            if known is None or (len(found.span) > len(known.span) and known.names <= names):
                self.people[word] = Person(anchor, found.span, names)
        if " " in found.title:
            self.holders[found.title] = Person(anchor, found.span, names)

    def fullest(self, found: Naming, anchor: str) -> tuple[str, Span]:
        """Where the speaker is named most fully: what a later «وأضاف» is best shown with."""
        if not found.names and found.title in self.holders:
            holder = self.holders[found.title]
            return holder.anchor, holder.span
        names = frozenset(found.names)
        people = [self.people[word] for word in found.names if word in self.people]
        same = [person for person in people if names <= person.names or person.names <= names]
        best = max(same, key=lambda person: len(person.span), default=None)
        if best is None or len(best.span) <= len(found.span):
            return anchor, found.span
        return best.anchor, best.span

    def last(self, number: int, here: Sequence[Spoken], *, feminine: bool | None, pronoun: str) -> Spoken | None:
        """Who a verb without a subject speaks of in segment `number`, where `here` have spoken already."""
        for spoken in (*reversed(here), *reversed(self.spoken[-FORGOTTEN_AFTER * 2 :])):
            if number - spoken.number > FORGOTTEN_AFTER:
                break
            if pronoun and pronoun not in spoken.means:
                continue
            if feminine is None or spoken.feminine is None or feminine == spoken.feminine:
                return replace(spoken, number=number)
        if pronoun == "person" and self.acting is not None and number - self.acting.number <= ACTED_BEFORE:
            return replace(self.acting, number=number)
        return None


def means(found: Naming) -> frozenset[str]:
    """Which pronouns can point back at the naming words."""
    return MEANS[found.head.kind] if found.head is not None else BARE_NAME


def _distinctive(word: str, rules: AttributionRules) -> bool:
    return len(word) > 2 and word not in rules.heads and word not in rules.ordinary and word not in rules.name_links

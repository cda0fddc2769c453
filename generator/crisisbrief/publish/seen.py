"""Built pages in, out the kinds of elements that they are made of: what a selector can ask of an element by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_TAG = re.compile(r'<([a-z][a-z0-9-]*)((?:[^>"]|"[^"]*")*)>')
_ATTRIBUTE = re.compile(r'([a-z][a-z0-9:-]*)(?:="([^"]*)")?')
_OPENED_BY_READERS = frozenset({"details", "dialog"})


@dataclass(frozen=True, slots=True)
class Kind:
    """An element of a page, or what a selector asks of one."""

    tag: str = ""
    """Empty where a selector names none."""
    classes: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    """Their names; values change with every page."""

    def fits(self, asked: Kind) -> bool:
        """Whether an element of this kind is one that a selector asks for."""
        return asked.tag in ("", self.tag) and asked.classes <= self.classes and asked.attributes <= self.attributes

    def written(self) -> str:
        """In one line: tag, classes, names of attributes."""
        return f"{self.tag}|{' '.join(sorted(self.classes))}|{' '.join(sorted(self.attributes))}"

    @classmethod
    def read(cls, written: str) -> Kind:
        tag, classes, attributes = written.split("|")
        return cls(tag, frozenset(classes.split()), frozenset(attributes.split()))


@dataclass(slots=True)
class Seen:
    """The kinds of elements on all pages looked at; the time to ask grows with the kinds, not with the pages."""

    kinds: set[Kind] = field(default_factory=set)
    _answers: dict[Kind, bool] = field(default_factory=dict)

    def take(self, kinds: Iterable[Kind]) -> None:
        """Add kinds that were seen elsewhere."""
        self.kinds.update(kinds)
        self._answers.clear()

    def look_at(self, page: str) -> None:
        """Add a page as our templates write it: attributes in double quotes, no `<` in text."""
        for tag, rest in set(_TAG.findall(page)):
            self._add(tag, dict(_ATTRIBUTE.findall(rest)))

    def _add(self, tag: str, attributes: dict[str, str]) -> None:
        names = {*attributes, "open"} if tag in _OPENED_BY_READERS else {*attributes}
        kind = Kind(tag, frozenset(attributes.get("class", "").split()), frozenset(names))
        if kind not in self.kinds:
            self.kinds.add(kind)
            self._answers.clear()

    def has(self, asked: Kind) -> bool:
        """Whether an element that fits stands on any page."""
        if asked not in self._answers:
            self._answers[asked] = any(kind.fits(asked) for kind in self.kinds)
        return self._answers[asked]

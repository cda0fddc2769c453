"""Phrases: finds the entries of a word list in running words, longest first, in time linear in the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from crisisbrief.languages.words import Form, Word

Entry = TypeVar("Entry")
REMEMBERED = 1 << 16
"""Words whose beginnings of phrases a tree remembers."""


class Match(NamedTuple, Generic[Entry]):
    """A stretch of words and all entries that it may be."""

    first: int
    """Index of the first word."""
    end: int
    """Index after the last word."""
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class _Node(Generic[Entry]):
    following: dict[Form, _Node[Entry]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    blocked: bool = False

    def after(self, form: Form) -> _Node[Entry]:
        """The node that `form` leads to, new where there was none."""
        node = self.following.get(form)
        if node is None:
            node = self.following[form] = _Node()
        return node


class Phrases(Generic[Entry]):
    """A tree of word forms. It grows by `add`; after that it is only read."""

    def __init__(self) -> None:
        self._root: _Node[Entry] = _Node()
        self._begun: dict[str, list[_Node[Entry]]] = {}

    def add(self, forms: Sequence[Iterable[Form]], entry: Entry) -> None:
        """Enter `entry` under a phrase: for each of its words, every form that shall match."""
        nodes = [self._root]
        self._begun.clear()
        for alternatives in forms:
            nodes = [node.after(form) for node in nodes for form in alternatives]
        for node in nodes:
            if entry not in node.entries:
                node.entries.append(entry)

    def block(self, forms: Sequence[Iterable[Form]]) -> None:
        """Let a phrase stand for nothing, whatever its words look like."""
        nodes = [self._root]
        for alternatives in forms:
            nodes = [node.after(form) for node in nodes for form in alternatives]
        for node in nodes:
            node.blocked = True

    def groups(self) -> Iterator[tuple[Entry, ...]]:
        """The entries that share a phrase, group by group."""
        nodes = [self._root]
        while nodes:
            node = nodes.pop()
            nodes.extend(node.following.values())
            if node.entries:
                yield tuple(node.entries)

    def find(self, words: Sequence[Word]) -> Iterator[Match[Entry]]:
        """The longest matches from left to right; they do not overlap."""
        position = 0
        while position < len(words):
            begun = self._begin(words[position])
            if not begun:
                position += 1
                continue
            end, entries = _longest(begun, words, position)
            if entries:
                yield Match(position, end, tuple(dict.fromkeys(entries)))
            position = max(end, position + 1)

    def _begin(self, word: Word) -> list[_Node[Entry]]:
        """Where phrases that begin with `word` go on; remembered, because words come again and again."""
        begun = self._begun.get(word.surface)
        if begun is None:
            if len(self._begun) >= REMEMBERED:
                self._begun.clear()
            following = self._root.following
            begun = self._begun[word.surface] = [following[form] for form in word.forms if form in following]
        return begun


def _longest(nodes: Sequence[_Node[Entry]], words: Sequence[Word], position: int) -> tuple[int, list[Entry]]:
    """Where the longest phrase ends that begins with these nodes at `position`, and what it may be."""
    end, entries, best = position, [], 0
    while nodes:
        end += 1
        here = [entry for node in nodes for entry in node.entries]
        blocked = any(node.blocked for node in nodes)
        if here or blocked:
            best, entries = end, [] if blocked else here
        if end == len(words) or not words[end].linked:
            break
        forms = words[end].forms
        nodes = [child for form in forms for node in nodes if (child := node.following.get(form)) is not None]
    return best, entries

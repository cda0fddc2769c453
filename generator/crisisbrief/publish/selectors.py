"""What stands before a style rule's braces, parsed, in; out what it asks of a page's elements, and how to write it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tinycss2.ast import Comment, FunctionBlock, IdentToken, LiteralToken, Node, SquareBracketsBlock, WhitespaceToken

from crisisbrief.publish.seen import Kind, Seen

_ASKS_FOR_ONE_OF = frozenset({"is", "where", "has", "matches", "any", "-webkit-any"})
"""Pseudo-classes with selectors in their brackets of which one must fit."""


@dataclass(frozen=True, slots=True)
class Selector:
    """One of the selectors of a rule: `nav > a:is(.x, .y)`."""

    written: str
    asks: tuple[Kind, ...]
    """For each of its compounds, the kind of element that must be somewhere."""
    choices: tuple[tuple[Selector, ...], ...] = ()
    """Of each group, one must fit too."""

    def can_fit(self, seen: Seen) -> bool:
        """Whether names alone leave it possible that an element on the pages is meant."""
        return all(map(seen.has, self.asks)) and all(
            any(each.can_fit(seen) for each in choice) for choice in self.choices
        )


@dataclass(frozen=True, slots=True)
class Selectors:
    """All that stands before the braces of a rule."""

    each: tuple[Selector, ...]
    indivisible: bool
    """A browser that does not know `::-moz-…` ignores the whole rule: without that selector the rule would wake up."""

    def for_pages(self, seen: Seen) -> str:
        """Those that can fit, as a style sheet has them; nothing where none can."""
        fitting = [selector for selector in self.each if selector.can_fit(seen)]
        return ",".join(selector.written for selector in (self.each if self.indivisible and fitting else fitting))


def selectors(prelude: Iterable[Node]) -> Selectors:
    """Read what stands before the braces."""
    parts = _split(prelude)
    return Selectors(tuple(map(_selector, parts)), indivisible=any(map(_is_of_one_browser, parts)))


def _split(nodes: Iterable[Node]) -> list[list[Node]]:
    """At the commas, without comments and without white space around."""
    parts: list[list[Node]] = [[]]
    for node in nodes:
        if _is_sign(node, ","):
            parts.append([])
        elif not isinstance(node, Comment):
            parts[-1].append(node)
    return [_trimmed(part) for part in parts]


def _trimmed(nodes: list[Node]) -> list[Node]:
    inside = [at for at, node in enumerate(nodes) if not isinstance(node, WhitespaceToken)]
    return nodes[inside[0] : inside[-1] + 1] if inside else []


def _is_sign(node: Node | None, *signs: str) -> bool:
    return isinstance(node, LiteralToken) and node.value in signs


def _is_of_one_browser(nodes: Sequence[Node]) -> bool:
    return any(
        _is_sign(before, ":") and isinstance(node, IdentToken) and node.value.startswith("-")
        for before, node in pairwise(nodes)
    )


def _selector(nodes: Sequence[Node]) -> Selector:
    compounds: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, WhitespaceToken) or _is_sign(node, ">", "+", "~"):
            compounds.append([])
        else:
            compounds[-1].append(node)
    choices = (
        tuple(map(_selector, _split(node.arguments)))
        for node in nodes
        if isinstance(node, FunctionBlock) and node.lower_name in _ASKS_FOR_ONE_OF
    )
    return Selector(_written(nodes), tuple(map(_kind, compounds)), tuple(choices))


def _kind(compound: Sequence[Node]) -> Kind:
    """What a compound asks of its element by tag, classes and attributes; ids are not asked for."""
    tag, classes, attributes = "", set(), set()
    for before, node in pairwise([None, *compound]):
        if isinstance(node, IdentToken) and _is_sign(before, "."):
            classes.add(node.value)
        elif isinstance(node, IdentToken) and not _is_sign(before, ":"):
            tag = node.lower_value
        elif isinstance(node, SquareBracketsBlock):
            attributes.add(next(part.lower_value for part in node.content if isinstance(part, IdentToken)))
    return Kind(tag, frozenset(classes), frozenset(attributes))


def _written(nodes: Sequence[Node]) -> str:
    """As it stood, without white space around its combinators."""
    written = ""
    for node in nodes:
        if isinstance(node, WhitespaceToken):
            written += "" if written.endswith((">", "+", "~")) else " "
        elif isinstance(node, LiteralToken) and node.value in (">", "+", "~"):
            written = written.rstrip(" ") + node.value
        else:
            written += node.serialize()
    return written

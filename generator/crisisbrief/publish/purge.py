"""Style sheets and what pages are made of in; out one sheet without the rules that fit nothing, minified.

A rule goes only where names alone tell that no element can fit: each compound of a selector (`a.md-nav__link[href]`)
must fit some element of some page. How elements stand to each other is not asked, nor are the states that a browser
sets (`:hover`, `:target`). What a script makes or sets stands in theme/states.html, which is looked at like a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import tinycss2
from tinycss2.ast import (
    AtRule,
    Comment,
    CurlyBracketsBlock,
    Declaration,
    FunctionBlock,
    IdentToken,
    LiteralToken,
    Node,
    ParenthesesBlock,
    ParseError,
    QualifiedRule,
    SquareBracketsBlock,
    WhitespaceToken,
)

from crisisbrief.errors import BriefError
from crisisbrief.publish.seen import Seen
from crisisbrief.publish.selectors import Selectors, selectors

_HOLDS_RULES = frozenset({"media", "supports", "layer", "container"})


class Style:
    """Several sheets as one; what comes last wins."""

    def __init__(self, sheets: Mapping[str, str]) -> None:
        """Read sheets by their path; BriefError where one has a fault."""
        self._rules = [
            rule
            for path, sheet in sheets.items()
            for rule in _rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), path)
        ]

    def for_pages(self, seen: Seen) -> str:
        """What fits something seen, minified."""
        rules = list(_kept(self._rules, seen))
        used = _used_names(rules)
        return "".join(_written(rule, used) for rule in rules)


@dataclass(frozen=True, slots=True)
class _Rule:
    """`opening{…}` around declarations or around rules; a statement has neither and ends in a semicolon."""

    opening: str
    declarations: tuple[_Declaration, ...] = ()
    inner: tuple[_Rule, ...] = ()
    selectors: Selectors | None = None
    """In place of an opening."""
    animation: str | None = None
    """The name under which declarations ask for the inner rules."""


@dataclass(frozen=True, slots=True)
class _Declaration:
    name: str
    written: str
    asks_for: frozenset[str]
    """Custom properties, animations and other words in the value."""


# Reading -------------------------------------------------------------------------------------------------------------


def _rules(nodes: Iterable[Node], path: str) -> Iterator[_Rule]:
    for node in nodes:
        if isinstance(node, QualifiedRule):
            yield _Rule("", _declarations(node.content, path), selectors=selectors(node.prelude))
        elif isinstance(node, AtRule) and node.lower_at_keyword != "charset":  # a page's sheets are read as the page is
            yield _at_rule(node, path)
        elif isinstance(node, ParseError):
            raise BriefError(f"{node.message}; mend the style sheet", path=path, line=node.source_line)


def _at_rule(node: AtRule, path: str) -> _Rule:
    opening = f"@{node.at_keyword}{_value(node.prelude).rstrip()}"
    if node.content is None:
        return _Rule(f"{opening};")
    if node.lower_at_keyword in _HOLDS_RULES:
        return _Rule(opening, inner=tuple(_rules(_blocks(node), path)))
    if node.lower_at_keyword.endswith("keyframes"):
        frames = [frame for frame in _blocks(node) if isinstance(frame, QualifiedRule)]
        inner = tuple(_Rule(_value(frame.prelude).strip(), _declarations(frame.content, path)) for frame in frames)
        return _Rule(opening, inner=inner, animation=tinycss2.serialize(node.prelude).strip())
    return _Rule(opening, _declarations(node.content, path))


def _blocks(node: AtRule) -> Sequence[Node]:
    return tinycss2.parse_rule_list(node.content or [], skip_comments=True, skip_whitespace=True)


def _declarations(content: Iterable[Node], path: str) -> tuple[_Declaration, ...]:
    found = []
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if not isinstance(node, Declaration):
            raise BriefError("here a declaration belongs; mend the style sheet", path=path, line=node.source_line)
        written = f"{node.name}:{_value(node.value).strip()}{'!important' if node.important else ''}"
        found.append(_Declaration(node.name, written, frozenset(_words(node.value))))
    return tuple(found)


def _words(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, IdentToken):
            yield node.value
        elif isinstance(node, FunctionBlock):
            yield from _words(node.arguments)
        elif isinstance(node, ParenthesesBlock | SquareBracketsBlock | CurlyBracketsBlock):
            yield from _words(node.content)


def _value(nodes: Iterable[Node]) -> str:
    """Component values without comments, with white space only where it may mean something."""
    written = ""
    for node in nodes:
        if isinstance(node, WhitespaceToken):
            written += "" if written.endswith((" ", ",")) else " "
        elif isinstance(node, LiteralToken) and node.value == ",":
            written = written.rstrip(" ") + ","
        elif isinstance(node, FunctionBlock):
            written += f"{node.name}({_value(node.arguments).strip()})"
        elif isinstance(node, ParenthesesBlock):
            written += f"({_value(node.content).strip()})"
        elif not isinstance(node, Comment):
            written += node.serialize()
    return written


# Choosing ------------------------------------------------------------------------------------------------------------


def _kept(rules: Iterable[_Rule], seen: Seen) -> Iterator[_Rule]:
    for rule in rules:
        if rule.selectors is not None:
            if opening := rule.selectors.for_pages(seen):
                yield replace(rule, opening=opening)
        elif rule.inner and rule.animation is None:
            if inner := tuple(_kept(rule.inner, seen)):
                yield replace(rule, inner=inner)
        else:
            yield rule


def _used_names(rules: Iterable[_Rule]) -> set[str]:
    """The words that declarations ask for, by however many steps over custom properties."""
    asked_by: dict[str, set[str]] = {}
    used: set[str] = set()
    for declaration in _all_declarations(rules):
        if declaration.name.startswith("--"):
            asked_by.setdefault(declaration.name, set()).update(declaration.asks_for)
        else:
            used |= declaration.asks_for
    ahead = list(used)
    while ahead:
        fresh = asked_by.get(ahead.pop(), set()) - used
        used |= fresh
        ahead += fresh
    return used


def _all_declarations(rules: Iterable[_Rule]) -> Iterator[_Declaration]:
    for rule in rules:
        yield from rule.declarations
        yield from _all_declarations(rule.inner)


def _written(rule: _Rule, used: set[str]) -> str:
    if rule.opening.endswith(";"):
        return rule.opening
    if rule.animation is not None and rule.animation not in used:
        return ""
    kept = (each.written for each in rule.declarations if not each.name.startswith("--") or each.name in used)
    content = ";".join(kept) + "".join(_written(each, used) for each in rule.inner)
    return f"{rule.opening}{{{content}}}" if content else ""

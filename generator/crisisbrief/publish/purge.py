"""Style sheets and what the built pages are made of in; out one sheet without the rules that fit nothing, minified.

A rule goes only where names alone tell that no element can fit: each compound of a selector (`a.md-nav__link[href]`)
must fit some element of some page. How elements stand to each other is not asked, nor are the states that a browser
sets (`:hover`, `:target`). What a script makes or sets stands in theme/states.html, which is looked at like a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import tinycss2
from tinycss2.ast import (
    AtRule,
    Comment,
    CurlyBracketsBlock,
    Declaration,
    FunctionBlock,
    HashToken,
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
from crisisbrief.publish.seen import Kind, Seen

_HOLDS_RULES = frozenset({"media", "supports", "layer", "container"})
_ASKS_FOR_ONE_OF = frozenset({"is", "where", "has", "matches", "any", "-webkit-any"})
"""Pseudo-classes with selectors in their brackets of which one must fit."""


def purge(sheets: Mapping[str, str], seen: Seen) -> str:
    """The sheets, by their path, as one: without what fits nothing seen and without names that no rule uses."""
    rules = [
        rule
        for path, sheet in sheets.items()
        for rule in _rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), seen, path)
    ]
    used = _used_names(rules)
    return "".join(_written(rule, used) for rule in rules)


@dataclass(frozen=True, slots=True)
class _Rule:
    """`opening{…}` around declarations or around rules."""

    opening: str
    declarations: tuple[Declaration, ...] = ()
    inner: tuple[_Rule, ...] = ()
    animation: str | None = None
    """The name under which declarations ask for it."""


# What is kept --------------------------------------------------------------------------------------------------------


def _rules(nodes: Iterable[Node], seen: Seen, path: str) -> Iterator[_Rule]:
    for node in nodes:
        if isinstance(node, QualifiedRule):
            if selectors := _kept(node.prelude, seen):
                yield _Rule(selectors, _declarations(node.content, path))
        elif isinstance(node, AtRule):
            yield from _at_rule(node, seen, path)
        elif isinstance(node, ParseError):
            raise BriefError(f"{node.message}; mend the style sheet", path=path, line=node.source_line)


def _at_rule(node: AtRule, seen: Seen, path: str) -> Iterator[_Rule]:
    opening = f"@{node.at_keyword}{_written_value(node.prelude).rstrip()}"
    if node.content is None:
        yield _Rule(f"{opening};")
    elif node.lower_at_keyword in _HOLDS_RULES:
        if inner := tuple(_rules(_blocks(node.content), seen, path)):
            yield _Rule(opening, inner=inner)
    elif node.lower_at_keyword.endswith("keyframes"):
        frames = [frame for frame in _blocks(node.content) if isinstance(frame, QualifiedRule)]
        inner = tuple(
            _Rule(_written_value(frame.prelude).strip(), _declarations(frame.content, path)) for frame in frames
        )
        yield _Rule(opening, inner=inner, animation=tinycss2.serialize(node.prelude).strip())
    else:
        yield _Rule(opening, _declarations(node.content, path))


def _blocks(content: Iterable[Node]) -> Sequence[Node]:
    return tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True)


def _declarations(content: Iterable[Node], path: str) -> tuple[Declaration, ...]:
    found = []
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if not isinstance(node, Declaration):
            raise BriefError("here a declaration belongs; mend the style sheet", path=path, line=node.source_line)
        found.append(node)
    return tuple(found)


# Selectors -----------------------------------------------------------------------------------------------------------


def _kept(prelude: Iterable[Node], seen: Seen) -> str:
    """Those of a rule's selectors that can fit; nothing where none can."""
    selectors = [_trimmed(selector) for selector in _split(prelude)]
    can_fit = [_can_fit(selector, seen) for selector in selectors]
    # A browser that does not know `::-moz-…` ignores the rule: without that selector the rule would wake up.
    if any(map(_is_of_one_browser, selectors)):
        can_fit = [any(can_fit)] * len(selectors)
    return ",".join(_written_selector(selector) for selector, can in zip(selectors, can_fit, strict=True) if can)


def _split(nodes: Iterable[Node]) -> list[list[Node]]:
    parts: list[list[Node]] = [[]]
    for node in nodes:
        if _is_sign(node, ","):
            parts.append([])
        elif not isinstance(node, Comment):
            parts[-1].append(node)
    return parts


def _is_sign(node: Node | None, *signs: str) -> bool:
    return isinstance(node, LiteralToken) and node.value in signs


def _trimmed(nodes: Sequence[Node]) -> Sequence[Node]:
    inside = [at for at, node in enumerate(nodes) if not isinstance(node, WhitespaceToken)]
    return nodes[inside[0] : inside[-1] + 1] if inside else []


def _is_of_one_browser(selector: Sequence[Node]) -> bool:
    return any(
        _is_sign(before, ":") and isinstance(node, IdentToken) and node.value.startswith("-")
        for before, node in pairwise(selector)
    )


def _can_fit(selector: Sequence[Node], seen: Seen) -> bool:
    """Whether each compound of a selector fits an element that was seen."""
    compounds: list[list[Node]] = [[]]
    for node in selector:
        if isinstance(node, WhitespaceToken) or _is_sign(node, ">", "+", "~"):
            compounds.append([])
        else:
            compounds[-1].append(node)
    return all(_compound_can_fit(compound, seen) for compound in compounds)


def _compound_can_fit(compound: Sequence[Node], seen: Seen) -> bool:
    tag, classes, attributes = "", set(), set()
    for before, node in pairwise([None, *compound]):
        if isinstance(node, IdentToken) and _is_sign(before, "."):
            classes.add(node.value)
        elif isinstance(node, IdentToken) and not _is_sign(before, ":"):
            tag = node.lower_value
        elif isinstance(node, SquareBracketsBlock):
            attributes.add(next(part.lower_value for part in node.content if isinstance(part, IdentToken)))
        elif isinstance(node, FunctionBlock) and not _choice_can_fit(node, seen):
            return False
    ids = {node.value for node in compound if isinstance(node, HashToken)}
    return ids <= seen.ids and seen.has(Kind(tag, frozenset(classes), frozenset(attributes)))


def _choice_can_fit(function: FunctionBlock, seen: Seen) -> bool:
    if function.lower_name not in _ASKS_FOR_ONE_OF:
        return True
    return any(_can_fit(_trimmed(choice), seen) for choice in _split(function.arguments))


# Names that declarations use -----------------------------------------------------------------------------------------


def _used_names(rules: Iterable[_Rule]) -> set[str]:
    """The names of custom properties and animations that some declaration asks for, by however many steps."""
    asked_by: dict[str, set[str]] = {}
    used: set[str] = set()
    for declaration in _all_declarations(rules):
        names = set(_names(declaration.value))
        if declaration.name.startswith("--"):
            asked_by.setdefault(declaration.name, set()).update(names)
        else:
            used |= names
    ahead = list(used)
    while ahead:
        fresh = asked_by.get(ahead.pop(), set()) - used
        used |= fresh
        ahead += fresh
    return used


def _all_declarations(rules: Iterable[_Rule]) -> Iterator[Declaration]:
    for rule in rules:
        yield from rule.declarations
        yield from _all_declarations(rule.inner)


def _names(value: Iterable[Node]) -> Iterator[str]:
    for node in value:
        if isinstance(node, IdentToken):
            yield node.value
        elif isinstance(node, FunctionBlock):
            yield from _names(node.arguments)
        elif isinstance(node, ParenthesesBlock | SquareBracketsBlock | CurlyBracketsBlock):
            yield from _names(node.content)


# Writing -------------------------------------------------------------------------------------------------------------


def _written(rule: _Rule, used: set[str]) -> str:
    if rule.opening.endswith(";"):
        return rule.opening
    if rule.animation is not None and rule.animation not in used:
        return ""
    declarations = ";".join(
        f"{each.name}:{_written_value(each.value).strip()}{'!important' if each.important else ''}"
        for each in rule.declarations
        if not each.name.startswith("--") or each.name in used
    )
    content = declarations + "".join(_written(each, used) for each in rule.inner)
    return f"{rule.opening}{{{content}}}" if content else ""


def _written_value(nodes: Iterable[Node]) -> str:
    """Component values without comments, with white space only where it may mean something."""
    written = ""
    for node in nodes:
        if isinstance(node, WhitespaceToken):
            written += "" if written.endswith((" ", ",")) else " "
        elif _is_sign(node, ","):
            written = written.rstrip(" ") + ","
        elif isinstance(node, FunctionBlock):
            written += f"{node.name}({_written_value(node.arguments).strip()})"
        elif isinstance(node, ParenthesesBlock):
            written += f"({_written_value(node.content).strip()})"
        elif not isinstance(node, Comment):
            written += node.serialize()
    return written


def _written_selector(selector: Sequence[Node]) -> str:
    written = ""
    for node in selector:
        if isinstance(node, WhitespaceToken):
            written += "" if written.endswith((">", "+", "~")) else " "
        elif isinstance(node, LiteralToken) and node.value in (">", "+", "~"):
            written = written.rstrip(" ") + node.value
        else:
            written += node.serialize()
    return written

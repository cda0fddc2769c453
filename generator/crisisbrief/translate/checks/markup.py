"""No characters that nobody sees and no markup come in with a translation, or get lost on the way."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from crisisbrief.translate.checks.finding import Finding, Pair, Severity

MARKUP = re.compile(
    r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]+);|\{\{|\}\}|\{%|\[\[|\]\]|\]\(|```|\*\*|https?://\S+|%\(\w+\)s|\{\w+\}"
)
"""Tags, entities, template and Markdown syntax, addresses, placeholders."""
SEEN = {"\n", "\t"}
UNSEEN = ("Cc", "Cf", "Co", "Cn", "Zl", "Zp")
"""General categories of characters that nobody sees."""
JOINERS = {"\u200c", "\u200d", "\u00ad"}
"""Part of the spelling in some languages."""


def controls(pair: Pair) -> Iterator[Finding]:
    """Bidi controls and other unseen characters that the source does not have."""
    added = Counter(filter(_is_unseen, pair.target)) - Counter(filter(_is_unseen, pair.source))
    if added:
        named = ", ".join(f"U+{ord(c):04X} {unicodedata.name(c, '')}".strip() for c in sorted(added))
        yield Finding("controls", Severity.WARNING, f"the translation has characters that nobody sees: {named}")


def markup(pair: Pair) -> Iterator[Finding]:
    """Markup, addresses or placeholders that only one side has."""
    source, target = Counter(MARKUP.findall(pair.source)), Counter(MARKUP.findall(pair.target))
    if lost := source - target:
        yield Finding("markup", Severity.WARNING, f"the source has {_listed(lost)}, the translation does not")
    if added := target - source:
        yield Finding("markup", Severity.WARNING, f"the translation has {_listed(added)}, the source does not")


def _is_unseen(character: str) -> bool:
    return character not in SEEN | JOINERS and unicodedata.category(character) in UNSEEN


def _listed(found: Counter[str]) -> str:
    return ", ".join(sorted(found))

"""A catalog -> findings with their place in the PO file; an editor waives one with a reason in a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import polib

from crisisbrief.errors import BriefError
from crisisbrief.languages import Language
from crisisbrief.model import MentionKind, Report, Segment, Span, State
from crisisbrief.translate.catalog import Catalog, state_of
from crisisbrief.translate.checks import CHECKS, check_pair
from crisisbrief.translate.checks.finding import Finding, Pair, Said, Severity
from crisisbrief.translate.units import msgid_of

WAIVER = re.compile(r"^[ \t]*waive[ \t]+(?P<checks>[\w, \t]+?)[ \t]*(?::[ \t]*(?P<reason>.*))?$", re.MULTILINE)
LONGEST_NAME = 6
"""Words of an entry from which on it is a sentence or a clause, not a name."""
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Located:
    """A finding where an editor finds it."""

    finding: Finding
    path: Path
    line: int | None
    source: str
    target: str

    def __str__(self) -> str:
        """File, line, what was found, and both sentences, in one line."""
        told = f"{self.finding.check}: {self.finding.message} | source: {self.source} | translation: {self.target}"
        return str(BriefError(" ".join(told.split()), path=self.path, line=self.line))


def check_catalog(
    catalog: Catalog,
    source: Language,
    target: Language,
    *,
    report: Report | None = None,
    segments: Iterable[Segment] = (),
    glossary: Mapping[str, str] = NOTHING,
    drafts: bool = True,
) -> tuple[Located, ...]:
    """What the checks find in the translations of a catalog, in the order of the file, less what is waived.

    `report` and its `segments` tell who says what; `glossary` adds to the names that the catalog itself translates.
    Stale entries wait for their translator and are left out. Where `drafts` are not published (False), their errors
    are warnings.
    """
    said = dict(_said(report, segments)) if report is not None else {}
    names = {**glossary, **dict(_names(catalog))}
    found: list[Located] = []
    for entry in catalog.entries.values():
        state = state_of(entry)
        if state in (State.MISSING, State.STALE):
            continue
        pair = Pair(entry.msgid, source, entry.msgstr, target, names, said.get(entry.msgid))
        findings = [*_not_waived(check_pair(pair), entry), *_bad_waivers(entry)]
        if state is State.DRAFT and not drafts:
            findings = [replace(finding, severity=Severity.WARNING) for finding in findings]
        found += [Located(finding, catalog.path, entry.linenum, entry.msgid, entry.msgstr) for finding in findings]
    return tuple(sorted(found, key=lambda located: located.line or 0))


def waivers(entry: polib.POEntry) -> Mapping[str, str]:
    """The reason for each check that the translator's comment waives; a waiver without a reason is empty."""
    return {
        check: (match["reason"] or "").strip()
        for match in WAIVER.finditer(entry.tcomment or "")
        for check in re.split(r"[, \t]+", match["checks"].strip())
    }


def _not_waived(findings: Iterable[Finding], entry: polib.POEntry) -> Iterator[Finding]:
    reasons = waivers(entry)
    return (finding for finding in findings if not reasons.get(finding.check))


def _bad_waivers(entry: polib.POEntry) -> Iterator[Finding]:
    for check, reason in waivers(entry).items():
        if check not in CHECKS:
            told = f"the comment waives {check!r}, and no check is called so; there are: {', '.join(CHECKS)}"
            yield Finding("waiver", Severity.WARNING, told)
        elif not reason:
            told = f'the comment waives {check!r} without a reason; write "# waive {check}: the reason"'
            yield Finding("waiver", Severity.WARNING, told)


def _names(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The entries that are names, where somebody stands by the translation."""
    for entry in catalog.entries.values():
        if len(entry.msgid.split()) < LONGEST_NAME and state_of(entry) in (State.TRANSLATED, State.REVIEWED):
            yield entry.msgid, entry.msgstr


def _said(report: Report, segments: Iterable[Segment]) -> Iterator[tuple[str, Said]]:
    """Who says each sentence that names its speaker, by the text of its entry."""
    found = tuple(segments)
    for segment in found:
        told = segment.attribution
        if told is not None and told.carried_from is None and told.verb is not None:
            countries = _countries(told.speaker, found)
            yield msgid_of(segment.text), Said(told.stance, told.quotation is not None, countries)


def _countries(span: Span, segments: Iterable[Segment]) -> frozenset[str]:
    """Codes of the countries that the words under `span` mention."""
    return frozenset(
        mention.value
        for segment in segments
        for mention in segment.mentions
        if mention.kind is MentionKind.PLACE and mention.value and span.contains(mention.span)
    )

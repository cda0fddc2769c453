"""What an editor should look at before a brief goes out: faults that stop it, and doubts that a person settles."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from crisisbrief import languages
from crisisbrief.errors import BriefError, Faults
from crisisbrief.export import FORMATS, OF_THE_SITE, export, sms
from crisisbrief.harm import needless, unsettled
from crisisbrief.languages.interface import interface
from crisisbrief.manifest import MANIFEST, parse
from crisisbrief.model import Edition, Placement, State
from crisisbrief.pipeline import LONGEST_MESSAGE, Desk, all_pages, desk, edition, edition_of, slugs
from crisisbrief.render.plain import PlainPen
from crisisbrief.render.view import View
from crisisbrief.translate import Glossary, read_catalog
from crisisbrief.translate.checked import check_catalog
from crisisbrief.translate.checks import Severity

UNSURE = 0.5
"""Below this confidence an automatic placement is listed for the editor."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that `check` found."""

    message: str
    fault: bool
    """Whether it must be mended before the brief goes out."""


def check(root: Path, slug: str) -> tuple[Finding, ...]:
    """Everything worth an editor's look in one brief, faults first."""
    try:
        source = desk(root, slug)
        made = edition_of(source)
    except Faults as faults:
        return tuple(Finding(str(fault), True) for fault in faults.faults)
    except BriefError as fault:
        return (Finding(str(fault), True),)
    found = [*_catalogs(source), *_translations(source), *_terms(source), *_messages(source, made), *_unsure(source)]
    found += [Finding(str(each), True) for each in unsettled(made, source.file)]
    found += [Finding(str(each), False) for each in needless(made, source.file)]
    return tuple(sorted(found, key=lambda finding: not finding.fault))


def check_interfaces(root: Path) -> tuple[Finding, ...]:
    """Interface texts that a published language lacks."""
    codes = {code for slug in slugs(root) for code in edition(root, slug).locales}
    return tuple(
        Finding(f"languages/{code}/interface.po: {msgid!r} is not translated", True)
        for code in sorted(codes)
        for msgid in interface(code).missing()
    )


def outdated_pages(root: Path) -> tuple[Finding, ...]:
    """Pages under content/ that are not what the briefs give today."""
    made = all_pages([edition(root, slug) for slug in slugs(root)])
    content = root / "content"
    return tuple(
        Finding(f'{content / name}: is not up to date; run "crisisbrief generate"', True)
        for name, page in made.items()
        if not (content / name).is_file() or (content / name).read_bytes() != page.encode()
    )


def outdated_exports(root: Path, exports: Path) -> Iterator[BriefError]:
    """Exports of today's editions that say something else than the brief does: what was taken out since still stands
    in them. Told by the files that the core makes alone; `exports` is the folder of all of them."""
    for slug in slugs(root):
        path = exports / slug / MANIFEST
        if path.is_file():
            told, made = parse(path.read_bytes(), path), edition(root, slug)
            same = (told.number, told.published, told.withdrawn)
            if same == (made.imprint.number, made.imprint.published, made.imprint.withdrawn):
                yield from _outdated(path.parent, {each.name for each in told.files}, made)


def _outdated(folder: Path, names: Collection[str], made: Edition) -> Iterator[BriefError]:
    lean = (name for name, extra in FORMATS.items() if extra is None and name not in OF_THE_SITE)
    today = {name: content for each in lean for name, content in export(each, made, dict).items() if name in names}
    for path, content in ((folder / name, content) for name, content in today.items()):
        # a signature stands at the end
        if path.is_file() and not path.read_bytes().startswith(content):
            told = "is not what the brief says today, and the site would offer it; run: crisisbrief export"
            yield BriefError(told, path=path)
            return


def _catalogs(source: Desk) -> Iterator[Finding]:
    for report in source.brief.reports:
        for target in source.targets(report):
            path = source.catalog_path(report, target)
            catalog = read_catalog(path)
            wanted = {unit.key: unit for unit in source.units(report, target)}
            for key, entry in catalog.entries.items():
                if key not in wanted:
                    remedy = f'run "crisisbrief translate extract {source.brief.slug}"'
                    told = f"this text is not in the report any more; {remedy}"
                    yield Finding(str(BriefError(told, path=path, line=entry.linenum)), True)
            for key, unit in wanted.items():
                state = catalog.state(key)
                if state in (State.MISSING, State.STALE, State.DRAFT):
                    where = ", ".join(unit.anchors)
                    line = catalog.entries[key].linenum if key in catalog.entries else None
                    told = f"{where}: {state} in {target}: {_shortened(unit.msgid)}"
                    yield Finding(str(BriefError(told, path=path, line=line)), False)


def _translations(source: Desk) -> Iterator[Finding]:
    """What the checks of translations find: errors are faults, warnings are doubts."""
    for report in source.brief.reports:
        for target in source.targets(report):
            found = check_catalog(
                read_catalog(source.catalog_path(report, target)),
                languages.load(report.locale),
                languages.load(target),
                report=report,
                segments=source.brief.segments[report.name],
                drafts=source.file.drafts,
            )
            yield from (Finding(str(each), each.finding.severity is Severity.ERROR) for each in found)


def _terms(source: Desk) -> Iterator[Finding]:
    """Terms of the glossary that a translation writes otherwise, or mistakes for something else."""
    glossary = source.glossary()
    for report in source.brief.reports:
        for target in source.targets(report):
            catalog = read_catalog(source.catalog_path(report, target))
            for entry in catalog.entries.values():
                if entry.msgstr:
                    for told in _misused(glossary, entry.msgid, entry.msgstr, report.locale, target):
                        yield Finding(str(BriefError(told, path=catalog.path, line=entry.linenum)), False)


def _misused(glossary: Glossary, text: str, translation: str, locale: str, target: str) -> Iterator[str]:
    written = translation.casefold()
    for found in glossary.find(text, locale, target):
        words, term = found.span.of(text), found.term
        wrong = [wording for wording in term.never.get(target, ()) if wording.casefold() in written]
        if wrong:
            yield f"terms: «{words}» is {term.preferred(target)!r}, never {wrong[0]!r}; {term.note or 'correct it'}"
        elif not any(wording.casefold() in written for wording in term.wordings[target]):
            yield f"terms: «{words}» is {term.preferred(target)!r} in the glossary; write that, or add this wording"


def _messages(source: Desk, made: Edition) -> Iterator[Finding]:
    for message in made.messages:
        for locale in made.locales:
            text = made.rendering(message.anchor, locale, message.clause).text
            if len(text) > LONGEST_MESSAGE:
                told = f"the key message from {message.anchor} has {len(text)} characters in {locale}"
                line = source.file.lines.get(message.anchor)
                limit = f"{told}, {LONGEST_MESSAGE} at most; mark a shorter clause"
                yield Finding(str(BriefError(limit, path=source.file.path, line=line)), False)
    for locale in made.locales if made.messages else ():
        if sms.message(View.of(made, locale, PlainPen(locale))) is None:
            told = f'no key message fits a text message in {locale}; write one: [sms] {locale} = "…"'
            yield Finding(str(BriefError(told, path=source.file.path)), False)


def _unsure(source: Desk) -> Iterator[Finding]:
    for segment in source.brief.all_segments():
        placement = source.brief.placements[segment.anchor]
        if not placement.decided_by_editor and placement.confidence < UNSURE:
            report = source.brief.report_of(segment.anchor)
            path = source.folder / f"{report.name}.{report.locale}.txt"
            line = report.text.count("\n", 0, segment.span.start) + 1
            yield Finding(str(BriefError(_two_candidates(segment.anchor, placement), path=path, line=line)), False)


def _two_candidates(anchor: str, placement: Placement) -> str:
    return (
        f"{anchor}: {placement.section} or {placement.runner_up}? placed automatically at {placement.confidence:.2f}; "
        f'decide with "crisisbrief place {anchor} SECTION --reason …"'
    )


def _shortened(text: str, longest: int = 60) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"

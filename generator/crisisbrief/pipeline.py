"""A brief's folder -> Edition -> pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from crisisbrief import stamp
from crisisbrief.actors import actors
from crisisbrief.decide import decide, misplaced
from crisisbrief.errors import BriefError, raise_all
from crisisbrief.model import (
    Brief,
    Dateline,
    Edition,
    Placement,
    Rendering,
    Report,
    Segment,
    State,
    Tension,
    clause_key,
)
from crisisbrief.read import KEY_FILE, BriefFile, brief_file, name_parts, public_key, read_report
from crisisbrief.redact import redact_edition
from crisisbrief.render import lite
from crisisbrief.render.listed import Listed
from crisisbrief.render.markdown import home, pages
from crisisbrief.stages import structure
from crisisbrief.tensions import tensions
from crisisbrief.translate import Catalog, Glossary, Key, Unit, msgid_of, read_catalog, read_glossary, units

KINDS = ("md", "svg", "html")
"""How the names of generated files end."""
LONGEST_MESSAGE = 180
"""Characters of a key message (OCHA's limit for digital situation reports)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One brief as people keep it: its files, and what the stages make of them before translation."""

    folder: Path
    file: BriefFile
    brief: Brief

    def catalog_path(self, report: Report, target: str) -> Path:
        return self.folder / f"{report.name}.{target}.po"

    def clauses(self) -> tuple[tuple[str, str], ...]:
        """Pairs of anchor and words of the clauses that the editor marked."""
        return tuple((anchor, clause) for anchor, clause in self.file.excerpts() if clause)

    def units(self, report: Report, target: str) -> tuple[Unit, ...]:
        return units(self.brief, report, self.clauses(), actors(self.brief), target, glossary=self.glossary())

    @property
    def content(self) -> Path:
        """What all briefs of the project share."""
        return self.folder.parent.parent

    def glossary(self) -> Glossary:
        """The terms of the brief, which go before those of the project."""
        return read_glossary(self.folder, self.content)

    def targets(self, report: Report) -> tuple[str, ...]:
        return tuple(code for code in self.file.locales if code != report.locale)


def briefs_folder(root: Path) -> Path:
    return root / "content" / "briefs"


def slugs(root: Path) -> tuple[str, ...]:
    """The briefs of a project, sorted."""
    folder = briefs_folder(root)
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir())) if folder.is_dir() else ()


def desk(root: Path, slug: str, *, reader: str = "core") -> Desk:
    """Read a brief's folder and structure its reports; all faults of its brief.toml in one BriefError."""
    folder = briefs_folder(root) / slug
    known = slugs(root)
    # by its very name: "slug/" and ".." are folders, too
    if slug not in known:
        told = f"there is no brief {slug!r} (there are: {', '.join(known) or 'none yet'})"
        raise BriefError(f'{told}; "crisisbrief new" makes one', path=folder)
    file = brief_file(folder / "brief.toml")
    reports = _reports(folder, file)
    several = len(reports) > 1
    segments: dict[str, tuple[Segment, ...]] = {}
    placed: list[Placement] = []
    for report in reports:
        prefix = f"{report.name}-" if several else ""
        segments[report.name], found = structure(report, prefix=prefix, reader=reader)
        placed += found
    by_anchor = {found.anchor: found for per_report in segments.values() for found in per_report}
    raise_all([*misplaced(file, by_anchor), *_loose_ends(file, by_anchor)])
    decided = decide(placed, file.decisions, by_anchor)
    placements = MappingProxyType({placement.anchor: placement for placement in decided})
    return Desk(folder, file, Brief(slug, reports, MappingProxyType(segments), placements))


def _reports(folder: Path, file: BriefFile) -> tuple[Report, ...]:
    """The reports of a brief, oldest first, with what brief.toml knows about each."""
    found: list[Report] = []
    faults: list[BriefError] = []
    for path in sorted(folder.glob("*.txt")):
        try:
            found.append(_report(path, file))
        except BriefError as fault:
            faults.append(fault)
    raise_all(faults)
    if not found:
        raise BriefError("holds no report; put one there, named for example 2022-01-05.ar.txt", path=folder)
    named = {report.name for report in found}
    unknown = sorted(set(file.reports) - named)
    if unknown:
        raise BriefError(f"speaks of a report {unknown[0]!r}; there is {', '.join(sorted(named))}", path=file.path)
    return tuple(found)


def _report(path: Path, file: BriefFile) -> Report:
    name, day, locale = name_parts(path)
    if locale not in file.locales:
        listed = ", ".join(file.locales)
        raise BriefError(f"is in {locale!r}, which locales in brief.toml ({listed}) does not list; add it", path=path)
    facts = file.reports.get(name)
    if facts is None:
        return read_report(path, country=file.country)
    report = read_report(path, country=file.country, encoding=facts.encoding)
    return replace(
        report,
        dateline=Dateline(facts.published or day, facts.place, facts.zone, facts.published_note),
        headline=facts.headline,
        byline=facts.byline,
        source=facts.source,
        rights=facts.rights,
    )


def _loose_ends(file: BriefFile, segments: Mapping[str, Segment]) -> Iterator[BriefError]:
    """What brief.toml says about sentences or words that the reports do not hold."""
    tensions_and_notes = [anchor for tension in file.tensions for anchor in tension.anchors]
    tensions_and_notes += [anchor for note in file.notes for anchor in note.anchors]
    for anchor in dict.fromkeys([*file.lede, *tensions_and_notes, *(anchor for anchor, _ in file.excerpts())]):
        if anchor not in segments:
            told = f'there is no sentence {anchor!r}; "crisisbrief explain" lists the anchors'
            yield BriefError(told, path=file.path, line=file.lines.get(anchor))
    for anchor, clause in file.excerpts():
        if clause and anchor in segments and clause not in segments[anchor].text:
            told = f"the words «{clause}» are not in {anchor}; copy them from the report exactly"
            yield BriefError(told, path=file.path, line=file.lines.get(anchor))
    for message in file.messages:
        words = message.clause or (segments[message.anchor].text if message.anchor in segments else "")
        if len(words) > LONGEST_MESSAGE:
            told = f"the key message from {message.anchor} has {len(words)} characters, {LONGEST_MESSAGE} at most"
            yield BriefError(f"{told}; mark a clause of it", path=file.path, line=file.lines.get(message.anchor))


def edition(root: Path, slug: str, *, reader: str = "core") -> Edition:
    """A brief with its catalogs: all that renderers and exporters see."""
    return edition_of(desk(root, slug, reader=reader))


def edition_of(source: Desk) -> Edition:
    """The edition that a desk's files make, without the words that its editors take out."""
    file, brief = source.file, source.brief
    catalogs = {
        (report.name, target): _catalog(source, report, target)
        for report in brief.reports
        for target in source.targets(report)
    }
    made = Edition(
        brief=brief,
        locales=_own_language_first(file.locales, brief),
        title=file.title,
        imprint=file.imprint,
        renderings={locale: _renderings(source, catalogs, locale) for locale in file.locales},
        lede=file.lede,
        messages=file.messages,
        facts=file.facts,
        tensions=(*file.tensions, *_found_tensions(file, brief)),
        notes=file.notes,
        sms=file.sms,
        actors=actors(brief),
        glossary=_glossary(source, catalogs),
        key=public_key(source.content / KEY_FILE),
        made_from=_made_from(source, catalogs.values()),
    )
    return redact_edition(made, file)


def _own_language_first(locales: tuple[str, ...], brief: Brief) -> tuple[str, ...]:
    own = brief.reports[0].locale
    return (own, *(code for code in locales if code != own))


def _found_tensions(file: BriefFile, brief: Brief) -> Iterator[Tension]:
    """What the checks found and the editor has not put in words already."""
    told = {frozenset(tension.anchors) for tension in file.tensions}
    return (tension for tension in tensions(brief) if frozenset(tension.anchors) not in told)


def _catalog(source: Desk, report: Report, target: str) -> Catalog:
    catalog = read_catalog(source.catalog_path(report, target))
    own = {msgid_of(found.text) for found in source.brief.segments[report.name]}
    if catalog.entries and not any(msgid in own for msgid, _ in catalog.entries):
        message = f"belongs to another report: not one sentence of {report.name} is in it; put the right file there"
        raise BriefError(message, path=catalog.path)
    return catalog


def _renderings(source: Desk, catalogs: Mapping[tuple[str, str], Catalog], locale: str) -> Mapping[str, Rendering]:
    found: dict[str, Rendering] = {}
    for report in source.brief.reports:
        catalog = catalogs.get((report.name, locale))
        for name, text, key in _texts(source, report):
            if catalog is None:
                found[name] = Rendering(text, locale, State.SOURCE)
            else:
                own = Rendering(text, report.locale, catalog.state(key))
                found[name] = _translated(catalog, key, own, locale, drafts=source.file.drafts)
    return MappingProxyType(found)


def _texts(source: Desk, report: Report) -> Iterator[tuple[str, str, Key]]:
    """Of each sentence and each marked clause: its name in `Edition.renderings`, its text, its key in a catalog."""
    seen: Counter[str] = Counter()
    anchors = set()
    for found in source.brief.segments[report.name]:
        seen[found.text] += 1
        anchors.add(found.anchor)
        yield found.anchor, found.text, (msgid_of(found.text), str(seen[found.text]) if seen[found.text] > 1 else None)
    for anchor, clause in source.clauses():
        if anchor in anchors:
            yield clause_key(anchor, clause), clause, (msgid_of(clause), None)


def _translated(catalog: Catalog, key: Key, own: Rendering, locale: str, *, drafts: bool) -> Rendering:
    """The translation if it may be shown, else the source's `own` words under their own language."""
    text = catalog.text(key)
    if text is None or (own.state in (State.DRAFT, State.STALE) and not drafts):
        return own
    return Rendering(text, locale, own.state, catalog.by(key))


def _glossary(source: Desk, catalogs: Mapping[tuple[str, str], Catalog]) -> Mapping[str, Mapping[str, str]]:
    """Names as the catalogs translate them, where somebody stands by the translation."""
    found: dict[str, dict[str, str]] = {}
    for (_, target), catalog in catalogs.items():
        for (msgid, context), entry in catalog.entries.items():
            if context is None and catalog.state((msgid, None)) in (State.TRANSLATED, State.REVIEWED):
                found.setdefault(msgid, {})[target] = entry.msgstr
    return found


def _made_from(source: Desk, catalogs: Iterable[Catalog]) -> tuple[str, ...]:
    names = [f"{report.name}.{report.locale}.txt" for report in source.brief.reports]
    names += [source.file.path.name, *(catalog.path.name for catalog in catalogs if catalog.entries)]
    return tuple(f"briefs/{source.brief.slug}/{name}" for name in names)


def all_pages(editions: Iterable[Edition]) -> dict[str, str]:
    """Every page and picture under content/ by its path there, stamped."""
    editions = tuple(editions)
    found: dict[str, str] = {}
    for each in editions:
        found |= brief_pages(each)
    return found | home_pages(map(Listed.of, editions))


def brief_pages(edition: Edition) -> dict[str, str]:
    """The pages and pictures of one brief, the light ones too."""
    made = {**pages(edition), **lite.pages(edition)}
    return {name: stamp.stamped(page, edition.made_from) for name, page in made.items()}


def home_pages(briefs: Iterable[Listed]) -> dict[str, str]:
    """The pages outside of briefs: lists of them all."""
    return {name: stamp.stamped(page, _lists(shown)) for name, (page, shown) in home(briefs).items()}


def _lists(shown: Iterable[Listed]) -> list[str]:
    """What a list of briefs is made from."""
    return sorted(f"briefs/{each.slug}/brief.toml" for each in shown) or ["briefs/"]

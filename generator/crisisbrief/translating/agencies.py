"""Translations that leave and come back as TMX and XLIFF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import polib

from crisisbrief import disk
from crisisbrief.errors import BriefError
from crisisbrief.model import State
from crisisbrief.pipeline import desk, slugs
from crisisbrief.translate import Catalog, Memory, Remembered, Unit, exchange, read_catalog, remembered
from crisisbrief.translate.catalog import read_file
from crisisbrief.translating.catalogs import CatalogOf, Memories, catalogs, change, extract, taken_over


def export_tmx(root: Path, slug: str | None, locale: str, out: Path) -> int:
    """Write what somebody stands by in one brief (or all) as a memory into `locale`; says how many pairs."""
    pairs: dict[str, list[Remembered]] = {}
    for name in (slug,) if slug else slugs(root):
        for each in catalogs(desk(root, name)):
            if each.target == locale and each.path.is_file():
                pairs.setdefault(each.report.locale, []).extend(remembered(read_file(each.path), name))
    if len(pairs) != 1:
        told = f"there are reports in {', '.join(sorted(pairs))}; name one brief" if pairs else "nothing is translated"
        raise BriefError(f"a memory into {locale!r} cannot be written: {told}")
    [(source, known)] = pairs.items()
    disk.write(out, exchange.tmx(known, source, locale))
    return len(set(known))


def import_tmx(root: Path, slug: str, path: Path, locale: str | None = None) -> Iterator[tuple[Path, int]]:
    """Offer the pairs of a memory as drafts where a brief has no translation."""
    for each in catalogs(desk(root, slug), locale):
        source, target = each.report.locale, each.target
        known = Memory(partial(exchange.read_tmx, path, source, target))
        yield each.path, extract(each, Memories(root, {(source, target): known})).offered


def export_xliff(root: Path, slug: str, locale: str, out: Path) -> int:
    """Write a brief's catalogs into `locale` as one XLIFF file; says how many texts."""
    sent = []
    for each in catalogs(desk(root, slug), locale):
        original = f"{each.report.name}.{each.report.locale}.txt"
        sent.append(exchange.Sent(original, each.report.locale, locale, each.units(), read_catalog(each.path)))
    disk.write(out, exchange.xliff(sent))
    return sum(len(each.units) for each in sent)


def import_xliff(root: Path, slug: str, path: Path, locale: str) -> Iterator[tuple[Path, int]]:
    """Take over the translations of an XLIFF file; what its translator does not call done stays a draft."""
    source = desk(root, slug)
    own = {unit.msgid for each in catalogs(source, locale) for unit in each.units()}
    returned = exchange.read_xliff(path, locale)
    if not own & {text.source for text in returned}:
        raise BriefError(f"belongs to another report: not one sentence of {slug} is translated in it", path=path)
    for each in catalogs(source, locale):
        extract(each)
        yield each.path, change(each.path, partial(taken_over, _as_catalog(returned, each)))


def _as_catalog(returned: Sequence[exchange.Returned], each: CatalogOf) -> polib.POFile:
    """What came back for one catalog. The text says which entry it is; the id, where the text stands there twice."""
    by_name = exchange.named(each.units())
    by_text: dict[str, Unit] = {}
    for unit in by_name.values():
        by_text.setdefault(unit.msgid, unit)
    catalog = read_catalog(each.path)
    file = polib.POFile()
    for text in returned:
        named = by_name.get(text.id)
        meant = named if named is not None and named.msgid == text.source else by_text.get(text.source)
        if meant is None or not _is_news(catalog, meant, text):
            continue
        entry = polib.POEntry(msgid=meant.msgid, msgstr=text.target, flags=[] if text.done else ["fuzzy"])
        entry.msgctxt = meant.context  # type: ignore[assignment]  # the stubs do not know that it may be None
        file.append(entry)
    return file


def _is_news(catalog: Catalog, unit: Unit, text: exchange.Returned) -> bool:
    """Whether what came back says anything that the catalog does not."""
    known = catalog.entries.get(unit.key)
    if known is None or known.msgstr != text.target:
        return True
    return text.done and catalog.state(unit.key) in (State.DRAFT, State.STALE)

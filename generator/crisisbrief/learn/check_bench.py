"""How far the checks of translations can be trusted: parallel sentences -> false alarms and found errors.

A folder holds `parallel-*.tsv`: a head line with `id` and two language codes among its columns, then a pair a line,
each a good translation of the other. The halves are shown apart: who works on the checks looks at the odd pairs only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from crisisbrief import languages
from crisisbrief.errors import BriefError
from crisisbrief.learn.corpus import rows
from crisisbrief.learn.injure import INJURIES
from crisisbrief.translate.checks import CHECKS, Pair

HEAD = ("direction", "pairs", "check", "checked", "false alarms", "share", "injected", "found", "share")
HALVES: tuple[tuple[str, Callable[[int], bool]], ...] = (
    ("odd", lambda number: number % 2 == 0),
    ("even", lambda number: number % 2 == 1),
    ("all", lambda number: True),
)
"""Of the pairs, counted from 1; the index counts from 0."""
SEED = 4
"""Of the injected errors: the same errors on every run."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one check made of some pairs."""

    checked: int
    alarms: int
    """Good pairs with a finding."""
    injected: int
    found: int
    """Spoilt pairs with a finding."""

    def __add__(self, other: Result) -> Result:
        return Result(
            self.checked + other.checked,
            self.alarms + other.alarms,
            self.injected + other.injected,
            self.found + other.found,
        )


def figures(folder: Path) -> str:
    """The table for every parallel file of `folder`, in both directions: fields separated by tabs."""
    files = sorted(folder.glob("parallel-*.tsv"))
    if not files:
        raise BriefError("holds no parallel-*.tsv (columns: id and two language codes)", path=folder)
    lines = ["\t".join(HEAD)]
    for path in files:
        found = tuple(rows(path))
        for codes in _directions(path, found):
            lines += _table(found, codes)
    return "\n".join(lines) + "\n"


def measure(pair: Pair, check: str, name: str) -> Result:
    """One check on one good pair, and on the same pair spoilt; `name` seeds what is injected."""
    alarm = any(True for _ in CHECKS[check](pair))
    spoilt = injured(pair, check, name)
    if spoilt is None:
        return Result(1, alarm, 0, 0)
    return Result(1, alarm, 1, any(True for _ in CHECKS[check](spoilt)))


def injured(pair: Pair, check: str, name: str) -> Pair | None:
    """The pair with one error that `check` should find; None where there is no place for one."""
    codes = pair.source_language.code, pair.target_language.code
    injure = INJURIES.get(check)
    target = injure(pair.source, pair.target, codes, Random(f"{SEED} {check} {name}")) if injure else None
    if target is None or target == pair.target:
        return None
    return Pair(pair.source, pair.source_language, target, pair.target_language)


def _directions(path: Path, found: Sequence[dict[str, str]]) -> Iterator[tuple[str, str]]:
    codes = [column for column in (found[0] if found else {}) if column in languages.available()]
    if len(codes) != 2:
        raise BriefError("has not two columns named by languages there are packs for", path=path, line=1)
    yield codes[0], codes[1]
    yield codes[1], codes[0]


def _table(found: Sequence[dict[str, str]], codes: tuple[str, str]) -> Iterator[str]:
    source, target = (languages.load(code) for code in codes)
    for check in CHECKS:
        results = [measure(Pair(row[codes[0]], source, row[codes[1]], target), check, row["id"]) for row in found]
        for half, belongs in HALVES:
            result = _sum(result for number, result in enumerate(results) if belongs(number))
            yield "\t".join([f"{codes[0]} to {codes[1]}", half, check, *_fields(result)])


def _sum(results: Iterable[Result]) -> Result:
    total = Result(0, 0, 0, 0)
    for result in results:
        total += result
    return total


def _fields(result: Result) -> tuple[str, ...]:
    return (
        str(result.checked),
        str(result.alarms),
        _share(result.alarms, result.checked),
        str(result.injected),
        str(result.found),
        _share(result.found, result.injected),
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"

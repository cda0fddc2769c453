"""Reports made of attacks: each alone on its lines, and each in the middle of a sentence."""

from __future__ import annotations

import json
import tarfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

HERE = Path(__file__).parent / "hostile"
SPECIFICATION = HERE.parent.parent / ".cache" / "specification"
"""Where `make test` puts the archive that the examples come in (requirements/specification.txt)."""
MEGABYTE = 1_000_000
AROUND = {
    "ar": ("قال المتحدث يوم الثلاثاء إن ", " ثم غادر القاعة في ألماتي."),
    "en": ("On Tuesday the spokesman said ", " and left."),
}


def attacks() -> tuple[str, ...]:
    """The paragraphs of attacks.toml, in order."""
    groups = tomllib.loads((HERE / "attacks.toml").read_text(encoding="utf-8"))
    return tuple(text for group in groups.values() for text in group["texts"])


def report_of_attacks(locale: str) -> str:
    """One report in which every attack stands twice."""
    before, after = AROUND[locale]
    return "\n".join([before + after, *_twice(before, after)])


def _twice(before: str, after: str) -> Iterator[str]:
    for text in attacks():
        yield text
        yield before + text + after


def report_of_the_specification() -> str:
    """The CommonMark specification's own examples, line for line."""
    with tarfile.open(next(SPECIFICATION.glob("markdown_it_py-*.tar.gz"))) as archive:
        name = next(name for name in archive.getnames() if name.endswith("/test_cmark_spec/commonmark.json"))
        examples = json.load(cast("IO[bytes]", archive.extractfile(name)))
    return "\n".join(example["markdown"] for example in examples)


def report_in_one_line(piece: str) -> str:
    """A report of one line, a megabyte long, without a place to cut it."""
    return piece * (MEGABYTE // len(piece.encode()))

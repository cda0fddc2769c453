"""A site in parts that can be built apart: each brief, and each page outside of briefs in all its languages.

`<language>/<brief>/<page>` is of the brief; `<language>/<page>` and `<page>` stand alone. Part and site meet in two
records: `Around` is what a part must know of the rest, `Told` what the rest must know of a part.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from crisisbrief.publish.navigation import Frame, PageFacts
from crisisbrief.publish.seen import Kind
from crisisbrief.search.prepared import Prepared

_TARGET = re.compile(r"[\w./-]+\.(?:md|html)\b")
"""What may be a link to a page, in Markdown."""


def part_of(path: str) -> str:
    """The name of the part that a page belongs to, by its source or by its address; the same in each language."""
    above, _, name = path.rpartition("/")
    folders = above.split("/") if above else []
    return folders[1] if len(folders) > 1 else f"{'*/' * len(folders)}{name.partition('.')[0]}"


def is_in_brief(path: str) -> bool:
    return path.count("/") > 1


def targets(page: str, source: str) -> Iterator[str]:
    """The sources that a page's Markdown may link to."""
    folder = posixpath.dirname(source)
    for found in set(_TARGET.findall(page)):
        yield posixpath.normpath(posixpath.join(folder, posixpath.splitext(found)[0] + ".md"))


@dataclass(frozen=True, slots=True)
class Around:
    """What a part must know of the site that it is built for."""

    frame: Frame
    sources: frozenset[str]
    """Every page of the site."""
    exports: Path
    """The folder of all exports."""
    rest: tuple[Told, ...] | None = None
    """Of all parts, where what the site has once is built now; None where a part is."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the rest of the site must know of a part: all that search, style sheet and lists are made of."""

    name: str
    pages: tuple[PageFacts, ...] = ()
    """In reading order, language by language."""
    found: tuple[Prepared, ...] = ()
    """What the search finds, in the same order; large, so it is kept apart and is not there in a part that is read
    again."""
    kinds: frozenset[Kind] = frozenset()
    """What its pages are made of."""
    outside: tuple[str, ...] = ()
    """Sources of other parts that its pages link to."""

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "pages": [asdict(page) for page in self.pages],
            "kinds": sorted(kind.written() for kind in self.kinds),
            "outside": self.outside,
        }

    def found_by_language(self) -> dict[str, bytes]:
        """What the search finds, as `indexing` reads it."""
        pages: dict[str, list[dict[str, Any]]] = {}
        for page in self.found:
            pages.setdefault(page.lang, []).append(asdict(page))
        return {lang: json.dumps(of_lang, ensure_ascii=False).encode() for lang, of_lang in pages.items()}

    @classmethod
    def of_json(cls, told: Mapping[str, Any], kinds: dict[str, Kind]) -> Told:
        """Read again; `kinds` holds those that other parts had, by how they are written."""
        for written in told["kinds"]:
            if written not in kinds:
                kinds[written] = Kind.read(written)
        return cls(
            told["name"],
            tuple(PageFacts.read(page) for page in told["pages"]),
            kinds=frozenset(kinds[written] for written in told["kinds"]),
            outside=tuple(told["outside"]),
        )


def in_order(parts: Iterable[Told]) -> tuple[Told, ...]:
    """Parts as the site has them: by name, however they were built."""
    return tuple(sorted(parts, key=lambda part: part.name))

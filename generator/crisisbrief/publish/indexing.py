"""What the search finds in the parts of a site -> the index of every language, beside other work where there is much.

Imports little, for it is what further processes begin with.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from crisisbrief.search.index import merged
from crisisbrief.search.prepared import Prepared
from crisisbrief.search.spelling import Speller
from crisisbrief.workers import cores, processes

FOLDER = "search"
"""Where the index files stand in the site."""
MANY = 400
"""Files to read, over all languages, from which each language has a process of its own."""


class Indexing:
    """The indexes of a site, as they are made: `begin` when it is known what was found, then `put` them into it."""

    def __init__(self, folder: Path, pools: Mapping[str, ProcessPoolExecutor]) -> None:
        self.folder = folder
        self.pools = pools
        self.found: Mapping[str, Sequence[Path]] = {}
        self.begun: list[Future[None]] = []

    def begin(self, found: Mapping[str, Sequence[Path]]) -> None:
        """By language, the files that `Told.found_by_language` gave, in the order of the parts."""
        self.found = found
        self.begun = [
            self.pools[lang].submit(_write, lang, paths, self.folder)
            for lang, paths in found.items()
            if lang in self.pools
        ]

    def put(self, site: Path) -> None:
        """Wait for them, make those that nobody makes, and move all to where they belong."""
        for lang, paths in self.found.items():
            if lang not in self.pools:
                _write(lang, paths, self.folder)
        for each in self.begun:
            each.result()
        (site / FOLDER).mkdir(exist_ok=True)
        for path in sorted(self.folder.iterdir()):
            shutil.move(path, site / FOLDER / path.name)


@contextmanager
def indexing(folder: Path, langs: Iterable[str], files: int) -> Iterator[Indexing]:
    """Get ready to write index files into `folder`, out of about so many files."""
    with ExitStack() as stack:
        pools: dict[str, ProcessPoolExecutor] = {}
        if files >= MANY and cores() > 1:
            for lang in sorted(langs):
                pool = stack.enter_context(processes(1, _get_ready, lang))
                stack.callback(pool.shutdown, wait=True, cancel_futures=True)
                pool.submit(_get_ready, lang)
                pools[lang] = pool
        yield Indexing(folder, pools)


def _get_ready(lang: str) -> None:
    Speller(lang)


def _write(lang: str, found: Sequence[Path], folder: Path) -> None:
    pages = [Prepared(**page) for path in found for page in json.loads(path.read_bytes())]
    for name, text in merged(lang, pages).items():
        (folder / name).write_text(text, "utf-8")

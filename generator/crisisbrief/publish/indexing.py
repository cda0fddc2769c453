"""What the search finds in the parts of a site -> the index of every language, beside other work where there is much.

Imports little, for it is what further processes begin with.
"""

from __future__ import annotations

import gc
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from crisisbrief.search.dictionary import dictionary
from crisisbrief.search.index import merged, words_of
from crisisbrief.search.prepared import Prepared
from crisisbrief.search.spelling import Speller
from crisisbrief.workers import cores, processes

FOLDER = "search"
"""Where the index files stand in the site."""
MANY = 400
"""Files to read, over all languages, from which each language has a process of its own."""


class Indexing:
    """The indexes of a site, as they are made: `begin` when it is known what was found, then `put` them into it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.stack = stack
        self.pools: dict[str, ProcessPoolExecutor] = {}
        self.found: Mapping[str, Sequence[Path]] = {}
        self.begun: list[Future[None]] = []

    def get_ready(self, known: Mapping[str, Sequence[Path]]) -> None:
        """Start a process for each of these languages that has none, and let it read the files that are `known`."""
        for lang in sorted(known.keys() - self.pools.keys()):
            pool = self.stack.enter_context(processes(1, gc.disable))
            self.stack.callback(pool.shutdown, wait=True, cancel_futures=True)
            pool.submit(_get_ready, lang, known[lang])
            self.pools[lang] = pool

    def begin(self, found: Mapping[str, Sequence[Path]]) -> None:
        """By language, the files that `Told.found_by_language` gave, in the order of the parts."""
        self.found = found
        if is_much(sum(map(len, found.values()))):
            self.get_ready(dict.fromkeys(found, ()))
            self.begun = [self.pools[lang].submit(_write, lang, paths, self.folder) for lang, paths in found.items()]

    def put(self, site: Path) -> None:
        """Wait for them, or make them where nobody does, and move them to where they belong."""
        for each in self.begun:
            each.result()
        if not self.begun:
            for lang, paths in self.found.items():
                _write(lang, paths, self.folder)
        (site / FOLDER).mkdir(exist_ok=True)
        for path in sorted(self.folder.iterdir()):
            shutil.move(path, site / FOLDER / path.name)


def is_much(files: int) -> bool:
    """Whether processes of their own are worth their beginning."""
    return files >= MANY and cores() > 1


@contextmanager
def indexing(folder: Path) -> Iterator[Indexing]:
    """Make index files in `folder`; the processes for that end with the block."""
    with ExitStack() as stack:
        yield Indexing(folder, stack)


_known: dict[Path, list[Prepared]] = {}
"""What a process read while others were built."""


def _get_ready(lang: str, paths: Sequence[Path]) -> None:
    """All that can be done before the last part is built."""
    speller = Speller(lang)
    for rules in speller.rules.values():
        dictionary(rules.code)
    for path in paths:
        _known[path] = _read(path)
        for word in words_of(_known[path]):
            speller.read(word)


def _read(path: Path) -> list[Prepared]:
    return [Prepared(**page) for page in json.loads(path.read_bytes())]


def _write(lang: str, found: Sequence[Path], folder: Path) -> None:
    pages = [page for path in found for page in _known.get(path) or _read(path)]
    for name, text in merged(lang, pages).items():
        (folder / name).write_text(text, "utf-8")

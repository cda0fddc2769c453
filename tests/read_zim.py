"""What a ZIM file says, read with libzim."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from libzim.reader import Archive
from libzim.search import Query, Searcher
from libzim.suggestion import SuggestionSearcher


@contextmanager
def opened(content: bytes) -> Iterator[Any]:
    """The archive; libzim reads from the disk only."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.zim"
        path.write_bytes(content)
        yield Archive(path)


def entries(content: bytes) -> dict[str, tuple[str, str, bytes]]:
    """Title, type and content of all that is in it, by path."""
    with opened(content) as archive:
        found = [archive._get_entry_by_id(number) for number in range(archive.all_entry_count)]
        items = [(entry, entry.get_item()) for entry in found if not entry.is_redirect]
        return {entry.path: (entry.title, item.mimetype, bytes(item.content)) for entry, item in items}


def pages(content: bytes) -> dict[str, str]:
    """The markup of its pages, by path."""
    return {path: item.decode() for path, (_, kind, item) in entries(content).items() if kind == "text/html"}


def sentences(content: bytes) -> dict[tuple[str, str], str]:
    """By language and anchor, the wordings of all paragraphs that can be linked to: the sentences where they are at
    home."""
    found: dict[tuple[str, str], str] = {}
    for path, markup in pages(content).items():
        for name, text in _Paragraphs(markup).texts.items():
            lang, _, anchor = name.partition("-")
            assert path.startswith(f"{lang}/")
            assert (lang, anchor) not in found, f"{name} stands twice"
            found[lang, anchor] = text
    return found


class _Paragraphs(HTMLParser):
    """The text of each `p` that has an id."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self._id = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "p":
            self._id = dict(attrs).get("id") or ""
            self.texts |= {self._id: ""} if self._id else {}

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._id = ""

    def handle_data(self, data: str) -> None:
        if self._id:
            self.texts[self._id] += data


def search(content: bytes, words: str) -> set[str]:
    """The paths of the pages that a reader finds by these words."""
    with opened(content) as archive:
        found = Searcher(archive).search(Query().set_query(words))
        return set(found.getResults(0, found.getEstimatedMatches()))


def suggest(content: bytes, beginning: str) -> list[str]:
    """The paths of the pages that are offered to a reader who began to type."""
    with opened(content) as archive:
        found = SuggestionSearcher(archive).suggest(beginning)
        return list(found.getResults(0, found.getEstimatedMatches()))

"""Pages -> the bytes of a ZIM file, which Kiwix reads: the same pages give the same bytes.

libzim draws three random UUIDs (of the file and of its two Xapian databases) and ends the file with an MD5 of it all.
Here the UUIDs come from the content, and the MD5 is made anew.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from libzim.writer import ContentProvider, Creator, Hint, IndexData, Item, StringProvider

from crisisbrief.errors import BriefError

HEADER_UUID, UUID_SIZE, CHECKSUM_SIZE = 8, 16, 16
XAPIAN = re.compile(rb"\x0f\rXapian Glass..", re.DOTALL)
"""How a database begins: its magic and the version of its format. Its UUID follows; nothing of it is compressed."""
STANDARD_OUTPUT = 1


@dataclass(frozen=True, slots=True)
class Page:
    """A page that readers come to by links, by its title and by searching."""

    path: str
    title: str
    markup: str
    words: str
    """What the full-text index is to find it by, as plain text."""
    keywords: str = ""
    """Further words to find it by, between spaces."""


@dataclass(frozen=True, slots=True)
class Book:
    """What goes into one file."""

    pages: tuple[Page, ...]
    """The first is the one that opens."""
    style: tuple[str, str]
    """Path and content of the pages' style sheet."""
    stemmer: str
    """ISO 639-3 code of the language whose words are found in all their forms."""
    metadata: Mapping[str, str]
    """By the names of openZIM's specification."""
    illustration: bytes
    """A PNG of 48 by 48 pixels."""


def write(books: Sequence[Book]) -> list[bytes]:
    """The file of each book; BriefError where libzim cannot write them."""
    with tempfile.TemporaryDirectory(prefix="crisisbrief-") as folder:
        paths = [Path(folder) / f"{number}.zim" for number in range(len(books))]
        try:
            # libzim sleeps most of the time that a small file takes
            with _silence(), ThreadPoolExecutor() as pool:
                list(pool.map(_create, books, paths))
            return [_settled(path.read_bytes()) for path in paths]
        except (OSError, RuntimeError) as error:
            # what libzim throws in C++ arrives as RuntimeError
            told = f"libzim cannot write its temporary files ({error}); make room there, then run the command again"
            raise BriefError(told, path=tempfile.gettempdir()) from error


def _create(book: Book, path: Path) -> None:
    # several workers fill the databases in an order that differs from run to run
    creator = Creator(path).config_nbworkers(1).config_indexing(True, book.stemmer)
    with creator:
        creator.set_mainpath(book.pages[0].path)
        for page in book.pages:
            creator.add_item(_Entry(page.path, page.title, "text/html", page.markup, _Words(page)))
        creator.add_item(_Entry(book.style[0], "", "text/css", book.style[1]))
        creator.add_illustration(48, book.illustration)
        for name, value in book.metadata.items():
            creator.add_metadata(name, value)


def _settled(content: bytes) -> bytes:
    """The file with UUIDs that follow from what is in it, and the checksum that then is right."""
    made = bytearray(content[:-CHECKSUM_SIZE])
    places = [HEADER_UUID, *(found.end() for found in XAPIAN.finditer(made))]
    for place in places:
        made[place : place + UUID_SIZE] = bytes(UUID_SIZE)
    origin = hashlib.sha256(made).digest()
    for number, place in enumerate(places):
        made[place : place + UUID_SIZE] = hashlib.sha256(origin + bytes([number])).digest()[:UUID_SIZE]
    return bytes(made) + hashlib.md5(made, usedforsecurity=False).digest()


@contextmanager
def _silence() -> Iterator[None]:
    """libzim tells its progress on the standard output of the process, and nothing turns that off."""
    flush = ctypes.CDLL(None).fflush
    flush(None)
    kept = os.dup(STANDARD_OUTPUT)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), STANDARD_OUTPUT)
        yield
    finally:
        flush(None)
        os.dup2(kept, STANDARD_OUTPUT)
        os.close(kept)


class _Entry(Item):  # type: ignore[misc]
    """One entry as libzim asks for it; what has words is a page, the rest is found by nobody."""

    def __init__(self, path: str, title: str, mimetype: str, content: str, words: _Words | None = None) -> None:
        super().__init__()
        self._path, self._title, self._mimetype, self._content, self._words = path, title, mimetype, content, words

    def get_path(self) -> str:
        return self._path

    def get_title(self) -> str:
        return self._title

    def get_mimetype(self) -> str:
        return self._mimetype

    def get_contentprovider(self) -> ContentProvider:
        return StringProvider(self._content)

    def get_hints(self) -> dict[Hint, int]:
        return {Hint.FRONT_ARTICLE: self._words is not None, Hint.COMPRESS: True}

    def get_indexdata(self) -> _Words | None:
        return self._words


class _Words(IndexData):  # type: ignore[misc]
    """What the full-text index learns of a page."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    def has_indexdata(self) -> bool:
        return True

    def get_title(self) -> str:
        return self._page.title

    def get_content(self) -> str:
        return self._page.words

    def get_keywords(self) -> str:
        return self._page.keywords

    def get_wordcount(self) -> int:
        return len(self._page.words.split())

    def get_geoposition(self) -> None:
        return None

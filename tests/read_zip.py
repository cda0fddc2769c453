"""What an archive of a brief's site says, read with nothing but the standard library."""

from __future__ import annotations

import io
import zipfile
from html.parser import HTMLParser

Attributes = list[tuple[str, str | None]]


def files(archive: bytes) -> dict[str, bytes]:
    """Everything in it, by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def sentences(archive: bytes) -> dict[tuple[str, str], str]:
    """Every sentence by the page's language and its anchor, the same on all pages that show it as their own."""
    found: dict[tuple[str, str], str] = {}
    for name, content in files(archive).items():
        if name.endswith(".html"):
            page = _Page(content.decode("utf-8"))
            for anchor, text in page.sentences.items():
                # On the report's page the space to the next sentence of a paragraph goes with the sentence.
                wording = found.setdefault((page.lang, anchor), text.rstrip())
                assert text.rstrip() == wording, f"{name} shows {anchor} otherwise than another page"
    return found


class _Page(HTMLParser):
    """The sentences of one page by their ids; `depth` counts the elements open inside the sentence that is read."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.lang = ""
        self.sentences: dict[str, str] = {}
        self._anchor, self._depth = "", 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        found = dict(attrs)
        if tag == "html":
            self.lang = found["lang"] or ""
        if self._anchor:
            self._depth += 1
        elif (found.get("class") or "").startswith("cb-sentence") and found.get("id"):
            self._anchor, self._depth = found["id"] or "", 1
            self.sentences[self._anchor] = ""

    def handle_endtag(self, tag: str) -> None:
        if self._anchor:
            self._depth -= 1
            self._anchor = self._anchor if self._depth else ""

    def handle_data(self, data: str) -> None:
        if self._anchor:
            self.sentences[self._anchor] += data

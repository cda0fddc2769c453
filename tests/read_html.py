"""Reads an exported HTML file as a browser does: texts by id, their languages, ids, addresses, elements."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr"}
ENDED_BY = {
    "p": {"p", "ul", "h1", "h2", "h3", "nav", "details"},
    "li": {"li"},
    "head": {"main"},
}
"""Elements without an end tag of their own, and what begins after them."""


class Reader(HTMLParser):
    """Texts by the id of the element they stand in, languages of all text, addresses, and whether tags match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self.spoken: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.tags: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        while self.open and tag in ENDED_BY.get(self.open[-1][0], ()):
            self.open.pop()
        self.tags.add(tag)
        self.ids += [found["id"]] if found.get("id") else []  # type: ignore[list-item]
        self.addresses += [value for name in ("href", "src") if (value := found.get(name))]
        if tag not in VOID:
            self.open.append((tag, found))

    def handle_endtag(self, tag: str) -> None:
        while self.open[-1][0] != tag and self.open[-1][0] in ENDED_BY:
            self.open.pop()
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        lang = next((found["lang"] for _, found in reversed(self.open) if "lang" in found), None) or ""
        if not any(tag in ("style", "title") for tag, _ in self.open):
            self.spoken.append((data, lang))
        for _, found in self.open:
            if found.get("id"):
                self.texts[str(found["id"])] = self.texts.get(str(found["id"]), "") + data


def sentences(content: bytes) -> dict[tuple[str, str], str]:
    """Every sentence by language and anchor."""
    texts = Reader(content.decode("utf-8")).texts
    return {(lang, anchor): text for name, text in texts.items() for lang, _, anchor in [name.partition("-")] if anchor}


def text_only(page: str) -> str:
    """The core that a reader must get even where nothing else comes through: all that the page says, without markup."""
    return "\n".join(text for text, _ in Reader(page).spoken)

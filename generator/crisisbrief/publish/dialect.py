"""The Markdown dialect of the pages as a Python-Markdown extension: sentence lines, language spans, escapes, isolation.

`[[p2s1 lang=ar]] text to the end of the line` is a sentence, `[[= lang=ar]]words[[/]]` a few words of another
language, `==words==` in a sentence its deciding words. All else in them is text. `![what it shows](timeline.svg)` in a
line of its own is the place of a generated picture. Raw HTML, entities, link definitions and other pictures are no part
of the dialect: what looks like them is shown as it stands.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from urllib.parse import urlsplit

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from crisisbrief.languages import load
from crisisbrief.publish.containers import Containers, apart
from crisisbrief.publish.gather import gather
from crisisbrief.publish.isolate import isolate
from crisisbrief.publish.pictures import PICTURE
from crisisbrief.publish.seal import reveal, seal_escapes, seal_text, unseal
from crisisbrief.search.passages import Passage

_ATTRIBUTES = r"(?: [a-z]+(?:=[A-Za-z0-9_./#-]+)?)*"
_SPACED = re.compile(r"\t|\s{2}")
"""White space that a browser would run together. Only such sentences keep theirs: layout that keeps white space takes
Chromium a minute for a megabyte in one line, otherwise seconds."""
_SENTENCE = re.compile(rf"\[\[(?P<anchor>[A-Za-z0-9][A-Za-z0-9.-]*)(?P<attributes>{_ATTRIBUTES})\]\] ?")
_WORDS = re.compile(rf"\[\[=(?P<attributes>{_ATTRIBUTES})\]\](?P<words>.*?)\[\[/\]\]")
_ESCAPE_OR_MARK = re.compile(r"\\.|(?P<mark>==)")
_PICTURE = re.compile(r"!\[[^\n]*\]\((?P<file>[a-z][a-z0-9-]*\.svg)\)")
_HEADING = re.compile(r"h[1-6]")
_HEADING_ID = re.compile(r"\s*\{#(?P<id>[a-z][a-z0-9-]*)\}\s*$")
_NOT_OURS = {
    "preprocessors": ("html_block", "fenced_code_block"),
    "inlinePatterns": (
        *("html", "entity", "autolink", "automail"),
        *("reference", "short_reference", "image_link", "image_reference", "short_image_ref"),
    ),
}


class Dialect(Extension):
    """`lang` and `kind` are those of the next page; MkDocs' adapter sets them page by page."""

    def __init__(self, lang: str = "en") -> None:
        super().__init__()
        self.lang = lang
        self.kind = ""
        self.passages: tuple[Passage, ...] = ()
        """What the search finds on the page before."""

    def extendMarkdown(self, md: Markdown) -> None:
        for registry, names in _NOT_OURS.items():
            for name in names:
                if name in getattr(md, registry):
                    getattr(md, registry).deregister(name)
        for name in ("reference", "code"):
            md.parser.blockprocessors.deregister(name)
        md.preprocessors.register(_Seal(md), "cb-seal", 1000)
        md.parser.blockprocessors.register(Containers(md.parser), "cb-containers", 120)
        md.parser.blockprocessors.register(_Sentences(md.parser), "cb-sentences", 110)
        md.parser.blockprocessors.register(_Pictures(md.parser), "cb-pictures", 100)
        md.inlinePatterns.register(_Words(_WORDS.pattern, md), "cb-words", 1000)
        md.treeprocessors.register(_Addresses(md), "cb-addresses", 19)
        md.treeprocessors.register(_Gather(md, self), "cb-gather", -999)
        md.treeprocessors.register(_Isolate(md, self), "cb-isolate", -1000)
        md.postprocessors.register(_Reveal(md), "cb-reveal", -1000)


class _Seal(Preprocessor):
    """Before any other rule sees the page: text becomes sealed characters, markers and Markdown stay."""

    def run(self, lines: list[str]) -> list[str]:
        return [_seal_line(line) for line in apart(lines)]


def _seal_line(line: str) -> str:
    sealed, end = [], 0
    for marker in _SENTENCE.finditer(line):
        before = line[end : marker.start()]
        sealed += [_seal_sentence(before) if end else _seal_markdown(before), marker[0]]
        end = marker.end()
    return "".join([*sealed, _seal_sentence(line[end:]) if end else _seal_markdown(line)])


def _seal_sentence(source: str) -> str:
    """A sentence's text, sealed but for the marks around its deciding words."""
    sealed, end = [], 0
    for found in _ESCAPE_OR_MARK.finditer(source) if "==" in source else ():
        if found["mark"]:
            sealed += [seal_text(source[end : found.start()]), "=="]
            end = found.end()
    return "".join([*sealed, seal_text(source[end:])])


def _seal_markdown(source: str) -> str:
    sealed, end = [], 0
    for span in _WORDS.finditer(source):
        words = f"[[={span['attributes']}]]{seal_text(span['words'])}[[/]]"
        sealed += [seal_escapes(source[end : span.start()]), words]
        end = span.end()
    return "".join([*sealed, seal_escapes(source[end:])])


class _Sentences(BlockProcessor):
    """Sentence lines: each line a paragraph; in a tight list item or a heading's place, the bare sentences."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return _SENTENCE.match(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        line, _, rest = blocks.pop(0).partition("\n")
        if rest:
            blocks.insert(0, rest)
        sentences = list(_sentences(line))
        if self.parser.state.isstate("list"):
            parent.extend(sentences)
            return
        paragraph = etree.SubElement(parent, "p", {"class": "cb-line"})
        languages = {sentence.get("lang") for sentence in sentences}
        if len(languages) == 1 and (lang := languages.pop()):
            _speak(paragraph, lang)
        paragraph.extend(sentences)


def _sentences(line: str) -> Iterator[etree.Element]:
    markers = list(_SENTENCE.finditer(line))
    ends = [marker.start() for marker in markers[1:]] + [len(line)]
    for marker, end in zip(markers, ends, strict=True):
        yield _sentence(marker["anchor"], _attributes(marker["attributes"]), line[marker.end() : end])


def _sentence(anchor: str, attributes: dict[str, str], text: str) -> etree.Element:
    """The element of one sentence; where it is only cited, its id stays with the sentence's own place."""
    spaced = " cb-spaced" if _SPACED.search(unseal(text)) else ""
    element = etree.Element("span", {"class": f"cb-sentence{spaced}"})
    element.set("data-cite" if "cite" in attributes else "id", anchor)
    if "state" in attributes:
        element.set("data-state", attributes["state"])
    if "lang" in attributes:
        _speak(element, attributes["lang"])
    inner = etree.SubElement(element, "a", {"href": attributes["href"]}) if "href" in attributes else element
    _fill(inner, text)
    return element


def _fill(element: etree.Element, text: str) -> None:
    """Text with `==` around the deciding words; one `==` without its fellow is text."""
    parts = text.split("==")
    if len(parts) % 2 == 0:
        parts[-2:] = ["==".join(parts[-2:])]
    element.text = AtomicString(parts[0])
    for words, after in zip(parts[1::2], parts[2::2], strict=True):
        mark = etree.SubElement(element, "mark")
        mark.text, mark.tail = AtomicString(words), AtomicString(after)


class _Pictures(BlockProcessor):
    """`![what it shows](timeline.svg)` alone in its block: the place of a picture, which publish/pictures.py fills."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return _PICTURE.fullmatch(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        found = _PICTURE.fullmatch(blocks.pop(0))
        assert found is not None
        etree.SubElement(parent, "figure", {"class": PICTURE, "data-file": found["file"]})


class _Words(InlineProcessor):
    """`[[= lang=ar href=…]]words[[/]]`: a few words in their own language."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override]
        attributes = _attributes(m["attributes"])
        element = etree.Element("span")
        if "href" in attributes:
            element = etree.Element("a", {"href": attributes["href"]})
        if "lang" in attributes:
            _speak(element, attributes["lang"])
        element.text = AtomicString(m["words"])
        return element, m.start(), m.end()


class _Addresses(Treeprocessor):
    """Heading ids that are ASCII and the same in every language; links to pages as MkDocs can check them."""

    def run(self, root: etree.Element) -> None:
        for number, heading in enumerate((el for el in root.iter() if _HEADING.fullmatch(el.tag)), 1):
            heading.set("id", _take_id(heading) or f"heading-{number}")
        for link in root.iter("a"):
            link.set("href", _to_source(unseal(link.get("href", ""))))


def _take_id(heading: etree.Element) -> str | None:
    """The id at the end of a heading, taken out of its text."""
    last = heading[-1] if len(heading) else None
    text = (heading.text if last is None else last.tail) or ""
    if (match := _HEADING_ID.search(text)) is None:
        return None
    kept = text[: match.start()]
    if last is None:
        heading.text = kept
    else:
        last.tail = kept
    return match["id"]


def _to_source(href: str) -> str:
    """`x.html#p2s1` as `x.md#p2s1`: only links to sources are checked for their page and their anchor."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or not parts.path.endswith(".html"):
        return href
    return parts._replace(path=parts.path.removesuffix(".html") + ".md").geturl()


class _Gather(Treeprocessor):
    """Before isolation takes texts apart."""

    def __init__(self, md: Markdown, dialect: Dialect) -> None:
        super().__init__(md)
        self.dialect = dialect

    def run(self, root: etree.Element) -> None:
        self.dialect.passages = gather(root, self.dialect.kind, self.dialect.lang)


class _Isolate(Treeprocessor):
    def __init__(self, md: Markdown, dialect: Dialect) -> None:
        super().__init__(md)
        self.dialect = dialect

    def run(self, root: etree.Element) -> None:
        isolate(root, self.dialect.lang)


class _Reveal(Postprocessor):
    def run(self, text: str) -> str:
        return reveal(text)


def _attributes(source: str) -> dict[str, str]:
    """` cite lang=ar` as names and values; a bare name has an empty value."""
    return {name: value for name, _, value in (part.partition("=") for part in source.split())}


def _speak(element: etree.Element, lang: str) -> None:
    element.set("lang", lang)
    element.set("dir", load(lang).direction)

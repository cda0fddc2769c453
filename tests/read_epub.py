"""What an EPUB book says, read as XML: a document that is not well-formed cannot be read at all."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import urldefrag
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
OPS = "{http://www.idpf.org/2007/ops}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def unpacked(content: bytes) -> dict[str, bytes]:
    """All files of the book, in their order."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert book.testzip() is None
        return {name: book.read(name) for name in book.namelist()}


def package(content: bytes) -> Element:
    """The package document that the container names."""
    files = unpacked(content)
    (root,) = ElementTree.fromstring(files["META-INF/container.xml"]).findall(".//{*}rootfile")
    return ElementTree.fromstring(files[root.attrib["full-path"]])


def documents(content: bytes) -> dict[str, Element]:
    """The book's documents in reading order, by their path."""
    files, found = unpacked(content), package(content)
    items = {item.attrib["id"]: item.attrib["href"] for item in found.iter(f"{OPF}item")}
    paths = [f"EPUB/{items[ref.attrib['idref']]}" for ref in found.iter(f"{OPF}itemref")]
    return {path: ElementTree.fromstring(files[path]) for path in paths}


def sentences(content: bytes) -> dict[tuple[str, str], str]:
    """Every sentence by language and anchor, as the report has it."""
    found = {}
    for document in documents(content).values():
        for element in document.iter(f"{XHTML}p"):
            lang, _, anchor = element.attrib.get("id", "").partition("-")
            if anchor:
                found[lang, anchor] = "".join(_text(element))
    return found


def _text(element: Element) -> Iterator[str]:
    """The text of an element; where a sign stands for a character that XML cannot hold, that character."""
    code = element.get("data-char")
    yield chr(int(code.removeprefix("U+"), 16)) if code else element.text or ""
    for child in element:
        yield from _text(child)
        yield child.tail or ""


def links(content: bytes) -> Iterator[tuple[str, str, str]]:
    """Every link: the document it stands in, the document it leads to, the place there."""
    for path, document in documents(content).items():
        for element in document.iter(f"{XHTML}a"):
            address, place = urldefrag(element.attrib["href"])
            yield path, posixpath.join(posixpath.dirname(path), address) if address else path, place

"""What programs that people open a PDF with take out of it, and how much of the text in it that is."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pypdfium2

LIMIT = 120
"""Seconds."""
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What readers put in or leave out as they like: direction marks, joiners."""
PDFJS = """
import { readFile } from "node:fs/promises";
const { getDocument } = await import(process.argv[2]);
const data = new Uint8Array(await readFile(process.argv[3]));
const pdf = await getDocument({ data, useSystemFonts: true, verbosity: 0 }).promise;
const pages = [];
for (let number = 1; number <= pdf.numPages; number++) {
  const { items } = await (await pdf.getPage(number)).getTextContent();
  pages.push(items.map((item) => item.str + (item.hasEOL ? "\\n" : "")).join(""));
}
console.log(JSON.stringify(pages));
"""


def by_pdfium(path: Path) -> str:
    """As Chrome reads it."""
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def by_mupdf(path: Path) -> str:
    return _printed("mutool", "draw", "-q", "-F", "txt", "-o", "-", str(path))


def by_poppler(path: Path) -> str:
    """As the viewers of most Linux desktops read it."""
    return _printed("pdftotext", str(path), "-")


def by_pdfjs(path: Path) -> str:
    """As Firefox reads it; needs node, and pdfjs-dist where `pdfjs` finds it."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "read.mjs")
        script.write_text(PDFJS, "utf-8")
        library = pdfjs()
        assert library
        return "\n".join(json.loads(_printed("node", str(script), library.as_uri(), str(path))))


def pdfjs() -> Path | None:
    """The library of pdfjs-dist below a folder `node_modules` from here upwards; None where there is none."""
    places = [Path.cwd(), *Path.cwd().parents]
    found = (place / "node_modules/pdfjs-dist/legacy/build/pdf.mjs" for place in places)
    return next((each for each in found if each.is_file()), None) if shutil.which("node") else None


def _printed(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, timeout=LIMIT, check=True, stdin=subprocess.DEVNULL)
    return done.stdout.decode("utf-8")


def readers() -> Mapping[str, Callable[[Path], str]]:
    """Those that this machine has."""
    found: dict[str, Callable[[Path], str]] = {"PDFium": by_pdfium}
    if shutil.which("mutool"):
        found["MuPDF"] = by_mupdf
    if shutil.which("pdftotext"):
        found["pdftotext"] = by_poppler
    if pdfjs():
        found["pdf.js"] = by_pdfjs
    return found


class Prose(HTMLParser):
    """The text of an HTML document as it is read, without its title and its style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.pieces: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li", "h1", "h2", "h3", "header", "footer", "br", "td", "th", "nav"):
            self.pieces.append("\n")
        if tag not in ("br", "meta", "img", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not {"title", "style", "header", "footer"} & set(self.open):
            self.pieces.append(data)


def words(text: str, script: str) -> list[str]:
    """The words of a text that begin with a letter of a script (a range of characters), marks and all."""
    letter, sign = rf"[{script}]", "[\u064b-\u0652\u0670’]"
    return re.findall(rf"{letter}(?:{letter}|{sign})*", INVISIBLE.sub("", text))


ARABIC, LATIN = "\u0620-\u065f\u066e-\u06d3", "A-Za-zÀ-ɏ"


def share(expected: list[str], found: list[str]) -> float:
    """How many of the words expected are found, letter for letter."""
    wanted = Counter(expected)
    return (wanted & Counter(found)).total() / wanted.total() if wanted else 1.0


def unvowelled(found: list[str]) -> list[str]:
    """The same words without their vowel signs, which some readers set apart from their letters."""
    return [re.sub("[\u064b-\u0652\u0670]", "", word) for word in found]

"""WeasyPrint's file in two thirds of the bytes, and what it gets wrong: the head and the foot of a page are no part of
the text, a glyph stands for one text wherever it comes.

The file does not say that it is bound on the right (`/Direction /R2L`): PDFium, which Chrome reads with, then turns
every line of the pages in other languages around.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf

from crisisbrief.export.pdf import fonts

Number = tuple[int, int]
"""By what an object of a PDF is known."""
NOTHING_YET: Number = (-1, -1)
IDLE = (Name.Span, Name.NonStruct)
"""Kinds of tag that say nothing unless they name a language."""
MARKED = re.compile(rb"(?P<end>EMC\s)?(?P<start>/Artifact\sBMC|/\w+\s<</MCID (?P<mark>[0-9]+)>>\sBDC)\s")
"""Where a stretch of a page's drawing begins that belongs to a tag or to none, and the end of one right before it."""
IN_A_ROW = re.compile(rb">0<|(?<=>)0(?=\])")
"""Between glyphs that stand as far apart as their font says."""
OPAQUE = re.compile(rb"/a1(?:\.0)? gs\s")
"""As everything is anyhow."""
GLYPHS = re.compile(rb"(?<!<)<([0-9a-f]*)>(?!>)")
RESERVED = re.compile(rb"[()\\\r]")
"""What cannot stand for itself in a literal string (ISO 32000-1, 7.3.4.2)."""
TOO_FINE = re.compile(rb"(?<=\.[0-9]{2})[0-9]+|(?<=\.[0-9])[0-9]+(?=(?: [0-9.-]+)? Tm\s)")
"""Digits past the hundredth of a pixel, and past the tenth where a line begins: no printer can place them."""
MEANING = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
"""A glyph and the text it stands for (UTF-16)."""
POSTSCRIPT = 6
"""By which a font's own table of names knows the name that is its file's too."""
OUTLINES = {"glyf", "head", "hhea", "hmtx", "loca", "maxp", "cvt ", "fpgm", "prep"}
"""Tables of a TrueType font that a PDF needs (ISO 32000-1, 9.9); it has its own for the rest."""


def packed(made: bytes) -> bytes:
    """The same document, tags and objects packed."""
    pikepdf.settings.set_flate_compression_level(9)
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        _tidy_tags(pdf)
        _tidy_links(pdf)
        _tidy_fonts(pdf)
        pdf.save(written, object_stream_mode=ObjectStreamMode.generate, recompress_flate=True, deterministic_id=True)
    return written.getvalue()


def _tidy_tags(pdf: Pdf) -> None:
    """Fold idle tags into those around them; what then is in no tag, heads and feet, is marked as no text."""
    tree = pdf.Root.StructTreeRoot
    holders: dict[Number, Object] = {}
    for top in tree.K:
        top.K = Array(_content(top, top, holders))
    numbers = tree.ParentTree.Nums
    for at in range(0, len(numbers), 2):
        held = numbers[at + 1]
        if isinstance(held, Array):
            page = pdf.pages[int(numbers[at])]
            holding = [holders.get(each.objgen) for each in held]
            drawing, gone = _joined(page.Contents.read_bytes(), [each.objgen if each else None for each in holding])
            page.Contents = pdf.make_stream(_shorter(drawing))
            for mark, holder in enumerate(holding):
                if holder and mark in gone:
                    holder.K = Array(each for each in holder.K if each != mark)
                    holding[mark] = None
            numbers[at + 1] = Array(holding)
        else:
            numbers[at + 1] = holders[held.objgen]


def _content(element: Object, holder: Object, holders: dict[Number, Object]) -> Iterator[Object]:
    """What `holder` holds instead of `element`: the element's content, without the idle tags in it. `holders` learns
    for each tag which one holds its content now."""
    holders[element.objgen] = holder
    for child in element.K:
        if not isinstance(child, Dictionary):
            yield child
        elif "/S" not in child:
            # a link's place on the page: no object of its own
            yield Dictionary(Type=Name.OBJR, Obj=child.Obj)
        elif child.S in IDLE and "/Lang" not in child and child.get("/Pg") == holder.get("/Pg"):
            yield from _content(child, holder, holders)
        else:
            child.P = holder
            child.K = Array(_content(child, child, holders))
            del child.Type
            if all(isinstance(each, Dictionary) and "/S" in each for each in child.K):
                del child.Pg
            yield child


def _joined(drawing: bytes, holding: Sequence[Number | None]) -> tuple[bytes, set[int]]:
    """A page's drawing in which every stretch that belongs to the same tag as the one before is part of that, and the
    marks that so went. `holding` says by mark which tag holds a stretch, None for no part of the text."""
    gone: set[int] = set()
    before: Number | None = NOTHING_YET

    def marked(match: re.Match[bytes]) -> bytes:
        nonlocal before
        mark = int(match["mark"]) if match["mark"] else None
        holder = None if mark is None else holding[mark]
        if match["end"] and holder == before:
            gone.update(() if mark is None or holder is None else (mark,))
            return b""
        before = holder
        return (match["end"] or b"") + (match["start"] if holder else b"/Artifact BMC") + b"\n"

    return MARKED.sub(marked, drawing), gone


def _shorter(drawing: bytes) -> bytes:
    """The same drawing: glyphs as bytes in place of hexadecimal digits, no more of them apart than need be."""
    return GLYPHS.sub(_literal, TOO_FINE.sub(b"", IN_A_ROW.sub(b"", OPAQUE.sub(b"", drawing))))


def _literal(match: re.Match[bytes]) -> bytes:
    glyphs = bytes.fromhex(match[1].decode())
    return b"(%s)" % RESERVED.sub(lambda byte: b"\\r" if byte[0] == b"\r" else b"\\" + byte[0], glyphs)


def _tidy_links(pdf: Pdf) -> None:
    """Without a frame, on whole points."""
    for page in pdf.pages:
        for link in page.get("/Annots", ()):
            del link.BS
            link.Border = Array([0, 0, 0])
            link.Rect = Array([round(edge) for edge in link.Rect])


def _tidy_fonts(pdf: Pdf) -> None:
    """Mend what the glyphs stand for, then drop the tables that nobody asks for any more."""
    for each in pdf.objects:
        if not isinstance(each, Dictionary) or each.get("/Subtype") != Name.Type0:
            continue
        descriptor = each.DescendantFonts[0].FontDescriptor
        font = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()), recalcTimestamp=False)
        each.ToUnicode = pdf.make_stream(_mended(each.ToUnicode.read_bytes(), font["name"].getDebugName(POSTSCRIPT)))
        for table in set(font.keys()) - OUTLINES - {"GlyphOrder"}:
            del font[table]
        outlines = io.BytesIO()
        font.save(outlines, reorderTables=None)
        descriptor.FontFile2 = pdf.make_stream(outlines.getvalue(), Length1=outlines.tell())


def _mended(meanings: bytes, name: str) -> bytes:
    """The text that each glyph of the font `name` stands for. WeasyPrint keeps what stood where a glyph came first:
    of a letter with a vowel sign both for the one glyph and nothing for the other, wherever they come again."""

    def mended(match: re.Match[bytes]) -> bytes:
        glyph, text = int(match[1], 16), bytes.fromhex(match[2].decode()).decode("utf-16-be")
        if len(text) != 1:
            text = fonts.characters(name).get(glyph, text)
        return b"<%04x> <%s>" % (glyph, text.encode("utf-16-be").hex().encode())

    return MEANING.sub(mended, meanings)

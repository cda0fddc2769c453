"""Tagged PDF (PDF/UA-1) in two sizes: A5 for phones, A4 for hand-outs; all languages one after another.

The same edition gives the same bytes wherever the same versions of Pango, HarfBuzz and the fonts are installed.
"""

from __future__ import annotations

from contextlib import redirect_stdout
from importlib.resources import files
from io import StringIO

from crisisbrief.errors import Missing
from crisisbrief.export import Files
from crisisbrief.export.pdf import fonts
from crisisbrief.export.pdf.paper import document
from crisisbrief.model import Edition

SIZES = {"a5": False, "a4": True}
"""Each with its own style sheet, and whether it has pictures: a phone is to get few bytes."""


def export(edition: Edition) -> Files:
    """One file for each size of paper."""
    return {
        f"{edition.brief.slug}.{size}.pdf": _written(document(edition, pictures=pictures), size)
        for size, pictures in SIZES.items()
    }


def _written(page: str, size: str) -> bytes:
    """The finished file: WeasyPrint sets and tags it, `packing` makes it small."""
    try:
        # without Pango it prints advice of its own, between the names of the files that the command prints
        with redirect_stdout(StringIO()):
            import weasyprint
            from weasyprint.text.ffi import harfbuzz_subset
            from weasyprint.text.fonts import FontConfiguration
            from weasyprint.urls import URLFetcher
    except OSError as error:
        raise Missing("the library Pango", fonts.INSTALL) from error
    if harfbuzz_subset is None:
        raise Missing("the library HarfBuzz-Subset", fonts.INSTALL)
    from crisisbrief.export.pdf import packing, tags

    style = "".join((files(__package__) / name).read_text("utf-8") for name in ("pdf.css", f"{size}.css"))
    with fonts.only(fonts.folder()), tags.complete():
        known = FontConfiguration()
        # a brief holds all that it shows, and asks for no file and no address
        own = URLFetcher(allowed_protocols=("data",))
        sheet = weasyprint.CSS(string=style, font_config=known, url_fetcher=own)
        source = weasyprint.HTML(string=page, url_fetcher=own)
        made = source.write_pdf(stylesheets=[sheet], font_config=known, pdf_variant="pdf/ua-1")
    return packing.packed(made)

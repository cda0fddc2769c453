"""Tagged PDF (PDF/UA-1) in two sizes: A5 for phones, A4 for hand-outs; all languages one after another.

The same edition gives the same bytes wherever the same versions of Pango, HarfBuzz and the fonts are installed.
"""

from __future__ import annotations

from importlib.resources import files

from crisisbrief import languages
from crisisbrief.errors import Missing
from crisisbrief.export import Files
from crisisbrief.export.pdf import fonts
from crisisbrief.model import Edition
from crisisbrief.render import phrases
from crisisbrief.render.html import HtmlPen, element, escaped
from crisisbrief.render.page import parts
from crisisbrief.render.status import edition_line
from crisisbrief.render.view import View

SIZES = ("a5", "a4")
"""Each with its own style sheet."""


def export(edition: Edition) -> Files:
    """One file for each size of paper."""
    page = document(edition)
    return {f"{edition.brief.slug}.{size}.pdf": _written(page, size) for size in SIZES}


# The document --------------------------------------------------------------------------------------------------------


def document(edition: Edition) -> str:
    """The HTML that every size is made from: a language is an article, its head and foot stand on each of its pages."""
    first = edition.locales[0]
    views = [View.of(edition, code, HtmlPen(code)) for code in edition.locales]
    head = [
        '<meta charset="utf-8">',
        element("title", escaped(" · ".join(view.own(edition.title)[0] for view in views))),
        f'<meta name="dcterms.created" content="{edition.imprint.published.isoformat()}">',
    ]
    return "<!doctype html>" + element(
        "html",
        element("head", *head),
        element("body", *(_language(view) for view in views)),
        lang=first,
        dir=languages.load(first).direction,
    )


def _language(view: View) -> str:
    bodies = [element("section", part.body, class_=part.name) for part in parts(view)]
    direction = languages.load(view.locale).direction
    return element("article", _head(view), _foot(view), *bodies, id=view.locale, lang=view.locale, dir=direction)


def _head(view: View) -> str:
    """On top of every page: the brief and, filled in page by page, the section."""
    return element("header", phrases.text(view, *view.own(view.edition.title)), element("span", class_="section"))


def _foot(view: View) -> str:
    """At the foot of every page: which edition, which page of how many, the key to check it with."""
    counters = {name: element("span", class_=name) for name in ("page", "pages")}
    lines = [f"{edition_line(view)} · {view.words.text('Page {page} of {pages}', **counters)}"]
    if view.edition.key:
        fingerprint = element("bdi", view.edition.key.fingerprint, dir="ltr")
        lines.append(view.words.text("Key: {fingerprint}", fingerprint=fingerprint))
    return element("footer", "<br>".join(lines))


# The file ------------------------------------------------------------------------------------------------------------


def _written(page: str, size: str) -> bytes:
    """The finished file: WeasyPrint sets and tags it, `packing` makes it small."""
    try:
        import weasyprint
        from weasyprint.text.ffi import harfbuzz_subset
        from weasyprint.text.fonts import FontConfiguration
    except OSError as error:
        raise Missing("the library Pango", fonts.INSTALL) from error
    if harfbuzz_subset is None:
        raise Missing("the library HarfBuzz-Subset", fonts.INSTALL)
    from crisisbrief.export.pdf import packing, tags

    style = "".join((files(__package__) / name).read_text("utf-8") for name in ("pdf.css", f"{size}.css"))
    with fonts.only(fonts.folder()), tags.complete():
        known = FontConfiguration()
        sheet = weasyprint.CSS(string=style, font_config=known, url_fetcher=_nothing)
        source = weasyprint.HTML(string=page, url_fetcher=_nothing)
        made = source.write_pdf(stylesheets=[sheet], font_config=known, pdf_variant="pdf/ua-1")
    return packing.packed(made)


def _nothing(url: str) -> None:
    """In place of what WeasyPrint fetches files and addresses with."""
    raise AssertionError(f"a brief asks for nothing, not for {url}")

"""The PDF: what readers take out of it, how it is tagged, that it is the same everywhere."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

import sample
from crisisbrief.errors import BriefError, Missing
from crisisbrief.export import Files, export
from crisisbrief.export.pdf import codes, fonts
from crisisbrief.export.pdf.paper import document
from crisisbrief.languages.interface import interface
from crisisbrief.model import Codes, Edition, PublicKey, Rendering, State
from crisisbrief.pipeline import edition
from crisisbrief.read.brief_file import brief_file
from crisisbrief.render.html import HtmlPen
from crisisbrief.render.view import View
from hostile_reports import report_of_attacks
from project import ROOT, Project
from read_pdf import ARABIC, LATIN, Prose, readers, share, unvowelled, words

SLUG = "kazakhstan-unrest-2022"
KEY = PublicKey("RWQ", "0123456789ABCDEF", "12345 23456 34567 45678 56789 67890")


def exported(made: Edition) -> Files:
    try:
        return export("pdf", made, dict)
    except Missing as lack:
        pytest.skip(f"cannot write PDF here: {lack}")


def text_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


@pytest.fixture(scope="module")
def brief() -> Edition:
    return edition(ROOT, SLUG)


@pytest.fixture(scope="module")
def papers(brief: Edition) -> Files:
    return exported(replace(brief, key=KEY))


@pytest.fixture(scope="module", params=["a5", "a4"])
def paper(request: pytest.FixtureRequest, papers: Files) -> bytes:
    return papers[f"{SLUG}.{request.param}.pdf"]


@pytest.fixture(scope="module")
def small() -> bytes:
    return exported(sample.edition())["sample.a5.pdf"]


# The words -----------------------------------------------------------------------------------------------------------


def assert_everything_told(made: Edition, content: bytes) -> None:
    """Every word of every sentence, in every language, as often as the sentences have it; of words with vowel signs
    PDFium takes the letters apart."""
    text = text_of(content)
    for script in (ARABIC, LATIN):
        told = " ".join(made.rendering(each.anchor, code).text for code in made.locales for each in _segments(made))
        plain = [word for word in words(told, script) if [word] == unvowelled([word])]
        assert share(plain, unvowelled(words(text, script))) == 1


def _segments(made: Edition) -> Iterator[Any]:
    return made.brief.all_segments()


@pytest.mark.parametrize("name", readers())
def test_readers_give_the_words_of_the_sentences_back(name: str, brief: Edition, paper: bytes, tmp_path: Path) -> None:
    if name == "MuPDF":
        pytest.skip("mutool before 1.24 writes the lines of every Arabic PDF as they look, from left to right")
    path = tmp_path / "brief.pdf"
    path.write_bytes(paper)
    text = readers()[name](path)
    for code, script in (("ar", ARABIC), ("en", LATIN)):
        told = " ".join(each.text for each in brief.renderings[code].values())
        assert share(words(told, script), words(text, script)) >= 0.99


def test_our_own_words_on_paper_are_letters_alone(brief: Edition, paper: bytes) -> None:
    assert share(words("".join(Prose(document(brief)).pieces), ARABIC), words(text_of(paper), ARABIC)) >= 0.98
    placed = interface("ar").without_vowel_signs().text("Placed automatically ({confidence})", confidence="9")
    assert placed == "وضعت في قسمها آليا (9)"


def test_every_word_of_every_sentence_is_there(brief: Edition, paper: bytes) -> None:
    assert_everything_told(brief, paper)


def test_every_word_of_an_edition_by_hand_is_there(small: bytes) -> None:
    assert_everything_told(sample.edition(), small)


EVERY = slice(None)
SOME = slice(None, None, 7)


@pytest.mark.parametrize(
    ("locale", "lines"), [("ar", SOME), *(pytest.param(code, EVERY, marks=pytest.mark.full) for code in ("ar", "en"))]
)
def test_a_hostile_report_is_text_and_nothing_else(locale: str, lines: slice) -> None:
    made = sample.edition("\n".join(report_of_attacks(locale).split("\n")[lines]), locale=locale)
    content = exported(made)["sample.a5.pdf"]
    told = " ".join(each.text for each in _segments(made))
    script = ARABIC if locale == "ar" else LATIN
    assert share(unvowelled(words(told, script)), unvowelled(words(text_of(content), script))) > 0.99
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert {str(link.Subtype) for page in pdf.pages for link in page.get("/Annots", ())} <= {"/Link"}
        assert not any("/A" in link or "/AA" in link for page in pdf.pages for link in page.get("/Annots", ()))
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())
        assert not {"/EmbeddedFiles", "/JavaScript"} & set(pdf.Root.Names.keys())


def test_a_withdrawn_edition_is_its_notice(brief: Edition) -> None:
    withdrawn = replace(brief, imprint=replace(brief.imprint, withdrawn=True))
    content = exported(withdrawn)[f"{SLUG}.a5.pdf"]
    text = re.sub(r"\s+", " ", text_of(content))
    assert "This edition has been withdrawn by its editors." in text
    found = set(words(text, LATIN))
    assert not any(set(words(brief.rendering(each.anchor, "en").text, LATIN)) <= found for each in _segments(brief))
    assert len(pikepdf.open(io.BytesIO(content)).pages) == len(brief.locales)


def test_other_languages_have_their_own_pages_and_figures() -> None:
    made = sample.edition()
    told = {each.anchor: Rendering(each.text, "ar", State.MISSING) for each in _segments(made)}
    made = replace(made, locales=("ar", "fa", "fr"), renderings={**made.renderings, "fa": told, "fr": told})
    content = exported(replace(made, messages=(), facts=()))["sample.a5.pdf"]
    text = text_of(content)
    assert " of " not in text and re.search(r"Page \d+ sur \d+", text)
    assert "صفحه" in text and "از" in text
    assert list(dict.fromkeys(lang for lang, _ in _articles(content))) == ["ar", "fa", "fr"]


def test_a_brief_in_one_language_has_one() -> None:
    content = exported(replace(sample.edition(), locales=("ar",)))["sample.a5.pdf"]
    assert {lang for lang, _ in _articles(content)} == {"ar"}


@pytest.mark.full
def test_a_long_report_is_whole() -> None:
    told = "قال المتحدث رقم {number} إن المتظاهرين عادوا إلى بيوتهم في الحي {number}."
    made = sample.edition("\n".join(told.format(number=number) for number in range(300)))
    for content in exported(made).values():
        assert_everything_told(made, content)


# The codes -----------------------------------------------------------------------------------------------------------


def with_codes(made: Edition, wanted: Codes) -> Edition:
    return replace(made, imprint=replace(made.imprint, codes=wanted))


@pytest.mark.parametrize("code", ["ar", "en"])
def test_codes_hold_every_sentence_whole(brief: Edition, code: str) -> None:
    view = View.of(with_codes(brief, Codes.TEXT), code, HtmlPen(code))
    found = list(codes.texts(view))
    assert max(len(each.encode()) for each in found) <= codes.ROOM
    assert all(each.startswith(brief.title[code]) and f"[{n}/{len(found)}]" in each for n, each in enumerate(found, 1))
    assert all(any(brief.rendering(s.anchor, code).text in each for each in found) for s in _segments(brief))


def test_a_sentence_that_no_code_can_hold_goes_on_in_the_next() -> None:
    sentence = "قال المتحدث " + "إن المتظاهرين عادوا إلى بيوتهم " * 60 + "ليلا."
    made = with_codes(sample.edition(sentence), Codes.TEXT)
    found = list(codes.texts(View.of(made, "ar", HtmlPen("ar"))))
    assert len(found) > 3 and max(len(each.encode()) for each in found) <= codes.ROOM
    pieces = [each.split("\n", 2)[2] for each in found]
    joined = " ".join(piece.removeprefix("[1.1] ").strip(codes.MORE) for piece in pieces)
    assert joined.split() == sentence.split()


def test_codes_can_be_read_off_the_page() -> None:
    zxingcpp = pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed: nothing here reads QR codes")
    made = with_codes(sample.edition(), Codes.MESSAGES)
    content = exported(made)["sample.a5.pdf"]
    with pypdfium2.PdfDocument(content) as pdf:
        read = [each.text for page in pdf for each in zxingcpp.read_barcodes(page.render(scale=3).to_pil())]
    told = [text for code in made.locales for text in codes.texts(View.of(made, code, HtmlPen(code)))]
    assert sorted(read) == sorted(told)


def test_codes_are_pictures_with_a_name_and_none_of_a_withdrawn_edition() -> None:
    made = with_codes(sample.edition(), Codes.MESSAGES)
    tags = [name for _, found in _articles(exported(made)["sample.a5.pdf"]) for name, _ in found]
    assert tags.count("/Figure") == len(made.locales)
    withdrawn = replace(made, imprint=replace(made.imprint, withdrawn=True))
    assert not any(list(codes.texts(View.of(withdrawn, code, HtmlPen(code)))) for code in made.locales)


def test_brief_toml_asks_for_codes_and_for_no_others(project: Project) -> None:
    path = project.brief(SLUG) / "brief.toml"
    told = path.read_text("utf-8")
    path.write_text(told.replace("[edition]\n", '[edition]\nqr = "text"\n'), "utf-8")
    assert brief_file(path).imprint.codes is Codes.TEXT
    path.write_text(told.replace("[edition]\n", '[edition]\nqr = "all"\n'), "utf-8")
    with pytest.raises(BriefError, match=r"there is no qr = 'all'; there are none, messages, text"):
        brief_file(path)


# How it is tagged ----------------------------------------------------------------------------------------------------


def _articles(content: bytes) -> list[tuple[str, list[tuple[str, str]]]]:
    """A language's stretch of each page: its language, and each tag in it with the language that holds for it."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [(str(each.Lang), list(_tags(each, str(each.Lang)))) for each in pdf.Root.StructTreeRoot.K[0].K]


def _tags(element: pikepdf.Object, lang: str) -> Iterator[tuple[str, str]]:
    for child in element.K:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            own = str(child.get("/Lang", lang))
            yield str(child.S), own
            yield from _tags(child, own)


def test_it_calls_itself_accessible_and_says_what_it_is(brief: Edition, paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert pdf.Root.Lang == brief.locales[0]
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert b'pdfuaid:part="1"' in pdf.Root.Metadata.read_bytes()
        assert str(pdf.docinfo.Title) == " · ".join(brief.title[code] for code in brief.locales)
        assert str(pdf.docinfo.CreationDate) == f"D:{brief.imprint.published:%Y%m%d}"
        assert "/Author" not in pdf.docinfo and "/ModDate" not in pdf.docinfo


def test_the_order_of_lines_is_left_to_each_line(paper: bytes) -> None:
    """`/Direction /R2L` would be true of the first language; PDFium then reads the others' lines backwards."""
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        assert "/Direction" not in pdf.Root.ViewerPreferences


def test_each_language_is_marked_and_so_are_words_of_another_within_it(brief: Edition, paper: bytes) -> None:
    articles = _articles(paper)
    assert list(dict.fromkeys(lang for lang, _ in articles)) == list(brief.locales)
    assert all(lang in {inner for _, inner in tags} for lang, tags in articles)
    assert any(inner == "en" for lang, tags in articles if lang == "ar" for _, inner in tags)


def test_headings_lists_and_links_are_tagged(paper: bytes) -> None:
    found = {name for _, tags in _articles(paper) for name, _ in tags}
    assert {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/LBody", "/Link"} <= found


def test_links_say_where_they_lead_and_lead_there(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        named = {str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}
        links = [link for page in pdf.pages for link in page.get("/Annots", ())]
        assert links and all(str(link.Dest) in named for link in links)
        assert all(str(link.Contents) and str(link.Contents) != str(link.Dest) for link in links)


def test_every_stretch_of_a_page_is_text_of_a_tag_or_no_text_at_all(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        holding = {int(at): held for at, held in zip(numbers[::2], numbers[1::2], strict=True)}
        for number, page in enumerate(pdf.pages):
            depth, marks = 0, []
            for step in pikepdf.parse_content_stream(page):
                operands, operator = step.operands, step.operator
                if str(operator) in ("BDC", "BMC"):
                    depth += 1
                    assert depth == 1
                    marks += [int(operands[1].MCID)] if str(operator) == "BDC" else []
                elif str(operator) == "EMC":
                    depth -= 1
                elif str(operator) in ("TJ", "Tj", "f", "f*", "S"):
                    assert depth == 1, f"page {number + 1} draws outside of every tag"
            assert all(mark in list(holding[number][mark].K) for mark in marks)
            held = enumerate(holding[number])
            assert {mark for mark, holder in held if isinstance(holder, pikepdf.Dictionary)} == set(marks)


def test_bookmarks_stand_in_every_language(brief: Edition, paper: bytes) -> None:
    with pypdfium2.PdfDocument(paper) as pdf:
        titles = [(each.level, each.get_title()) for each in pdf.get_toc()]
    assert [title for level, title in titles if level == 0] == [brief.title[code] for code in brief.locales]
    assert {"التصعيد", "Escalation"} <= {title for level, title in titles if level == 1}


def test_every_page_says_edition_page_and_key(brief: Edition, papers: Files) -> None:
    with pypdfium2.PdfDocument(papers[f"{SLUG}.a4.pdf"]) as pdf:
        feet = [page.get_textpage().get_text_bounded() for page in pdf]
    # PDFium reads groups of digits amid Arabic from the right
    groups = set(KEY.fingerprint.split())
    assert all(groups <= set(foot.split()) for foot in feet)
    english = [foot for foot in feet if "Edition 1" in foot]
    assert all(KEY.fingerprint in foot for foot in english)
    assert english and all(f"of {len(feet)}" in foot for foot in english)
    assert f"Page {len(feet)} of {len(feet)}" in feet[-1]


# The file ------------------------------------------------------------------------------------------------------------


def test_it_is_small(papers: Files) -> None:
    assert len(papers[f"{SLUG}.a5.pdf"]) <= 80_000


def test_no_machine_and_no_person_stands_in_it(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        streams = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        whole = b"".join(streams) + b"".join(each.unparse(resolved=True) for each in pdf.objects)
    assert str(ROOT).encode() not in whole and b"/usr/" not in whole and b"/tmp/" not in whole


WRITE = """
import sys, hashlib
import sample
from crisisbrief.export import pdf
for name, content in pdf.export(sample.edition()).items():
    print(name, hashlib.sha256(content).hexdigest())
"""


def test_another_machine_writes_the_same_bytes(small: bytes, tmp_path: Path) -> None:
    def written(folder: Path, umask: int, **settings: str) -> str:
        folder.mkdir()
        paths = os.pathsep.join([str(ROOT / "tests"), str(ROOT / "generator"), os.environ.get("PYTHONPATH", "")])
        done = subprocess.run(
            [sys.executable, "-c", WRITE],
            cwd=folder,
            umask=umask,
            env={**os.environ, "PYTHONPATH": paths, **settings},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        return done.stdout

    here = written(tmp_path / "a", 0o022, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C", HOME=str(tmp_path))
    there = written(
        tmp_path / "b c", 0o077, PYTHONHASHSEED="2", TZ="Asia/Almaty", LC_ALL="C.UTF-8", FONTCONFIG_FILE="/nowhere"
    )
    assert here == there


def test_without_its_fonts_none_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "PLACES", ())
    with pytest.raises(Missing, match=r"Noto Naskh Arabic.*apt-get install .*fonts-noto-core"):
        export("pdf", sample.edition(), dict)


def test_without_pango_none_is_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text('raise OSError("cannot load library libpango")', "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(Missing, match=r"Pango.*apt-get install"):
        export("pdf", sample.edition(), dict)


def test_without_the_package_none_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(Missing, match=r"weasyprint.*\[pdf\]"):
        export("pdf", sample.edition(), dict)


def test_only_the_hand_out_has_pictures_and_their_words_are_text_and_links(papers: Files) -> None:
    made = sample.edition()
    assert 'class="picture"' not in document(made)
    page = document(made, pictures=True)
    assert page.count('class="picture"') == 6 and page.count("data:image/svg+xml;base64,") == 6
    drawn = [b64decode(found).decode() for found in re.findall(r"svg\+xml;base64,([^)]*)\)", page)]
    assert len(drawn) == 6 and not any(re.search(r"<(\w+:)?(text|title)\b", svg) for svg in drawn)
    assert '<a href="#en-p2s1">2.1</a>' in page
    told = {size: "بلا موقف ظاهر" in text_of(papers[f"{SLUG}.{size}.pdf"]) for size in ("a5", "a4")}
    assert told == {"a5": False, "a4": True}


def test_the_words_of_a_map_on_paper_stand_clear_of_its_lines_and_lead_to_their_sentences(papers: Files) -> None:
    page = document(edition(ROOT, SLUG), pictures=True)
    assert page.count('<span class="over">') > 4 and '<a href="#ar-p2s1"><span class="over">' in page
    told = {size: "GeoNames" in text_of(papers[f"{SLUG}.{size}.pdf"]) for size in ("a5", "a4")}
    assert told == {"a5": False, "a4": True}

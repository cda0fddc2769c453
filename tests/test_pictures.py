"""What may stand in a picture, and how it gets into its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisisbrief import languages
from crisisbrief.errors import BriefError
from crisisbrief.publish.pictures import checked, inlined
from crisisbrief.render.pictures.canvas import LETTERS, Canvas, fitting, width_of
from crisisbrief.stamp import is_stamped, is_untouched, stamped

FILE = Path("content/en/sample/timeline.svg")
PAGE = '<p id="p1s1">…</p><figure class="cb-picture" data-file="timeline.svg"></figure>'
HOSTILE = "\"'><script>x()</script>&lt;b&#62;<!-- ]]> \u202e\0 ?> {{ x }} url(#y)"


def drawing(markup: str = "", *, locale: str = "en") -> str:
    picture = Canvas.of(locale).picture("timeline", "What happened when", 100, markup)
    return stamped(f"{picture.svg}\n", ["briefs/sample/brief--two.toml"])


def test_a_picture_is_known_by_its_stamp() -> None:
    file = drawing()
    assert is_stamped(file) and is_untouched(file)
    assert not is_untouched(file.replace("100", "101"))
    assert not is_stamped('<svg xmlns="http://www.w3.org/2000/svg"/>')


def test_a_picture_stands_in_its_page() -> None:
    shown = inlined(PAGE, FILE.parent, {FILE: drawing()})
    assert shown.startswith('<p id="p1s1">…</p><figure class="cb-picture"><svg ')
    assert shown.endswith("</svg></figure>") and "crisisbrief" not in shown


def test_a_page_without_its_picture_is_a_fault_that_names_the_file() -> None:
    with pytest.raises(BriefError, match=r"timeline\.svg.*crisisbrief generate"):
        inlined(PAGE, FILE.parent, {})


@pytest.mark.parametrize("locale", languages.available())
def test_text_is_text_and_nothing_else(locale: str) -> None:
    canvas = Canvas.of(locale)
    text = canvas.text(HOSTILE, 10, 10) + canvas.text(HOSTILE, 10, 10, lang="ar", anchor="middle")
    file = drawing(canvas.mark(HOSTILE, "#p1s1", text), locale=locale)
    svg = checked(file, PAGE, FILE)
    assert "<script" not in svg and "\u202e" not in svg and "\0" not in svg


@pytest.mark.parametrize(
    ("markup", "says"),
    [
        ("<script>1</script>", "'script'"),
        ('<image href="http://example.com/x.png"/>', "'image'"),
        ("<foreignObject/>", "'foreignObject'"),
        ('<rect onclick="x()"/>', "'onclick'"),
        ('<rect style="fill:red"/>', "'style'"),
        ('<rect fill="url(http://example.com/#x)"/>', r"url\("),
        ('<a href="javascript:x()"></a>', "out of the brief"),
        ('<a href="https://example.com/"></a>', "out of the brief"),
        ('<a href="../other/source.html#p1s1"></a>', "out of the brief"),
        ('<a href="#p9s9"></a>', "not on its page"),
        ("<title><b>x</b></title>", "'{http|'b'|in a title"),
        ("<!-- remark -->", "declaration"),
        ("<g>", "well-formed"),
    ],
)
def test_nothing_but_drawing_and_links_in_the_brief_gets_into_a_page(markup: str, says: str) -> None:
    with pytest.raises(BriefError, match=says):
        checked(drawing(markup), PAGE, FILE)


def test_a_picture_that_a_hand_touched_is_refused() -> None:
    with pytest.raises(BriefError, match="edited by hand"):
        checked(drawing().replace("<svg ", "<svg data-x='1' "), PAGE, FILE)


def test_places_are_mirrored_where_reading_begins_on_the_right() -> None:
    assert 'x="10"' in Canvas.of("en").text("x", 10, 10)
    assert 'x="310"' in Canvas.of("ar").text("س", 10, 10)
    assert 'x="250"' in Canvas.of("ar").rectangle(10, 0, 60, 20)
    assert 'd="M310 0L250 5Z"' in Canvas.of("ar").path((10, 0), (70, 5), closed=True)


def test_a_line_of_the_other_direction_keeps_its_place() -> None:
    written = Canvas.of("en").text("قالت", 10, 10, lang="ar")
    assert 'x="10"' in written and 'direction="rtl"' in written and 'text-anchor="end"' in written


def test_text_that_does_not_fit_is_cut_between_words() -> None:
    words = "Protesters stormed the town hall on Tuesday evening"
    assert fitting(words, 1000) == words
    cut = fitting(words, 150)
    assert cut.endswith(" …") and words.startswith(cut[:-2]) and width_of(cut) <= 150
    assert fitting(words, LETTERS) == ""

"""What may stand in a picture, and how it gets into its page."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import sample
from crisisbrief import languages
from crisisbrief.errors import BriefError
from crisisbrief.generating import generate
from crisisbrief.model import Certainty, Side, Stance
from crisisbrief.publish.pictures import checked, inlined
from crisisbrief.render import phrases
from crisisbrief.render.html import HtmlPen
from crisisbrief.render.pictures import on_page, on_site
from crisisbrief.render.pictures.axis import Axis, Extent
from crisisbrief.render.pictures.canvas import LETTERS, Canvas, fitting, width_of
from crisisbrief.render.view import View
from crisisbrief.stamp import is_stamped, is_untouched, stamped
from drawn import TIMES, dated, told, voiced
from project import Project

SLUG = "kazakhstan-unrest-2022"
FILE = Path("content/en/sample/timeline.svg")
PAGE = '<p id="p1s1">…</p><figure class="cb-picture" data-file="timeline.svg"></figure>'
HOSTILE = "\"'><script>x()</script>&lt;b&#62;<!-- ]]> \u202e\0 ?> {{ x }} url(#y)"


GOLDEN = Path(__file__).parent / "pictures"


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


@pytest.mark.parametrize("locale", sample.edition().locales[:2])
def test_a_small_brief_is_drawn_like_this(locale: str, accept: bool) -> None:
    view = View.of(sample.edition(), locale, HtmlPen(locale))
    drawn = {each.name: f"{each.svg}\n".replace("><", ">\n<") for each in on_site(view)}
    for name, svg in drawn.items():
        golden = GOLDEN / f"{name}.{locale}.svg"
        if accept:
            golden.parent.mkdir(exist_ok=True)
            golden.write_text(svg, encoding="utf-8")
        assert svg == golden.read_text(encoding="utf-8"), f"look at {golden.name}, then pytest --accept"
    assert {path.name for path in GOLDEN.glob(f"*.{locale}.svg")} == {f"{name}.{locale}.svg" for name in drawn}


def test_nothing_is_drawn_where_there_is_nothing_to_show() -> None:
    silent = told(3, "en")
    # where the country lies is known without a word of the report
    assert [each.name for each in on_site(View.of(silent, "en", HtmlPen("en")))] == ["map"]
    withdrawn = replace(sample.edition(), imprint=replace(silent.imprint, withdrawn=True))
    assert list(on_site(View.of(withdrawn, "en", HtmlPen("en")))) == []
    crowd = dated([("2022-01-05", Certainty.EXACT, None)] * 301, "en")
    assert list(on_page(View.of(crowd, "en", HtmlPen("en")), "timeline")) == []


def test_a_mark_stands_for_every_dated_sentence_and_every_undated_one_is_told() -> None:
    (picture,) = on_page(View.of(dated(TIMES["each kind"], "en"), "en", HtmlPen("en")), "timeline")
    anchors = sorted(re.findall(r'<a href="#p(\d)s1">', picture.svg))
    assert anchors == [str(n) for n in range(1, len(TIMES["each kind"]) + 1)]


def test_a_stance_is_never_made_up() -> None:
    (picture,) = on_page(View.of(voiced([(Side.OWN, [Stance.SAID] * 3)], "en"), "en", HtmlPen("en")), "actors")
    assert "no stance found" in picture.svg
    assert not any(f">{title}<" in picture.svg for title in phrases.STANCES.values())


@pytest.mark.parametrize(
    ("times", "pieces"),
    [
        (["2022-01-03", "2022-01-05"], 1),
        (["1991", "2022-01-03", "2022-01-05"], 2),
        (["2022", "2022-01-03"], 1),
        (["2021-01-04", "2021-06-01", "2022-12-01"], 1),
        (["2010-01-01", "2015-01-01", "2022-01-01"], 1),
        (["1900-01-01", "2015-01-01", "2022-01-01"], 3),
    ],
)
def test_empty_years_are_left_out_of_the_axis(times: list[str], pieces: int) -> None:
    axis = Axis.of([Extent.of(time) for time in times], 0, 320)
    assert len(axis.pieces) == pieces
    places = [axis.along(Extent.of(time).start) for time in sorted(times)]
    assert places == sorted(places) and places[0] >= 0 and places[-1] <= 320


def test_a_time_is_as_long_as_it_is() -> None:
    assert Extent.of("2024").length == 366 and Extent.of("2022-02").length == 28 and Extent.of("2022-02-01").length == 1
    assert Extent.of("2022-01-03/2022-01-05").length == 3 and Extent.of("2022-01-05/2022-01-03").length >= 1
    noon = Extent.of("2022-01-05", "12:00")
    assert noon.start == noon.end == Extent.of("2022-01-05").start + 0.5


def test_a_picture_that_a_hand_touched_is_not_overwritten(project: Project) -> None:
    drawn = project.root / "content" / "en" / SLUG / "timeline.svg"
    touched = drawn.read_text("utf-8").replace("Jan 4", "Jan 6")
    drawn.write_text(touched, "utf-8")
    with pytest.raises(BriefError, match=r"timeline\.svg: was edited by hand"):
        generate(project.root)
    assert drawn.read_text("utf-8") == touched


def test_a_withdrawn_edition_keeps_no_picture(project: Project) -> None:
    settings = project.brief(SLUG) / "brief.toml"
    settings.write_text(settings.read_text("utf-8").replace("number = 1\n", "number = 1\nwithdrawn = true\n"), "utf-8")
    generate(project.root)
    assert list((project.root / "content").rglob("*.svg")) == []

"""The style sheet loses what applies to nothing on the pages, and nothing else."""

from __future__ import annotations

import pytest

from crisisbrief.errors import BriefError
from crisisbrief.publish.purge import Style
from crisisbrief.publish.seen import Seen

PAGE = """<!doctype html><html lang="ar" dir="rtl"><body>
<nav class="menu wide" id="top"><a class="link" href="x.html" aria-current="page">text with class="none"</a></nav>
<details class="why"><summary title="a > b">x</summary></details><p>"unused" and 'none'</p>
</body></html>"""


def purged(*sheets: str) -> str:
    seen = Seen()
    seen.look_at(PAGE)
    return Style({f"{number}.css": sheet for number, sheet in enumerate(sheets)}).for_pages(seen)


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        pytest.param("a{b:c}.link{b:c}", "a{b:c}.link{b:c}", id="a tag and a class on the page"),
        pytest.param("b{b:c}.none{b:c}b#top{b:c}[hidden]{b:c}", "", id="none of them on the page"),
        pytest.param("a,#top,b{b:c}", "a,#top{b:c}", id="only the selectors that fit"),
        pytest.param("*,::before,:root{b:c}", "*,::before,:root{b:c}", id="what fits anything"),
        pytest.param(".menu.wide{b:c}", ".menu.wide{b:c}", id="two classes of one element"),
        pytest.param(".menu.link{b:c}a.menu{b:c}", "", id="two classes that no element has together"),
        pytest.param("nav .link:hover{b:c}", "nav .link:hover{b:c}", id="a state of the browser"),
        pytest.param(".menu > .none, .none ~ a{b:c}", "", id="one of several elements is missing"),
        pytest.param("nav  >  a + b{b:c}nav  >  a ~ p{b:c}", "nav>a~p{b:c}", id="combinators without white space"),
        pytest.param("[dir=rtl] a{b:c}[dir=ltr] a{b:c}", "[dir=rtl] a{b:c}[dir=ltr] a{b:c}", id="values are not asked"),
        pytest.param("details[open]{b:c}p[open]{b:c}", "details[open]{b:c}", id="what a reader opens"),
        pytest.param("a:not(.none){b:c}", "a:not(.none){b:c}", id="what an element is not"),
        pytest.param(":is(.none, p) a{b:c}:is(.none, b) a{b:c}", ":is(.none, p) a{b:c}", id="one of several choices"),
        pytest.param("nav:has(> .none){b:c}nav:has(> a){b:c}", "nav:has(> a){b:c}", id="what an element holds"),
        pytest.param("nav::-moz-x, .none{b:c}", "nav::-moz-x,.none{b:c}", id="a list that other browsers ignore"),
        pytest.param("@media print { a { b: c } .none { b: c } }", "@media print{a{b:c}}", id="in a condition"),
        pytest.param("@media print { .none { b: c } }", "", id="a condition about nothing"),
        pytest.param("@supports (d: e) { @media x { a { b: c } } }", "@supports (d: e){@media x{a{b:c}}}", id="nested"),
        pytest.param("@layer x, y; a{b:c}", "@layer x,y;a{b:c}", id="a statement"),
        pytest.param('@charset "UTF-8"; a{b:c}', "a{b:c}", id="an encoding, which is the page's"),
        pytest.param("@page { margin: 1cm }", "@page{margin:1cm}", id="the paper"),
        pytest.param("a { /* why */ b: c , d; }\n\n/* x */", "a{b:c,d}", id="comments and white space"),
        pytest.param("a{b:calc( 1px  +  2px )!important}", "a{b:calc(1px + 2px)!important}", id="signs in a sum"),
        pytest.param('a{b:"x ,  y"}', 'a{b:"x ,  y"}', id="text in quotation marks"),
        pytest.param('a[href="x > y"]{b:c}', 'a[href="x > y"]{b:c}', id="a sign in a value"),
        pytest.param("@keyframes x{from{b:c}}a{b:c}", "a{b:c}", id="an animation that nothing plays"),
        pytest.param(
            "@keyframes x{from{b:c}50%, to{b:d}}a{animation:x 1s}",
            "@keyframes x{from{b:c}50%,to{b:d}}a{animation:x 1s}",
            id="an animation that is played",
        ),
    ],
)
def test_a_rule_stays_where_it_can_apply(sheet: str, kept: str) -> None:
    assert purged(sheet) == kept


def test_a_custom_property_stays_while_a_rule_asks_for_it_in_either_sheet() -> None:
    names = ":root{--used:var(--through, 1px);--through:2px;--unused:var(--other);--other:3px}"
    assert purged(names, "a{b:var(--used)}") == ":root{--used:var(--through,1px);--through:2px}a{b:var(--used)}"
    assert purged("a{b:var(--used)}", names).startswith("a{b:var(--used)}:root{--used:")


@pytest.mark.parametrize("sheet", ["a{b:c}\nd{e}", "a{b:c}\nd"])
def test_a_fault_in_a_sheet_is_told_by_its_place(sheet: str) -> None:
    with pytest.raises(BriefError, match=r"0\.css:2: "):
        purged(sheet.replace("d", "p"))


def test_what_later_pages_bring_is_kept_too() -> None:
    seen, style = Seen(), Style({"x.css": ".late{b:c}"})
    seen.look_at("<p>x</p>")
    assert style.for_pages(seen) == ""
    seen.look_at('<p class="late">x</p>')
    assert style.for_pages(seen) == ".late{b:c}"

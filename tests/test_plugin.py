"""Pages become a site: each knows its language, its neighbours and itself in the other language."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from collections.abc import Sequence

import pytest

import sample
from crisisbrief.errors import BriefError
from crisisbrief.pipeline import all_pages
from crisisbrief.publish import assets
from crisisbrief.publish.build import build, site_of
from crisisbrief.publish.navigation import Link, PageFacts, facts, name_of, places
from project import ROOT, Project, files_below

PAGES = tuple(
    facts(f"{lang}/{name}.md", f"{lang}/{name}.html", {"lang": lang, "title": f"{title} {lang}", **meta})
    for lang in ("ar", "en")
    for name, title, meta in (
        ("index", "Home", {"kind": "home"}),
        ("fire/index", "Fire", {"kind": "overview", "brief": "fire", "order": 1, "nav_title": "Overview"}),
        ("fire/source", "Report", {"kind": "source", "brief": "fire", "order": 3}),
        ("fire/escalation", "Escalation", {"kind": "section", "brief": "fire", "order": 2, "count": 4}),
        ("flood/index", "Flood", {"kind": "overview", "brief": "flood", "order": 1}),
    )
)
ROOT_PAGE = facts("index.md", "index.html", {"lang": "ar", "title": "Briefs", "kind": "root"})
PLACES = places((*PAGES, ROOT_PAGE))


def hrefs(links: tuple[Link, ...]) -> list[str]:
    return [link.href for link in links]


def test_a_brief_knows_its_pages_in_reading_order_and_no_others() -> None:
    place = PLACES["ar/fire/escalation.md"]
    assert hrefs(place.pages) == ["index.html", "escalation.html", "source.html"]
    assert [link.current for link in place.pages] == [False, True, False]
    assert [link.count for link in place.pages] == [None, 4, None]


def test_previous_and_next_follow_the_reading_order() -> None:
    place = PLACES["ar/fire/escalation.md"]
    assert (place.previous, place.next) == (place.pages[0], place.pages[2])
    assert PLACES["ar/fire/index.md"].previous is None
    assert PLACES["ar/fire/source.md"].next is None


def test_the_other_language_is_the_same_page() -> None:
    (english,) = PLACES["ar/fire/escalation.md"].languages
    assert english == Link("../../en/fire/escalation.html", "English", "en", "ltr")
    (arabic,) = PLACES["en/index.md"].languages
    assert arabic == Link("../ar/index.html", "العربية", "ar", "rtl")


def alternates(source: str, site_url: str = "", pages: Sequence[PageFacts] = (*PAGES, ROOT_PAGE)) -> dict[str, str]:
    return {each.lang: each.href for each in places(pages, site_url)[source].alternates}


def test_programs_are_told_of_each_language_and_of_the_page_for_all_others() -> None:
    twins = {"ar": "source.html", "en": "../../en/fire/source.html"}
    assert alternates("ar/fire/source.md") == {**twins, "x-default": "source.html"}
    assert alternates("en/index.md") == {"ar": "../ar/index.html", "en": "index.html", "x-default": "../index.html"}
    assert alternates("index.md") == {"ar": "ar/index.html", "en": "en/index.html", "x-default": "index.html"}


def test_programs_are_given_whole_addresses_where_the_site_has_one() -> None:
    found = alternates("en/fire/source.md", "https://example.org/desk/")
    assert found["en"] == "https://example.org/desk/en/fire/source.html"
    assert found["x-default"] == "https://example.org/desk/ar/fire/source.html"


def test_programs_are_not_told_of_a_page_that_a_language_lacks() -> None:
    assert alternates("ar/fire/source.md", pages=[page for page in PAGES if page.source != "en/fire/source.md"]) == {}


def test_a_page_that_a_language_lacks_leads_to_its_list_of_briefs() -> None:
    alone = places([page for page in PAGES if page.source != "en/fire/source.md"])
    assert hrefs(alone["ar/fire/source.md"].languages) == ["../../en/index.html"]


def test_the_root_page_offers_every_language() -> None:
    place = PLACES["index.md"]
    assert hrefs(place.languages) == ["ar/index.html", "en/index.html"]
    assert (place.home, place.path, place.pages) == (None, (), ())


def test_the_way_up_is_the_list_of_briefs_and_the_overview() -> None:
    assert hrefs(PLACES["en/fire/escalation.md"].path) == ["../index.html", "index.html"]
    assert hrefs(PLACES["en/fire/index.md"].path) == ["../index.html"]
    assert PLACES["en/index.md"].path == ()


def test_a_page_belongs_to_its_brief_by_name() -> None:
    assert PLACES["ar/fire/escalation.md"].title == "Fire ar"
    assert PLACES["ar/index.md"].title == "Home ar"


def test_direction_follows_the_language() -> None:
    assert {place.page.lang: place.dir for place in PLACES.values()} == {"ar": "rtl", "en": "ltr"}


def test_languages_are_named_in_themselves() -> None:
    assert [name_of("ar"), name_of("en")] == ["العربية", "English"]


def test_a_page_without_its_language_is_refused_by_name() -> None:
    with pytest.raises(BriefError, match=r"content/ar/x\.md: the front matter does not name lang; run"):
        facts("ar/x.md", "ar/x.html", {"title": "x", "kind": "home"})


def test_front_matter_that_leaves_things_out_is_filled_in() -> None:
    page = facts("ar/x.md", "ar/x.html", {"title": "x", "kind": "home", "lang": "ar"})
    assert page == PageFacts("ar/x.md", "ar/x.html", "ar", "home", "x", "x")


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("assets/page.js", True),
        ("assets/images/favicon.png", False),
        ("assets/own.css", False),
        ("assets/stylesheets/main.0123abcd.min.css", False),
        ("assets/stylesheets/main.0123abcd.min.css.map", False),
        ("assets/javascripts/bundle.0123abcd.min.js", False),
        ("assets/javascripts/lunr/min/lunr.ar.min.js", False),
        ("main.js", False),
    ],
)
def test_only_what_pages_ask_for_is_published(path: str, wanted: bool) -> None:
    assert (path not in assets.unused([path])) == wanted


def test_the_style_is_materials_rules_and_then_ours() -> None:
    paths = ["assets/own.css", "assets/page.js", "assets/stylesheets/main.0123abcd.min.css", "assets/deep/x.css"]
    assert assets.sheets(paths) == ["assets/stylesheets/main.0123abcd.min.css", "assets/own.css"]


HOME = '---\ntitle: "موجزات C++"\nlang: ar\nkind: home\n---\n# عنوان\n\n'


@pytest.fixture
def small(empty_project: Project) -> Project:
    """A project of one page."""
    write(empty_project, "ar/index.md", HOME)
    return empty_project


def write(project: Project, name: str, text: str) -> None:
    page = project.root / "content" / name
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8")


def test_the_site_is_the_pages_the_style_the_scripts_the_icons(small: Project) -> None:
    write(small, "briefs/fire/notes.md", "not for readers")
    site = build(small.root)
    assert set(files_below(site)) == {
        "404.html",
        "ar/index.html",
        "assets/crisisbrief.css",
        "assets/find.js",
        "assets/icon-192.png",
        "assets/icon-512.png",
        "assets/icon.svg",
        "assets/keep.js",
        "assets/page.js",
        "sw.js",
    }


def test_what_one_site_was_built_for_is_nothing_to_the_next(small: Project) -> None:
    build(small.root)
    assert "assets/search-ar.js" in site_of(ROOT, all_pages([sample.edition()]))


def test_a_page_says_its_language_and_isolates_its_title(small: Project) -> None:
    page = (build(small.root) / "ar" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl"' in page
    assert "<title>موجزات \u2066C++\u2069</title>" in page
    assert '>موجزات <bdi dir="ltr" lang="en">C++</bdi></' in page


def test_hostile_front_matter_stays_text(small: Project) -> None:
    title = r"<script>x</script> \" ' \U0000202E {{ 7*7 }} {% raw %}"
    write(small, "ar/index.md", f'---\ntitle: "{title}"\ndescription: "{title}"\nlang: ar\nkind: home\n---\n# x\n')
    page = (build(small.root) / "ar" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<script[^>]*>", page) == ['<script src="../assets/page.js" defer>']
    assert "7*7" in page
    assert "\u202e" not in page[: page.index("<body>")]
    assert page.count("\u202e") == page.count('data-char="U+202E">\u202e</bdi>')


def test_the_missing_page_speaks_every_language_and_needs_nothing(small: Project) -> None:
    write(small, "en/index.md", "---\ntitle: Briefs\nlang: en\nkind: home\n---\n# Briefs\n")
    page = (build(small.root) / "404.html").read_text(encoding="utf-8")
    assert '<section lang="ar" dir="rtl">' in page
    assert '<section lang="en" dir="ltr">' in page
    assert re.findall(r'(?:href|src)="([^"]*)"', page) == ["ar/index.html", "en/index.html"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("[x](gone.md)", "gone.md"),
        ("[x](gone.html)", "gone.md"),
        ("[x](index.html#p9s9)", "#p9s9"),
        ("[[p1s1 cite href=index.html#p9s9]] x", "#p9s9"),
    ],
)
def test_a_link_that_leads_nowhere_stops_the_build_and_keeps_the_old_site(small: Project, body: str, says: str) -> None:
    before = files_below(build(small.root))
    write(small, "ar/index.md", HOME + body)
    with pytest.raises(BriefError, match=re.escape(says)):
        build(small.root)
    assert files_below(small.site) == before
    assert [path.name for path in small.root.iterdir() if path.name.startswith(".site")] == []


def test_a_page_without_a_language_stops_the_build(small: Project) -> None:
    write(small, "ar/index.md", "# x\n")
    with pytest.raises(BriefError, match="the front matter does not name title, lang, kind"):
        build(small.root)


def test_where_readers_arrive_the_page_brings_its_style_and_lets_no_other_in(small: Project) -> None:
    write(small, "ar/deep.md", HOME.replace("home", "source"))
    site = build(small.root)
    arrival, deep = ((site / "ar" / name).read_text(encoding="utf-8") for name in ("index.html", "deep.html"))
    (style,) = re.findall(r"<style>(.*?)</style>", arrival, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src &#39;self&#39; file: &#39;sha256-{digest}&#39;;" in arrival
    assert "stylesheet" not in arrival
    assert "<style" not in deep
    assert '<link rel="stylesheet" href="../assets/crisisbrief.css">' in deep


def test_two_builds_are_the_same_bytes(small: Project) -> None:
    assert files_below(build(small.root)) == files_below(build(small.root))


def test_mkdocs_alone_builds_the_same_site(small: Project) -> None:
    ours = files_below(build(small.root))
    small.run("build", "--quiet", program=(sys.executable, "-m", "mkdocs"))
    assert files_below(small.site) == ours


def test_a_script_loses_margins_and_notes_and_nothing_else() -> None:
    notes = "/* What it does. */\n(() => {\n  // Why.\n  /** Which\n   *  and what. */\n"
    written = notes + '  const a = "/* b */"; // c\n\n})();\n'
    assert assets.bare_script(written) == '(() => {\nconst a = "/* b */"; // c\n})();\n'

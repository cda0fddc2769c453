"""The search as a reader uses it: typed, pasted, by keys, without a network or an index, whatever a report says."""

from __future__ import annotations

import json
import shutil
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from crisisbrief import languages
from crisisbrief.search.dictionary import dictionary
from crisisbrief.search.index import index
from crisisbrief.search.lexemes import BONES, Key
from crisisbrief.search.lookup import Lookup
from crisisbrief.search.passages import FoundPage, Passage
from crisisbrief.search.prepared import plain
from crisisbrief.search.spelling import Speller, tokens
from hostile_reports import attacks
from project import ROOT, Project
from search_figures import figures, site_of_reports, verdicts
from tabs import DESKTOP, PHONE, Tab

pytestmark = pytest.mark.browser
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
TRAPS = tomllib.loads((ROOT / "tests" / "cases" / "direction.toml").read_text("utf-8"))["case"]
OVERVIEW = "kazakhstan-unrest-2022/index.html"
WORDS = {"ar": "الحكومة", "en": "government"}
PLACES = ["disk", "server"]


@pytest.fixture
def tab(tabs: Any) -> Tab:
    found: Tab = tabs()
    found.page.set_viewport_size(DESKTOP)
    return found


def opened(tab: Tab, base: str, locale: str = "ar") -> Tab:
    """A page with its search open and nothing asked yet."""
    tab.visit(f"{base}/{locale}/{OVERVIEW}")
    tab.page.locator(".cb-search-open").click()
    tab.page.wait_for_function("() => 'crisisbriefSearch' in window")
    return tab


def ask(tab: Tab, query: str) -> list[str]:
    """The results of a query, as text."""
    tab.page.locator("#cb-query").fill(query)
    tab.page.evaluate("query => crisisbriefSearch.find(query)", query)
    tab.page.wait_for_timeout(100)
    return tab.page.locator(".cb-hit > a").all_inner_texts()


def status(tab: Tab) -> str:
    return tab.page.locator("#cb-search-status").inner_text()


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_asked_for_before_the_reader_searches(place: str, tab: Tab, places: dict[str, str]) -> None:
    tab.visit(f"{places[place]}/ar/{OVERVIEW}")
    assert not any("find.js" in url or "/search/" in url for url in tab.requests)
    assert len(tab.requests) <= 5


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("locale", languages.available())
def test_a_result_leads_to_its_sentence(place: str, locale: str, tab: Tab, places: dict[str, str]) -> None:
    opened(tab, places[place], locale)
    found = ask(tab, WORDS[locale])
    assert len(found) >= 5
    assert tab.page.locator(".cb-hit mark").count() >= len(found)
    sentence = tab.page.locator(".cb-hit > a[href*='#p']").first
    text = sentence.inner_text()
    sentence.click()
    anchor = unquote(urlsplit(tab.page.url).fragment)
    assert tab.page.locator(f"[id='{anchor}']").inner_text().strip() == text
    assert tab.strangers() == []
    assert tab.complaints == []


def test_a_result_says_where_it_stands_who_says_so_and_when(tab: Tab, places: dict[str, str]) -> None:
    opened(tab, places["disk"])
    ask(tab, "استقالتها")
    lines = tab.page.locator(".cb-hit").first.locator(".cb-hit__about li").all_inner_texts()
    assert lines[0] == "استجابة الحكومة"
    assert lines[1].startswith("القائل: الرئاسة في كازخستان")
    assert lines[2].startswith("متى: الأربعاء، 5 يناير 2022")


def test_what_comes_without_a_key_is_searched_for_too(tab: Tab, places: dict[str, str]) -> None:
    """Pasted with a mouse, dictated: the text changes and no key goes down."""
    opened(tab, places["disk"])
    tab.page.keyboard.insert_text("حكومة")
    expect(tab.page.locator(".cb-hit").first).to_be_visible()


def test_results_come_while_a_word_is_typed(tab: Tab, places: dict[str, str]) -> None:
    opened(tab, places["disk"])
    assert any("المتظاهرين" in text for text in ask(tab, "متظاه"))
    assert status(tab).startswith("جمل فيها كلمات تبدأ بما كتبته")


def test_all_of_it_works_by_keys(tab: Tab, places: dict[str, str]) -> None:
    tab.visit(f"{places['disk']}/en/{OVERVIEW}")
    page = tab.page
    page.keyboard.press("/")
    expect(page.locator("#cb-query")).to_be_focused()
    page.keyboard.type("government")
    expect(page.locator(".cb-hit").nth(2)).to_be_visible()
    focused = "() => [...document.querySelectorAll('.cb-hit > a')].indexOf(document.activeElement)"
    for key, at in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", -1)):
        page.keyboard.press(key)
        assert page.evaluate(focused) == at
    page.keyboard.press("Escape")
    expect(page.locator(".cb-search")).to_be_hidden()
    expect(page.locator(".cb-search-open")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("Peskov")
    expect(page.locator(".cb-hit").first).to_contain_text("Peskov")
    page.keyboard.press("Enter")
    assert page.evaluate(focused) == 0
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/kazakhstan-unrest-2022/*.html#*")


def test_each_state_says_so(tab: Tab, places: dict[str, str]) -> None:
    opened(tab, places["disk"])
    ask(tab, "")
    assert status(tab) == "اكتب كلمة أو عدة كلمات، أو عبارة بين علامتي تنصيص."
    assert ask(tab, "برشلونة") == []
    assert status(tab) == "لا نتائج. جرّب كلمة أخرى أو كلمات أقل."
    assert ask(tab, "«البلاد أكبر»") == []
    assert len(ask(tab, "«أكبر مدينة»")) == 1
    assert status(tab) == "عدد النتائج: 1"


def test_a_loading_index_says_so(tab: Tab, places: dict[str, str]) -> None:
    tab.page.route("**/search/ar.js", lambda route: None)
    try:
        tab.visit(f"{places['server']}/ar/{OVERVIEW}")
        tab.page.locator(".cb-search-open").click()
        expect(tab.page.locator("#cb-search-status")).to_have_text("يجري تحميل الفهرس…")
    finally:
        tab.page.unroute_all(behavior="ignoreErrors")


@pytest.mark.parametrize("missing", ["search", "assets/find.js"])
def test_without_the_index_the_page_reads_on(missing: str, tab: Tab, built: Project, tmp_path: Path) -> None:
    site = copied(built, tmp_path / "site")
    gone = site / missing
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    tab.visit(f"{site.as_uri()}/ar/{OVERVIEW}")
    tab.page.locator(".cb-search-open").click()
    told = "فهرس البحث غير موجود في هذه النسخة. وتبقى الصفحات كلها متاحة للقراءة."
    expect(tab.page.locator("#cb-search-status")).to_have_text(told)
    tab.page.keyboard.press("Escape")
    expect(tab.page.locator("article h1")).to_be_visible()


@pytest.mark.parametrize("settings", [{"java_script_enabled": False}, {}], ids=["no script", "script missing"])
def test_where_it_cannot_work_no_search_is_shown(settings: Any, tabs: Any, built: Project, tmp_path: Path) -> None:
    site = copied(built, tmp_path / "site")
    if not settings:
        (site / "assets" / "search-ar.js").unlink()
    tab = tabs(**settings)
    tab.visit(f"{site.as_uri()}/ar/{OVERVIEW}")
    expect(tab.page.locator(".cb-search-open")).to_be_hidden()
    expect(tab.page.locator(".cb-search")).to_be_hidden()


def test_a_folder_copied_anywhere_keeps_its_search(tab: Tab, built: Project, tmp_path: Path) -> None:
    site = copied(built, tmp_path / "ملفات الهاتف (1) 50%" / "site")
    assert len(ask(opened(tab, site.as_uri()), "الحكومة")) >= 5
    assert tab.complaints == []


def copied(built: Project, folder: Path) -> Path:
    shutil.copytree(built.site, folder)
    return folder


@pytest.mark.parametrize("locale", languages.available())
@pytest.mark.parametrize(("scheme", "viewport"), [("light", PHONE), ("dark", DESKTOP)])
def test_axe_finds_no_violation_in_an_open_search(
    locale: str, scheme: str, viewport: Any, tabs: Any, places: dict[str, str]
) -> None:
    tab = tabs(color_scheme=scheme)
    tab.page.set_viewport_size(viewport)
    opened(tab, places["disk"], locale)
    assert ask(tab, WORDS[locale])
    tab.page.evaluate(AXE)
    assert tab.ask("axe.js") == []


# Texts that no search should be trusted with -------------------------------------------------------------------------


def site_with(texts: list[str], built: Project, folder: Path, locale: str = "ar") -> Path:
    """The built site with an index of these texts in the place of its own."""
    site = copied(built, folder / "site")
    passages = tuple(Passage(text, locale, f"p{n}s1", (text,)) for n, text in enumerate(texts, start=1))
    for name, content in index(locale, [FoundPage(f"{locale}/x.html", locale, "x", "x", passages)]).items():
        (site / "search" / name).write_text(content, encoding="utf-8", newline="")
    return site


@pytest.mark.parametrize("locale", languages.available())
def test_a_hostile_report_is_text_in_the_results(locale: str, tab: Tab, built: Project, tmp_path: Path) -> None:
    texts = [f"needle {text}" for text in attacks()]
    opened(tab, site_with(texts, built, tmp_path, locale).as_uri(), locale)
    shown: list[str] = []
    ask(tab, "needle")
    while tab.page.locator(".cb-search__more").is_visible():
        tab.page.locator(".cb-search__more").click()
        tab.page.wait_for_timeout(100)
    shown = tab.page.evaluate("() => [...document.querySelectorAll('.cb-hit > a')].map((link) => link.textContent)")
    assert shown == [plain(text) for text in texts]
    inside = "() => [...document.querySelectorAll('.cb-hits *')].map((element) => element.localName)"
    assert set(tab.page.evaluate(inside)) <= {"a", "bdi", "li", "mark", "ul"}
    assert not tab.page.evaluate("() => 'taken' in window")
    assert tab.strangers() == []
    assert tab.complaints == []


@pytest.mark.parametrize("locale", languages.available())
def test_runs_of_the_other_direction_stand_in_their_own_order(
    locale: str, tab: Tab, built: Project, tmp_path: Path
) -> None:
    traps = [case for case in TRAPS if case["locale"] == locale and case["runs"]]
    opened(tab, site_with([f"needle {case['text']}" for case in traps], built, tmp_path, locale).as_uri(), locale)
    ask(tab, "needle")
    tab.page.evaluate("() => document.querySelector('.cb-search').style.inlineSize = '3000px'")
    for number, case in enumerate(traps[:20], start=1):
        places = tab.ask("places.js", f".cb-hit:nth-child({number}) > a")
        text = "".join(place[0] for place in places)
        start = len("needle ")
        for words, direction, *_ in case["runs"]:
            start = text.index(words, start)
            run = places[start : start + len(words)]
            first = [before == " " and letter.isalpha() for before, letter in zip(" " + words, words, strict=False)]
            begins = [place for place, is_first in zip(run, first, strict=True) if is_first]
            middles = [place[1] for place in (run if direction == "ltr" else begins) if not place[0].isspace()]
            assert middles == sorted(middles, reverse=direction == "rtl"), words
            start += len(words)


# The same rules in the browser ----------------------------------------------------------------------------------------


ARABIC_FIRST = [pytest.param(code, marks=() if code == "ar" else pytest.mark.full) for code in languages.available()]


@pytest.mark.parametrize("locale", ARABIC_FIRST)
def test_the_browser_reads_every_word_as_python_does(locale: str, tab: Tab, places: dict[str, str]) -> None:
    speller = Speller(locale)
    reports = [path.read_text("utf-8") for path in sorted((ROOT / "tests").glob("*/reports/*.txt"))]
    asked = sorted({word for code in languages.available() for word in dictionary(code).spelt})
    asked += sorted({word for text in [*reports, *attacks()] for word in tokens(text)})
    asked += ["لتوكاييف", "ﺣﻜﻮﻣﺔ", "الحكومـــة", "١٢٬٥٠٠", "1,234.5", "17,4", "Straße", "ΟΔΟΣ", "Économie", "U.S."]
    opened(tab, places["disk"], locale)
    ask(tab, "x")
    script = "(words) => words.map((word) => { const { plain, folded, forms } = crisisbriefSearch.spell(word);"
    found = tab.page.evaluate(f"{script} return [plain, folded, forms] }})", asked)
    assert len(asked) > 5000
    for word, (spelt, folded, forms) in zip(asked, found, strict=True):
        spelling = speller.read(word)
        assert (spelt, folded) == (spelling.plain, spelling.folded), word
        assert [tuple(form) for form in forms] == [tuple(each) for each in spelling.candidates], word


@pytest.mark.parametrize("locale", languages.available())
def test_the_browser_takes_words_for_the_same_lexemes(
    locale: str, tab: Tab, places: dict[str, str], built: Project
) -> None:
    keys: dict[str, Key] = {}
    for path in (built.site / "search").glob(f"{locale}-k*.js"):
        for line in json.loads(path.read_text("utf-8").partition(",")[2].rstrip(")\n")).split("\n"):
            key, *fields = line.split(" ")
            found = [field.split(".") for field in fields]
            split = str.split if key.startswith(BONES) else lambda parts, _: list(parts)
            keys[key] = Key({int(number, 36): set(split(parts, ",")) for parts, number in found})
    look = Lookup(keys, Speller(locale))
    reports = [path.read_text("utf-8") for path in sorted((ROOT / "tests").glob(f"*/reports/*.{locale}.txt"))]
    asked = sorted({word for text in reports for word in tokens(text)}) + sorted(dictionary(locale).spelt)[::9]
    asked += [word[:-1] for word in asked[::5] if len(word) > 4]
    opened(tab, places["disk"], locale)
    ask(tab, "x")
    found = tab.page.evaluate("(words) => Promise.all(words.map(crisisbriefSearch.lookup))", asked)
    assert sum(map(bool, found)) > 100
    for word, lexemes in zip(asked, found, strict=True):
        assert tuple(sorted(lexemes)) == look.word(word), word


def test_the_browser_finds_the_same_words_in_a_text(tab: Tab, places: dict[str, str]) -> None:
    texts = [*attacks(), "قال U.S. إن 1,234 و١٢٬٥٠٠ و2022-01-05", "it’s o'clock — cease-fire", "Ⅷ ½ x²"]
    opened(tab, places["disk"])
    ask(tab, "x")
    texts = [plain(text) for text in texts]
    found = tab.page.evaluate("(texts) => texts.map((text) => crisisbriefSearch.words(text))", texts)
    assert found == [list(tokens(text)) for text in texts]


# How well it finds ----------------------------------------------------------------------------------------------------

FLOORS = {
    "ar": {"pages recall": 0.98, "pages precision": 0.98, "paragraphs recall": 0.98, "paragraphs precision": 0.98},
    "en": {"pages recall": 0.98, "pages precision": 0.97, "paragraphs recall": 0.98, "paragraphs precision": 0.97},
}


@pytest.mark.parametrize("locale", ARABIC_FIRST)
def test_finds_what_it_should_and_little_else(locale: str, tab: Tab, tmp_path: Path) -> None:
    site = site_of_reports(locale, tmp_path / "project").site
    found = figures(list(verdicts(opened(tab, site.as_uri(), locale).page, locale)))
    assert {name: value for name, value in found.items() if value < FLOORS[locale][name]} == {}


# Many briefs ----------------------------------------------------------------------------------------------------------


def many(briefs: int) -> list[FoundPage]:
    """Pages of so many briefs, fifteen sentences each, made of all the words that the pack knows; common words are in
    every brief."""
    known = sorted(word for word in dictionary("ar").spelt if word.isalpha())
    pages = []
    for brief in range(briefs):
        starts = [(brief * 15 + sentence) * 17 for sentence in range(15)]
        sentences = [[known[(start + step * step) % len(known)] for step in range(20)] for start in starts]
        texts = [f"أعلنت الحكومة في {' '.join(words)} عام {2000 + brief}" for words in sentences]
        passages = tuple(Passage(text, "ar", f"p{n}s1", ("القائل غير مذكور",)) for n, text in enumerate(texts))
        pages.append(FoundPage(f"ar/b{brief}/escalation.html", "ar", "التصعيد", f"موجز {brief}", passages))
    return pages


@pytest.mark.full
def test_three_hundred_briefs_stay_usable(tab: Tab, built: Project, tmp_path: Path) -> None:
    site = copied(built, tmp_path / "site")
    shutil.rmtree(site / "search")
    (site / "search").mkdir()
    for name, content in index("ar", many(300)).items():
        (site / "search" / name).write_text(content, encoding="utf-8", newline="")
    opened(tab, site.as_uri())
    for query, at_least in (("حكومة", 4500), ("2299", 15), ("«الحكومة في» 2007", 15), ("الحكو", 4500)):
        tab.requests.clear()
        started = tab.page.evaluate("() => performance.now()")
        hits = tab.page.evaluate("async (query) => (await crisisbriefSearch.find(query)).hits.length", query)
        took = tab.page.evaluate("() => performance.now()") - started
        assert hits >= at_least, query
        assert len(tab.requests) <= 12, tab.requests
        assert took < 1500, query
        assert ask(tab, query)
        assert sum((site / "search" / Path(urlsplit(url).path).name).stat().st_size for url in tab.requests) < 1_500_000

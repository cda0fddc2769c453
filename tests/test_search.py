"""What the search finds and what it leaves alone, how its index is written, and where it comes from."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from crisisbrief import languages
from crisisbrief.render import lite
from crisisbrief.search.dictionary import DERIVED, dictionary
from crisisbrief.search.index import CALL, FULL, index, script
from crisisbrief.search.lexemes import lexemes
from crisisbrief.search.lookup import Lookup, without_mistakes
from crisisbrief.search.passages import FoundPage, Passage
from crisisbrief.search.spelling import Speller, number, tokens
from crisisbrief.search.vocabulary import derived
from project import Project

CASES = tomllib.loads((Path(__file__).parent / "cases" / "search.toml").read_text("utf-8"))["case"]
PAIRS = tomllib.loads((Path(__file__).parent / "cases" / "search-pairs.toml").read_text("utf-8"))
FILE = re.compile(rf'{CALL}\("(?P<name>[a-z0-9-]+)",(?P<data>.*)\)\n', re.DOTALL)


def read(file: str) -> Any:
    """What an index file hands over."""
    found = FILE.fullmatch(file)
    assert found is not None
    return json.loads(found["data"])


@cache
def site_of(text: str, lang: str) -> Lookup:
    """The keys of a site that has nothing but this text."""
    speller = Speller(lang)
    words = list(tokens(text))
    found = lexemes([*words, *map("".join, pairwise(words))], [], speller)
    return Lookup(without_mistakes(found, speller, [dictionary(code) for code in languages.available()]), speller)


def found_by(query: str, text: str, lang: str) -> bool:
    """Whether every word of a query, or all of them written as one, has a lexeme there."""
    look = site_of(text, lang)
    asked = list(tokens(query))
    return all(look.word(word) for word in asked) or bool(look.word("".join(asked)))


def cases(which: str) -> list[Any]:
    return [pytest.param(query, case, id=f"{case['name']}: {query}") for case in CASES for query in case[which]]


@pytest.mark.parametrize(("query", "case"), cases("finds"))
def test_finds(query: str, case: dict[str, Any]) -> None:
    assert found_by(query, case["text"], case["lang"])


@pytest.mark.parametrize(("query", "case"), cases("not_finds"))
def test_does_not_find(query: str, case: dict[str, Any]) -> None:
    assert not found_by(query, case["text"], case["lang"])


def pairs(which: str) -> list[tuple[str, str, str]]:
    return [(code, *line.split()) for code, listed in PAIRS.items() for line in listed[which].split("\n") if line]


def is_one_word(code: str, one: str, other: str) -> bool:
    """Whether the dictionary takes both for forms of one word."""
    known = dictionary(code)
    return not known.read(known.speller.read(one)).isdisjoint(known.read(known.speller.read(other)))


def test_forms_of_one_word_are_one() -> None:
    assert [pair for pair in pairs("same") if not is_one_word(*pair)] == []


def test_words_of_one_root_are_not() -> None:
    assert [pair for pair in pairs("other") if is_one_word(*pair)] == []


@pytest.mark.parametrize(
    ("written", "means"),
    [("1,234", "1234"), ("1234", "1234"), ("12٬500", "12500"), ("17,4", "17.4"), ("17٫4", "17.4"), ("12:30", "12:30")],
)
def test_a_number_is_what_it_means(written: str, means: str) -> None:
    assert number(written) == means


@pytest.mark.parametrize("code", languages.available())
def test_the_derived_dictionary_is_that_of_the_pack(code: str) -> None:
    told = 'run "python -m crisisbrief.search.vocabulary"'
    assert (languages.pack(code) / DERIVED).read_text("utf-8") == derived(code), told


def test_every_sentence_is_found_once_and_where_it_is_at_home(built: Project) -> None:
    for code in languages.available():
        for page in sorted({*(built.site / code).glob("*/*.html")} - {*(built.site / code).glob(f"*/{lite.NAME}")}):
            kind = re.search(r"cb-page--(\w+)", page.read_text("utf-8"))
            assert kind is not None
            there = re.findall(r'<span (?=[^>]*"cb-sentence)[^>]*\bid="([^"]+)"', page.read_text("utf-8"))
            url = page.relative_to(built.site).as_posix()
            found = [anchor for anchor in anchors(built, code).get(url, []) if re.match(r"(?:.*-)?p\d+s\d+$", anchor)]
            assert found == (there if kind[1] == "section" else []), url


def anchors(project: Project, code: str) -> dict[str, list[str]]:
    """The anchors that the index of a language leads to, by page."""
    listed: dict[str, list[str]] = {}
    for path in sorted((project.site / "search").glob(f"{code}-t*.js")):
        data = read(path.read_text("utf-8"))
        for page, anchor, *_ in data["passages"]:
            listed.setdefault(data["pages"][page][0], []).append(anchor)
    return listed


def test_sections_actors_and_notes_are_found_too(built: Project) -> None:
    found = anchors(built, "ar")
    for page, anchor in (("escalation", ""), ("actors", "actor-1"), ("about", "notes")):
        assert anchor in found[f"ar/kazakhstan-unrest-2022/{page}.html"]


def pages(count: int = 1) -> list[FoundPage]:
    text = "أعلنت الحكومة حالة الطوارئ في {} مدن، وقال متحدث إن الوضع هادئ."
    passages = [tuple(Passage(text.format(page * 10 + n), "ar", f"p{n}s1") for n in range(10)) for page in range(count)]
    return [FoundPage(f"ar/b{n}/x.html", "ar", "التصعيد", f"موجز {n}", of_page) for n, of_page in enumerate(passages)]


def test_the_same_pages_give_the_same_bytes() -> None:
    assert index("ar", pages(3)) == index("ar", pages(3))


def test_shards_stay_small_and_say_where_they_begin() -> None:
    files = index("ar", pages(200))
    assert all(len(file) < 2 * FULL for file in files.values())
    start = read(files["ar.js"])
    for letter, starts in (("k", start["keys"]), ("p", start["postings"]), ("t", start["passages"])):
        assert sum(name.startswith(f"ar-{letter}") for name in files) == len(starts) > 0
        assert starts == sorted(starts)
    for shard, first in enumerate(start["keys"]):
        assert read(files[f"ar-k{shard}.js"]).startswith(f"{first} ")


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "\u2028\u2029", '");a(1);("', "\\", "a\x00b"])
def test_no_text_gets_out_of_its_string(text: str) -> None:
    file = script("x", [text])
    assert read(file) == [text]
    assert file.count("\n") == 1
    assert not {"\u2028", "\u2029"} & set(file)


def test_a_text_in_the_reports_language_says_so(built: Project) -> None:
    page = FoundPage("en/x/y.html", "en", "Escalation", "X", (Passage("أعلنت الحكومة", "ar", "p1s1"),))
    files = index("en", [page])
    assert read(files["en-t0.js"])["passages"][0][-1] == ["ar", "rtl"]
    speller = Speller("en")
    found = lexemes(["أعلنت", "الحكومة"], [], speller)
    assert Lookup(found.keys, speller).word("حكومة")

"""Pages in, index files for the browser out: one index per language, in shards of which a search loads a few.

A file calls `crisisbriefSearch(name, data)`, because a page from the disk may load scripts and nothing else:

- `<lang>.js`: the rules of spelling, what the search says of what it found, and where each shard begins
- `<lang>-k<n>.js`: keys in order, a line each: the key and its lexemes, each with the parts of speech it takes
- `<lang>-p<n>.js`: postings, a line for each lexeme: gap to the next passage and places of the words, all in base 36
- `<lang>-t<n>.js`: passages in the order of the pages, with all that a result shows
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from crisisbrief.languages.interface import interface
from crisisbrief.languages.words import WORD
from crisisbrief.search.dictionary import dictionary
from crisisbrief.search.lexemes import BONES, Key, Lexemes, lexemes
from crisisbrief.search.lookup import without_mistakes
from crisisbrief.search.passages import FoundPage
from crisisbrief.search.prepared import Prepared, base36, dotted, prepare
from crisisbrief.search.spelling import Speller, browser_pattern, cases, dropped, folds, key_order, tables

FULL = 40_000
"""Characters after which a shard is full: some ten kilobytes on the way, a moment's work for an old phone."""
LINE_ENDS = {0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Line ends to old scripts, though not to JSON."""
CALL = "crisisbriefSearch"


def index(lang: str, pages: Iterable[FoundPage]) -> dict[str, str]:
    """The index of one language: its files by name."""
    return merged(lang, list(map(prepare, pages)))


def merged(lang: str, pages: Sequence[Prepared]) -> dict[str, str]:
    """The same, of pages that were prepared before."""
    speller = Speller(lang)
    words = words_of(pages)
    # a name that many briefs tell of stands in one spelling or another, and in few all told
    names = dict.fromkeys(tuple(group) for page in pages for group in page.names)
    found = lexemes(words, names, speller)
    known = [dictionary(rules.code) for rules in speller.rules.values()]
    keys = list(_shards(_key_lines(without_mistakes(found, speller, known))))
    postings = list(_shards(_posting_lines(pages, found)))
    records = list(_record_shards(pages))
    files = {f"{lang}-k{number}": "\n".join(lines) for number, (_, lines) in enumerate(keys)}
    files |= {f"{lang}-p{number}": "\n".join(lines) for number, (_, lines) in enumerate(postings)}
    shards: dict[str, Any] = {**files, **{f"{lang}-t{number}": data for number, (_, data) in enumerate(records)}}
    shards[lang] = {
        "briefs": len({page.brief for page in pages}),
        "word": browser_pattern(WORD.pattern),
        "drop": dropped(),
        "case": cases(),
        "fold": folds(),
        "rules": [tables(rules) for rules in speller.rules.values()],
        "says": _says(lang),
        "keys": [lines[0].partition(" ")[0] for _, lines in keys],
        "postings": [start for start, _ in postings],
        "passages": [start for start, _ in records],
        "pages": " ".join(_gaps(_starts(pages))),
    }
    return {f"{name}.js": script(name, data) for name, data in shards.items()}


def words_of(pages: Iterable[Prepared]) -> set[str]:
    """Every word of some pages, as it stands there."""
    return {line.partition(" ")[0] for page in pages for text in page.words for line in text.split("\n") if line}


def _says(lang: str) -> dict[str, str]:
    """What stands above the results, by their state; `{n}` is for their number."""
    words = interface(lang)
    return {
        "empty": words.text("Type a word, several words, or a phrase in quotation marks."),
        "found": words.text("Found: {n}", n="{n}"),
        "begun": words.text("With words that begin so: {n}", n="{n}"),
        "apart": words.text("No sentence has all the words. On pages that have them all: {n}", n="{n}"),
        "none": words.text("Nothing found. Try another word, or fewer."),
        "more": words.text("More results"),
    }


def script(name: str, data: object) -> str:
    """A file of the index: JSON that a script may hold too."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f'{CALL}("{name}",{text.translate(LINE_ENDS)})\n'


def _starts(pages: Iterable[Prepared]) -> Iterator[int]:
    """The number of each page's first passage."""
    at = 0
    for page in pages:
        yield at
        at += len(page.records)


def _gaps(numbers: Iterable[int]) -> Iterator[str]:
    return (base36(after - before) for before, after in pairwise([0, *numbers]))


def _key_lines(keys: Mapping[str, Key]) -> Iterator[str]:
    for key in sorted(keys, key=key_order):
        lexemes = sorted(keys[key].lexemes.items())
        yield " ".join([key, *(f"{_letters(key, parts)}.{base36(number)}" for number, parts in lexemes)])


def _letters(key: str, parts: Iterable[str]) -> str:
    """Letters of parts of speech in a row; spellings of a name with a comma between."""
    return ("," if key.startswith(BONES) else "").join(sorted(parts))


def _posting_lines(pages: Iterable[Prepared], found: Lexemes) -> Iterator[str]:
    """For each lexeme, in order of its number: the passages that hold it, and where."""
    lines: list[list[str]] = [[] for _ in range(found.count)]
    last = [0] * found.count
    for passage, text in enumerate(text for page in pages for text in page.words):
        for lexeme, places in _lexemes(text, found).items():
            lines[lexeme].append(f"{base36(passage - last[lexeme])}.{places}")
            last[lexeme] = passage
    return map(" ".join, lines)


def _lexemes(text: str, found: Lexemes) -> dict[int, str]:
    """The lexemes of a passage with the places of their words."""
    places: dict[int, str] = {}
    for line in text.split("\n"):
        word, _, at = line.partition(" ")
        for lexeme in found.of_word.get(word, ()):
            if lexeme in places:
                places[lexeme] = dotted({int(place, 36) for place in f"{places[lexeme]}.{at}".split(".")})
            else:
                places[lexeme] = at
    return places


def _shards(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines in stretches of some length, each with the number of its first."""
    start, size, shard = 0, 0, list[str]()
    for line in lines:
        if size > FULL:
            yield start, shard
            start, size, shard = start + len(shard), 0, []
        shard.append(line)
        size += len(line) + 1
    yield start, shard or [""]


def _record_shards(pages: Iterable[Prepared]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The passages with their pages: `[page, anchor, text, runs, about, language]`."""
    start, size = 0, 0
    shown: list[list[Any]] = []
    records: list[list[Any]] = []
    for page in pages:
        if size > FULL:
            yield start, {"pages": shown, "passages": records}
            start, size, shown, records = start + len(records), 0, [], []
        shown.append(page.shown)
        records += [[len(shown) - 1, *record] for record in page.records]
        size += page.size
    yield start, {"pages": shown, "passages": records}

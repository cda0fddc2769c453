"""Pages in, index files for the browser out: one index per language, in shards of which a search loads a few.

A file calls `crisisbriefSearch(name, data)`, because a page from the disk may load scripts and nothing else:

- `<lang>.js`: the rules of spelling, what the search says of what it found, and where each shard begins
- `<lang>-k<n>.js`: keys in order, a line each: the key and its lexemes, each with the parts of speech it takes
- `<lang>-p<n>.js`: postings, a line for each lexeme: gap to the next passage and places of the words, all in base 36
- `<lang>-t<n>.js`: passages in the order of the pages, with all that a result shows
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from crisisbrief.languages import load
from crisisbrief.languages.interface import interface
from crisisbrief.languages.words import WORD
from crisisbrief.render.direction import runs
from crisisbrief.render.escape import CONTROLS
from crisisbrief.search.dictionary import dictionary
from crisisbrief.search.lexemes import BONES, Key, Lexemes, lexemes
from crisisbrief.search.lookup import without_mistakes
from crisisbrief.search.passages import FoundPage, Passage
from crisisbrief.search.spelling import Speller, browser_pattern, cases, dropped, folds, key_order, tables, tokens

FULL = 40_000
"""Characters after which a shard is full: some ten kilobytes on the way, a moment's work for an old phone."""
_CONTROL = re.compile(f"[{CONTROLS}]")
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
LINE_ENDS = {0x2028: "\\u2028", 0x2029: "\\u2029"}
"""Line ends to old scripts, though not to JSON."""
CALL = "crisisbriefSearch"


def index(lang: str, pages: Sequence[FoundPage]) -> dict[str, str]:
    """The index of one language: its files by name."""
    speller = Speller(lang)
    passages = [passage for page in pages for passage in page.passages]
    words = [tuple(_words(plain(passage.text), speller)) for passage in passages]
    found = lexemes((word for text in words for word, _ in text), _same_names(passages), speller)
    known = [dictionary(rules.code) for rules in speller.rules.values()]
    keys = list(_shards(_key_lines(without_mistakes(found, speller, known))))
    postings = list(_shards(_posting_lines(words, found)))
    records = list(_record_shards(lang, pages))
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


def plain(text: str) -> str:
    """A text without its control characters: a result is one line."""
    return _CONTROL.sub(" ", text)


def base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _BASE36[digit] + digits
    return _BASE36[number] + digits


def _same_names(passages: Iterable[Passage]) -> Iterator[list[str]]:
    return ([word for name in passage.names for word in tokens(plain(name))] for passage in passages if passage.names)


def _starts(pages: Iterable[FoundPage]) -> Iterator[int]:
    """The number of each page's first passage."""
    at = 0
    for page in pages:
        yield at
        at += len(page.passages)


def _gaps(numbers: Iterable[int]) -> Iterator[str]:
    return (base36(after - before) for before, after in pairwise([0, *numbers]))


def _key_lines(keys: Mapping[str, Key]) -> Iterator[str]:
    for key in sorted(keys, key=key_order):
        lexemes = sorted(keys[key].lexemes.items())
        yield " ".join([key, *(f"{_letters(key, parts)}.{base36(number)}" for number, parts in lexemes)])


def _words(text: str, speller: Speller) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The words of a text with their places; what others write as one word, without hyphen or space, as one too."""
    before, end = "", 0
    for place, match in enumerate(WORD.finditer(text)):
        word = match.group()
        yield word, (place,)
        between = text[end : match.start()]
        if before and (between == "-" or (between == " " and speller.leads(before))):
            yield before + word, (place - 1, place)
        before, end = word, match.end()


def _letters(key: str, parts: Iterable[str]) -> str:
    """Letters of parts of speech in a row; spellings of a name with a comma between."""
    return ("," if key.startswith(BONES) else "").join(sorted(parts))


def _posting_lines(words: Iterable[Sequence[tuple[str, tuple[int, ...]]]], found: Lexemes) -> Iterator[str]:
    """For each lexeme, in order of its number: the passages that hold it, and where."""
    places: list[dict[int, list[int]]] = [defaultdict(list) for _ in range(found.count)]
    for passage, text in enumerate(words):
        for word, at in text:
            for lexeme in found.of_word.get(word, ()):
                places[lexeme][passage] += at
    for of_lexeme in places:
        gaps = _gaps(of_lexeme)
        yield " ".join(_dotted(gap, at) for gap, at in zip(gaps, of_lexeme.values(), strict=True))


def _dotted(gap: str, places: Iterable[int]) -> str:
    return ".".join([gap, *map(base36, sorted({*places}))])


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


def _record_shards(lang: str, pages: Iterable[FoundPage]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The passages with their pages: `[page, anchor, text, runs, about, language]`."""
    start, size = 0, 0
    shown: list[list[Any]] = []
    records: list[list[Any]] = []
    for page in pages:
        if size > FULL:
            yield start, {"pages": shown, "passages": records}
            start, size, shown, records = start + len(records), 0, [], []
        shown.append([page.url, *_shown(page.title, lang), *_shown(page.brief, lang)])
        for passage in page.passages:
            about = [_shown(line, lang) for line in passage.about]
            record = [len(shown) - 1, passage.anchor, *_shown(passage.text, passage.lang), about]
            records.append(record if passage.lang == lang else [*record, [passage.lang, load(passage.lang).direction]])
            size += len(passage.text) + sum(map(len, passage.about)) + 40
    yield start, {"pages": shown, "passages": records}


def _shown(text: str, lang: str) -> list[Any]:
    """A text and its runs of the other direction, in the browser's units: `[start, end, language, direction]`."""
    text = plain(text)
    found = [[_units(text, run.start), _units(text, run.end), run.lang or "", run.dir] for run in runs(text, lang)]
    return [text, found]


def _units(text: str, offset: int) -> int:
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2

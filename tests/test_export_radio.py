"""The script for the radio: every sentence as it is, its speaker first, its notes behind it, times that add up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from math import ceil

import pytest

import read_radio
import read_txt
import sample
from crisisbrief import languages
from crisisbrief.export import radio
from crisisbrief.model import Edition, PublicKey, Rendering, State
from crisisbrief.pipeline import edition
from hostile_reports import report_of_attacks
from project import ROOT

KEY = PublicKey("RWQ", "0123456789ABCDEF", "12345 67890 12345 67890 12345 67890")


def exported(edition: Edition) -> bytes:
    (content,) = radio.export(edition).values()
    return content


def script(edition: Edition, locale: str) -> list[str]:
    """The blocks of one language, each as one line."""
    return [" ".join(block) for block in read_radio.languages(exported(edition), edition.locales)[locale]]


EDITIONS: dict[str, Callable[[], Edition]] = {
    "Kazakhstan": lambda: edition(ROOT, "kazakhstan-unrest-2022"),
    "by hand": sample.edition,
    "hostile": lambda: sample.edition(report_of_attacks("ar")),
    "hostile, in English": lambda: sample.edition(report_of_attacks("en"), locale="en"),
}


@pytest.mark.parametrize("name", EDITIONS)
def test_every_sentence_is_read_back_in_every_language(name: str) -> None:
    made = EDITIONS[name]()
    found = read_radio.sentences(exported(made), made.locales)
    assert tuple(found) == made.locales
    for locale, by_number in found.items():
        texts = {read_txt.anchor(number): text for number, text in by_number.items()}
        assert texts == {s.anchor: made.rendering(s.anchor, locale).text for s in made.brief.all_segments()}


def test_who_speaks_is_said_before_the_sentence_and_again_where_the_report_only_carries_on() -> None:
    read = script(sample.edition(), "en")
    for number in ("1.1", "1.2"):
        at = next(place for place, block in enumerate(read) if block.startswith(f"[{number}] "))
        assert read[at - 1] == "Who says so: Interior Minister Sami Karam"
    unattributed = next(place for place, block in enumerate(read) if block.startswith("[2.1] "))
    assert not read[unattributed - 1].startswith("Who says so")


def test_a_newsreader_is_told_the_order_of_figures() -> None:
    number = "+7 727 270-33-33"
    assert f"[1.2] وأضاف أن هاتف الطوارئ هو {number}.   - الأرقام من اليسار إلى اليمين: \u200e{number}\u200e" in script(
        sample.edition(), "ar"
    )


def test_a_note_is_read_behind_its_last_sentence() -> None:
    made = sample.edition()
    read = script(made, "en")
    at = next(place for place, block in enumerate(read) if block.startswith("[2.1] "))
    assert read[at + 1 : at + 3] == ["Note of Friday, January 7, 2022", "A remark on «الوقود»."]


def test_a_draft_is_called_one_before_it_is_read() -> None:
    made = sample.edition()
    drafts = {**made.renderings["en"], "p3s1": Rendering("The protests began.", "en", State.DRAFT, "memory")}
    read = script(replace(made, renderings={**made.renderings, "en": drafts}), "en")
    at = read.index("[3.1] The protests began.")
    assert read[at - 1] == "Translation: draft translation by memory, not checked by a person"


def test_what_is_not_known_is_said() -> None:
    made = sample.edition()
    for locale in made.locales:
        read = script(made, locale)
        assert made.facts[1].question[locale] in read
        assert made.facts[0].question[locale] not in read
        assert made.tensions[0].question[locale] in read


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_times_are_those_of_the_words_at_the_languages_pace(locale: str) -> None:
    made = replace(edition(ROOT, "kazakhstan-unrest-2022"), key=KEY)
    blocks = read_radio.languages(exported(made), made.locales)[locale]
    pace = languages.load(locale).words_per_minute
    spoken: list[list[str]] = []
    for block in blocks[1:]:
        if heading := read_radio.HEADING.fullmatch(block[0]):
            spoken.append([heading["title"]])
        elif re.fullmatch("[0-9 ]+", block[0]):
            spoken[-1] += re.findall("[0-9]", block[0])
        else:
            spoken[-1] += re.sub(r"^\[[0-9.]+\] ", "", " ".join(block)).split()
    seconds = [
        ceil(sum(any(map(str.isalnum, word)) for words in each for word in words.split()) * 60 / pace)
        for each in spoken
    ]
    assert list(read_radio.times(blocks)) == seconds
    assert f" {sum(seconds) // 60}:{sum(seconds) % 60:02}" in blocks[0][0] and str(pace) in blocks[0][0]


def test_the_fingerprint_is_read_digit_by_digit_on_a_line_that_runs_from_the_left() -> None:
    made = replace(sample.edition(), key=KEY)
    assert read_txt.lines(exported(made)).count(KEY.fingerprint) == len(made.locales)
    assert KEY.fingerprint not in script(sample.edition(), "en")


def test_lines_have_the_direction_of_their_words() -> None:
    made = edition(ROOT, "kazakhstan-unrest-2022")
    lines = read_txt.lines(exported(made))
    middle = next(number for number, line in enumerate(lines) if line == "== English ==")
    assert {read_txt.direction(line) for line in lines[:middle] if line} == {"rtl"}
    assert {read_txt.direction(line) for line in lines[middle:] if line} == {"ltr"}


def test_a_withdrawn_edition_is_a_notice() -> None:
    made = sample.edition()
    withdrawn = replace(made, imprint=replace(made.imprint, withdrawn=True))
    assert not any(read_radio.sentences(exported(withdrawn), made.locales).values())
    assert "This edition has been withdrawn by its editors. Do not rely on it and do not pass it on." in script(
        withdrawn, "en"
    )
    assert exported(withdrawn) == exported(withdrawn)

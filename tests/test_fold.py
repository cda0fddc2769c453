"""Folding keeps a complete, never falling map back to the text as it came."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisisbrief.languages import available, load
from crisisbrief.languages.fold import fold, fold_word

MIXED = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("أإآىةؤئکی٠٩۵ـ ًٌَُّْٰﻻﺍﷲﬁßİ’"),
        st.sampled_from("\u200b\u200d\u200f\u202a\u202e\u2066\u2069\ufeff\u00ad"),
    )
)


@given(MIXED)
def test_every_folded_character_knows_where_it_comes_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.offsets[-1] == len(text)
    assert all(0 <= offset < len(text) for offset in list(folded.offsets)[:-1])


@given(MIXED)
def test_the_map_agrees_with_folding_character_by_character(text: str) -> None:
    folded = fold(text)
    assert folded.text == fold_word(text)
    for index, character in enumerate(folded.text):
        assert character in fold_word(folded.span(index, index + 1).of(text))


@given(MIXED)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold_word(text)
    assert fold_word(once) == fold_word(fold_word(once))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أُسْـــرَة", "اسره"),
        ("مسؤولون", "مسوولون"),
        ("على", "علي"),
        ("شاطئ", "شاطي"),
        ("٢٠٢٢", "2022"),
        ("ﻻجئ", "لاجي"),
        ("كازا\u200dخستان", "كازاخستان"),
        ("Straße", "strasse"),
        ("Sana’a", "sana'a"),
    ],
)
def test_spellings_of_one_word_fold_to_one(written: str, folded: str) -> None:
    assert fold(written).text == folded


@given(MIXED)
def test_words_stand_where_they_say_and_in_order(text: str) -> None:
    for code in available():
        end = 0
        for word in load(code).words(text):
            assert text[word.start : word.end] == word.surface
            assert end <= word.start < word.end
            end = word.end


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("والحكومة", "حكومه"),
        ("للمتظاهرين", "متظاهر"),
        ("وبالمظاهرات", "مظاهره"),
        ("استقالتها", "استقاله"),
        ("سيعلنون", "يعلن"),
        ("ألمانيا", "المانيا"),
    ],
)
def test_clitics_come_off_and_leave_the_dictionary_form(word: str, stem: str) -> None:
    assert stem in load("ar").words(word)[0].stems


def test_the_article_is_looked_for_before_folding() -> None:
    assert "مانيا" not in load("ar").words("ألمانيا")[0].stems
    assert "يابان" in load("ar").words("اليابان")[0].stems

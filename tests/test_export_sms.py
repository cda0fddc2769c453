"""Text messages: two parts at most, whole sentences, counted as networks count, an editor's words marked as such."""

from __future__ import annotations

from dataclasses import replace

import pytest

import read_txt
import sample
from crisisbrief import languages
from crisisbrief.export import sms
from crisisbrief.languages.interface import interface
from crisisbrief.model import Attribution, Edition, KeyMessage, Rendering, Span, State
from crisisbrief.pipeline import edition
from crisisbrief.render.plain import PlainPen
from crisisbrief.render.view import View
from crisisbrief.short_message import Measure, measure, safe, surplus
from project import ROOT, Project, assert_one_message

SLUG = "kazakhstan-unrest-2022"


def message(edition: Edition, locale: str) -> sms.Message | None:
    return sms.message(View.of(edition, locale, PlainPen(locale)))


def sent(edition: Edition, locale: str) -> str:
    found = message(edition, locale)
    assert found
    return found.text


def exported(edition: Edition) -> bytes:
    (content,) = sms.export(edition).values()
    return content


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("", Measure("GSM-7", 0, 1)),
        ("a" * 160, Measure("GSM-7", 160, 1)),
        ("a" * 161, Measure("GSM-7", 161, 2)),
        ("a" * 306, Measure("GSM-7", 306, 2)),
        ("a" * 307, Measure("GSM-7", 307, 3)),
        ("€" * 80, Measure("GSM-7", 160, 1)),
        ("a[" * 54, Measure("GSM-7", 162, 2)),
        # 152 and an escape would make 154: the sign goes to the second part, which then holds 153
        ("a" * 152 + "€" + "a" * 151, Measure("GSM-7", 305, 2)),
        ("a" * 152 + "€" + "a" * 152, Measure("GSM-7", 306, 3)),
        ("ش" * 70, Measure("UCS-2", 70, 1)),
        ("ش" * 71, Measure("UCS-2", 71, 2)),
        ("ش" * 134, Measure("UCS-2", 134, 2)),
        ("ش" * 135, Measure("UCS-2", 135, 3)),
        ("😀" * 35, Measure("UCS-2", 70, 1)),
        ("’" + "a" * 69, Measure("UCS-2", 70, 1)),
    ],
)
def test_characters_and_parts_are_those_of_the_network(text: str, measured: Measure) -> None:
    assert measure(text) == measured


def test_a_text_too_long_by_its_signs_alone_is_too_long_by_one() -> None:
    assert surplus("a" * 152 + "€" + "a" * 152) == 1
    assert surplus("ش" * 140) == 6


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("the country’s “rebels” – now… 5\u00a0km", 'the country\'s "rebels" - now... 5 km'),
        # no letter is replaced: with one that the alphabet lacks, nothing is won
        ("l’hôpital", "l’hôpital"),
        ("l’été", "l'été"),
        ("قال: «نعم»…", "قال: «نعم»…"),
    ],
)
def test_only_punctuation_is_replaced_and_only_where_that_helps(text: str, written: str) -> None:
    assert safe(text) == written


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_what_is_sent_are_whole_key_messages_in_the_editors_order_after_the_date(locale: str) -> None:
    made = edition(ROOT, SLUG)
    found = message(made, locale)
    assert found and found.measure.parts <= 2
    dated, *texts = found.text.split("\n")
    assert dated == {"ar": "5 يناير 2022، الطبعة 1:", "en": "Jan 5, 2022, edition 1:"}[locale]
    anchors = [each.anchor for each in made.messages]
    assert texts and [anchors.index(anchor) for anchor in found.anchors] == sorted(map(anchors.index, found.anchors))
    for anchor, text in zip(found.anchors, texts, strict=True):
        key = next(each for each in made.messages if each.anchor == anchor)
        assert safe(made.rendering(anchor, locale, key.clause).text) == text.removeprefix("... ").removesuffix(" ...")
    # nothing more would have fitted
    left = [each for each in made.messages if each.anchor not in found.anchors]
    for key in left:
        assert surplus(f"{found.text}\n{safe(made.rendering(key.anchor, locale, key.clause).text)}")


def test_english_goes_out_in_the_short_alphabet() -> None:
    assert measure(sent(edition(ROOT, SLUG), "en")).alphabet == "GSM-7"


def test_a_long_message_is_passed_over_for_one_that_fits() -> None:
    made = sample.edition()
    long = {**made.renderings["en"], "p1s1": Rendering("word " * 80 + "end.", "en", State.TRANSLATED)}
    made = replace(
        made,
        messages=(KeyMessage("p1s1"), KeyMessage("p3s1")),
        renderings={**made.renderings, "en": long},
    )
    found = message(made, "en")
    assert found and found.anchors == ("p3s1",)


def test_what_cannot_stand_alone_is_not_sent() -> None:
    made = sample.edition()
    carried = replace(made, messages=(KeyMessage("p1s2"),))
    assert message(carried, "en") is None
    missing = replace(made, messages=(KeyMessage("p5s1"),))
    assert message(missing, "en") is None
    draft = {**made.renderings["en"], "p3s1": Rendering("Prices rose.", "en", State.DRAFT)}
    drafted = replace(made, messages=(KeyMessage("p3s1"),), renderings={**made.renderings, "en": draft})
    assert message(drafted, "en") is None
    assert "No key message fits whole into a text message." in exported(drafted).decode()


def test_a_message_with_figures_that_arabic_turns_around_is_not_sent_in_arabic() -> None:
    made = replace(sample.edition(), messages=(KeyMessage("p3s1"),))
    assert message(made, "ar") is None
    assert message(made, "en")


def test_a_speaker_in_the_sentence_itself_is_no_hindrance() -> None:
    made = replace(sample.edition(), messages=(KeyMessage("p1s1"),))
    attribution = made.brief.segment("p1s1").attribution
    assert isinstance(attribution, Attribution) and isinstance(attribution.speaker, Span)
    assert message(made, "en")


def test_an_editors_own_words_are_sent_and_called_so() -> None:
    made = replace(sample.edition(), sms={"en": "Stay inside – the bridge’s closed."})
    found = message(made, "en")
    assert found and found.anchors == ()
    assert found.text == "Jan 5, 2022, edition 1:\nStay inside - the bridge's closed."
    text = exported(made).decode()
    assert text.count("In the editors’ own words, not the report’s.") == 1
    assert "بكلمات المحررين" not in text


def test_characters_and_parts_stand_beside_each_message() -> None:
    made = edition(ROOT, SLUG)
    blocks = [block for block in read_txt.blocks(exported(made))]
    for locale in made.locales:
        text = sent(made, locale)
        at = blocks.index(text.split("\n"))
        assert str(measure(text).characters) in blocks[at + 1][0] and measure(text).alphabet in blocks[at + 1][0]


@pytest.mark.parametrize("locale", languages.targets())
def test_the_notice_of_a_withdrawn_edition_fits_in_every_language(locale: str) -> None:
    made = edition(ROOT, SLUG)
    made = replace(made, locales=(locale,), title={locale: "ط" * 80}, imprint=replace(made.imprint, withdrawn=True))
    found = sms.notice(View.of(made, locale, PlainPen(locale)))
    said = interface(locale).text(
        "This edition has been withdrawn by its editors. Do not rely on it and do not pass it on."
    )
    assert found.measure.parts <= 2
    assert safe(said) in found.text
    assert safe(said) in exported(made).decode()


def test_a_title_in_another_language_keeps_its_own_direction() -> None:
    made = replace(sample.edition(), title={"ar": "طوارئ في 3 مدن"})
    assert read_txt.lines(exported(made)).count("طوارئ في 3 مدن") == 2


def test_an_editors_text_that_is_too_long_is_one_clear_error(project: Project) -> None:
    path = project.brief(SLUG) / "brief.toml"
    path.write_text(path.read_text("utf-8") + f'\n[sms]\nar = "{"ش" * 140}"\n', "utf-8")
    ran = project.run("check", SLUG, ok=False)
    assert ran.code == 1
    assert r"the text message in ar has 140 characters (UCS-2), 3 parts; 2 are the most: shorten it by 6" in ran.out
    assert_one_message(project.run("export", SLUG, ok=False), r"brief\.toml:\d+: the text message in ar has 140")


def test_check_says_where_no_message_fits(project: Project) -> None:
    path = project.brief(SLUG) / "brief.toml"
    text = path.read_text("utf-8")
    at, end = text.index("[[message]]"), text.index("# --- Facts")
    path.write_text(text[:at] + '[[message]]\nsegment = "p8s1"\n\n' + text[end:], "utf-8")
    told = project.run("check", SLUG, ok=False).out
    assert 'no key message fits a text message in ar; write one: [sms] ar = "…"' in told

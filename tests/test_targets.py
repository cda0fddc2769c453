"""A third and a fourth language are data: a pack that pages are shown in, though no report can be read in it."""

from __future__ import annotations

import re

import polib
import pytest
from babel.messages.catalog import Message

from crisisbrief import languages, sections
from crisisbrief.languages.interface import interface
from crisisbrief.translate.extract import plural_forms
from project import Project, assert_one_message

ONLY_TARGETS = tuple(code for code in languages.targets() if code not in languages.available())
PLACEHOLDER = re.compile(r"\{\w+\}")
TEXT = "أغلقت السلطات المطار صباح الأربعاء، وأصيب عشرة أشخاص في اشتباكات.\nوقالت وزارة الداخلية إن الوضع هادئ.\n"
TITLES = {"ar": "إغلاق المطار", "en": "Airport closed", "fa": "بسته شدن فرودگاه", "fr": "Aéroport fermé"}


def id_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def test_one_of_them_reads_from_the_right_and_one_from_the_left() -> None:
    assert {languages.load(code).direction for code in ONLY_TARGETS} == {"rtl", "ltr"}


@pytest.mark.parametrize("code", ONLY_TARGETS)
def test_the_interface_has_placeholders_and_plurals_as_they_should_be(code: str) -> None:
    words = interface(code)
    for message in words.catalog:
        if message.id:
            msgid = id_of(message)
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            assert all(set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(msgid)) for form in forms if form)
            if not isinstance(message.id, str):
                assert len(forms) == words.catalog.num_plurals == int(re.findall(r"\d+", plural_forms(code))[0])
    for number in (0, 1, 2, 5, 1_000_000):
        assert words.count("{n} sentence", "{n} sentences", number) != ""


@pytest.mark.parametrize("code", ONLY_TARGETS)
def test_every_section_has_a_title_and_a_description(code: str) -> None:
    assert [each.id for each in sections.load() if not each.title.get(code) or not each.description.get(code)] == []


@pytest.mark.parametrize("code", ONLY_TARGETS)
def test_a_report_in_it_is_refused_clearly(empty_project: Project, code: str) -> None:
    report = empty_project.root / f"2026-11-20.{code}.txt"
    report.write_text(TEXT, "utf-8")
    ran = empty_project.run("new", report.name, "--slug", "unrest", ok=False)
    assert_one_message(ran, rf"shown in '{code}', but no report can be read in it: its pack has no lexicon")


@pytest.fixture
def four_languages(empty_project: Project) -> Project:
    report = empty_project.root / "2026-11-18.ar.txt"
    report.write_text(TEXT, "utf-8")
    empty_project.run("new", report.name, "--slug", "unrest", "--country", "SD")
    settings = empty_project.brief("unrest") / "brief.toml"
    text = settings.read_text("utf-8")
    assert 'locales = ["ar", "en"]' in text, "a new brief stays in the languages that reports can be in"
    text = text.replace('locales = ["ar", "en"]', 'locales = ["ar", "en", "fa", "fr"]')
    titles = "[title]\n" + "".join(f'{code} = "{title}"\n' for code, title in TITLES.items())
    settings.write_text(re.sub(r"\[title\][^\[]*", f"{titles}\n", text), "utf-8")
    empty_project.run("translate", "extract")
    return empty_project


def test_a_brief_in_four_languages(four_languages: Project) -> None:
    for code in ONLY_TARGETS:
        path = four_languages.brief("unrest") / f"2026-11-18.{code}.po"
        file = polib.pofile(str(path), wrapwidth=0)
        assert (file.metadata["Language"], file.metadata["Plural-Forms"]) == (code, plural_forms(code))
        file[0].msgstr = {"fa": "فرودگاه بسته شد.", "fr": "L’aéroport a été fermé."}[code]
        file.save(str(path))
    site = four_languages.make_site()
    for code in ONLY_TARGETS:
        page = (site / code / "unrest" / "parallel.html").read_text("utf-8")
        tag = re.search(r"<html[^>]*>", page)
        assert tag is not None and f'lang="{code}"' in tag[0] and f'dir="{languages.load(code).direction}"' in tag[0]
        assert interface(code).text("Side by side") in page
        for own in (TITLES[code], {"fa": "فرودگاه بسته شد", "fr": "L’aéroport a été fermé"}[code]):
            assert own in page
        assert 'lang="ar"' in page, "what is not translated stands there in its own language"

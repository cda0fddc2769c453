"""The pages of a brief: every sentence where it belongs, nothing said that the edition does not say."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import yaml

import sample
from crisisbrief.languages.interface import interface
from crisisbrief.model import Edition, KeyMessage, Rendering, State, Tension, clause_key
from crisisbrief.publish.seal import seal_text, unseal
from crisisbrief.render.listed import Listed
from crisisbrief.render.markdown import __doc__ as GRAMMAR
from crisisbrief.render.markdown import home, pages

MARKER = re.compile(
    r"\[\[(?P<anchor>[\w.-]+)(?P<attributes>(?: [^\]]*)?)\]\] (?P<text>.*?)(?=\s*\[\[p\d+s|$)", re.MULTILINE
)


def homes(*editions: Edition) -> dict[str, str]:
    """The pages outside of briefs."""
    return {name: text for name, (text, _) in home(map(Listed.of, editions)).items()}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return sample.edition()


@pytest.fixture(scope="module")
def everything(edition: Edition) -> dict[str, str]:
    return {**pages(edition), **homes(edition)}


@pytest.fixture(scope="module")
def made(everything: dict[str, str]) -> dict[str, str]:
    """The pages alone, without what stands beside them."""
    return {name: page for name, page in everything.items() if name.endswith(".md")}


def body_of(page: str) -> str:
    return page.split("---\n", 2)[2]


def front_of(page: str) -> dict[str, object]:
    found = yaml.safe_load(page.split("---\n", 2)[1])
    assert isinstance(found, dict)
    return found


def test_both_languages_have_the_same_pages(made: dict[str, str]) -> None:
    arabic = sorted(name.removeprefix("ar/") for name in made if name.startswith("ar/"))
    english = sorted(name.removeprefix("en/") for name in made if name.startswith("en/"))
    assert arabic == english
    names = ["index", "escalation", "government-response", "international-reactions", "background", "other"]
    names += ["timeline", "actors", "parallel", "source", "about", "download"]
    assert arabic == sorted(["index.md", *(f"sample/{name}.md" for name in names)])


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_pictures_stand_beside_the_pages(everything: dict[str, str], made: dict[str, str], locale: str) -> None:
    beside = {name for name in everything.keys() - made.keys() if name.startswith(f"{locale}/")}
    assert beside == {f"{locale}/sample/{name}" for name in ("map.svg", "reactions.svg", "timeline.svg")}


def test_a_page_says_what_it_is(made: dict[str, str]) -> None:
    for name, page in made.items():
        front = front_of(page)
        assert front["lang"] == (name.split("/")[0] if "/" in name else "ar")
        assert front["title"] and front["description"] and front["nav_title"]
        assert body_of(page).count("\n# ") == 1
    orders = [front_of(page)["order"] for name, page in made.items() if name.startswith("ar/sample/")]
    assert orders == list(range(1, 13))


def test_a_section_without_sentences_has_its_page_only_if_it_is_always_shown() -> None:
    bare = pages(sample.edition("خبر واحد فقط.\n"))
    assert "ar/sample/other.md" not in bare
    assert interface("ar").text("No sentence of the report stands in this section.") in bare["ar/sample/escalation.md"]


@pytest.mark.parametrize("locale", ["ar", "en"])
def test_an_anchor_stands_once_a_page_and_every_sentence_on_its_pages(
    edition: Edition, made: dict[str, str], locale: str
) -> None:
    for name, page in made.items():
        anchors = [found["anchor"] for found in MARKER.finditer(page) if "cite" not in found["attributes"].split()]
        assert len(anchors) == len(set(anchors)), name
    for segment in edition.brief.all_segments():
        section = edition.brief.placements[segment.anchor].section.replace("_", "-")
        for page in (section, "source", "parallel", "timeline"):
            assert (
                shown(made[f"{locale}/sample/{page}.md"])[segment.anchor]
                == edition.rendering(segment.anchor, locale).text
            )


def shown(page: str) -> dict[str, str]:
    """The sentences that have their place on a page, by anchor, as a reader sees them."""
    return {
        found["anchor"]: unseal(seal_text(found["text"].replace("==", "")))
        for found in MARKER.finditer(page)
        if "cite" not in found["attributes"].split()
    }


def test_the_report_stands_on_its_page_character_for_character(made: dict[str, str]) -> None:
    lines = [line for line in made["ar/sample/source.md"].splitlines() if line.startswith("[[p")]
    read = [unseal(seal_text(re.sub(r"\[\[p\d+s\d+\]\] ", "", line))) for line in lines]
    assert read == [line for line in sample.TEXT.splitlines() if line]


def test_a_fallback_carries_its_language_and_its_state(made: dict[str, str]) -> None:
    page = made["en/sample/other.md"]
    assert "[[p5s1 lang=ar state=missing]] اقرأ" in page
    assert interface("en").text("not translated yet; shown in the language of the report") in page


def test_nothing_of_the_report_is_markup(made: dict[str, str]) -> None:
    assert all("<" not in page for page in made.values())
    assert all("\u202e" not in page for page in made.values())


def test_links_are_relative_and_lead_to_pages_that_exist(everything: dict[str, str], made: dict[str, str]) -> None:
    for name, page in made.items():
        for target in re.findall(r"\]\(([^)]*)\)| href=([^\s\]]*)", page):
            address, _, anchor = "".join(target).replace(".html", ".md").partition("#")
            found = resolve(name, address)
            assert found in everything, f"{name}: {target}"
            if re.fullmatch(r"p\d+s\d+", anchor):
                assert re.search(rf"\[\[{anchor}(?![^\]]*\bcite\b)", made[found]), f"{name}: {target}"


def resolve(name: str, address: str) -> str:
    parts = name.split("/")[:-1]
    for part in address.split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_every_class_is_in_the_list_that_the_theme_reads(made: dict[str, str]) -> None:
    used = set(re.findall(r"div\.([\w-]+)|type: ([\w-]+)", "\n".join(made.values())))
    assert {"".join(pair) for pair in used} == set(re.findall(r"^- `(cb-[\w-]+)`", GRAMMAR or "", re.MULTILINE)) - {
        "cb-warning"
    } | ({"cb-warning"})


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("index", "not stated in this source"),
        ("index", "Sentences without a named speaker: 3 of 6"),
        ("index", "Translated sentences: 5 of 6"),
        ("index", "The translation was not independently reviewed"),
        ("index", "]] … 15 people were injured"),
        ("index", "[Escalation](escalation.md): 1 sentence"),
        ("escalation", "No speaker named"),
        ("escalation", "Placed by the editor: It happened in the street."),
        ("escalation", "The program had chosen “Background” (uncertain, 55%)"),
        ("escalation", "worked out from “[[= lang=ar]]مساء الثلاثاء[[/]]”"),
        ("government-response", "Placed automatically (almost certain, 93%)"),
        ("government-response", "[[p1s1 cite lang=ar]] ==قال== وزير"),
        ("government-response", "“[[= lang=ar]]قال[[/]]”: protest (+1.6)"),
        ("government-response", "who speaks: the country’s own authorities (+0.6)"),
        ("government-response", "another sign (+0.1)"),
        ("government-response", "Second choice: “Escalation”."),
        ("government-response", "Interior Minister Sami Karam, named in sentence [1.1](source.md#p1s1)"),
        ("government-response", "Stands under “[Escalation](escalation.md#p2s1)”"),
        ("international-reactions", "(appeal)"),
        ("timeline", "## Between Monday, December 20, 2021 and Sunday, January 2, 2022 {#d-2021-12-20-to-2022-01-02}"),
        ("timeline", "## Without a date {#undated}"),
        ("actors", "## Interior Minister Sami Karam {#actor-1}"),
        ("actors", "protesters, opposition or residents"),
        ("about", "Checksum of the file (SHA-256): " + "0f" * 32),
        ("about", "Publisher: not stated in this source"),
        ("source", "This is a translation. The report itself is in Arabic"),
    ],
)
def test_what_a_page_says(made: dict[str, str], page: str, text: str) -> None:
    assert text in made[f"en/sample/{page}.md"].replace("\\+", "+")


def test_deciding_words_are_marked_in_the_reports_own_wording_only(made: dict[str, str]) -> None:
    assert "[[p1s1]] ==قال== وزير" in made["ar/sample/government-response.md"]
    # the editor overruled what these words had decided
    assert "[[p2s1]] اقتحم محتجون" in made["ar/sample/escalation.md"]
    # on other pages than its section's there is nothing that they decided
    assert "[[p1s1]] قال وزير" in made["ar/sample/timeline.md"]


def test_the_speaker_of_a_sentence_is_not_given_for_a_clause_that_names_nobody(edition: Edition) -> None:
    clause = "حالة الطوارئ أُعلنت في 3 مدن"
    shown = Rendering(clause, "ar", State.SOURCE)
    renderings = {code: {**texts, clause_key("p1s1", clause): shown} for code, texts in edition.renderings.items()}
    marked = replace(
        edition, messages=(KeyMessage("p1s1", clause),), facts=(), lede=(), tensions=(), renderings=renderings
    )
    messages = pages(marked)["ar/sample/index.md"].split("{#messages}")[1].split("## ")[0]
    assert "سامي كرم" not in messages and "القائل" not in messages


def test_a_tension_that_a_check_found_asks_the_question_of_that_check(edition: Edition) -> None:
    found = replace(
        edition, tensions=(Tension(("p1s1", "p2s1"), {}, "check:days"), Tension(("p3s1", "p4s1"), {}, "check:x"))
    )
    overview = pages(found)["en/sample/index.md"]
    assert "On which day was it?\n\nNoticed by the program" in overview and "Do these sentences agree?" in overview


def test_a_sentence_with_a_note_leads_to_it_wherever_it_stands(made: dict[str, str]) -> None:
    for page in ("index", "escalation", "parallel", "source"):
        assert "[Note of Friday, January 7, 2022](about.md#notes)" in made[f"en/sample/{page}.md"], page
    assert "Note of" not in made["en/sample/background.md"]


def test_the_state_of_a_whole_reports_translation_is_said_once_above_it(edition: Edition) -> None:
    texts = {
        anchor: replace(each, locale="en", state=State.TRANSLATED) for anchor, each in edition.renderings["en"].items()
    }
    source = pages(replace(edition, renderings={**edition.renderings, "en": texts}))["en/sample/source.md"]
    assert source.count("not independently reviewed") == 1
    assert pages(edition)["en/sample/source.md"].count("not independently reviewed") > 1


def test_a_withdrawn_edition_is_one_notice_a_language(edition: Edition) -> None:
    note = {"ar": "أخطأ التقرير.", "en": "The report was wrong."}
    withdrawn = replace(edition, imprint=replace(edition.imprint, withdrawn=True, note=note))
    notices = pages(withdrawn)
    assert list(notices) == ["ar/sample/index.md", "en/sample/index.md"]
    for name, page in notices.items():
        words = interface(name[:2])
        for said in (
            words.text("This edition has been withdrawn by its editors. Do not rely on it and do not pass it on."),
            words.text("If you passed this edition on, pass this notice on too."),
            edition.title[name[:2]],
            note[name[:2]],
        ):
            assert said in page
        assert not [each for each in edition.brief.all_segments() if each.text[:20] in page]


def test_home_lists_the_latest_brief_first_in_one_line_each(edition: Edition) -> None:
    older = replace(edition, brief=replace(edition.brief, slug="older"), imprint=replace(edition.imprint, number=0))
    lines = [line for line in homes(older, edition)["en/index.md"].splitlines() if line.startswith("- ")]
    assert len(lines) == 2
    assert lines[0].startswith("- [Emergency in 3 cities](")


def test_without_any_brief_home_says_so() -> None:
    made = homes()
    assert sorted(made) == ["ar/index.md", "en/index.md", "index.md"]
    assert interface("en").text("There is no brief yet.") in made["en/index.md"]


def test_the_root_page_offers_each_language_in_its_own(made: dict[str, str]) -> None:
    english = made["index.md"].partition("/// html | div.cb-way[lang=en]\n\n## Crisis briefs\n")[2]
    assert english.endswith("\n\n[English: read the briefs](en/index.md)\n\n///\n")
    assert "[العربية: اقرأ الموجزات](ar/index.md)" in made["index.md"]


def test_the_same_edition_gives_the_same_pages(edition: Edition, everything: dict[str, str]) -> None:
    assert {**pages(sample.edition()), **homes(edition)} == everything


def test_an_english_report_reads_the_other_way_round() -> None:
    made = pages(sample.edition("The minister resigned. He left.\n", locale="en"))
    assert "[[p1s1]] The minister resigned." in made["en/sample/source.md"]
    assert "[[p1s1 lang=en state=missing]] The minister resigned." in made["ar/sample/source.md"]

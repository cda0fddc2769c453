"""The archive leads to every brief, by date, country and topic, and none of its pages grows with their number."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from crisisbrief.languages import targets
from crisisbrief.languages.interface import interface
from crisisbrief.render.listed import Listed, latest_first
from crisisbrief.render.markdown import home
from crisisbrief.render.pages import archive
from crisisbrief.render.pages.home import NEWEST

COUNTRIES = ("KE", "PE", "EG", None)
TOPICS = (("fire",), ("protest", "clash"), ())
LINK = re.compile(r"\]\(([\w/-]+)\.md\)")


def briefs(count: int, first: date = date(2023, 1, 1), per_day: int = 2) -> tuple[Listed, ...]:
    return latest_first(
        Listed(
            slug=f"brief-{number:05}",
            locales=("ar", "en"),
            title={"ar": f"موجز {number}", "en": f"Brief {number}"},
            day=first + timedelta(days=number // per_day),
            published=first + timedelta(days=number // per_day),
            number=1,
            withdrawn=False,
            country=COUNTRIES[number % len(COUNTRIES)],
            topics=TOPICS[number % len(TOPICS)],
        )
        for number in range(count)
    )


def links(page: str) -> list[str]:
    return LINK.findall(page)


def below(pages: dict[str, archive.Page], name: str) -> list[str]:
    """The briefs that are found from a page on, in order."""
    found: list[str] = []
    for link in links(pages[name][0]):
        if link.endswith("/index"):
            found.append(link.removesuffix("/index"))
        elif link != archive.NAME:
            found += below(pages, link)
    return found


def shelf(pages: dict[str, archive.Page], anchor: str) -> list[str]:
    """The pages that one of the lists of the first page leads to."""
    part = pages[archive.NAME][0].partition(f"{{#{anchor}}}")[2].partition("\n## ")[0]
    return links(part)


@pytest.mark.parametrize("count", [21, 200, 2000])
def test_every_brief_is_found_once_by_date_and_by_country_latest_first(count: int) -> None:
    listed = briefs(count)
    pages = archive.archive(listed, "en")
    slugs = [brief.slug for brief in listed]
    assert [slug for year in shelf(pages, "dates") for slug in below(pages, year)] == slugs
    by_country = {name: below(pages, name) for name in shelf(pages, "countries")}
    assert sorted(slug for found in by_country.values() for slug in found) == sorted(slugs)
    assert all(found == sorted(found, reverse=True) for found in by_country.values())


def test_a_topic_leads_to_the_briefs_that_tell_of_it() -> None:
    listed = briefs(100)
    pages = archive.archive(listed, "en")
    assert shelf(pages, "topics") == ["archive-topic-clash", "archive-topic-fire", "archive-topic-protest"]
    assert below(pages, "archive-topic-fire") == [brief.slug for brief in listed if "fire" in brief.topics]


def test_no_page_grows_with_the_number_of_briefs() -> None:
    few, many = (archive.archive(briefs(count, per_day=1), "ar") for count in (1000, 4000))
    longest = [max(len(links(text)) for text, _ in pages.values()) for pages in (few, many)]
    assert max(longest) <= archive.MOST + 1
    assert len(many) > len(few)


def test_an_address_stays_while_briefs_are_added() -> None:
    few, many = (set(archive.archive(briefs(count), "en")) for count in (300, 1500))
    assert few <= many


def test_the_home_page_shows_the_newest_and_leads_to_all() -> None:
    listed = briefs(NEWEST + 1)
    pages = {name: text for name, (text, _) in home(listed).items()}
    shown = links(pages["en/index.md"])
    assert shown == [*(f"{brief.slug}/index" for brief in listed[:NEWEST]), archive.NAME]
    few = {name for name in home(briefs(NEWEST))}
    assert few == {"index.md", "ar/index.md", "en/index.md"}


def test_every_link_of_the_archive_leads_to_one_of_its_pages() -> None:
    pages = archive.archive(briefs(1500), "fr")
    dead = {link for text, _ in pages.values() for link in links(text) if "/" not in link and link not in pages}
    assert dead == set()


@pytest.mark.parametrize("code", targets())
def test_topics_have_names_in_every_language(code: str) -> None:
    wanted = {str(message.id) for message in interface("en").catalog if message.context == "topic"}
    assert [topic for topic in wanted if not interface(code).name("topic", topic)] == []


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("en", ["Åland", "Albania", "Côte d’Ivoire", "Cuba", "Zambia"]),
        ("fr", ["Égypte", "Équateur", "Espagne", "États-Unis"]),
        # the article is a part of the name, as CLDR has it
        ("ar", ["أذربيجان", "الأردن", "اليمن", "بيرو", "تونس", "كينيا", "ليبيا", "مصر", "هايتي"]),
        ("fa", ["بوتان", "پرو", "ترکیه", "ژاپن", "سودان", "کنیا", "گرجستان", "لیبی", "هند", "یمن"]),
    ],
)
def test_names_stand_in_the_order_of_the_alphabet(code: str, names: list[str]) -> None:
    assert sorted(reversed(names), key=interface(code).sorted_as) == names


def test_what_is_kept_of_a_brief_is_read_back_as_it_was() -> None:
    (brief,) = briefs(1)
    assert Listed.of_json(brief.as_json()) == brief

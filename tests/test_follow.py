"""Found and followed: feeds, sitemap, linked data, Open Graph and the light pages, out in the world and in archives."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import pytest
from mkdocs.commands.build import build as mkdocs_build

import sample
from crisisbrief.languages import load
from crisisbrief.languages.interface import interface
from crisisbrief.model import Edition, Imprint
from crisisbrief.pipeline import all_pages
from crisisbrief.publish.build import build, site_of
from crisisbrief.publish.configured import configured
from crisisbrief.publish.feed import LATEST, feeds
from crisisbrief.publish.navigation import PageFacts, facts
from crisisbrief.publish.sitemap import sitemap
from crisisbrief.render.lite import NAME as LITE
from project import ROOT, Project, copy_project, files_below
from read_follow import (
    ATOM,
    atom_faults,
    expanded,
    linked_data,
    locations,
    schema_faults,
    sitemap_faults,
)

ADDRESS = "https://desk.example/briefs/"
HOSTILE = (
    "</script><script>window.taken=1</script> <!-- ]]> \u2028\u2029 \u202e\x07\x0b\ufffe "
    "&amp; &lt;b&gt; \" ' {{ 7*7 }} {% raw %}"
)
SHOWN = HOSTILE.translate(dict.fromkeys(map(ord, "\u2028\u2029\u202e\x07\x0b\ufffe")))
"""What is left of it where nothing but text may stand."""
EVERY_LANGUAGE = ("ar", "en")
SITES = ["sample, nowhere", "sample, at an address", "hostile, nowhere", "withdrawn, nowhere"]


def hostile() -> Edition:
    """An edition all of whose words attack."""
    found = sample.edition()
    texts = dict.fromkeys(EVERY_LANGUAGE, HOSTILE)
    (report,) = found.brief.reports
    attacked = replace(report, headline=HOSTILE, source=HOSTILE)
    return replace(
        found,
        brief=replace(found.brief, reports=(attacked,)),
        title=texts,
        imprint=Imprint(2, date(2022, 1, 8), previous=1, note=texts),
        renderings={
            lang: {key: replace(each, text=HOSTILE) for key, each in found.renderings[lang].items()}
            for lang in EVERY_LANGUAGE
        },
        notes=tuple(replace(note, text=texts) for note in found.notes),
    )


def project_of(edition: Edition, folder: Path, site_url: str = "") -> Project:
    """A project whose pages are those of one edition."""
    project = copy_project(folder / "project", briefs=False)
    for name, page in all_pages([edition]).items():
        path = project.root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    settings = project.root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace('site_url: ""', f'site_url: "{site_url}"'), "utf-8")
    return project


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The files of sites of one brief, without and with an address of their own, as MkDocs builds them alone."""
    editions = {
        "sample": sample.edition(),
        "hostile": hostile(),
        "withdrawn": replace(sample.edition(), imprint=Imprint(1, date(2022, 1, 6), withdrawn=True)),
    }
    made = {}
    for site in SITES:
        name, _, where = site.partition(", ")
        project = project_of(editions[name], tmp_path_factory.mktemp("site"), ADDRESS if where != "nowhere" else "")
        config = configured(project.root, strict=True)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        made[site] = files_below(project.site)
    return made


every_site = pytest.mark.parametrize("site", SITES)
every_language = pytest.mark.parametrize("lang", EVERY_LANGUAGE)


def overview(site: dict[str, bytes], lang: str) -> str:
    return site[f"{lang}/sample/index.html"].decode()


def properties(page: str) -> dict[str, str]:
    """Open Graph, without the isolates around runs of the other direction."""
    found = re.findall(r'<meta property="([^"]*)" content="([^"]*)">', page)
    return {name: re.sub("[\u2066-\u2069]", "", unescape(content)) for name, content in found}


# Feeds ---------------------------------------------------------------------------------------------------------------


@every_site
@every_language
def test_a_feed_is_valid_and_opens_in_a_real_parser(site: str, lang: str, sites: dict[str, Any]) -> None:
    feed = sites[site][f"{lang}/feed.xml"].decode()
    assert atom_faults(feed) == []
    read = feedparser.parse(feed)
    assert not read.bozo, read.get("bozo_exception")
    assert (read.version, read.feed.language, len(read.entries)) == ("atom10", lang, 1)


@pytest.mark.parametrize(
    ("broken", "into"),
    [
        ("<updated>2022-01-06T00:00:00Z</updated>", ""),
        ("T00:00:00Z", ""),
        ("<id>urn:uuid:", "<id>"),
        ("<name>crisisbrief</name>", ""),
        ("</entry>", "<summary/></entry>"),
        ("<ul>", "<script>x</script><ul>"),
        ('type="xhtml"', 'type="html"'),
        ("<entry>", '<link rel="alternate" type="text/html" href="x"/><entry>'),
    ],
)
def test_a_feed_that_breaks_a_rule_is_noticed(broken: str, into: str, sites: dict[str, Any]) -> None:
    feed = sites["sample, nowhere"]["en/feed.xml"].decode()
    assert broken in feed
    assert atom_faults(feed.replace(broken, into)) != []


@every_language
def test_an_entry_is_an_edition_with_its_key_messages(lang: str, sites: dict[str, Any]) -> None:
    (entry,) = feedparser.parse(sites["sample, nowhere"][f"{lang}/feed.xml"], sanitize_html=False).entries
    made = sample.edition()
    assert re.sub("[\u2066-\u2069]", "", entry.title) == made.title[lang]
    assert entry.updated == "2022-01-06T00:00:00Z"
    assert entry.link == "sample/index.html"
    (content,) = entry.content
    assert (content.type, content.language) == ("application/xhtml+xml", lang)
    shown = re.sub("[\u2066-\u2069]", "", unescape(content.value))
    for message in made.messages:
        words = made.rendering(message.anchor, lang, message.clause).text
        assert words in shown
    assert f'dir="{load(lang).direction}"' in content.value


def test_words_that_nobody_translated_stand_under_their_own_language(sites: dict[str, Any]) -> None:
    made = sample.edition()
    missing = replace(made, renderings={**made.renderings, "en": made.renderings["ar"]})
    pages = [page for name, page in all_pages([missing]).items() if name == "en/sample/index.md"]
    assert 'lang: "ar"' in pages[0].partition("based_on")[0]


def test_what_a_feed_tells_of_keeps_its_name_wherever_the_site_is(sites: dict[str, Any]) -> None:
    def ids(site: str, lang: str) -> list[str]:
        return re.findall("<id>(.*?)</id>", sites[site][f"{lang}/feed.xml"].decode())

    assert ids("sample, nowhere", "en") == ids("sample, at an address", "en") == ids("withdrawn, nowhere", "en")
    assert not {*ids("sample, nowhere", "en")} & {*ids("sample, nowhere", "ar")}
    feed, edition = ids("hostile, nowhere", "en")
    assert feed == ids("sample, nowhere", "en")[0], "the feed is the same"
    assert edition != ids("sample, nowhere", "en")[1], "another edition is another entry"


@every_language
def test_a_withdrawn_edition_says_so_and_nothing_else(lang: str, sites: dict[str, Any]) -> None:
    site = sites["withdrawn, nowhere"]
    (entry,) = feedparser.parse(site[f"{lang}/feed.xml"]).entries
    notice = "This edition has been withdrawn by its editors. Do not rely on it and do not pass it on."
    title = sample.edition().title[lang]
    marked = interface(lang).text("Withdrawn: {brief}", brief=title)
    assert re.sub("[\u2066-\u2069]", "", entry.title) == marked
    assert interface(lang).text(notice) in entry.content[0].value
    assert properties(overview(site, lang))["og:title"] == marked
    assert linked_data(overview(site, lang))["creativeWorkStatus"] == "Withdrawn"
    for name in (f"{lang}/feed.xml", f"{lang}/sample/{LITE}", f"{lang}/sample/index.html"):
        for each in sample.edition().brief.all_segments():
            assert sample.edition().rendering(each.anchor, lang).text not in site[name].decode(), name


def overviews(count: int) -> Iterator[PageFacts]:
    for number in range(count):
        meta = {
            "lang": "en", "kind": "overview", "title": f"Brief {number}", "brief": f"b{number}", "number": 1,
            "published": f"2022-01-{number % 28 + 1:02}", "original": "en",
        }  # fmt: skip
        yield facts(f"en/b{number}/index.md", f"en/b{number}/index.html", meta)


HOME = facts("en/index.md", "en/index.html", {"lang": "en", "kind": "home", "title": "Briefs"})


@pytest.mark.parametrize("site_url", ["", ADDRESS])
def test_a_long_feed_stands_in_several_files_that_lead_to_each_other(site_url: str) -> None:
    pages = list(overviews(2 * LATEST + 1))
    files = dict(feeds(reversed(pages), {"en": HOME}, "desk", site_url))
    assert files == dict(feeds(pages, {"en": HOME}, "desk", site_url))
    assert list(files) == ["en/feed.xml", "en/feed-2.xml", "en/feed-3.xml"]
    found, address = [], urljoin("https://here/", "en/feed.xml")
    while address:
        read = feedparser.parse(next(text for name, text in files.items() if address.endswith(name)))
        found += read.entries
        following = [link.href for link in read.feed.links if link.rel == "next"]
        address = urljoin(address, following[0]) if following else ""
    assert len({entry.id for entry in found}) == len(pages)
    assert [entry.updated for entry in found] == sorted((entry.updated for entry in found), reverse=True)
    assert all(atom_faults(text) == [] for text in files.values())


# Addresses -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sample", "hostile", "withdrawn"])
def test_without_an_address_of_its_own_a_site_names_none(name: str, sites: dict[str, Any]) -> None:
    site = sites[f"{name}, nowhere"]
    assert "sitemap.xml" not in site
    for address, content in site.items():
        if address.endswith((".html", ".xml")):
            text = re.sub(r'xmlns(?::\w+)?="[^"]*"|"@context":"https://schema.org"', "", content.decode())
            assert not re.search(r'"(?:[a-z]+:)?//', text.replace("data:image", "")), address


def test_with_one_every_address_for_programs_is_whole(sites: dict[str, Any]) -> None:
    site = sites["sample, at an address"]
    for lang in EVERY_LANGUAGE:
        page = overview(site, lang)
        whole = f"{ADDRESS}{lang}/sample/index.html"
        assert properties(page)["og:url"] == linked_data(page)["@id"] == whole
        feed = feedparser.parse(site[f"{lang}/feed.xml"])
        assert feed.entries[0].link == whole
        assert {link.rel: link.href for link in feed.feed.links}["self"] == f"{ADDRESS}{lang}/feed.xml"
        assert f'<link rel="canonical" href="{whole}">' in site[f"{lang}/sample/{LITE}"].decode()


def test_the_sitemap_lists_every_page_in_every_language(sites: dict[str, Any]) -> None:
    site = sites["sample, at an address"]
    text = site["sitemap.xml"].decode()
    assert sitemap_faults(text) == []
    pages = {name for name in site if name.endswith(".html")} - {"404.html"}
    assert {ADDRESS + name for name in pages if not name.endswith(LITE)} == {*locations(text)}
    assert text.count("<lastmod>2022-01-06</lastmod>") == len([name for name in pages if name.count("/") > 1]) - 2


@pytest.mark.parametrize(
    ("broken", "into"),
    [
        ("<loc>https:", "<loc>ftp:"),
        ("2022-01-06", "yesterday"),
        ("<url>", "<url><priority>1</priority>"),
        ("/ar/", "/xx/"),
    ],
)
def test_a_sitemap_that_breaks_a_rule_is_noticed(broken: str, into: str, sites: dict[str, Any]) -> None:
    text = sites["sample, at an address"]["sitemap.xml"].decode()
    assert broken in text
    assert sitemap_faults(text.replace(broken, into, 1)) != []


def test_a_sitemap_holds_so_many_addresses_and_an_index_names_the_files() -> None:
    pages = list(overviews(25))
    files = dict(sitemap(pages, {}, ADDRESS, most=10))
    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert locations(files["sitemap.xml"]) == [ADDRESS + name for name in list(files)[1:]]
    found = [address for name in list(files)[1:] for address in locations(files[name])]
    assert sorted(found) == sorted(ADDRESS + page.url for page in pages)
    assert [sitemap_faults(text, most=10) for text in files.values()] == [[]] * 4


# Linked data ---------------------------------------------------------------------------------------------------------


@every_site
@every_language
def test_linked_data_is_in_the_words_of_schema_org(site: str, lang: str, sites: dict[str, Any]) -> None:
    data = linked_data(overview(sites[site], lang))
    assert schema_faults(data) == []
    address = f"{ADDRESS}{lang}/sample/index.html"
    found = expanded(data, address)
    assert found["@id"] == address
    assert found["@type"] == ["https://schema.org/NewsArticle"]
    assert len(found) == len(data) - 1, "a word is not one of schema.org's"
    assert found["https://schema.org/inLanguage"] == [{"@value": lang}]
    other = {"ar": "workTranslation", "en": "translationOfWork"}[lang]
    (translation,) = found[f"https://schema.org/{other}"]
    assert translation["@id"] == f"{ADDRESS}{'en' if lang == 'ar' else 'ar'}/sample/index.html"


@pytest.mark.parametrize(
    "broken",
    [
        {"@type": "Newspaperarticle"},
        {"reportNumbr": "1"},
        {"dateModified": "some day"},
        {"correction": {"@type": "Place"}},
        {"isBasedOn": {"@type": "Article", "telephone": "1"}},
    ],
)
def test_words_that_schema_org_has_not_are_noticed(broken: dict[str, Any], sites: dict[str, Any]) -> None:
    data = linked_data(overview(sites["sample, nowhere"], "en"))
    assert schema_faults({**data, **broken}) != []


def test_linked_data_says_what_is_known_and_no_more(sites: dict[str, Any]) -> None:
    data = linked_data(overview(sites["sample, nowhere"], "en"))
    assert data["datePublished"] == data["dateModified"] == "2022-01-06"
    assert data["isBasedOn"] == [{"@type": "Article", "inLanguage": "ar"}], "a day that the desk inferred is not stated"
    assert data["correction"] == [
        {"@type": "CorrectionComment", "datePublished": "2022-01-07", "url": "index.html#notes"}
    ]
    assert ' id="notes"' in overview(sites["sample, nowhere"], "en")
    later = linked_data(overview(sites["hostile, nowhere"], "en"))
    assert "datePublished" not in later, "when the first edition came is not known"
    assert later["version"] == 2
    assert [each["datePublished"] for each in later["correction"]] == ["2022-01-08", "2022-01-07"]


# Hostile words -------------------------------------------------------------------------------------------------------


@every_language
def test_hostile_words_stay_words(lang: str, sites: dict[str, Any]) -> None:
    site = sites["hostile, nowhere"]
    page = overview(site, lang)
    data = linked_data(page)
    assert data["headline"] == data["isBasedOn"][0]["headline"] == data["isBasedOn"][0]["publisher"]["name"] == SHOWN
    assert data["correction"][0]["text"] == SHOWN
    assert properties(page)["og:title"] == properties(page)["og:description"].removeprefix("… ") == SHOWN
    feed = site[f"{lang}/feed.xml"].decode()
    (entry,) = feedparser.parse(feed, sanitize_html=False).entries
    assert "<script" not in feed
    assert f"{ATOM}script" not in feed
    assert "window.taken=1" in entry.title
    light = site[f"{lang}/sample/{LITE}"].decode()
    assert "<script" not in light
    assert "<!--" not in light
    assert "7*7" in light


# Light pages ---------------------------------------------------------------------------------------------------------


@every_language
def test_the_light_page_has_every_sentence_under_its_anchor_and_no_script(lang: str, sites: dict[str, Any]) -> None:
    site = sites["sample, nowhere"]
    page = site[f"{lang}/sample/{LITE}"].decode()
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    assert len(style.encode()) <= 2048
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in page
    assert "<script" not in page
    assert '<link rel="canonical" href="index.html">' in page
    made = sample.edition()
    for each in made.brief.all_segments():
        (shown,) = re.findall(rf'<p id="{each.anchor}"[^>]*>(.*?)</p>', page)
        assert unescape(re.sub("<[^>]*>", "", shown)) == made.rendering(each.anchor, lang).text
        assert any(f' id="{each.anchor}"' in site[name].decode() for name in site if name.startswith(f"{lang}/sample/"))
    assert len(re.findall(r' id="([^"]*)"', page)) == len({*re.findall(r' id="([^"]*)"', page)})


@every_language
def test_every_page_of_a_brief_leads_to_its_light_page_and_to_the_feed(lang: str, sites: dict[str, Any]) -> None:
    site = sites["sample, nowhere"]
    pages = [name for name in site if re.fullmatch(rf"{lang}/sample/(?!{LITE}).*\.html", name)]
    assert len(pages) > 5
    for name in pages:
        page = site[name].decode()
        assert f'<a href="{LITE}">' in page, name
        assert re.search(r'<link rel="alternate" type="application/atom\+xml"[^>]* href="\.\./feed', page), name


def test_an_archive_has_none_of_it() -> None:
    site = site_of(ROOT, all_pages([sample.edition()]))
    assert [name for name in site if name.endswith((".xml", LITE))] == []
    everything = b"".join(content for name, content in site.items() if name.endswith(".html")).decode()
    assert [word for word in ("atom+xml", "ld+json", "og:", LITE, "feed.xml") if word in everything] == []


@pytest.mark.full
def test_a_site_that_is_built_in_parts_has_the_same(sites: dict[str, Any], tmp_path: Path) -> None:
    project = project_of(sample.edition(), tmp_path, ADDRESS)
    assert files_below(build(project.root)) == sites["sample, at an address"]


def test_a_light_page_edited_by_hand_is_not_overwritten(project: Project) -> None:
    (page, *_) = sorted(project.root.glob(f"content/en/*/{LITE}"))
    page.write_text(page.read_text("utf-8").replace("</h1>", "!</h1>"), "utf-8")
    before = page.read_bytes()
    ran = project.run("generate", ok=False)
    assert (ran.code, page.read_bytes()) == (1, before)
    assert "was edited by hand" in ran.err

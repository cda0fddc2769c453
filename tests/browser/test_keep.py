"""A brief that a reader keeps: whole, checked, without a network; renewed by choice, withdrawn at once, forgotten."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from html import unescape
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, expect

from crisisbrief.languages.interface import interface
from fickle_host import FickleHost
from project import ROOT, Project, copy_project, files_below
from tabs import PHONE, Tab, tab_in

pytestmark = pytest.mark.browser
SLUG, TWIN = "kazakhstan-unrest-2022", "kazakhstan-unrest-2022-twin"
LOCALES = ("ar", "en")
OVERVIEW = f"ar/{SLUG}/index.html"
TIME = 20_000
"""Milliseconds that a busy machine may take for what takes one second."""
TRACES = """async () => ({
  stores: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  settings: localStorage.length + sessionStorage.length + document.cookie.length,
})"""
NOTHING = {"stores": [], "workers": 0, "settings": 0}
KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const store = await caches.open(name);
    for (const key of await store.keys()) found[key.url] = await (await store.match(key))?.text() ?? "";
  }
  return found;
}"""


def full(value: Any) -> Any:
    """A case for the long run."""
    return pytest.param(value, marks=pytest.mark.full)


Files = dict[str, bytes]


# Editions of a site with two briefs ----------------------------------------------------------------------------------


def first(project: Project) -> Files:
    """The brief, and another that is like it."""
    for lang in LOCALES:
        twin = project.root / "content" / lang / TWIN
        shutil.copytree(ROOT / "content" / lang / SLUG, twin)
        for page in twin.glob("*.md"):
            page.write_text(page.read_text("utf-8").replace(SLUG, TWIN), "utf-8")
    project.run("build", "--quiet")
    return files_below(project.site)


def withdrawn(project: Project) -> Files:
    """The brief taken back by its editors."""
    path = project.brief(SLUG) / "brief.toml"
    path.write_text(path.read_text("utf-8").replace("number = 1\n", "number = 1\nwithdrawn = true\n", 1), "utf-8")
    project.make_site()
    return files_below(project.site)


def second(site: Files) -> Files:
    """The same site with an edition of a later day; of its assets one has changed, of its index nothing."""
    own = {name: site[name].replace(b"2022-01-18", b"2022-02-01") for name in pages_of(SLUG, site)}
    own["assets/page.js"] = site["assets/page.js"] + b"// newer\n"
    told = json.loads(site[f"keep/{SLUG}.json"]) | {"edition": 2, "published": "2022-02-01"}
    told["files"] |= {name: sha256(content).hexdigest() for name, content in own.items()}
    return {**site, **own, f"keep/{SLUG}.json": json.dumps(told).encode()}


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Files]:
    """The files of a site by the name of its edition; each is made when it is first asked for."""
    built = {"first": first, "withdrawn": withdrawn}

    @cache
    def edition(name: str) -> Files:
        if name == "second":
            return second(edition("first"))
        return built[name](copy_project(tmp_path_factory.mktemp(name) / "project"))

    return edition


@pytest.fixture
def host(editions: Callable[[str], Files]) -> Iterator[FickleHost]:
    with FickleHost(editions("first")) as found:
        yield found


@pytest.fixture(scope="module")
def browser(launch: Any) -> Any:
    return launch()


@pytest.fixture
def tab(browser: Any) -> Iterator[Tab]:
    """A phone that has never been here."""
    with tab_in(browser, viewport=PHONE, reduced_motion="reduce") as found:
        found.page.set_default_timeout(TIME)
        yield found


# What a reader does --------------------------------------------------------------------------------------------------


def panel(tab: Tab, host: FickleHost, page: str = OVERVIEW) -> None:
    """Open a page and the panel that offers to keep its brief."""
    tab.visit(host.address + page)
    if not tab.page.locator(".cb-keep[open]").count():
        tab.page.locator(".cb-keep > summary").click()
    tab.page.wait_for_function("() => document.querySelector('.cb-keep button').onclick")


def says(tab: Tab, key: str) -> None:
    """Wait until the panel says what it says in that case."""
    said = tab.page.locator(".cb-keep").get_attribute(f"data-{key}")
    expect(tab.page.locator(".cb-keep [role=status]")).to_have_text(said or "", timeout=TIME)


def press(tab: Tab, what: str, then: str) -> None:
    tab.page.locator(f".cb-keep [data-{what}]").click()
    says(tab, then)


def keep(tab: Tab, host: FickleHost, page: str = OVERVIEW) -> None:
    panel(tab, host, page)
    press(tab, "keep", "kept")


def kept(tab: Tab) -> dict[str, str]:
    found: dict[str, str] = tab.page.evaluate(KEPT)
    return found


def listed(host: FickleHost, slug: str = SLUG) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(host.files[f"keep/{slug}.json"])
    return found


def pages_of(slug: str, site: Mapping[str, bytes]) -> list[str]:
    return [name for name in site if f"/{slug}/" in name and name.endswith(".html")]


# Before --------------------------------------------------------------------------------------------------------------


def test_before_the_reader_chooses_nothing_is_fetched_for_it_and_nothing_stored(tab: Tab, host: FickleHost) -> None:
    tab.visit(host.address + OVERVIEW)
    tab.page.wait_for_timeout(300)
    assert [name for name in host.asked if "keep" in name or "sw.js" in name or "app.json" in name] == []
    assert tab.page.locator(".cb-keep > summary").is_visible()
    panel(tab, host)
    assert tab.page.evaluate(TRACES) == NOTHING
    assert tab.complaints == []


def test_from_the_disk_and_without_script_there_is_no_button_that_does_nothing(
    tab: Tab, host: FickleHost, tabs: Any, tmp_path: Path
) -> None:
    for name in (OVERVIEW, "assets/page.js", "assets/search-ar.js", "assets/keep.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(host.files[name])
    for each, address in ((tab, f"{tmp_path.as_uri()}/"), (tabs(java_script_enabled=False), host.address)):
        each.visit(address + OVERVIEW)
        assert each.page.locator(".cb-keep").count() == 1
        assert not each.page.locator(".cb-keep").is_visible()
        assert [url for url in each.requests if "keep.js" in url] == []


def test_the_worker_and_a_manifest_are_small(editions: Callable[[str], Files]) -> None:
    site = editions("first")
    for name in site:
        if name.endswith("/app.json"):
            assert len(site["sw.js"]) + len(site[name]) <= 5 * 1024


# Kept ----------------------------------------------------------------------------------------------------------------


def test_with_the_server_dead_every_page_in_every_language_opens_and_searches(tab: Tab, host: FickleHost) -> None:
    keep(tab, host)
    host.die()
    queries = {"ar": "الحكومة", "en": "government"}
    pages = pages_of(SLUG, host.files)
    assert {page.split("/")[0] for page in pages} == set(LOCALES)
    for page in pages:
        tab.visit(host.address + page)
        shown = tab.page.content()
        (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", host.files[page].decode())
        assert heading in shown, page
        if tab.page.locator(".cb-search-open").count():
            lang = page.split("/")[0]
            tab.page.locator(".cb-search-open").click()
            expect(tab.page.locator("label[for=cb-query]")).to_have_text(listed(host)["says"][lang]["search"])
            tab.page.locator("#cb-query").fill(queries[lang])
            first = tab.page.locator(".cb-hit > a").first
            expect(first).to_be_visible(timeout=TIME)
            assert (first.get_attribute("href") or "").partition("#")[0].endswith(".html")
        assert [line for line in tab.complaints if "ERR_CONNECTION_REFUSED" not in line] == [], page


def test_what_is_kept_are_the_files_of_the_list_and_nothing_else(tab: Tab, host: FickleHost) -> None:
    keep(tab, host)
    names = listed(host)["files"]
    below = f"{host.address}keep/"
    assert set(kept(tab)) == {below + digest for digest in names.values()} | {f"{below}{SLUG}.json"}
    assert set(pages_of(SLUG, host.files)) <= set(names)
    assert [name for name in names if TWIN in name or name.startswith("files/")] == []


@pytest.mark.full
def test_a_page_that_is_not_kept_leads_to_what_is(tab: Tab, host: FickleHost) -> None:
    keep(tab, host)
    host.die()
    tab.visit(f"{host.address}en/index.html")
    assert tab.page.url == f"{host.address}en/{SLUG}/index.html#keep-brief"
    expect(tab.page.locator(".cb-keep ul a")).to_have_text(listed(host)["says"]["en"]["title"])
    for file in (f"files/{SLUG}/{SLUG}.html", f"files/{SLUG}/{SLUG}.epub"):
        with pytest.raises(Error, match="ERR_"):
            tab.page.goto(host.address + file)


@pytest.mark.full
def test_addresses_without_endings_are_the_same_pages(tab: Tab, host: FickleHost) -> None:
    keep(tab, host)
    host.die()
    for address, page in ((f"en/{SLUG}/", "index.html"), (f"en/{SLUG}/timeline", "timeline.html")):
        tab.visit(host.address + address)
        title = re.search(r"<title>(.*?)</title>", host.files[f"en/{SLUG}/{page}"].decode())
        assert title and unescape(title[1]) == tab.page.title()


def test_two_briefs_are_kept_and_removed_without_each_other(tab: Tab, host: FickleHost) -> None:
    keep(tab, host)
    keep(tab, host, f"en/{TWIN}/index.html")
    expect(tab.page.locator(".cb-keep ul a")).to_have_count(2)
    panel(tab, host)
    press(tab, "drop", "dropped")
    assert [url for url in kept(tab) if url.endswith(".json")] == [f"{host.address}keep/{TWIN}.json"]
    host.die()
    for page in (f"ar/{TWIN}/timeline.html", f"en/{TWIN}/source.html"):
        tab.visit(host.address + page)
        assert tab.page.locator("h1").count() == 1
    panel(tab, host, f"ar/{TWIN}/index.html")
    press(tab, "drop", "dropped")
    assert tab.page.evaluate(TRACES) == NOTHING


def test_the_browser_takes_the_brief_for_an_app(tab: Tab, host: FickleHost) -> None:
    keep(tab, host)
    wire = tab.page.context.new_cdp_session(tab.page)
    app = wire.send("Page.getAppManifest")
    assert app["errors"] == []
    assert app["url"] == f"{host.address}ar/{SLUG}/app.json"
    told = json.loads(app["data"])
    assert (told["lang"], told["dir"], told["start_url"]) == ("ar", "rtl", "index.html")
    wire.send("Page.enable")
    errors = wire.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {each["errorId"] for each in errors} <= {"in-incognito"}


# Refused -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["altered", full("cut short"), full("missing"), full("missing, but prettily")])
def test_a_brief_with_a_wrong_file_is_not_kept_at_all(fault: str, tab: Tab, host: FickleHost) -> None:
    name = f"en/{SLUG}/source.html"
    if fault.startswith("missing"):
        del host.files[name]
        host.missing = 200 if "prettily" in fault else 404
    else:
        page = host.files[name]
        host.files[name] = page[: len(page) // 2] if fault == "cut short" else page.replace(b"the", b"teh", 1)
    panel(tab, host)
    press(tab, "keep", "failed")
    assert tab.page.evaluate(TRACES) == NOTHING


@pytest.mark.parametrize("status", [full(404), 200])
def test_without_a_list_nothing_is_kept(status: int, tab: Tab, host: FickleHost) -> None:
    del host.files[f"keep/{SLUG}.json"]
    host.missing = status
    panel(tab, host)
    press(tab, "keep", "failed")
    assert tab.page.evaluate(TRACES) == NOTHING


def test_a_full_device_keeps_nothing_half(tab: Tab, host: FickleHost) -> None:
    panel(tab, host)
    wire = tab.page.context.new_cdp_session(tab.page)
    origin = host.address.split("/desk")[0]
    wire.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 200_000})
    press(tab, "keep", "failed")
    assert tab.page.evaluate(TRACES) == NOTHING


# Newer ---------------------------------------------------------------------------------------------------------------


def offer(tab: Tab, host: FickleHost, page: str = OVERVIEW) -> None:
    """Open a page on which a newer edition is offered."""
    tab.visit(host.address + page)
    expect(tab.page.locator(".cb-newer button")).to_be_visible(timeout=TIME)


def accept(tab: Tab, day: str) -> None:
    """Take the offer; the page comes again, of the edition of that day."""
    tab.page.locator(".cb-newer button").click()
    expect(tab.page.locator(f"[data-published='{day}']")).to_have_count(1, timeout=TIME)


def test_the_reader_chooses_and_only_what_changed_is_fetched(
    tab: Tab, host: FickleHost, editions: Callable[[str], Files]
) -> None:
    keep(tab, host)
    old = listed(host)["files"]
    host.files = editions("second")
    new = listed(host)["files"]
    offer(tab, host)
    assert tab.page.locator("[data-published='2022-01-18']").count() == 1, "the kept edition stays until then"
    expect(tab.page.locator(".cb-newer [role=status]")).to_have_text(listed(host)["says"]["ar"]["newer"])
    host.asked.clear()
    accept(tab, "2022-02-01")
    changed = {name for name in new if new[name] not in old.values()}
    fetched = [name for name in host.asked if name not in ("sw.js", f"keep/{SLUG}.json")]
    assert sorted(fetched) == sorted(changed)
    assert len(changed) < len(new)
    host.die()
    tab.visit(f"{host.address}en/{SLUG}/about.html")
    assert tab.page.locator("[data-published='2022-02-01']").count() == 1
    assert set(new.values()) == {url.rpartition("/")[2] for url in kept(tab) if not url.endswith(".json")}


def test_an_altered_file_of_a_newer_edition_leaves_the_old_one_whole(
    tab: Tab, host: FickleHost, editions: Callable[[str], Files]
) -> None:
    keep(tab, host)
    before = kept(tab)
    name = f"ar/{SLUG}/timeline.html"
    host.files = {**editions("second"), name: editions("second")[name].replace(b"<p", b"<P", 1)}
    offer(tab, host)
    tab.page.locator(".cb-newer button").click()
    expect(tab.page.locator(".cb-newer [role=status]")).to_have_text(listed(host)["says"]["ar"]["failed"], timeout=TIME)
    assert kept(tab) == before
    tab.visit(host.address + name)
    assert tab.page.locator("[data-published='2022-01-18']").count() == 1


@pytest.mark.full
def test_an_older_edition_is_not_offered(tab: Tab, host: FickleHost, editions: Callable[[str], Files]) -> None:
    host.files = editions("second")
    keep(tab, host)
    host.files = editions("first")
    host.asked.clear()
    tab.visit(host.address + OVERVIEW)
    tab.page.wait_for_timeout(300)
    assert f"keep/{SLUG}.json" in host.asked
    assert tab.page.locator(".cb-newer").count() == 0


def test_a_server_that_answers_304_whenever_it_may_freezes_nothing(tab: Tab, editions: Callable[[str], Files]) -> None:
    with FickleHost(editions("first"), lazy=True) as host:
        for page in pages_of(SLUG, host.files)[:3]:
            tab.visit(host.address + page)
        keep(tab, host)
        host.files = editions("second")
        offer(tab, host)
        accept(tab, "2022-02-01")
        assert json.loads(kept(tab)[f"{host.address}keep/{SLUG}.json"]) == listed(host)
        host.files = {**host.files, "sw.js": host.files["sw.js"] + b"// newer\n"}
        told = listed(host) | {"worker": "sw.js?newer"}
        host.files[f"keep/{SLUG}.json"] = json.dumps(told).encode()
        offer(tab, host)
        tab.page.locator(".cb-newer button").click()
        active = "async address => (await navigator.serviceWorker.ready).active.scriptURL === address"
        tab.page.wait_for_function(active, arg=f"{host.address}sw.js?newer")


@pytest.mark.full
def test_every_open_tab_shows_the_newer_edition(tab: Tab, host: FickleHost, editions: Callable[[str], Files]) -> None:
    keep(tab, host)
    other = tab.page.context.new_page()
    other.goto(f"{host.address}en/{SLUG}/actors.html")
    host.files = editions("second")
    offer(tab, host)
    accept(tab, "2022-02-01")
    expect(other.locator("[data-published='2022-02-01']")).to_have_count(1, timeout=TIME)


@pytest.mark.full
def test_two_tabs_that_keep_at_once_keep_it_once(tab: Tab, host: FickleHost) -> None:
    panel(tab, host)
    other = Tab(tab.page.context.new_page())
    panel(other, host, f"en/{TWIN}/index.html")
    tab.page.locator(".cb-keep [data-keep]").click()
    other.page.locator(".cb-keep [data-keep]").click()
    says(tab, "kept")
    says(other, "kept")
    assert len([url for url in kept(tab) if url.endswith(".json")]) == 2


# Withdrawn -----------------------------------------------------------------------------------------------------------


def notice(tab: Tab) -> None:
    said = interface("ar").text(
        "This edition has been withdrawn by its editors. Do not rely on it and do not pass it on."
    )
    expect(tab.page.get_by_text(said)).to_have_count(1, timeout=TIME)


def text_of(page: str, site: Mapping[str, bytes]) -> list[str]:
    """Sentences of a page."""
    return re.findall(r'<span class="cb-sentence[^>]*>([^<]{40,})', site[page].decode())


def test_a_withdrawn_edition_says_so_at_once_and_its_text_goes(
    tab: Tab, host: FickleHost, editions: Callable[[str], Files]
) -> None:
    keep(tab, host)
    sentences = text_of(f"ar/{SLUG}/source.html", host.files)
    assert sentences and any(sentences[0] in text for text in kept(tab).values())
    host.files = editions("withdrawn")
    tab.visit(f"{host.address}ar/{SLUG}/source.html")
    tab.page.wait_for_url(f"{host.address}ar/{SLUG}/index.html")
    notice(tab)
    assert [sentence for sentence in sentences for text in kept(tab).values() if sentence in text] == []
    host.die()
    tab.visit(f"{host.address}ar/{SLUG}/timeline.html")
    notice(tab)


def test_the_text_goes_even_where_the_network_ends_with_the_list(
    tab: Tab, host: FickleHost, editions: Callable[[str], Files]
) -> None:
    keep(tab, host)
    sentences = text_of(f"ar/{SLUG}/source.html", host.files)
    host.files = {f"keep/{SLUG}.json": editions("withdrawn")[f"keep/{SLUG}.json"]}
    host.missing = 503
    tab.visit(host.address + OVERVIEW)
    tab.page.wait_for_function(
        f"async () => !JSON.stringify(await ({KEPT})()).includes({json.dumps(sentences[0])})", timeout=TIME
    )
    host.die()
    # The open page follows by itself, at some moment: going on in it could be ended by that.
    other = Tab(tab.page.context.new_page())
    other.visit(f"{host.address}ar/{SLUG}/source.html")
    notice(other)


# Forgotten -----------------------------------------------------------------------------------------------------------


def settled(tab: Tab) -> None:
    """Wait until there is nothing."""
    nothing = f"async none => JSON.stringify(await ({TRACES})()) === JSON.stringify(none)"
    tab.page.wait_for_function(nothing, arg=NOTHING)


def test_forgetting_leaves_nothing(tab: Tab, host: FickleHost) -> None:
    keep(tab, host, f"en/{TWIN}/download.html")
    keep(tab, host)
    tab.page.locator("[data-choose=dark]").click()
    press(tab, "forget", "gone")
    settled(tab)
    assert tab.page.evaluate("() => document.documentElement.hasAttribute('data-colors')") is False
    tab.visit(host.address + OVERVIEW)
    tab.page.wait_for_timeout(300)
    assert tab.page.evaluate(TRACES) == NOTHING
    assert tab.page.evaluate("() => navigator.serviceWorker.controller") is None
    host.die()
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        tab.page.goto(f"{host.address}ar/{SLUG}/source.html")


def test_forgetting_ends_what_is_being_fetched(tab: Tab, host: FickleHost) -> None:
    panel(tab, host)
    tab.page.locator(".cb-keep [data-keep]").click()
    press(tab, "forget", "gone")
    tab.page.wait_for_timeout(500)
    settled(tab)
    says(tab, "gone")
    press(tab, "keep", "kept")


# To look at ----------------------------------------------------------------------------------------------------------

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", full("dark")])
def test_axe_finds_nothing_in_what_the_scripts_show(
    scheme: Any, tab: Tab, host: FickleHost, editions: Callable[[str], Files]
) -> None:
    tab.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    keep(tab, host)
    host.files = editions("second")
    offer(tab, host)
    panel(tab, host)
    tab.page.evaluate(AXE)
    assert tab.ask("axe.js") == []

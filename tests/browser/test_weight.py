"""What the first view of a brief takes on a slow line, and that it does not grow with the number of briefs."""

from __future__ import annotations

import shutil
from typing import Any

import pytest

from bench.first_view import Sent, Server, served, weigh
from pages import addresses, locale_of
from project import Project

pytestmark = pytest.mark.browser
KILO = 1024
FLIGHT = 14.6 * KILO
"""What a server sends before it waits for an answer."""
OVERVIEWS = [page for page in addresses() if locale_of(page) and page.count("/") == 2 and page.endswith("/index.html")]


def total(sent: tuple[Sent, ...], *kinds: str) -> int:
    return sum(each.packed for each in sent if not kinds or each.kind in kinds)


@pytest.fixture(scope="module")
def server(built: Project) -> Any:
    with served(built.site) as found:
        yield found


@pytest.mark.parametrize("page", OVERVIEWS)
def test_a_first_view_is_light(page: str, server: Server, launch: Any) -> None:
    sent = weigh(launch(), server, page)
    assert len(sent) <= 5, sent
    assert total(sent) <= 20 * KILO, sent
    assert total(sent, "html", "css") <= FLIGHT, sent
    assert total(sent, "js") <= 5 * KILO, sent


def test_the_sheet_is_there_before_the_reader_goes_on(server: Server, tabs: Any) -> None:
    tab = tabs(viewport={"width": 360, "height": 720}, locale="en")
    tab.visit(f"{server.address}/{OVERVIEWS[0]}")
    assert [url for url in tab.requests if url.endswith(".css")] == []
    with tab.page.expect_request("**/assets/crisisbrief.css"):
        tab.page.locator("main article a[href]").first.hover()


def test_a_page_does_not_grow_with_the_number_of_briefs(project: Project) -> None:
    page = f"content/{OVERVIEWS[0].removesuffix('.html')}.md"
    project.run("build", "--quiet")
    before = (project.site / OVERVIEWS[0]).read_bytes()
    folder = (project.root / page).parent
    for lang in sorted({str(locale_of(each)) for each in OVERVIEWS}):
        for number in range(2):
            other = project.root / "content" / lang / f"{folder.name}-{number}"
            shutil.copytree(project.root / "content" / lang / folder.name, other)
            for copy in other.glob("*.md"):
                text = copy.read_text(encoding="utf-8")
                copy.write_text(text.replace(f'brief: "{folder.name}"', f'brief: "{other.name}"'), encoding="utf-8")
    project.run("build", "--quiet")
    assert (project.site / OVERVIEWS[0]).read_bytes() == before

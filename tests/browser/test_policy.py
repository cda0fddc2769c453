"""What a page lets in: its own files and nothing else, whatever found its way into it; and its anchors."""

from __future__ import annotations

import re
from typing import Any

import pytest

from loopback import BlackHole
from pages import addresses, in_other_language, locale_of
from project import Project

pytestmark = pytest.mark.browser
ALL = [*addresses(), "404.html"]
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
ANCHOR = re.compile(r' id="([^"]*)"')
ATTACK = """(host) => {
  const script = document.createElement("script");
  script.textContent = "window.broken = 'an inline script ran'";
  document.body.append(script);
  document.body.insertAdjacentHTML("beforeend", "<b onclick='window.broken = `a handler ran`'>x</b>");
  document.body.lastChild.click();
  for (const tag of ["img", "script", "video"]) {
    const stranger = document.createElement(tag);
    stranger.src = `http://${host}/${tag}`;
    document.body.append(stranger);
  }
  return new Promise((done) => setTimeout(() => done(window.broken ?? ""), 200));
}"""


@pytest.mark.parametrize("page", ALL)
def test_a_page_says_what_it_may_load_before_it_loads_anything(page: str, built: Project) -> None:
    text = (built.site / page).read_text(encoding="utf-8")
    (policy,) = POLICY.findall(text)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.replace("&#39;", "'").split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self' file:"
    assert "unsafe" not in policy
    assert not re.search(r"[a-z]+://|\*", policy)
    before = text[: text.index("Content-Security-Policy")]
    assert not re.search(r"<(?:script|style|link)", before)


@pytest.mark.parametrize("place", ["disk", "server"])
def test_what_found_its_way_into_a_page_neither_runs_nor_asks_a_host(
    place: str, tabs: Any, places: dict[str, str], black_hole: BlackHole
) -> None:
    before = black_hole.connections
    tab = tabs(locale="ar-DZ")
    tab.visit(f"{places[place]}/{ALL[1]}")
    assert tab.page.evaluate(ATTACK, f"127.0.0.1:{black_hole.port}") == ""
    assert black_hole.connections == before
    assert tab.complaints, "the browser says what it refused"
    assert tab.page.context.cookies() == []


@pytest.mark.parametrize("page", [page for page in addresses() if locale_of(page)])
def test_anchors_are_plain_and_the_same_in_every_language(page: str, built: Project) -> None:
    own, other = (
        ANCHOR.findall((built.site / each).read_text(encoding="utf-8")) for each in (page, in_other_language(page))
    )
    assert set(own) == set(other)
    assert [anchor for anchor in own if not re.fullmatch(r"[a-z][a-z0-9.-]*", anchor)] == []

"""Pictures of a brief, drawn from its `Edition` as SVG when pages are made: no script, no tile, nothing to load.

A picture says nothing that the page beside it does not say in words. Every mark in it is a link with a name: whoever
cannot see it hears the same, and `Link` tells where its sentence stands in the site, a book or a single file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from crisisbrief.render.pictures import atlas, reactions, timeline
from crisisbrief.render.pictures.canvas import Link, Picture
from crisisbrief.render.view import View


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the pictures that a brief may have."""

    draw: Callable[[View, Link], Picture | None]
    """None where the edition has nothing to show in it."""
    page: str
    """The page that shows it, by its name (`timeline`, `actors`), or the block of a page (`where`)."""
    beside: Callable[[View], Collection[str]]
    """Anchors of the sentences that stand on that page of the site; a mark leads to others in the report."""


KINDS: Mapping[str, Kind] = {
    "timeline": Kind(timeline.draw, "timeline", lambda view: view.segments),
    "map": Kind(atlas.draw, "where", lambda view: view.segments),
    "reactions": Kind(reactions.draw, "actors", reactions.sayings),
}
"""By their names; a picture is added by its module and its line here."""


def on_page(view: View, page: str, link: Link | None = None) -> Iterator[Picture]:
    """The pictures that a page shows, in a row; those of a withdrawn edition are none. Without `link` they lead to
    the pages of the site."""
    if not view.edition.imprint.withdrawn:
        for kind in KINDS.values():
            if kind.page == page and (drawn := kind.draw(view, link or _on_site(kind.beside(view)))):
                yield drawn


def on_site(view: View) -> Iterator[Picture]:
    """All pictures of a brief for its pages on the site."""
    for page in dict.fromkeys(kind.page for kind in KINDS.values()):
        yield from on_page(view, page)


def _on_site(beside: Collection[str]) -> Link:
    return lambda anchor: f"#{anchor}" if anchor in beside else f"source.html#{anchor}"

"""Where it happened: the map of the country affected, and in words what it shows, what it cannot, and what it is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crisisbrief.render import phrases
from crisisbrief.render.dialect import bullets, container, heading
from crisisbrief.render.pages.parts import pictures
from crisisbrief.render.pictures.atlas import Map, mapped
from crisisbrief.render.places import Named, name
from crisisbrief.render.view import View


def where(view: View) -> str:
    """The map, a block of a page; nothing where there is none."""
    found = mapped(view)
    if found is None:
        return ""
    opening = heading(2, view.words.text("Where"), "where")
    return "\n\n".join([opening, *pictures(view, "where"), container("cb-meta", bullets(beside(view, found)))])


def beside(view: View, found: Map) -> Iterator[str]:
    """What stands beside a map, wherever it is shown."""
    if found.shown:
        yield view.words.text("On the map: {places}", places=_listed(view, found.shown))
    if found.left_out:
        yield view.words.text("Named in the report, not on the map: {places}", places=_listed(view, found.left_out))
    if not found.scene.complete:
        yield view.words.text("Parts of the country that lie far from its main land are not shown.")
    yield view.words.text(
        "Outlines by {outlines}, positions by {positions} ({terms}). Borders show who controls the ground; "
        "dashed ones are disputed, and others may be.",
        outlines=view.pen.plain("Natural Earth"),
        positions=view.pen.plain("GeoNames"),
        terms=view.pen.plain("CC BY 4.0"),
    )


def _listed(view: View, places: Iterable[Named]) -> str:
    """Places, each with its first sentence."""
    return view.words.list(
        view.words.text(
            "{answer} (sentence {sentence})",
            answer=phrases.text(view, *name(view, place)),
            sentence=phrases.sentence_link(view, place.anchor),
        )
        for place in places
    )

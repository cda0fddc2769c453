"""Where it happened: the map of the country affected, and in words what it shows, what it cannot, and what it is of."""

from __future__ import annotations

from collections.abc import Iterable

from crisisbrief.render import phrases
from crisisbrief.render.dialect import bullets, container, heading
from crisisbrief.render.pages.parts import pictures
from crisisbrief.render.pictures.atlas import mapped
from crisisbrief.render.places import Named, name
from crisisbrief.render.view import View


def where(view: View, page: str) -> str:
    """The map on its page; nothing where there is none."""
    found = mapped(view)
    if found is None:
        return ""
    told = [
        view.words.text("On the map: {places}", places=_listed(view, found.shown)) if found.shown else "",
        view.words.text("Named in the report, not on the map: {places}", places=_listed(view, found.left_out))
        if found.left_out
        else "",
        view.words.text("Parts of the country that lie far from its main land are not shown.")
        if not found.scene.complete
        else "",
        view.words.text(
            "Outlines by {outlines}, positions by {positions} ({terms}). Borders show who controls the ground; "
            "dashed ones are disputed, and others may be.",
            outlines=view.pen.plain("Natural Earth"),
            positions=view.pen.plain("GeoNames"),
            terms=view.pen.plain("CC BY 4.0"),
        ),
    ]
    opening = heading(2, view.words.text("Where"), "where")
    return "\n\n".join([opening, *pictures(view, page), container("cb-meta", bullets(told))])


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

"""The notice: all that is shown of an edition that its editors took back."""

from __future__ import annotations

from crisisbrief.render import phrases
from crisisbrief.render.dialect import page
from crisisbrief.render.pages.overview import edition_note
from crisisbrief.render.pages.parts import front, warning, withdrawal
from crisisbrief.render.pages.summary import summary
from crisisbrief.render.status import edition_line
from crisisbrief.render.view import View


def notice(view: View) -> str:
    """In the overview's place: which edition was withdrawn, what the editors say about it, what a reader can do."""
    title, _ = view.own(view.edition.title)
    return page(
        {**front(view, "overview", title, view.words.text("Overview"), 1), **summary(view)},
        warning(withdrawal(view)),
        f"# {phrases.text(view, *view.own(view.edition.title))}",
        edition_line(view),
        edition_note(view),
        view.words.text("If you passed this edition on, pass this notice on too."),
    )

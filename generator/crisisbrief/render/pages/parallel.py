"""Parallel reading: every sentence in both languages, one under or beside the other, by section."""

from __future__ import annotations

from crisisbrief.render import phrases
from crisisbrief.render.dialect import bullets, container, heading, sentence
from crisisbrief.render.pages.parts import Shown, remarks, said_by, write
from crisisbrief.render.view import View, number_of, shown_sections
from crisisbrief.sections import Section


def parallel(view: View, order: int) -> str:
    shown = Shown()
    blocks = [_section(view, shown, each) for each in shown_sections(view.edition)]
    lead = view.words.text("Every sentence of the report beside its translation.")
    return write(view, "parallel", view.words.text("Side by side"), order, *blocks, lead=lead)


def _section(view: View, shown: Shown, section: Section) -> str:
    home = view.edition.brief.in_section(section.id)
    if not home:
        return ""
    opening = heading(2, phrases.title(view, section.id), section.address)
    return "\n\n".join([opening, *(_pair(view, shown, each.anchor) for each in home)])


def _pair(view: View, shown: Shown, anchor: str) -> str:
    """The page's own language first, for ears that follow the order of the page."""
    own = view.rendering(anchor)
    texts = [shown.line(view, anchor)]
    for rendering in (view.edition.rendering(anchor, code) for code in view.others):
        # an untranslated sentence is its own fallback; once is enough
        if rendering.text != own.text:
            texts.append(sentence(anchor, rendering, view.locale, cite=True))
    meta = [said_by(view, anchor), *_states(view, anchor), _links(view, anchor), *remarks(view, anchor)]
    return container("cb-pair", *(container("cb-text", text) for text in texts), container("cb-meta", bullets(meta)))


def _states(view: View, anchor: str) -> list[str]:
    """One line for each language that the sentence was translated into."""
    if not view.is_source(anchor):
        return [view.words.text("Translation: {state}", state=phrases.state(view, view.rendering(anchor)))]
    return [
        view.words.text(
            "Translation into {language}: {state}",
            language=view.words.language(code),
            state=phrases.state_elsewhere(view, anchor, code),
        )
        for code in view.others
    ]


def _links(view: View, anchor: str) -> str:
    number = view.pen.plain(number_of(anchor))
    return view.pen.link(view.words.text("In the report: {number}", number=number), "source", anchor)

"""The actors: who acts and speaks, under which spellings, on which side, and whose voice is missing."""

from __future__ import annotations

from crisisbrief.model import Actor, Side
from crisisbrief.render import phrases
from crisisbrief.render.dialect import bullets, container, heading
from crisisbrief.render.pages.parts import Shown, entry, pictures, times, warning, write
from crisisbrief.render.view import View

VOICES = (Side.OWN, Side.OPPOSITION, Side.FOREIGN, Side.INTERNATIONAL, Side.MEDIA)


def actors(view: View, order: int) -> str:
    shown = Shown()
    blocks = [_actor(view, shown, number, actor) for number, actor in enumerate(view.edition.actors, start=1)]
    if not blocks:
        blocks = [warning(view.words.text("No actor was recognized in the report."))]
    lead = view.words.text(
        "Who acts or speaks in the report. Spellings are shown as they stand there; none was changed."
    )
    blocks = [*pictures(view, "actors"), _voices(view), *blocks]
    return write(view, "actors", view.words.text("Actors"), order, *blocks, lead=lead)


def heard(view: View) -> frozenset[Side]:
    """The sides that some sentence of the brief is attributed to."""
    return frozenset(each.attribution.side for each in view.segments.values() if each.attribution is not None)


def side_lists(view: View) -> tuple[list[str], list[str]]:
    """Sides that speak in the report, and sides that nobody speaks for."""
    speaking = heard(view)
    named = [(side, view.words.text(phrases.SIDES[side])) for side in VOICES]
    return [text for side, text in named if side in speaking], [text for side, text in named if side not in speaking]


def _voices(view: View) -> str:
    speaking, missing = side_lists(view)
    blocks = [heading(2, view.words.text("Who is heard"), "voices")]
    if speaking:
        blocks += [view.words.text("Quoted or reported as speaking:"), bullets(speaking)]
    else:
        blocks.append(view.words.text("The report names no speaker."))
    if missing:
        blocks += [view.words.text("Voices missing from the report:"), bullets(missing)]
    return container("cb-voices", *blocks)


def spellings(view: View, actor: Actor) -> list[str]:
    """The spellings in the report, each a link to where it first stands."""
    return [
        view.pen.link(phrases.text(view, words, view.reports[anchor].locale), "source", anchor)
        for words, _, anchor in actor.variants
    ]


def name_of(view: View, actor: Actor) -> str:
    return phrases.name(view, actor.name, view.reports[actor.variants[0][2]].locale)


def other_names(view: View, actor: Actor) -> list[str]:
    """The actor's name in the other languages, where their catalogs have it."""
    translations = view.edition.glossary.get(actor.name, {})
    return [
        view.words.text(
            "In {language}: {name}", language=view.words.language(code), name=view.pen.foreign(translations[code], code)
        )
        for code in view.others
        if code in translations
    ]


def _actor(view: View, shown: Shown, number: int, actor: Actor) -> str:
    known = [
        *other_names(view, actor),
        view.words.text("In the report: {spellings}", spellings=view.words.list(spellings(view, actor))),
        view.words.text("Side: {side}", side=view.words.text(phrases.SIDES[actor.side])),
        view.words.text(
            "Named in: {sentences}",
            sentences=view.words.list(phrases.sentence_link(view, anchor) for anchor in actor.anchors),
        ),
    ]
    blocks = [heading(2, name_of(view, actor), f"actor-{number}"), bullets(known)]
    if actor.says:
        blocks.append(heading(3, view.words.text("Says"), f"actor-{number}-says"))
        blocks += [entry(view, shown, anchor, "actors", *times(view, anchor)) for anchor in actor.says]
    return container("cb-actor", *blocks)

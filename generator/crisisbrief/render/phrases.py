"""What pages say about a sentence, in the words of the interface: who says so, when, why here, how far translated."""

from __future__ import annotations

from dataclasses import replace

from crisisbrief.model import Certainty, Evidence, Mention, Rendering, Side, Stance, State
from crisisbrief.render.view import View, number_of, section
from crisisbrief.sections import load as _sections

STANCES = {
    Stance.DENIED: "denial",
    Stance.CALLED_FOR: "appeal",
    Stance.CONDEMNED: "condemnation",
    Stance.WARNED: "warning",
    Stance.ACCUSED: "accusation",
    Stance.WELCOMED: "welcome",
    Stance.OFFERED: "offer",
    Stance.DECIDED: "decision",
}
SIDES = {
    Side.OWN: "the country’s own authorities",
    Side.OPPOSITION: "protesters, opposition or residents",
    Side.FOREIGN: "another country’s government",
    Side.INTERNATIONAL: "international organizations",
    Side.MEDIA: "news media",
    Side.UNKNOWN: "not known",
}
STATES = {
    State.SOURCE: "wording of the report",
    State.REVIEWED: "translated and independently reviewed",
    State.TRANSLATED: "translated, not independently reviewed",
    State.DRAFT: "draft translation, not checked by a person",
    State.STALE: "older translation; the sentence of the report has changed since",
    State.MISSING: "not translated yet; shown in the language of the report",
}
CONFIDENCE = (
    (0.9, "almost certain"),
    (0.75, "fairly certain"),
    (0.5, "uncertain"),
    (0.0, "very uncertain"),
)
TIMES = {
    "today": "the day of the report",
    "week": "the week before the report",
    "month": "the month before the report",
    "year": "the year before the report",
    "older": "long before the report",
    "future": "after the report",
    "unresolved": "a time that cannot be dated",
    "none": "no time is named",
}
REASONS = {
    "word": "the wording {words}",
    "part": "the wording {words}",
    "pair": "the wording {words}",
    "verb": "the reporting verb {words}",
    "cue": "the turn of phrase {words}",
    "pattern": "the turn of phrase {words}",
    "actor": "who is named: {words}",
}
SIGNS = {
    "concept": "a subject named in the sentence",
    "place": "a place named in the sentence",
    "position": "where the sentence stands in the report",
    "shape": "the form of the sentence",
    "echo": "it repeats the opening of the report",
    "before": "the sentence before it",
    "after": "the sentence after it",
    "around": "the other sentences of its paragraph",
    "report": "the report as a whole",
    "meaning": "the meaning of the whole sentence",
    "speaker": "who speaks",
    "said": "who speaks",
    "carried": "who spoke in the sentence before",
    "time": "when it happened",
    "": "another sign",
}


def quoted(view: View, words: str, lang: str) -> str:
    """Words of the report inside quotation marks of the page's language."""
    shown = view.pen.plain(words) if lang == view.locale else view.pen.foreign(words, lang)
    return view.words.text("“{words}”", words=shown)


def text(view: View, words: str, lang: str) -> str:
    """Words that may be in another language than the page."""
    return view.pen.plain(words) if lang == view.locale else view.pen.foreign(words, lang)


def name(view: View, words: str, lang: str) -> str:
    """A name of the report: translated where the catalog has it, else as the report spells it."""
    translated = view.edition.glossary.get(words, {}).get(view.locale)
    return view.pen.plain(translated) if translated and lang != view.locale else text(view, words, lang)


def title(view: View, identifier: str) -> str:
    """A section's title in the page's language."""
    return text(view, *view.own(section(identifier).title))


def sentence_link(view: View, anchor: str, page: str = "source") -> str:
    return view.pen.link(view.pen.plain(number_of(anchor)), page, anchor)


def speaker(view: View, anchor: str) -> str | None:
    """Who says a sentence and what kind of statement it is; None where nobody is named."""
    attribution = view.segments[anchor].attribution
    if attribution is None:
        return None
    origin = attribution.carried_from
    report = view.reports[origin or anchor]
    placeholders = {"speaker": name(view, attribution.speaker.of(report.text), report.locale)}
    stance = STANCES.get(attribution.stance)
    if stance:
        placeholders["stance"] = view.words.text(stance)
    if origin:
        placeholders["sentence"] = sentence_link(view, origin)
    return view.words.text(SPEAKER[bool(stance), bool(origin)], **placeholders)


SPEAKER = {
    (False, False): "{speaker}",
    (True, False): "{speaker} ({stance})",
    (False, True): "{speaker}, named in sentence {sentence}",
    (True, True): "{speaker} ({stance}), named in sentence {sentence}",
}


def when(view: View, anchor: str, mention: Mention) -> str:
    """A time that a sentence names: what it is, how that is known, and the report's own words for it."""
    words = quoted(view, view.words_of(anchor, mention.span), view.reports[anchor].locale)
    if mention.value is None:
        return view.words.text("{words}: no date can be told from the report", words=words)
    if "/" in mention.value:
        start, end = (view.pen.plain(view.words.period(part)) for part in mention.value.split("/"))
        return view.words.text("between {start} and {end}, from {words}", start=start, end=end, words=words)
    day = view.pen.plain(view.words.period(mention.value))
    if mention.certainty is Certainty.EXACT:
        return view.words.text("{date}, stated: {words}", date=day, words=words)
    return view.words.text("{date}, worked out from {words}", date=day, words=words)


def confidence(view: View, value: float) -> str:
    """How sure the reader was, in words and as a share."""
    words = next(words for least, words in CONFIDENCE if value >= least)
    share = view.pen.plain(view.words.percent(value))
    return view.words.text("{confidence}, {share}", confidence=view.words.text(words), share=share)


def placed(view: View, anchor: str) -> str:
    """Who placed a sentence: the program and how sure it was, or the editor and why."""
    placement = view.placement(anchor)
    if placement.decision is None:
        sure = confidence(view, placement.confidence)
        return view.words.text("Placed automatically ({confidence})", confidence=sure)
    if not placement.decision.reason:
        return view.words.text("Placed by the editor")
    return view.words.text("Placed by the editor: {reason}", reason=text(view, *view.own(placement.decision.reason)))


def overruled(view: View, anchor: str) -> str | None:
    """What the program had chosen, where the editor chose otherwise."""
    placement = view.placement(anchor)
    if placement.decision is None or placement.automatic in ("", placement.section):
        return None
    chosen, sure = title(view, placement.automatic), confidence(view, placement.confidence)
    return view.words.text("The program had chosen “{section}” ({confidence})", section=chosen, confidence=sure)


def state(view: View, rendering: Rendering) -> str:
    """How far the words shown can be trusted as a translation."""
    if rendering.locale != view.locale:
        return view.words.text(STATES[State.MISSING])
    if rendering.state is State.REVIEWED and rendering.by:
        reviewer = view.pen.plain(rendering.by)
        return view.words.text("translated, reviewed by {name}", name=reviewer)
    if rendering.state is State.DRAFT and rendering.by:
        return view.words.text(
            "draft translation by {name}, not checked by a person", name=view.pen.plain(rendering.by)
        )
    return view.words.text(STATES[rendering.state])


def state_elsewhere(view: View, anchor: str, locale: str) -> str:
    """How far the translation into another language can be trusted, said in this one."""
    rendering = view.edition.rendering(anchor, locale)
    if rendering.locale != locale:
        return view.words.text("not translated yet")
    return state(view, replace(rendering, locale=view.locale))


def reason(view: View, anchor: str, evidence: Evidence) -> str:
    """One piece of evidence in words, with its weight."""
    weight = view.pen.plain(view.words.signed(evidence.weight))
    return view.words.text("{reason} ({weight})", reason=_seen(view, anchor, evidence), weight=weight)


def _seen(view: View, anchor: str, evidence: Evidence) -> str:
    kind, _, detail = evidence.feature.partition(":")
    words = ""
    if len(evidence.span):
        words = quoted(view, view.words_of(anchor, evidence.span), view.reports[anchor].locale)
    label = _detail(view, kind, detail)
    if words and label:
        return view.words.text("{words}: {meaning}", words=words, meaning=label)
    if words:
        return view.words.text(REASONS.get(kind, "the wording {words}"), words=words)
    sign = view.words.text(SIGNS.get(kind, SIGNS[""]))
    return view.words.text("{sign}: {meaning}", sign=sign, meaning=label) if label else sign


def _detail(view: View, kind: str, detail: str) -> str | None:
    """What a feature says, in the page's language, where there are words for it."""
    if kind in ("before", "after", "around") and any(each.id == detail for each in _sections()):
        return title(view, detail)
    if kind in ("speaker", "carried", "said"):
        side = detail.split(".")[0]
        if side == "none":
            return view.words.text("nobody is named")
        return view.words.text(SIDES[Side(side)]) if side in list(Side) else None
    if kind == "time":
        return view.words.text(TIMES[detail]) if detail in TIMES else None
    if kind == "place":
        return view.words.text(PLACES[detail]) if detail in PLACES else None
    return view.words.name("concept", detail) if kind == "concept" else None


PLACES = {"own": "the country affected", "foreign": "another country"}

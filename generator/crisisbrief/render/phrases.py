"""What pages say about a sentence, in the words of the interface: who says so, when, why here, how far translated."""

from __future__ import annotations

from dataclasses import replace

from crisisbrief.model import Certainty, Mention, Rendering, Side, Span, Stance, State, Tension
from crisisbrief.render.reasons import Reason
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
    "only_today": "the day of the report",
    "yesterday": "the day before the report",
    "week": "the week before the report",
    "month": "the month before the report",
    "year": "the year before the report",
    "older": "long before the report",
    "future": "after the report",
    "unresolved": "a time that cannot be dated",
}
SIGNS = {
    "position": "where the sentence stands in the report",
    "shape": "the form of the sentence",
    "echo": "it repeats the opening of the report",
    "before": "the sentences before it",
    "after": "the sentences after it",
    "paragraph": "the other sentences of its paragraph",
    "report": "the report as a whole",
    "meaning": "the meaning of the whole sentence",
    "words": "its words and signs by themselves",
    "speaker": "who speaks",
    "carried": "who spoke in the sentence before",
    "quoted": "words in quotation marks",
    "stance": "what kind of statement it is",
    "cue": "a mark or a turn of phrase",
    "actor": "who acts",
    "time": "when it happened",
    "place": "where it happened",
    "places": "where it happened",
    "": "another sign",
}
ACTORS = {
    "office_own": Side.OWN,
    "office_foreign": Side.FOREIGN,
    "land_foreign": Side.FOREIGN,
    "people": Side.OPPOSITION,
    "world": Side.INTERNATIONAL,
}
TENSIONS = {
    "check:days": "On which day was it?",
    "check:verbs": "Was it a resignation or a dismissal?",
    "check:actors": "Who did it?",
    "check:titles": "Which title does this person hold?",
    "check:denial": "Who made the accusation that is denied here?",
    "check:resumed": "Did it begin only now, or had it begun before?",
    "": "Do these sentences agree?",
}
"""What does not fit together, by the check that found it; a tension that an editor found brings its own question."""
PLACES = {"own": "the country affected", "foreign": "another country"}


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


def speaks_for(view: View, anchor: str, clause: str | None) -> bool:
    """Can the speaker of a sentence be given for a clause of it too? Only where the clause itself holds the naming
    words or the verb: what else the sentence says may be the report's own."""
    segment = view.segments[anchor]
    attribution = segment.attribution
    if clause is None or attribution is None:
        return True
    start = segment.span.start + segment.text.find(clause)
    words = Span(start, start + len(clause))
    if attribution.carried_from is None:
        return words.contains(attribution.speaker)
    return attribution.verb is not None and words.contains(attribution.verb)


def told(view: View, anchor: str, clause: str | None, answer: str) -> str:
    """Words of the report with their speaker, where one can be given, and their sentence."""
    link = sentence_link(view, anchor)
    if not speaks_for(view, anchor, clause):
        return view.words.text("{answer} (sentence {sentence})", answer=answer, sentence=link)
    said = speaker(view, anchor) or view.words.text("no speaker named")
    return view.words.text("{answer} ({speaker}; sentence {sentence})", answer=answer, speaker=said, sentence=link)


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
    words = next(words for least, words in CONFIDENCE if round(value, 2) >= least)
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


def tension(view: View, tension: Tension) -> str:
    """What a reader may ask about sentences that do not go together."""
    if tension.question:
        return text(view, *view.own(tension.question))
    return view.words.text(TENSIONS.get(tension.found_by, TENSIONS[""]))


def reason(view: View, anchor: str, reason: Reason) -> str:
    """Why a sentence stands where it stands, in part, with the weight of it."""
    weight = view.pen.plain(view.words.signed(reason.weight))
    seen = _words_seen(view, anchor, reason) if reason.span else _sign_seen(view, reason)
    return view.words.text("{reason} ({weight})", reason=seen, weight=weight)


def _words_seen(view: View, anchor: str, reason: Reason) -> str:
    words = quoted(view, view.words_of(anchor, reason.span or Span(0, 0)), view.reports[anchor].locale)
    meaning = _meaning(view, reason)
    return view.words.text("{words}: {meaning}", words=words, meaning=meaning) if meaning else words


def _sign_seen(view: View, reason: Reason) -> str:
    sign = view.words.text(SIGNS.get(reason.kind, SIGNS[""]))
    meaning = _meaning(view, reason)
    return view.words.text("{sign}: {meaning}", sign=sign, meaning=meaning) if meaning else sign


def _meaning(view: View, reason: Reason) -> str | None:
    """What a feature says, in the page's language, where there are words for it."""
    first, _, last = reason.detail.partition(".")
    if reason.kind in ("concept", "opens", "office"):
        return view.words.name("concept", first)
    if reason.kind == "does":
        return view.words.name("concept", last)
    if any(each.id == reason.detail for each in _sections()):
        return title(view, reason.detail)
    if first in ("nothing", "none", "nobody"):
        return view.words.text("none")
    if reason.kind in ("speaker", "carried", "quoted"):
        return view.words.text(SIDES[Side(first)]) if first in list(Side) else None
    if reason.kind == "stance":
        return _stance(view, reason.detail)
    if reason.kind == "actor" and first == "land_own":
        return view.words.text(PLACES["own"])
    if reason.kind == "actor":
        return view.words.text(SIDES[ACTORS[first]]) if first in ACTORS else None
    known = {"time": TIMES, "place": PLACES, "places": PLACES}.get(reason.kind, {})
    return view.words.text(known[first]) if first in known else None


def _stance(view: View, detail: str) -> str | None:
    """What somebody does in saying something; a plain statement is one too."""
    stance = Stance(detail) if detail in list(Stance) else None
    if stance is Stance.SAID:
        return view.words.name("concept", "said")
    return view.words.text(STANCES[stance]) if stance in STANCES else None

"""A small edition made by hand, for the tests of everything that reads an `Edition` and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from crisisbrief import languages
from crisisbrief.model import (
    Actor,
    Attribution,
    Brief,
    Certainty,
    Citation,
    Dateline,
    Decision,
    Edition,
    Evidence,
    Fact,
    Imprint,
    KeyMessage,
    Mention,
    MentionKind,
    Note,
    Placement,
    Rendering,
    Report,
    Segment,
    Side,
    Span,
    Stance,
    State,
    Tension,
    clause_key,
)
from crisisbrief.segment import segment

TEXT = """\
قال وزير الداخلية سامي كرم اليوم الأربعاء إن حالة الطوارئ أُعلنت في 3 مدن. وأضاف أن هاتف الطوارئ هو +7 727 270-33-33.
اقتحم محتجون مبنى البلدية  مساء الثلاثاء، وأصيب 15 شخصا.
وبدأت الاحتجاجات بعد رفع أسعار الوقود بين 2021-12-20 و2022-01-02.
ودعت المتحدثة باسم Human Rights Watch إلى ضبط النفس، وكتبت على حساب @HRW: "No comment!".
اقرأ أيضا: <b>خرائط</b> [[p1s1]] {{ المدن }}

"""
ENGLISH = {
    "p1s1": "Interior Minister Sami Karam said today, Wednesday, that an emergency had been declared in 3 cities.",
    "p1s2": "He added that the emergency number is +7 727 270-33-33.",
    "p2s1": "Protesters stormed the town hall on Tuesday evening, and 15 people were injured.",
    "p3s1": "The protests began after fuel prices were raised between 2021-12-20 and 2022-01-02.",
    "p4s1": "Human Rights Watch’s spokeswoman called for restraint and wrote “No comment!” on @HRW.",
}
SECTIONS = {
    "p1s1": "government_response",
    "p1s2": "government_response",
    "p2s1": "escalation",
    "p3s1": "background",
    "p4s1": "international_reactions",
    "p5s1": "other",
}
NAMES = {"وزير الداخلية سامي كرم": "Interior Minister Sami Karam"}


def report(text: str = TEXT, locale: str = "ar") -> Report:
    line = Dateline(date(2022, 1, 5), note={"en": "Told by “today, Wednesday”.", "ar": "من قوله «اليوم الأربعاء»."})
    return Report("2022-01-05", locale, text, "0f" * 32, line, country="KZ")


def edition(text: str = TEXT, *, locale: str = "ar") -> Edition:
    """The edition of the text above; of any other text one without speakers, times and translations."""
    source = report(text, locale)
    segments = segment(source, languages.load(locale))
    if text == TEXT:
        segments = tuple(_read(each) for each in segments)
    placements = {
        each.anchor: _placement(each, SECTIONS[each.anchor] if text == TEXT else "background") for each in segments
    }
    brief = Brief("sample", (source,), {source.name: segments}, placements)
    found = Edition(
        brief=brief,
        locales=(locale, *(code for code in languages.available() if code != locale)),
        title={"ar": "طوارئ في 3 مدن", "en": "Emergency in 3 cities"},
        imprint=Imprint(1, date(2022, 1, 6)),
        renderings=_renderings(brief, locale),
    )
    return _edited(found) if text == TEXT else found


def _span(segment: Segment, words: str) -> Span:
    start = segment.span.start + segment.text.index(words)
    return Span(start, start + len(words))


def _read(each: Segment) -> Segment:
    """What the stages before rendering would have found."""
    times = {
        "p1s1": ("اليوم الأربعاء", "2022-01-05", Certainty.EXACT),
        "p2s1": ("مساء الثلاثاء", "2022-01-04", Certainty.INFERRED),
        "p3s1": ("بين 2021-12-20 و2022-01-02", "2021-12-20/2022-01-02", Certainty.RANGE),
    }
    speakers = {
        "p1s1": ("وزير الداخلية سامي كرم", Stance.SAID, Side.OWN),
        "p4s1": ("المتحدثة باسم Human Rights Watch", Stance.CALLED_FOR, Side.INTERNATIONAL),
    }
    if each.anchor in times:
        words, value, certainty = times[each.anchor]
        each = replace(each, mentions=(Mention(_span(each, words), MentionKind.TIME, "date", value, certainty),))
    if each.anchor in speakers:
        words, stance, side = speakers[each.anchor]
        each = replace(each, attribution=Attribution(_span(each, words), stance=stance, side=side))
    if each.anchor == "p1s2":
        speaker = Span(TEXT.index("وزير"), TEXT.index("كرم") + 3)
        each = replace(each, attribution=Attribution(speaker, carried_from="p1s1", side=Side.OWN))
    return each


def _placement(each: Segment, chosen: str) -> Placement:
    first, rest = (
        Span(each.span.start, each.span.start + len(each.text.split()[0])),
        Span(each.span.start, each.span.start),
    )
    evidence = (
        Evidence(first, 1.2, "word:x"),
        Evidence(first, 0.4, "concept:protest"),
        Evidence(rest, 0.6, "speaker:own"),
        Evidence(rest, -0.3, "position:first"),
        Evidence(rest, 0.2, "before:escalation"),
        Evidence(rest, 0.1, "something:new"),
    )
    if chosen != "escalation":
        return Placement(each.anchor, chosen, 0.93, "escalation", evidence, automatic=chosen)
    reason = {"ar": "حدث في الشارع.", "en": "It happened in the street."}
    decision = Decision(each.anchor, each.text[:12], chosen, reason, on=date(2022, 1, 6))
    also = (Citation("government_response", _span(each, "مبنى البلدية")),)
    return Placement(
        each.anchor, chosen, 0.55, "background", evidence, also=also, decision=decision, automatic="background"
    )


def _renderings(brief: Brief, locale: str) -> dict[str, dict[str, Rendering]]:
    segments = tuple(brief.all_segments())
    found = {
        code: {each.anchor: Rendering(each.text, locale, State.MISSING) for each in segments} for code in ("ar", "en")
    }
    found[locale] = {each.anchor: Rendering(each.text, locale, State.SOURCE) for each in segments}
    if locale == "ar" and segments[0].text in TEXT:
        found["en"].update({anchor: Rendering(text, "en", State.TRANSLATED) for anchor, text in ENGLISH.items()})
    return found


CLAUSE, ENGLISH_CLAUSE = "وأصيب 15 شخصا", "15 people were injured"


def _edited(found: Edition) -> Edition:
    """With all that an editor can add."""
    key = clause_key("p2s1", CLAUSE)
    renderings = {code: dict(found.renderings[code]) for code in found.locales}
    renderings["ar"][key] = Rendering(CLAUSE, "ar", State.SOURCE)
    renderings["en"][key] = Rendering(ENGLISH_CLAUSE, "en", State.TRANSLATED)
    minister = Actor(
        "وزير الداخلية سامي كرم",
        (("وزير الداخلية سامي كرم", Span(TEXT.index("وزير"), TEXT.index("كرم") + 3), "p1s1"),),
        Side.OWN,
        anchors=("p1s1",),
        says=("p1s1", "p1s2"),
    )
    return replace(
        found,
        renderings=renderings,
        lede=("p1s1",),
        messages=(KeyMessage("p2s1", CLAUSE), KeyMessage("p4s1")),
        facts=(
            Fact({"ar": "كم عدد المصابين؟", "en": "How many people were injured?"}, "p2s1", CLAUSE),
            Fact({"ar": "كم عدد القتلى؟", "en": "How many people were killed?"}),
        ),
        tensions=(Tension(("p1s1", "p2s1"), {"ar": "أي يوم؟", "en": "Which day?"}),),
        notes=(Note(date(2022, 1, 7), {"ar": "ملاحظة عن CNN.", "en": "A remark on «الوقود»."}, anchors=("p2s1",)),),
        actors=(minister,),
        glossary={source: {"en": english} for source, english in NAMES.items()},
        made_from=("briefs/sample/2022-01-05.ar.txt", "briefs/sample/brief.toml"),
    )

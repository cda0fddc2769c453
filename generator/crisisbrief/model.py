"""The nouns of crisisbrief: frozen records that the stages hand to each other.

Offsets are code points into `Report.text`, half-open, wherever a `Span` occurs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in the untouched text of one report."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` under this span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a report was filed; what it does not state is None."""

    published: date | None = None
    place: str | None = None
    zone: str | None = None
    """IANA time zone of the place, e.g. `Asia/Almaty`."""
    note: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """How the day of publication is known where the report does not state it, by locale."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it came, with what is known about it from outside its text."""

    name: str
    """File name without locale and suffix, e.g. `2022-01-05`: names the report in anchors and catalogs."""
    locale: str
    text: str
    """The decoded text, line breaks and all; nothing is ever changed in it."""
    sha256: str
    """Of the bytes as they came, in hexadecimal."""
    dateline: Dateline = Dateline()
    country: str | None = None
    """The country affected, ISO 3166-1 alpha-2; None where it is not known."""
    headline: str | None = None
    byline: str | None = None
    source: str | None = None
    """Who published it; None where the desk does not know."""
    rights: str | None = None
    encoding: str = "utf-8"


class MentionKind(StrEnum):
    ACTOR = "actor"
    PLACE = "place"
    TIME = "time"
    EVENT = "event"


class Certainty(StrEnum):
    """How a mention's value came about."""

    EXACT = "exact"
    """Stated in the text: a full date, a country's name."""
    INFERRED = "inferred"
    """Follows from the text and the dateline: a weekday, "tonight"."""
    RANGE = "range"
    """Somewhere between the two ends of the value."""
    UNRESOLVED = "unresolved"
    """Named, and nobody can tell from the report what it is; the value is None."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names an actor, a place, a time or an event."""

    span: Span
    kind: MentionKind
    concept: str
    """What it is, as a concept of the lexicon or the gazetteer: `territory`, `nationality`, `city`, `person`,
    `office`, `protest`, `date`…"""
    value: str | None = None
    """Resolved: ISO 3166 code of a territory, nationality or city; `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `A/B` of a
    time (EDTF level 0, ISO 8601-2); the name of a person as first spelt; None where there is nothing to resolve."""
    certainty: Certainty = Certainty.EXACT
    clock: str | None = None
    """Of a time on one day: `HH:MM` where the text gives it, by the clocks of the place it speaks of."""

    @property
    def moment(self) -> str | None:
        """The value, of a time with its time of day (`2017-09-14T21:50`)."""
        return self.value if self.clock is None else f"{self.value}T{self.clock}"


class Stance(StrEnum):
    """What the speaker does with the statement, read off the reporting verb."""

    SAID = "said"
    DENIED = "denied"
    CALLED_FOR = "called_for"
    CONDEMNED = "condemned"
    WARNED = "warned"
    ACCUSED = "accused"
    WELCOMED = "welcomed"
    OFFERED = "offered"
    DECIDED = "decided"


class Side(StrEnum):
    """Where a speaker or an acting body stands, seen from the country affected."""

    OWN = "own"
    """The affected country's own authorities."""
    OPPOSITION = "opposition"
    """Protesters, opposition, rebels, residents, unions of the affected country."""
    FOREIGN = "foreign"
    """Another country's government or its office."""
    INTERNATIONAL = "international"
    """An international organization or a foreign NGO."""
    MEDIA = "media"
    """A newspaper, an agency, a broadcaster."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a segment, and how. A segment that names no speaker has no `Attribution` at all."""

    speaker: Span
    """The naming words, with title; in an earlier segment where `carried_from` names that segment."""
    carried_from: str | None = None
    """Anchor of the segment that names the speaker, where this one only carries on («وأضاف», "he added")."""
    verb: Span | None = None
    stance: Stance = Stance.SAID
    quotation: Span | None = None
    """The words inside quotation marks, marks included, where the segment quotes."""
    side: Side = Side.UNKNOWN


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence: the unit of placing and translating."""

    anchor: str
    """`p3s2`: second sentence of the third non-empty line; `<report>-p3s2` where a brief has several reports."""
    paragraph: int
    """Counts non-empty lines from 1."""
    span: Span
    text: str
    """`span` of the report's text."""
    mentions: tuple[Mention, ...] = ()
    attribution: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a placement. A reason that is not in the words themselves has an empty span."""

    span: Span
    weight: float
    """In logits towards the section: positive speaks for it, negative against."""
    feature: str
    """What was seen: `word:…`, `concept:protest`, `speaker:foreign`, `position:first`, `before:escalation`…"""


@dataclass(frozen=True, slots=True)
class Citation:
    """A further section in which a segment is cited, and the stretch that makes it belong there too."""

    section: str
    span: Span


@dataclass(frozen=True, slots=True)
class Decision:
    """An editor's word on where a segment belongs; it stands above the reader's."""

    anchor: str
    opening: str
    """The opening words of the sentence; where anchor and words disagree, the words identify it."""
    section: str
    reason: Mapping[str, str]
    """By locale; the key is the locale the reason is written in."""
    by: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a segment stands, why, and how sure the reader is."""

    anchor: str
    section: str
    confidence: float
    """Of the automatic placement, 0 to 1."""
    runner_up: str
    evidence: tuple[Evidence, ...] = ()
    reader: str = "core"
    """Who weighed the evidence: `core`, or `embed` with the bundled embedding."""
    also: tuple[Citation, ...] = ()
    decision: Decision | None = None
    """Set where an editor decided; `automatic` then keeps what the reader had said."""
    automatic: str = ""
    """The section that the reader chose; equals `section` where no editor decided."""

    @property
    def decided_by_editor(self) -> bool:
        return self.decision is not None


@dataclass(frozen=True, slots=True)
class Brief:
    """Reports and placements. It cannot be built unless every segment is placed exactly once and the segments
    with the white space between them are the reports, character for character."""

    slug: str
    reports: tuple[Report, ...]
    segments: Mapping[str, tuple[Segment, ...]]
    """By report name, in the order of the text."""
    placements: Mapping[str, Placement]
    """By anchor."""

    def __post_init__(self) -> None:
        for report in self.reports:
            _require_cover(report, self.segments[report.name])
        anchors = [segment.anchor for segment in self.all_segments()]
        if len(set(anchors)) != len(anchors):
            raise ValueError(f"{self.slug}: an anchor stands for two segments")
        if set(anchors) != set(self.placements):
            raise ValueError(f"{self.slug}: segments and placements do not match")

    def all_segments(self) -> Iterator[Segment]:
        for report in self.reports:
            yield from self.segments[report.name]

    def segment(self, anchor: str) -> Segment:
        return next(segment for segment in self.all_segments() if segment.anchor == anchor)

    def report_of(self, anchor: str) -> Report:
        return next(report for report in self.reports if any(s.anchor == anchor for s in self.segments[report.name]))

    def in_section(self, section: str) -> tuple[Segment, ...]:
        """The segments whose home the section is, in the order of the reports."""
        return tuple(s for s in self.all_segments() if self.placements[s.anchor].section == section)

    def cited_in(self, section: str) -> tuple[Segment, ...]:
        """The segments at home elsewhere that the section cites."""
        return tuple(
            s
            for s in self.all_segments()
            if any(citation.section == section for citation in self.placements[s.anchor].also)
        )


def _require_cover(report: Report, segments: tuple[Segment, ...]) -> None:
    end = 0
    for segment in segments:
        if report.text[end : segment.span.start].strip():
            raise ValueError(f"{report.name}: text before {segment.anchor} belongs to no segment")
        if segment.span.start < end or segment.span.of(report.text) != segment.text:
            raise ValueError(f"{report.name}: {segment.anchor} is not the text under its span")
        end = segment.span.end
    if report.text[end:].strip():
        raise ValueError(f"{report.name}: text after the last segment belongs to no segment")


class State(StrEnum):
    """How far a translation can be trusted (DESIGN.md §1.4)."""

    SOURCE = "source"
    """No translation: the report is written in this language."""
    REVIEWED = "reviewed"
    """A named person other than the translator read it."""
    TRANSLATED = "translated"
    DRAFT = "draft"
    """Machine, memory or fuzzy: nobody stood by it yet."""
    STALE = "stale"
    """The source sentence changed after it was translated."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Rendering:
    """A sentence as one language shows it: the translation, or the source where there is none to show."""

    text: str
    locale: str
    """Of the text itself; differs from the page's where the text is a fallback."""
    state: State
    by: str | None = None
    """The reviewer of `reviewed`, the engine of `draft`."""


class Codes(StrEnum):
    """What of the text is printed as QR codes."""

    NONE = "none"
    MESSAGES = "messages"
    """The key messages."""
    TEXT = "text"
    """Every sentence."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a reader must know about the edition in hand (`[edition]` in brief.toml)."""

    number: int
    published: date
    previous: int | None = None
    note: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    withdrawn: bool = False
    next_update: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    codes: Codes = Codes.NONE
    """On paper (`qr`)."""


@dataclass(frozen=True, slots=True)
class KeyMessage:
    """A whole sentence, or a clause of it, that an editor chose for the overview."""

    anchor: str
    clause: str | None = None
    """The exact words of the source; None for the whole sentence."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A question every reader asks, answered in the source's own words or not at all."""

    question: Mapping[str, str]
    """By locale."""
    anchor: str | None = None
    clause: str | None = None
    """The exact words of the source; None for the whole sentence, and where the source does not say (`anchor` None)."""


@dataclass(frozen=True, slots=True)
class Tension:
    """Sentences that do not go together, shown side by side and never decided."""

    anchors: tuple[str, ...]
    question: Mapping[str, str]
    """What differs, by locale."""
    found_by: str = "editor"
    """`editor`, or the name of the check that found it."""


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's dated remark; it never changes the report."""

    on: date
    text: Mapping[str, str]
    by: str | None = None
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Redaction:
    """Words that an editor took out to protect somebody; a mark stands in their place. The words are not here."""

    anchors: tuple[str, ...]
    """The sentences they stood in."""
    reason: Mapping[str, str]
    """By locale."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or speaks, with every spelling the reports use."""

    name: str
    """As first spelt in full."""
    variants: tuple[tuple[str, Span, str], ...]
    """Each distinct spelling, with the span and the anchor of its first occurrence."""
    side: Side
    anchors: tuple[str, ...]
    """Segments that name the actor."""
    says: tuple[str, ...] = ()
    """Segments attributed to the actor."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half of the key that the desk signs its editions with (Ed25519)."""

    line: str
    """As minisign writes it: base64 of `Ed`, the key's id and the 32 bytes of the key."""
    id: str
    """The key's id as minisign prints it: 16 hexadecimal digits."""
    fingerprint: str
    """Six groups of five digits, of the SHA-256 of the 32 bytes: to be read out, printed, compared by ear."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A brief with its catalogs and its imprint: all that a renderer or an exporter may see."""

    brief: Brief
    locales: tuple[str, ...]
    """The languages it is published in, the first report's own language first."""
    title: Mapping[str, str]
    imprint: Imprint
    renderings: Mapping[str, Mapping[str, Rendering]]
    """By locale, then by anchor; a clause that an editor marked is keyed by `clause_key`."""
    lede: tuple[str, ...] = ()
    """Anchors of the one or two sentences that open the overview."""
    messages: tuple[KeyMessage, ...] = ()
    facts: tuple[Fact, ...] = ()
    tensions: tuple[Tension, ...] = ()
    notes: tuple[Note, ...] = ()
    actors: tuple[Actor, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    sms: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The editors' own words for a text message, by locale."""
    glossary: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    """Names and phrases of the report that pages show outside their sentence (speakers, actors, places): source
    wording to its translation, by locale."""
    key: PublicKey | None = None
    """With which the desk signs; None where it has no key yet."""
    made_from: tuple[str, ...] = ()
    """Files under content/ that went into it, relative and with forward slashes."""

    def rendering(self, anchor: str, locale: str, clause: str | None = None) -> Rendering:
        return self.renderings[locale][anchor if clause is None else clause_key(anchor, clause)]


def clause_key(anchor: str, clause: str) -> str:
    """Under which an `Edition` keeps the rendering of a clause that an editor marked."""
    return f"{anchor}\x1f{clause}"

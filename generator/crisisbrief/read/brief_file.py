"""brief.toml: what the desk knows about a brief and what it has decided (docs/brief-toml.md tells editors)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from crisisbrief import languages, sections
from crisisbrief.errors import BriefError, raise_all
from crisisbrief.model import Codes, Decision, Fact, Imprint, KeyMessage, Note, Tension
from crisisbrief.read.report import country_code, written_in
from crisisbrief.short_message import PARTS, measure, safe, surplus

Texts = Mapping[str, str]
T = TypeVar("T")
NO_TEXTS: Texts = MappingProxyType({})
LONGEST_TITLE = 80
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
"""Controls have no business in what an editor writes; a report may hold anything."""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """`[reports."<name>"]`: what is known about one report from outside its text."""

    zone: str | None = None
    place: str | None = None
    published: date | None = None
    published_note: Texts = field(default_factory=lambda: NO_TEXTS)
    source: str | None = None
    rights: str | None = None
    headline: str | None = None
    byline: str | None = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """`[[redact]]` or `[[acknowledge]]`: words that may harm somebody, and what is to become of them."""

    words: Mapping[str, tuple[str, ...]]
    """By locale, every wording that is meant."""
    reason: Texts

    def all_words(self) -> tuple[str, ...]:
        return tuple(each for wordings in self.words.values() for each in wordings)


@dataclass(frozen=True, slots=True)
class BriefFile:
    """One brief.toml, checked as far as that is possible without the reports."""

    path: Path
    title: Texts
    imprint: Imprint
    locales: tuple[str, ...]
    country: str | None = None
    lede: tuple[str, ...] = ()
    messages: tuple[KeyMessage, ...] = ()
    facts: tuple[Fact, ...] = ()
    tensions: tuple[Tension, ...] = ()
    decisions: tuple[Decision, ...] = ()
    notes: tuple[Note, ...] = ()
    redactions: tuple[Order, ...] = ()
    sms: Texts = field(default_factory=lambda: NO_TEXTS)
    """The editors' own words for a text message."""
    acknowledged: tuple[Order, ...] = ()
    reports: Mapping[str, ReportFacts] = field(default_factory=lambda: MappingProxyType({}))
    drafts: bool = False
    """Whether translations that nobody stood by are published, labelled as drafts."""
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Line on which each `segment = "…"` first stands, for messages about it."""

    def excerpts(self) -> tuple[tuple[str, str | None], ...]:
        """Anchor and clause (None for the whole sentence) of every message and every answered fact."""
        messages = ((message.anchor, message.clause) for message in self.messages)
        facts = ((fact.anchor, fact.clause) for fact in self.facts if fact.anchor)
        return (*messages, *facts)


def brief_file(path: Path) -> BriefFile:
    """Read and check a brief.toml; all its faults in one BriefError."""
    return _Reader(path).read()


class _Reader:
    """Takes the parsed TOML apart, collecting every fault with the line it is on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = _text(path)
        self.faults: list[BriefError] = []
        self.locales: tuple[str, ...] = ()

    def read(self) -> BriefFile:
        data = _parse(self.text, self.path)
        self.locales = self._locales(data.pop("locales", None))
        country = self._country(data.pop("country", None))
        result = BriefFile(
            path=self.path,
            title=self._title(data.pop("title", None)),
            imprint=self._imprint(data.pop("edition", None)),
            locales=self.locales,
            country=country,
            lede=tuple(self._list(data.pop("lede", []), "lede", str)),
            messages=self._tables(data, "message", self._message),
            facts=self._tables(data, "fact", self._fact),
            tensions=self._tables(data, "tension", self._tension),
            decisions=self._tables(data, "decision", self._decision),
            notes=self._tables(data, "note", self._note),
            redactions=self._tables(data, "redact", self._order),
            sms=self._sms(data.pop("sms", None)),
            acknowledged=self._tables(data, "acknowledge", self._order),
            reports=self._reports(data.pop("reports", {})),
            drafts=self._take(data, "drafts", bool, False),
            lines=_segment_lines(self.text),
        )
        self._nothing_left(data, "")
        raise_all(self.faults)
        return result

    def _fault(self, message: str, near: str = "") -> None:
        self.faults.append(BriefError(message, path=self.path, line=_line_of(self.text, near)))

    def _take(self, table: dict[str, Any], key: str, kind: type, default: Any = None) -> Any:
        value = table.pop(key, default)
        if value is default or (isinstance(value, kind) and not (kind is int and isinstance(value, bool))):
            return value
        self._fault(f"{key} must be {KINDS[kind]}, not {value!r}", key)
        return default

    def _list(self, value: Any, key: str, kind: type) -> list[Any]:
        if isinstance(value, list) and all(isinstance(entry, kind) for entry in value):
            return value
        self._fault(f'{key} must be a list of {KINDS[kind]}s, for example {key} = ["p1s1"]', key)
        return []

    def _nothing_left(self, table: dict[str, Any], where: str) -> None:
        for key in table:
            self._fault(f"{where}{key} is not known here; see docs/brief-toml.md for what may be said", key)

    def _locales(self, value: Any) -> tuple[str, ...]:
        found = self._list(value, "locales", str) if value is not None else []
        if not found:
            self._fault('locales is missing; say which languages are published, for example locales = ["ar", "en"]')
        known = languages.targets()
        for code in found:
            if code not in known:
                self._fault(f"locale {code!r} has no language pack; there are {', '.join(known)}", "locales")
        return tuple(code for code in found if code in known)

    def _country(self, value: Any) -> str | None:
        if value is not None and not isinstance(value, str):
            self._fault(f"country must be a text, not {value!r}", "country")
            return None
        try:
            return country_code(value, path=self.path, line=_line_of(self.text, "country"))
        except BriefError as fault:
            self.faults.append(fault)
            return None

    def _texts(self, value: Any, key: str, *, every_locale: bool = True) -> Texts:
        """A text by locale; a plain string is in the first language of the brief."""
        if isinstance(value, str) and not every_locale and self.locales:
            value = {written_in(value, self.locales): value}
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            self._fault(f'{key} must be a text in each language, for example {key} = {{ar = "…", en = "…"}}', key)
            return NO_TEXTS
        for text in value.values():
            if FORBIDDEN.search(text):
                self._fault(f"{key} holds a control character; write plain text", text[:30] or key)
        missing = [code for code in self.locales if not value.get(code, "").strip()]
        if missing and every_locale:
            self._fault(f"{key} is missing in {', '.join(missing)}", key)
        return MappingProxyType(dict(value))

    def _title(self, value: Any) -> Texts:
        if value is None:
            self._fault('title is missing; add [title] with a line for each language, for example ar = "…"')
            return NO_TEXTS
        title = self._texts(value, "title")
        for text in title.values():
            if len(text) > LONGEST_TITLE:
                self._fault(f"the title has {len(text)} characters; {LONGEST_TITLE} is the most a phone shows", text)
        return title

    def _sms(self, value: Any) -> Texts:
        if value is None:
            return NO_TEXTS
        texts = self._texts(value, "sms", every_locale=False)
        for locale, text in texts.items():
            if locale not in self.locales:
                self._fault(f"sms speaks {locale!r}, which locales ({', '.join(self.locales)}) does not list", text)
            written = safe(text)
            if more := surplus(written):
                has = measure(written)
                told = f"the text message in {locale} has {has.characters} characters ({has.alphabet})"
                self._fault(f"{told}, {has.parts} parts; {PARTS} are the most: shorten it by {more}", text)
        return texts

    def _imprint(self, value: Any) -> Imprint:
        table = dict(value) if isinstance(value, dict) else {}
        published = self._take(table, "published", date)
        if published is None:
            self._fault("[edition] needs published = YYYY-MM-DD: the day this edition goes out", "[edition]")
        imprint = Imprint(
            number=self._take(table, "number", int, 1),
            published=published or date.min,
            previous=self._take(table, "previous", int),
            note=self._texts(table.pop("note"), "note") if "note" in table else NO_TEXTS,
            withdrawn=self._take(table, "withdrawn", bool, False),
            next_update=self._texts(table.pop("next_update"), "next_update") if "next_update" in table else NO_TEXTS,
            codes=self._codes(table),
        )
        self._nothing_left(table, "edition.")
        return imprint

    def _codes(self, table: dict[str, Any]) -> Codes:
        value = self._take(table, "qr", str, Codes.NONE)
        if value not in list(Codes):
            self._fault(f"there is no qr = {value!r}; there are {', '.join(Codes)}", "qr")
            return Codes.NONE
        return Codes(value)

    def _tables(self, data: dict[str, Any], key: str, make: Callable[[dict[str, Any]], T]) -> tuple[T, ...]:
        made = []
        for entry in self._list(data.pop(key, []), key, dict):
            table = dict(entry)
            made.append(make(table))
            self._nothing_left(table, f"{key}.")
        return tuple(made)

    def _segment(self, table: dict[str, Any], key: str) -> str:
        anchor = self._take(table, "segment", str)
        if anchor is None:
            self._fault(f'a [[{key}]] lacks segment = "p1s1": which sentence is it about?', f"[[{key}]]")
        return anchor or ""

    def _message(self, table: dict[str, Any]) -> KeyMessage:
        return KeyMessage(self._segment(table, "message"), self._take(table, "clause", str))

    def _fact(self, table: dict[str, Any]) -> Fact:
        question = self._texts(table.pop("question", None), "question")
        anchor, clause = self._take(table, "segment", str), self._take(table, "clause", str)
        if clause and not anchor:
            self._fault(f'the clause «{clause}» names no segment; add segment = "…"', clause)
        return Fact(question, anchor, clause)

    def _tension(self, table: dict[str, Any]) -> Tension:
        anchors = self._list(table.pop("segments", []), "segments", str)
        if len(anchors) < 2:
            self._fault('a [[tension]] needs segments = ["…", "…"]: at least two sentences', "[[tension]]")
        return Tension(tuple(anchors), self._texts(table.pop("question", None), "question"))

    def _decision(self, table: dict[str, Any]) -> Decision:
        anchor = self._segment(table, "decision")
        section = self._take(table, "section", str, "")
        known = [known.id for known in sections.load()]
        if section not in known:
            self._fault(f"there is no section {section!r}; there are {', '.join(known)}", section or "[[decision]]")
        opening = self._take(table, "opening", str, "")
        if not opening.strip():
            self._fault(f"the decision for {anchor} lacks opening = the sentence's first words", anchor)
        reason = self._texts(table.pop("reason", None), "reason", every_locale=False)
        return Decision(anchor, opening, section, reason, self._take(table, "by", str), self._take(table, "on", date))

    def _note(self, table: dict[str, Any]) -> Note:
        on = self._take(table, "on", date)
        if on is None:
            self._fault("a [[note]] needs on = YYYY-MM-DD: when it was written", "[[note]]")
        return Note(
            on or date.min,
            self._texts(table.pop("text", None), "text"),
            self._take(table, "by", str),
            tuple(self._list(table.pop("segments", []), "segments", str)),
        )

    def _order(self, table: dict[str, Any]) -> Order:
        words = self._wordings(table.pop("words", None))
        reason = self._texts(table.pop("reason", ""), "reason", every_locale=False)
        if not any(text.strip() for text in reason.values()):
            near = next((each for wordings in words.values() for each in wordings), "words")
            self._fault('words that may harm somebody need a reason = "…" for what is done with them', near)
        return Order(words, reason)

    def _wordings(self, value: Any) -> Mapping[str, tuple[str, ...]]:
        """Words by locale, one wording or several; a plain string stands for every language."""
        if isinstance(value, str):
            value = dict.fromkeys(self.locales, value)
        lists = value.items() if isinstance(value, dict) else ()
        found = {
            code: (each,) if isinstance(each, str) else tuple(self._list(each, "words", str)) for code, each in lists
        }
        if not found or not all(each.strip() for wordings in found.values() for each in wordings or [""]):
            self._fault('words must be those of the report, for example words = {ar = "…", en = "…"}', "words")
            return MappingProxyType({})
        return MappingProxyType(found)

    def _reports(self, value: Any) -> Mapping[str, ReportFacts]:
        if not isinstance(value, dict) or not all(isinstance(entry, dict) for entry in value.values()):
            self._fault('reports must be tables such as [reports."2022-01-05"]', "reports")
            return MappingProxyType({})
        return MappingProxyType({name: self._report(dict(table)) for name, table in value.items()})

    def _report(self, table: dict[str, Any]) -> ReportFacts:
        note = table.pop("published_note", None)
        texts = {key: self._take(table, key, str) for key in REPORT_TEXTS}
        facts = ReportFacts(
            published=self._take(table, "published", date),
            published_note=NO_TEXTS if note is None else self._texts(note, "published_note"),
            **texts,
        )
        self._nothing_left(table, "reports.")
        return facts


KINDS: Mapping[type, str] = MappingProxyType(
    {str: "text", int: "whole number", bool: "true or false", date: "date (YYYY-MM-DD)", dict: "table"}
)
REPORT_TEXTS = ("zone", "place", "source", "rights", "headline", "byline", "encoding")
SEGMENT_LINE = re.compile(r"^\s*segments?\s*=\s*(.*)$")


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError as error:
        raise BriefError('is missing; "crisisbrief new" makes one', path=path) from error
    except UnicodeDecodeError as error:
        raise BriefError("is not UTF-8; save it as UTF-8", path=path) from error


def _parse(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        reason = re.sub(r" \(at .*\)$", "", str(error))
        raise BriefError(f"is not valid TOML: {reason}; mend this line", path=path, line=line) from error


def _line_of(text: str, near: str) -> int | None:
    """The first line that holds `near`, for the message; None where it cannot be told."""
    position = text.find(near) if near else -1
    return None if position < 0 else text.count("\n", 0, position) + 1


def line_of(path: Path, near: str) -> int | None:
    """The first line of a brief.toml that holds `near`; None where none does."""
    return _line_of(_text(path), near)


def _segment_lines(text: str) -> Mapping[str, int]:
    lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if match := SEGMENT_LINE.match(line):
            for anchor in re.findall(r'"([^"]+)"', match[1]):
                lines.setdefault(anchor, number)
    return MappingProxyType(lines)

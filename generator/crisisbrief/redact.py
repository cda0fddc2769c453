"""Words that an editor takes out of a brief: a mark stands in their place, everywhere and in every language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crisisbrief.actors import actors
from crisisbrief.errors import BriefError, raise_all
from crisisbrief.harm import all_texts, asked, mark, texts, uncut
from crisisbrief.languages.fold import fold_word
from crisisbrief.model import (
    Attribution,
    Brief,
    Decision,
    Edition,
    Placement,
    Redaction,
    Rendering,
    Report,
    Segment,
    Span,
    clause_key,
)
from crisisbrief.read import BriefFile, Order, line_of

Wordings = Mapping[str, Sequence[str]]
"""The words to take out, by the language they are in."""


def wordings_of(orders: Iterable[Order]) -> Wordings:
    """All that an editor ordered to take out, by language."""
    found: dict[str, list[str]] = {}
    for order in orders:
        for locale, words in order.words.items():
            found.setdefault(locale, []).extend(words)
    return found


def redact_edition(made: Edition, file: BriefFile) -> Edition:
    """The edition without the words that brief.toml orders to take out; BriefError where some of them would stay."""
    if not file.redactions:
        return made
    cut = _Cutter(wordings_of(file.redactions))
    brief = redact(made.brief, cut)
    raise_all([*_found_nowhere(made, file), *_same_person(made, file), *_in_addresses(made, file)])
    clean = replace(
        made,
        brief=brief,
        title=cut.texts(made.title),
        imprint=replace(
            made.imprint, note=cut.texts(made.imprint.note), next_update=cut.texts(made.imprint.next_update)
        ),
        renderings={locale: cut.renderings(made, found) for locale, found in made.renderings.items()},
        messages=tuple(replace(each, clause=cut.clause(made, each.anchor, each.clause)) for each in made.messages),
        facts=tuple(
            replace(each, question=cut.texts(each.question), clause=cut.clause(made, each.anchor, each.clause))
            for each in made.facts
        ),
        tensions=tuple(replace(each, question=cut.texts(each.question)) for each in made.tensions),
        notes=tuple(
            replace(each, text=cut.texts(each.text), by=each.by and cut.anywhere(each.by)) for each in made.notes
        ),
        actors=tuple(each for each in actors(brief) if not cut.is_mark(each.name)),
        sms=cut.texts(made.sms),
        redactions=tuple(
            Redaction(tuple(_anchors(made.brief, order)), cut.texts(order.reason)) for order in file.redactions
        ),
        glossary={cut.anywhere(source): cut.terms(source, found) for source, found in made.glossary.items()},
    )
    raise_all([*_left(clean, file, cut.wordings), *asked(uncut(clean), file)])
    return clean


@dataclass(frozen=True, slots=True)
class _Cutter:
    """Takes the words out of texts that stand outside the report."""

    wordings: Wordings

    def text(self, text: str, locale: str) -> str:
        pattern = _pattern(self.wordings.get(locale, ()))
        return pattern.sub(mark(locale), text) if pattern else text

    def texts(self, by_locale: Mapping[str, str]) -> Mapping[str, str]:
        return {locale: self.text(text, locale) for locale, text in by_locale.items()}

    def clause(self, made: Edition, anchor: str | None, clause: str | None) -> str | None:
        """A clause of a sentence of the report."""
        return self.text(clause, made.brief.report_of(anchor).locale) if anchor and clause else clause

    def renderings(self, made: Edition, found: Mapping[str, Rendering]) -> Mapping[str, Rendering]:
        cut: dict[str, Rendering] = {}
        for name, each in found.items():
            anchor, _, clause = name.partition(clause_key("", ""))
            own = clause_key(anchor, self.clause(made, anchor, clause) or "") if clause else anchor
            cut[own] = replace(each, text=self.text(each.text, each.locale))
        return cut

    def terms(self, source: str, by_locale: Mapping[str, str]) -> Mapping[str, str]:
        """The translations of a name; where words were taken out of it, only those that lost theirs, too."""
        cut = self.texts(by_locale)
        if self.anywhere(source) == source:
            return cut
        return {locale: text for locale, text in cut.items() if text != by_locale[locale]}

    def is_mark(self, text: str) -> bool:
        """Whether nothing but the mark is left."""
        return any(text == mark(locale) for locale in self.wordings)

    def anywhere(self, text: str) -> str:
        """A text of any language: a name of a report, whichever that is in."""
        for locale in self.wordings:
            text = self.text(text, locale)
        return text


def remains(text: str, words: Iterable[str]) -> str | None:
    """The first of the words that stands in `text`, were it as part of a longer word or spelt otherwise."""
    folded = " ".join(fold_word(text).split())
    return next((each for each in words if " ".join(fold_word(each).split()) in folded), None)


def _anchors(brief: Brief, order: Order) -> Iterator[str]:
    for report in brief.reports:
        pattern = _pattern(order.words.get(report.locale, ()))
        if pattern:
            yield from (each.anchor for each in brief.segments[report.name] if pattern.search(each.text))


def _found_nowhere(made: Edition, file: BriefFile) -> Iterator[BriefError]:
    """Orders whose words stand in no text: a slip of the pen would else publish a name."""
    # a withdrawn edition's, too: the notice goes out however little of the text it holds
    written = tuple(all_texts(made))
    for order in file.redactions:
        for locale, words in order.words.items():
            for each in words:
                if not any(text.locale == locale and remains(text.text, [each]) for text in written):
                    told = f"«{each}» is to be taken out in {locale} and stands nowhere there; copy it as it is written"
                    yield BriefError(told, path=file.path, line=line_of(file.path, each))


def _in_addresses(made: Edition, file: BriefFile) -> Iterator[BriefError]:
    """Words in names of files, which every address and every export carries."""
    names = {made.brief.slug: "folder", **{report.name: "report" for report in made.brief.reports}}
    for order in file.redactions:
        for name, what in names.items():
            if left := remains(name.replace("-", " "), order.all_words()):
                told = f"«{left}» is to be taken out and stands in the name of the {what}, {name}; give it another name"
                yield BriefError(told, path=file.path, line=line_of(file.path, left))


def _same_person(made: Edition, file: BriefFile) -> Iterator[BriefError]:
    """Other spellings of somebody whose name is to be taken out: a surname that stays tells who it was."""
    for order in file.redactions:
        words = {fold_word(each) for each in order.all_words()}
        for actor in made.actors:
            spellings = {spelling for spelling, _, _ in actor.variants}
            names = spellings | {each for name in spellings for each in made.glossary.get(name, {}).values()}
            if any(fold_word(name) in words for name in names):
                for name in sorted(each for each in names if not _goes(each, words)):
                    told = f"«{name}» is somebody whose name is to be taken out; add that spelling to words"
                    yield BriefError(told, path=file.path, line=line_of(file.path, order.all_words()[0]))


def _goes(name: str, words: Iterable[str]) -> bool:
    """Whether taking out `words`, which are folded, takes out all of `name` that tells who it is."""
    return any(each in fold_word(name) for each in words)


def _left(made: Edition, file: BriefFile, wordings: Wordings) -> Iterator[BriefError]:
    """Words that are still there in another spelling, inside a longer word, or in a text of another language."""
    for text in texts(made):
        for words in wordings.values():
            left = remains(text.text, words)
            if left:
                told = (
                    f"«{left}» is to be taken out and still stands in {text.where} ({text.locale}), spelt otherwise or "
                    f"within a longer word: «{_around(text.text, left)}»; add that wording to words.{text.locale}"
                )
                yield BriefError(told, path=file.path, line=line_of(file.path, left))


def _around(text: str, words: str) -> str:
    """The words of `text` that hold what was to be taken out."""
    size = len(words.split())
    listed = text.split()
    rows = (" ".join(listed[at : at + size]) for at in range(len(listed)))
    return next((row for row in rows if remains(row, [words])), text)


def redact(brief: Brief, cut: _Cutter) -> Brief:
    """The brief without the words, in what is said about its reports, too. What was found in the words themselves goes
    with them; all other spans stand where their words now stand."""
    reports: list[Report] = []
    segments: dict[str, tuple[Segment, ...]] = {}
    placements = dict(brief.placements)
    for report in brief.reports:
        cuts = _Cuts.of(report, brief.segments[report.name], cut.wordings.get(report.locale, ()))
        reports.append(_report(report, cuts, cut))
        segments[report.name] = tuple(_segment(each, cuts) for each in brief.segments[report.name])
        for each in brief.segments[report.name]:
            placements[each.anchor] = _placement(placements[each.anchor], cuts, cut)
    return replace(brief, reports=tuple(reports), segments=segments, placements=placements)


def _pattern(wordings: Iterable[str]) -> re.Pattern[str] | None:
    # the longest first: a full name before the surname in it
    listed = sorted({each for each in wordings if each}, key=len, reverse=True)
    if not listed:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)")


@dataclass(frozen=True, slots=True)
class _Cuts:
    """The text of a report after the cuts, and where everything stands in it."""

    text: str
    taken: tuple[Span, ...]
    """In the text before the cuts, in order."""
    words: frozenset[str]
    """What was taken out, folded."""
    pattern: re.Pattern[str] | None
    sign: str
    """What was put in the place of each."""

    @classmethod
    def of(cls, report: Report, segments: Iterable[Segment], wordings: Iterable[str]) -> _Cuts:
        pattern, sign = _pattern(wordings), mark(report.locale)
        taken: list[Span] = []
        if pattern:
            for segment in segments:
                at = segment.span.start
                taken += [Span(at + found.start(), at + found.end()) for found in pattern.finditer(segment.text)]
        pieces, end = [], 0
        for span in taken:
            pieces += [report.text[end : span.start], sign]
            end = span.end
        words = frozenset(fold_word(span.of(report.text)) for span in taken)
        return cls("".join([*pieces, report.text[end:]]), tuple(taken), words, pattern, sign)

    def cut(self, words: str) -> str:
        """Words from outside the report's text, cut alike."""
        return self.pattern.sub(self.sign, words) if self.pattern else words

    def named(self, value: str) -> bool:
        """Whether a value that was told from the text holds words that were taken out."""
        return any(words in fold_word(value) for words in self.words)

    def touch(self, span: Span) -> bool:
        """Whether any of the words taken out stood in `span`."""
        return any(span.overlaps(taken) for taken in self.taken)

    def moved(self, span: Span) -> Span:
        """Where the words of `span` stand now; with a whole mark where a part of them was taken out."""
        return Span(self._moved(span.start, end=False), self._moved(span.end, end=True))

    def _moved(self, position: int, *, end: bool) -> int:
        shift = 0
        for taken in self.taken:
            if position >= taken.end:
                shift += len(self.sign) - len(taken)
            elif position > taken.start:
                return taken.start + shift + (len(self.sign) if end else 0)
            else:
                break
        return position + shift


def _report(report: Report, cuts: _Cuts, cut: _Cutter) -> Report:
    dateline = report.dateline
    return replace(
        report,
        text=cuts.text,
        headline=report.headline and cuts.cut(report.headline),
        byline=report.byline and cuts.cut(report.byline),
        source=report.source and cuts.cut(report.source),
        rights=report.rights and cuts.cut(report.rights),
        dateline=replace(dateline, place=dateline.place and cuts.cut(dateline.place), note=cut.texts(dateline.note)),
    )


def _segment(segment: Segment, cuts: _Cuts) -> Segment:
    span = cuts.moved(segment.span)
    kept = (each for each in segment.mentions if not cuts.touch(each.span) and not cuts.named(each.value or ""))
    return replace(
        segment,
        span=span,
        text=span.of(cuts.text),
        mentions=tuple(replace(each, span=cuts.moved(each.span)) for each in kept),
        attribution=_attribution(segment.attribution, cuts) if segment.attribution else None,
    )


def _attribution(said: Attribution, cuts: _Cuts) -> Attribution:
    return replace(
        said,
        speaker=cuts.moved(said.speaker),
        verb=cuts.moved(said.verb) if said.verb else None,
        quotation=cuts.moved(said.quotation) if said.quotation else None,
    )


def _placement(placement: Placement, cuts: _Cuts, cut: _Cutter) -> Placement:
    """The placement with evidence and citations where they now stand; evidence in words taken out goes with them."""
    decision = placement.decision
    return replace(
        placement,
        evidence=tuple(
            replace(each, span=cuts.moved(each.span)) for each in placement.evidence if not cuts.touch(each.span)
        ),
        also=tuple(replace(each, span=cuts.moved(each.span)) for each in placement.also),
        decision=decision and _decision(decision, cuts, cut),
    )


def _decision(decision: Decision, cuts: _Cuts, cut: _Cutter) -> Decision:
    return replace(
        decision,
        opening=cuts.cut(decision.opening),
        reason=cut.texts(decision.reason),
        by=decision.by and cut.anywhere(decision.by),
    )

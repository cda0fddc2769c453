"""What several kinds of pages show in the same way: a sentence with all that is known about it, front matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from babel import Locale

from crisisbrief.model import Mention, Span
from crisisbrief.render import phrases
from crisisbrief.render.dialect import bullets, container, details, page, picture, sentence
from crisisbrief.render.pictures import on_page
from crisisbrief.render.reasons import Reason, deciding, reasons
from crisisbrief.render.status import plain_sources
from crisisbrief.render.view import View, number_of


class Shown:
    """Remembers which sentences a page holds already: an anchor may stand on it once, after that it is cited."""

    def __init__(self) -> None:
        self._anchors: set[str] = set()

    def line(self, view: View, anchor: str, *, marks: Sequence[Span] = ()) -> str:
        cite = anchor in self._anchors
        self._anchors.add(anchor)
        return sentence(anchor, view.rendering(anchor), view.locale, cite=cite, marks=marks)


def front(view: View, kind: str, title: str, nav_title: str, order: int, *, section: str = "") -> dict[str, str | int]:
    """Front matter of a page of a brief, all in plain text."""
    brief_title = view.own(view.edition.title)[0]
    found: dict[str, str | int] = {
        "title": title,
        "description": view.words.text("{page}: {brief}", page=nav_title, brief=brief_title),
        "lang": view.locale,
        "brief": view.edition.brief.slug,
        "kind": kind,
        "order": order,
        "nav_title": nav_title,
    }
    imprint = view.edition.imprint
    published = view.words.date(imprint.published)
    found["edition"] = view.words.text("Edition {number}, {date}", number=imprint.number, date=published)
    found["sources"] = plain_sources(view)
    # What programs ask of an edition, beside the words for readers.
    found |= {"number": imprint.number, "published": imprint.published.isoformat()}
    if imprint.withdrawn:
        found["withdrawn"] = True
    if section:
        found |= {"section": section, "count": len(view.edition.brief.in_section(section))}
    return found


def write(view: View, kind: str, title: str, order: int, *blocks: str, section: str = "", lead: str = "") -> str:
    """A page that opens with its title as the heading."""
    return page(front(view, kind, title, title, order, section=section), f"# {view.pen.plain(title)}", lead, *blocks)


def pictures(view: View, page: str) -> Iterator[str]:
    """The places of the pictures that a page shows."""
    return (picture(f"{each.name}.svg", each.alternative) for each in on_page(view, page))


def withdrawal(view: View) -> str:
    """What stands above all else where the editors took an edition back."""
    return view.words.text("This edition has been withdrawn by its editors. Do not rely on it and do not pass it on.")


def warning(markup: str) -> str:
    return container("cb-warning", markup)


def entry(view: View, shown: Shown, anchor: str, here: str, *meta: str | None) -> str:
    """A sentence with who says it, `meta`, its translation's state, links; on its section's page, why it is there."""
    about = [said_by(view, anchor), *meta, state(view, anchor)]
    at_home = here == view.section(anchor).address
    marked = at_home and may_mark(view, anchor)
    ways = [own_link(view, anchor), *links(view, anchor, here)] if at_home else links(view, anchor, here)
    return container(
        "cb-entry",
        shown.line(view, anchor, marks=deciding(view.placement(anchor), view.segments[anchor]) if marked else ()),
        container("cb-meta", bullets(line for line in about if line)),
        container("cb-links", bullets(ways)),
        why(view, anchor) if at_home else "",
    )


def may_mark(view: View, anchor: str) -> bool:
    """Deciding words are marked in the report's own wording, and only where they did decide."""
    placement = view.placement(anchor)
    return view.is_source(anchor) and placement.automatic in ("", placement.section)


def said_by(view: View, anchor: str) -> str:
    speaker = phrases.speaker(view, anchor)
    return (
        view.words.text("Who says so: {speaker}", speaker=speaker) if speaker else view.words.text("No speaker named")
    )


def times(view: View, anchor: str) -> Iterator[str]:
    """One line for each time that a sentence names, or one that says that it names none."""
    for mention in view.times(anchor):
        yield when(view, anchor, mention)
    if not view.times(anchor):
        yield view.words.text("When: no date in the sentence")


def when(view: View, anchor: str, mention: Mention) -> str:
    return view.words.text("When: {time}", time=phrases.when(view, anchor, mention))


def state(view: View, anchor: str) -> str:
    """The state of a translation; nothing for the report's own wording."""
    if view.is_source(anchor):
        return ""
    return view.words.text("Translation: {state}", state=phrases.state(view, view.rendering(anchor)))


def links(view: View, anchor: str, here: str) -> Iterator[str]:
    """To the report, to the other languages' same sentence on the page `here`, to both side by side, to what the
    editors remark on it."""
    number = view.pen.plain(number_of(anchor))
    if here != "source":
        yield view.pen.link(view.words.text("In the report: {number}", number=number), "source", anchor)
    yield from across(view, anchor, here)
    if view.others and here != "parallel":
        yield view.pen.link(view.words.text("Side by side"), "parallel", anchor)
    yield from remarks(view, anchor)


def own_link(view: View, anchor: str) -> str:
    """To the sentence where it is at home, for readers who pass it on."""
    number = view.pen.plain(number_of(anchor))
    words = view.words.text("Link to sentence {number}", number=number)
    return view.pen.link(words, view.section(anchor).address, anchor)


def across(view: View, anchor: str, here: str) -> Iterator[str]:
    """To the same sentence on the same page in each other language."""
    return (view.pen.across(endonym(code), code, here, anchor) for code in view.others)


def remarks(view: View, anchor: str) -> Iterator[str]:
    """To each editors' note on a sentence, wherever the sentence stands: nobody should read it without."""
    for note in view.edition.notes:
        if anchor in note.anchors:
            day = view.pen.plain(view.words.date(note.on))
            yield view.pen.link(view.words.text("Note of {date}", date=day), "about", "notes")


@cache
def endonym(code: str) -> str:
    """A language's name in itself: العربية, English."""
    return str(Locale.parse(code).get_display_name(code))


def why(view: View, anchor: str) -> str:
    """ "Why here?": the words that decided, what else spoke for it or against, the section that came second; first of
    all, where the editor chose otherwise, that these are the program's reasons for another section."""
    placement = view.placement(anchor)
    words, signs, against = reasons(placement, view.segments[anchor])
    chosen = phrases.title(view, placement.automatic or placement.section)
    blocks: list[str] = []
    overruled = phrases.overruled(view, anchor)
    if overruled and (words or signs or against):
        blocks.append(overruled)
    if words and not may_mark(view, anchor):
        blocks.append(_marked_source(view, anchor))
    if words:
        blocks += [view.words.text("Words that speak for “{section}”:", section=chosen), _list(view, anchor, words)]
    if signs:
        blocks += [view.words.text("What else speaks for “{section}”:", section=chosen), _list(view, anchor, signs)]
    if against:
        blocks += [view.words.text("What speaks against it:"), _list(view, anchor, against)]
    if placement.runner_up and placement.runner_up != (placement.automatic or placement.section):
        second = phrases.title(view, placement.runner_up)
        blocks.append(view.words.text("Second choice: “{section}”.", section=second))
    return details(view.words.text("Why here?"), "cb-why", *blocks) if blocks else ""


def _list(view: View, anchor: str, found: Iterable[Reason]) -> str:
    return bullets(phrases.reason(view, anchor, each) for each in found)


def _marked_source(view: View, anchor: str) -> str:
    """The sentence as the report has it, the words that decided in it marked."""
    report = view.reports[anchor]
    rendering = view.edition.rendering(anchor, report.locale)
    marks = deciding(view.placement(anchor), view.segments[anchor])
    return sentence(anchor, rendering, view.locale, cite=True, marks=marks)

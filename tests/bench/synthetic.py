"""Briefs that nobody reported: as many as a benchmark asks for, the same each time, with text of our own.

Each has an Arabic report of the length of a real one, its English catalog and a `brief.toml`; none names what
happened. Numbers, names, places and the order of the sentences differ from brief to brief, so that no two are alike.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import polib

CASES = tomllib.loads((Path(__file__).parent / "synthetic.toml").read_text("utf-8"))
FIRST_DAY = date(2024, 1, 1)
PER_DAY = 2
SENTENCES = 16
"""In each report, beside the one that opens it."""
PER_PARAGRAPH = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in both languages."""

    ar: str
    en: str


def write_briefs(content: Path, count: int, *, first: int = 0) -> tuple[str, ...]:
    """Put `count` briefs under `content`/briefs/, numbered from `first`; their slugs."""
    return tuple(write_brief(content, number) for number in range(first, first + count))


def write_brief(content: Path, number: int, *, edition: int = 1) -> str:
    """Put one brief there; another `edition` says so and has another last sentence. Its slug."""
    chance = Random(number)
    country = chance.choice(CASES["country"])
    day = FIRST_DAY + timedelta(days=number // PER_DAY)
    slug = f"{country['slug']}-{number:05}"
    folder = content / "briefs" / slug
    folder.mkdir(parents=True, exist_ok=True)
    opening, *sentences = _sentences(chance, country)
    sentences[-1:] = list(_closing(chance, edition))
    paragraphs = [[opening], *_paragraphs(sentences)]
    report = "\n".join(" ".join(each.ar for each in paragraph) for paragraph in paragraphs) + "\n"
    (folder / f"{day}.ar.txt").write_text(report, "utf-8")
    _catalog(slug, day, [opening, *sentences]).save(str(folder / f"{day}.en.po"))
    (folder / "brief.toml").write_text(_toml(country, day, number, edition, opening), "utf-8")
    return slug


def _sentences(chance: Random, country: dict[str, str]) -> Iterator[Sentence]:
    patterns = chance.sample(CASES["sentence"], SENTENCES)
    for pattern in (chance.choice(CASES["opening"]), *patterns):
        yield _filled(pattern, chance, country)


def _closing(chance: Random, edition: int) -> Iterator[Sentence]:
    """The last sentence of an edition, which no other edition has."""
    count = chance.randrange(100, 999) + edition
    yield Sentence(
        f"وأحصت فرق الإغاثة {count} عائلة عادت إلى بيوتها.",
        f"Relief teams counted {count} families that went back to their homes.",
    )


def _filled(pattern: dict[str, str], chance: Random, country: dict[str, str]) -> Sentence:
    person, place, other = _person(chance), _place(chance), _place(chance)
    numbers = {"few": chance.randrange(3, 10), "some": chance.randrange(11, 99), "many": chance.randrange(1, 90) * 100}
    weekday = chance.choice(CASES["weekday"])
    both = {"ar": {}, "en": {}}  # type: dict[str, dict[str, object]]
    for lang, values in both.items():
        values.update(numbers, country=country[lang], person=person[lang], place=place[lang], other=other[lang])
        values.update(day=weekday[lang])
    return Sentence(pattern["ar"].format(**both["ar"]), pattern["en"].format(**both["en"]))


def _person(chance: Random) -> dict[str, str]:
    given, family = chance.choice(CASES["given"]), _name(chance, 3)
    return {lang: f"{given[lang]} {family[lang]}" for lang in ("ar", "en")}


def _place(chance: Random) -> dict[str, str]:
    return _name(chance, 2)


def _name(chance: Random, most: int) -> dict[str, str]:
    """A name that sounds like one and is none."""
    parts = [chance.choice(CASES["syllable"]) for _ in range(chance.randrange(2, most + 1))]
    return {"ar": "".join(each["ar"] for each in parts), "en": "".join(each["en"] for each in parts).capitalize()}


def _paragraphs(sentences: list[Sentence]) -> Iterator[list[Sentence]]:
    return (sentences[at : at + PER_PARAGRAPH] for at in range(0, len(sentences), PER_PARAGRAPH))


def _catalog(slug: str, day: date, sentences: list[Sentence]) -> polib.POFile:
    catalog = polib.POFile(wrapwidth=0)
    catalog.metadata = {
        "Project-Id-Version": slug,
        "POT-Creation-Date": f"{day} 00:00+0000",
        "Language": "en",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
        "X-Source-Language": "ar",
    }
    catalog.extend(polib.POEntry(msgid=each.ar, msgstr=each.en) for each in sentences)
    return catalog


def _toml(country: dict[str, str], day: date, number: int, edition: int, opening: Sentence) -> str:
    previous = f"previous = {edition - 1}\n" if edition > 1 else ""
    return f"""\
country = "{country["code"]}"
locales = ["ar", "en"]
lede = ["p1s1"]

[title]
ar = "{country["ar"]}: {CASES["title"][number % len(CASES["title"])]["ar"]} ({number})"
en = "{country["en"]}: {CASES["title"][number % len(CASES["title"])]["en"]} ({number})"

[edition]
number = {edition}
published = {day + timedelta(days=edition - 1)}
{previous}
[[message]]
segment = "p2s1"

[[fact]]
question.ar = "ماذا حدث أولًا؟"
question.en = "What happened first?"
segment = "p1s1"

[[note]]
on = {day}
segments = ["p1s1"]
text.ar = "كُتب هذا النص لقياس السرعة، ولا يروي حدثًا وقع."
text.en = "This text was written to measure speed; it tells of nothing that happened."
"""

"""What may harm somebody is found, stops the export until it is settled, and is nowhere once it was taken out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import sample
from crisisbrief.harm import Kind, harms
from crisisbrief.model import Edition, Rendering, State
from crisisbrief.redact import remains
from project import Project, assert_one_message, files_below

REPORT = """\
قال وزير الداخلية سامي كرماني اليوم الأربعاء إن الشرطة أوقفت 1200 شخص بين 2022-01-02 و05-01-2022.
وقالت الشاهدة مريم سليم (34 عاما) إنها رأت الجنود عند الجسر، ورقمها هو ٠٧٠١ ١٢٣ ٤٥ ٦٧.
وأضافت مريم أن ابنها مفقود منذ مساء الثلاثاء، ونفى كرماني ذلك.
"""
ENGLISH = {
    "p1s1": "Interior Minister Sami Karmani said today, Wednesday, that the police had stopped 1,200 people.",
    "p2s1": "Witness Mariam Salim, 34, said she saw soldiers at the bridge; her number is 0701 123 45 67.",
    "p3s1": "Mariam added that her son had been missing since Tuesday evening; Karmani denied that.",
}
SETTINGS = """\
locales = ["ar", "en"]
title.ar = "شهادة من الجسر"
title.en = "A witness at the bridge"
edition.published = 2022-01-05
drafts = true
"""
REDACTED = """
[[redact]]
words.ar = ["مريم سليم", "مريم"]
words.en = ["Mariam Salim", "Mariam"]
reason.ar = "لحماية شاهدة"
reason.en = "To protect a witness"

[[acknowledge]]
words = "0701 123 45 67"
reason = "الرقم عام"
"""
ACKNOWLEDGED = """
[[acknowledge]]
words = "0701 123 45 67"
reason = "الرقم عام"

[[acknowledge]]
words = "مريم سليم"
reason = "بموافقتها"
"""


def told(text: str) -> Edition:
    """The sample edition with one more English text in it."""
    edition = sample.edition()
    english = {**edition.renderings["en"], "p5s1": Rendering(text, "en", State.TRANSLATED)}
    return replace(edition, renderings={**edition.renderings, "en": english})


def kinds(text: str) -> list[Kind]:
    return [each.kind for each in harms(told(text)) if each.where == "p5s1" and each.kind is not Kind.PERSON]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Call +7 (727) 250 12 34 now", Kind.PHONE),
        ("Call 0049 30 1234567", Kind.PHONE),
        ("اتصلوا بالرقم ٠٧٧٠١٢٣٤٥٦٧", Kind.PHONE),
        ("on 555-123-4567", Kind.PHONE),
        ("اكتبوا إلى mariam.s@example.org.", Kind.EMAIL),
        ("hiding at 43.23894, 76.88970", Kind.COORDINATES),
        ("عند ٤٣٫٢٣٨٩٤، ٧٦٫٨٨٩٧٠", Kind.COORDINATES),
        ("at 43°14′20″N 76°53′22″E", Kind.COORDINATES),
    ],
)
def test_ways_to_reach_somebody_are_found(text: str, kind: Kind) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "between 2021-12-20 and 2022-01-02",
        "1,200,000 people and 12.5 % of 3 000 000",
        "UN resolution 2254 of 2015",
        "the score was 3-2, in 2019-2020",
        "at 10:30, on 5.1.2022",
        "السعر 120 تنغا للتر (0.27 دولار)",
        "temperatures of 43.2 to 47.8 degrees",
    ],
)
def test_other_figures_are_left_in_peace(text: str) -> None:
    assert kinds(text) == []


def brief(project: Project, more: str = "") -> Path:
    folder = project.brief("bridge")
    folder.mkdir(parents=True)
    (folder / "2022-01-05.ar.txt").write_text(REPORT, "utf-8")
    (folder / "brief.toml").write_text(SETTINGS + more, "utf-8")
    return folder


def translated(project: Project, folder: Path) -> None:
    """The catalog with `ENGLISH` in it, as a translator leaves it."""
    project.run("translate", "extract", "bridge", "--quiet")
    path = folder / "2022-01-05.en.po"
    catalog = path.read_text("utf-8")
    for line, english in zip(REPORT.splitlines(), ENGLISH.values(), strict=True):
        catalog = catalog.replace(f'msgid "{line}"\nmsgstr ""', f'msgid "{line}"\nmsgstr "{english}"')
    path.write_text(catalog, "utf-8")


def test_export_stops_until_each_is_settled(empty_project: Project) -> None:
    folder = brief(empty_project)
    ran = empty_project.run("export", "bridge", "--format", "html", ok=False)
    assert ran.code == 1 and not (empty_project.root / "dist").exists()
    assert "«مريم سليم" in ran.err and "«٠٧٠١ ١٢٣ ٤٥ ٦٧»" in ran.err and "سامي كرماني" not in ran.err
    (folder / "brief.toml").write_text(SETTINGS + ACKNOWLEDGED, "utf-8")
    empty_project.run("export", "bridge", "--format", "html")


def test_what_was_taken_out_is_nowhere(empty_project: Project) -> None:
    translated(empty_project, brief(empty_project, REDACTED))
    empty_project.make_site()
    empty_project.run("export", "bridge", "--format", "html")
    files = {**files_below(empty_project.site), **files_below(empty_project.root / "dist")}
    text = b"".join(files.values()).decode("utf-8", "replace")
    assert remains(text, ["مريم", "Mariam", "Salim", "سليم"]) is None
    assert "[محجوب] (34 عاما)" in text and "Witness [redacted], 34" in text
    assert "لحماية شاهدة" in text and "To protect a witness" in text


def test_a_first_name_that_stays_is_asked_about(empty_project: Project) -> None:
    settings = REDACTED.replace('["مريم سليم", "مريم"]', '"مريم سليم"').replace("words.en", "# words.en")
    brief(empty_project, settings)
    ran = empty_project.run("export", "bridge", ok=False)
    assert_one_message(ran, "p3s1 .*«مريم»: part of a name that is taken out")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["سامي كرماني"], "«كرماني» is somebody whose name is to be taken out; add that spelling"),
        (["مريم سليم", "مريم", "فاطمة"], "«فاطمة» is to be taken out in ar and stands nowhere there"),
        (["مريم سليم", "مريم", "شرطة"], "«شرطة» is to be taken out and still stands in p1s1 .*«الشرطة»"),
    ],
)
def test_a_name_that_would_stay_stops_everything(empty_project: Project, words: list[str], says: str) -> None:
    settings = f"{SETTINGS}\n[[redact]]\nwords.ar = {words!r}\nreason = 'لحماية شاهدة'\n"
    folder = brief(empty_project)
    (folder / "brief.toml").write_text(settings, "utf-8")
    assert_one_message(empty_project.run("generate", ok=False), says)
    assert not (empty_project.root / "content" / "ar").exists()


def redacting(project: Project, settings: str) -> Path:
    """The brief translated, then given the settings."""
    folder = brief(project)
    translated(project, folder)
    (folder / "brief.toml").write_text(settings, "utf-8")
    return folder


def test_a_translation_that_keeps_the_name_stops_everything_until_acknowledged(empty_project: Project) -> None:
    settings = SETTINGS + REDACTED.replace("words.en", "# words.en")
    folder = redacting(empty_project, settings)
    ran = empty_project.run("generate", ok=False)
    assert ran.code == 1 and not (empty_project.root / "content" / "en").exists()
    assert [line.count("nothing is taken out of this translation") for line in ran.err.splitlines()] == [1, 1]
    assert ENGLISH["p2s1"] in ran.err and ENGLISH["p3s1"] in ran.err
    answers = "".join(f'\n[[acknowledge]]\nwords.en = "{ENGLISH[at]}"\nreason = "a test"\n' for at in ("p2s1", "p3s1"))
    (folder / "brief.toml").write_text(settings + answers, "utf-8")
    empty_project.run("generate")


AROUND = """
[reports."2022-01-05"]
headline = "شهادة مريم سليم"
source = "عن مريم"
published_note = {ar = "بحسب مريم", en = "by Mariam"}

[[note]]
on = 2022-01-06
by = "مريم سليم"
text = {ar = "اتصلت مريم", en = "Mariam called"}

[[decision]]
segment = "p2s1"
opening = "وقالت الشاهدة مريم سليم"
section = "other"
reason = "كلام مريم سليم"
"""


def test_words_are_taken_out_of_what_stands_around_the_sentences(empty_project: Project) -> None:
    redacting(empty_project, SETTINGS + REDACTED + AROUND)
    empty_project.run("generate")
    content = empty_project.root / "content"
    pages = [*files_below(content / "ar").values(), *files_below(content / "en").values()]
    text = b"".join(pages).decode().replace("\\", "")
    assert remains(text, ["مريم", "Mariam"]) is None
    assert "شهادة [محجوب]" in text and "اتصلت [محجوب]" in text and "كلام [محجوب]" in text


def test_the_reason_of_a_redaction_does_not_tell_the_name(empty_project: Project) -> None:
    redacting(empty_project, SETTINGS + REDACTED.replace("To protect a witness", "To protect MARIAM"))
    assert_one_message(empty_project.run("generate", ok=False), "reason of a .*«MARIAM»")


def test_the_name_of_the_folder_does_not_tell_it_either(empty_project: Project) -> None:
    folder = redacting(empty_project, SETTINGS + REDACTED)
    folder.rename(folder.with_name("mariam-salim"))
    ran = empty_project.run("generate", ok=False)
    assert ran.code == 1 and "stands in the name of the folder, mariam-salim" in ran.err


def test_words_taken_out_do_not_stand_in_the_way_of_a_withdrawal(empty_project: Project) -> None:
    redacting(empty_project, SETTINGS.replace("edition.pub", "edition.withdrawn = true\nedition.pub") + REDACTED)
    empty_project.make_site()
    empty_project.run("export", "bridge", "--format", "html")
    files = {**files_below(empty_project.site), **files_below(empty_project.root / "dist")}
    assert remains(b"".join(files.values()).decode("utf-8", "replace"), ["مريم", "Mariam"]) is None

"""A report is read as it was written, and what cannot be read says what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crisisbrief.errors import BriefError, Faults
from crisisbrief.read import brief_file, country_code, decode, read_report, written_in

TEXT = "أعلنت الحكومة حالة الطوارئ في العاصمة.\r\nوقال الوزير: «لا داعي للقلق».\r\n\r\nثم غادر.\n"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1256", "cp1256"),
    ],
)
def test_the_encodings_that_newsrooms_send(encoding: str, told: str) -> None:
    assert decode(TEXT.encode(encoding)) == (TEXT, told)


def test_line_breaks_and_controls_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "2022-01-05.ar.txt"
    path.write_bytes("سطر\r\nسطر\u202e\rسطر\x00\n\n\n".encode())
    assert read_report(path).text == "سطر\r\nسطر\u202e\rسطر\x00\n\n\n"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("2022-01-05.ar.txt", b" \r\n\n", "the report is empty"),
        ("2022-01-05.ar.txt", b"%PDF-1.7\x00\x01", "is not a text file"),
        ("2022-01-05.ar.txt", bytes(range(256)) * 8, "is not a text file|encoding is not known"),
        ("report.txt", TEXT.encode(), r"name it <date>\.<locale>\.txt"),
        ("2022-13-05.ar.txt", TEXT.encode(), "'2022-13-05' is not a date"),
        ("2022-01-05.xx.txt", TEXT.encode(), "there is no language pack 'xx'"),
    ],
)
def test_what_cannot_be_read_says_so(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BriefError, match=message) as caught:
        read_report(path)
    assert name in str(caught.value)


def test_a_wrong_encoding_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(BriefError, match=r"x\.txt:2: byte 4 is not utf-8"):
        decode(b"one\n\xd8", encoding="utf-8", path=Path("x.txt"))
    with pytest.raises(BriefError, match="there is no encoding 'klingon'"):
        decode(b"one", encoding="klingon")


def test_country_codes() -> None:
    assert [country_code(code) for code in ("KZ", "kz", "ZZ", None)] == ["KZ", "KZ", None, None]
    with pytest.raises(BriefError, match="'Kazakhstan' is not an ISO 3166 country code; did you mean KZ"):
        country_code("Kazakhstan")
    with pytest.raises(BriefError, match="'X1' is not"):
        country_code("X1")


def test_the_language_of_a_remark() -> None:
    assert written_in("قال بيان من White House مساء الأربعاء") == "ar"
    assert written_in("The White House said نعم") == "en"


GOOD = """
country = "KZ"
locales = ["ar", "en"]
[title]
ar = "عنوان"
en = "Title"
[edition]
published = 2022-01-05
"""
DECISION = '[[decision]]\nsegment = "p1s1"\nopening = "قال"\nsection = "{}"\nreason = "سبب"'


@pytest.mark.parametrize(
    ("settings", "messages"),
    [
        (GOOD.replace('"KZ"', '"Kazakhstan"'), [r"brief\.toml:2: 'Kazakhstan' is not an ISO 3166 country code"]),
        (GOOD.replace('"en"]', '"tlh"]'), [r":3: locale 'tlh' has no language pack"]),
        (GOOD.replace("ar = ", "ar = unquoted"), [r":5: is not valid TOML"]),
        (GOOD.replace("published = 2022-01-05", ""), [r"\[edition\] needs published"]),
        (GOOD.replace('en = "Title"', ""), ["title is missing in en"]),
        (GOOD + "number = true", [r":9: number must be whole number|:9: number must be"]),
        (GOOD + "headline = 1", [r"edition\.headline is not known here"]),
        (GOOD + DECISION.format("weather"), ["no section 'weather'"]),
        (GOOD + '[[tension]]\nsegments = ["p1s1"]', ["at least two sentences", "question must be a text"]),
        (GOOD + '[[fact]]\nclause = "x"\nquestion = {ar = "ا", en = "a"}', ["names no segment"]),
        (GOOD.replace("عنوان", "عن\u202eوان"), ["holds a control character"]),
    ],
)
def test_every_fault_of_a_brief_file_is_named(tmp_path: Path, settings: str, messages: list[str]) -> None:
    path = tmp_path / "brief.toml"
    path.write_text(settings, "utf-8")
    with pytest.raises(BriefError) as caught:
        brief_file(path)
    faults = caught.value.faults if isinstance(caught.value, Faults) else (caught.value,)
    for message, fault in zip(messages, faults, strict=True):
        assert str(path) in str(fault)
        assert re.search(message, str(fault)), str(fault)


def test_a_good_brief_file(tmp_path: Path) -> None:
    path = tmp_path / "brief.toml"
    path.write_text(GOOD + DECISION.format("other"), "utf-8")
    found = brief_file(path)
    assert found.country == "KZ" and dict(found.decisions[0].reason) == {"ar": "سبب"} and found.lines == {"p1s1": 10}

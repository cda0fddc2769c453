"""Times of any wording come to a well-formed value or to none, whatever the day of publication."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisisbrief.languages import available, load
from crisisbrief.languages.resolve import KINDS
from crisisbrief.model import Certainty, Dateline, Mention, MentionKind, Report
from crisisbrief.recognize import recognize
from crisisbrief.segment import segment

POINT = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
VALUE = re.compile(rf"{POINT}(?:/{POINT})?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
CLOCK = re.compile(r"[01]\d:[0-5]\d|2[0-3]:[0-5]\d")


def times(text: str, code: str, published: date | None) -> list[Mention]:
    language = load(code)
    report = Report("case", code, text, "", Dateline(published))
    segments = recognize(segment(report, language), report, language)
    return [mention for each in segments for mention in each.mentions if mention.kind is MentionKind.TIME]


def vocabulary(code: str) -> st.SearchStrategy[str]:
    """Sentences of nothing but words of time, numbers and separators."""
    words = st.sampled_from(
        [*PHRASES[code].split(), "1", "12", "31", "48", "1990", "2018", "9:30", "/", "-", "(", ")", "،", ","]
    )
    return st.lists(words, max_size=12).map(" ".join)


PHRASES = {
    "ar": """في منذ قبل بعد خلال من إلى بين يوم اليوم أمس غدا عام العام شهر الشهر الأسبوع يومين سنوات الماضي المقبل
        الجاري الاثنين الأربعاء الجمعة مارس أبريل نيسان آب كانون الثاني الأول الخامس عشر نهاية أوائل منتصف صباح مساء
        ذلك نفسه نصف""",
    "en": """in on since ago before from to between and the of day today yesterday year month week days years last
        next this Monday Friday March May April Nov. first 2nd early late end mid morning night that a two p.m.
        weekend summer""",
}


@pytest.mark.parametrize("code", available())
@given(st.data(), st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_value_is_well_formed_and_every_range_runs_forward(
    code: str, data: st.DataObject, published: date
) -> None:
    for mention in times(data.draw(vocabulary(code)), code, published):
        assert (mention.value is None) == (mention.certainty is Certainty.UNRESOLVED)
        if mention.value is None:
            continue
        assert VALUE.fullmatch(mention.value)
        assert mention.clock is None or (DAY.fullmatch(mention.value) and CLOCK.fullmatch(mention.clock))
        start, _, end = mention.value.partition("/")
        if end:
            length = min(len(start), len(end))
            assert start[:length] <= end[:length]


@pytest.mark.parametrize("code", available())
@given(st.data())
def test_without_a_day_of_publication_only_stated_years_are_told(code: str, data: st.DataObject) -> None:
    for mention in times(data.draw(vocabulary(code)), code, None):
        if mention.value is not None:
            years = {int(year) for year in re.findall(r"\d{4}", mention.value)}
            assert all(1900 <= year <= 2018 for year in years)


@pytest.mark.parametrize("code", available())
def test_every_rule_of_a_pack_is_of_a_kind_that_can_be_reckoned(code: str) -> None:
    assert set(load(code).times.kinds) <= {*KINDS, "skip"}


@pytest.mark.parametrize("offset", range(7))
def test_a_weekday_is_the_last_one_up_to_the_day_of_publication(offset: int) -> None:
    published = date(2022, 1, 3 + offset)
    (mention,) = times("وقع الهجوم الأربعاء.", "ar", published)
    day = date.fromisoformat(mention.value or "")
    assert day.weekday() == 2 and 0 <= (published - day).days < 7


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("The quake struck at 9:50 p.m. local time Tuesday.", "2022-01-04T21:50"),
        ("The doors opened at 12 am on Tuesday.", "2022-01-04T00:00"),
        ("The doors opened at 12:05 pm on Tuesday.", "2022-01-04T12:05"),
        ("The doors opened at 13:05 pm on Tuesday.", "2022-01-04"),
        ("The doors opened on Tuesday.", "2022-01-04"),
    ],
)
def test_a_time_of_day_stands_behind_its_day(text: str, moment: str) -> None:
    assert moment in [mention.moment for mention in times(text, "en", date(2022, 1, 5))]

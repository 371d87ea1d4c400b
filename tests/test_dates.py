"""Dates in texts, and a document's own date."""

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import reference
from pipeline.facts.measures import dating
from pipeline.facts.measures.dates import find_dates
from pipeline.facts.measures.dating import When
from pipeline.facts.measures.own_date import document_date
from pipeline.facts.measures.phrases import expanded
from pipeline.read.passages import split
from pipeline.tables.edtf import is_edtf

ANCHOR = When(2023, 3, 15)  # a Wednesday
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))


def dates(text: str, language: str, anchor: When | None = None) -> list[tuple[str, str, str]]:
    found = find_dates(text, [(0, len(text))], language, anchor)
    return [(text[date.start : date.end], date.edtf, date.basis) for date in found]


def months(language: str, number: int) -> list[str]:
    rows = reference.rows("calendar.csv")
    return [
        form
        for row in rows
        if (row["language"], row["kind"], row["value"]) == (language, "month", str(number))
        for form in expanded(row["forms"])
    ]


@pytest.mark.parametrize("language", ["en", "be", "ru", "uk", "pl", "de", "fr", "cs", "lt"])
@given(day=DAYS)
def test_a_day_in_figures(language: str, day: datetime.date) -> None:
    formats = ["%Y-%m-%d", "%d.%m.%Y"]
    if day.day > 12:
        formats += ["%d/%m/%Y", "%m/%d/%Y"] if language == "en" else ["%d/%m/%Y"]
    for form in formats:
        written = day.strftime(form)
        assert dates(f"x {written} y", language) == [(written, day.isoformat(), "text")]


@pytest.mark.parametrize(
    ("language", "pattern"),
    [
        ("en", "{day} {month} {year}"), ("en", "{month} {day}, {year}"), ("en", "{day}th of {month}, {year}"),
        ("be", "{day} {month} {year} года"), ("be", "{day} {month} {year} г."), ("be", "{day}-га {month} {year} году"),
        ("ru", "{day} {month} {year} года"), ("ru", "{day} {month} {year} г."), ("ru", "{day}-го {month} {year}"),
        ("uk", "{day} {month} {year} року"), ("uk", "{day} {month} {year} р."), ("uk", "{day}-го {month} {year}"),
        ("pl", "{day} {month} {year} roku"), ("pl", "{day} {month} {year}"), ("de", "{day}. {month} {year}"),
        ("fr", "{day} {month} {year}"), ("cs", "{day}. {month} {year}"), ("lt", "{year} m. {month} {day} d."),
    ],
)  # fmt: skip
@given(day=DAYS, which=st.integers(0, 5))
def test_a_day_in_words(language: str, pattern: str, day: datetime.date, which: int) -> None:
    forms = months(language, day.month)
    written = pattern.format(day=day.day, month=forms[which % len(forms)], year=day.year)
    assert dates(f"x {written} z", language) == [(written, day.isoformat(), "text")]


@given(day=DAYS, which=st.integers(0, 5))
def test_a_day_without_year_has_none_without_a_document_s_date(day: datetime.date, which: int) -> None:
    forms = months("uk", day.month)
    written = f"{day.day} {forms[which % len(forms)]}"
    assert dates(written, "uk") == [(written, f"XXXX-{day.month:02d}-{day.day:02d}", "none")]


@given(own=DAYS, away=st.integers(-270, 180))
def test_a_day_without_year_is_near_the_document_s_date(own: datetime.date, away: int) -> None:
    day = own + datetime.timedelta(days=away)
    anchor = When(own.year, own.month, own.day)
    found = dating.with_year(When(None, day.month, day.day), anchor)
    if found.year is None:
        assert (day.month, day.day) == (2, 29)
    else:
        assert abs((found.date() - own).days) <= 366


@given(own=DAYS, number=st.integers(1, 7), ahead=st.booleans())
def test_days_of_the_week(own: datetime.date, number: int, ahead: bool) -> None:
    found = dating.weekday(When(own.year, own.month, own.day), number, ahead=ahead).date()
    assert found.isoweekday() == number
    assert 0 < (found - own).days <= 7 if ahead else 0 <= (own - found).days < 7


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "from 5 to 10 August 2021", [("5 to 10 August 2021", "2021-08-05/2021-08-10")]),
        ("en", "August 5–10, 2021", [("August 5–10, 2021", "2021-08-05/2021-08-10")]),
        ("en", "on August 9 and 10, 2020", [("August 9", "2020-08-09"), ("10, 2020", "2020-08-10")]),
        ("en", "between 2015 and 2020", [("2015 and 2020", "2015/2020")]),
        ("en", "since late July 2020", [("late July 2020", "2020-07-21/2020-07-31")]),
        ("en", "in mid-February 2020", [("mid-February 2020", "2020-02-11/2020-02-20")]),
        ("en", "in the summer of 2020", [("the summer of 2020", "2020-22")]),
        ("en", "in the 1990s", [("1990s", "199X")]),
        ("en", "In 2020 and after the 2019 election", [("2020", "2020"), ("2019", "2019")]),
        ("en", "the ninth of August 2020", [("ninth of August 2020", "2020-08-09")]),
        ("en", "In August 15 people were held", [("August", "XXXX-08")]),
        ("en", "in May and June 2021", [("May", "2021-05"), ("June 2021", "2021-06")]),
        ("en", "in December and January 2021", [("December", "2020-12"), ("January 2021", "2021-01")]),
        ("en", "May 2, 3 and 9, 2021", [("May 2", "2021-05-02"), ("3", "2021-05-03"), ("9, 2021", "2021-05-09")]),
        ("en", "On May 2, 3 men and 9 women", [("May 2", "XXXX-05-02")]),
        ("en", "in the first half of 2021", [("the first half of 2021", "2021-01/2021-06")]),
        ("en", "the second half of July 2021", [("the second half of July 2021", "2021-07-16/2021-07-31")]),
        (
            "ru",
            "3, 4 и 5 июня 2022 года",
            [("3", "2022-06-03"), ("4", "2022-06-04"), ("5 июня 2022 года", "2022-06-05")],
        ),
        ("ru", "в ночь с 9 на 10 мая 2020 года", [("9 на 10 мая 2020 года", "2020-05-09/2020-05-10")]),
        ("ru", "перенесли с 9 на 12 мая 2020 года", [("12 мая 2020 года", "2020-05-12")]),
        ("be", "у трэцім квартале 2021 года", [("трэцім квартале 2021 года", "2021-07/2021-09")]),
        ("be", "з 5 па 10 жніўня 2021 года", [("5 па 10 жніўня 2021 года", "2021-08-05/2021-08-10")]),
        ("be", "напрыканцы ліпеня 2020 года", [("напрыканцы ліпеня 2020 года", "2020-07-21/2020-07-31")]),
        ("be", "у траўні 2021 году", [("траўні 2021 году", "2021-05")]),
        ("be", "у 1990-я гады", [("1990-я гады", "199X")]),
        ("be", "увосень 2020 года", [("увосень 2020 года", "2020-23")]),
        ("be", "дваццаць трэцяга сакавіка 2021 года", [("дваццаць трэцяга сакавіка 2021 года", "2021-03-23")]),
        ("ru", "с 3 по 7 марта 2021 года", [("3 по 7 марта 2021 года", "2021-03-03/2021-03-07")]),
        ("ru", "с декабря 2020 года по март 2021 года", [("декабря 2020 года по март 2021 года", "2020-12/2021-03")]),
        ("ru", "в 2020–2021 годах", [("2020–2021 годах", "2020/2021")]),
        ("ru", "в 90-х годах", [("90-х годах", "199X")]),
        ("ru", "9 и 10 августа", [("9", "XXXX-08-09"), ("10 августа", "XXXX-08-10")]),
        ("uk", "на початку серпня 2020 року", [("на початку серпня 2020 року", "2020-08-01/2020-08-10")]),
        ("uk", "у 2014 році", [("2014 році", "2014")]),
        ("pl", "od 5 do 10 sierpnia 2021 roku", [("5 do 10 sierpnia 2021 roku", "2021-08-05/2021-08-10")]),
        ("de", "Ende Juli 2020", [("Ende Juli 2020", "2020-07-21/2020-07-31")]),
        ("fr", "le 1er août 2020", [("1er août 2020", "2020-08-01")]),
    ],
)
def test_dates(language: str, text: str, found: list[tuple[str, str]]) -> None:
    assert [date[:2] for date in dates(text, language)] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "He spoke yesterday.", "2023-03-14"),
        ("en", "He said on Monday that all was well.", "2023-03-13"),
        ("en", "He will appear in court on Monday.", "2023-03-20"),
        ("en", "He was held last week.", "2023-03-06/2023-03-12"),
        ("en", "He was held last month.", "2023-02"),
        ("en", "He was held in December.", "2022-12"),
        ("en", "He was held on March 1.", "2023-03-01"),
        ("en", "He left three days ago.", "2023-03-12"),
        ("en", "He left the day before yesterday.", "2023-03-13"),
        ("en", "The court will sit this Friday.", "2023-03-17"),
        ("en", "He was held last autumn.", "2022-23"),
        ("ru", "Этой весной его отпустили.", "2023-21"),
        ("be", "Яго затрымалі мінулым летам.", "2022-22"),
        ("uk", "Його затримали минулого четверга.", "2023-03-09"),
        ("ru", "Он уехал 3 дня назад.", "2023-03-12"),
        ("be", "Яго затрымалі ўчора.", "2023-03-14"),
        ("be", "У панядзелак суд адбудзецца зноў.", "2023-03-20"),
        ("ru", "Его задержали в понедельник.", "2023-03-13"),
        ("ru", "Это было в августе прошлого года.", "2022-08"),
        ("uk", "Його затримали минулого тижня.", "2023-03-06/2023-03-12"),
        ("en", "The trial was adjourned until 12 January.", "2024-01-12"),
        ("en", "The trial is planned for May.", "2023-05"),
        ("ru", "Заседание назначено на 2 февраля.", "2024-02-02"),
        ("be", "Разгляд прызначаны на 10 сакавіка.", "2024-03-10"),
        ("uk", "Слухання перенесено на січень.", "2024-01"),
        ("be", "Яе арыштавалі 3 сьнежня.", "2022-12-03"),
        ("be", "Яго вызвалілі ў мінулым годзе.", "2022"),
        ("be", "У чацьвер яго адпусьцілі.", "2023-03-09"),
        ("uk", "У суботу відбувся мітинг.", "2023-03-11"),
        ("uk", "У п'ятницю йому вручать лист.", "2023-03-17"),
        ("ru", "В среду суд огласит решение.", "2023-03-22"),
    ],
)
def test_by_the_document_s_date(language: str, text: str, found: str) -> None:
    assert [date[1:] for date in dates(text, language, ANCHOR)] == [(found, "document_date")]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "He was held in 2021. In May of that year he was tried.", "XXXX-05"),
        ("ru", "В мае того же года его судили.", "XXXX-05"),
        ("be", "Яго судзілі 3 траўня таго ж году.", "XXXX-05-03"),
        ("uk", "Його судили з 3 по 5 травня того ж року.", "XXXX-05-03/XXXX-05-05"),
    ],
)
def test_of_that_year_is_not_of_the_document_s(language: str, text: str, found: str) -> None:
    assert dates(text, language, ANCHOR)[-1][1:] == (found, "none")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He may march on Monday, as he did yesterday and last week."),
        ("en", "on 03/04/2023 or 31/31/2023 or 2023-02-30"),
        ("en", "The 2,000 people and the 2000 prisoners may march."),
        ("en", "at 10:30, T-2020, № 2020, 2020-kilometre, 12/5"),
        ("ru", "в среду, вчера, до 2000 человек, 31 апреля"),
        ("be", "у сераду, учора, лютая зіма, 30 лютага"),
        ("und", "9 August 2020"),
    ],
)
def test_no_dates(language: str, text: str) -> None:
    assert dates(text, language) == []


signed = "\n".join(("Ann Berg, a poet", "Ivar Dahl, a teacher", "Nils Lund, a doctor", "Eva Moe, a nurse"))


def test_what_is_relative_within_quoted_words_is_not_by_the_document_s_date() -> None:
    assert dates("“We saw him yesterday,” she said.", "en", ANCHOR) == []


@pytest.mark.parametrize(
    ("text", "published", "kind", "found"),
    [
        ("MINSK, 14 March 2023 -- Two men left.\n\nThey did.", None, None, When(2023, 3, 14)),
        ("A Letter\n\nDear all, we write.\n\nWarsaw, 14 March 2023", None, None, When(2023, 3, 14)),
        ("A Letter\n\nDear all, on 14 March 2023 we wrote a letter to all of you, and to others.", None, None, None),
        ("A Letter\n\nDear all, we write.", "2023-03-14", "open_letter", None),
        ("A Report\n\nTwo men left.", "2023-03-14", "news_report", When(2023, 3, 14)),
        ("KYIV, 14 March -- Two men left.\n\nThey did.", "2023-03-15", "news_report", When(2023, 3, 14)),
        ("A Report\n\nTwo men left.", "2023-03", None, When(2023, 3)),
        ("A Report\n\nTwo men left.", "2023~", None, None),
        ("A Report\n\nKYIV, 14 March 2023. Two men left the town on Sunday.", None, None, When(2023, 3, 14)),
        ("A Report\n\nIn Kyiv, 14 March 2023 was a quiet day, and nobody left.", None, None, None),
        ("A chronicle of arrests: 6–12 March 2023\n\nTwo men left.", None, None, When(2023, 3, 12)),
        ("A Report\n\n14 March 2023, 14:30\n\nTwo men left.", None, None, When(2023, 3, 14)),
        ("A Report\n\nUpdated 14 March 2023, 14:30 GMT\n\nTwo men left.", None, None, When(2023, 3, 14)),
        ("A Report\n\n14 March 2023: 30 men left\n\nTwo men left.", None, None, None),
        ("What 6–12 March 2023 changed\n\nTwo men left.", None, None, None),
        (f"A Letter\n\nDear all.\n\nOslo, 14 March 2023\n\n{signed}", None, "open_letter", When(2023, 3, 14)),
    ],
)
def test_a_document_s_own_date(text: str, published: str | None, kind: str | None, found: When | None) -> None:
    passages = [(passage.start, passage.end, passage.kind) for passage in split(text, "en")]
    assert document_date(text, passages, "en", published, kind) == found


@given(
    st.integers(1, 12), st.sampled_from(["early", "mid", "late", "first_half", "second_half"]), st.integers(1900, 2099)
)
def test_parts_of_a_month(month: int, part: str, year: int) -> None:
    days = dating.part_of_month(When(year, month), part)
    assert days is not None
    first, last = days
    assert is_edtf(dating.interval(first, last))
    assert part not in ("late", "second_half") or last.day == calendar.monthrange(year, month)[1]


@given(st.text(), st.sampled_from(["en", "be", "ru", "uk", "lt", "und"]))
def test_anything_may_stand_in_a_text(text: str, language: str) -> None:
    assert all(is_edtf(date[1]) for date in dates(text, language, ANCHOR))


@given(
    st.lists(
        st.sampled_from(
            ["from", "to", "and", "9", "31", "2020", "August", "–", "-", ".", "late", "next", "Monday", ",", "s"]
        ),
        max_size=12,
    )
)
def test_any_order_of_words_gives_dates_that_exist(words: list[str]) -> None:
    for text in (" ".join(words), "".join(words)):
        found = find_dates(text, [(0, len(text))], "en", ANCHOR)
        assert all(is_edtf(date.edtf) and date.start < date.end for date in found)
        assert [date.start for date in found] == sorted({date.start for date in found})

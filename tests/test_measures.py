"""Figures in texts."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import reference
from pipeline.facts.measures.dates import find_dates, quoted
from pipeline.facts.measures.figures import Measure, find_measures
from pipeline.facts.measures.numbers import digits, number_at
from pipeline.facts.measures.phrases import expanded, tokens
from pipeline.publish.stage import Stage
from pipeline.read.passages import sentences

NUMBERS = [row for row in reference.rows("number_words.csv") if row["kind"] in ("number", "multiplier")]


def measures(text: str, language: str) -> list[Measure]:
    spans, _ = sentences(text, language)
    return find_measures(text, spans, language, find_dates(text, spans, language, None))


def figures(text: str, language: str) -> list[tuple[object, ...]]:
    return [(text[m.start : m.end], m.kind, m.value, m.unit) for m in measures(text, language) if m.kind != "date"]


def forms(language: str, value: int, which: int) -> str:
    """One of the forms of a number that is one word."""
    rows = [row for row in NUMBERS if row["language"] == language and row["value"] == str(value)]
    found = [form for row in rows for form in expanded(row["forms"])]
    return found[which % len(found)]


def in_words(language: str, number: int, which: int) -> str:
    """A number below a million as it is written out."""
    if number >= 1000:
        rest = f" {in_words(language, number % 1000, which)}" if number % 1000 else ""
        return f"{in_words(language, number // 1000, which)} {forms(language, 1000, which)}{rest}"
    words = []
    hundreds, rest_of = number // 100 * 100, number % 100
    if hundreds and language == "en":
        words += [forms(language, hundreds // 100, which), "hundred"] + (["and"] if rest_of and which % 2 else [])
    elif hundreds:
        words.append(forms(language, hundreds, which))
    if rest_of >= 20:
        words.append(forms(language, rest_of // 10 * 10, which))
        rest_of %= 10
    if rest_of:
        words.append(forms(language, rest_of, which))
    return " ".join(words)


@pytest.mark.parametrize("language", ["en", "be", "ru", "uk", "pl"])
@given(number=st.integers(1, 999_999), which=st.integers(0, 7))
def test_a_number_written_out_is_read_back(language: str, number: int, which: int) -> None:
    written = in_words(language, number, which)
    words = tokens(written, 0, len(written))
    found = number_at(words, 0, language)
    assert found is not None
    assert found.value == number
    assert found.end == len(words)


@given(st.integers(0, 10**12))
def test_digits_in_groups(number: int) -> None:
    assert digits(f"{number:,}", "en") == number
    assert digits(f"{number:,}".replace(",", "\u00a0"), "ru") == number
    assert digits(f"{number:,}".replace(",", "."), "de") == number


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("2.5", "en", Fraction(5, 2)), ("2,5", "en", None), ("2,5", "ru", Fraction(5, 2)),
        ("2,500", "ru", None), ("2.500", "be", None), ("2,500", "de", Fraction(5, 2)),
        ("2.5", "ru", Fraction(5, 2)), ("1.200,5", "de", Fraction(2401, 2)),
        ("2,500", "und", None), ("0,125", "uk", Fraction(1, 8)), ("1,23,456", "en", None), ("14.03.2023", "ru", None),
    ],
)  # fmt: skip
def test_marks_within_digits(text: str, language: str, value: Fraction | None) -> None:
    assert digits(text, language) == value


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "She spent 212 days there.", ("212 days", "duration", 212, "day")),
        ("en", "Twenty-three people were fined.", ("Twenty-three people", "count", 23, "person")),
        ("en", "Two of their friends left.", ("Two of their friends", "count", 2, "person")),
        ("en", "There were 12 human rights defenders.", ("12 human rights defenders", "count", 12, "person")),
        ("en", "There were 12 party members.", ("12 party members", "count", 12, "person")),
        ("en", "He burnt 12 carpets.", ("12 carpets", "count", 12, None)),
        ("en", "Police said 12 were injured.", ("12", "count", 12, "person")),
        ("en", "He has 1.5 million euros.", ("1.5 million euros", "money", 1_500_000, "EUR")),
        ("en", "They paid $2.5bn.", ("$2.5bn", "money", 2_500_000_000, "USD")),
        ("en", "A third of the voters stayed.", ("A third of the voters", "share", 33.33, "percent")),
        ("en", "40 out of 100 delegates left.", ("40 out of 100 delegates", "share", 40, "percent")),
        ("en", "It was 4.7% of the vote.", ("4.7% of the vote", "share", 4.7, "percent")),
        ("en", "Serbia got 14 thousand carpets.", ("14 thousand carpets", "count", 14_000, None)),
        ("en", "He got a three-year ban.", ("three-year ban", "duration", 3, "year")),
        ("en", "One in five voters stayed.", ("One in five voters", "share", 20, "percent")),
        ("en", "He got a year and a half.", ("a year and a half", "duration", 1.5, "year")),
        ("en", "The fine is 30 base units.", ("30 base units", "count", 30, "base_unit")),
        ("en", "A 58-year-old was held.", ("58-year-old", "age", 58, "year")),
        ("en", "Pavel Kavalenka, 58, was held.", ("58", "age", 58, "year")),
        ("en", "He is aged 58.", ("58", "age", 58, "year")),
        ("be", "Затрымалі дваццаць тры чалавекі.", ("дваццаць тры чалавекі", "count", 23, "person")),
        ("be", "Яе асудзілі на дзевяць гадоў калоніі.", ("дзевяць гадоў", "duration", 9, "year")),
        ("be", "Далі 15 сутак.", ("15 сутак", "duration", 15, "day")),
        ("be", "Ганна Новік, 58 гадоў, маўчала.", ("58 гадоў", "age", 58, "year")),
        ("be", "58-гадовы Павел маўчаў.", ("58-гадовы", "age", 58, "year")),
        ("be", "Пяцігадовы тэрмін скончыўся.", ("Пяцігадовы тэрмін", "duration", 5, "year")),
        ("be", "Штраф — 400 беларускіх рублёў.", ("400 беларускіх рублёў", "money", 400, "BYN")),
        ("be", "Прыйшлі двое зь яе сяброў.", ("двое зь яе сяброў", "count", 2, "person")),
        ("ru", "Ей дали двенадцать лет колонии.", ("двенадцать лет", "duration", 12, "year")),
        ("ru", "Ранены сто сорок семь солдат.", ("сто сорок семь солдат", "count", 147, "person")),
        ("ru", "Прошла двухмесячная голодовка.", ("двухмесячная голодовка", "duration", 2, "month")),
        ("ru", "В возрасте 58 лет он умер.", ("58 лет", "age", 58, "year")),
        ("ru", "За закон две трети депутатов.", ("две трети депутатов", "share", 66.67, "percent")),
        ("ru", "Ранены 1 тыс. 200 солдат.", ("1 тыс. 200 солдат", "count", 1200, "person")),
        ("ru", "Штраф — 2 млн 500 тыс. рублей.", ("2 млн 500 тыс. рублей", "money", 2_500_000, None)),
        ("ru", "Штраф — 500 рублей.", ("500 рублей", "money", 500, None)),
        ("uk", "Звернулися до 12 депутатів.", ("12 депутатів", "count", 12, "person")),
        ("uk", "Загинули семеро людей.", ("семеро людей", "count", 7, "person")),
        ("uk", "Його засудили до 11 років.", ("11 років", "duration", 11, "year")),
        ("uk", "П’ятирічний строк минув.", ("П’ятирічний строк", "duration", 5, "year")),
        ("uk", "Було 17 тисяч гривень.", ("17 тисяч гривень", "money", 17_000, "UAH")),
        ("pl", "Zatrzymano 35 dziennikarzy.", ("35 dziennikarzy", "count", 35, "person")),
        ("de", "Es waren 1.200 Menschen.", ("1.200 Menschen", "count", 1200, "person")),
        ("fr", "Il y avait quatre-vingt-dix personnes.", ("quatre-vingt-dix personnes", "count", 90, "person")),
        ("cs", "Dostal 11 let.", ("11 let", "duration", 11, "year")),
        ("lt", "Sulaikyti 35 žmonės.", ("35 žmonės", "count", 35, "person")),
        ("en", "He led it for a quarter of a century.", ("a quarter of a century", "duration", 25.0, "year")),
        ("en", "The number of detainees has reached 1,450.", ("1,450", "count", 1450.0, "person")),
        ("en", "She was 34 when they met.", ("34", "age", 34.0, "year")),
        ("ru", "Осудили полсотни с лишним человек.", ("полсотни с лишним человек", "count", 50.0, "person")),
        ("ru", "Число погибших выросло до 12.", ("12", "count", 12.0, "person")),
        ("en", "He was held for over a year.", ("over a year", "duration", 1.0, "year")),
        ("ru", "Больше месяца он ждал.", ("Больше месяца", "duration", 1.0, "month")),
        ("be", "Больш за год ён сядзеў.", ("Больш за год", "duration", 1.0, "year")),
        ("en", "He waited several weeks.", ("several weeks", "duration", None, "week")),
        ("uk", "Минуло кілька тижнів.", ("кілька тижнів", "duration", None, "week")),
        ("ru", "Двоих анархистов увезли.", ("Двоих анархистов", "count", 2.0, "person")),
        ("ru", "Каждый третий заключённый болен.", ("Каждый третий заключённый", "share", 33.33, "percent")),
    ],
)
def test_figures(language: str, text: str, found: tuple[object, ...]) -> None:
    assert figures(text, language) == [found]


@pytest.mark.parametrize(
    ("language", "text", "bounds"),
    [
        ("en", "dozens of people", (None, 24, 99, "vague")),
        ("en", "hundreds of thousands of people", (None, 200_000, 999_999, "vague")),
        ("en", "thousands of people", (None, 2000, None, "vague")),
        ("en", "more than 100 people", (100, 100, None, "approximate")),
        ("en", "at least about 100 people", (100, 100, None, "approximate")),
        ("en", "nearly 100 people", (100, None, 100, "approximate")),
        ("en", "some 100 people", (100, None, None, "approximate")),
        ("en", "two dozen people", (24, None, None, "approximate")),
        ("en", "between 10 and 20 people", (None, 10, 20, "approximate")),
        ("en", "two or three people", (None, 2, 3, "approximate")),
        ("en", "five to ten thousand people", (None, 5000, 10_000, "approximate")),
        ("en", "270 people", (270, None, None, "exact")),
        ("en", "several weeks", (None, None, None, "vague")),
        ("en", "nearly a year", (1, None, 1, "approximate")),
        ("be", "дзясяткі тысяч людзей", (None, 20_000, 99_999, "vague")),
        ("be", "тысяч дзесяць людзей", (10_000, None, None, "approximate")),
        ("be", "больш за тысячу чалавек", (1000, 1000, None, "approximate")),
        ("be", "не менш як 35 чалавек", (35, 35, None, "approximate")),
        ("be", "ад пяці да сямі чалавек", (None, 5, 7, "approximate")),
        ("ru", "сотни людей", (None, 200, 999, "vague")),
        ("ru", "больше тысячи человек", (1000, 1000, None, "approximate")),
        ("ru", "около двух десятков человек", (20, None, None, "approximate")),
        ("ru", "20 с лишним человек", (20, 20, None, "approximate")),
        ("uk", "кілька десятків тисяч людей", (None, 20_000, 99_999, "vague")),
        ("uk", "щонайменше 35 осіб", (35, 35, None, "approximate")),
        ("uk", "до 11 років", (11, None, 11, "approximate")),
    ],
)
def test_how_exactly(language: str, text: str, bounds: tuple[object, ...]) -> None:
    (found,) = measures(text, language)
    assert (found.start, found.end) == (0, len(text))
    assert (found.value, found.lower, found.upper, found.exactness) == bounds


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "At 10:30 in Room 4, under Article 361, he lost 3-0. Phone 555-1234, COVID-19, the T-72, Boeing 737."),
        ("en", "One of the leaders spoke; a third man did not. It was 2 kilometres away, three times."),
        ("en", "1. The first\n2. The second"),
        ("en", "12 Main Street; a 12-member jury; entry 5; two weeks ago"),
        ("en", "More than a year ago she left; over the year she came back."),
        ("be", "Паводле артыкулаў 361-4 і 130 а 15 гадзіне, вул. Леніна, 5, у калоніі № 2. На 82-м годзе жыцця."),
        ("ru", "Заседание в 15 часов по ст. 342 УК, ул. Ленина, 5. Раз в пять раз, 20 лет назад, 5 км."),
        ("uk", "О 15 годині, вул. Шевченка, 5, ст. 111, ТЕЦ-5, 5 разів."),
        ("und", "12 people"),
    ],
)
def test_what_is_no_figure(language: str, text: str) -> None:
    assert figures(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "source", "disputed"),
    [
        ("en", "The ministry said 12 people were held.", "The ministry", False),
        ("en", "12 people were held, the ministry said.", "the ministry", False),
        ("en", "According to witnesses, 12 people were held.", "witnesses", False),
        ("en", "They rejected official results that gave him 97 percent.", "official results", True),
        ("en", "He won with a disputed 97 percent.", None, True),
        ("en", "The United States held 12 people.", None, False),
        ("en", "Two ministers said it was so.", None, False),
        ("be", "У міністэрстве паведамілі, што загінулі 12 вайскоўцаў.", "У міністэрстве", False),
        ("be", "Паводле праваабаронцаў, затрымалі 12 чалавек.", "праваабаронцаў", False),
        ("ru", "За него якобы проголосовали 80% избирателей.", None, True),
        ("ru", "Об этом заявил 45-летний депутат.", None, False),
        ("uk", "Загинули семеро людей, повідомили в ДСНС.", "в ДСНС", False),
    ],
)
def test_sources(language: str, text: str, source: str | None, disputed: bool) -> None:
    (found,) = measures(text, language)
    assert (found.attributed_to, found.disputed) == (source, disputed)


def test_what_is_counted() -> None:
    (found,) = measures("Tens of thousands of Belarusian citizens took part.", "en")
    assert found.of == "Belarusian citizens"
    (found,) = measures("About 80 percent of the vote went to him.", "en")
    assert found.of == "the vote"


@given(st.text(), st.sampled_from(["en", "be", "ru", "uk", "fr", "und"]))
def test_anything_may_stand_in_a_text(text: str, language: str) -> None:
    for found in measures(text, language):
        assert 0 <= found.start < found.end <= len(text)


@given(
    st.lists(
        st.sampled_from(
            ["two", "hundred", "and", "a", "of", "5", "-", "year", "old", "people", "%", "$", "1,000", "said", ",",
             "thousands", "more than", "between", "to", "half", "2020", "May", "dual", "citizenship", "out of"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_any_order_of_words(words: list[str]) -> None:
    text = " ".join(words)
    found = measures(text, "en")
    assert len({(m.start, m.end) for m in found}) == len(found)
    assert all(m.lower is None or m.upper is None or m.lower <= m.upper for m in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "1-", "1,", "1 000 ", "one hundred and ", "between 1 and ", "“", "«a", "$", "9 August ", "a" * 50,
     "12 people, said ", "тысяч ", "1 млн ", "May, ", "1 мая, "],
)  # fmt: skip
def test_hostile_texts_end(piece: str) -> None:
    """What takes quadratic time would not end in this life.

    All patterns stand in `tokens` and `quoted`, which get a megabyte; the rest looks at a bounded number of tokens.
    """
    text = piece * (1_000_000 // len(piece))
    tokens(text, 0, len(text))
    quoted(text)
    text = text[:10_000]
    for language in ("en", "ru"):
        find_measures(text, [(0, len(text))], language, find_dates(text, [(0, len(text))], language, None))


def test_the_seeds_as_measured(seeds: Stage) -> None:
    """What the README says of the figures: nothing is missed, and nothing is found that is none."""
    assert len(list(seeds.rows("measures"))) == 16

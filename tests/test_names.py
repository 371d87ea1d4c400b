"""Reading and comparing names. The first, simple comparison: equal keys of every part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import reference
from pipeline.names import compare, read
from pipeline.names.fold import fold

SAME = [
    ("Ihar Kazlou", "Ігар Казлоў"),
    ("Ihar Kazlou", "Igor Kozlov"),
    ("Dzmitry Halubeu", "Дмитрий Голубев"),
    ("Tatsiana Karatkevich", "Татьяна Короткевич"),
    ("Volha Bandarenka", "Ольга Бондаренко"),
    ("Wolha Bandarenka", "Olga Bondarenko"),
    ("Mikalai Halubeu", "Mikola Golubev"),
    ("Siarhei Siarheevich Navitski", "Сергей Новицкий"),
    ("Navitski, Siarhei", "Siarhei Navitski"),
    ("ІГАР КАЗЛОЎ", "ihar kazlou"),
]
DIFFERENT = [
    ("Pavel Kazlou", "Piotr Kazlou"),
    ("Ihar Kazlou", "Ihar Kazlova"),
    ("Ihar Kazlouski", "Volha Kazlouskaya"),
    ("Anatol Karpenka", "Anatol Karpenkau"),
    ("Ivan Ivanavich Novik", "Ivan Piatrovich Novik"),
    ("Novik", "Ivan Novik"),
    ("Ivan", "Ivan"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert compare(a, b).same, compare(a, b).why


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_names_of_two_people(a: str, b: str) -> None:
    assert not compare(a, b).same
    assert compare(a, b).score < 1


def test_why_says_it_for_each_part() -> None:
    assert compare("Ihar Kazlou", "Игорь Козлов").why.splitlines() == [
        "given name: Ihar ~ Игорь, spellings of one name",
        "family name: Kazlou ~ Козлов, spellings of one name",
    ]
    assert "family name: Bondar ≠ Kazlou" in compare("Ihar Kazlou", "Ihar Bondar").why


@pytest.mark.parametrize(
    ("text", "given", "patronymic", "family", "gender"),
    [
        ("Ігар Пятровіч Казлоў", "Ігар", "Пятровіч", "Казлоў", "male"),
        ("Kazlova, Nina Pavlovna", "Nina", "Pavlovna", "Kazlova", "female"),
        ("I. Kazlou", "I.", None, "Kazlou", None),
        ("Kazlou", None, None, "Kazlou", None),
        ("Nina", "Nina", None, None, "female"),
        ("", None, None, None, None),
        ("12 — !", None, None, None, None),
    ],
)
def test_reading(text: str, given: str | None, patronymic: str | None, family: str | None, gender: str | None) -> None:
    name = read(text)
    assert (name.given, name.patronymic, name.family, name.gender) == (given, patronymic, family, gender)


def test_initials() -> None:
    assert read("I. Kazlou").is_initials
    assert not read("Ihar Kazlou").is_initials


@pytest.mark.parametrize(
    "row", [row for row in reference.rows("folding.csv") if row["example"]], ids=lambda r: r["why"]
)
def test_the_examples_of_the_folding_rules(row: dict[str, str]) -> None:
    first, second = row["example"].split(" ")
    assert fold(first) == fold(second)


names = st.text(alphabet="АаБвГгЛлУўІіЬьЯяЗзКкоеabeghiklnostuvyzABIKS .-’,", max_size=40)


@given(names, names)
def test_comparing_is_symmetric(a: str, b: str) -> None:
    assert compare(a, b) == compare(b, a)


@given(names)
def test_case_does_not_matter(a: str) -> None:
    assert compare(a, a.upper()).score == compare(a, a).score


@given(names)
def test_a_full_name_is_the_same_as_itself(a: str) -> None:
    name = read(a)
    if name.given and name.family:
        assert compare(a, a).same


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    read(text)
    assert 0 <= compare(text, "Ihar Kazlou").score <= 1


@pytest.mark.parametrize("text", ["a" * 10_000, "а " * 10_000, "и." * 10_000, "\u202e\u200b", "😀" * 500, "д'" * 5_000])
def test_hostile_names_are_answered(text: str) -> None:
    assert not compare(text, "Ihar Kazlou").same

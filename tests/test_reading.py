"""Reading a name: its parts, in whatever order and script they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.names import compare, match, read


@pytest.mark.parametrize(
    ("text", "given", "patronymic", "family", "gender"),
    [
        ("Ігар Пятровіч Казлоў", "Ігар", "Пятровіч", "Казлоў", "male"),
        ("Kazlova, Nina Pavlovna", "Nina", "Pavlovna", "Kazlova", "female"),
        ("Казлоў Ігар Пятровіч", "Ігар", "Пятровіч", "Казлоў", "male"),
        ("KAZLOU Ihar", "Ihar", None, "KAZLOU", "male"),
        ("Ihar KAZLOU", "Ihar", None, "KAZLOU", "male"),
        ("6 Yuri Khadzhimuratovich NOVIK", "Yuri", "Khadzhimuratovich", "NOVIK", "male"),
        ("Kazlou Ihar", "Ihar", None, "Kazlou", "male"),
        ("Абрамович Роман Аркадьевич", "Роман", "Аркадьевич", "Абрамович", "male"),
        ("Роман Аркадьевич Абрамович", "Роман", "Аркадьевич", "Абрамович", "male"),
        ("Nina, Kazlova", "Nina", None, "Kazlova", "female"),
        ("I. Kazlou", "I.", None, "Kazlou", "male"),
        ("Казлоў І. П.", "І.", None, "Казлоў", "male"),
        ("І.П.Казлоў", "І.", None, "Казлоў", "male"),
        ("President Nina Bondar's", "Nina", None, "Bondar", "female"),
        ("спадарыня Ніна Бондар", "Ніна", None, "Бондар", "female"),
        ("Mr. Kazlou", None, None, "Kazlou", "male"),
        ("Frau Nina Bondar", "Nina", None, "Bondar", "female"),
        ("пані Ніна Бондар", "Ніна", None, "Бондар", "female"),
        ("Pan Ihar Kazlou", "Ihar", None, "Kazlou", "male"),
        ("Pan Wei", "Pan", None, "Wei", None),
        ("пісьменнік Ігар Казлоў", "Ігар", None, "Казлоў", "male"),
        ("van der Novik", None, None, "Novik", None),
        ("IharKazlou", "Ihar", None, "Kazlou", "male"),
        ("Ihar McKazlou", "Ihar", None, "McKazlou", "male"),
        ("Tsikhanouski", None, None, "Tsikhanouski", "male"),
        ("Ціханоўская", None, None, "Ціханоўская", "female"),
        ("Bondar", None, None, "Bondar", None),
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
    for text in ("Дж. Казлоў", "Дж.Казлоў", "Dž. Kazlou", "Ch.Kazlou", "Казлоў Дз. П."):
        assert read(text).is_initials, text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Сяргей Навіцкі", "be"),
        ("Siarhei Navitski", "be"),
        ("Dzmitry Halubeu", "be"),
        ("Сергей Новицкий", "ru"),
        ("Сергій Новицький", "uk"),
        ("Володимир Їжакевич", "uk"),
    ],
)
def test_the_languages_that_a_spelling_looks_like(text: str, language: str) -> None:
    assert language in read(text).languages
    assert not read("Ivan Novik").languages, "may be any"


POOL = (
    "Ivan Іван Novik Новікаў ского Łukaszenki i. Я. Yu. de van пан Jr. III ’ ( ) / . ß İ 王 х d'Arc McKazlou Жан-Клод"
)
WORDS = [*POOL.split(), "'s"]
BETWEEN = [" ", ", ", " , ", "-", ""]


@given(st.lists(st.sampled_from(WORDS), max_size=7), st.sampled_from(BETWEEN), st.sampled_from([None, "be", "xx"]))
def test_words_in_any_order_are_answered(words: list[str], between: str, language: str | None) -> None:
    name = read(between.join(words), language)
    assert isinstance(name.systems, tuple)
    assert len(name.nominative) <= 2 * len(name.text) + 20, "nothing is made up"


@given(st.lists(st.sampled_from(WORDS), max_size=4), st.lists(st.sampled_from(WORDS), max_size=4))
def test_what_is_the_same_is_found_in_lists(one: list[str], other: list[str]) -> None:
    names = [", ".join(one), " ".join(one), " ".join(other)]
    found = [(pair.left, pair.right) for pair in match(names, names)]
    assert found == [(i, j) for i, a in enumerate(names) for j, b in enumerate(names) if compare(a, b).same]

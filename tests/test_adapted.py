"""Endings that Lithuanian, Latvian and Czech texts add to foreign names: what a name is without them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import reference
from pipeline.names import compare, read
from pipeline.names.adapted import bare_forms
from pipeline.names.given import given_name

ROWS = [row for row in reference.rows("inflection.csv") if row["bare"]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['language']} {row['nominative']}")
def test_the_example_of_a_row_loses_its_ending(row: dict[str, str]) -> None:
    stem = row["example"].removesuffix(row["nominative"])
    (found,) = bare_forms([row["example"]])
    assert {stem + bare.strip("-") for bare in row["bare"].split("|")} <= set(found)
    assert row["language"] in ("cs", "lt", "lv")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Borisas Novikovas", ["Boris", "Novikov"]),
        ("Sergejus Petrovičius", ["Sergej", "Petrovič"]),
        ("Vladimiras Majakovskis", ["Vladimir", "Majakovski"]),
        ("NOVIKOVAS Jurijus", ["NOVIKOV", "Jurij"]),
        ("Ivans Turgeņevs", ["Ivan", "Turgeņev"]),
        ("Viljams Šekspīrs", ["Viljam", "Šekspīr"]),
        ("Anna Achmatovová", [None, "Achmatova"]),
        ("Anna Bondarenková", [None, "Bondarenko"]),
        ("Mary Shelleyová", [None, "Shelley"]),
    ],
)
def test_names_without_what_was_added(text: str, bare: list[str | None]) -> None:
    assert [next(iter(forms), None) for forms in bare_forms(text.split())] == bare


@pytest.mark.parametrize(
    "text",
    [
        "Charles Dickens",
        "Thomas Mann",
        "Walter Gropius",
        "Karl Gauss",
        "Lukas Novik",
        "Anders Celsius",
        "Hans Andersen",
        "Marie Tussaud",
        "Anna Ahmatova",
        "Marina Cvetajeva",
        "Agatha Christie",
        "Ihar Kazlou",
        "Адомас Міцкявічус",
        "",
    ],
)
def test_names_without_added_endings_stay_as_they_are(text: str) -> None:
    """An -s or -as counts only if every word of the name has one."""
    assert not any(bare_forms(text.split()))


@pytest.mark.parametrize(
    ("adapted", "name"),
    [
        ("Borisas Novikovas", "Борис Новиков"),
        ("Borisas Novikovas", "Barys Novikau"),
        ("Sergejus Petrovičius", "Сяргей Пятровіч"),
        ("Ivans Turgeņevs", "Иван Тургенев"),
        ("Ivans Turgeņevs", "Ivanas Turgenevas"),
        ("Anna Achmatovová", "Анна Ахматова"),
        ("Anna Bondarenková", "Ганна Бандарэнка"),
        ("Mary Shelleyová", "Mary Shelley"),
        ("Čarlzs Darvins", "Чарльз Дарвин"),
    ],
)
def test_a_name_and_its_adapted_form_are_one(adapted: str, name: str) -> None:
    assert compare(adapted, name).same, compare(adapted, name).why


@pytest.mark.parametrize(
    ("adapted", "name"),
    [
        ("Ivanas Novikas", "Иван Новиков"),
        ("Charles Dickens", "Charles Dicken"),
        ("Thomas Adams", "Thomas Adam"),
        ("Anna Petrovová", "Анна Петровская"),
    ],
)
def test_an_ending_that_was_not_added_is_part_of_the_name(adapted: str, name: str) -> None:
    assert not compare(adapted, name).same


def test_the_given_name_is_known_without_its_ending() -> None:
    assert read("Nikonas Novikovas").known_given == given_name("Nikon")
    assert given_name("Nikonas") is None
    assert given_name("Nikon") is not None


@given(st.lists(st.text(min_size=1, max_size=12), max_size=5))
def test_there_are_forms_for_every_word(words: list[str]) -> None:
    found = bare_forms(words)
    assert len(found) == len(words)
    assert all(form and len(form) < len(word) + 3 for word, forms in zip(words, found, strict=True) for form in forms)

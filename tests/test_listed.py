"""The lists of names: what a row says, that every row can be read, and that walking a text keeps its offsets."""

import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import reference
from pipeline.entities.others.listed import Listed, fold, forms, inside, listed, tokens

LISTS = (
    "place_names.csv",
    "place_words.csv",
    "organisation_names.csv",
    "organisation_words.csv",
    "groups.csv",
)


def found(file: str, language: str, text: str) -> list[str]:
    words = tokens(text)
    return [text[words[f.first].start : words[f.last].end] for f in listed(file, language).find(fold(text), words)]


@pytest.mark.parametrize("row", reference.rows("declension.csv"), ids=lambda row: f"{row['language']}-{row['class']}")
def test_a_class_makes_the_form_of_its_example(row: dict[str, str]) -> None:
    assert fold(row["form"]).lower() in forms(row["example"], row["language"], row["class"])


@pytest.mark.parametrize("file", LISTS)
def test_every_row_can_be_read(file: str) -> None:
    rows = [row for row in reference.rows(file) if row.get("kind") not in SUFFIXES]
    assert Listed(rows).size


SUFFIXES = ("adjective", "relational", "land_suffix", "town_suffix")


@pytest.mark.parametrize(
    ("names", "things"),
    [("place_names.csv", "places.csv"), ("organisation_names.csv", "organisations.csv")],
)
def test_names_and_things_belong_together(names: str, things: str) -> None:
    keys = [row["key"] for row in reference.rows(things)]
    assert len(set(keys)) == len(keys)
    assert set(keys) == {row["key"] for row in reference.rows(names)}


def test_every_country_has_its_code_and_its_names_in_nine_languages() -> None:
    countries = {row["key"]: row["iso"] for row in reference.rows("places.csv") if row["kind"] == "country"}
    assert len(set(countries.values())) == len(countries)
    assert all(len(code) in (2, 4) and code.isupper() for code in countries.values())
    named = {(row["key"], row["language"]) for row in reference.rows("place_names.csv")}
    for country in ("belarus", "russia", "ukraine", "poland", "united-states", "soviet-union", "china", "iran"):
        for language in ("en", "be", "ru", "uk", "pl", "de", "fr", "cs", "lt"):
            assert (country, language) in named
    members = {"AF", "BT", "DJ", "FM", "KI", "LS", "NR", "PW", "ST", "TV", "VU", "WS", "ZW"}
    assert members <= set(countries.values())


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "в Соединённых Штатах Америки", ["Соединённых Штатах Америки"]),
        ("ru", "Соединенные\nШтаты", ["Соединенные\nШтаты"]),
        ("ru", "Соединенные\n\nШтаты", []),
        ("uk", "Кам'янець, Придністров’я", ["Придністров’я"]),
        ("be", "ў Нью-Ёрку", ["Нью-Ёрку"]),
        ("en", "U.S.-led, the US, U.S.A.", ["U.S.", "US", "U.S.A."]),
        ("en", "the us, polish, china, turkey", []),
        ("en", "NORTH KOREA and North  Korea", ["NORTH KOREA", "North  Korea"]),
        ("en", "Belarus's and Belarus’", ["Belarus", "Belarus"]),
        ("fr", "l'Ukraine, d’Azerbaïdjan", ["Ukraine", "Azerbaïdjan"]),
        ("de", "Russlands Vereinigten Staaten", ["Russlands", "Vereinigten Staaten"]),
        ("und", "Минска, Warszawie, Vilniuje", ["Минска", "Warszawie", "Vilniuje"]),
    ],
)
def test_names_are_found_in_their_cases(language: str, text: str, expected: list[str]) -> None:
    assert found("place_names.csv", language, text) == expected


def test_folding_and_small_letters_keep_the_length() -> None:
    every = "".join(chr(code) for code in range(sys.maxunicode) if not 0xD800 <= code < 0xE000)
    assert len(fold(every)) == len(every)
    assert len(fold(every).lower()) == len(every)


@given(st.text())
def test_words_are_where_they_say(text: str) -> None:
    words = tokens(text)
    assert all(fold(text)[token.start : token.end].lower() == token.word for token in words)
    assert all(left.end <= right.start for left, right in pairwise(words))


@pytest.mark.parametrize(("span", "expected"), [((0, 2), True), ((3, 5), False), ((5, 6), True), ((4, 9), True)])
def test_inside(span: tuple[int, int], expected: bool) -> None:
    assert inside(span, [(0, 3), (5, 7)]) is expected

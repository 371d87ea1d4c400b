"""What a text names beside people, as rows: places in names of bodies, forms, methods."""

from typing import Any

import pytest

from pipeline.entities.others.candidates import find_others
from pipeline.read.passages import sentences


def others(text: str, language: str, *people: str) -> list[dict[str, Any]]:
    spans, _ = sentences(text, language)
    names = [(text.index(name), text.index(name) + len(name)) for name in people]
    return list(find_others(text, spans, language, names))


def kinds(text: str, language: str, *people: str) -> dict[str, str]:
    return {row["name"]: row["kind"] for row in others(text, language, *people)}


def test_a_country_stands_in_the_name_of_its_ministry() -> None:
    found = others("He wrote to the Georgian Interior Ministry on Monday.", "en")
    assert [(row["name"], row["kind"], row["country"]) for row in found] == [
        ("Georgian", "place", "GE"),
        ("Georgian Interior Ministry", "organisation", "GE"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The protesters marched through Skopje.", {"The protesters": "group", "Skopje": "place"}),
        ("ru", "Протестующие прошли по Скопье.", {"Протестующие": "group", "Скопье": "place"}),
        ("be", "Пратэстоўцы прайшлі па Тбілісі.", {"Тбілісі": "place"}),
        ("uk", "Європейський Союз запросив Грузію.", {"Європейський Союз": "organisation", "Грузію": "place"}),
    ],
)
def test_places_bodies_and_groups_are_found(language: str, text: str, found: dict[str, str]) -> None:
    assert found.items() <= kinds(text, language).items()


def test_the_name_of_a_person_is_no_place() -> None:
    assert "Paris" not in kinds("We met Paris Hollander in Lisbon.", "en", "Paris Hollander")
    assert "Lisbon" in kinds("We met Paris Hollander in Lisbon.", "en", "Paris Hollander")


def test_a_regime_is_named_after_a_person() -> None:
    text = "The Novotny regime has no friends."
    assert kinds(text, "en", "Novotny")["Novotny regime"] == "regime"


def test_adjectives_and_inhabitants_are_mentions_of_the_country() -> None:
    rows = others("Two Georgians crossed the Turkish border.", "en")
    assert {(row["name"], row["form"], row["attributive"]) for row in rows} >= {
        ("Georgians", "demonym", False),
        ("Turkish", "adjective", True),
    }

"""Where a name that was found in part ends, and what is the name of a thing."""

import pytest

from pipeline.entities.bounds import is_of_a_thing, whole_name
from pipeline.entities.tagger import Span


def _span(text: str, name: str) -> Span:
    start = text.index(name)
    return start, start + len(name)


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("Der Anwalt Karl von der Heide sprach.", "Heide", "von der Heide"),
        ("La ministre Anne Le-Bris est venue.", "Bris", "Le-Bris"),
        ("Выступила Анна Ковальская-Вронская.", "Ковальская", "Ковальская-Вронская"),
        ("Der Fall Berger-Anwälte", "Berger", "Berger"),
    ],
)
def test_the_whole_name(text: str, part: str, whole: str) -> None:
    start, end = whole_name(text, _span(text, part), "de" if "Fall" in text else "und")
    assert text[start:end] == whole


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Живёт на ул. Григория Новика.", "Григория Новика"),
        ("Театр імя Янкі Новіка зачынены.", "Янкі Новіка"),
        ("Przy placu Jana Wrony.", "Jana Wrony"),
        ("Szpital im. Jana Wrony.", "Jana Wrony"),
        ("The Novik Prize went to nobody.", "Novik"),
        ("The vaccine of NovaZeneka sells well.", "NovaZeneka"),
        ("Вакцина Нов-КОВИД-Вак одобрена.", "Нов-КОВИД-Вак"),
        ("Write to @novik today.", "novik"),
    ],
)
def test_what_is_the_name_of_a_thing(text: str, name: str) -> None:
    assert is_of_a_thing(text, _span(text, name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The lawyer Anna McDonald came.", "McDonald"),
        ("УкраиныАндрей Новик", "Андрей Новик"),
        ("Presse: AnnaNovik", "AnnaNovik"),
        ("ANNA-MARIA NOVIK", "ANNA-MARIA"),
        ("Kwok-yung Yuen", "Kwok-yung"),
        ("4 al-NOVIK", "al-NOVIK"),
        ("Der Richter im Berger-Prozess ging.", "Berger"),
    ],
)
def test_what_is_a_persons(text: str, name: str) -> None:
    assert not is_of_a_thing(text, _span(text, name))

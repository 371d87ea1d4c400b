"""Names that the tagger has cut wrongly are put right. The labels are given by hand: no weights are asked."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.mend import mended
from pipeline.entities.tokens import lines


def _mended(text: str, *parts: str, language: str = "und") -> list[str]:
    """What becomes of `parts` of a text, which stand in it in this order."""
    spans, end = [], 0
    for part in parts:
        start = text.index(part, end)
        end = start + len(part)
        spans.append((start, end))
    return [text[start:end] for start, end in mended(text, lines(text), spans, language)]


@pytest.mark.parametrize(
    ("text", "parts", "names"),
    [
        # Signs at the ends belong to no name, unless they close what is opened in it.
        ('"Anna Novik" came.', ['"Anna Novik"'], ["Anna Novik"]),
        ("A list: -Anna Novik) came.", ["-Anna Novik)"], ["Anna Novik"]),
        ('Paul "Bonny" Sauer (Sauer) sang.', ['Paul "Bonny" Sauer (Sauer)'], ['Paul "Bonny" Sauer (Sauer)']),
        # A letter alone names nobody.
        ("Ракета «Сокол V» взлетела.", ["V»"], []),
        ("Bericht A. und B.", ["A."], []),
        # Initials before a family name, and behind one.
        ("Міністр. Т.Сокіл заявила про це.", ["Сокіл"], ["Т.Сокіл"]),
        ("Он встретил А. Б. Новика вчера.", ["Новика"], ["А. Б. Новика"]),
        ("Редактор Новик А.Б. Телефон: 22", ["Новик А.Б. Телефон"], ["Новик А.Б."]),
        ("It was Paul R. R. Sparrow.", ["Paul R. R. Sparrow"], ["Paul R. R. Sparrow"]),
        # Two full names with a comma or a dash between them; a family name before the given one is no name by itself.
        ("With Anna Novik, Pavel Sokol and me.", ["Anna Novik, Pavel Sokol"], ["Anna Novik", "Pavel Sokol"]),
        ("Hrají Anna Novik - Pavel Sokol.", ["Anna Novik - Pavel Sokol"], ["Anna Novik", "Pavel Sokol"]),
        ("Signed: Novik, Anna Maria.", ["Novik, Anna Maria"], ["Novik, Anna Maria"]),
        ("By Jean-Paul Novik, Jr. today.", ["Jean-Paul Novik, Jr."], ["Jean-Paul Novik, Jr."]),
        # A given name before a family name.
        ("Przemawia Barbara Zgrzyt, a potem Zgrzyt milczy.", ["Zgrzyt", "Zgrzyt"], ["Barbara Zgrzyt", "Zgrzyt"]),
        # An abbreviation and a noun before a full name.
        ("Szefowa ZUS Barbara Zgrzyt milczy.", ["ZUS Barbara Zgrzyt"], ["Barbara Zgrzyt"]),
        ("Пришёл ксёндз. Ксёндз Иван Збруев молчит.", ["Ксёндз Иван Збруев"], ["Иван Збруев"]),
        ("Эта плакатистка известна. Плакатистка Анна Збруева.", ["Плакатистка", "Анна Збруева"], ["Анна Збруева"]),
    ],
)
def test_a_name_is_cut_where_it_ends(text: str, parts: list[str], names: list[str]) -> None:
    assert _mended(text, *parts) == names


def test_a_letter_may_be_an_honorific() -> None:
    assert _mended("Hier, M. Perrin et M. Paul Perrin.", "M. Perrin", "M. Paul Perrin", language="fr") == [
        "Perrin",
        "Paul Perrin",
    ]
    assert _mended("Wczoraj M. Perrin mówił.", "M. Perrin", language="pl") == ["M. Perrin"]


def test_a_rank_belongs_to_no_name() -> None:
    text = "Pope Francis spoke. Папа Римский Франциск ушёл. Pope Novik sang."
    parts = ("Pope Francis", "Папа Римский Франциск", "Pope Novik")
    assert _mended(text, *parts) == ["Francis", "Франциск", "Pope Novik"]


def test_a_family_name_in_capitals_is_no_abbreviation() -> None:
    text = "4. SOKOL Anna Pavlovna, judge. NATO Anna Sokol spoke."
    assert _mended(text, "SOKOL Anna Pavlovna", "NATO Anna Sokol") == ["SOKOL Anna Pavlovna", "Anna Sokol"]


@pytest.mark.parametrize(
    ("text", "parts", "names"),
    [
        ("Вищий суд кантону Хумбаб виніс рішення.", ["Хумбаб"], []),
        ("Министр провинции Сокол ушёл.", ["Сокол"], ["Сокол"]),
        ("Губернатор северной провинции Хумбаб Анна Новик.", ["Хумбаб Анна Новик"], ["Анна Новик"]),
    ],
)
def test_the_name_of_an_area_is_nobody(text: str, parts: list[str], names: list[str]) -> None:
    assert _mended(text, *parts, language="uk" if "кантону" in text else "ru") == names


def test_two_names_side_by_side_are_two_where_both_stand_elsewhere() -> None:
    text = "Adam Zgrzyt mówi. Barbara Wrona milczy. Według Zgrzyta Wrona kłamie. Zdaniem Zgrzyta nie. Wrona wie."
    parts = ("Adam Zgrzyt", "Barbara Wrona", "Zgrzyta Wrona", "Zgrzyta", "Wrona")
    assert _mended(text, *parts)[2:4] == ["Zgrzyta Wrona", "Zgrzyta"]  # nobody is called Zgrzyta in full
    text = text.replace("Adam Zgrzyt", "Adama Zgrzyta")
    assert _mended(text, "Adama Zgrzyta", *parts[1:])[2:4] == ["Zgrzyta", "Wrona"]


def test_a_full_name_follows_one_that_stands_elsewhere() -> None:
    text = "Anna Nowik spoke. The adviser of Anna Nowik Peter Sparrow left."
    assert _mended(text, "Anna Nowik", "Anna Nowik Peter Sparrow") == ["Anna Nowik", "Anna Nowik", "Peter Sparrow"]


def test_a_second_given_name_begins_nobody() -> None:
    text = "Anna Maria Nowik spoke. Anna Maria laughed."
    assert _mended(text, "Anna Maria Nowik", "Anna Maria") == ["Anna Maria Nowik", "Anna Maria"]


@given(st.lists(st.sampled_from(["Anna ", "Nowik ", "nowik ", "A. ", "A.", "B", "(", '"', ") ", ". ", "\n", "УВД "])))
def test_names_stay_in_order_and_never_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = lines(text)
    spans = [(pair[0].start, pair[-1].end) for line in found for pair in (line[:2], line[2:5], line[6:7]) if pair]
    names = mended(text, found, spans, "en")
    assert all(left[1] <= right[0] for left, right in pairwise(names))
    assert all(text[start:end] and text[start:end].strip() == text[start:end] for start, end in names)

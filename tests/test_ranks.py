"""Those known by a given name alone: a rank or a number makes them one person in all texts."""

import pytest

from pipeline.entities.assign import people_of
from pipeline.entities.ranks import known_as, rank_before
from pipeline.tables.rows import Row


@pytest.mark.parametrize(
    ("before", "rank"),
    [
        ("An audience with Pope ", "pope"),
        ("Письмо к папе римскому\n", "pope"),
        ("Spotkanie z papieżem ", "pope"),
        ("Muslimové hájí proroka ", "prophet"),
        ("Патрыярх ", "patriarch"),
        ("A popeless ", None),
        ("The Pope, ", None),
        ("Le pape", None),
    ],
)
def test_the_rank_before_a_name(before: str, rank: str | None) -> None:
    assert rank_before(before + "Xyz", len(before)) == rank


@pytest.mark.parametrize(
    ("names", "rank"),
    [
        ((("Francis", "en"), ("Franciszkowi", "pl"), ("Františka", "cs"), ("Франциска", "ru")), "pope"),
        ((("Muhammad", "en"), ("Mahometa", "pl"), ("Мухаммеда", "ru")), "prophet"),
        ((("Elizabeth II", "en"), ("Elżbiety II", "pl"), ("Alžběta II.", "cs"), ("Елизаветой II", "ru")), None),
    ],
)
def test_the_same_name_in_several_languages(names: tuple[tuple[str, str], ...], rank: str | None) -> None:
    assert frozenset.intersection(*(known_as(name, language, rank) for name, language in names))


def test_without_rank_and_number_or_with_a_family_name_nobody_is_known() -> None:
    assert not known_as("Francis", "en", None)
    assert not known_as("Francis Moss", "en", "pope")
    assert not known_as("Qwrtz", "en", "pope")


def _row(document: str, name: str, rank: str | None = None, form: str = "given") -> Row:
    looks = {"gender": None, "has_office": False, "after_unknown": False, "rank": rank, "language": "en", "form": form}
    return {"candidate_id": f"{document} {name}", "document_id": document, "start": 0, "end": 1, "name": name} | looks


def test_whoever_has_a_rank_is_one_in_all_texts_and_nobody_else_of_that_name() -> None:
    rows = [
        _row("a", "Francis", "pope"),
        _row("a", "Francis"),
        _row("b", "Francis Moss", form="full"),
        _row("b", "Francis", "pope"),
        _row("c", "Francis"),
        _row("d", "Paul", "pope"),
        _row("e", "Paul VI", "pope"),
    ]
    pope, his, moss, again, other, paul, sixth = people_of(rows)
    assert pope == his == again
    assert len({pope, moss, other, paul, sixth}) == 5


def test_two_numbers_in_one_text_are_two_people() -> None:
    one, other = people_of([_row("a", "Nicholas I"), _row("a", "Nicholas II")])
    assert one != other

"""Full names in another case than those of other texts, and family names that may be given names: whose they are."""

from collections import defaultdict
from itertools import count

import pytest

from pipeline.entities.assign import people_of
from pipeline.names.given import given_name
from pipeline.tables.rows import Row


def _rows(language: str, *documents: tuple[str, ...]) -> list[Row]:
    numbers = count()
    return [
        {
            "candidate_id": str(next(numbers)),
            "document_id": str(number),
            "start": 0,
            "end": len(name),
            "name": name,
            "form": "full" if " " in name else "given" if given_name(name) else "family",
            "language": language,
            "gender": None,
            "has_office": False,
            "after_unknown": False,
        }
        for number, names in enumerate(documents)
        for name in names
    ]


def _people(language: str, *documents: tuple[str, ...]) -> list[list[str]]:
    """The spellings of each person, in the order of the texts."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    rows = _rows(language, *documents)
    for row, person in zip(rows, people_of(rows), strict=True):
        if person:
            found[person].append(row["name"])
    return list(found.values())


@pytest.mark.parametrize(
    ("language", "nominative", "other"),
    [
        ("ru", "Махмуд Тарар", "Махмуда Тарара"),
        ("uk", "Махмуд Тарар", "Махмуду Тарару"),
        ("pl", "Wiveca Sund", "Wivece Sund"),
        ("cs", "Odvar Lund", "Odvarem Lundem"),
    ],
)
def test_what_other_texts_have_in_the_nominative(language: str, nominative: str, other: str) -> None:
    assert _people(language, (nominative,), (nominative,), (other,)) == [[nominative, nominative, other]]


def test_a_given_name_that_is_known_is_no_other_ones_case() -> None:
    """Александра Козлова may be a woman, and Александр Козлов her brother."""
    husband, wife = "Александр Козлов", "Александра Козлова"
    assert _people("ru", (husband,), (husband,), (wife,)) == [[husband, husband], [wife]]


def test_one_text_is_not_enough_against_another() -> None:
    """As often in one as in the other: nothing shows which is the nominative."""
    assert _people("ru", ("Тарвек Ламур",), ("Тарвека Ламура",)) == [["Тарвек Ламур"], ["Тарвека Ламура"]]


def test_a_family_name_that_may_be_a_given_name() -> None:
    assert given_name("Rose")
    full, alone = ("Anna Rose",), ("Anna Rose", "Rose")
    assert _people("en", alone) == [["Anna Rose", "Rose"]]
    assert _people("en", full, ("Rose",)) == [["Anna Rose"], ["Rose"]]
    assert _people("en", alone, alone, alone, ("Rose",)) == [[*alone, *alone, *alone, "Rose"]]

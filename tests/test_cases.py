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
            "rank": None,
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


def test_a_woman_is_no_case_of_a_man_nor_a_man_of_a_woman() -> None:
    woman, brother = "Аляксандра Дрозд", "Аляксандра Дразда"
    assert _people("be", (woman,), (woman,), (brother,)) == [[woman, woman], [brother]]


def test_a_womans_given_name_beside_what_only_a_man_is_called_is_a_mans_in_another_case() -> None:
    man, other = "Мартин Лунд", "Мартина Лунда"
    assert given_name("Мартина")
    assert _people("ru", (man,), (man,), (other,)) == [[man, man, other]]


@pytest.mark.parametrize(
    ("language", "names", "alone", "bearer"),
    [
        ("en", ("Kiryl Zubau", "Nina Zubava"), "Zubava", "Nina Zubava"),  # English has no cases
        ("be", ("Кірыл Зубаў", "Ніна Зубава"), "Зубава", None),
        ("be", ("Кірыл Зубаў", "Ніна Зубава"), "Зубавым", "Кірыл Зубаў"),
        ("be", ("Кірыл Зубаў", "Ніна Зубава"), "Зубавай", "Ніна Зубава"),
        ("pl", ("Jan Klimczuk", "Ewa Klimczuk"), "Klimczukiem", "Jan Klimczuk"),  # a woman's would stay as it is
        ("pl", ("Jan Klimczuk", "Ewa Klimczuk"), "Klimczuk", None),
        ("lt", ("Rasa Dobilytė", "Tomas Karpaitis"), "Karpaičiui", "Tomas Karpaitis"),
        ("de", ("Anna Drosd",), "Drosds", "Anna Drosd"),
        ("de", ("Anna Drosd", "Udo Drosds"), "Drosds", None),
        ("cs", ("Karel Zubák",), "Zubákův", "Karel Zubák"),
        ("cs", ("Karel Zubák",), "Zubákova", "Karel Zubák"),
        ("cs", ("Hana Zubák",), "Zubákova", None),  # a woman's would be another form
        ("cs", ("Karel Zubák", "Hana Zubáková"), "Zubákova", None),
        ("cs", ("Karel Zubák",), "Zubákových", None),  # rather his family's
        ("en", ("Karel Zubák",), "Zubákova", None),
        ("uk", ("Рута Шпак-Лісовська",), "Шпак-Лісовської", "Рута Шпак-Лісовська"),
        ("be", ("Зянон Шпак-Бусел",), "Шпаку-Буселу", "Зянон Шпак-Бусел"),
        ("pl", ("Ewa Kot-Klimczuk",), "Klimczuk", "Ewa Kot-Klimczuk"),
        ("pl", ("Ewa Kot-Klimczuk",), "Klimczukiem", None),  # her husband
        ("pl", ("Ewa Kot-Klimczuk", "Jan Klimczuk"), "Klimczuk", "Jan Klimczuk"),
        ("pl", ("Ewa Kot-Klimczuk", "Jan Kot-Klimczuk"), "Klimczuk", None),
    ],
)
def test_a_family_name_alone(language: str, names: tuple[str, ...], alone: str, bearer: str | None) -> None:
    assert _bearer(language, names, alone) == bearer


@pytest.mark.parametrize(
    ("language", "names", "alone", "bearer"),
    [
        ("ru", ("Мартын Зубов",), "Мартыну", "Мартын Зубов"),
        ("ru", ("Мартын Зубов", "Мартын Дроздов"), "Мартыну", None),
        ("lt", ("Rapolas Dobilas",), "Rapolui", "Rapolas Dobilas"),
        ("fr", ("Ysaline Borel",), "Ysaline", "Ysaline Borel"),
        ("cs", ("Petra Zubáková",), "Petr", None),
        ("pl", ("Stanisław Kot", "Stanisława"), "Stanisławie", None),  # of either of two
    ],
)
def test_a_given_name_alone(language: str, names: tuple[str, ...], alone: str, bearer: str | None) -> None:
    assert _bearer(language, names, alone) == bearer


def test_a_given_name_alone_that_is_not_known_stands_behind_the_full_name() -> None:
    assert _people("fr", ("Ysaline", "Ysaline Borel")) == [["Ysaline"], ["Ysaline Borel"]]


@pytest.mark.parametrize(
    ("language", "names", "end", "bearer"),
    [
        ("fr", ("Sofie van Elst",), "Van Elst", "Sofie van Elst"),
        ("cs", ("Nicolas Le Briz",), "Le Brizem", "Nicolas Le Briz"),
        ("es", ("Marta Soto Luna",), "Soto Luna", "Marta Soto Luna"),
        ("es", ("Marta Soto Luna", "Pilar Soto Luna"), "Soto Luna", None),
        ("en", ("Marta Paul Luna",), "Paul Luna", None),  # a known given name: perhaps her husband
    ],
)
def test_the_end_of_a_longer_name(language: str, names: tuple[str, ...], end: str, bearer: str | None) -> None:
    assert _bearer(language, names, end) == bearer


def _bearer(language: str, names: tuple[str, ...], other: str) -> str | None:
    """With which of the names that a text has before another name this one makes one person."""
    people = _people(language, (*names, other))
    return next((person[0] for person in people if person[0] in names and other in person), None)

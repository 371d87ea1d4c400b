"""The spellings of a person in the dataset: attested, registered, generated, and the systems that write them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import RawFolder

from pipeline import reference
from pipeline.entities.register import LANGUAGES, registered
from pipeline.names import read, systems
from pipeline.publish.stage import Stage
from pipeline.tables.edtf import is_edtf

Staged = Callable[[Path], Stage]


@pytest.fixture
def stage(raw_folder: RawFolder, staged: Staged) -> Stage:
    return staged(
        raw_folder(
            {
                "a.txt": "Вольга Бандарэнка не прыйшла. Бандарэнка хворая.",
                "a.txt.yaml": "language: be\n",
                "b.txt": "Volha Bandarenka was fined. Bandarenka appealed, as Olga Bondarenko.",
            }
        )
    )


def written_by(stage: Stage, name: str) -> set[tuple[str, str]]:
    (name_id,) = [row["name_id"] for row in stage.rows("names") if row["name"] == name]
    return {(row["system"], row["native_name"]) for row in stage.rows("name_systems") if row["name_id"] == name_id}


def test_a_name_in_a_text_of_its_own_language_gives_spellings_to_search_for(stage: Stage) -> None:
    names = {row["name"]: row for row in stage.rows("names")}
    assert names["Вольга Бандарэнка"]["origin"] == "attested"
    assert names["Voĺha Bandarenka"]["origin"] == "generated"
    assert names["Voĺha Bandarenka"]["n_mentions"] == 0
    assert names["Voĺha Bandarenka"]["first_document_id"] is None
    assert {row["language"] for row in names.values() if row["origin"] == "generated"} == {"be"}
    assert names["Wolha Bandarenka"]["origin"] == "generated", "as German papers write it"


def test_the_systems_that_write_a_spelling(stage: Stage) -> None:
    full = "Вольга Бандарэнка"
    assert ("icao-bel-Cyrl-Latn-9303", full) in written_by(stage, "Volha Bandarenka")
    assert ("by-bel-Cyrl-Latn-2007", full) not in written_by(stage, "Volha Bandarenka"), "that is Voĺha"
    assert ("icao-bel-Cyrl-Latn-9303", full) in written_by(stage, "Bandarenka")
    assert not written_by(stage, "Olga Bondarenko"), "is Russian, of which no text has the native name"


def test_the_language_of_a_spelling_is_that_of_the_name_it_renders(stage: Stage) -> None:
    languages = {row["name"]: row["language"] for row in stage.rows("names")}
    assert languages["Volha Bandarenka"] == "be"
    assert languages["Olga Bondarenko"] == "ru"


def test_who_is_not_known_in_a_native_spelling_has_attested_names_only(raw_folder: RawFolder, staged: Staged) -> None:
    stage = staged(raw_folder({"a.txt": "Olga Bondarenko appealed."}))
    assert [row["origin"] for row in stage.rows("names")] == ["attested"]
    assert not list(stage.rows("name_systems"))
    assert [row["status"] for row in stage.rows("entities")] == ["from_text"]


def test_the_register_gives_native_names(raw_folder: RawFolder, staged: Staged) -> None:
    row = reference.rows("people.csv")[0]
    stage = staged(raw_folder({"a.txt": f"{row['ru']} выступил.", "a.txt.yaml": "language: ru\n"}))
    (person,) = stage.rows("people")
    assert (person["name_be"], person["name_ru"]) == (row["be"], row["ru"])
    assert [entity["status"] for entity in stage.rows("entities")] == ["registered"]
    origins = {name["name"]: name["origin"] for name in stage.rows("names")}
    assert (origins[row["ru"]], origins[row["be"]]) == ("attested", "registered")


def test_the_register_knows_only_whom_it_names() -> None:
    row = reference.rows("people.csv")[0]
    given, family = row["ru"].split()
    assert registered([read(f"{family} {given}")])
    assert not registered([read(family)]), "a family name alone may be anybody's"
    assert not registered([read(f"Ермолай {family}")])
    assert not registered([])


def of_a_person(row: dict[str, str]) -> list[tuple[str, str]]:
    """The full names of a row of the register, with their languages; the native ones first."""
    return [(of, name) for of, name in (*((of, row[of]) for of in LANGUAGES), (row["language"], row["other"])) if name]


def test_the_register_is_whole() -> None:
    rows = reference.rows("people.csv")
    assert len({row["person"] for row in rows}) == len(rows)
    assert all(row["source"] and row["gender"] in ("female", "male") for row in rows)
    assert all(bool(row["other"]) == bool(row["language"]) for row in rows)
    assert all(row["language"] not in LANGUAGES for row in rows)
    assert all(any(row[language] for language in LANGUAGES) for row in rows)


def test_the_names_of_the_register_are_read_rightly() -> None:
    """The gender is that of the register where a name does not tell (Терри, Никол, Си); it must not tell another."""
    for row in reference.rows("people.csv"):
        for language in filter(row.get, LANGUAGES):
            name = read(row[language], is_nominative=True)
            assert name.is_full, row
            assert sorted(name.nominative.split()) == sorted(row[language].split()), row
            assert name.gender in (row["gender"], None), row


def test_whoever_is_registered_is_known_by_each_name_in_a_list_and_in_a_text() -> None:
    for row in reference.rows("people.csv"):
        for language, full in of_a_person(row):
            for name in (read(full), read(full, language), read(full, is_nominative=True)):
                found = registered([name])
                assert found, (full, row)
                assert found.person == row["person"], (full, row)
                assert found.names == tuple(of_a_person(row))


def test_positions_are_of_registered_people() -> None:
    people = {row["person"] for row in reference.rows("people.csv")}
    for row in reference.rows("positions.csv"):
        assert row["person"] in people, row
        assert all(row[column] for column in ("position", "source")), row
        assert re.fullmatch("([A-Z]{2})?", row["country"]), row
        assert all(is_edtf(row[date]) for date in ("from", "to") if row[date]), row
        assert not row["to"] or row["from"] <= row["to"], row


def test_a_registered_person_is_known_by_the_name_in_the_own_language(raw_folder: RawFolder, staged: Staged) -> None:
    stage = staged(raw_folder({"a.txt": "Angela Merkel met Roberta Metsola."}))
    people = {row["label"]: row for row in stage.rows("people")}
    assert {row["status"] for row in stage.rows("entities")} == {"registered"}
    assert people["Angela Merkel"]["name_be"] == "Ангела Меркель"
    assert people["Roberta Metsola"]["name_be"] is None
    names = {row["name"]: row for row in stage.rows("names")}
    assert (names["Angela Merkel"]["origin"], names["Angela Merkel"]["language"]) == ("attested", "de")
    assert (names["Ангела Меркель"]["origin"], names["Роберта Метсола"]["origin"]) == ("registered", "registered")


def test_a_registered_name_that_looks_like_another_case_is_known_in_a_text() -> None:
    for language, text in (("ru", "Роберта Метсола"), ("ru", "Роберты Метсолы"), ("ru", "Франсуа Байру")):
        assert registered([read(text, language)]), text
    assert not registered([read("Роберту Метсолу", "be")]), "of Роберт Метсол"


def test_every_system_in_the_table_is_known(stage: Stage) -> None:
    assert {row["system"] for row in stage.rows("name_systems")} <= {system.code for system in systems()}

"""Who is who, over several texts."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import RawFolder

from pipeline.publish.stage import Stage

Staged = Callable[[Path], Stage]


def people(stage: Stage) -> dict[str, set[str]]:
    """The spellings of each person, by label."""
    return {row["label"]: set(row["spellings"]) for row in stage.rows("people")}


def quotes(stage: Stage) -> dict[str, list[str]]:
    """What is quoted of each person's mentions, by label."""
    labels = {row["entity_id"]: row["label"] for row in stage.rows("entities")}
    found: dict[str, list[str]] = defaultdict(list)
    for row in stage.rows("mentions"):
        found[labels[row["entity_id"]]].append(row["quote"])
    return dict(found)


def test_one_person_in_several_texts_and_spellings(raw_folder: RawFolder, staged: Staged) -> None:
    raw = raw_folder(
        {
            "a.txt": "Volha Bandarenka was fined. Bandarenka appealed.",
            "b.txt": "Olga Bondarenko appealed, and Bondarenko's lawyer spoke.",
            "c.txt": "Вольга Бандарэнка не прыйшла.",
            "c.txt.yaml": "language: be\n",
        }
    )
    stage = staged(raw)
    (person,) = stage.rows("people")
    assert set(person["spellings"]) == {
        "Volha Bandarenka",
        "Bandarenka",
        "Olga Bondarenko",
        "Bondarenko",
        "Вольга Бандарэнка",
    }
    assert person["gender"] == "female"
    assert (person["name_be"], person["name_ru"]) == ("Вольга Бандарэнка", None)
    assert person["name_be_latn"] == "Voĺha Bandarenka"
    (entity,) = stage.rows("entities")
    assert (entity["n_documents"], entity["n_mentions"]) == (3, 5)
    scripts = {row["name"]: row["script"] for row in stage.rows("names")}
    assert scripts["Вольга Бандарэнка"] == "Cyrl"
    assert scripts["Bandarenka"] == "Latn"


def test_a_family_is_several_people(raw_folder: RawFolder, staged: Staged) -> None:
    raw = raw_folder({"a.txt": "Pavel Kazlouski, Piotr Kazlouski and Nina Kazlouskaya signed. Kazlouskaya spoke."})
    assert quotes(staged(raw)) == {
        "Pavel Kazlouski": ["Pavel Kazlouski"],
        "Piotr Kazlouski": ["Piotr Kazlouski"],
        "Nina Kazlouskaya": ["Nina Kazlouskaya", "Kazlouskaya"],
    }


def test_a_name_that_two_bear_is_nobodys_unless_something_tells_them_apart(
    raw_folder: RawFolder, staged: Staged
) -> None:
    text = "Pavel Bondar and Nina Bondar came. Bondar spoke first. Ms. Bondar answered, then P. Bondar."
    stage = staged(raw_folder({"a.txt": text}))
    assert quotes(stage) == {"Pavel Bondar": ["Pavel Bondar", "P. Bondar"], "Nina Bondar": ["Nina Bondar", "Bondar"]}
    assert {row["n_candidates"] for row in stage.rows("mentions")} == {2}


def test_of_a_family_it_is_the_one_who_was_named_before_the_others(raw_folder: RawFolder, staged: Staged) -> None:
    text = "Novik sang. Anna Novik was fined. Novik appealed. Her brother Pavel Novik spoke. Novik wept."
    found = quotes(staged(raw_folder({"a.txt": text})))
    assert found == {"Anna Novik": ["Anna Novik", "Novik"], "Pavel Novik": ["Pavel Novik"]}


def test_a_family_name_alone_is_not_joined_over_texts(raw_folder: RawFolder, staged: Staged) -> None:
    raw = raw_folder({"a.txt": "Pavel Bondar came.", "b.txt": "Mr. Bondar came.", "c.txt": "Mr. Bondar came."})
    assert sorted(row["label"] for row in staged(raw).rows("entities")) == ["Bondar", "Bondar", "Pavel Bondar"]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Mr. Novik came. Novik left.", 1),
        ("P. Kavalenka came. Kavalenka left, and Mr. Kavalenka's lawyer too.", 1),
        ("P. Kavalenka and N. Kavalenka came.", 2),
        ("Mr. Novik and Ms. Novik came. Novik left.", 2),
    ],
)
def test_people_whom_a_text_never_names_in_full(raw_folder: RawFolder, staged: Staged, text: str, people: int) -> None:
    assert len(list(staged(raw_folder({"a.txt": text})).rows("people"))) == people


@pytest.mark.parametrize(
    "text",
    [
        "Pavel Bondar was fined. President Bondar said he loved his son.",
        "Nina Bondar arrived. President Bondar had won.",
        "Pavel Bondar spoke. President Bondar signed it. Mr. Bondar's aides left.",
    ],
)
def test_an_office_that_the_text_never_gives_somebody_is_somebody_elses(
    raw_folder: RawFolder, staged: Staged, text: str
) -> None:
    found = quotes(staged(raw_folder({"a.txt": text})))
    assert sorted(found.values()) == [["Bondar"], [text.split(" was")[0].split(" arrived")[0].split(" spoke")[0]]]


def test_an_office_that_the_text_gives_somebody(raw_folder: RawFolder, staged: Staged) -> None:
    text = "President Pavel Bondar spoke. President Bondar left. Bondar slept."
    assert len(quotes(staged(raw_folder({"a.txt": text})))["Pavel Bondar"]) == 3


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Eric Wong", "Eric Wang"),
        ("Alexander Hale", "Alexander Gale"),
        ("Robert Long", "Robert Lang"),
        ("George W. Novik", "George H. W. Novik"),
        ("Pavel Novik Jr.", "Pavel Novik"),
    ],
)
def test_names_that_are_near_are_two_people(raw_folder: RawFolder, staged: Staged, first: str, second: str) -> None:
    assert len(people(staged(raw_folder({"a.txt": f"{first} spoke.", "b.txt": f"{second} spoke."})))) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Siarhei Tsiareshchanka spoke.", "Sergei Tereshchenko spoke."),
        ("Siarhei Vouk spoke.", "Сергей Волк сказал."),
        ("Serhii Biletskyi spoke.", "Sergey Beletsky spoke."),
        ("Dzmitry Piatrovich Chorny spoke.", "Dmitri Petrovich Cherny spoke."),
    ],
)
def test_names_in_two_languages_are_one_person(raw_folder: RawFolder, staged: Staged, first: str, second: str) -> None:
    assert len(people(staged(raw_folder({"a.txt": first, "b.txt": second})))) == 1


def test_a_patronymic_is_known_by_the_name_of_the_father(raw_folder: RawFolder, staged: Staged) -> None:
    raw = raw_folder(
        {
            "a.txt": "Ihar Ryhoravich Kazlou spoke.",
            "b.txt": "Игорь Григорьевич Козлов сказал.",
            "c.txt": "Igor Kozlov spoke.",
            "d.txt": "Ihar Ryhoravič Kazloŭ.",
        }
    )
    assert len(people(staged(raw))) == 1


def test_a_family_name_that_is_a_given_name_too(raw_folder: RawFolder, staged: Staged) -> None:
    (person,) = staged(raw_folder({"a.txt": "Mr. James spoke."})).rows("people")
    assert (person["family_name"], person["given_name"], person["gender"]) == ("James", None, "male")


def test_patronymics_that_differ_are_two_people(raw_folder: RawFolder, staged: Staged) -> None:
    raw = raw_folder({"a.txt": "Ivan Piatrovich Novik sued Ivan Pavlovich Novik.", "b.txt": "Ivan Novik watched."})
    assert people(staged(raw)).keys() == {"Ivan Piatrovich Novik", "Ivan Pavlovich Novik", "Ivan Novik"}


def test_a_patronymic_on_one_side_only_does_not_divide(raw_folder: RawFolder, staged: Staged) -> None:
    raw = raw_folder({"a.txt": "Ivan Piatrovich Novik came.", "b.txt": "Ivan Novik left."})
    (person,) = staged(raw).rows("people")
    assert person["patronymic"] == "Piatrovich"


def test_ids_stay_when_texts_are_added(raw_folder: RawFolder, staged: Staged) -> None:
    first = {
        row["label"]: row["entity_id"] for row in staged(raw_folder({"m.txt": "Nina Bondar came."})).rows("entities")
    }
    more = {"a.txt": "Нина Бондарь пришла. Pavel Novik left.", "z.txt": "Nina Bondar again, and Olga Wrona."}
    after = {row["entity_id"] for row in staged(raw_folder(more)).rows("entities")}
    assert set(first.values()) < after


def test_the_first_place_seen(raw_folder: RawFolder, staged: Staged) -> None:
    raw = raw_folder({"b.txt": "Nina Bondar.", "a.txt": "There was Nina Bondar, then Nina Bondar again."})
    (name,) = staged(raw).rows("names")
    assert (name["first_document_id"], name["first_start"], name["n_mentions"]) == ("a-txt", 10, 3)


def test_a_text_without_people(raw_folder: RawFolder, staged: Staged) -> None:
    assert people(staged(raw_folder({"a.txt": "Nobody came."}))) == {}

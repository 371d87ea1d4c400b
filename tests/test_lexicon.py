"""Words in all their forms: the paradigms by their own examples, every list by one form of each row."""

import re
from collections import defaultdict

import pytest

from pipeline import reference
from pipeline.facts.grammar.cases import ending_cases, gender_of, name_cases, noun_cases
from pipeline.facts.grammar.lexicon import endings, fold, follows, words

LISTS = ("event_triggers.csv", "demand_verbs.csv", "modality.csv", "relation_words.csv", "stand_ins.csv")
LANGUAGES = ("be", "en", "ru", "uk")


def test_the_examples_of_a_paradigm_are_one_word() -> None:
    """Each form's example ends with its first ending, and what stands before is the same in all forms."""
    stems = defaultdict(set)
    for row in reference.rows("paradigms.csv"):
        ending = row["endings"].split("|")[0].replace("-", "")
        assert row["example"].endswith(ending), row
        stems[row["language"], row["paradigm"]].add(row["example"].removesuffix(ending) if ending else row["example"])
    assert {key: of for key, of in stems.items() if len(of) > 1} == {}


def test_every_paradigm_that_a_list_names_exists() -> None:
    known = {(row["language"], row["paradigm"]) for row in reference.rows("paradigms.csv")}
    for name in (*LISTS, "person_nouns.csv", "clause_words.csv"):
        for row in reference.rows(name):
            for word in re.split(r"[| ]", row["forms"]):
                stem, plus, paradigm = word.partition("+")
                assert not plus or (stem and (row["language"], paradigm) in known), (name, word)


@pytest.mark.parametrize("name", LISTS)
def test_the_example_of_every_row_is_found(name: str) -> None:
    for row in reference.rows(name):
        language = row["language"]
        keys = [fold(word, language) for word in row["example"].split()]
        readings = words(name, language).get(keys[0], ())
        assert any(r.row == row and follows(keys, 1, r.rest) is not None for r in readings), row


def test_the_lists_agree_on_their_vocabularies() -> None:
    frames = {row["frame"] for row in reference.rows("event_frames.csv")}
    triggers = [row for row in reference.rows("event_triggers.csv") if row["type"]]
    assert {row["frame"] for row in triggers} == frames
    assert {row["needs"] for row in triggers} == {"", "person", "organisation", "intransitive"}
    assert {row["type"] for row in triggers} == {
        "detention", "release", "abduction", "deportation", "ill_treatment", "torture", "killing", "death", "protest",
        "election", "election_fraud", "inauguration", "declaration", "joint_letter", "sanctions", "trial", "sentence",
        "repression", "dissolution", "foundation", "announcement",
    }  # fmt: skip
    for language in LANGUAGES:
        assert {row["type"] for row in triggers if row["language"] == language} == {row["type"] for row in triggers}
    assert {row["role"] for row in reference.rows("event_frames.csv")} <= {
        "victim", "perpetrator", "actor", "author", "addressee", "target", "participant", "candidate", "beneficiary",
        "organisation",
    }  # fmt: skip
    assert {row["act"] for row in reference.rows("demand_verbs.csv")} == {
        "demand", "call", "urge", "condemn", "support", "",
    }  # fmt: skip


@pytest.mark.parametrize("row", reference.rows("folding.csv"), ids=lambda row: row["example"])
def test_what_is_written_in_two_ways_is_looked_up_as_one(row: dict[str, str]) -> None:
    language = "be" if row["language"] == "mul" else row["language"]
    assert fold(row["example"], language) == row["folded"]
    assert fold(row["folded"], language) == row["folded"]


def test_both_belarusian_orthographies_are_one() -> None:
    for classical, official in (
        ("затрыманьне", "затрыманне"),
        ("зьбілі", "збілі"),
        ("катаваньняў", "катаванняў"),
        ("сьмерць", "смерць"),
    ):
        assert fold(classical, "be") == fold(official, "be")
        assert fold(official, "be") in words("event_triggers.csv", "be")


def test_words_that_have_to_follow() -> None:
    keys = ["took", "his", "colleague", "into", "custody", "on"]
    assert follows(keys, 1, ("~", "into", "custody")) == 5
    assert follows(keys, 1, ("into", "custody")) is None
    assert follows(keys, 1, ("*", "colleague")) == 3
    assert follows(keys, 3, ("int*",)) == 4
    assert follows(keys, 6, ("on",)) is None
    assert follows(["held", ",", "in", "custody"], 1, ("~", "in", "custody")) is None, "a sign ends the gap"
    assert follows(["a", "b", "c", "d", "e"], 1, ("~", "e")) == 5
    assert follows(["a", "b", "c", "d", "x", "e"], 1, ("~", "e")) is None, "no more than three words"


@pytest.mark.parametrize(
    ("language", "names", "expected"),
    [
        ("ru", {"p": ["Алену Новик"]}, {"Алену Новик": "accusative"}),
        ("ru", {"p": ["Пётр Новик", "Новика"]}, {"Пётр Новик": "nominative", "Новика": "accusative genitive"}),
        ("ru", {"p": ["Новика"]}, {"Новика": "accusative genitive nominative"}),
        ("ru", {"p": ["Александра Лукина"]}, {"Александра Лукина": "accusative genitive nominative"}),
        ("ru", {"p": ["Тихоновская"]}, {"Тихоновская": "nominative"}),
        ("be", {"p": ["Міколу Статкевіча"]}, {"Міколу Статкевіча": "accusative"}),
        ("be", {"p": ["Сьвятлане Навіцкай"]}, {"Сьвятлане Навіцкай": "dative locative"}),
        ("uk", {"p": ["Петро Новик", "Новика"]}, {"Новика": "accusative genitive"}),
        ("uk", {"p": ["Іван Петренко", "Петренка"]}, {"Петренка": "accusative genitive"}),
    ],
)
def test_the_cases_of_names(language: str, names: dict[str, list[str]], expected: dict[str, str]) -> None:
    found = name_cases([(entity, name) for entity, of in names.items() for name in of], language)
    by_name = {name: " ".join(sorted(cases)) for (_, name), cases in found.items()}
    assert {name: by_name[name] for name in expected} == expected


def test_a_gender_that_may_be_either_is_none() -> None:
    assert gender_of("Александра Лукина", "ru") is None
    assert gender_of("Александр Лукин", "ru") == "male"
    assert gender_of("Maria Nowak", "en") == "female"


def test_of_people_the_accusative_is_no_nominative() -> None:
    def cases(word: str, language: str) -> set[str]:
        return set(noun_cases(words("person_nouns.csv", language)[fold(word, language)]))

    assert cases("полицейские", "ru") == {"nominative"}
    assert cases("журналистов", "ru") == {"genitive", "accusative"}
    assert cases("жанчыны", "be") >= {"nominative", "genitive"}


def test_the_endings_of_a_kind() -> None:
    assert "accusative" in {form.partition(".")[0] for form in endings("ru", "participle")["ого"]}
    assert ending_cases("незаконного", "ru", "participle") == {"genitive", "accusative"}

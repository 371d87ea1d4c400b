"""Finding people in one text."""

import json
import re
import signal
from itertools import pairwise

import pytest
from conftest import ROOT, SEEDS
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.candidate import Candidate
from pipeline.entities.find import find_people
from pipeline.entities.words import is_calendar
from pipeline.publish.stage import Stage
from pipeline.read.passages import sentences


def find(text: str) -> list[Candidate]:
    return find_people(text, *sentences(text))


def spans(text: str) -> list[str]:
    return [text[c.start : c.end] for c in find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Judge Alena Novik fined Pavel Kavalenka and two others.", ["Alena Novik", "Pavel Kavalenka"]),
        ("Pavel Kavalenka was fined. Kavalenka's lawyer appealed.", ["Pavel Kavalenka", "Kavalenka"]),
        ("Ms. Novik and Mr. Kavalenka spoke.", ["Novik", "Kavalenka"]),
        ("Prime Minister Aldona Petraitienė spoke in Vilnius.", ["Aldona Petraitienė"]),
        (
            "A letter by Pavel P. Kavalenka, A. B. Novik and Zdzisek J. Wrona.",
            ["Pavel P. Kavalenka", "A. B. Novik", "Zdzisek J. Wrona"],
        ),
        ("“Release [Pavel] Kavalenka,” they wrote.", ["Pavel] Kavalenka"]),
        ("Алена Новік і Павел Каваленка прыйшлі ў суд.", ["Алена Новік", "Павел Каваленка"]),
        ("Спадарыня Новік і спадар Каваленка выступілі.", ["Новік", "Каваленка"]),
        ("В суде выступил Игорь Петрович Козлов.", ["Игорь Петрович Козлов"]),
        ("Mark Kowal and Grace Novak left.", ["Mark Kowal", "Grace Novak"]),
        ("Maria de la Cruz met Karl van Houten.", ["Maria de la Cruz", "Karl van Houten"]),
        (
            "6 Pavel Viktaravich KAVALENKA\n7 Alena Ivanauna NOVIK\n",
            ["Pavel Viktaravich KAVALENKA", "Alena Ivanauna NOVIK"],
        ),
        ("Pavel Kavalenka's and Alena Novik’s letters.", ["Pavel Kavalenka", "Alena Novik"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert spans(text) == names


def test_a_name_over_the_end_of_a_wrapped_line() -> None:
    text = (
        "The letter that the members of the committee sent to the court was read by Pavel\n"
        "Kavalenka, who had signed it, and by the others whose names stood under it too,\n"
        "although nobody had been asked whether the names were to be read out at all.\n"
    )
    assert spans(text) == ["Pavel\nKavalenka"]
    assert [c.name for c in find(text)] == ["Pavel Kavalenka"]


@pytest.mark.parametrize(
    "text",
    [
        "The United States, the European Union and Belarus met in Helsinki on Monday.",
        "The Pavel Kavalenka Prize went to a museum in San Pedro.",
        "President Of The Republic, Minister Of Justice",
        "Write to @Pavel Kavalenka or Pavel Kavalenka@example.org.",
        "Will Belarus hold elections in May? April Fools' Day passed.",
        "They closed on Novik's Day.",
        "St. Pavel Church on Victor Hugo Street",
        "S. Korea and N. Korea talk in the U.N. Security Council.",
        "Virginia Democrats, Georgia Power and the Jordan Valley",
        "Dear Mr. Prosecutor, Mr. Attorney General and Mr. Under-Secretary-General,",
        "The Pavel Kavalenka Voting Rights Act and the Alena Novik Telescope",
        "Pavel Kavalenka King Jr. Day",
        "World War II ended.",
        "",
    ],
)
def test_no_names(text: str) -> None:
    assert spans(text) == []


def test_names_in_other_cases() -> None:
    """Whose they are is decided in `assign`."""
    assert spans("Суд аштрафаваў Уладзіслава Новіка.") == ["Уладзіслава Новіка"]
    text = "Ніна Козлава і Ігар Козлаў прыйшлі. Адвакат Козлава маўчаў."
    assert spans(text) == ["Ніна Козлава", "Ігар Козлаў", "Козлава"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Witness M. Novik was not heard.", "M. Novik"),
        ("“Plaintiff R. Kowal has appealed,” they said.", "R. Kowal"),
        ("Свидетель П. Бондарь не пришёл.", "П. Бондарь"),
        ("It was signed by Zdzisek J. Wrona.", "Zdzisek J. Wrona"),
    ],
)
def test_what_stands_before_an_initial(text: str, name: str) -> None:
    """A sentence begins with a capital: its first word is a given name only where it is known as one."""
    assert spans(text) == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pavel Kavalenka Sentenced To Six Years\n\nKavalenka denied it. Sentenced in May, he appealed.", 2),
        ("Pavel Kavalenka Freed\n\nPavel Kavalenka is free.", 2),
        ("PAVEL KAVALENKA ARRESTED\n\nNobody was told.", 1),
    ],
)
def test_a_name_in_a_headline_ends_before_the_verb(text: str, names: int) -> None:
    quotes = [c.name.title() for c in find(text)]
    assert len(quotes) == names
    assert set(quotes) <= {"Pavel Kavalenka", "Kavalenka"}


def test_a_patronymic_in_a_headline_is_not_the_end() -> None:
    assert spans("1 Pavel Viktaravich Novik\n2 Alena Ivanauna Wrona") == [
        "Pavel Viktaravich Novik",
        "Alena Ivanauna Wrona",
    ]


def test_a_numbered_heading_is_no_initial() -> None:
    assert spans("A. Background\n\nThe court.\n\nB. Novik\n\nThe appeal of Alena Novik.") == ["B. Novik", "Alena Novik"]


def test_two_people_are_not_one_because_of_a_word_between() -> None:
    assert spans("Jarosław Wrona i Lech Kowal, Pedro Romero y Ana Sierra, Anna Rossi e Marco Bianchi") == [
        "Jarosław Wrona",
        "Lech Kowal",
        "Pedro Romero",
        "Ana Sierra",
        "Anna Rossi",
        "Marco Bianchi",
    ]


def test_the_family_name_may_stand_first() -> None:
    assert spans("1. KAVALENKA Pavel Viktaravich, judge") == ["KAVALENKA Pavel Viktaravich"]


def test_letters_typed_apart_and_characters_that_cannot_be_seen_belong_to_the_word() -> None:
    text = "Jose\u0301 Romero met Mary Smi\u00adth and John Bro\u200bwn."
    assert spans(text) == ["Jose\u0301 Romero", "Mary Smi\u00adth", "John Bro\u200bwn"]
    assert [c.name for c in find(text)] == ["José Romero", "Mary Smith", "John Brown"]


def test_a_family_name_that_somebody_unknown_bears_too() -> None:
    """The unknown word before it may belong to the name, so that a bare one is nobody's in `assign`."""
    text = "Vatra Novik died. Novik wrote songs. Alena Novik, no relation, did not."
    assert spans(text) == ["Novik", "Novik", "Alena Novik"]
    assert [c.after_unknown for c in find(text)] == [True, False, False]


def test_abbreviations_are_no_initials() -> None:
    assert spans("The U.N. High Commissioner and U.S. Ambassador A.B. Novik met.") == ["A.B. Novik"]


def test_how_a_name_stands_in_the_sentence() -> None:
    text = "Pavel Kavalenka left. The [Kavalenka] government’s plan, Ms. Kavalenka's reply, the Kavalenka family."
    full, bracketed, titled, attributive = find(text)
    assert (full.form, full.method_id) == ("full", "given_name_first")
    assert (bracketed.bracketed, bracketed.attributive, bracketed.possessive) == (True, True, False)
    assert (titled.gender, titled.possessive, titled.form) == ("female", True, "family")
    assert (attributive.attributive, attributive.bracketed) == (True, False)


def test_the_name_is_clean_where_the_quote_is_not() -> None:
    text = "They wrote of [Pavel]  Kavalenka."
    (candidate,) = find("They wrote of [Pavel] Kavalenka.")
    assert candidate.name == "Pavel Kavalenka"
    assert [c.name for c in find(text)] == ["Pavel Kavalenka"]


@pytest.mark.parametrize(
    ("word", "language", "is_one"),
    [
        ("may", "en", True),
        ("may", "pl", False),
        ("maja", "pl", True),
        ("april", "de", True),
        ("траўня", "be", True),
        ("may", "", True),
        ("novik", "", False),
    ],
)
def test_a_month_is_one_in_its_own_language(word: str, language: str, is_one: bool) -> None:
    assert is_calendar(word, language) is is_one


def test_initials() -> None:
    (candidate,) = find("The appeal of P. Kavalenka failed.")
    assert (candidate.form, candidate.name) == ("initials", "P. Kavalenka")


@given(st.text(alphabet="AaПп PavelKvnkПавел.’'[]()\n-@#", max_size=300))
def test_candidates_are_ordered_spans_with_letters(text: str) -> None:
    found = find(text)
    assert all(0 <= c.start < c.end <= len(text) for c in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(any(letter.isalpha() for letter in c.name) for c in found)


@pytest.mark.parametrize(
    "text",
    ["Pavel " * 20_000, "[" * 300_000, "a" * 300_000, "Pavel Kavalenka " * 20_000, "P. " * 20_000, "'" * 300_000],
    ids=lambda text: text[:6],
)
def test_hostile_texts_come_to_an_end(text: str) -> None:
    """A hang is a failure; how long it takes is for `make bench`."""

    def fail(*_: object) -> None:
        raise TimeoutError("hangs")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(120)
    try:
        find(text)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_all_people_of_the_seeds_and_nobody_else(seeds: Stage) -> None:
    gold = {}
    for line in (ROOT / "tests" / "gold" / "person_mentions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["mention_type"] == "NAM":
            gold[SEEDS[row["doc"]], row["start"], row["end"]] = row
    people = {row["entity_id"] for row in seeds.rows("people")}
    rows = [row for row in seeds.rows("mentions") if row["entity_id"] in people]
    mentions = {(row["document_id"], row["start"], row["end"]): row for row in rows}
    assert len(gold) == 42
    assert mentions.keys() == gold.keys()
    names = {row["name_id"]: row["name"] for row in seeds.rows("names")}
    for place, row in gold.items():
        mention = mentions[place]
        assert mention["quote"] == row["surface"]
        assert names[mention["name_id"]] == row["surface_clean"]
        assert mention["form"] == {"surname": "family"}.get(row["name_form"], row["name_form"])
        assert mention["possessive"] == row["possessive"]
        assert mention["bracketed"] == row["editorial_bracket"]
        assert mention["attributive"] == row["attributive_of_org"]
    people = {(mentions[place]["entity_id"], row["person"]) for place, row in gold.items()}
    assert len(people) == len({entity for entity, _ in people}) == len({person for _, person in people}) == 10


def test_no_name_of_the_seeds_stands_in_the_code(seeds: Stage) -> None:
    family_names = {row["family_name"].casefold() for row in seeds.rows("people")}
    for path in (ROOT / "pipeline").rglob("*.py"):
        code = "\n".join(
            line
            for line in path.read_text(encoding="utf-8").splitlines()
            if "example" not in line and '"""' not in line
        ).casefold()
        if path.parts[-2] == "tables":  # its examples and descriptions show rows of the dataset
            continue
        assert not family_names & set(re.split(r"[\W_]+", code)), path
    for path in (ROOT / "pipeline" / "reference").glob("*.csv"):
        if path.name != "people.csv":  # the register, which is asked who somebody is and never where a name is
            words = path.read_text(encoding="utf-8").casefold().replace("|", ",").replace("\n", ",").split(",")
            assert not family_names & set(words), path

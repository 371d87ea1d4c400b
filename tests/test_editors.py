"""A name in square brackets in a quotation: an editor says that two spellings are one person's."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import RawFolder, Who
from test_decisions import decided, different, groups, problems

from pipeline.build import build
from pipeline.people import Published, find, mentions_of
from pipeline.publish.stage import Stage
from pipeline.tables.rows import Row

ASK = "We ask the council to hear {name} before the end of this month and to say so"


def texts(report: str, bracket: str, letter: str, name: str) -> dict[str, str | bytes]:
    """A report that quotes a letter, with a name in brackets where the letter has `name`."""
    return {
        "letter.txt": f"A letter\n\n{letter} {ASK.format(name=name)}.",
        "report.txt": f"A report\n\n{report} “{ASK.format(name=bracket)},” the authors wrote.",
    }


@pytest.mark.parametrize(
    ("report", "bracket", "letter", "name"),
    [
        ("It is cold.", "[Bandarenka]", "Volha Bondarenko was fined.", "Bondarenko"),
        ("Olga Bondarenko was fined.", "[Volha Bondarenko]", "It is cold.", "Bandarenka"),
        ("Mr. Wong was fined.", "[Mr. Wong]", "Peter Wang was fined.", "Wang"),
        ("Pavel Bondar and Nina Bondar were fined.", "[Bondar]", "Nina Bandar was fined.", "Bandar"),
    ],
    ids=["a family name alone", "in full in brackets", "one that is another by its sounds", "one that two may bear"],
)
def test_whom_an_editor_took_for_one_is_one(
    who: Who, raw_folder: RawFolder, report: str, bracket: str, letter: str, name: str
) -> None:
    owners = owners_of(who(raw_folder(texts(report, bracket, letter, name))))
    assert owners["report", bracket.strip("[]").removeprefix("Mr. ")] == owners["letter", name]


@pytest.mark.parametrize(
    ("report", "bracket", "letter", "name"),
    [
        ("Peter Kavalenka was fined.", "[Kavalenka]", "Maria Kovalenko was fined.", "Kovalenko"),
        ("Peter Kavalenka was fined.", "[Kavalenka]", "Paul Kovalenko was fined.", "Kovalenko"),
        ("Then P. Kavalenka was fined.", "[Kavalenka]", "Stepan Kovalenko was fined.", "Kovalenko"),
        ("It is cold.", "[Tsikhanouski]", "It is cold.", "Tsikhanouskaya"),
        ("It is cold.", "[Ms. Kavalenka]", "It is cold.", "Mr. Kovalenko"),
        ("Ms. Harris left.", "[Harris]", "Mr. Miller left.", "Miller"),
    ],
    ids=["gender", "given names", "initials", "endings", "titles", "another name"],
)
def test_whom_gender_or_names_keep_apart_no_bracket_joins(
    who: Who, raw_folder: RawFolder, report: str, bracket: str, letter: str, name: str
) -> None:
    owners = owners_of(who(raw_folder(texts(report, bracket, letter, name))))
    assert owners["report", bracket.strip("[]").split()[-1]] != owners["letter", name.split()[-1]]


def test_a_bracket_between_names_that_two_bear_in_both_texts_says_nothing(who: Who, raw_folder: RawFolder) -> None:
    two = ("Pavel Bondar and Nina Bondar left.", "[Bondar]", "Pavel Bandar and Nina Bandar left.", "Bandar")
    assert {quote for _, quote in owners_of(who(raw_folder(texts(*two))))} == {
        "Pavel Bondar",
        "Nina Bondar",
        "Pavel Bandar",
        "Nina Bandar",
    }


def owners_of(tables: dict[str, list[Row]]) -> dict[tuple[str, str], str]:
    """Who is named where, by the text's first word and the words there."""
    return {(row["document_id"].split("-")[0], row["quote"]): row["entity_id"] for row in tables["mentions"]}


FINE = texts("It is cold.", "[Bandarenka]", "Volha Bondarenko was fined.", "Bondarenko")


def test_one_who_does_not_fit_all_is_not_joined_over_another(who: Who, raw_folder: RawFolder) -> None:
    """Paul Kavalenka is the letter's Kovalenko, of whom no given name is known; so Peter Kawalenka is somebody else."""
    files = texts("Paul Kavalenka left.", "[Kavalenka]", "Mr. Kovalenko left.", "Kovalenko")
    files["second.txt"] = texts("Peter Kawalenka left.", "[Kawalenka]", "", "")["report.txt"]
    assert groups(who(raw_folder(files))) == [
        ["l:Kovalenko", "l:Kovalenko", "r:Paul Kavalenka", "r:Kavalenka"],
        ["s:Peter Kawalenka", "s:Kawalenka"],
    ]


@pytest.mark.parametrize("a", ["Bandarenka", "report-txt:51-61"])
def test_a_decision_wins(who: Who, raw_folder: RawFolder, a: str) -> None:
    raw = raw_folder(FINE)
    assert groups(who(raw)) == [["l:Volha Bondarenko", "l:Bondarenko", "r:Bandarenka"]]
    tables = who(raw, [different(a, "Volha Bondarenko")])
    assert groups(tables) == [["l:Volha Bondarenko", "l:Bondarenko"], ["r:Bandarenka"]]
    assert problems(tables) == []
    assert groups(who(raw, [decided("no_person", "Bandarenka")])) == [["l:Volha Bondarenko", "l:Bondarenko"]]


def test_ids_that_a_bracket_joins_say_so(who: Who, raw_folder: RawFolder) -> None:
    raw = raw_folder(FINE)
    columns = ("entity_id", "kind", "value", "place", "release", "redirects_to", "reason")
    identities = [
        dict(zip(columns, row, strict=True))
        for row in (
            ("person-aaaaaaaaaaaa", "named", "Volha Bondarenko", "", "1", "", ""),
            ("person-bbbbbbbbbbbb", "in", "Bandarenka", "report-txt", "1", "", ""),
        )
    ]
    assert who(raw, [], identities)["redirects"] == [
        {
            "old_entity_id": "person-bbbbbbbbbbbb",
            "entity_id": "person-aaaaaaaaaaaa",
            "reason": "editorial_bracket",
        }
    ]


def test_the_reason_is_shown(raw_folder: RawFolder, tmp_path: Path) -> None:
    raw = raw_folder(FINE)
    build(raw, tmp_path / "package")
    published = Published(tmp_path / "package", raw)
    (entity_id,) = find(published, "Volha Bondarenko")
    full, here, there = mentions_of(published, entity_id, (), ())
    said = "editorial_bracket: [Bandarenka] in report-txt#char=51,61 for Bondarenko in letter-txt#char=65,75"
    assert full.why == "full name"
    assert here.why == f"family name of the only bearer in this text, Volha Bondarenko; {said}"
    assert there.why == f"family name, never in full in this text; {said}"


def test_a_place_is_nobody(raw_folder: RawFolder, staged: Callable[[Path], Stage]) -> None:
    stage = staged(raw_folder(texts("It is cold.", "[Miensk]", "It is cold.", "Minsk")))
    assert [row["same_entity"] for row in stage.rows("quotation_edits") if row["source"] == "Minsk"] == [True]
    assert list(stage.rows("people")) == []


def test_edits_and_mentions_say_the_same_of_the_seeds(seeds: Stage) -> None:
    people = {row["entity_id"] for row in seeds.rows("people")}
    mentions = [row for row in seeds.rows("mentions") if row["entity_id"] in people]
    owners = {(row["document_id"], row["start"]): row["entity_id"] for row in mentions}
    found = [row for row in seeds.rows("quotation_edits") if row["same_entity"]]
    report, letter = "rferl-30856497", "buetikofer-2020-09-25-open-letter"
    assert len(found) == 2
    for row in found:
        assert owners[report, row["quote_start"] + 1] == owners[letter, row["source_start"]]


def test_the_reasons_of_the_seeds_are_shown(package: Path) -> None:
    """A name may stand inside another one, as in `the Lukashenko regime`."""
    published = Published(package, Path("raw"))
    (entity_id,) = find(published, "Alexander Lukashenko")
    said = [shown.mention["quote"] for shown in mentions_of(published, entity_id, (), ()) if "[" in shown.why]
    assert said == ["Lukashenko", "Lukashenka"]

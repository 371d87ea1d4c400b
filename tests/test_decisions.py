"""Decisions of maintainers: every build obeys them, and says which ones fit nothing."""

from pathlib import Path

import pytest
from conftest import RawFolder, Who, with_decision

from pipeline.build import build
from pipeline.entities.decisions import COLUMNS, Decision, place_of, sound
from pipeline.tables.rows import Row

Tables = dict[str, list[Row]]


def decided(decision: str, a: str, b: str = "", **other: str) -> Decision:
    row = {"decision": decision, "a": a, "b": b, "who": "N. N.", "when": "2020-09-24", "why": "known to us"}
    return row | other


def same(a: str, b: str) -> Decision:
    return decided("same", a, b)


def different(a: str, b: str) -> Decision:
    return decided("different", a, b)


def groups(tables: Tables) -> list[list[str]]:
    """The places of each person, as `document:quote`."""
    found: dict[str, list[str]] = {}
    for row in sorted(tables["mentions"], key=lambda row: (row["document_id"], row["start"])):
        found.setdefault(row["entity_id"], []).append(f"{row['document_id'][0]}:{row['quote']}")
    return sorted(found.values())


def problems(tables: Tables) -> list[str]:
    return [row["detail"] for row in tables["decision_problems"]]


@pytest.fixture
def raw(raw_folder: RawFolder) -> Path:
    return raw_folder(
        {
            "a.txt": "Pavel Bondar came. Bondar left.",
            "b.txt": "Mr. Bondar came.",
            "c.txt": "Paul Bondarenko came, and Bondarenko's lawyer. Pavel Bondar came.",
        }
    )


WITHOUT = [
    ["a:Pavel Bondar", "a:Bondar", "c:Pavel Bondar"],
    ["b:Bondar"],
    ["c:Paul Bondarenko", "c:Bondarenko"],
]


def test_without_decisions(who: Who, raw: Path) -> None:
    tables = who(raw)
    assert groups(tables) == WITHOUT
    assert problems(tables) == []


@pytest.mark.parametrize("a", ["b-txt:4-10", "b-txt#char=4,10", "Bondar"])
@pytest.mark.parametrize("b", ["a-txt:0-12", "Pavel Bondar", "c-txt:47-59"])
def test_two_are_one(who: Who, raw: Path, a: str, b: str) -> None:
    tables = who(raw, [same(a, b)])
    assert groups(tables) == [
        ["a:Pavel Bondar", "a:Bondar", "b:Bondar", "c:Pavel Bondar"],
        ["c:Paul Bondarenko", "c:Bondarenko"],
    ]
    (entity,) = [row for row in tables["entities"] if row["n_mentions"] == 4]
    assert (entity["label"], entity["n_documents"]) == ("Pavel Bondar", 3)
    assert problems(tables) == []


def test_one_is_two(who: Who, raw: Path) -> None:
    tables = who(raw, [different("a-txt:0-12", "c-txt:47-59")])
    assert groups(tables) == [
        ["a:Pavel Bondar", "a:Bondar"],
        ["b:Bondar"],
        ["c:Paul Bondarenko", "c:Bondarenko"],
        ["c:Pavel Bondar"],
    ]
    assert len({row["entity_id"] for row in tables["people"]}) == 4
    assert problems(tables) == []


def test_spellings_that_sound_alike_are_kept_apart(who: Who, raw_folder: RawFolder) -> None:
    raw = raw_folder(
        {"a.txt": "Ihar Kazlou came.", "b.txt": "Igor Kozlov came. Kozlov left.", "c.txt": "Ihar Kazlou left."}
    )
    assert len(groups(who(raw))) == 1
    assert groups(who(raw, [different("Ihar Kazlou", "Igor Kozlov")])) == [
        ["a:Ihar Kazlou", "c:Ihar Kazlou"],
        ["b:Igor Kozlov", "b:Kozlov"],
    ]


def test_what_is_no_person(who: Who, raw: Path) -> None:
    assert groups(who(raw, [decided("no_person", "b-txt:4-10")])) == [WITHOUT[0], WITHOUT[2]]
    assert (
        groups(who(raw, [decided("no_person", "Paul Bondarenko"), decided("no_person", "c-txt:26-36")])) == WITHOUT[:2]
    )


def test_a_mention_that_could_be_several_peoples(who: Who, raw_folder: RawFolder) -> None:
    raw = raw_folder({"a.txt": "Pavel Bondar and Nina Bondar came. Bondar spoke first."})
    assert groups(who(raw)) == [["a:Nina Bondar"], ["a:Pavel Bondar"]]
    tables = who(raw, [same("a-txt:35-41", "Nina Bondar")])
    assert groups(tables) == [["a:Nina Bondar", "a:Bondar"], ["a:Pavel Bondar"]]
    assert [row["n_candidates"] for row in tables["mentions"]] == [2, 2, 2]


def test_ids_of_releases(who: Who, raw: Path) -> None:
    columns = ("entity_id", "kind", "value", "place", "release", "redirects_to", "reason")
    identities = [
        dict(zip(columns, row, strict=True))
        for row in (
            ("person-aaaaaaaaaaaa", "named", "Pavel Bondar", "", "1", "", ""),
            ("person-bbbbbbbbbbbb", "in", "Bondar", "b-txt", "1", "", ""),
            ("person-cccccccccccc", "named", "Paul Bondarenko", "", "1", "", ""),
        )
    ]
    tables = who(raw, [same("person-aaaaaaaaaaaa", "person-bbbbbbbbbbbb")], identities)
    assert [len(places) for places in groups(tables)] == [4, 2]
    assert {row["entity_id"] for row in tables["people"]} == {"person-aaaaaaaaaaaa", "person-cccccccccccc"}
    assert tables["redirects"] == [
        {"old_entity_id": "person-bbbbbbbbbbbb", "entity_id": "person-aaaaaaaaaaaa", "reason": "decision"}
    ]
    nobody = who(raw, [decided("no_person", "person-bbbbbbbbbbbb")], identities)
    assert groups(nobody) == [WITHOUT[0], WITHOUT[2]]
    old = {"redirects_to": "person-aaaaaaaaaaaa", "reason": "decision"}
    merged = [row | (old if row["entity_id"] == "person-bbbbbbbbbbbb" else {}) for row in identities]
    again = who(raw, [same("person-aaaaaaaaaaaa", "person-bbbbbbbbbbbb")], merged)
    assert problems(again) == [], "a decision about ids fits after they were merged"
    assert again["redirects"] == tables["redirects"]


def test_ids_that_were_merged_wrongly_come_back(who: Who, raw: Path) -> None:
    columns = ("entity_id", "kind", "value", "place", "release", "redirects_to", "reason")
    identities = [
        dict(zip(columns, row, strict=True))
        for row in (
            ("person-aaaaaaaaaaaa", "in", "Pavel Bondar", "a-txt", "1", "", ""),
            ("person-bbbbbbbbbbbb", "in", "Pavel Bondar", "c-txt", "1", "person-aaaaaaaaaaaa", "names"),
        )
    ]
    parted = who(raw, [different("a-txt:0-12", "c-txt:47-59")], identities)
    owners = {row["mention_id"]: row["entity_id"] for row in parted["mentions"]}
    assert owners["a-txt#char=0,12"] == "person-aaaaaaaaaaaa"
    assert owners["c-txt#char=47,59"] == "person-bbbbbbbbbbbb"
    assert parted["redirects"] == []


def test_the_last_decision_counts(who: Who, raw: Path) -> None:
    yes, no = same("Bondar", "Pavel Bondar"), different("b-txt:4-10", "a-txt:0-12")
    tables = who(raw, [yes, no])
    assert groups(tables) == WITHOUT
    assert problems(tables) == ["a later decision says otherwise"]
    tables = who(raw, [no, yes])
    assert len(groups(tables)) == 2
    assert problems(tables) == ["a later decision says otherwise"]


@pytest.mark.parametrize(
    ("decision", "detail"),
    [
        (same("Pavel Bondar", "Anna Bondar"), "no text names Anna Bondar"),
        (same("a-txt:1-12", "gone-txt:0-5"), "no text names a-txt:1-12 or gone-txt:0-5"),
        (different("person-000000000000", "Pavel Bondar"), "no text names person-000000000000"),
        (decided("no_person", "Anna Bondar"), "no text names Anna Bondar"),
        (different("Pavel Bondar", "Pavel Bondar"), "a and b have places in common: name single places"),
        (decided("perhaps", "Pavel Bondar"), "a decision is same, different or no_person"),
        (decided("same", "Pavel Bondar"), "same is about a and b"),
        (decided("no_person", "Pavel Bondar", "Bondar"), "no_person is about a alone"),
        (decided("same", "Pavel Bondar", "Bondar", who="", why=""), "it does not say who and why"),
        (decided("same", "Pavel Bondar", "Bondar", when="24.9.2020"), "24.9.2020 is no date: write it like 2020-09-24"),
    ],
)
def test_what_fits_nothing_is_reported_and_changes_nothing(
    who: Who, raw: Path, decision: Decision, detail: str
) -> None:
    tables = who(raw, [decision, decision])
    assert groups(tables) == WITHOUT
    (problem,) = tables["decision_problems"]
    assert problem["detail"] == detail
    assert (problem["decision"], problem["a"]) == (decision["decision"], decision["a"])


def test_a_decision_fits_as_long_as_its_places_do(who: Who, raw_folder: RawFolder) -> None:
    settled = [different("a-txt:0-12", "b-txt:0-12")]
    raw = raw_folder({"a.txt": "Pavel Bondar came.", "b.txt": "Pavel Bondar left."})
    assert problems(who(raw, settled)) == []
    (raw / "b.txt").write_text("Then Pavel Bondar left.")
    assert problems(who(raw, settled)) == ["no text names b-txt:0-12"]


def test_a_build_warns_of_decisions_that_fit_nothing(raw: Path, tmp_path: Path) -> None:
    warnings: list[str] = []
    build(raw, tmp_path / "out", warn=warnings.append, steps=with_decision("Nobody Atall"))
    (warning,) = warnings
    assert warning.startswith("reference/decisions.csv: no_person,Nobody Atall,: no text names Nobody Atall; ")
    warnings.clear()
    build(raw, tmp_path / "out", warn=warnings.append, steps=with_decision("Pavel Bondar"))
    assert warnings == []


def test_how_places_are_written() -> None:
    assert place_of("a-txt:3-14") == place_of("a-txt#char=3,14") == "a-txt#char=3,14"
    assert place_of("Pavel Bondar") is None
    assert sound([dict.fromkeys(COLUMNS, "")])[0] == []

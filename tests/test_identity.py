"""Ids stay with the person when texts are added, changed and removed, and are never given to somebody else."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from random import Random

import pytest
from conftest import RawFolder, Who
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.identity import (
    COLUMNS,
    Evidence,
    Identities,
    Seen,
    evidence,
    identify,
    mark_of,
    marks_of,
    remember,
)
from pipeline.tables.rows import Row

Place = tuple[str, str, int]
"""A name, its document and where it begins there."""


def seen(people: Mapping[str, Iterable[Place]], remembered: Iterable[Mapping[str, str]]) -> dict[str, Evidence]:
    """The evidence for people, each with the places that name them."""
    places = [
        (person, Seen(name, document, start, start + len(name), f"text of {document}"))
        for person, places in people.items()
        for name, document, start in places
    ]
    return evidence(places, remembered)


class Releases:
    """A project over the time: what it remembers, and the last build."""

    def __init__(self) -> None:
        self.rows: list[dict[str, str]] = []
        self.number = 0
        self.found: Identities[str] = Identities({}, {}, {})

    def build(self, **people: Iterable[Place]) -> dict[str, str]:
        """The id of every person."""
        self.evidence = seen(people, self.rows)
        self.found = identify(self.evidence, self.rows)
        return self.found.ids

    def release(self, **people: Iterable[Place]) -> dict[str, str]:
        """The same, and remembers them."""
        self.build(**people)
        self.number += 1
        self.rows = remember(self.rows, self.evidence, self.found, f"r{self.number}")
        return self.found.ids


@pytest.fixture
def project() -> Releases:
    return Releases()


PAVEL, PAWEL = ("Pavel Novik", "a", 0), ("Pawel Nowik", "b", 0)
NINA = ("Nina Bondar", "a", 50)


def test_an_id_is_remembered_under_the_name(project: Releases) -> None:
    ids = project.release(pavel=[PAVEL])
    assert project.rows == [
        dict(zip(COLUMNS, (ids["pavel"], "named", "Pavel Novik", "", "r1", "", ""), strict=True)),
    ]


def test_a_second_release_of_the_same_changes_nothing(project: Releases) -> None:
    project.release(pavel=[PAVEL], nina=[NINA, ("Bondar", "a", 70)])
    rows = project.rows
    project.release(nina=[NINA, ("Bondar", "a", 70)], pavel=[PAVEL])
    assert project.rows == rows


def test_texts_that_are_added_change_no_id(project: Releases) -> None:
    before = project.release(pavel=[PAWEL], nina=[NINA])
    after = project.build(olga=[("Anna Aadamova", "0", 0)], pavel=[PAVEL, PAWEL, ("Novik", "c", 3)], nina=[NINA])
    assert (after["pavel"], after["nina"]) == (before["pavel"], before["nina"])
    assert after["olga"] not in before.values()


def test_who_disappears_and_comes_back_has_the_old_id(project: Releases) -> None:
    before = project.release(pavel=[PAVEL], nina=[NINA])
    project.release(pavel=[PAVEL])
    project.release(pavel=[PAVEL], olga=[("Olga Wrona", "c", 0)])
    assert project.build(pavel=[PAVEL], nina=[("Nina Bondar", "z", 9)])["nina"] == before["nina"]


def test_an_id_is_kept_when_the_spelling_changes_little_by_little(project: Releases) -> None:
    first = project.release(one=[PAVEL])["one"]
    project.release(one=[PAVEL, ("Павел Новік", "b", 0), ("Paul Novik", "c", 0)])
    assert project.build(one=[("Paul Novik", "d", 7)])["one"] == first


def test_two_who_become_one_keep_the_older_id(project: Releases) -> None:
    older = project.release(nina=[NINA])["nina"]
    younger = project.release(nina=[NINA], alone=[("Bondar", "b", 4)])["alone"]
    assert older != younger
    together = [NINA, ("Bondar", "b", 4)]
    assert project.build(nina=together)["nina"] == older
    assert list(project.found.redirect_rows()) == [{"old_entity_id": younger, "entity_id": older, "reason": "names"}]


def test_a_redirect_outlives_its_texts(project: Releases) -> None:
    older = project.release(nina=[NINA])["nina"]
    younger = project.release(nina=[NINA], alone=[("Bondar", "b", 4)])["alone"]
    project.release(nina=[NINA, ("Bondar", "b", 4)])
    project.build(nina=[NINA])
    assert list(project.found.redirect_rows()) == [{"old_entity_id": younger, "entity_id": older, "reason": "names"}]
    assert project.build(alone=[("Bondar", "b", 4)])["alone"] == older, "they were one person in the last release"
    project.build(olga=[("Olga Wrona", "c", 0)])
    assert list(project.found.redirect_rows()) == [], "nobody to lead to"
    assert project.found.redirects == {younger: older}


def test_chains_of_redirects_are_collapsed(project: Releases) -> None:
    c, b = ("Bondar", "c", 0), ("Bondar", "b", 0)
    ids = [project.release(nina=[NINA])["nina"]]
    ids.append(project.release(nina=[NINA], b=[b])["b"])
    ids.append(project.release(nina=[NINA], b=[b], c=[c])["c"])
    project.release(nina=[NINA], b=[b, c])
    assert project.found.redirects == {ids[2]: ids[1]}
    project.release(nina=[NINA, b, c])
    assert project.found.redirects == {ids[2]: ids[0], ids[1]: ids[0]}
    assert {row["redirects_to"] for row in project.rows} == {"", ids[0]}


def test_one_who_becomes_two_leaves_the_id_to_the_part_with_more_of_it(project: Releases) -> None:
    more = [("Pavel Novik", "a", 0), ("Paul Novik", "b", 0)]
    before = project.release(one=[*more, ("Павел Новиков", "c", 0)])["one"]
    after = project.build(small=[("Павел Новиков", "c", 0)], big=more)
    assert after["big"] == before
    assert after["small"] != before


def test_parts_that_are_torn_and_joined_again_have_their_own_ids_back(project: Releases) -> None:
    alone = [("Bondar", "b", 4)]
    before = project.release(nina=[NINA])
    before = project.release(nina=[NINA], alone=alone)
    project.release(nina=[NINA, *alone])
    assert project.release(nina=[NINA], alone=alone) == before
    assert project.found.redirects == {}


def test_namesakes_are_told_apart_by_their_documents(project: Releases) -> None:
    one, other = [("Ivan Novik", "a", 0), ("Ivan Novik", "c", 0)], [("Ivan Novik", "b", 0)]
    before = project.release(one=one + other)["one"]
    after = project.release(one=one, other=other)
    assert after["one"] == before
    assert project.build(other=other)["other"] == after["other"], "the name alone is nobody's any more"
    assert project.build(one=one, other=other) == after


def test_two_of_one_name_in_one_text_are_told_apart_by_their_places(project: Releases) -> None:
    mr, ms = [("Novik", "a", 10)], [("Novik", "a", 90)]
    before = project.release(mr=mr, ms=ms)
    assert project.build(ms=ms, mr=mr) == before
    moved = evidence([("ms", Seen("Novik", "a", 10, 15, "another text"))], project.rows)
    assert identify(moved, project.rows).ids["ms"] not in before.values(), "the place in a text that was changed"


def test_a_mark_that_goes_over_to_somebody_else_does_not_bring_the_id_along(project: Releases) -> None:
    x = ("Paul Novik", "x", 0)
    before = project.release(one=[PAVEL, x], other=[NINA])
    project.release(one=[PAVEL], other=[NINA, x])
    assert project.build(other=[NINA, x]) == {"other": before["other"]}


def test_an_id_without_marks_is_remembered_all_the_same(project: Releases) -> None:
    x = ("Paul Novik", "x", 0)
    first = project.release(one=[x])["one"]
    project.rows = [*project.rows, dict.fromkeys(COLUMNS, "") | {"entity_id": "person-ffffffffffff", "release": "r0"}]
    for _ in range(2):
        project.release(one=[x])
        assert [row["entity_id"] for row in project.rows] == [first, "person-ffffffffffff"]


def test_a_person_of_the_register_keeps_the_id_under_any_spelling(project: Releases) -> None:
    first = project.release(one=[("Marya Kalesnikava", "a", 0)])["one"]
    assert {row["kind"] for row in project.rows} == {"named", "registered"}
    assert project.build(one=[("Мария Колесникова", "b", 0)])["one"] == first


def test_a_new_id_is_none_that_was_ever_given(project: Releases) -> None:
    first = project.build(one=[PAVEL])["one"]
    project.rows = [dict.fromkeys(COLUMNS, "") | {"entity_id": first, "release": "r0"}]
    assert project.build(one=[PAVEL])["one"] != first


DOCUMENTS = "abcd"
NAMES = ("Pavel Novik", "Paul Novik", "Nina Bondar", "Novik", "Bondar", "P. Novik")
BUILDS = st.dictionaries(
    st.tuples(st.sampled_from(DOCUMENTS), st.integers(0, 2)),
    st.tuples(st.sampled_from(NAMES), st.sampled_from("vwxyz")),
    min_size=1,
    max_size=12,
)
"""Who is named at which places; any split into people, sensible or not."""


Build = dict[tuple[str, int], tuple[str, str]]


def people_of(build: Build) -> dict[str, list[Place]]:
    people: dict[str, list[Place]] = {}
    for (document, start), (name, person) in build.items():
        people.setdefault(person, []).append((name, document, start))
    return people


@given(st.lists(BUILDS, min_size=2, max_size=5), st.randoms())
def test_ids_whatever_happens(builds: list[Build], random: Random) -> None:
    project = Releases()
    given_out: set[str] = set()
    for build in builds:
        people = people_of(build)
        ids = dict(project.build(**people))
        shuffled = list(build.items())
        random.shuffle(shuffled)
        assert project.build(**people_of(dict(shuffled))) == ids, "the order in which texts are read does not count"
        assert len(set(ids.values())) == len(ids), "no two people have one id"
        marks = {row["entity_id"]: set[tuple[str, ...]]() for row in project.rows}
        for row in project.rows:
            marks[row["redirects_to"] or row["entity_id"]] |= marks_of_row(row)
            marks[row["entity_id"]] |= marks_of_row(row)
        for person, entity_id in ids.items():
            if entity_id in given_out:
                assert project.evidence[person].all & marks[entity_id], "an id goes only where its marks are"
        assert not set(project.found.redirects) & set(ids.values()), "no id is given and given up at once"
        assert not set(project.found.redirects) & set(project.found.redirects.values()), "no chains"
        redirects = list(project.found.redirect_rows())
        project.release(**people)
        assert project.build(**people) == ids, "a release changes no id"
        assert sorted(map(str, project.found.redirect_rows())) == sorted(map(str, redirects)), "nor where ids lead"
        given_out |= set(ids.values())
        assert given_out <= {row["entity_id"] for row in project.rows}, "no id is forgotten"
        rows = project.rows
        project.release(**people)
        assert project.rows == rows


def own_marks(people: Mapping[str, Iterable[Place]]) -> dict[str, set[tuple[str, ...]]]:
    """What is enough to remember of each person: of every place the most general mark that nobody else has."""
    marks = {
        person: [
            marks_of(Seen(name, where, start, start + len(name), f"text of {where}")) for name, where, start in its
        ]
        for person, its in people.items()
    }
    bearers = Counter(mark for its in marks.values() for mark in {mark for place in its for mark in place})
    found: dict[str, set[tuple[str, ...]]] = {}
    for person, its in marks.items():
        is_full = any(place[0][0] == "named" for place in its)
        of_use = (place for place in its if not is_full or place[0][0] == "named")
        found[person] = {next(mark for mark in place if bearers[mark] == 1) for place in of_use}
    return found


@given(BUILDS)
def test_what_is_remembered_of_a_person_is_the_most_general_that_nobody_else_has(build: Build) -> None:
    people = people_of(build)
    assert {person: set(said.own) for person, said in seen(people, []).items()} == own_marks(people)


def marks_of_row(row: dict[str, str]) -> set[tuple[str, ...]]:
    return {mark_of(row["kind"], row["value"], row["place"])} if row["kind"] else set()


def released(tables: dict[str, list[Row]], raw: Path, rows: list[dict[str, str]], name: str) -> list[dict[str, str]]:
    """The rows of `identities.csv` after a release of these tables."""
    from hashlib import sha256

    names = {row["name_id"]: row["name"] for row in tables["names"]}
    texts = {f"{path.stem}-txt": sha256(path.read_bytes()).hexdigest() for path in raw.iterdir()}
    places = [
        (row["entity_id"], Seen(names[row["name_id"]], document, row["start"], row["end"], texts[document]))
        for row in tables["mentions"]
        for document in (row["document_id"],)
    ]
    people = evidence(places, rows)
    return remember(rows, people, identify(people, rows), name)


def by_label(tables: dict[str, list[Row]]) -> dict[str, str]:
    return {row["label"]: row["entity_id"] for row in tables["entities"]}


def test_ids_of_texts_that_come_change_and_go(raw_folder: RawFolder, who: Who) -> None:
    raw = raw_folder({"a.txt": "Nina Bondar came. Bondar left.", "b.txt": "Mr. Novik came. Ms. Wrona left."})
    tables = who(raw)
    first, rows = by_label(tables), released(tables, raw, [], "1")
    assert first.keys() == {"Nina Bondar", "Novik", "Wrona"}

    raw_folder({"c.txt": "Ніна Бондар прыйшла. Pavel Novik left. Aaron Able came.", "c.txt.yaml": "language: be\n"})
    (raw / "c.txt.yaml").unlink()
    added = by_label(who(raw, identities=rows))
    assert first.items() <= added.items()
    assert set(added.values()) - set(first.values()) == {added["Pavel Novik"], added["Aaron Able"]}

    raw_folder({"b.txt": "It began so. Then Mr. Novik came. Ms. Wrona left."})
    assert first.items() <= by_label(who(raw, identities=rows)).items(), "a text was changed before the names"

    raw_folder({"b.txt": "Olga Wrona came. Wrona left."})
    tables = who(raw, identities=rows)
    assert by_label(tables)["Olga Wrona"] == first["Wrona"], "the text now gives the full name"
    rows = released(tables, raw, rows, "2")

    (raw / "a.txt").unlink()
    (raw / "c.txt").unlink()
    alone = by_label(who(raw, identities=rows))
    assert alone == {"Olga Wrona": first["Wrona"]}
    rows = released(who(raw, identities=rows), raw, rows, "3")

    raw_folder({"d.txt": "Nina Bondar again, and Mr. Novik."})
    back = by_label(who(raw, identities=rows))
    assert back["Nina Bondar"] == first["Nina Bondar"]
    assert back["Novik"] != first["Novik"], "of another text: nobody says that it is the same one"
    assert back["Novik"] not in {row["entity_id"] for row in rows}

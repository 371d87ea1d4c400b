"""Which events are one, when they were, and which places and bodies of several texts are one entity."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.others.joining import resolve_others
from pipeline.facts.grammar.setting import without_datelines
from pipeline.facts.statements.joining import join
from pipeline.facts.statements.when import dated, may_be_one
from pipeline.tables.rows import Row

PUBLISHED = {"a": "2031-05-02", "b": "2031-05-20", "c": "2032-05-02", "d": None}


def told(document: str, start: int, *participants: str, **more: str | None) -> Row:
    row: Row = {
        "event_mention_id": f"event-mention-{document}{start}",
        "type": "detention",
        "document_id": document,
        "start": start,
        "end": start + 8,
        "quote": "arrested",
        "modality": "asserted",
        "attributed_to_start": None,
        "attributed_to_end": None,
        "attributed_to": None,
        "attributed_to_entity_id": None,
        "method_id": "told",
        "edtf": None,
        "date_basis": None,
        "place_entity_id": None,
        "participants": list(participants),
    }
    return row | more


def events(*rows: Row, published: dict[str, str | None] = PUBLISHED) -> list[list[str]]:
    """The ids of the mentions of each event, without what is the same in all."""
    found: dict[str, list[str]] = {}
    for table, row in join(rows, published):
        if table == "event_mentions":
            mention = row["event_mention_id"].removeprefix("event-mention-")
            found.setdefault(row["event_id"], []).append(mention)
    return sorted(found.values())


def test_what_one_text_tells_twice_of_one_person_is_one_event() -> None:
    assert events(told("a", 1, "victim p1"), told("a", 50, "victim p1", "perpetrator o1")) == [["a1", "a50"]]


def test_another_victim_is_another_event_whoever_did_it() -> None:
    rows = told("a", 1, "victim p1", "perpetrator o1"), told("a", 50, "victim p2", "perpetrator o1")
    assert events(*rows) == [["a1"], ["a50"]]


def test_another_type_is_another_event() -> None:
    assert events(told("a", 1, "victim p1"), told("a", 50, "victim p1", type="torture")) == [["a1"], ["a50"]]


def test_another_day_is_another_event() -> None:
    rows = told("a", 1, "victim p1", edtf="2031-05-01"), told("a", 50, "victim p1", edtf="2031-03-01")
    assert events(*rows) == [["a1"], ["a50"]]


def test_what_is_planned_is_not_what_has_happened() -> None:
    rows = told("a", 1, "target o1", type="sanctions"), told("a", 50, "target o1", type="sanctions", modality="planned")
    assert events(*rows) == [["a1"], ["a50"]]


@pytest.mark.parametrize(("other", "one"), [("b", True), ("c", False), ("d", False)])
def test_texts_of_about_one_time_tell_of_one_event(other: str, one: bool) -> None:
    """Within two months; where a text has no date nothing is guessed."""
    assert (len(events(told("a", 1, "victim p1"), told(other, 1, "victim p1"))) == 1) == one


def test_texts_that_name_the_same_day_tell_of_one_event_whenever_they_were_written() -> None:
    rows = told("a", 1, "victim p1", edtf="2031-05-01"), told("c", 9, "victim p1", edtf="2031-05")
    assert events(*rows) == [["a1", "c9"]]


def test_who_takes_part_unnamed_makes_no_event_one_with_another() -> None:
    assert events(told("a", 1), told("a", 50)) == [["a1"], ["a50"]]


def test_an_event_has_the_most_exact_of_its_dates() -> None:
    rows = (
        told("a", 1, "victim p1", edtf="2031", date_basis="text"),
        told("a", 50, "victim p1", edtf="2031-05-01", date_basis="document_date"),
    )
    (event,) = [row for table, row in join(rows, PUBLISHED) if table == "events"]
    assert (event["edtf"], event["date_basis"], event["n_mentions"]) == ("2031-05-01", "document_date", 2)


def test_an_event_keeps_its_id_when_a_text_is_added() -> None:
    rows = told("b", 1, "victim p1"), told("b", 50, "victim p1")
    before = {row["event_id"] for table, row in join(rows, PUBLISHED) if table == "events"}
    after = {row["event_id"] for t, row in join((told("a", 3, "victim p1"), *rows), PUBLISHED) if t == "events"}
    assert before == after


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["victim p1", "victim p2", "actor o1"])), max_size=12)
)
def test_every_mention_is_of_one_event(mentions: list[tuple[str, str]]) -> None:
    rows = [told(document, number, part) for number, (document, part) in enumerate(mentions)]
    found = list(join(rows, PUBLISHED))
    assert len([row for table, row in found if table == "event_mentions"]) == len(rows)
    ids = [row["event_id"] for table, row in found if table == "events"]
    assert len(ids) == len(set(ids))


MANY = {name: f"2031-{month:02}-02" for month, name in enumerate("abcdefgh", 1)} | {"i": None}
DATES = (None, None, "2031-05-01", "2031-05", "2031-05-09", "XXXX-05-01", "2031", "2031-04-20/2031-05-10")
PARTS = ("victim p1", "victim p2", "target o1", "actor o1")


def one_by_one(rows: list[Row]) -> list[list[str]]:
    """The mentions of each event, each compared with every other one: what joining means, said without haste."""
    events: list[list[Row]] = []
    for row in rows:
        fitting = (
            event
            for event in events
            if any(set(row["participants"]) & set(other["participants"]) - {"actor o1"} for other in event)
            and all(may_be_one(row["edtf"], other["edtf"]) for other in event)
            and any(near(row, other) for other in event)
        )
        event = next(fitting, None)
        if event is None:
            events.append([row])
        else:
            event.append(row)
    return sorted([row["event_mention_id"].removeprefix("event-mention-") for row in event] for event in events)


def near(one: Row, other: Row) -> bool:
    if one["document_id"] == other["document_id"] or (one["edtf"] and other["edtf"]):
        return True
    days = [MANY[row["document_id"]] for row in (one, other)]
    return None not in days and abs((date.fromisoformat(days[0]) - date.fromisoformat(days[1])).days) <= 60  # type: ignore[arg-type]


@given(
    st.lists(
        st.tuples(st.sampled_from(list(MANY)), st.sampled_from(DATES), st.lists(st.sampled_from(PARTS), max_size=2)),
        max_size=20,
    )
)
def test_an_event_takes_what_each_of_its_mentions_allows_and_one_of_them_is_near(
    mentions: list[tuple[str, str | None, list[str]]],
) -> None:
    rows = [told(document, n, *parts, edtf=edtf) for n, (document, edtf, parts) in enumerate(sorted(mentions, key=str))]
    assert events(*rows, published=MANY) == one_by_one(rows)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2031-05-01", "2031-05", True),
        ("2031-05-01", "2031-06", False),
        ("XXXX-05-01", "2031-05-01", True),
        ("XXXX-05-01", "2031-05-02", False),
        ("XXXX-05-01", "2031-04-20/2031-05-10", True),
        ("2031-04-20/2031-04-30", "2031-05-01", False),
        ("../2031-04-30", "2031-05-01", False),
        ("2031-04-30/..", "2031-05-01", True),
        ("203X", "2031-05-01", True),
        ("2031?", "2032", False),
        (None, "2032", True),
    ],
)
def test_dates_that_may_be_of_one_event(one: str | None, other: str | None, same: bool) -> None:
    assert may_be_one(one, other) == may_be_one(other, one) == same


def test_a_date_is_that_of_the_nearest_event_of_its_sentence() -> None:
    reaches = [(0, 60), (0, 60), (61, 120)]
    day: Row = {"start": 30, "end": 35, "edtf": "2031-05-01"}
    assert dated([(0, 8), (38, 45), (70, 78)], [day], reaches) == [None, day, None]


def test_a_dateline_is_no_part_of_what_its_sentence_tells() -> None:
    assert without_datelines([(1, 90), (91, 120)], [(1, 24)]) == [(24, 90), (91, 120)]


def other(document: str, key: str, **more: object) -> Row:
    row: Row = {
        "other_candidate_id": f"{document}#char=0,6",
        "document_id": document,
        "start": 0,
        "end": 6,
        "quote": "Skopje",
        "kind": "place",
        "subkind": "city",
        "key": key,
        "listed": True,
        "label": "Skopje",
        "country": "MK",
        "name": "Skopje",
        "form": "name",
        "language": "en",
        "bracketed": False,
        "possessive": False,
        "attributive": False,
        "unusual_characters": None,
        "method_id": "listed_name",
    }
    return row | more


def test_what_lists_know_is_one_entity_in_all_texts_and_what_a_text_names_one_in_that_text() -> None:
    rows = [other("a", "skopje"), other("b", "skopje", name="Скопʼє")]
    rows += [other(d, "court:supre-court", kind="organisation", listed=False, name="Supreme Court") for d in "ab"]
    found = [row for table, row in resolve_others(rows) if table == "resolved"]
    assert sorted((row["kind"], row["n_documents"]) for row in found) == [
        ("organisation", 1),
        ("organisation", 1),
        ("place", 2),
    ]

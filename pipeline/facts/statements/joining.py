"""Which events that texts tell are one: of one type, with one person in the same place of it, at no other time.

A wrong join makes one arrest of two, so what is not sure stays apart. Who people are is decided in `entities`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.facts.statements.when import may_be_one
from pipeline.tables import TABLES
from pipeline.tables.ids import digest
from pipeline.tables.rows import Row

_WHOSE = ("victim ", "target ", "candidate ", "beneficiary ", "organisation ", "participant ", "author ")
"""Roles that tell events of a type apart: to whom it happens, or whose it is."""

_APART = ("planned", "attempted_failed")
"""Modalities of what has not happened: it is not what has."""

_DAYS = 60
"""Days between two texts' dates within which they may tell of one event without saying when it was."""


_MENTION = tuple(name for name in TABLES["event_mentions"].column_names if name != "event_id")


@dataclass
class _Event:
    rows: list[Row] = field(default_factory=list)

    def takes(self, row: Row, published: Mapping[str, str | None]) -> bool:
        """Whether `row` tells of this event: it contradicts no mention of it, and a mention is near."""
        return all(may_be_one(row["edtf"], other["edtf"]) for other in self.rows) and any(
            _is_near(row, other, published) for other in self.rows
        )


def join(told: Iterable[Row], published: Mapping[str, str | None]) -> Iterator[tuple[str, Row]]:
    """Rows of `events`, `event_mentions` and `event_participants`, of rows of `told_events` in their order.

    `published` gives each document's date (EDTF).
    """
    events: list[_Event] = []
    of: dict[tuple[str, str, str], dict[int, None]] = defaultdict(dict)
    for row in told:
        kind = row["modality"] if row["modality"] in _APART else ""
        keys = [(row["type"], kind, part) for part in row["participants"] if part.startswith(_WHOSE)]
        numbers = sorted({number for key in keys for number in of[key]})
        number = next((n for n in numbers if events[n].takes(row, published)), len(events))
        if number == len(events):
            events.append(_Event())
        events[number].rows.append(row)
        for key in keys:
            of[key][number] = None
    used: set[str] = set()
    for event in events:
        event_id = _event_id(event.rows, used)
        used.add(event_id)
        yield from _rows(event_id, event.rows)


def _is_near(row: Row, other: Row, published: Mapping[str, str | None]) -> bool:
    """Whether both stand in one text, name a day in common, or stand in texts of about one time."""
    if row["document_id"] == other["document_id"]:
        return True
    if row["edtf"] and other["edtf"]:
        return True  # `takes` has compared them
    days = [_day(published.get(one["document_id"])) for one in (row, other)]
    return days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) <= _DAYS


def _day(edtf: str | None) -> date | None:
    try:
        return date.fromisoformat(edtf or "")
    except ValueError:
        return None


def _event_id(rows: list[Row], used: set[str]) -> str:
    """An id made of what most mentions have in common, so that another text seldom changes it."""
    parts = Counter(part for row in rows for part in row["participants"] if part.startswith(_WHOSE))
    whose = min(parts, key=lambda part: (-parts[part], part), default="")
    when = min((row["edtf"] for row in rows if row["edtf"]), default="")
    event_id = f"event-{digest(rows[0]['type'], whose, when)}" if whose else ""
    return event_id if event_id and event_id not in used else f"event-{digest(rows[0]['event_mention_id'])}"


def _rows(event_id: str, rows: list[Row]) -> Iterator[tuple[str, Row]]:
    date_of = min((row for row in rows if row["edtf"]), key=_exactness, default=rows[0])
    places = Counter(row["place_entity_id"] for row in rows if row["place_entity_id"])
    yield (
        "events",
        {
            "event_id": event_id,
            "type": rows[0]["type"],
            "edtf": date_of["edtf"],
            "date_basis": date_of["date_basis"],
            "place_entity_id": min(places, key=lambda place: (-places[place], place), default=None),
            "n_documents": len({row["document_id"] for row in rows}),
            "n_mentions": len(rows),
        },
    )
    for row in rows:
        yield "event_mentions", {name: row[name] for name in _MENTION} | {"event_id": event_id}
        for part in row["participants"]:
            role, _, entity_id = part.partition(" ")
            yield (
                "event_participants",
                {
                    "event_participant_id": f"participant-{digest(row['event_mention_id'], entity_id, role)}",
                    "event_mention_id": row["event_mention_id"],
                    "entity_id": entity_id,
                    "role": role,
                },
            )


def _exactness(row: Row) -> tuple[bool, bool, int, str]:
    """The smaller, the more a date says: a year, no interval, a day."""
    edtf = row["edtf"]
    return "XXXX" in edtf, "/" in edtf, -len(edtf), edtf

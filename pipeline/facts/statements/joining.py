"""Which events that texts tell are one: of one type, with one person in the same place of it, at no other time.

A wrong join makes one arrest of two, so what is not sure stays apart. Who people are is decided in `entities`.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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


@dataclass(slots=True)
class _Event:
    """What has to be known of the mentions of an event to say whether another one is of it.

    `days` are those of their documents, counted as Python does, sorted; each date and each day is there once.
    `document` is that of the last mention: those of one document come together.
    """

    document: str = ""
    dates: tuple[str, ...] = ()
    days: list[int] = field(default_factory=list)

    def takes(self, row: Row, day: int | None) -> bool:
        """Whether `row` tells of this event: it contradicts no mention of it, and a mention is near."""
        return self._is_near(row, day) and all(may_be_one(row["edtf"], date) for date in self.dates)

    def _is_near(self, row: Row, day: int | None) -> bool:
        """Whether both stand in one text, have a date, or stand in texts of about one time."""
        if row["document_id"] == self.document or (row["edtf"] and self.dates):
            return True
        if day is None:
            return False
        at = bisect_left(self.days, day - _DAYS)
        return at < len(self.days) and self.days[at] <= day + _DAYS

    def add(self, row: Row, day: int | None) -> None:
        self.document = row["document_id"]
        if row["edtf"] and row["edtf"] not in self.dates:
            self.dates = (*self.dates, row["edtf"])
        if day is not None:
            at = bisect_left(self.days, day)
            if at == len(self.days) or self.days[at] != day:
                self.days.insert(at, day)


def join(told: Iterable[Row], published: Mapping[str, str | None]) -> Iterator[tuple[str, Row]]:
    """Rows of `events`, `event_mentions` and `event_participants`, of rows of `told_events` sorted by document.

    `told` is read four times; held are only the rows of an event that several tell of, until the last of them.
    `published` gives each document's date (EDTF).
    """
    number_of, n_mentions = _numbered(told, published)
    owner: dict[str, int] = {}
    for number, rows in _together(told, number_of, n_mentions):
        named = _id_of_what_is_told(rows)
        owner[named] = min(number, owner.get(named, number))
    ids = [""] * len(n_mentions)
    for number, rows in _together(told, number_of, n_mentions):
        named = _id_of_what_is_told(rows)
        ids[number] = named if owner[named] == number else _id_of_a_mention(rows[0])
        yield "events", _event_row(ids[number], rows)
    for row, number in zip(told, number_of, strict=True):
        yield from _mention_rows(ids[number], row)


def _numbered(told: Iterable[Row], published: Mapping[str, str | None]) -> tuple[Sequence[int], Sequence[int]]:
    """For each row the number of its event, and for each event the number of its rows."""
    events: dict[int, _Event] = {}  # those that another row can be of
    of: dict[tuple[str, str, str], dict[int, None]] = defaultdict(dict)
    number_of, n_mentions = array("q"), array("q")
    for row in told:
        kind = row["modality"] if row["modality"] in _APART else ""
        keys = [(row["type"], kind, part) for part in row["participants"] if part.startswith(_WHOSE)]
        numbers = sorted({number for key in keys for number in of[key]})
        day = _day(published.get(row["document_id"]))
        number = next((n for n in numbers if events[n].takes(row, day)), len(n_mentions))
        if number == len(n_mentions):
            n_mentions.append(0)
        n_mentions[number] += 1
        number_of.append(number)
        for key in keys:
            of[key][number] = None
        if keys:
            events.setdefault(number, _Event()).add(row, day)
    return number_of, n_mentions


def _together(
    told: Iterable[Row], number_of: Sequence[int], n_mentions: Sequence[int]
) -> Iterator[tuple[int, list[Row]]]:
    """The rows of each event, with its number, as soon as all of them have been read."""
    waiting: dict[int, list[Row]] = {}
    for row, number in zip(told, number_of, strict=True):
        rows = waiting.setdefault(number, [])
        rows.append(row)
        if len(rows) == n_mentions[number]:
            yield number, waiting.pop(number)


def _day(edtf: str | None) -> int | None:
    try:
        return date.fromisoformat(edtf or "").toordinal()
    except ValueError:
        return None


def _id_of_what_is_told(rows: list[Row]) -> str:
    """An id made of what most mentions have in common, so that another text seldom changes it.

    Of several events that would have the same one the first has it.
    """
    parts = Counter(part for row in rows for part in row["participants"] if part.startswith(_WHOSE))
    whose = min(parts, key=lambda part: (-parts[part], part), default="")
    when = min((row["edtf"] for row in rows if row["edtf"]), default="")
    return f"event-{digest(rows[0]['type'], whose, when)}" if whose else _id_of_a_mention(rows[0])


def _id_of_a_mention(row: Row) -> str:
    return f"event-{digest(row['event_mention_id'])}"


def _event_row(event_id: str, rows: list[Row]) -> Row:
    date_of = min((row for row in rows if row["edtf"]), key=_exactness, default=rows[0])
    places = Counter(row["place_entity_id"] for row in rows if row["place_entity_id"])
    return {
        "event_id": event_id,
        "type": rows[0]["type"],
        "edtf": date_of["edtf"],
        "date_basis": date_of["date_basis"],
        "place_entity_id": min(places, key=lambda place: (-places[place], place), default=None),
        "n_documents": len({row["document_id"] for row in rows}),
        "n_mentions": len(rows),
    }


def _mention_rows(event_id: str, row: Row) -> Iterator[tuple[str, Row]]:
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

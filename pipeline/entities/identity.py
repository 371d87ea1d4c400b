"""Ids that stay: the same person keeps its id from release to release, and no id is used again for somebody else.

An id hangs on marks, which are made of what texts say of a person: a full name wherever it stands; a name in one
document, or at one place of one text, where several people share the mark before; being a person of the register.
What a release has given out stands in `reference/identities.csv`: a row a mark, the oldest id first, names as they are
spelt, so that marks can be made of them by whatever rules of sound hold today. A build reads that; `imiony release`
alone writes it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from pipeline.entities.said import Heard, heard
from pipeline.tables.ids import digest, place_id
from pipeline.tables.rows import Row

COLUMNS = ("entity_id", "kind", "value", "place", "release", "redirects_to", "reason")
"""Those of `identities.csv`."""

Person = TypeVar("Person", bound=Hashable)
"""Whatever stands for one person of a build."""

Mark = tuple[str, ...]
"""What an id hangs on, as it is compared; the first item is one of `_KINDS`."""

Remembered = Mapping[str, str]
"""A row of `identities.csv`."""

_KINDS = ("named", "in", "at", "registered")
"""A full name anywhere; a name in a document; a name at a place; a person of the register. New ids are made of the
first that a person has."""

_SPECIAL = ("in", "at")
"""Those that hold for one document alone."""


class Seen(NamedTuple):
    """A place where a person is named. `text` is the SHA-256 of the text: another text has other places."""

    name: str
    document_id: str
    start: int
    end: int
    text: str


class _Written(NamedTuple):
    """A mark as `identities.csv` has it: `value` is a name as it is spelt, or a person of the register."""

    kind: str
    value: str
    place: str


@dataclass
class Evidence:
    """The marks of a person: `own` are nobody else's and enough to remember, with how they are written down.

    `all` are those too that are shared: full names, people of the register, and whatever is remembered.
    """

    n_mentions: int = 0
    all: set[Mark] = field(default_factory=set)
    own: dict[Mark, _Written] = field(default_factory=dict)

    @property
    def first(self) -> tuple[int, Mark]:
        """The first of the own marks; no two people have the same."""
        return min((_KINDS.index(mark[0]), mark) for mark in self.own)


@dataclass(frozen=True)
class Identities(Generic[Person]):
    """The id of each person, and for each id that was merged into another one that other one, and why."""

    ids: dict[Person, str]
    redirects: dict[str, str]
    reasons: dict[str, str]

    def redirect_rows(self) -> Iterator[Row]:
        """Rows of the table `redirects`: the ids that lead to somebody whom the texts name."""
        live = set(self.ids.values())
        for old, new in self.redirects.items():
            if new in live:
                yield {"old_entity_id": old, "entity_id": new, "reason": self.reasons[old]}


def evidence(
    seen: Iterable[tuple[Person, Seen]], remembered: Iterable[Remembered] = (), hear: Callable[[str], Heard] = heard
) -> dict[Person, Evidence]:
    """The marks of every person, from all places that name one, which are read several times.

    Held are the names of each person, and the places of those alone whom no full name tells from all others. `hear`
    says what `heard` does.
    """
    people: dict[Person, Evidence] = defaultdict(Evidence)
    names: dict[Person, dict[str, None]] = defaultdict(dict)
    for person, place in seen:
        people[person].n_mentions += 1
        names[person][place.name] = None
    general = {person: _general(texts, hear) for person, texts in names.items()}
    bearers = Counter(mark for marks in general.values() for mark in marks)
    for person, marks in general.items():
        people[person].all |= marks.keys()
        people[person].own |= {mark: row for mark, row in marks.items() if bearers[mark] == 1}
    named = {person for person, marks in general.items() if any(mark[0] == "named" for mark in marks)}
    for person, row, mark in _special(seen, named, bearers, hear):
        own = people[person].own
        own[mark] = min(row, own.get(mark, row))  # of several spellings always the same one
    kept = {mark_of(row["kind"], row["value"], row["place"]) for row in remembered if row["kind"] in _SPECIAL}
    for person, place in seen if kept else ():
        people[person].all |= kept.intersection(mark_of(*row, hear) for row in _written(place, hear))
    return dict(people)


def _general(texts: Iterable[str], hear: Callable[[str], Heard]) -> dict[Mark, _Written]:
    """The marks of a person with these names that are the same in all texts."""
    full = [text for text in texts if hear(text).is_full]
    rows = [_Written("named", text, "") for text in full]
    known = {person for text in full for person in hear(text).registered}
    found: dict[Mark, _Written] = {}
    for row in (*rows, *(_Written("registered", person, "") for person in known if len(known) == 1)):
        mark = mark_of(*row, hear)
        found[mark] = min(row, found.get(mark, row))
    return found


def _special(
    seen: Iterable[tuple[Person, Seen]],
    named: Container[Person],
    bearers: Mapping[Mark, int],
    hear: Callable[[str], Heard],
) -> Iterator[tuple[Person, _Written, Mark]]:
    """The marks of single documents and places, of those whom nothing more general tells from others.

    `named` are those who are named in full anywhere: beside that a family name says nothing more.
    """
    waiting: list[tuple[Person, Seen]] = []
    for person, place in seen:
        is_full, key, _ = hear(place.name)
        if bearers[("named", *key)] > 1 if is_full else person not in named:
            waiting.append((person, place))
    there: dict[Mark, set[Person]] = {_in(place, hear): set() for _, place in waiting}
    for person, place in seen if waiting else ():
        mark = _in(place, hear)
        if mark in there:
            there[mark].add(person)
    for person, place in waiting:
        mark, (in_document, at_place) = _in(place, hear), _written(place, hear)[-2:]
        row = in_document if len(there[mark]) == 1 else at_place
        yield person, row, mark_of(*row, hear)


def _in(place: Seen, hear: Callable[[str], Heard]) -> Mark:
    """The mark of a name in a document."""
    return ("in", place.document_id, *hear(place.name).key)


def identify(
    people: Mapping[Person, Evidence], remembered: Sequence[Remembered], joined: Mapping[Person, str] | None = None
) -> Identities[Person]:
    """Gives every person its id: the one remembered for its marks, else a new one.

    An id goes to whoever has most of its marks. Of several ids of one person the oldest stays, and the others redirect
    to it. An id that nobody has stays remembered. `joined` says what has joined those whose names did not.
    """
    marks, target = _by_id(remembered)
    reasons = {row["entity_id"]: row["reason"] for row in remembered if row["redirects_to"]}
    age = {entity_id: number for number, entity_id in enumerate(marks)}
    bearers: dict[Mark, list[Person]] = defaultdict(list)
    for person in sorted(people, key=lambda person: (-people[person].n_mentions, people[person].first)):
        for mark in people[person].all:
            bearers[mark].append(person)
    winner: dict[str, Person] = {}
    for entity_id, its_marks in marks.items():
        claims = Counter(person for mark in its_marks for person in bearers.get(mark, ()))
        if claims:
            winner[entity_id] = max(claims, key=claims.__getitem__)  # the first of those who have as many
    for entity_id, person in list(winner.items()):
        winner.setdefault(_end(target, entity_id), person)
    ids: dict[Person, str] = {}
    redirects: dict[str, str] = {}
    for entity_id in sorted(winner, key=age.__getitem__):
        redirects[entity_id] = ids.setdefault(winner[entity_id], entity_id)
        reasons.setdefault(entity_id, (joined or {}).get(winner[entity_id], "names"))
    for entity_id in target:
        redirects.setdefault(entity_id, redirects.get(_end(target, entity_id), _end(target, entity_id)))
    used = set(marks)
    for person in sorted(people.keys() - ids.keys(), key=lambda person: people[person].first):
        ids[person] = _new_id(people[person].first[1], used)
        used.add(ids[person])
    return Identities(ids, {old: new for old, new in redirects.items() if old != new}, reasons)


def remember(
    remembered: Iterable[Remembered], people: Mapping[Person, Evidence], found: Identities[Person], release: str
) -> list[dict[str, str]]:
    """The rows of `identities.csv` after a release. Forgotten are only marks that are now somebody else's, or shared.

    `people` and `found` are those of `evidence` and `identify`. Ids that are new come last.
    """
    bearers: dict[Mark, list[str]] = defaultdict(list)
    for person, marks in people.items():
        for mark in marks.all:
            bearers[mark].append(found.ids[person])
    after: dict[str, dict[Mark, dict[str, str]]] = {}
    given_by: dict[str, str] = {}
    for old in remembered:
        entity_id = old["entity_id"]
        after.setdefault(entity_id, {})
        given_by.setdefault(entity_id, old["release"])
        if old["kind"]:
            mark = mark_of(old["kind"], old["value"], old["place"])
            if bearers.get(mark, [entity_id]) in ([entity_id], [found.redirects.get(entity_id)]):
                after[entity_id][mark] = dict(old)
    is_held = {mark for rows in after.values() for mark in rows}
    for person in sorted(people, key=lambda person: people[person].first):
        entity_id = found.ids[person]
        for mark, written in people[person].own.items():
            if mark not in is_held:
                row = dict(zip(COLUMNS, (entity_id, *written, release, "", ""), strict=True))
                after.setdefault(entity_id, {})[mark] = row
    return [
        row | {"redirects_to": new, "reason": found.reasons[entity_id] if new else ""}
        for entity_id, rows in after.items()
        for new in (found.redirects.get(entity_id, ""),)
        for row in (
            sorted(rows.values(), key=lambda row: (_KINDS.index(row["kind"]), row["value"], row["place"]))
            or [dict.fromkeys(COLUMNS, "") | {"entity_id": entity_id, "release": given_by[entity_id]}]
        )
    ]


def marks_of(place: Seen) -> list[Mark]:
    """The marks that one place gives, from the most general to the most special one."""
    return [mark_of(*row) for row in _written(place)]


def mark_of(kind: str, value: str, place: str, hear: Callable[[str], Heard] = heard) -> Mark:
    """The mark that a row of `identities.csv` stands for."""
    if kind == "at":
        return (kind, place)
    if kind == "registered":
        return (kind, value)
    return (kind, *filter(None, (place,)), *hear(value).key)


def remembered_marks(remembered: Iterable[Remembered], entity_id: str) -> set[Mark]:
    """The marks that are remembered for an id, and for those that were merged into it."""
    marks, _ = _by_id(row for row in remembered if entity_id in (row["entity_id"], row["redirects_to"]))
    return {mark for its_marks in marks.values() for mark in its_marks}


def _written(place: Seen, hear: Callable[[str], Heard] = heard) -> tuple[_Written, ...]:
    """The marks of a place as they are written down: a family name alone says nothing outside its document."""
    exact = f"{place_id(place.document_id, place.start, place.end)}@{place.text[:12]}"
    rows = (_Written("in", place.name, place.document_id), _Written("at", place.name, exact))
    return (_Written("named", place.name, ""), *rows) if hear(place.name).is_full else rows


def _by_id(remembered: Iterable[Remembered]) -> tuple[dict[str, list[Mark]], dict[str, str]]:
    """The marks of every id that was ever given, the oldest first, and where those redirect that do."""
    marks: dict[str, list[Mark]] = {}
    target: dict[str, str] = {}
    for row in remembered:
        its = marks.setdefault(row["entity_id"], [])
        if row["kind"]:
            its.append(mark_of(row["kind"], row["value"], row["place"]))
        if row["redirects_to"]:
            target[row["entity_id"]] = row["redirects_to"]
            marks.setdefault(row["redirects_to"], [])
    return marks, target


def _end(target: Mapping[str, str], entity_id: str) -> str:
    """Where an id leads in the end."""
    passed = {entity_id}
    while target.get(entity_id, entity_id) not in passed:
        entity_id = target[entity_id]
        passed.add(entity_id)
    return entity_id


def _new_id(mark: Mark, used: set[str]) -> str:
    """An id that was never used, made of a mark."""
    entity_id, number = "person-" + digest(*mark), 1
    while entity_id in used:
        number += 1
        entity_id = "person-" + digest(*mark, str(number))
    return entity_id

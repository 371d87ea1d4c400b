"""What maintainers have settled: the rows of `reference/decisions.csv`, which every build obeys in their order.

`same`: what a and b name is one person. `different`: they are two. `no_person`: a names nobody. Each of a and b is a
place (`document_id#char=99,120`, as in `mentions`, or `document_id:99-120`), an id that a release has given, or a name
as texts spell it. `who`, `when` and `why` are for people, and have to be there.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.entities.collection import PersonKey
from pipeline.entities.identity import Mark, Remembered, Seen, marks_of, remembered_marks
from pipeline.redaction.kept import withheld
from pipeline.tables.edtf import is_edtf
from pipeline.tables.ids import digest, place_id
from pipeline.tables.rows import Row

SAME, DIFFERENT, NO_PERSON = "same", "different", "no_person"

COLUMNS = ("decision", "a", "b", "who", "when", "why")
"""Those of `decisions.csv`."""

Persons = dict[str, PersonKey]
"""Who is named at a place, by `candidate_id`."""

Decision = Mapping[str, str]
"""A row of `decisions.csv`."""

_PLACE = re.compile(r"(?<!\S)(?:(\S+):([0-9]+)-([0-9]+)|\S+#char=[0-9]+,[0-9]+)")
_ID = re.compile(r"(?<![a-z])[a-z]+-[0-9a-f]{12}(?:[0-9a-f]{4})?")
_LEFT_OUT = "left out"


class Problem(NamedTuple):
    """A decision that could not be obeyed, and why."""

    decision: Decision
    detail: str

    @property
    def row(self) -> Row:
        """Its row in the table `decision_problems`."""
        given = {column: self.decision[column] or None for column in ("decision", "a", "b")}
        key = digest(*(self.decision[column] for column in COLUMNS), self.detail)
        return {"decision_problem_id": f"problem-{key}", **given, "detail": self.detail}


@dataclass(frozen=True)
class Known:
    """What a decision may name beside places: the ids given by releases, and the SHA-256 of each document's text."""

    remembered: Sequence[Remembered]
    texts: Mapping[str, str]


def sound(decisions: Iterable[Decision]) -> tuple[list[Decision], list[Problem]]:
    """The rows that are written as they should be, and what is wrong with the others.

    Nothing is said of rows about a name that is withheld, and no reason that shows one.
    """
    names = withheld()
    public = (row for row in decisions if not names.shown_in(row["a"], row["b"]))
    faults = [(row, _fault(row)) for row in ({**row, "why": names.label(row["why"])} for row in public)]
    return [row for row, fault in faults if not fault], [Problem(row, fault) for row, fault in faults if fault]


def nobodies(candidates: Iterable[Row], decisions: Iterable[Decision], known: Known) -> tuple[set[str], list[Problem]]:
    """The candidates that a decision says to be no person's, by their ids, and the decisions that fit none."""
    rows = [row for row in decisions if row["decision"] == NO_PERSON]
    if not rows:
        return set(), []
    meant = places_meant(candidates, (row["a"] for row in rows), known)
    problems = [Problem(row, f"no text names {row['a']}") for row in rows if not meant[row["a"]]]
    return {place for places in meant.values() for place in places}, problems


def obey(
    candidates: Sequence[Row], persons: Persons, by_name: Persons, decisions: Iterable[Decision], known: Known
) -> tuple[Persons, list[Problem]]:
    """Joins and parts people as the decisions say, and names the decisions that fit nothing.

    `persons` says for each candidate whom it names, as far as nobody has decided; `by_name` whom the names alone give
    it to. A candidate without a person may get one. Left out of `candidates` may be those whose person no decision is
    about (`concerned`).
    """
    rows = [row for row in decisions if row["decision"] != NO_PERSON]
    meant = places_meant(candidates, (row[side] for row in rows for side in "ab"), known)
    left_out = {place: (_LEFT_OUT, place) for places in meant.values() for place in places if place not in persons}
    documents = {row["candidate_id"]: row["document_id"] for row in candidates}
    people = _People(persons | left_out, persons | left_out | by_name, documents)
    problems = []
    obeyed = []
    for row in rows:
        a, b = meant[row["a"]], meant[row["b"]]
        nowhere = [row[side] for side in "ab" if not meant[row[side]]]
        if nowhere:
            problems.append(Problem(row, f"no text names {' or '.join(nowhere)}"))
            continue
        if row["decision"] == DIFFERENT:  # one of several is different from the others
            a, b = (a - b, b) if b < a else (a, b - a) if a < b else (a, b)
        if row["decision"] == DIFFERENT and a & b:
            problems.append(Problem(row, "a and b have places in common: name single places"))
        else:
            (people.join if row["decision"] == SAME else people.part)(a, b)
            obeyed.append((row, a, b))
    for row, a, b in obeyed:
        is_so = len(people.at(a | b)) == 1 if row["decision"] == SAME else people.at(a).isdisjoint(people.at(b))
        if not is_so:
            problems.append(Problem(row, "a later decision says otherwise"))
    return {place: person for place, person in people.persons.items() if person != left_out.get(place)}, problems


def concerned(candidates: Iterable[Row], decisions: Iterable[Decision], known: Known) -> set[str]:
    """The candidates that decisions about people name, by their ids."""
    references = [row[side] for row in decisions if row["decision"] != NO_PERSON for side in "ab"]
    return {place for places in places_meant(candidates, references, known).values() for place in places}


def place_of(reference: str) -> str | None:
    """The place that a decision names, written as the tables write it; None where it names none."""
    match = _PLACE.fullmatch(reference)
    if not match:
        return None
    return place_id(match[1], int(match[2]), int(match[3])) if match[1] else reference


class _People:
    """Who is named where, while that changes."""

    def __init__(self, persons: Persons, by_name: Persons, documents: Mapping[str, str]) -> None:
        self.persons = dict(persons)
        self._by_name = by_name
        self._documents = documents
        self._places: dict[PersonKey, set[str]] = defaultdict(set)
        for place, person in persons.items():
            self._places[person].add(place)

    def at(self, places: Iterable[str]) -> set[PersonKey]:
        """Those who are named at these places."""
        return {self.persons[place] for place in places}

    def join(self, a: set[str], b: set[str]) -> None:
        """Makes one person of all who are named there."""
        one, *others = sorted(self.at(a | b), key=lambda person: (person[0] == _LEFT_OUT, person))
        for other in others:
            self._give(self._places.pop(other), one)

    def part(self, a: set[str], b: set[str]) -> None:
        """Takes those of b away from those of a; who is two already stays so.

        With them go the places of documents that have one of b and none of a, then those that names alone would join
        with one of b and none of a.
        """
        for person in sorted(self.at(a) & self.at(b)):
            places = self._places[person]
            leaving, staying = places & b, places & a
            for groups in (self._documents, self._by_name):
                left, stayed = ({groups[place] for place in side} for side in (leaving, staying))
                rest = places - leaving - staying
                leaving |= {place for place in rest if groups[place] in left - stayed}
                staying |= {place for place in rest if groups[place] in stayed}
            self._places[person] = places - leaving
            self._give(leaving, (*person, "not", min(places & a)))

    def _give(self, places: set[str], person: PersonKey) -> None:
        self._places[person] |= places
        self.persons.update(dict.fromkeys(places, person))


def _fault(decision: Decision) -> str | None:
    """What is wrong with a row as it is written, or None."""
    kind = decision["decision"]
    if kind not in (SAME, DIFFERENT, NO_PERSON):
        return f"a decision is {SAME}, {DIFFERENT} or {NO_PERSON}"
    if not decision["a"] or bool(decision["b"]) == (kind == NO_PERSON):
        return f"{kind} is about {'a alone' if kind == NO_PERSON else 'a and b'}"
    missing = [column for column in ("who", "when", "why") if not decision[column]]
    if missing:
        return f"it does not say {' and '.join(missing)}"
    return None if is_edtf(decision["when"]) else f"{decision['when']} is no date: write it like 2020-09-24"


def places_meant(candidates: Iterable[Row], references: Iterable[str], known: Known) -> dict[str, set[str]]:
    """The candidates that each reference names, by their ids."""
    meant: dict[str, set[str]] = {reference: set() for reference in references}
    by_place: dict[str, list[str]] = defaultdict(list)
    by_name: dict[str, list[str]] = defaultdict(list)
    by_mark: dict[Mark, list[str]] = defaultdict(list)
    for reference in meant:
        place = place_of(reference)
        if place:
            by_place[place].append(reference)
        elif _ID.fullmatch(reference):
            for mark in remembered_marks(known.remembered, reference):
                by_mark[mark].append(reference)
        else:
            by_name[reference].append(reference)
    for row in candidates if meant else ():
        place = row["candidate_id"]
        found = [*by_place.get(place, ()), *by_name.get(row["name"], ())]
        if by_mark:
            text = known.texts[row["document_id"]]
            marks = marks_of(Seen(row["name"], row["document_id"], row["start"], row["end"], text))
            found += [reference for mark in marks for reference in by_mark.get(mark, ())]
        for reference in found:
            meant[reference].add(place)
    return meant

"""Who is named where, and under which spellings: what is said of them is in `about`.

Whose name a candidate is, is decided in `assign`, in `editors` by those who put names in brackets, in `decisions` by
maintainers, and which id a person has in `identity`.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline import reference
from pipeline.entities.assign import NOBODY, Assigned
from pipeline.entities.collection import PersonKey
from pipeline.entities.decisions import Decision, Known, Problem, concerned, nobodies, obey, sound
from pipeline.entities.editors import METHOD, joined_by_editors
from pipeline.entities.identity import Remembered, Seen, evidence, identify
from pipeline.entities.naming import mention_row
from pipeline.entities.places import Places
from pipeline.entities.register import LANGUAGES
from pipeline.entities.said import heard, said_by
from pipeline.tables.ids import attested_id
from pipeline.tables.rows import Row


def resolve(
    candidates: Iterable[Row],
    languages: Mapping[str, str | None],
    texts: Mapping[str, str],
    decisions: Iterable[Decision] | None = None,
    identities: Sequence[Remembered] | None = None,
    brackets: Iterable[Row] = (),
    read_names: Iterable[Row] = (),
) -> Iterator[tuple[str, Row]]:
    """Rows of the tables of who is named where, each with the name of its table; `mentions` come last, in their order.

    `candidates` are rows of the table of that name, in its order; they are read more than once. `languages` and `texts`
    give each document's language and the SHA-256 of its text. `decisions` and `identities` are rows of the reference
    data of that name, `brackets` those of `bracket_evidence`, `read_names` of the table of that name: spellings that it
    does not have are read here.
    """
    known = Known(reference.rows("identities.csv") if identities is None else identities, texts)
    decisions, problems = sound(reference.rows("decisions.csv") if decisions is None else decisions)
    nobody, unfit = nobodies(candidates, decisions, known)
    places = Places(row for row in candidates if row["candidate_id"] not in nobody)
    said = said_by(read_names)
    heard_of = {spelling.text: what.heard for spelling, what in said.items()}
    assigned = Assigned(places, said)
    del said  # of many texts it is large
    found, unfit_too = _settled(assigned, brackets, decisions, known)
    people = evidence(_Sightings(found, texts), known.remembered, lambda text: heard_of.get(text) or heard(text))
    ids = identify(people, known.remembered, found.reasons)
    entity_ids = [ids.ids.get(person, "") for person in range(len(found.persons))]
    for person, there in found.by_person():
        yield from _rows_of(entity_ids[person], found, there, languages)
    yield from (("redirects", row) for row in ids.redirect_rows())
    problem_rows = {row["decision_problem_id"]: row for row in (one.row for one in (*problems, *unfit, *unfit_too))}
    yield from (("decision_problems", row) for row in problem_rows.values())
    rows = (row for row in candidates if row["candidate_id"] not in nobody)
    for place, row in enumerate(rows):
        if found.person[place] != NOBODY:
            entity_id, n_candidates = entity_ids[found.person[place]], found.assigned.n_candidates[place]
            yield "mentions", mention_row(entity_id, places.text(place), row["candidate_id"], row, n_candidates)


@dataclass(frozen=True)
class _Found:
    """Who is named where, when everybody has been heard: `person` is for each place a number of `persons`.

    `reasons` says what has joined those whom the names alone do not.
    """

    assigned: Assigned
    persons: list[PersonKey]
    person: Sequence[int]
    reasons: dict[int, str]

    def by_person(self) -> Iterator[tuple[int, list[int]]]:
        """The places of each person, in their order."""
        n_places = Counter(self.person)
        there: dict[int, array[int]] = {}
        for place, person in enumerate(self.person):
            if person != NOBODY:
                there.setdefault(person, array("i")).append(place)
                if len(there[person]) == n_places[person]:
                    yield person, list(there.pop(person))


@dataclass(frozen=True)
class _Sightings:
    """All places that name somebody, as `identity` wants them; `texts` gives each document's SHA-256."""

    found: _Found
    texts: Mapping[str, str]

    def __iter__(self) -> Iterator[tuple[int, Seen]]:
        places = self.found.assigned.places
        for place, person in enumerate(self.found.person):
            if person != NOBODY:
                document_id = places.documents[places.document[place]]
                where = places.start[place], places.end[place]
                yield person, Seen(places.text(place), document_id, *where, self.texts[document_id])


def _settled(
    assigned: Assigned, brackets: Iterable[Row], decisions: Sequence[Decision], known: Known
) -> tuple[_Found, list[Problem]]:
    """Who is named where when editors and maintainers have been heard, and the decisions that fit nothing."""
    places, persons = assigned.places, list(assigned.persons)
    numbers = {key: number for number, key in enumerate(persons)}
    joined = joined_by_editors(assigned, brackets)
    one_of = {numbers[who]: numbers[one] for who, one in joined.items() if not isinstance(who, int)}
    by_editors = array("i", (one_of.get(person, person) for person in assigned.person))
    for who, one in joined.items():
        if isinstance(who, int):
            by_editors[who] = numbers[one]
    person = array("i", by_editors)
    about = concerned(map(places.row, range(len(places))), decisions, known)
    asked = {n for n in range(len(places)) if places.row(n)["candidate_id"] in about} if about else set()
    people = {person[n] for n in asked} - {NOBODY}
    there = {str(places.row(n)["candidate_id"]): n for n in range(len(places)) if person[n] in people or n in asked}
    given = {place: persons[person[n]] for place, n in there.items() if person[n] != NOBODY}
    by_name = {place: key for place, n in there.items() if (key := assigned.key(n))}
    decided, problems = obey([places.row(n) for n in there.values()], given, by_name, decisions, known)
    for place, n in there.items():
        key = decided.get(place)
        if key is not None and key not in numbers:
            numbers[key] = len(persons)
            persons.append(key)
        person[n] = NOBODY if key is None else numbers[key]
    for n, now in enumerate(person):
        if now != NOBODY and assigned.person[n] == NOBODY:
            assigned.n_candidates[n] = _bearers_beside(assigned, n)
    return _Found(assigned, persons, person, _reasons(assigned.person, by_editors, person)), problems


def _bearers_beside(assigned: Assigned, place: int) -> int:
    """How many may bear the name of a place whose person the names do not tell, as far as its document shows it."""
    family = assigned.name(place).family or ""
    there = (n for n in assigned.places.beside(place) if assigned.person[n] != NOBODY)
    return max((assigned.n_candidates[n] for n in there if assigned.name(n).may_be_called(family)), default=1)


def _reasons(by_name: Sequence[int], by_editors: Sequence[int], person: Sequence[int]) -> dict[int, str]:
    """What has joined the places of each person, for those whom the names alone do not make one."""
    changed = {now for before, now in zip(by_name, person, strict=True) if before != now} - {NOBODY}
    names: dict[int, set[int]] = {number: set() for number in changed}
    editors: dict[int, set[int]] = {number: set() for number in changed}
    for before, between, now in zip(by_name, by_editors, person, strict=True) if changed else ():
        if now in changed:
            names[now].add(now if before == NOBODY else before)
            editors[now].add(between)
    return {number: METHOD if len(editors[number]) == 1 else "decision" for number in changed if len(names[number]) > 1}


def _rows_of(
    entity_id: str, found: _Found, there: Sequence[int], languages: Mapping[str, str | None]
) -> Iterator[tuple[str, Row]]:
    """What the texts show of one person, but mentions; `there` are the places that name it."""
    assigned, places = found.assigned, found.assigned.places
    counts: Counter[tuple[int, int, str | None]] = Counter()
    first: dict[tuple[int, int, str | None], int] = {}
    for place in there:
        language = (languages[places.documents[places.document[place]]] or "").split("-")[0]
        key = (*assigned.reading(place), language if language in LANGUAGES else None)
        counts[key] += 1
        first.setdefault(key, place)
    genders = {places.looks[places.look[place]].gender for place in there}
    yield (
        "resolved",
        {
            "entity_id": entity_id,
            "kind": "person",
            **dict.fromkeys(("subkind", "label", "country", "is_listed")),
            "genders": sorted(gender for gender in genders if gender),
            "n_documents": len({places.document[place] for place in there}),
            "n_mentions": len(there),
        },
    )
    for number, (key, place) in enumerate(first.items()):
        taken = assigned.taken(place)
        how = taken._asdict() | {"language": taken.language or None, "document_language": key[2]}
        of_names = {"form": places.looks[places.look[place]].form, "n_mentions": counts[key]}
        of_names |= {"first_document_id": places.documents[places.document[place]], "first_start": places.start[place]}
        of_entity = {"attested_id": attested_id(entity_id, number), "entity_id": entity_id, "number": number}
        yield "attested", of_entity | how | of_names

"""What editors say of who is who: a name in square brackets in a quotation, where the source has another spelling.

Such a bracket is a human being's statement, with a place in two texts, that both spellings name one person. Here
belongs which people are joined by it; `resolve` joins them (method `editorial_bracket`), and what maintainers decide
goes before.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from pipeline.entities.assign import NOBODY, Assigned
from pipeline.entities.called import read_as
from pipeline.entities.collection import PersonKey
from pipeline.entities.places import Spelling
from pipeline.names import compare
from pipeline.names.given import Gender
from pipeline.names.name import Name
from pipeline.tables.rows import Row

METHOD = "editorial_bracket"
"""The rule, in `methods` and as the reason of a redirect."""

Who = PersonKey | int
"""A person, or a place, by its number, that has nobody."""

_DOUBT = 0.5
"""Two full names below this score are not one person's; here and above a bracket settles what is doubtful."""


def bracket_evidence(edits: Iterable[Row], alignments: Iterable[Row], quotations: Iterable[Row]) -> Iterator[Row]:
    """For each name that an editor put in brackets for another spelling: both, with their places.

    A row has `name`, `document_id`, `start`, `end`, and the same of the source with `other_` before it. The places
    (code points) leave the brackets out.
    """
    found = {row["quotation_alignment_id"]: row for row in alignments}
    documents = {row["quotation_id"]: row["document_id"] for row in quotations}
    for edit in edits:
        if edit["same_entity"]:
            alignment = found[edit["quotation_alignment_id"]]
            yield {
                "name": edit["quote"].strip("[] "),
                "document_id": documents[alignment["quotation_id"]],
                "start": edit["quote_start"] + 1,
                "end": edit["quote_end"] - 1,
                "other_name": edit["source"],
                "other_document_id": alignment["document_id"],
                "other_start": edit["source_start"],
                "other_end": edit["source_end"],
            }


def places_joined(places: Iterable[Row], evidence: Iterable[Row]) -> list[tuple[str, str, Row]]:
    """For each bracket the one place of a person in it, the one place that it stands for, and its evidence.

    `places` have `candidate_id`, `document_id`, `start` and `end` (code points). Brackets without a person's name, or
    with several, are left out.
    """
    evidence = list(evidence)
    concerned = {row[key] for row in evidence for key in ("document_id", "other_document_id")}
    there: dict[str, list[Row]] = defaultdict(list)
    for row in places:
        if row["document_id"] in concerned:
            there[row["document_id"]].append(row)
    found = set()
    for number, row in enumerate(evidence):
        here = _at(there, row["document_id"], row["start"], row["end"])
        other = _at(there, row["other_document_id"], row["other_start"], row["other_end"])
        if len(here) == len(other) == 1:
            found.add((here[0], other[0], number))
    return [(here, other, evidence[number]) for here, other, number in sorted(found)]


def joined_by_editors(assigned: Assigned, evidence: Iterable[Row]) -> dict[Who, PersonKey]:
    """Those whom an editor took for one, with whom they are: people, and places (by number) that had nobody.

    Nobody is joined whose genders or full names disagree. A place whose name could be several people's gets the person
    of the other place.
    """
    evidence = list(evidence)
    concerned = {row[key] for row in evidence for key in ("document_id", "other_document_id")}
    places = assigned.places
    rows = [(n, places.row(n)) for document, there in places.by_document() if document in concerned for n in there]
    number_of = {row["candidate_id"]: number for number, row in rows}
    pairs = [
        (number_of[here], number_of[other]) for here, other, _ in places_joined((row for _, row in rows), evidence)
    ]
    said = _said_of(assigned, {number for pair in pairs for number in pair})
    joined: dict[Who, PersonKey] = {}
    members: dict[Who, list[Who]] = {}
    for pair in pairs:
        ones = [assigned.key(place) or place for place in pair]
        one, other = (joined.get(each, each) for each in ones)
        people = [each for each in (one, other) if not isinstance(each, int)]
        if one == other or not people or not _may_be_one(said[one], said[other]):
            continue
        first = min(people)
        members[first] = [*members.pop(one, [one]), *members.pop(other, [other])]
        joined.update(dict.fromkeys(members[first], first))
        said[first] = _Said(said[one].genders | said[other].genders, said[one].names | said[other].names)
    return {each: person for each, person in joined.items() if each != person}


@dataclass(frozen=True)
class _Said:
    """What all places of a person say: genders, and names that are more than a family name."""

    genders: frozenset[Gender]
    names: frozenset[Name]


def _said_of(assigned: Assigned, asked: set[int]) -> dict[Who, _Said]:
    """What is said of those who are named at these places, at all of their places; or of a place that has nobody."""
    places = assigned.places
    people = {assigned.person[place] for place in asked} - {NOBODY}
    looks: dict[Who, set[tuple[Spelling, Gender | None]]] = defaultdict(set)
    for place, person in enumerate(assigned.person):
        if person in people or place in asked:
            look = places.spellings[places.spelling[place]], places.looks[places.look[place]].gender
            looks[assigned.key(place) or place].add(look)
    found = {}
    for who, its_looks in looks.items():
        read = [(read_as(*spelling), gender) for spelling, gender in its_looks]
        genders = frozenset(shown for name, gender in read if (shown := gender or name.gender))
        found[who] = _Said(genders, frozenset(name for name, _ in read if name.is_full or name.is_initials))
    return found


def _at(there: Mapping[str, list[Row]], document_id: str, start: int, end: int) -> list[str]:
    return [row["candidate_id"] for row in there.get(document_id, ()) if row["start"] < end and start < row["end"]]


def _may_be_one(ones: _Said, others: _Said) -> bool:
    """Whether neither gender nor the names, where they say more than a family name, are against it."""
    if ones.genders and others.genders and ones.genders.isdisjoint(others.genders):
        return False
    pairs = product(ones.names, others.names)
    return not (ones.names and others.names) or any(compare(one, other).score >= _DOUBT for one, other in pairs)

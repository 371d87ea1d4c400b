"""What editors say of who is who: a name in square brackets in a quotation, where the source has another spelling.

Such a bracket is a human being's statement, with a place in two texts, that both spellings name one person. Here
belongs which people are joined by it; `resolve` joins them (method `editorial_bracket`), and what maintainers decide
goes before.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from pipeline.entities.assign import PersonKey, Persons, read_name
from pipeline.names import compare
from pipeline.tables.rows import Row

METHOD = "editorial_bracket"
"""The rule, in `methods` and as the reason of a redirect."""

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


def joined_by_editors(candidates: Iterable[Row], persons: Persons, evidence: Iterable[Row]) -> Persons:
    """Who is named where, with those joined whom an editor took for one; nobody whose genders or full names disagree.

    `persons` says for each candidate whom the names alone give it to. One that could be several people's has none, and
    gets that of the other place.
    """
    rows = {row["candidate_id"]: row for row in candidates}
    pairs = places_joined(rows.values(), evidence)
    joined = dict(persons)
    places: dict[PersonKey, list[str]] = defaultdict(list)
    for place, person in persons.items() if pairs else ():
        places[person].append(place)
    for here, other, _ in pairs:
        people = [joined.get(place) for place in (here, other)]
        named = [places[person] if person else [place] for person, place in zip(people, (here, other), strict=True)]
        if people[0] != people[1] and _may_be_one(*([rows[place] for place in side] for side in named)):
            one = min(filter(None, people))
            places[one] = [*named[0], *named[1]]
            joined.update(dict.fromkeys(places[one], one))
    return joined


def _at(there: Mapping[str, list[Row]], document_id: str, start: int, end: int) -> list[str]:
    return [row["candidate_id"] for row in there.get(document_id, ()) if row["start"] < end and start < row["end"]]


def _may_be_one(ones: list[Row], others: list[Row]) -> bool:
    """Whether neither gender nor the names, where they say more than a family name, are against it."""
    genders = [{row["gender"] or read_name(row).gender for row in rows} - {None} for rows in (ones, others)]
    if all(genders) and genders[0].isdisjoint(genders[1]):
        return False
    names = [{name for row in rows if (name := read_name(row)).is_full or name.is_initials} for rows in (ones, others)]
    return not all(names) or any(compare(one, other).score >= _DOUBT for one, other in product(*names))

"""What a text names beside people, as rows: all that the finders beside this module find, in the order of the text.

Which of them are one entity over all texts is in `joining`.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.entities.others.groups import find_groups
from pipeline.entities.others.listed import Span
from pipeline.entities.others.organisations import Organisation, find_organisations
from pipeline.entities.others.places import Place, find_places
from pipeline.entities.words import is_possessive

Candidate = dict[str, Any]
"""The columns of `other_candidates` but its id, document and quote."""

_KINDS = {"regime": "regime_noun", "group": "group_noun", "instrument": "listed_name"}
"""Kinds of bodies that are kinds of entities, with the method that finds them; other bodies are organisations."""

_NO_PLACE_INSIDE = ("instrument", "medium")

_FORMS = {"adjective": "adjective", "demonym": "demonym"}
"""The form of a place's mention by its use; of any other use it is a name."""


def find_others(text: str, sentences: Sequence[Span], language: str, people: Sequence[Span]) -> Iterator[Candidate]:
    """What a text names beside people, by its place.

    `sentences` and `people`, the names of people, are spans in code points, in order; `language` is that of the text
    (BCP 47), `und` if it is not known. A place may stand in an organisation's name, but has never the same characters.
    """
    bodies = find_organisations(text, sentences, language, people)
    names = sorted([*people, *((body.start, body.end) for body in bodies if body.kind in _NO_PLACE_INSIDE)])
    taken = {(body.start, body.end) for body in bodies}
    rows = [
        *(_body_row(body) for body in (*bodies, *_apart(find_groups(text, sentences, language), bodies))),
        *(_place_row(p) for p in find_places(text, sentences, language, names) if (p.start, p.end) not in taken),
    ]
    for row in sorted(rows, key=lambda row: (row["start"], row["end"])):
        quote = text[row["start"] : row["end"]]
        name, possessive = " ".join(quote.split()), is_possessive(text, row["end"])
        yield row | {"name": name, "bracketed": "[" in quote or "]" in quote, "possessive": possessive}


def _apart(groups: Sequence[Organisation], bodies: Sequence[Organisation]) -> Iterator[Organisation]:
    """The groups that share no character with a body; all are in the order of the text."""
    index = 0
    for group in groups:
        while index < len(bodies) and bodies[index].end <= group.start:
            index += 1
        if index == len(bodies) or group.end <= bodies[index].start:
            yield group


def _body_row(body: Organisation) -> Candidate:
    is_kind = body.kind in _KINDS
    return _row(body) | {
        "kind": body.kind if is_kind else "organisation",
        "subkind": None if is_kind or body.kind == "organisation" else body.kind,
        "form": "name",
        "attributive": False,
        "method_id": _KINDS.get(body.kind) or ("listed_name" if body.is_listed else "body_noun"),
    }


def _place_row(place: Place) -> Candidate:
    method = "listed_name" if place.is_listed else "dateline" if place.use == "dateline" else "place_noun"
    return _row(place) | {
        "kind": "place",
        "subkind": place.kind,
        "form": _FORMS.get(place.use, "name"),
        "attributive": place.use == "adjective",
        "method_id": method,
    }


def _row(found: Organisation | Place) -> Candidate:
    columns = ("start", "end", "key", "label", "country")
    return {column: getattr(found, column) for column in columns} | {"listed": found.is_listed}

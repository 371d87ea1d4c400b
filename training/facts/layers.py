"""What has to agree for a row to be right, layer by layer. A fault is said in words; none means right.

Where the words of the annotations are not those of our tables, the rule that maps them stands here, except for those of
the seeds (`training.facts.seeds`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline import reference
from training.facts.found import Entity, Found
from training.facts.gold import Gold, Party, Span
from training.facts.same import alike, is_same, names, overlap

Faults = Callable[[Gold, Found], Iterator[str]]
"""In what a row differs from an annotation, in words."""

CURRENCIES: dict[str, set[str | None]] = {
    "dollar": {"USD", "AUD", "CAD", "NZD"},
    "euro": {"EUR"},
    "hryvnia": {"UAH"},
    "lira": {"TRY"},
    "pound": {"GBP"},
    "ruble": {"RUB", "BYN", None},
    "tenge": {"KZT"},
    "zloty": {"PLN"},
}
"""Annotations have the word for a currency, our rows its code (ISO 4217), for rubles of no country none."""

UNITS = {"organisation": "organization", "search": "raid"}
"""Units for which annotations and `units.csv` have different words."""


@dataclass(frozen=True)
class Detail:
    """A figure of its own over the rows that are right: whether there is something in the gold, in ours, and alike."""

    name: str
    compare: Callable[[Gold, Found], tuple[bool, bool, bool]]


@dataclass(frozen=True)
class Layer:
    """`of` and `kind` say which annotations and rows belong to it; `meets`, whether a row is at the right place.

    Rows inside of an annotation of the layer `inside` are not wrong: not all annotators look into those.
    `tells_methods` is false where the rows are those of another layer, so that methods count them once.
    """

    name: str
    of: str
    meets: Callable[[Span, Span], bool]
    faults: Faults
    kind: str | None = None
    details: tuple[Detail, ...] = ()
    inside: str | None = None
    tells_methods: bool = True


def exactly(one: Span, other: Span) -> bool:
    """Whether two places are the same."""
    return one == other


def touching(one: Span, other: Span) -> bool:
    """Whether two places have anything in common."""
    return overlap(one, other) > 0


def _nothing(_gold: Gold, _found: Found) -> Iterator[str]:
    return iter(())


def _same_value(name: str, column: str | None = None) -> Callable[[Gold, Found], tuple[bool, bool, bool]]:
    """Compares one value, where the annotation has it."""

    def compared(gold: Gold, found: Found) -> tuple[bool, bool, bool]:
        wanted, ours = gold.values.get(name), found.row[column or name]
        if name not in gold.values:
            return False, False, False
        return wanted is not None, ours is not None, wanted is not None and wanted == ours

    return compared


# Quotations


def _speaker(gold: Gold, found: Found) -> tuple[bool, bool, bool]:
    entities, words = found.of("speaker"), found.row["speaker"]
    parties = gold.of("speaker")
    is_right = bool(parties) and bool(entities or words)
    if entities:
        is_right = is_right and all(any(is_same(p, e, found.document) for p in parties) for e in entities)
    elif words:
        place = (found.row["speaker_start"], found.row["speaker_end"])
        is_right = is_right and any(names(words, place, party) for party in parties)
    return bool(parties), bool(entities or words), is_right


def _alignment(gold: Gold, found: Found) -> Iterator[str]:
    source, ours = gold.values["source"], found.row["source"]
    if (source["start"], source["end"]) != (ours["start"], ours["end"]):
        yield f"source at {ours['start']}-{ours['end']}, is at {source['start']}-{source['end']}"
    if gold.values["relation"] != ours["relation"]:
        yield f"relation {ours['relation']}, is {gold.values['relation']}"


def _edit(gold: Gold, found: Found) -> Iterator[str]:
    for name in ("kind", "quote", "source"):
        if gold.values[name] != found.row[name]:
            yield f"{name} {found.row[name]}, is {gold.values[name]}"


# Figures and dates


def _measure(gold: Gold, found: Found) -> Iterator[str]:
    wanted, ours = gold.values, found.row
    bounds, our_bounds = (wanted.get("lower"), wanted.get("upper")), (ours["lower"], ours["upper"])
    if wanted.get("value") is not None:
        if wanted["value"] not in (ours["value"], *our_bounds):
            yield f"value {ours['value']} {our_bounds}, is {wanted['value']}"
    elif bounds != (None, None) and bounds != our_bounds:
        yield f"bounds {our_bounds}, are {bounds}"
    if not _unit(wanted.get("unit"), ours["unit"]):
        yield f"unit {ours['unit']}, is {wanted['unit']}"


def _unit(wanted: str | None, ours: str | None) -> bool:
    """Whether a unit is right. Of what `units.csv` does not list, null is."""
    if wanted is None:
        return True
    if wanted in CURRENCIES:
        return ours in CURRENCIES[wanted]
    known = UNITS.get(wanted, wanted.replace(" ", "_"))
    listed = {row["unit"] for row in reference.rows("units.csv")}
    return ours == known or (ours is None and known not in listed)


def _date(gold: Gold, found: Found) -> Iterator[str]:
    if gold.values["edtf"] != found.row["edtf"]:
        yield f"date {found.row['edtf']}, is {gold.values['edtf']}"


# Events, demands, relations


def _parties(gold: Gold, found: Found, *, role: str | None = None) -> Iterator[str]:
    """Who that is named is missing, and who is there though no annotation has it; with a role, of that one alone."""
    parties = [party for party in gold.parties if role in (None, party.role)]
    entities = {e.entity_id: e for other, e in found.parties if role in (None, other)}.values()
    yield from _missing_and_wrong(parties, list(entities), found.document)


def _missing_and_wrong(parties: list[Party], entities: list[Entity], document: str) -> Iterator[str]:
    for party in parties:
        if party.named and not any(is_same(party, entity, document) for entity in entities):
            yield f"{party.role} {'/'.join(party.names)} is missing"
    for entity in entities:
        if not any(is_same(party, entity, document) for party in parties):
            yield f"{entity.kind} {entity.label} is wrong"


def _type(gold: Gold, found: Found) -> Iterator[str]:
    if gold.values["type"] != found.row["type"]:
        yield f"type {found.row['type']}, is {gold.values['type']}"


def _event(gold: Gold, found: Found) -> Iterator[str]:
    yield from _type(gold, found)
    yield from _parties(gold, found)


def _roles(gold: Gold, found: Found) -> tuple[bool, bool, bool]:
    roles = {role for role, _ in found.parties} | {party.role for party in gold.parties}
    return _all_right(gold, found, roles)


def _all_right(gold: Gold, found: Found, roles: Iterable[str]) -> tuple[bool, bool, bool]:
    """Whether nobody is missing or wrong in any of the roles, where there is anybody at all."""
    is_anybody = bool(found.parties) or any(party.named for party in gold.parties)
    is_right = not any(fault for role in roles for fault in _parties(gold, found, role=role))
    return is_anybody, is_anybody, is_anybody and is_right


def _demand(gold: Gold, found: Found) -> Iterator[str]:
    wanted, ours = gold.values, found.row
    contents = wanted["content"] if isinstance(wanted["content"], tuple) else (wanted["content"],)
    if wanted["act"] != ours["act"]:
        yield f"act {ours['act']}, is {wanted['act']}"
    if ours["content_code"] not in contents:
        yield f"content {ours['content_code']}, is {' or '.join(contents)}"


def _relation(gold: Gold, found: Found) -> Iterator[str]:
    wanted, ours = gold.values, found.row
    if wanted["predicate"] != ours["predicate"]:
        yield f"predicate {ours['predicate']}, is {wanted['predicate']}"
        return
    yield from _parties(gold, found, role="subject")
    objects = found.of("object")
    right = any(is_same(party, entity, found.document) for party in gold.of("object") for entity in objects)
    if not right and not _object_in_words(wanted, ours["object_value"], objects):
        label = ours["object_value"] or " ".join(entity.label for entity in objects)
        yield f"object {label}, is {wanted['object']}"


def _object_in_words(wanted: dict[str, Any], value: str | None, objects: tuple[Entity, ...]) -> bool:
    """Whether an object is right by its words: a role with more or fewer of them (editor, the editor of X) is."""
    if wanted["predicate"] == "citizen_of":
        return wanted["object"] == value or any(wanted["object"] == entity.iso for entity in objects)
    if not value or (objects and wanted["predicate"] != "has_role"):
        return False
    one, other = wanted["object"].casefold(), value.casefold()
    return one in other or other in one


def _place(gold: Gold, found: Found) -> Iterator[str]:
    (_, entity), *_ = found.parties
    if gold.values["iso"] != entity.iso:
        yield f"code {entity.iso}, is {gold.values['iso']}"


def _demanding(gold: Gold, found: Found) -> tuple[bool, bool, bool]:
    return _all_right(gold, found, ("who", "of_whom", "about"))


_SPEAKER = Detail("quotation speaker", _speaker)

LAYERS = (
    Layer("quotation direct", "quotation", exactly, _nothing, "direct", (_SPEAKER,)),
    Layer("quotation indirect", "quotation", alike, _nothing, "indirect", (_SPEAKER,)),
    Layer("alignment", "alignment", exactly, _alignment),
    Layer("edit", "edit", touching, _edit),
    Layer("measure", "measure", touching, _measure, None, (Detail("measure exactness", _same_value("exactness")),)),
    Layer("duration", "duration", touching, _measure),
    Layer("date", "date", touching, _date, None, (Detail("date basis", _same_value("basis", "date_basis")),)),
    Layer(
        "event trigger",
        "event",
        touching,
        _type,
        None,
        (Detail("event modality", _same_value("modality")), Detail("event date", _same_value("edtf"))),
        tells_methods=False,
    ),
    Layer("event", "event", touching, _event, None, (Detail("event roles", _roles),)),
    Layer("demand", "demand", touching, _demand, None, (Detail("demand parties", _demanding),)),
    Layer("relation", "relation", touching, _relation),
    Layer("organisation", "organisation", exactly, _nothing),
    Layer("instrument", "instrument", exactly, _nothing),
    Layer("place", "place", exactly, _place, inside="organisation"),
)
"""The layers in the order in which they are printed."""

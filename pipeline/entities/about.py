"""The rows about one entity: what is said of it, from the spellings that the texts have for it.

Who is who is not decided here. How a name is spelt otherwise is in `naming`, what is known beforehand in `register`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.entities.naming import Found, name_row, name_rows
from pipeline.entities.register import LANGUAGES, registered
from pipeline.entities.taken import Taken
from pipeline.names import romanise
from pipeline.names.given import Gender
from pipeline.names.name import Name
from pipeline.tables.rows import Row

OFFICIAL_LATIN = "by-bel-Cyrl-Latn-2007"
"""The system of `people.name_be_latn`."""

_OF_NAMES = ("form", "n_mentions", "first_document_id", "first_start")
"""Columns of `attested` that `names` has."""


def rows_about(resolved: Row, attested: Sequence[Row]) -> Iterator[Found]:
    """Rows of `entities`, `people`, `names` and `name_systems` of one entity.

    `resolved` is its row of the table of that name, `attested` are its rows of that one, by their number.
    """
    if resolved["kind"] == "person":
        yield from _person(resolved, attested)
    else:
        yield "entities", _entity_row(resolved, resolved["label"], is_registered=resolved["is_listed"])
        for row in attested:
            yield "names", name_row(resolved["entity_id"], row["text"], None, "attested") | _of_names(row)


def _person(resolved: Row, attested: Sequence[Row]) -> Iterator[Found]:
    readings = [_taken(row).name() for row in attested]
    counts: Counter[str] = Counter()
    first: dict[str, tuple[Name, Row]] = {}
    for row, name in zip(attested, readings, strict=True):
        counts[row["text"]] += row["n_mentions"]
        first.setdefault(row["text"], (name, _of_names(row)))
    names = {spelling: first[spelling][0] for spelling in _by_frequency(counts)}
    label = min(names, key=lambda spelling: (not names[spelling].is_full, names[spelling].is_inflected))
    known = registered(name for name in names.values() if name.is_full)
    in_full = (row for row, name in zip(attested, readings, strict=True) if name.is_full)
    native = dict(known.names) if known else _attested_natively(in_full)
    gender = known.gender if known else _only({name.gender for name in readings} | set(resolved["genders"]))
    entity_id = resolved["entity_id"]
    yield "entities", _entity_row(resolved, label, is_registered=known is not None)
    yield "people", _person_row(entity_id, label, names, native, gender)
    columns = {
        spelling: (name, first[spelling][1] | {"n_mentions": counts[spelling]}) for spelling, name in names.items()
    }
    yield from name_rows(entity_id, columns, native)


def _taken(row: Row) -> Taken:
    return Taken(*(row[column] for column in Taken._fields))._replace(language=row["language"] or "")


def _of_names(row: Row) -> Row:
    return {column: row[column] for column in _OF_NAMES}


def _entity_row(resolved: Row, label: str, *, is_registered: bool) -> Row:
    return {
        "entity_id": resolved["entity_id"],
        "kind": resolved["kind"],
        "subkind": resolved["subkind"],
        "label": label,
        "country": resolved["country"],
        "status": "registered" if is_registered else "from_text",
        "n_documents": resolved["n_documents"],
        "n_mentions": resolved["n_mentions"],
    }


def _person_row(
    entity_id: str, label: str, names: Mapping[str, Name], native: Mapping[str, str], gender: Gender | None
) -> Row:
    """`names` are all spellings as read, the most frequent first."""
    name = names[label]
    patronymics = [name.patronymic for name in names.values() if name.patronymic]
    return {
        "entity_id": entity_id,
        "label": label,
        "family_name": name.family,
        "given_name": name.given,
        "patronymic": patronymics[0] if patronymics else None,
        "gender": gender,
        **{f"name_{language}": native.get(language) for language in LANGUAGES},
        "name_be_latn": romanise(native["be"], OFFICIAL_LATIN) if "be" in native else None,
        "spellings": list(names),
    }


def _only(genders: set[Gender | None]) -> Gender | None:
    genders = genders - {None}
    return next(iter(genders)) if len(genders) == 1 else None


def _attested_natively(in_full: Iterator[Row]) -> dict[str, str]:
    """By language, the full name that documents in it use most, in the nominative."""
    counts: dict[str, Counter[str]] = {language: Counter() for language in LANGUAGES}
    for row in in_full:
        if row["document_language"]:
            counts[row["document_language"]][row["text"]] += row["n_mentions"]
    return {language: _by_frequency(found)[0] for language, found in counts.items() if found}


def _by_frequency(counts: Mapping[str, int]) -> list[str]:
    """The different spellings, the most frequent first, then by code points."""
    return sorted(counts, key=lambda spelling: (-counts[spelling], spelling))

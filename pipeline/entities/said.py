"""What one spelling says by itself, whatever text it stands in: all that resolving wants to know of it.

That is found for one document at a time, and kept; what all documents together say of a spelling is in `collection`.
"""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple

from pipeline.entities.called import Called, base_language, called, read_as
from pipeline.entities.cases import Full
from pipeline.entities.places import Spelling
from pipeline.entities.register import register_of
from pipeline.names import Name, read
from pipeline.names.letters import light
from pipeline.names.reading import read_family
from pipeline.names.sounds import key
from pipeline.tables.rows import Row


class Heard(NamedTuple):
    """What identity hangs on: whether a name is full, what is equal for its spellings, as far as nothing but its
    letters says so, and the people of the register who are called so.
    """

    is_full: bool
    key: tuple[str, ...]
    registered: tuple[str, ...]


class Said(NamedTuple):
    """What a spelling says: `key` and `full` are for full names alone. `heard` is made without the text's language."""

    called: Called
    key: tuple[str, ...] | None
    full: Full | None
    heard: Heard


def read_names(candidates: Iterable[Row]) -> Iterator[Row]:
    """Rows of `read_names`, for the candidates of one document: one for each spelling."""
    numbers: dict[Spelling, int] = {}
    for row in candidates:
        spelling = Spelling(str(row["name"]), base_language(str(row["language"])), row["form"] == "family")
        if spelling not in numbers:
            number = numbers[spelling] = len(numbers)
            place = {"read_name_id": f"{row['document_id']}/{number}", "document_id": row["document_id"]}
            yield place | {"number": number} | _columns(spelling)


@lru_cache(maxsize=65_536)
def _columns(spelling: Spelling) -> Row:
    said = say(spelling)
    _, given_key, family_key, *generation = said.key or ("", "", "")
    return {
        **spelling._asdict(),
        **said.called._asdict(),
        "language": spelling.language or None,
        "given_key": given_key or None,
        "family_key": family_key or None,
        "generation": "".join(generation) or None,
        "is_inflected": bool(said.full and said.full.is_inflected),
        "case_gender": said.full and said.full.gender,
        "heard_is_full": said.heard.is_full,
        "heard": json.dumps(said.heard.key, ensure_ascii=False),
        "registered": list(said.heard.registered),
    }


def say(spelling: Spelling) -> Said:
    """What a spelling says."""
    name = read_as(*spelling)
    if not name.is_full:
        return Said(called(name, spelling.language), None, None, heard(spelling.text))
    full = Full(spelling.text, name.is_inflected, name.case_gender)
    return Said(called(name, spelling.language), key_of(name), full, heard(spelling.text))


def said_by(rows: Iterable[Row]) -> dict[Spelling, Said]:
    """What rows of `read_names` say; of each spelling once."""
    found: dict[Spelling, Said] = {}
    for row in rows:
        spelling = Spelling(row["text"], row["language"] or "", row["is_family"])
        if spelling not in found:
            found[spelling] = _said(spelling, row)
    return found


def _said(spelling: Spelling, row: Row) -> Said:
    parts = Called(**{part: _interned(row[part]) for part in Called._fields})._replace(language=spelling.language)
    of_mark = tuple(map(intern, json.loads(row["heard"])))
    its = Heard(row["heard_is_full"], of_mark, tuple(map(intern, row["registered"])))
    if not parts.is_full:
        return Said(parts, None, None, its)
    keys = ("named", *(intern(row[column] or "") for column in ("given_key", "family_key")))
    generation = (intern(row["generation"]),) if row["generation"] else ()
    return Said(parts, keys + generation, Full(spelling.text, row["is_inflected"], row["case_gender"]), its)


def _interned(value: Any) -> Any:
    """The value, of which no second copy is held if it is a string."""
    return intern(value) if isinstance(value, str) else value


def key_of(name: Name) -> tuple[str, ...]:
    """What those full names have in common that are one from the start."""
    generation = (light(name.generation),) if name.generation else ()
    return ("named", name.given_key or "", name.family_key or "", *generation)


@lru_cache(maxsize=65_536)
def heard(text: str) -> Heard:
    """What identity hangs on of a spelling."""
    name = read(text)
    name = name if name.is_full or name.is_initials else read_family(text)
    if not name.is_full:
        initial = ((name.given or "")[:1].casefold() + ".",) * name.is_initials
        return Heard(False, (*initial, key(name.family or text)), ())
    between = (light(name.generation or ""), name.middle_key or "")
    full = (name.given_key or "", name.family_key or "", *(between if any(between) else ()))
    return Heard(True, full, tuple(sorted(register_of(name))))

"""The spellings of an entity: those that texts have, those that the register has, and those to search for.

Rows of `names` and `name_systems`, and of `mentions`, which name a spelling. Whose a mention is, is not decided here.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from pipeline.names import Name, identify, spellings
from pipeline.names.systems import System, systems
from pipeline.tables.ids import digest
from pipeline.tables.rows import Row

Found = tuple[str, Row]
"""The name of a table, and a row of it."""

_SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "HEBREW": "Hebr",
    "ARABIC": "Arab",
    "DEVANAGARI": "Deva",
    "CJK": "Hani",
}


def name_rows(entity_id: str, attested: Mapping[str, tuple[Name, Row]], native: Mapping[str, str]) -> Iterator[Found]:
    """Rows of `names` and `name_systems` of one person.

    `attested` gives for each spelling in the texts the name as read and the columns that its mentions fill; `native`
    the full name in its own languages (BCP 47), of which those are romanised that systems are for.
    """
    romanised = {language: full for language, full in native.items() if language in _languages_of_systems()}
    for spelling, (name, columns) in attested.items():
        wrote = list(_systems(spelling, romanised))
        spelt_so = {language for language, full in native.items() if full == spelling}
        language = name.language or _only({system.language for system, _ in wrote}) or _only(spelt_so)
        yield "names", name_row(entity_id, spelling, language, "attested") | columns
        yield from _system_rows(entity_id, spelling, wrote)
    known = set(attested)
    for language, full in native.items():
        if full not in known:
            known.add(full)
            yield "names", name_row(entity_id, full, language, "registered")
    for spelling, wrote in _to_search_for(romanised).items():
        if spelling not in known:
            yield "names", name_row(entity_id, spelling, _only({system.language for system, _ in wrote}), "generated")
            yield from _system_rows(entity_id, spelling, wrote)


@lru_cache(maxsize=65_536)
def name_id(entity_id: str, spelling: str) -> str:
    """The id of a spelling of an entity."""
    return "name-" + digest(entity_id, spelling)


_HANDED_ON = (
    *("document_id", "start", "end", "quote", "form"),
    *("bracketed", "possessive", "attributive", "unusual_characters", "method_id"),
)
"""Columns of a candidate that its mention has unchanged."""


def mention_row(entity_id: str, spelling: str, candidate_id: str, candidate: Row, n_candidates: int = 1) -> Row:
    """The row of `mentions` of a candidate, when it is known whose name it is."""
    return {column: candidate[column] for column in _HANDED_ON} | {
        "mention_id": candidate_id,
        "entity_id": entity_id,
        "name_id": name_id(entity_id, spelling),
        "n_candidates": n_candidates,
    }


def name_row(entity_id: str, spelling: str, language: str | None, origin: str) -> Row:
    """A row of `names`, as it is for a full name that no text has."""
    return {
        "name_id": name_id(entity_id, spelling),
        "entity_id": entity_id,
        "name": spelling,
        "script": _script(spelling),
        "language": language,
        "form": "full",
        "origin": origin,
        "n_mentions": 0,
        "first_document_id": None,
        "first_start": None,
    }


def _systems(spelling: str, native: Mapping[str, str]) -> Iterator[tuple[System, str]]:
    """The systems that write a spelling, and the native name that it is written from."""
    for language, full in native.items():
        for system in identify(spelling, full, language):
            yield system, full


def _to_search_for(native: Mapping[str, str]) -> dict[str, list[tuple[System, str]]]:
    """Every spelling of the native names in Latin letters, with the systems that write it and the name it is of."""
    found: dict[str, list[tuple[System, str]]] = {}
    for language, full in native.items():
        for spelling in spellings(full, language):
            found.setdefault(spelling.text, []).extend((system, full) for system in spelling.systems)
    return {text: wrote for text, wrote in found.items() if wrote}


def _system_rows(entity_id: str, spelling: str, wrote: list[tuple[System, str]]) -> Iterator[Found]:
    for system, native in wrote:
        key = name_id(entity_id, spelling)
        yield (
            "name_systems",
            {
                "name_system_id": "name-system-" + digest(key, system.code, native),
                "name_id": key,
                "system": system.code,
                "native_name": native,
            },
        )


@cache
def _languages_of_systems() -> frozenset[str]:
    return frozenset(system.language for system in systems())


def _only(languages: set[str]) -> str | None:
    return next(iter(languages)) if len(languages) == 1 else None


def _script(name: str) -> str:
    """The ISO 15924 code of the name's letters; Zyyy for several scripts, Zzzz for another one."""
    scripts = {_SCRIPTS.get(unicodedata.name(c, "").split(" ")[0], "Zzzz") for c in name if c.isalpha()}
    return scripts.pop() if len(scripts) == 1 else "Zyyy"

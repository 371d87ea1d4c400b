"""Who is who: joins the candidates of all documents into people, and says which spellings they have.

A first version, by names alone. Full names with equal keys (`pipeline.names`) are one person in all
documents; a family name alone is the one person of its own document who bears it, and nobody when
two bear it and nothing tells them apart. Precision comes before recall.
"""

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.names.given import Gender
from pipeline.names.name import Name, read, read_family
from pipeline.tables.rows import Row

PersonKey = tuple[str, ...]
"""What one person's mentions have in common; the id is made from it."""


@dataclass(frozen=True)
class _Mention:
    """A candidate with its name as read, and the person it was given to."""

    row: Row
    name: Name
    person: PersonKey
    n_candidates: int

    @property
    def spelling(self) -> str:
        return str(self.row["name"])


def resolve(candidates: Iterable[Row], languages: dict[str, str | None]) -> Iterator[tuple[str, Row]]:
    """Rows of `entities`, `people`, `names` and `mentions`, each with the name of its table.

    `candidates` are rows of the table of that name; `languages` gives each document's language.
    """
    by_person: dict[PersonKey, list[_Mention]] = defaultdict(list)
    for mention in _assign(list(candidates)):
        by_person[mention.person].append(mention)
    for person, mentions in by_person.items():
        yield from _rows_of(person, mentions, languages)


def _assign(candidates: list[Row]) -> Iterator[_Mention]:
    """Gives every candidate its person; leaves out those that could be several people's."""
    names = [(read_family if row["form"] == "family" else read)(str(row["name"])) for row in candidates]
    patronymics: dict[PersonKey, set[str]] = defaultdict(set)
    for name in names:
        if _is_full(name) and name.patronymic_key:
            patronymics[_full_key(name)].add(name.patronymic_key)
    # Who bears which family name in which document, from the full names in it.
    bearers: dict[tuple[str, str], dict[PersonKey, Name]] = defaultdict(dict)
    persons: list[PersonKey | None] = []
    for row, name in zip(candidates, names, strict=True):
        person = _person(name, patronymics) if _is_full(name) else None
        persons.append(person)
        if person and name.family_key:
            bearers[str(row["document_id"]), name.family_key].setdefault(person, name)
    for row, name, person in zip(candidates, names, persons, strict=True):
        family = name.family_key
        if family is None:
            continue
        known = bearers[str(row["document_id"]), family]
        if person is None:
            fitting = [key for key, bearer in known.items() if _fits(name, row["gender"], bearer)]
            if len(fitting) > 1:
                continue
            person = fitting[0] if fitting else ("in", str(row["document_id"]), family, *_distinct(name, row))
        yield _Mention(row, name, person, max(1, len(known)))


def _is_full(name: Name) -> bool:
    return name.family_key is not None and name.given_key is not None and not name.is_initials


def _full_key(name: Name) -> PersonKey:
    return ("named", name.given_key or "", name.family_key or "")


def _person(name: Name, patronymics: dict[PersonKey, set[str]]) -> PersonKey:
    """The person of a full name: two who differ in the patronymic are two, and without it a third."""
    key = _full_key(name)
    return (*key, name.patronymic_key or "") if len(patronymics[key]) > 1 else key


def _fits(name: Name, gender: Any, bearer: Name) -> bool:
    """Whether a family name alone, or with an initial, can be short for the full name `bearer`."""
    if gender and bearer.gender and gender != bearer.gender:
        return False
    return not name.is_initials or (name.given or "")[0].casefold() == (bearer.given or "")[0].casefold()


def _distinct(name: Name, row: Row) -> tuple[str, ...]:
    """What tells people apart who are known by their family name alone in one document."""
    initial = (name.given or "")[:1].casefold() if name.is_initials else ""
    return (initial, str(row["gender"] or ""))


def _rows_of(
    person: PersonKey, mentions: list[_Mention], languages: dict[str, str | None]
) -> Iterator[tuple[str, Row]]:
    """All rows about one person. `mentions` are in the order of the candidates: by document and place."""
    entity_id = "person-" + _digest(*person)
    by_spelling: dict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        by_spelling[mention.spelling].append(mention)
    spellings = _by_frequency(mentions)
    label = next((spelling for spelling in spellings if _is_full(read(spelling))), spellings[0])
    yield "entities", _entity_row(entity_id, label, mentions)
    yield "people", _person_row(entity_id, label, spellings, mentions, languages)
    for spelling in spellings:
        yield "names", _name_row(entity_id, spelling, by_spelling[spelling])
    for mention in mentions:
        yield "mentions", _mention_row(entity_id, mention)


def _entity_row(entity_id: str, label: str, mentions: list[_Mention]) -> Row:
    return {
        "entity_id": entity_id,
        "kind": "person",
        "label": label,
        "country": None,
        "status": "from_text",
        "n_documents": len({mention.row["document_id"] for mention in mentions}),
        "n_mentions": len(mentions),
    }


def _name_row(entity_id: str, spelling: str, mentions: list[_Mention]) -> Row:
    first = mentions[0].row
    return {
        "name_id": _name_id(entity_id, spelling),
        "entity_id": entity_id,
        "name": spelling,
        "script": _script(spelling),
        "language": None,
        "form": first["form"],
        "origin": "attested",
        "n_mentions": len(mentions),
        "first_document_id": first["document_id"],
        "first_start": first["start"],
    }


_HANDED_ON = ("document_id", "start", "end", "quote", "form", "bracketed", "possessive", "attributive", "method_id")
"""Columns of a candidate that its mention has unchanged."""


def _mention_row(entity_id: str, mention: _Mention) -> Row:
    return {column: mention.row[column] for column in _HANDED_ON} | {
        "mention_id": mention.row["candidate_id"],
        "entity_id": entity_id,
        "name_id": _name_id(entity_id, mention.spelling),
        "n_candidates": mention.n_candidates,
    }


def _person_row(
    entity_id: str, label: str, spellings: list[str], mentions: list[_Mention], languages: dict[str, str | None]
) -> Row:
    name = read(label)
    genders = {mention.name.gender for mention in mentions} | {mention.row["gender"] for mention in mentions}
    patronymics = [patronymic for s in spellings if (patronymic := read(s).patronymic)]
    return {
        "entity_id": entity_id,
        "label": label,
        "family_name": name.family,
        "given_name": name.given,
        "patronymic": patronymics[0] if patronymics else None,
        "gender": _only(genders - {None}),
        **{f"name_{code}": _full_name_in(code, mentions, languages) for code in ("be", "ru", "uk")},
        "name_be_latn": None,
        "spellings": spellings,
    }


def _only(genders: set[Gender | None]) -> Gender | None:
    return next(iter(genders)) if len(genders) == 1 else None


def _full_name_in(language: str, mentions: list[_Mention], languages: dict[str, str | None]) -> str | None:
    """The full name that documents in `language` use most; None where none does."""
    there = [
        mention
        for mention in mentions
        if (languages[str(mention.row["document_id"])] or "").split("-")[0] == language and _is_full(mention.name)
    ]
    return _by_frequency(there)[0] if there else None


def _by_frequency(mentions: list[_Mention]) -> list[str]:
    """The different spellings, the most frequent first, then by code points."""
    counts = Counter(mention.spelling for mention in mentions)
    return sorted(counts, key=lambda spelling: (-counts[spelling], spelling))


_SCRIPTS = {"LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARMENIAN": "Armn", "GEORGIAN": "Geor"}


def _script(name: str) -> str:
    """The ISO 15924 code of the name's letters; Zyyy for several scripts, Zzzz for another one."""
    scripts = {_SCRIPTS.get(unicodedata.name(c, "").split(" ")[0], "Zzzz") for c in name if c.isalpha()}
    return scripts.pop() if len(scripts) == 1 else "Zyyy"


def _name_id(entity_id: str, spelling: str) -> str:
    return "name-" + _digest(entity_id, spelling)


def _digest(*key: str) -> str:
    """Twelve hexadecimal digits that stand for `key`, the same in every build."""
    return hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:12]

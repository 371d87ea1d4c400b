"""The rows about people: who they are, which spellings they have, where they are named.

Whose name a candidate is, is decided in `assign`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pipeline.entities.assign import Mention, PersonKey, assign
from pipeline.entities.naming import name_id, name_rows
from pipeline.entities.register import LANGUAGES, registered
from pipeline.names import romanise
from pipeline.names.given import Gender
from pipeline.names.name import Name
from pipeline.tables.ids import digest
from pipeline.tables.rows import Row

OFFICIAL_LATIN = "by-bel-Cyrl-Latn-2007"
"""The system of `people.name_be_latn`."""


def resolve(candidates: Iterable[Row], languages: dict[str, str | None]) -> Iterator[tuple[str, Row]]:
    """Rows of `entities`, `people`, `names`, `name_systems` and `mentions`, each with the name of its table.

    `candidates` are rows of the table of that name; `languages` gives each document's language.
    """
    by_person: dict[PersonKey, list[Mention]] = defaultdict(list)
    for mention in assign(list(candidates)):
        by_person[mention.person].append(mention)
    for person, mentions in by_person.items():
        yield from _rows_of(person, mentions, languages)


def _rows_of(person: PersonKey, mentions: list[Mention], languages: dict[str, str | None]) -> Iterator[tuple[str, Row]]:
    """All rows about one person."""
    entity_id = "person-" + digest(*person)
    mentions = sorted(mentions, key=lambda mention: (mention.row["document_id"], mention.row["start"]))
    by_spelling: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_spelling[mention.spelling].append(mention)
    spellings = _by_frequency(mentions)
    names = {spelling: by_spelling[spelling][0].name for spelling in spellings}
    label = next((spelling for spelling in spellings if names[spelling].is_full), spellings[0])
    known = registered(name for name in names.values() if name.is_full)
    native = dict(known.names) if known else _attested_natively(mentions, languages)
    yield "entities", _entity_row(entity_id, label, mentions, is_registered=known is not None)
    yield "people", _person_row(entity_id, label, names, mentions, native, known.gender if known else None)
    yield from name_rows(entity_id, {text: (names[text], _first_seen(by_spelling[text])) for text in spellings}, native)
    for mention in mentions:
        yield "mentions", _mention_row(entity_id, mention)


def _entity_row(entity_id: str, label: str, mentions: list[Mention], *, is_registered: bool) -> Row:
    return {
        "entity_id": entity_id,
        "kind": "person",
        "label": label,
        "country": None,
        "status": "registered" if is_registered else "from_text",
        "n_documents": len({mention.row["document_id"] for mention in mentions}),
        "n_mentions": len(mentions),
    }


def _first_seen(mentions: list[Mention]) -> Row:
    """What the mentions with one spelling say of it."""
    first = mentions[0].row
    return {
        "form": first["form"],
        "n_mentions": len(mentions),
        "first_document_id": first["document_id"],
        "first_start": first["start"],
    }


_HANDED_ON = ("document_id", "start", "end", "quote", "form", "bracketed", "possessive", "attributive", "method_id")
"""Columns of a candidate that its mention has unchanged."""


def _mention_row(entity_id: str, mention: Mention) -> Row:
    return {column: mention.row[column] for column in _HANDED_ON} | {
        "mention_id": mention.row["candidate_id"],
        "entity_id": entity_id,
        "name_id": name_id(entity_id, mention.spelling),
        "n_candidates": mention.n_candidates,
    }


def _person_row(
    entity_id: str,
    label: str,
    names: dict[str, Name],
    mentions: list[Mention],
    native: dict[str, str],
    gender: Gender | None,
) -> Row:
    """`names` are all spellings as read, the most frequent first; `gender` is that of the register."""
    name = names[label]
    genders = {mention.name.gender for mention in mentions} | {mention.row["gender"] for mention in mentions}
    patronymics = [name.patronymic for name in names.values() if name.patronymic]
    return {
        "entity_id": entity_id,
        "label": label,
        "family_name": name.family,
        "given_name": name.given,
        "patronymic": patronymics[0] if patronymics else None,
        "gender": gender or _only(genders - {None}),
        **{f"name_{language}": native.get(language) for language in LANGUAGES},
        "name_be_latn": romanise(native["be"], OFFICIAL_LATIN) if "be" in native else None,
        "spellings": list(names),
    }


def _only(genders: set[Gender | None]) -> Gender | None:
    return next(iter(genders)) if len(genders) == 1 else None


def _attested_natively(mentions: list[Mention], languages: dict[str, str | None]) -> dict[str, str]:
    """By language, the full name that documents in it use most, in the nominative."""
    found = {}
    for language in LANGUAGES:
        there = [
            mention
            for mention in mentions
            if (languages[str(mention.row["document_id"])] or "").split("-")[0] == language and mention.name.is_full
        ]
        if there:
            found[language] = _by_frequency(there)[0]
    return found


def _by_frequency(mentions: list[Mention]) -> list[str]:
    """The different spellings, the most frequent first, then by code points."""
    counts = Counter(mention.spelling for mention in mentions)
    return sorted(counts, key=lambda spelling: (-counts[spelling], spelling))

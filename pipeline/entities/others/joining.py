"""Which places, organisations and groups of all texts are one entity, and the rows about them.

What the lists know is one everywhere. What only a text names is one in that text: two texts may each have their
Interior Ministry, and nothing says whether it is the same.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from pipeline.entities.naming import mention_row
from pipeline.redaction.kept import withheld
from pipeline.tables.ids import attested_id, digest
from pipeline.tables.rows import Row


@dataclass
class _Entity:
    """What is known of an entity when some of its mentions have been read: the first of each spelling is kept."""

    first: Row
    n_documents: int = 0
    names: Counter[str] = field(default_factory=Counter)
    seen: dict[str, Row] = field(default_factory=dict)
    document: str = ""

    def add(self, row: Row) -> None:
        self.n_documents += row["document_id"] != self.document
        self.document = row["document_id"]
        self.names[row["name"]] += 1
        self.seen.setdefault(row["name"], row)


def resolve_others(candidates: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    """Rows of `resolved` and `attested`, then of `mentions` in their order, each with the name of its table.

    `candidates` are rows of `other_candidates`, in their order; they are read twice.
    """
    everywhere: dict[str, _Entity] = {}
    for _, rows in groupby(candidates, itemgetter("document_id")):
        here: dict[str, _Entity] = {}
        for row in rows:
            known = everywhere if row["listed"] else here
            known.setdefault(_entity_id(row), _Entity(row)).add(row)
        for entity_id, entity in here.items():
            yield from _rows_of(entity_id, entity)
    for entity_id, entity in everywhere.items():
        yield from _rows_of(entity_id, entity)
    for row in candidates:
        yield "mentions", mention_row(_entity_id(row), row["name"], row["other_candidate_id"], row)


def _entity_id(row: Row) -> str:
    where = () if row["listed"] else (str(row["document_id"]),)
    return f"{row['kind']}-{digest(row['key'], *where)}"


def _rows_of(entity_id: str, entity: _Entity) -> Iterator[tuple[str, Row]]:
    first, names = entity.first, entity.names
    is_shown = first["listed"] and not withheld().shown_in(first["label"])
    in_full = [name for name, row in entity.seen.items() if row["label"] == name] or list(names)
    label = first["label"] if is_shown else min(in_full, key=lambda name: (-names[name], name))
    yield (
        "resolved",
        {
            "entity_id": entity_id,
            "kind": first["kind"],
            "subkind": first["subkind"],
            "label": label,
            "country": first["country"],
            "is_listed": first["listed"],
            "genders": [],
            "n_documents": entity.n_documents,
            "n_mentions": names.total(),
        },
    )
    for number, (name, row) in enumerate(entity.seen.items()):
        yield (
            "attested",
            {
                "attested_id": attested_id(entity_id, number),
                "entity_id": entity_id,
                **dict.fromkeys(("language", "is_family", "way", "nominative", "case_gender", "document_language")),
                "number": number,
                "text": name,
                "form": row["form"],
                "n_mentions": names[name],
                "first_document_id": row["document_id"],
                "first_start": row["start"],
            },
        )

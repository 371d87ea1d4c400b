"""Which places, organisations and groups of all texts are one entity, and the rows about them.

What the lists know is one everywhere. What only a text names is one in that text: two texts may each have their
Interior Ministry, and nothing says whether it is the same.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.entities.naming import mention_row, name_row
from pipeline.redaction.kept import withheld
from pipeline.tables.ids import digest
from pipeline.tables.rows import Row


def resolve_others(candidates: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    """Rows of `entities`, `names` and `mentions`, each with the name of its table; of rows of `other_candidates`."""
    by_entity: dict[str, list[Row]] = {}
    for row in candidates:
        by_entity.setdefault(_entity_id(row), []).append(row)
    for entity_id, rows in by_entity.items():
        yield from _rows_of(entity_id, sorted(rows, key=lambda row: (row["document_id"], row["start"])))


def _entity_id(row: Row) -> str:
    where = () if row["listed"] else (str(row["document_id"]),)
    return f"{row['kind']}-{digest(row['key'], *where)}"


def _rows_of(entity_id: str, rows: Sequence[Row]) -> Iterator[tuple[str, Row]]:
    first = rows[0]
    names = Counter(row["name"] for row in rows)
    is_shown = first["listed"] and not withheld().shown_in(first["label"])
    label = first["label"] if is_shown else min(names, key=lambda name: (-names[name], name))
    yield (
        "entities",
        {
            "entity_id": entity_id,
            "kind": first["kind"],
            "subkind": first["subkind"],
            "label": label,
            "country": first["country"],
            "status": "registered" if first["listed"] else "from_text",
            "n_documents": len({row["document_id"] for row in rows}),
            "n_mentions": len(rows),
        },
    )
    seen: dict[str, Row] = {}
    for row in rows:
        seen.setdefault(row["name"], row)
    for name, row in seen.items():
        yield "names", name_row(entity_id, name, None, "attested") | _seen(row, names[name])
    for row in rows:
        yield "mentions", mention_row(entity_id, row["name"], row["other_candidate_id"], row)


def _seen(first: Row, n_mentions: int) -> Row:
    """What the mentions with one spelling say of it."""
    return {
        "form": first["form"],
        "n_mentions": n_mentions,
        "first_document_id": first["document_id"],
        "first_start": first["start"],
    }

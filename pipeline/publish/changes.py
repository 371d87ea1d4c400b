"""What changed from one package to another one: tables, columns, and rows by their primary key.

Any two packages can be compared, whatever version made them: tables and keys are those that their descriptors name.
What the changes mean for a version number is said in `pipeline.release`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.publish.descriptor import read_descriptor
from pipeline.redaction.kept import Withheld, withheld
from pipeline.tables.model import LIST_DELIMITER

Schema = dict[str, Any]

_LIMITS = ("required", "unique", "pattern", "enum", "minimum", "maximum")

COLUMNS = ("table", "change", "key", "columns")
"""Those of the table of changes: `columns` are the names of columns, separated by |; `key` is a row's primary key."""


@dataclass(frozen=True)
class TableChanges:
    """What changed in one table. `structure` are changes of its declaration, each with the columns that it is about.

    `is_referenced` says whether rows of other tables point at its rows. `added` and `removed` are keys, `changed` keys
    with the names of the changed columns, joined by |.
    """

    table: str
    n_before: int = 0
    n_after: int = 0
    is_referenced: bool = False
    structure: tuple[tuple[str, tuple[str, ...]], ...] = ()
    added: pa.ChunkedArray = field(default_factory=lambda: pa.chunked_array([], pa.string()))
    removed: pa.ChunkedArray = field(default_factory=lambda: pa.chunked_array([], pa.string()))
    changed: pa.Table = field(default_factory=lambda: pa.table({"key": pa.array([], pa.string()), "columns": []}))

    @property
    def kinds(self) -> set[str]:
        """The kinds of the changes, as `reference/releases.yaml` names them."""
        rows = {
            "row_added": len(self.added),
            "row_changed": self.changed.num_rows,
            "referenced_row_removed" if self.is_referenced else "row_removed": len(self.removed),
        }
        return {kind for kind, _ in self.structure} | {kind for kind, number in rows.items() if number}


def compare(old: Path, new: Path) -> Iterator[TableChanges]:
    """What changed in every table, by name. Raises ValueError where one is no package, and OSError.

    Reads two columns at a time.
    """
    before, after = _schemas(old), _schemas(new)
    referenced = {target for schemas in (before, after) for name in schemas for target in _targets(name, schemas[name])}
    for name in sorted(before.keys() | after.keys()):
        yield _compare(name, _Side(old, name, before.get(name)), _Side(new, name, after.get(name)), name in referenced)


def rows(changes: Iterable[TableChanges]) -> Iterator[dict[str, str]]:
    """The table of changes, with the columns `COLUMNS`: first what changed in a table's declaration, then its rows.

    An older package may have ids that show a name which is withheld now: they are masked. Raises OSError at once where
    such names cannot be told.
    """
    return _rows(changes, withheld())


def _rows(changes: Iterable[TableChanges], names: Withheld) -> Iterator[dict[str, str]]:
    for table in changes:
        for kind, columns in table.structure:
            yield _row(table.table, kind, "", LIST_DELIMITER.join(columns))
        for kind, keys in (("row_added", table.added), ("row_removed", table.removed)):
            for chunk in keys.chunks:
                yield from (_row(table.table, kind, names.label(key), "") for key in chunk.to_pylist())
        for batch in table.changed.to_batches(10_000):
            for row in batch.to_pylist():
                yield _row(table.table, "row_changed", names.label(row["key"]), row["columns"])


def summary(changes: Iterable[TableChanges]) -> Iterator[str]:
    """A line a table that changed, for people. Keys are not shown: a row that is withheld later leaves no trace."""
    for table in changes:
        said = [" ".join((kind.replace("_", " "), ", ".join(columns))).strip() for kind, columns in table.structure]
        said += [f"{len(table.added)} added"] * bool(len(table.added))
        if table.changed.num_rows:
            counts = pc.value_counts(pc.list_flatten(pc.split_pattern(table.changed.column("columns"), LIST_DELIMITER)))
            often = sorted((-row["counts"], row["values"]) for row in counts.to_pylist())
            said.append(f"{table.changed.num_rows} changed ({', '.join(f'{name} {-n}' for n, name in often)})")
        said += [f"{len(table.removed)} removed"] * bool(len(table.removed))
        if said:
            yield f"{table.table}: {'; '.join(said)}; {table.n_before} → {table.n_after} rows"


@dataclass(frozen=True)
class _Side:
    """A table in one of the two packages; `schema` is None where it is not there."""

    package: Path
    name: str
    schema: Schema | None

    @property
    def key(self) -> str:
        key = (self.schema or {}).get("primaryKey", "")
        return str(key[0] if isinstance(key, list) and key else key)

    @property
    def columns(self) -> dict[str, Schema]:
        return {str(column.get("name")): column for column in (self.schema or {}).get("fields", [])}

    def read(self, *columns: str) -> pa.Table:
        """Columns as text or plain values. Raises ValueError where the file has none such, and OSError."""
        path = self.package / "data" / f"{self.name}.parquet"
        try:
            with pq.ParquetFile(path) as file:
                data = file.read(columns=list(columns))
            if data.column_names == list(columns):
                return data
        except pa.ArrowException as error:
            raise ValueError(f"{path}: {str(error).splitlines()[0]}; see `imiony verify`") from error
        raise ValueError(f"{path}: not the columns that datapackage.json names; see `imiony verify`")


def _compare(name: str, old: _Side, new: _Side, is_referenced: bool) -> TableChanges:
    structure = tuple(_structure(old, new))
    if old.schema is None or new.schema is None or old.key != new.key:
        before, after = (
            side.read(side.key).column(0) if side.schema else pa.chunked_array([], pa.string()) for side in (old, new)
        )
        return TableChanges(name, len(before), len(after), is_referenced, structure, after, before)
    before, after = old.read(old.key).column(0), new.read(new.key).column(0)
    where = pc.index_in(after, value_set=before)
    is_new = pc.is_null(where)
    gone = before.filter(pc.invert(pc.is_in(before, value_set=after)))
    kept = pc.invert(is_new)
    places, marks = where.filter(kept), []
    for column in new.columns:
        if column != new.key and column in old.columns and _type(old, column) == _type(new, column):
            one = _plain(old.read(column).column(0)).take(places)
            other = _plain(new.read(column).column(0)).filter(kept)
            differs = pc.or_(pc.fill_null(pc.not_equal(one, other), False), pc.xor(pc.is_null(one), pc.is_null(other)))
            marks.append(pc.if_else(differs, column + LIST_DELIMITER, ""))
    keys = after.filter(kept)
    # Not by skipping nulls: Arrow 26 leaves rows of nothing but nulls out then.
    columns = pc.binary_join_element_wise(*marks, "") if marks else pa.array([""] * len(keys), pa.string())
    columns = pc.utf8_rtrim(columns, LIST_DELIMITER)
    changed = pa.table({"key": keys, "columns": columns}).filter(pc.not_equal(columns, ""))
    return TableChanges(name, len(before), len(after), is_referenced, structure, after.filter(is_new), gone, changed)


def _structure(old: _Side, new: _Side) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What changed in the declaration of a table, by kind; after the recipe `data-package-version`."""
    if old.schema is None or new.schema is None:
        yield ("table_added" if old.schema is None else "table_removed"), ()
        return
    both = [name for name in old.columns if name in new.columns]
    for kind, columns in (
        ("key_changed", [new.key] * (old.key != new.key)),
        ("column_removed", [name for name in old.columns if name not in new.columns]),
        ("column_added", [name for name in new.columns if name not in old.columns]),
        ("columns_reordered", both * (both != [name for name in new.columns if name in old.columns])),
        ("type_changed", [name for name in both if _type(old, name) != _type(new, name)]),
        ("constraint_tightened", [name for name in both if _constraint(old, new, name) == "tightened"]),
        ("constraint_loosened", [name for name in both if _constraint(old, new, name) == "loosened"]),
        ("description_changed", [name for name in both if old.columns[name] != new.columns[name]]),
    ):
        if columns:
            yield kind, tuple(columns)
    if any(old.schema.get(rule) != new.schema.get(rule) for rule in ("foreignKeys", "uniqueKeys")):
        yield "references_changed", ()


def _type(side: _Side, name: str) -> tuple[Any, ...]:
    return tuple(side.columns[name].get(key) for key in ("type", "format", "itemType", "delimiter"))


def _constraint(old: _Side, new: _Side, name: str) -> str:
    """Whether a column takes other values than before: `loosened` only where it surely takes all that it took."""
    before, after = (side.columns[name].get("constraints", {}) for side in (old, new))
    differing = [key for key in _LIMITS if before.get(key) != after.get(key)]
    if not differing:
        return ""
    return "loosened" if all(_is_looser(key, before.get(key), after.get(key)) for key in differing) else "tightened"


def _is_looser(key: str, before: Any, after: Any) -> bool:
    if after is None or after is False:
        return True
    if before is None or key not in ("enum", "minimum", "maximum"):
        return False
    return bool(
        set(before) <= set(after) if key == "enum" else after <= before if key == "minimum" else after >= before
    )


def _plain(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Values that Arrow can compare: lists as they stand in a CSV cell."""
    return pc.binary_join(values, LIST_DELIMITER) if pa.types.is_list(values.type) else values


def _schemas(package: Path) -> dict[str, Schema]:
    try:
        resources = read_descriptor(package)["resources"]
    except ValueError as error:
        raise ValueError(f"{package / 'datapackage.json'}: {error}") from error
    return {str(resource.get("name")): resource["schema"] for resource in resources if "schema" in resource}


def _targets(name: str, schema: Schema) -> Iterator[str]:
    for key in schema.get("foreignKeys", []):
        if key["reference"]["resource"] not in ("", name):
            yield key["reference"]["resource"]


def _row(*cells: str) -> dict[str, str]:
    return dict(zip(COLUMNS, cells, strict=True))

"""The pyarrow schema of a table, made from its declaration."""

import pyarrow as pa

from pipeline.tables.model import Column, Table

_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "list": pa.list_(pa.string()),
}


def arrow_schema(table: Table) -> pa.Schema:
    """Columns and types of `table`, with the descriptions as field metadata, which Parquet keeps.

    Every field is nullable: what is required is checked before publishing, with a message for people.
    """
    return pa.schema(
        [_field(column) for column in table.columns],
        metadata={"title": table.title, "description": table.description},
    )


def _field(column: Column) -> pa.Field:
    return pa.field(column.name, _TYPES[column.type], metadata={"description": column.description})

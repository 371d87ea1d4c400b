"""The Table Schema (Frictionless, Data Package v2) of a table, made from its declaration."""

from typing import Any

from pipeline.tables import TABLES
from pipeline.tables.edtf import EDTF_PATTERN
from pipeline.tables.model import LIST_DELIMITER, Column, Table


def table_schema(table: Table) -> dict[str, Any]:
    """The descriptor that stands under `schema` of the table's CSV resource."""
    schema: dict[str, Any] = {
        "fields": [_field(column, column.name == table.key) for column in table.columns],
        "missingValues": [""],
        "primaryKey": [table.key],
    }
    foreign_keys = [
        {
            "fields": [column.name],
            "reference": {
                # Table Schema writes a reference to the table itself as an empty resource name.
                "resource": "" if target == table.name else target,
                "fields": [TABLES[target].key],
            },
        }
        for column, target in table.references
    ]
    if foreign_keys:
        schema["foreignKeys"] = foreign_keys
    if table.unique:
        schema["uniqueKeys"] = [list(columns) for columns in table.unique]
    return schema


def _field(column: Column, is_key: bool) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    if column.type == "list":
        field |= {"delimiter": LIST_DELIMITER, "itemType": "string"}
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if is_key:
        constraints["unique"] = True
    pattern = EDTF_PATTERN if column.edtf else column.pattern
    if pattern:
        constraints["pattern"] = pattern
    if column.enum and column.type != "list":  # Frictionless refuses it of a list; our own check looks at the items
        constraints["enum"] = list(column.enum)
    for bound in ("minimum", "maximum"):
        value = getattr(column, bound)
        if value is not None:
            constraints[bound] = int(value) if column.type == "integer" else value
    if constraints:
        field["constraints"] = constraints
    return field | {"example": column.example}

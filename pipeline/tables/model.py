"""What a table and a column are. The tables themselves are declared in the modules beside this one.

Here belong the two classes and what can be said of any table. What is derived for a tool (a pyarrow
schema, a Table Schema, the data dictionary) belongs in `arrow`, `table_schema` and `publish.readme`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["string", "integer", "number", "boolean", "list"]

Motivation = Literal["classifying", "describing", "identifying", "linking"]
"""Why a row is an annotation of its characters, in the words of the W3C's Web Annotation Vocabulary."""

LIST_DELIMITER = "|"
"""Separates the items of a list in a CSV cell (Table Schema, field type `list`)."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column.

    `references` names the table whose key this column holds. `made_from` lists the columns it comes
    from, as `table.column`: Dagster shows them as column lineage. `edtf` asks for a date in the
    notation of ISO 8601-2. `minimum` and `maximum` bound numbers, both inclusive.
    """

    name: str
    type: ColumnType = "string"
    description: str
    example: str | int | float | bool
    required: bool = False
    pattern: str | None = None
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    edtf: bool = False
    references: str | None = None
    made_from: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table: its columns, its primary key and the order of its rows.

    `order` defaults to the key; `minimum_rows` stops a release that has lost its content. A table
    that is not `published` is staged for later steps and checked like the others, but stays here.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: str
    order: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    minimum_rows: int = 0
    published: bool = True
    warnings: tuple[str, ...] = ()
    motivation: Motivation = "describing"

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")

    @property
    def column_names(self) -> tuple[str, ...]:
        """All names, in the order of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def sort_columns(self) -> tuple[str, ...]:
        """The columns by which the rows are sorted, ascending by code points, nulls last."""
        return self.order or (self.key,)

    @property
    def references(self) -> Iterator[tuple[Column, str]]:
        """Each foreign key column with the table that it points at."""
        return ((column, column.references) for column in self.columns if column.references)

    @property
    def has_span(self) -> bool:
        """Whether a row points at characters of a document."""
        return {"document_id", "start", "end", "quote"} <= set(self.column_names)

    @property
    def parts(self) -> tuple[str, ...]:
        """Columns with words that have a place of their own in the document: `cue`, with `cue_start` and `cue_end`."""
        names = set(self.column_names)
        found = (name for name in self.column_names if {f"{name}_start", f"{name}_end"} <= names)
        return tuple(found) if "document_id" in names else ()

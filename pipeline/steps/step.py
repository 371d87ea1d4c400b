"""What a step is. The steps themselves are the modules beside this one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.tables.rows import Row

RAW = "raw"
"""Stands for the folder of raw texts where a step reads it like a table."""

DOCUMENT, ENTITY = "document_id", "entity_id"
"""Columns by which the work of a step may be cut into pieces."""

Inputs = Mapping[str, Iterable[Any]]
"""What a step reads, by name: rows, or for `RAW` what `pipeline.read.folder` gives."""

Rows = Iterator[tuple[str, Row]]
"""Rows, each with the name of its table."""


@dataclass(frozen=True)
class Step:
    """`rows` makes the rows of the tables `writes` from what it `reads`.

    A document step (`by` is `DOCUMENT`) is called once for each document with that document's rows, and sees nothing
    else; the first table that it reads has one row a document. A step by `ENTITY` is called for some entities at a time
    with all rows of these, and its first table has one row an entity. Any other step is called once with all rows.
    `stretch` is the stretch of the data's way that the step belongs to; Dagster groups by it.
    """

    name: str
    stretch: str
    rows: Callable[[Inputs], Rows]
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    by: str | None = None

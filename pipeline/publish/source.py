"""Tables as checks read them: a few columns at a time, whole or in pieces, from Parquet files or from memory.

What is in a table is no concern of this module.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.parquet as pq

_BUFFER = 1 << 20
"""Bytes of a Parquet file that are read at once, of each column."""


class Source(Protocol):
    """Where tables are, by their names."""

    def schema(self, table: str) -> pa.Schema:
        """Columns and types of a table, as they are there."""

    def n_rows(self, table: str) -> int:
        """The number of its rows."""

    def read(self, table: str, columns: Sequence[str]) -> pa.Table:
        """Some of its columns, with all rows."""

    def batches(self, table: str, columns: Sequence[str], n_rows: int) -> Iterator[pa.RecordBatch]:
        """Some of its columns, at most so many rows at a time, in their order."""


@dataclass(frozen=True)
class Files:
    """Tables in Parquet files; `path` gives that of a table. What is read raises OSError where there is none."""

    path: Callable[[str], Path]

    def schema(self, table: str) -> pa.Schema:
        """Columns and types of a table, as they are there."""
        with self._open(table) as file:
            return file.schema_arrow

    def n_rows(self, table: str) -> int:
        """The number of its rows."""
        with self._open(table) as file:
            return int(file.metadata.num_rows)

    def read(self, table: str, columns: Sequence[str]) -> pa.Table:
        """Some of its columns, with all rows."""
        with self._open(table) as file:
            return file.read(columns=list(columns)).select(list(columns))

    def batches(self, table: str, columns: Sequence[str], n_rows: int) -> Iterator[pa.RecordBatch]:
        """Some of its columns, at most so many rows at a time, in their order."""
        with self._open(table) as file:
            for batch in file.iter_batches(n_rows, columns=list(columns)):
                yield batch.select(list(columns))

    def _open(self, table: str) -> pq.ParquetFile:
        # ParquetFile, not read_table: that one takes folder names like `a=b` for columns.
        return pq.ParquetFile(self.path(table), buffer_size=_BUFFER)


@dataclass(frozen=True)
class Held:
    """Tables in memory; `table` gives one by its name."""

    table: Callable[[str], pa.Table]

    def schema(self, table: str) -> pa.Schema:
        """Columns and types of a table."""
        return self.table(table).schema

    def n_rows(self, table: str) -> int:
        """The number of its rows."""
        return int(self.table(table).num_rows)

    def read(self, table: str, columns: Sequence[str]) -> pa.Table:
        """Some of its columns, with all rows."""
        return self.table(table).select(list(columns))

    def batches(self, table: str, columns: Sequence[str], n_rows: int) -> Iterator[pa.RecordBatch]:
        """Some of its columns, at most so many rows at a time, in their order."""
        yield from self.read(table, columns).to_batches(n_rows)

"""The stage: a folder with one Parquet file a table, where steps hand tables over.

Rows are written in the order and with the types that their table declares, so that the same rows make
the same bytes. A file appears whole or not at all.
"""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.tables import TABLES, Table
from pipeline.tables.arrow import arrow_schema
from pipeline.tables.rows import Row

_BATCH = 10_000
"""Rows that are held as Python objects at once."""


@dataclass(frozen=True)
class Stage:
    """The folder in which a build keeps its tables."""

    folder: Path

    def path(self, table: str) -> Path:
        """The file of that table."""
        return self.folder / f"{table}.parquet"

    def read(self, table: str) -> pa.Table:
        """The table as staged. Raises FileNotFoundError where no step has written it."""
        # ParquetFile, not read_table: that one takes folder names like `a=b` for columns.
        with pq.ParquetFile(self.path(table)) as file:
            return file.read()

    def count(self, table: str) -> int:
        """The number of a staged table's rows."""
        with pq.ParquetFile(self.path(table)) as file:
            return int(file.metadata.num_rows)

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a staged table in their order, some at a time."""
        with pq.ParquetFile(self.path(table)) as file:
            for batch in file.iter_batches(_BATCH):
                yield from batch.to_pylist()

    def documents(self, tables: Iterable[str]) -> Iterator[dict[str, list[Row]]]:
        """The rows of one document after the other, by table; the first table has one row for each document.

        All of them are sorted by document, so that no more than one document is held.
        """
        first, *others = tables
        groups = {name: groupby(self.rows(name), itemgetter("document_id")) for name in others}
        heads = {name: next(group, None) for name, group in groups.items()}
        for row in self.rows(first):
            found = {first: [row]}
            for name in others:
                head = heads[name]
                if head and head[0] == row["document_id"]:
                    found[name] = list(head[1])
                    heads[name] = next(groups[name], None)
                else:
                    found[name] = []
            yield found

    def write(self, tables: Iterable[str], rows: Iterable[tuple[str, Row]]) -> dict[str, int]:
        """Writes `tables` from rows that each bear the name of their table; gives the numbers of rows.

        Raises ValueError for a row of another table, or with other columns than its table declares.
        """
        writers = {name: _Collector(TABLES[name]) for name in tables}
        for name, row in rows:
            if name not in writers:
                raise ValueError(f"a row of {name} was not expected here")
            writers[name].add(row)
        self.folder.mkdir(parents=True, exist_ok=True)
        counts = {}
        for name, writer in writers.items():
            table = writer.table()
            write_parquet(table, self.path(name))
            counts[name] = table.num_rows
        return counts


def write_parquet(table: pa.Table, path: Path) -> None:
    """Writes `table` to `path` in one step; a file that stood there is replaced."""
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        pq.write_table(table, unfinished, compression="snappy")
        unfinished.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise


class _Collector:
    """Collects the rows of one table in batches."""

    def __init__(self, table: Table) -> None:
        self._declared = table
        self._schema = arrow_schema(table)
        self._names = set(table.column_names)
        self._rows: list[Row] = []
        self._batches: list[pa.RecordBatch] = []

    def add(self, row: Row) -> None:
        if row.keys() != self._names:
            wrong = sorted(row.keys() ^ self._names)
            raise ValueError(f"a row of {self._declared.name} differs from its declaration in {', '.join(wrong)}")
        self._rows.append(row)
        if len(self._rows) == _BATCH:
            self._flush()

    def table(self) -> pa.Table:
        """All rows, sorted as the table declares."""
        self._flush()
        table = pa.Table.from_batches(self._batches, self._schema)
        order = [(column, "ascending") for column in self._declared.sort_columns]
        return table.sort_by(order).combine_chunks()

    def _flush(self) -> None:
        if self._rows:
            self._batches.append(pa.RecordBatch.from_pylist(self._rows, self._schema))
            self._rows = []

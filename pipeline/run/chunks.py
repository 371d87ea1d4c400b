"""Which rows of a step's tables were made from which chunk of documents: what an unchanged chunk is taken from again.

A chunk is looked up and copied in less time than its documents one by one, which `pipeline.run.cache` keeps.
"""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.tables import TABLES
from pipeline.tables.arrow import arrow_schema

Tables = Mapping[str, pa.RecordBatch]
"""Rows by table."""


class Chunks:
    """The chunks that tables were made from, in their order, each with the number of its rows in every table."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, dict[str, int]]] = []

    def add(self, chunk: str, tables: Tables) -> None:
        """Counts rows that were made from a chunk; all rows of one come together."""
        if not self.rows or self.rows[-1][0] != chunk:
            self.rows.append((chunk, dict.fromkeys(tables, 0)))
        counts = self.rows[-1][1]
        for name, rows in tables.items():
            counts[name] += rows.num_rows


class KeptChunks:
    """The tables of an earlier build, by chunk. `close` it: the files are open."""

    def __init__(self, paths: Mapping[str, Path], rows: list[tuple[str, dict[str, int]]]) -> None:
        """`rows` are those of `Chunks`, `paths` the tables in which the rows of a chunk stand together.

        Of other tables nothing can be taken but that there is no row. Raises OSError or ValueError where a file is no
        table.
        """
        self._first: dict[str, dict[str, tuple[int, int]]] = {}
        start = dict.fromkeys(paths, 0)
        for chunk, counts in rows:
            if not any(n for name, n in counts.items() if name not in paths):
                others = dict.fromkeys(counts, (0, 0))
                self._first[chunk] = others | {name: (start[name], start[name] + counts[name]) for name in paths}
            for name in paths:
                start[name] += counts[name]
        self._files = {name: _Rows(path) for name, path in paths.items()} if rows else {}

    def get(self, chunk: str) -> Tables | None:
        """The rows that were made from that chunk; None where it was not there."""
        if chunk not in self._first:
            return None
        return {
            name: self._files[name].rows(*span) if name in self._files else _no_rows(name)
            for name, span in self._first[chunk].items()
        }

    def close(self) -> None:
        """Closes the files."""
        for file in self._files.values():
            file.close()


def _no_rows(table: str) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([], arrow_schema(TABLES[table]))


class _Rows:
    """A table of which rows are read from its beginning to its end; one group of rows is held."""

    def __init__(self, path: Path) -> None:
        self._file = pq.ParquetFile(path)
        metadata = self._file.metadata
        self._ends = [0]
        for number in range(metadata.num_row_groups):
            self._ends.append(self._ends[-1] + metadata.row_group(number).num_rows)
        self._held, self._group = -1, self._file.schema_arrow.empty_table()

    def rows(self, start: int, end: int) -> pa.RecordBatch:
        """The rows from the number `start` to `end`, exclusive."""
        found = [self._file.schema_arrow.empty_table()]
        for number, (first, last) in enumerate(zip(self._ends, self._ends[1:], strict=False)):
            if first < end and start < last:
                if number != self._held:
                    self._held, self._group = number, self._file.read_row_group(number)
                found.append(self._group.slice(max(start - first, 0), min(end, last) - max(start, first)))
        (batch,) = pa.concat_tables(found).combine_chunks().to_batches() or [
            pa.RecordBatch.from_pylist([], found[0].schema)
        ]
        return batch

    def close(self) -> None:
        self._file.close()

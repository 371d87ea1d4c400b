"""The stage: a folder with one Parquet file a table, where steps hand tables over.

Rows are written in the order and with the types that their table declares, so that the same rows make
the same bytes. A file appears whole or not at all.
"""

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.tables import TABLES, Table
from pipeline.tables.arrow import arrow_schema
from pipeline.tables.rows import Row

_BATCH = 10_000
"""Rows that are held as Python objects at once."""

_GROUP = 100_000
"""Rows of a row group of Parquet: what a reader holds at once."""

_TOGETHER = 256
"""Record batches that are held before they are made one: a small one takes more room for itself than for its rows."""

_PARTS = 64
"""Parts of tables that come together, on average."""

_COMPRESSION = "snappy"


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

    def pieces(self, table: str) -> Iterator[pa.Table]:
        """The table as staged, a row group at a time."""
        with pq.ParquetFile(self.path(table)) as file:
            for number in range(file.num_row_groups):
                yield file.read_row_group(number)

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

    def chunks(self, tables: Iterable[str], by: str) -> Iterator[list[pa.RecordBatch]]:
        """Some parts after the other (`cut`), about `_PARTS` of them: for each of `tables` a record batch.

        All tables are sorted by the column `by`, and the first has rows in each part. Where a chunk ends depends on the
        part there alone: a part more or less leaves all chunks but one as they were.
        """
        first, *_ = tables
        with contextlib.ExitStack() as stack:
            files = [stack.enter_context(pq.ParquetFile(self.path(name))) for name in tables]
            readers = [_Reader(file, by) for file in files]
            with pq.ParquetFile(self.path(first)) as file:
                for last in _last_parts(file, by):
                    yield [reader.until(last) for reader in readers]

    def write_parts(
        self, tables: Sequence[str], parts: Iterable[Mapping[str, pa.RecordBatch]], by: str
    ) -> dict[str, int]:
        """Writes `tables` from the rows of one part after the other, sorted each; gives the numbers of rows.

        Nothing is held of tables whose order begins with the column `by`.
        """
        with self._appenders(tables, by) as writers:
            for found in parts:
                for name, writer in writers.items():
                    writer.add(found[name])
        return {name: writer.n_rows for name, writer in writers.items()}

    def write(self, tables: Iterable[str], rows: Iterable[tuple[str, Row]]) -> dict[str, int]:
        """Writes `tables` from rows that each bear the name of their table; gives the numbers of rows.

        Nothing is held of tables whose order begins with the document: their rows come one document after the other.
        Raises ValueError where they do not, for a row of another table, or with other columns than its table declares.
        """
        with self._appenders(tables, "document_id") as writers:
            collectors = {name: _Collector(TABLES[name], writer) for name, writer in writers.items()}
            for name, row in rows:
                if name not in collectors:
                    raise ValueError(f"a row of {name} was not expected here")
                collectors[name].add(row)
            for collector in collectors.values():
                collector.flush()
        return {name: writer.n_rows for name, writer in writers.items()}

    @contextlib.contextmanager
    def _appenders(self, tables: Iterable[str], by: str) -> Iterator[dict[str, "_Appender"]]:
        """Writers of these tables, whose files appear at the end."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as stack:
            writers = {}
            for name in tables:
                unfinished = stack.enter_context(_appearing(self.path(name)))
                schema = arrow_schema(TABLES[name])
                file = stack.enter_context(pq.ParquetWriter(unfinished, schema, compression=_COMPRESSION))
                writers[name] = _Appender(TABLES[name], file, by)
            yield writers
            for writer in writers.values():
                writer.finish()


def write_parquet(pieces: Iterable[pa.Table], schema: pa.Schema, path: Path) -> None:
    """Writes the rows of `pieces` to `path` in one step; a file that stood there is replaced.

    The same rows make the same bytes if all pieces but the last have as many rows as `Stage.pieces` gives.
    """
    with _appearing(path) as unfinished, pq.ParquetWriter(unfinished, schema, compression=_COMPRESSION) as file:
        is_empty = True
        for piece in pieces:
            _write_groups(piece, file)
            is_empty = False
        if is_empty:
            _write_groups(schema.empty_table(), file)


@contextlib.contextmanager
def _appearing(path: Path) -> Iterator[Path]:
    """Another name to write a file under: at the end it appears at `path`, whole; where something fails, not at all."""
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        yield unfinished
        unfinished.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise


def cut(batches: Sequence[pa.RecordBatch], by: str) -> Iterator[list[pa.RecordBatch]]:
    """The rows of one part after the other: of one document, or of the entities whose ids begin alike.

    All of `batches` are sorted by that column, and the first has rows in each part.
    """
    first, *others = (list(_runs(batch, by)) for batch in batches)
    here = [dict(runs) for runs in others]
    for part, rows in first:
        yield [rows, *(runs.get(part, batch.slice(0, 0)) for runs, batch in zip(here, batches[1:], strict=True))]


def ends_chunk(part: str) -> bool:
    """Whether a chunk ends with that part, whatever stands around it: one of `_PARTS` does."""
    return hashlib.sha256(part.encode()).digest()[0] < 256 // _PARTS


def _runs(batch: pa.RecordBatch, by: str) -> Iterator[tuple[str, pa.RecordBatch]]:
    runs = pc.run_end_encode(_part(batch, by))
    start = 0
    for end, part in zip(runs.run_ends.to_pylist(), runs.values.to_pylist(), strict=True):
        yield part, _copied(batch, start, end)
        start = end


def _part(batch: pa.RecordBatch, by: str) -> pa.Array:
    ids = batch.column(by)
    return ids if by == "document_id" else pc.replace_substring_regex(ids, "^([a-z]+-..).*$", r"\1")


def _copied(batch: pa.RecordBatch, start: int, end: int) -> pa.RecordBatch:
    """Those rows alone: a slice would keep bits of its neighbours."""
    return batch.take(pa.array(range(start, end), pa.int64()))


def _last_parts(file: pq.ParquetFile, by: str) -> Iterator[str | None]:
    """The part with which each chunk ends; None for the end of the table."""
    part = last = None
    for batch in file.iter_batches(_BATCH, columns=[by]):
        for part in pc.run_end_encode(_part(batch, by)).values.to_pylist():
            if part != last and ends_chunk(part):
                yield part
                last = part
    if part != last:
        yield None


class _Reader:
    """Reads a table from its beginning to its end, some parts at a time."""

    def __init__(self, file: pq.ParquetFile, by: str) -> None:
        self._batches = file.iter_batches(_BATCH)
        self._by = by
        self._rest: pa.RecordBatch = pa.RecordBatch.from_pylist([], file.schema_arrow)

    def until(self, last: str | None) -> pa.RecordBatch:
        """The rows that have not been read of all parts up to `last`; of all where it is None."""
        found = []
        while True:
            n = self._rest.num_rows
            if last is not None:
                n = pc.sum(pc.less_equal(_part(self._rest, self._by), last)).as_py() or 0
            found.append(self._rest.slice(0, n))
            if n < self._rest.num_rows:
                self._rest = self._rest.slice(n)
                break
            self._rest = next(self._batches, self._rest.slice(0, 0))
            if not self._rest.num_rows:
                break
        rows = pa.Table.from_batches(found).combine_chunks().to_batches()
        return _copied(rows[0], 0, rows[0].num_rows) if rows else found[0].slice(0, 0)


class _Appender:
    """Writes the rows of a table part by part; the same rows make the same bytes, however they come.

    `n_rows` is how many there were. They are held until the end where their order does not begin with the column `by`.
    """

    def __init__(self, table: Table, file: pq.ParquetWriter, by: str) -> None:
        self._table, self._file = table, file
        self._streams = table.sort_columns[0] == by
        self._held: list[pa.RecordBatch] = []
        self._new: list[pa.RecordBatch] = []
        self._n_held = self.n_rows = 0

    def add(self, rows: pa.RecordBatch) -> None:
        if rows.num_rows:
            self._new.append(rows)
            if len(self._new) == _TOGETHER:
                self._held += pa.Table.from_batches(self._new, self._file.schema).combine_chunks().to_batches()
                self._new = []
            self._n_held += rows.num_rows
            self.n_rows += rows.num_rows
        if self._streams and self._n_held >= _GROUP:
            self._write(self._n_held - self._n_held % _GROUP)

    def finish(self) -> None:
        if self._n_held or not self.n_rows:
            self._write(self._n_held)

    def _write(self, n_rows: int) -> None:
        """Writes the first `n_rows` of those held, in groups of `_GROUP` rows."""
        held = pa.Table.from_batches(self._held + self._new, self._file.schema)
        self._held, self._new = [], []
        if not self._streams:
            held = held.sort_by([(column, "ascending") for column in self._table.sort_columns])
        _write_groups(held.slice(0, n_rows), self._file)
        self._held = held.slice(n_rows).combine_chunks().to_batches()
        self._n_held -= n_rows


def _write_groups(table: pa.Table, file: pq.ParquetWriter) -> None:
    for first in range(0, max(table.num_rows, 1), _GROUP):
        file.write_table(table.slice(first, _GROUP).combine_chunks(), _GROUP)


class _Collector:
    """Hands the rows of one table on in batches, those of a document together."""

    def __init__(self, table: Table, writer: _Appender) -> None:
        self._table, self._writer = table, writer
        self._schema = arrow_schema(table)
        self._names = set(table.column_names)
        self._rows: list[Row] = []
        self._order = [(column, "ascending") for column in table.sort_columns]
        self._by_document = table.sort_columns[0] == "document_id"
        self._document = ""

    def add(self, row: Row) -> None:
        if row.keys() != self._names:
            wrong = sorted(row.keys() ^ self._names)
            raise ValueError(f"a row of {self._table.name} differs from its declaration in {', '.join(wrong)}")
        is_next = self._by_document and row["document_id"] != self._document
        if len(self._rows) >= _BATCH and (is_next or not self._by_document):
            self.flush()
        if is_next:
            if row["document_id"] < self._document:
                raise ValueError(f"rows of {self._table.name} do not come one document after the other")
            self._document = row["document_id"]
        self._rows.append(row)

    def flush(self) -> None:
        """Hands on what is held."""
        rows = pa.RecordBatch.from_pylist(self._rows, self._schema)
        self._writer.add(rows.sort_by(self._order) if self._by_document else rows)
        self._rows = []

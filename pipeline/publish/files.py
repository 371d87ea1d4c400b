"""The two files of a table: CSV for everybody, Parquet with types. Both hold the same rows.

CSV: UTF-8 without byte order mark, a header, lines end in one line feed, null is an empty cell, true and
false in small letters, list items separated by |. Cells are data and stay as they are, whatever they begin with.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from pipeline.publish.checks import Failure
from pipeline.tables import Table
from pipeline.tables.arrow import arrow_schema
from pipeline.tables.model import LIST_DELIMITER


def csv_path(table: Table) -> str:
    """Where the table's CSV lies in a package, with forward slashes."""
    return f"data/{table.name}.csv"


def parquet_path(table: Table) -> str:
    """Where the table's Parquet lies in a package, with forward slashes."""
    return f"data/{table.name}.parquet"


def write_csv(table: Table, package: Path) -> None:
    """Writes the CSV of `table` beside its Parquet file in the folder `package`, a row group at a time."""
    schema = arrow_schema(table)
    flat = pa.schema([pa.field(f.name, pa.string() if pa.types.is_list(f.type) else f.type) for f in schema])
    options = pcsv.WriteOptions(quoting_style="needed")
    with (
        pq.ParquetFile(package / parquet_path(table)) as file,
        pcsv.CSVWriter(package / csv_path(table), flat, write_options=options) as writer,
    ):
        for number in range(file.num_row_groups):
            columns = [
                pc.binary_join(column, LIST_DELIMITER) if pa.types.is_list(column.type) else column
                for column in file.read_row_group(number).columns
            ]
            writer.write_table(pa.Table.from_arrays(columns, schema=flat))


def read_parquet(table: Table, package: Path) -> pa.Table:
    """The table from its Parquet file."""
    with pq.ParquetFile(package / parquet_path(table)) as file:
        return file.read()


def read_csv(table: Table, package: Path) -> pa.Table:
    """The table from its CSV file, with the declared types. Raises pyarrow.ArrowInvalid where they do not fit."""
    return pa.Table.from_batches(_csv_batches(table, package), arrow_schema(table))


def _csv_batches(table: Table, package: Path) -> Iterator[pa.RecordBatch]:
    schema = arrow_schema(table)
    types = {field.name: pa.string() if pa.types.is_list(field.type) else field.type for field in schema}
    reader = pcsv.open_csv(
        package / csv_path(table),
        read_options=pcsv.ReadOptions(block_size=1 << 26),
        parse_options=pcsv.ParseOptions(newlines_in_values=True),
        convert_options=pcsv.ConvertOptions(
            column_types=types,
            null_values=[""],
            true_values=["true"],
            false_values=["false"],
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
        ),
    )
    for batch in reader:
        columns = [
            pc.split_pattern(batch.column(field.name), LIST_DELIMITER)
            if pa.types.is_list(field.type)
            else batch.column(field.name)
            for field in schema
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)


def check_twins(package: Path, table: Table) -> list[Failure]:
    """The CSV and the Parquet of `table` hold the same rows with the same types. Reads both piece by piece."""
    rule = "columns, types or rows differ between CSV and Parquet"
    try:
        with (package / csv_path(table)).open(encoding="utf-8", newline="") as file:
            header = tuple(next(csv.reader(file), ()))
        if header != table.column_names:
            return [Failure(table.name, rule, 0, tuple(sorted(set(header) ^ set(table.column_names))))]
        with pq.ParquetFile(package / parquet_path(table)) as twin:
            misshapen = [field.name for field in twin.schema_arrow if field not in list(arrow_schema(table))]
            if misshapen or len(twin.schema_arrow) != len(header):
                return [Failure(table.name, rule, 0, tuple(misshapen))]
            differing = _differing(_csv_batches(table, package), twin)
    except (pa.ArrowException, UnicodeDecodeError, csv.Error, OSError) as error:
        return [Failure(table.name, f"{rule}: {str(error).splitlines()[0]}", 0)]
    return [] if differing is None else [Failure(table.name, rule, 0, differing)]


def _differing(batches: Iterable[pa.RecordBatch], twin: pq.ParquetFile) -> tuple[str, ...] | None:
    """The columns in which the first differing piece differs, none where only the numbers of rows do.

    None where nothing differs.
    """
    others, ahead = twin.iter_batches(), pa.Table.from_batches([], twin.schema_arrow)
    for batch in batches:
        while ahead.num_rows < batch.num_rows and (other := next(others, None)) is not None:
            ahead = pa.concat_tables([ahead, pa.Table.from_batches([other])])
        left, right = pa.Table.from_batches([batch]), ahead.slice(0, batch.num_rows)
        ahead = ahead.slice(batch.num_rows)
        if not left.equals(right):
            if left.num_rows != right.num_rows:
                return ()
            return tuple(name for name in left.column_names if left.column(name) != right.column(name))
    return () if ahead.num_rows or next(others, None) is not None else None


def fingerprint(path: Path) -> tuple[int, str]:
    """Size in bytes and SHA-256 of a file."""
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()

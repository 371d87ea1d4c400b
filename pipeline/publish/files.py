"""The two files of a table: CSV for everybody, Parquet with types. Both hold the same rows.

CSV: UTF-8 without byte order mark, a header, lines end in one line feed, null is an empty cell, true and
false in small letters, list items separated by |. Cells are data and stay as they are, whatever they begin with.
"""

import csv
import hashlib
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from pipeline.publish.checks import Failure
from pipeline.publish.stage import write_parquet
from pipeline.tables import Table
from pipeline.tables.arrow import arrow_schema
from pipeline.tables.model import LIST_DELIMITER


def csv_path(table: Table) -> str:
    """Where the table's CSV lies in a package, with forward slashes."""
    return f"data/{table.name}.csv"


def parquet_path(table: Table) -> str:
    """Where the table's Parquet lies in a package, with forward slashes."""
    return f"data/{table.name}.parquet"


def write_files(table: Table, data: pa.Table, package: Path) -> None:
    """Writes both files of `table` into the folder `package`."""
    (package / "data").mkdir(parents=True, exist_ok=True)
    write_parquet(data, package / parquet_path(table))
    flat = data
    for index, column in enumerate(table.columns):
        if column.type == "list":
            flat = flat.set_column(index, column.name, pc.binary_join(data.column(column.name), LIST_DELIMITER))
    pcsv.write_csv(flat, package / csv_path(table), pcsv.WriteOptions(quoting_style="needed"))


def read_parquet(table: Table, package: Path) -> pa.Table:
    """The table from its Parquet file."""
    with pq.ParquetFile(package / parquet_path(table)) as file:
        return file.read()


def read_csv(table: Table, package: Path) -> pa.Table:
    """The table from its CSV file, with the declared types. Raises pyarrow.ArrowInvalid where they do not fit."""
    schema = arrow_schema(table)
    types = {field.name: pa.string() if pa.types.is_list(field.type) else field.type for field in schema}
    data = pcsv.read_csv(
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
    columns = [
        pc.split_pattern(data.column(field.name), LIST_DELIMITER)
        if pa.types.is_list(field.type)
        else data.column(field.name)
        for field in schema
    ]
    return pa.table(columns, schema=schema)


def check_twins(table: Table, package: Path) -> list[Failure]:
    """The CSV and the Parquet of `table` hold the same rows with the same types."""
    rule = "columns, types or rows differ between CSV and Parquet"
    try:
        with (package / csv_path(table)).open(encoding="utf-8", newline="") as file:
            header = tuple(next(csv.reader(file), ()))
        if header != table.column_names:
            return [Failure(table.name, rule, 0, tuple(sorted(set(header) ^ set(table.column_names))))]
        left, right = read_csv(table, package), read_parquet(table, package)
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        return [Failure(table.name, f"{rule}: {str(error).splitlines()[0]}", 0)]
    if left.equals(right):
        return []
    differing = [
        name for name in table.column_names if name in right.column_names and left.column(name) != right.column(name)
    ]
    return [Failure(table.name, rule, 0, tuple(differing))]


def fingerprint(path: Path) -> tuple[int, str]:
    """Size in bytes and SHA-256 of a file."""
    with path.open("rb") as file:
        return path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()

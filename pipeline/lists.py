"""Lists of names in files: CSV, TSV or Parquet in, the same out. The format is that of the file's suffix."""

import csv
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.names import Comparison, cluster, compare, match

SUFFIXES = (".csv", ".tsv", ".parquet")

VERDICT = ("score", "same", "why")
"""Columns that every command adds; `why` in one line."""

Row = dict[str, Any]


@dataclass(frozen=True)
class NameList:
    """A list: its columns, and its rows, each with all of them."""

    columns: list[str]
    rows: Iterable[Row]


def compared(names: NameList, left: str, right: str) -> NameList:
    """The list with `score`, `same` and `why` of the names in two of its columns."""
    rows = (row | _verdict(compare(_text(row[left]), _text(row[right]))) for row in names.rows)
    return NameList(_with(names.columns, *VERDICT), rows)


def matched(one: NameList, other: NameList, left: str, right: str) -> NameList:
    """A row for each pair of names of two lists that are the same; rows of the lists are counted from 1."""
    names, others = [_text(row[left]) for row in one.rows], [_text(row[right]) for row in other.rows]
    rows = (
        {"left_row": pair.left + 1, "right_row": pair.right + 1, "left": names[pair.left], "right": others[pair.right]}
        | _verdict(pair.comparison)
        for pair in match(names, others)
    )
    return NameList(["left_row", "right_row", "left", "right", *VERDICT], rows)


def clustered(names: NameList, column: str) -> NameList:
    """The list with `cluster`, a number, and what comparing with the first name of the cluster gives."""
    rows = list(names.rows)
    texts = [_text(row[column]) for row in rows]
    first: dict[int, str] = {}
    found = (
        row | {"cluster": group + 1} | _verdict(compare(text, first.setdefault(group, text)))
        for row, text, group in zip(rows, texts, cluster(texts), strict=True)
    )
    return NameList(_with(names.columns, "cluster", *VERDICT), found)


def read_list(path: Path, column: str, *more: str) -> NameList:
    """A list that has these columns. Raises ValueError with the remedy where it cannot be read as one, and OSError."""
    if _format(path) == ".parquet":
        import pyarrow.parquet as pq

        table = pq.read_table(path)
        found = NameList(table.column_names, table.to_pylist())
    else:
        found = _read_text(path)
    for name in (column, *more):
        if name not in found.columns:
            raise ValueError(f"{path}: no column {name}; it has {', '.join(found.columns) or 'none'}")
    return found


def _read_text(path: Path) -> NameList:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, delimiter=_delimiter(path))
        try:
            rows, columns = list(reader), list(reader.fieldnames or ())
        except UnicodeDecodeError as error:
            raise ValueError(f"{path}: not UTF-8: save it as that") from error
    for number, row in enumerate(rows, 1):
        if None in row:
            raise ValueError(f"{path}: row {number} has more cells than the head has columns: correct it")
    return NameList(columns, rows)


def write_list(names: NameList, path: Path | None) -> None:
    """Writes a list to a file, or as CSV to standard output. Raises ValueError where the format is not known."""
    if path and _format(path) == ".parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(list(names.rows)), path)
        return
    with path.open("w", encoding="utf-8", newline="") if path else nullcontext(sys.stdout) as file:
        writer = csv.DictWriter(file, names.columns, delimiter=_delimiter(path), lineterminator="\n")
        writer.writeheader()
        for row in names.rows:
            writer.writerow(
                {key: str(value).lower() if isinstance(value, bool) else value for key, value in row.items()}
            )


def _with(columns: list[str], *more: str) -> list[str]:
    """The columns with others after them; one that is there already is written anew in its place."""
    return list(dict.fromkeys((*columns, *more)))


def _verdict(found: Comparison) -> Row:
    return {"score": round(found.score, 4), "same": found.same, "why": found.why.replace("\n", "; ")}


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _format(path: Path) -> str:
    if path.suffix.lower() not in SUFFIXES:
        raise ValueError(f"{path}: a list is a file in {', '.join(SUFFIXES)}: save it as one of these")
    return path.suffix.lower()


def _delimiter(path: Path | None) -> str:
    return "\t" if path and _format(path) == ".tsv" else ","

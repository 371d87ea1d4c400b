"""What validation costs: the built-in checks of a million mentions, and Frictionless on the same table.

    python tests/bench_checks.py [ROWS]

The mentions are those of the two committed texts, over and over, each time in documents of their own.
"""

import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from conftest import ROOT
from frictionless import Resource, Schema, system
from packages import write_files

from pipeline.publish.checks import CHECKS
from pipeline.publish.files import csv_path
from pipeline.publish.source import Files
from pipeline.publish.stage import Stage, write_parquet
from pipeline.run import run
from pipeline.steps.way import STEPS
from pipeline.tables import TABLES
from pipeline.tables.table_schema import table_schema

MENTIONS = TABLES["mentions"]


def many(table: pa.Table, columns: tuple[str, ...], times: int) -> pa.Table:
    """The rows of `table` so often, each time with another prefix in `columns`."""
    copies = []
    for number in range(times):
        copy = table
        for name in columns:
            place = copy.schema.get_field_index(name)
            prefixed = pc.binary_join_element_wise(f"{number:07}", copy.column(name), "-")
            copy = copy.set_column(place, copy.schema.field(place), prefixed)
        copies.append(copy)
    return pa.concat_tables(copies).combine_chunks()


def corpus(stage: Stage, n_rows: int) -> dict[str, pa.Table]:
    """What the checks of mentions read, with at least `n_rows` of them."""
    mentions = stage.read("mentions")
    times = -(-n_rows // mentions.num_rows)
    tables = {name: stage.read(name) for name in ("entities", "names", "methods")}
    tables["mentions"] = many(mentions, ("mention_id", "document_id"), times)
    for name in ("documents", "texts"):
        tables[name] = many(stage.read(name), ("document_id",), times)
    for name, column in (("entities", "n_mentions"), ("entities", "n_documents"), ("names", "n_mentions")):
        place = tables[name].schema.get_field_index(column)
        scaled = pc.multiply(tables[name].column(column), times)
        tables[name] = tables[name].set_column(place, tables[name].schema.field(place), scaled)
    return tables


def main(n_rows: int) -> None:
    """Prints seconds and rows per second."""
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder) / "stage")
        for step in STEPS:
            run(step, stage, ROOT / "raw")
        tables = corpus(stage, n_rows)
        n_rows = tables["mentions"].num_rows
        for name, table in tables.items():
            write_parquet([table], table.schema, stage.path(name))
        began = time.perf_counter()
        source = Files(stage.path)
        failures = [f for check in CHECKS if check.applies(MENTIONS) for f in check.find(MENTIONS, source)]
        ours = time.perf_counter() - began
        assert failures == [], failures
        (Path(folder) / "data").mkdir()
        write_files(MENTIONS, stage.pieces("mentions"), Path(folder))
        schema = Schema.from_descriptor({**table_schema(MENTIONS), "foreignKeys": []})
        with system.use_context(trusted=True):
            began = time.perf_counter()
            report = Resource(path=str(Path(folder) / csv_path(MENTIONS)), schema=schema).validate()
            theirs = time.perf_counter() - began
        assert report.valid, report.errors
    print(f"{n_rows:,} mentions: built-in checks {ours:.1f} s ({n_rows / ours:,.0f} rows/s), ", end="")
    print(f"Frictionless {theirs:.1f} s ({n_rows / theirs:,.0f} rows/s): {theirs / ours:.1f} times as long")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)

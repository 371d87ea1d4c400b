"""The declarations, and that everything derived from them is current."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from conftest import ROOT, RawFolder

from pipeline.publish.files import read_parquet
from pipeline.publish.stage import Stage
from pipeline.steps.step import RAW, Inputs, Step
from pipeline.steps.way import STEPS
from pipeline.tables import PUBLISHED, TABLES, Column, Table
from pipeline.tables.arrow import arrow_schema
from pipeline.tables.edtf import is_edtf
from pipeline.tables.rows import Row
from pipeline.tables.table_schema import table_schema

EVERY_COLUMN = [(table, column) for table in TABLES.values() for column in table.columns]
each_table = pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)


@each_table
def test_keys_bear_the_name_of_their_table(table: Table) -> None:
    singular = "entity" if table.name == "entities" else table.name.removesuffix("s")
    target = table.column(table.key).references or table.name
    old = f"old_{TABLES['entities'].key}"  # the key of redirects, which are nothing but ids
    assert table.key in (f"{singular}_id", TABLES[target].key, old)
    assert table.column(table.key).required
    assert set(table.sort_columns) <= set(table.column_names)
    assert table.key in table.sort_columns or set(table.sort_columns) in [set(columns) for columns in table.unique]


@each_table
def test_foreign_keys_bear_the_name_of_the_key_that_they_point_at(table: Table) -> None:
    for column, target in table.references:
        assert column.name.endswith(TABLES[target].key)


@each_table
def test_everything_is_described(table: Table) -> None:
    assert table.description.endswith(".")
    assert all(warning.endswith(".") for warning in table.warnings)
    for column in table.columns:
        assert column.description.endswith("."), column.name


@pytest.mark.parametrize(("table", "column"), EVERY_COLUMN, ids=lambda part: part.name)
def test_examples_keep_the_rules_of_their_column(table: Table, column: Column) -> None:
    from pipeline.publish.checks import Values
    from pipeline.publish.failure import Broken

    value = column.example.split("|") if column.type == "list" and isinstance(column.example, str) else column.example
    field = arrow_schema(table).field(column.name)
    key = pa.array(["key"])
    columns = {table.key: key, column.name: pa.array([value], field.type)}
    broken = Broken(table)
    Values(table, column, 0).check(pa.record_batch(list(columns.values()), list(columns)), broken)
    assert list(broken.failures()) == []
    assert not column.edtf or is_edtf(str(column.example))


@pytest.mark.parametrize("table", PUBLISHED, ids=lambda table: table.name)
def test_examples_are_taken_from_the_package(table: Table) -> None:
    data = read_parquet(table, ROOT / "datapackage")
    for column in table.columns:
        values = [
            "|".join(v) if isinstance(v, list) else v for v in data.column(column.name).to_pylist() if v is not None
        ]
        if values and column.type in ("string", "list"):
            assert column.example in values, column.name


@each_table
def test_each_table_is_written_by_one_step_and_read_from_earlier_ones(table: Table) -> None:
    assert [step.name for step in STEPS if table.name in step.writes] != []
    assert len([step for step in STEPS if table.name in step.writes]) == 1


def test_steps_read_only_what_earlier_steps_wrote() -> None:
    written = {RAW}
    for step in STEPS:
        assert set(step.reads) <= written, step.name
        written |= set(step.writes)
    assert written - {RAW} == set(TABLES)


@pytest.mark.parametrize(("table", "column"), EVERY_COLUMN, ids=lambda part: part.name)
def test_lineage_names_columns_that_the_step_reads(table: Table, column: Column) -> None:
    (step,) = [step for step in STEPS if table.name in step.writes]
    constant = column.name in ("country", "language", "origin", "status")  # so far the same in every row
    assert column.made_from or constant or not set(step.reads) - {RAW}
    for origin in column.made_from:
        name, source = origin.split(".")
        assert name in step.reads
        TABLES[name].column(source)


TOLD = """The court in Brest freed Ivan Novik on 4 May 2031, his lawyer said.

"Ivan Novik was tortured by police," said Alena Novik, the leader of the Coordination Council. She calls on Latvia to
release the journalist Pavel Karpuk. Police in Riga arrested twelve protesters.
"""


@pytest.mark.parametrize("left_out", ["mentions", "measures", "quotations"])
def test_lineage_names_the_tables_without_which_a_column_has_other_values(
    left_out: str, raw_folder: RawFolder, staged: Callable[[Path], Stage]
) -> None:
    stage = staged(raw_folder({"told.txt": TOLD}))
    step = next(step for step in STEPS if step.name == "state")
    (inputs,) = stage.documents(step.reads)
    before, after = (made(step, of) for of in (inputs, inputs | {left_out: []}))
    changed = {
        (table, column)
        for (table, key), row in before.items()
        for column in row
        if (other := after.get((table, key))) and row[column] != other[column]
    }
    assert changed
    for table, column in changed:
        assert left_out in {origin.split(".")[0] for origin in TABLES[table].column(column).made_from}, (table, column)


def made(step: Step, inputs: Inputs) -> dict[tuple[str, str], Row]:
    """What a step makes, by table and key."""
    return {(table, row[TABLES[table].key]): row for table, row in step.rows(inputs)}


def test_published_tables_point_at_published_tables() -> None:
    names = {table.name for table in PUBLISHED}
    assert {target for table in PUBLISHED for _, target in table.references} <= names


def test_the_table_schema_of_a_small_table() -> None:
    table = Table(
        name="letters",
        title="Letters",
        description="Letters.",
        key="letter_id",
        columns=(
            Column(name="letter_id", description="The letter.", example="a", required=True, pattern="^[a-z]$"),
            Column(name="document_id", description="Its text.", example="b", references="documents"),
            Column(name="n_signatures", type="integer", description="How many.", example=3, minimum=0),
            Column(name="cities", type="list", description="Where.", example="Brest|Homel"),
        ),
        unique=(("document_id",),),
    )
    assert table_schema(table) == {
        "fields": [
            {
                "name": "letter_id",
                "type": "string",
                "description": "The letter.",
                "constraints": {"required": True, "unique": True, "pattern": "^[a-z]$"},
                "example": "a",
            },
            {"name": "document_id", "type": "string", "description": "Its text.", "example": "b"},
            {
                "name": "n_signatures",
                "type": "integer",
                "description": "How many.",
                "constraints": {"minimum": 0},
                "example": 3,
            },
            {
                "name": "cities",
                "type": "list",
                "description": "Where.",
                "delimiter": "|",
                "itemType": "string",
                "example": "Brest|Homel",
            },
        ],
        "missingValues": [""],
        "primaryKey": ["letter_id"],
        "foreignKeys": [{"fields": ["document_id"], "reference": {"resource": "documents", "fields": ["document_id"]}}],
        "uniqueKeys": [["document_id"]],
    }
    assert arrow_schema(table).types == [pa.string(), pa.string(), pa.int64(), pa.list_(pa.string())]

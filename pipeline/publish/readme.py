"""The package's own README: what it is, how to open it, the data dictionary. Made from the declarations."""

import re
from collections import Counter
from typing import Any

from pipeline import reference
from pipeline.publish.source import Source
from pipeline.tables import PUBLISHED, Column, Table
from pipeline.tables.model import LIST_DELIMITER

_BATCH = 100_000
"""Rows that are held at once."""

PANDAS = """\
import pandas as pd

people = pd.read_parquet("data/people.parquet")
mentions = pd.read_parquet("data/mentions.parquet")
named = mentions.merge(people, on="entity_id")
print(named.groupby(["label", "document_id"]).size())

# The same from the CSV. Without keep_default_na=False a person called Null or NA would vanish.
names = pd.read_csv("data/names.csv", keep_default_na=False, na_values=[""])
"""

DUCKDB = """\
SELECT p.label, n.name, n.n_mentions
FROM 'data/names.parquet' AS n JOIN 'data/people.parquet' AS p USING (entity_id)
WHERE n.origin = 'attested'
ORDER BY p.label, n.n_mentions DESC, n.name;
"""

_R = """\
library(arrow)
people <- read_parquet("data/people.parquet")
# or, without arrow:
names <- read.csv("data/names.csv", encoding = "UTF-8", na.strings = "")
"""


def package_readme(tables: Source) -> str:
    """The README of a package with these tables, in Markdown."""
    about = reference.mapping("package.yaml")
    lines = [
        f"# {about['title']}",
        "",
        _wrap(about["description"]),
        "",
        f"Version {about['version']}. Made from {tables.n_rows('documents')} texts by Imiony, not by hand.",
        "",
        "| table | rows | what it holds |",
        "|---|---:|---|",
        *(f"| [{t.name}](#{t.name}) | {tables.n_rows(t.name)} | {_cell(t.description)} |" for t in PUBLISHED),
        "",
        "Each table is there twice with the same rows: `data/<table>.csv` and `data/<table>.parquet`.",
        "`datapackage.json` describes the files for programs (Data Package v2), with sizes and checksums.",
        "",
        "## Before you use it",
        "",
        "- A row says what a text says, and where. It does not say that it is true.",
        "- Offsets (`start`, `end`) count Unicode code points of the text as read; `end` is exclusive.",
        "- An empty CSV cell is null: the text does not say. There are no empty strings.",
        f"- `{LIST_DELIMITER}` separates the items of a list in a CSV cell.",
        *(f"- `{t.name}`: {warning}" for t in PUBLISHED for warning in t.warnings),
        "",
        "## How to open it",
        "",
        "pandas:",
        "",
        _code("python", PANDAS),
        "DuckDB (in this folder):",
        "",
        _code("sql", DUCKDB),
        "R:",
        "",
        _code("r", _R),
        "A spreadsheet: import `data/people.csv` as text (UTF-8, comma) rather than opening it with a double click:",
        "spreadsheets take a cell that begins with = + - or @ for a formula.",
        "",
        "Check that it is whole: `frictionless validate datapackage.json`, or `imiony verify` in a clone of Imiony.",
        "",
        "## Data dictionary",
        "",
        "*filled*: the share of rows in which the column is not null.",
    ]
    for table in PUBLISHED:
        lines += ["", *_dictionary(table, tables)]
    licence = about["licenses"][0]
    lines += [
        "",
        "## Licence and citation",
        "",
        f"[{licence['title']}]({licence['path']}). The licence covers this package, not the texts it was made from;",
        "their publishers and rights are in `documents` and under `sources` in `datapackage.json`.",
        "",
        f"> {about['contributors'][0]['title']}. *{about['title']}*. Version {about['version']}, {licence['name']}.",
    ]
    return "\n".join(lines) + "\n"


def _dictionary(table: Table, tables: Source) -> list[str]:
    n_rows, nulls = tables.n_rows(table.name), Counter[str]()
    for batch in tables.batches(table.name, table.column_names, _BATCH):
        nulls.update({name: batch.column(name).null_count for name in table.column_names})
    return [
        f"### {table.name}",
        "",
        f"{table.description} Key: `{table.key}`.",
        "",
        "| column | type | meaning | example | filled |",
        "|---|---|---|---|---:|",
        *(_row(column, n_rows, nulls[column.name]) for column in table.columns),
    ]


def _row(column: Column, n_rows: int, n_nulls: int) -> str:
    filled = f"{100 * (n_rows - n_nulls) / n_rows:.0f} %" if n_rows else "–"
    cells = (f"`{column.name}`", _type(column), _cell(_meaning(column)), f"`{_example(column)}`", filled)
    return f"| {' | '.join(cells)} |"


def _type(column: Column) -> str:
    return f"{column.type}, required" if column.required else column.type


def _meaning(column: Column) -> str:
    meaning = column.description
    if column.references:
        meaning += f" Points at `{column.references}`."
    if column.enum:
        meaning += f" One of: {', '.join(f'`{value}`' for value in column.enum)}."
    return meaning


def _example(column: Column) -> Any:
    example = str(column.example).lower() if column.type == "boolean" else str(column.example)
    return example.replace("|", "\\|")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _code(language: str, code: str) -> str:
    return f"```{language}\n{code}```\n"


def _wrap(text: str) -> str:
    """Every sentence on its own line, so that changes can be compared."""
    return re.sub(r"(?<=[.:]) (?=[A-Z])", "\n", text)

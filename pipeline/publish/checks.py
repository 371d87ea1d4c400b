"""The checks that every table has to pass before anything is published.

They come from the declarations in `pipeline.tables`. Three are about tables by name, because their rows repeat what
others say: `check_people`, `check_counts` and `check_edits`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables import TABLES, Column, Table
from pipeline.tables.arrow import arrow_schema
from pipeline.tables.values import fault

Read = Callable[[str], pa.Table]
"""Gives a table by its name."""

_SHOWN = 3
"""Rows named in a failure."""


@dataclass(frozen=True)
class Failure:
    """A rule that rows break: how many do, and which ones come first."""

    table: str
    rule: str
    n_rows: int
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        rows = f" ({self.n_rows} {'row' if self.n_rows == 1 else 'rows'})" if self.n_rows else ""
        return f"{self.table}: {self.rule}{rows}" + (f": {', '.join(self.examples)}" if self.examples else "")


class CheckFailed(Exception):
    """Checks failed, and nothing was published. `failures` says which ones."""

    def __init__(self, failures: Iterable[Failure]) -> None:
        self.failures = tuple(failures)
        super().__init__("\n".join(str(failure) for failure in self.failures))


def check_all(read: Read, tables: Iterable[Table]) -> list[Failure]:
    """What every check finds that applies to `tables` and reads no others."""
    declared = {table.name: table for table in tables}
    read = cache(read)
    # What has the wrong columns cannot be looked into further.
    misshapen = [failure for name in sorted(declared) for failure in check_shape(declared[name], read)]
    return misshapen or [
        failure
        for name in sorted(declared)
        for check in CHECKS
        if check.applies(declared[name]) and check.reads(declared[name]) <= declared.keys()
        for failure in check.find(declared[name], read)
    ]


def check_shape(table: Table, read: Read) -> list[Failure]:
    """Columns and types."""
    schema, declared = read(table.name).schema, arrow_schema(table)
    if schema.equals(declared, check_metadata=False):
        return []
    fields = [field for field in schema if field not in list(declared)]
    fields += [field for field in declared if field not in list(schema)]
    names = tuple(f"{field.name} {field.type}" for field in fields)
    return [Failure(table.name, "columns differ from their declaration", 0, names)]


def check_table(table: Table, read: Read) -> list[Failure]:
    """Columns, types, key, order, and what is declared of every column."""
    misshapen = check_shape(table, read)
    if misshapen:
        return misshapen
    data = read(table.name)
    failures = []
    if data.num_rows < table.minimum_rows:
        failures.append(Failure(table.name, f"it needs {table.minimum_rows} or more rows and has {data.num_rows}", 0))
    for columns in ((table.key,), *table.unique):
        failures += _duplicates(table, data, columns)
    for column in table.columns:
        failures += _check_column(table, column, data)
    ordered = data.sort_by([(name, "ascending") for name in table.sort_columns])
    if not failures and not ordered.select(list(table.sort_columns)).equals(data.select(list(table.sort_columns))):
        failures.append(Failure(table.name, f"rows are not sorted by {', '.join(table.sort_columns)}", 0))
    return failures


def check_references(table: Table, read: Read) -> list[Failure]:
    """Every foreign key that is not null points at a row."""
    failures = []
    data = read(table.name)
    for column, target in table.references:
        keys = read(target).column(TABLES[target].key)
        values = data.column(column.name)
        dangling = pc.and_(pc.is_valid(values), pc.invert(pc.is_in(values, value_set=keys)))
        failures += _failure(table, data, dangling, f"{column.name} points at no row of {target}", column.name)
    return failures


def check_spans(table: Table, read: Read) -> list[Failure]:
    """text[start:end] == quote for every row with a quote; every span lies within its text."""
    text_of = _mapping(read("texts"), "document_id", "text")
    data = read(table.name)
    columns = (data.column(name).to_pylist() for name in ("document_id", "start", "end", "quote"))
    wrong = [not _is_span(text_of.get(document), *span) for document, *span in zip(*columns, strict=True)]
    return _failure(table, data, pa.array(wrong, pa.bool_()), "the quote is not text[start:end]", "quote")


def check_extents(table: Table, read: Read) -> list[Failure]:
    """What can be said of spans without the texts: they lie in their document, and are as long as their quote."""
    length_of = _mapping(read("documents"), "document_id", "n_characters")
    data = read(table.name)
    columns = (data.column(name).to_pylist() for name in ("document_id", "start", "end", "quote"))
    wrong = [
        not 0 <= start < end <= length_of.get(document, 0) or (quote is not None and len(quote) != end - start)
        for document, start, end, quote in zip(*columns, strict=True)
    ]
    rule = "start and end do not lie in the document, or are not as far apart as the quote is long"
    return _failure(table, data, pa.array(wrong, pa.bool_()), rule, "quote")


def check_parts(table: Table, read: Read) -> list[Failure]:
    """Words with a place of their own, as `cue` with `cue_start` and `cue_end`: they stand there."""
    text_of = _mapping(read("texts"), "document_id", "text")
    data = read(table.name)
    failures = []
    for part in table.parts:
        names = ("document_id", f"{part}_start", f"{part}_end", part)
        columns = (data.column(name).to_pylist() for name in names)
        wrong = [
            (start is None and words is not None)
            or (start is None) != (end is None)
            or (start is not None and not _is_span(text_of.get(document), start, end, words))
            for document, start, end, words in zip(*columns, strict=True)
        ]
        failures += _failure(table, data, pa.array(wrong, pa.bool_()), f"{part} does not stand at its place", part)
    return failures


def check_edits(table: Table, read: Read) -> list[Failure]:
    """Both sides of a difference stand in their documents; one may be empty."""
    text_of = _mapping(read("texts"), "document_id", "text")
    found, alignments = read("quotation_alignments"), read("quotation_alignments").column("quotation_id").to_pylist()
    quoting = _mapping(read("quotations"), "quotation_id", "document_id")
    keys = found.column("quotation_alignment_id").to_pylist()
    documents = {
        "quote": {key: quoting.get(quotation) for key, quotation in zip(keys, alignments, strict=True)},
        "source": _mapping(found, "quotation_alignment_id", "document_id"),
    }
    data = read(table.name)
    failures = []
    for side, document_of in documents.items():
        names = ("quotation_alignment_id", f"{side}_start", f"{side}_end", side)
        columns = (data.column(name).to_pylist() for name in names)
        wrong = [
            not 0 <= start <= end <= len(text_of.get(document_of.get(key), ""))
            or (words is not None and text_of[document_of[key]][start:end] != words)
            for key, start, end, words in zip(*columns, strict=True)
        ]
        failures += _failure(table, data, pa.array(wrong, pa.bool_()), f"{side} does not stand at its place", side)
    return failures


def check_people(table: Table, read: Read) -> list[Failure]:
    """`people` has the label that `entities` has and the attested spellings of `names`, for every person."""
    people, entities, names = read("people"), read("entities"), read("names")
    labels = _mapping(entities.filter(pc.equal(entities.column("kind"), "person")), "entity_id", "label")
    spellings: dict[str, set[str]] = {}
    attested = zip(*(names.column(name).to_pylist() for name in ("entity_id", "name", "origin")), strict=True)
    for entity_id, name, origin in attested:
        if origin == "attested":
            spellings.setdefault(entity_id, set()).add(name)
    columns = (people.column(name).to_pylist() for name in ("entity_id", "label", "spellings"))
    wrong = [
        labels.get(id_) != label or spellings.get(id_) != set(own) for id_, label, own in zip(*columns, strict=True)
    ]
    failures = _failure(
        table, people, pa.array(wrong, pa.bool_()), "label or spellings differ from entities and names", "label"
    )
    missing = sorted(set(labels) - set(people.column("entity_id").to_pylist()))
    if missing:
        failures.append(Failure(table.name, "a person of entities is missing", len(missing), tuple(missing[:_SHOWN])))
    return failures


def check_counts(_: Table, read: Read) -> list[Failure]:
    """What `entities` and `names` count is what `mentions` holds."""
    mentions = read("mentions")
    failures = []
    for name, key, column, over, mode in (
        ("entities", "entity_id", "n_mentions", "mention_id", "count"),
        ("entities", "entity_id", "n_documents", "document_id", "count_distinct"),
        ("names", "name_id", "n_mentions", "mention_id", "count"),
    ):
        table, data = TABLES[name], read(name)
        counted = mentions.group_by(key).aggregate([(over, mode)])
        found = _mapping(counted, key, f"{over}_{mode}")
        stated = zip(data.column(key).to_pylist(), data.column(column).to_pylist(), strict=True)
        wrong = pa.array([found.get(row, 0) != number for row, number in stated], pa.bool_())
        failures += _failure(table, data, wrong, f"{column} is not what mentions holds", column)
    return failures


@dataclass(frozen=True)
class Check:
    """A check of a table: to which tables it applies, which others it reads, what it finds."""

    name: str
    description: str
    find: Callable[[Table, Read], list[Failure]]
    applies: Callable[[Table], bool] = lambda table: True  # noqa: ARG005
    reads: Callable[[Table], set[str]] = lambda table: set()  # noqa: ARG005


CHECKS = (
    Check("as_declared", "Columns, types, key, order and values are as declared.", check_table),
    Check(
        "references",
        "Every foreign key points at a row.",
        check_references,
        applies=lambda table: any(table.references),
        reads=lambda table: {target for _, target in table.references} - {table.name},
    ),
    Check(
        "spans",
        "The quote is text[start:end] in every row that has one, and every span lies in its text.",
        check_spans,
        applies=lambda table: table.has_span,
        reads=lambda table: {"texts"},  # noqa: ARG005
    ),
    Check(
        "parts",
        "Words with a place of their own in the document stand there.",
        check_parts,
        applies=lambda table: bool(table.parts),
        reads=lambda table: {"texts"},  # noqa: ARG005
    ),
    Check(
        "edits",
        "Both sides of every difference stand in their documents.",
        check_edits,
        applies=lambda table: table.name == "quotation_edits",
        reads=lambda table: {"texts", "quotations", "quotation_alignments"},  # noqa: ARG005
    ),
    Check(
        "extents",
        "Spans lie in their document and are as long as their quote.",
        check_extents,
        applies=lambda table: table.has_span,
        reads=lambda table: {"documents"},  # noqa: ARG005
    ),
    Check(
        "people",
        "Labels and spellings are those of entities and names.",
        check_people,
        applies=lambda table: table.name == "people",
        reads=lambda table: {"entities", "names"},  # noqa: ARG005
    ),
    Check(
        "counts",
        "entities and names count what mentions holds.",
        check_counts,
        applies=lambda table: table.name == "mentions",
        reads=lambda table: {"entities", "names"},  # noqa: ARG005
    ),
)
"""All checks: `check_all` runs them before publishing, Dagster shows them. A new one is listed here, nowhere else."""


def _mapping(data: pa.Table, key: str, value: str) -> dict[Any, Any]:
    return dict(zip(data.column(key).to_pylist(), data.column(value).to_pylist(), strict=True))


def _is_span(text: str | None, start: int, end: int, quote: str | None) -> bool:
    if text is None or not 0 <= start < end <= len(text):
        return False
    return quote is None or text[start:end] == quote


def _check_column(table: Table, column: Column, data: pa.Table) -> list[Failure]:
    values = data.column(column.name)
    failures = []
    if column.required:
        failures += _failure(table, data, pc.is_null(values), f"{column.name} is missing", column.name)
    for bound, breaks, words in (
        (column.minimum, pc.less, "less than"),
        (column.maximum, pc.greater, "greater than"),
    ):
        if bound is not None:
            out = pc.fill_null(breaks(values, bound), False)
            failures += _failure(table, data, out, f"{column.name} is {words} {bound:g}", column.name)
    if column.type in ("string", "list"):
        failures += _check_strings(table, column, data)
    return failures


def _check_strings(table: Table, column: Column, data: pa.Table) -> list[Failure]:
    cells = [cell if isinstance(cell, list) else [cell] for cell in data.column(column.name).to_pylist()]
    # Every different value is looked at once.
    broken = {
        value: None if value is None else fault(column, value) for value in {value for cell in cells for value in cell}
    }
    failures = []
    for rule in sorted({rule for rule in broken.values() if rule}):
        wrong = pa.array([any(broken[value] == rule for value in cell) for cell in cells], pa.bool_())
        failures += _failure(table, data, wrong, f"{column.name} {rule}", column.name)
    return failures


def _duplicates(table: Table, data: pa.Table, columns: tuple[str, ...]) -> list[Failure]:
    counts = data.group_by(list(columns)).aggregate([([], "count_all")])
    twice = counts.filter(pc.greater(counts.column("count_all"), 1))
    if not twice.num_rows:
        return []
    rows = twice.select(list(columns)).slice(0, _SHOWN).to_pylist()
    examples = tuple(" ".join(str(row[column]) for column in columns) for row in rows)
    return [Failure(table.name, f"{' and '.join(columns)} must be unique", twice.num_rows, examples)]


def _failure(table: Table, data: pa.Table, wrong: pa.Array, rule: str, column: str) -> list[Failure]:
    """A failure that names the first of the rows for which `wrong` is true; none where no row is."""
    rows = data.select(list(dict.fromkeys((table.key, column)))).filter(wrong)
    if not rows.num_rows:
        return []
    examples = tuple(_shown(table.key, column, row) for row in rows.slice(0, _SHOWN).to_pylist())
    return [Failure(table.name, rule, rows.num_rows, examples)]


def _shown(key: str, column: str, row: dict[str, object]) -> str:
    if column == key or row[column] is None:
        return str(row[key])
    return f"{row[key]} ({str(row[column])[:60]!r})"

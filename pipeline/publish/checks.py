"""The checks that every table has to pass before anything is published.

They come from the declarations in `pipeline.tables`. Three are about tables by name, because their rows repeat what
others say: `check_people`, `check_counts` and `check_edits`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
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

_HELD = 4
"""Tables that are held at once: no check reads more of those that grow."""

_BATCH = 100_000
"""Rows that are held as Python objects at once."""


@dataclass(frozen=True)
class Failure:
    """A rule that rows break: how many do, and which ones come first. For a file of a package `table` is its path."""

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
    read = lru_cache(maxsize=_HELD)(read)
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
    if not failures and not _is_sorted(table, data):
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
    text_of = _texts(read)
    data = read(table.name)
    places = _places(*(data.column(name) for name in ("document_id", "start", "end", "quote")))
    wrong = [not _is_span(text_of.get(document), start, end, quote) for document, start, end, quote in places]
    return _failure(table, data, pa.array(wrong, pa.bool_()), "the quote is not text[start:end]", "quote")


def check_extents(table: Table, read: Read) -> list[Failure]:
    """What can be said of spans without the texts: they lie in their document, and are as long as their quote."""
    data, documents = read(table.name), read("documents")
    start, end = data.column("start"), data.column("end")
    lengths = _looked_up(data.column("document_id"), documents, "document_id", "n_characters")
    inside = pc.and_(
        pc.and_(pc.greater_equal(start, 0), pc.less(start, end)), pc.less_equal(end, pc.fill_null(lengths, 0))
    )
    as_long = pc.equal(pc.utf8_length(data.column("quote")), pc.subtract(end, start))
    # A quote that is null has no length; neither start nor end may be.
    wrong = pc.invert(pc.and_(pc.fill_null(inside, False), pc.fill_null(as_long, True)))
    rule = "start and end do not lie in the document, or are not as far apart as the quote is long"
    return _failure(table, data, wrong, rule, "quote")


def check_parts(table: Table, read: Read) -> list[Failure]:
    """Words with a place of their own, as `cue` with `cue_start` and `cue_end`: they stand there."""
    text_of = _texts(read)
    data = read(table.name)
    failures = []
    for part in table.parts:
        places = _places(*(data.column(name) for name in ("document_id", f"{part}_start", f"{part}_end", part)))
        wrong = [
            (start, end, words) != (None, None, None) and not _is_span(text_of.get(document), start, end, words)
            for document, start, end, words in places
        ]
        failures += _failure(table, data, pa.array(wrong, pa.bool_()), f"{part} does not stand at its place", part)
    return failures


def check_edits(table: Table, read: Read) -> list[Failure]:
    """Both sides of a difference stand in their documents; one may be empty."""
    text_of = _texts(read)
    data, alignments = read(table.name), read("quotation_alignments")
    keys = data.column("quotation_alignment_id")
    quoted = _looked_up(keys, alignments, "quotation_alignment_id", "quotation_id")
    documents = {
        "quote": _looked_up(quoted, read("quotations"), "quotation_id", "document_id"),
        "source": _looked_up(keys, alignments, "quotation_alignment_id", "document_id"),
    }
    failures = []
    for side, document_of in documents.items():
        places = _places(document_of, *(data.column(name) for name in (f"{side}_start", f"{side}_end", side)))
        wrong = [
            not (start == end and words is None) and not _is_span(text_of.get(document), start, end, words)
            for document, start, end, words in places
        ]
        failures += _failure(table, data, pa.array(wrong, pa.bool_()), f"{side} does not stand at its place", side)
    return failures


def check_people(table: Table, read: Read) -> list[Failure]:
    """`people` has the label that `entities` has and the attested spellings of `names`, for every person."""
    people, entities, names = read("people"), read("entities"), read("names")
    ids, spellings = people.column("entity_id"), people.column("spellings").combine_chunks()
    own = pa.table({"entity_id": ids.take(pc.list_parent_indices(spellings)), "name": pc.list_flatten(spellings)})
    entities = entities.filter(pc.equal(entities.column("kind"), "person"))
    is_theirs = pc.is_in(names.column("entity_id"), value_set=entities.column("entity_id"))
    attested = names.filter(pc.and_(pc.equal(names.column("origin"), "attested"), is_theirs))
    attested = attested.select(["entity_id", "name"])
    odd = [
        one.join(other, ["entity_id", "name"], join_type="left anti").column("entity_id")
        for one, other in ((own, attested), (attested, own))
    ]
    labels = _looked_up(ids, entities, "entity_id", "label")
    same_label = pc.fill_null(pc.equal(labels, people.column("label")), False)
    wrong = pc.or_(pc.invert(same_label), pc.is_in(ids, value_set=pa.concat_arrays(_chunks(*odd))))
    failures = _failure(table, people, wrong, "label or spellings differ from entities and names", "label")
    known = entities.column("entity_id")
    missing = sorted(known.filter(pc.invert(pc.is_in(known, value_set=ids))).to_pylist())
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
        found = pc.fill_null(_looked_up(data.column(key), counted, key, f"{over}_{mode}"), 0)
        wrong = pc.fill_null(pc.not_equal(found, data.column(column)), True)
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


def _looked_up(keys: pa.ChunkedArray, data: pa.Table, key: str, value: str) -> pa.ChunkedArray:
    """For each of `keys` the `value` of the row of `data` that has it as its `key`; null where none has."""
    return data.column(value).take(pc.index_in(keys, value_set=data.column(key)))


def _chunks(*columns: pa.ChunkedArray) -> list[pa.Array]:
    return [chunk for column in columns for chunk in column.chunks] or [pa.array([], pa.string())]


def _is_sorted(table: Table, data: pa.Table) -> bool:
    """Sorting is stable: rows that are in order stay where they are."""
    order = pc.sort_indices(data, sort_keys=[(name, "ascending") for name in table.sort_columns])
    return bool(pc.all(pc.equal(order, pa.array(range(len(order)), order.type)), min_count=0).as_py())


def _texts(read: Read) -> dict[str, str]:
    texts = read("texts")
    return dict(zip(texts.column("document_id").to_pylist(), texts.column("text").to_pylist(), strict=True))


def _places(*columns: pa.ChunkedArray) -> Iterator[tuple[Any, ...]]:
    """The rows of these columns. Arrow cannot cut at places that differ, so they become Python's, but few at a time."""
    for batch in pa.table(list(columns), names=[str(number) for number in range(len(columns))]).to_batches(_BATCH):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _is_span(text: str | None, start: int | None, end: int | None, quote: str | None) -> bool:
    if text is None or start is None or end is None or not 0 <= start < end <= len(text):
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
    cells = data.column(column.name)
    values = pc.list_flatten(cells) if column.type == "list" else cells
    # Every different value is looked at once, few at a time.
    rules: dict[str, list[str]] = {}
    for batch in pa.table({"value": pc.unique(_one(values))}).to_batches(_BATCH):
        for value in batch.column(0).to_pylist():
            rule = None if value is None else fault(column, value)
            if rule:
                rules.setdefault(rule, []).append(value)
    failures = []
    for rule in sorted(rules):
        wrong = pc.is_in(values, value_set=pa.array(rules[rule], pa.string()))
        if column.type == "list":
            rows = pc.list_parent_indices(_one(cells)).filter(_one(wrong))
            wrong = pc.is_in(pa.array(range(data.num_rows), pa.int64()), value_set=rows)
        failures += _failure(table, data, wrong, f"{column.name} {rule}", column.name)
    return failures


def _one(values: pa.ChunkedArray) -> pa.Array:
    found = values.combine_chunks()
    return found if isinstance(found, pa.Array) else pa.concat_arrays(_chunks(found))


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

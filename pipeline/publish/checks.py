"""The checks that every table has to pass before anything is published.

They come from the declarations in `pipeline.tables`; those of places in texts are in `spans`. Two are about tables by
name, because their rows repeat what others say: `check_people` and `check_counts`. Rows are read in pieces, and of the
tables that grow no more than a few columns are held.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.publish.failure import SHOWN, Broken, CheckFailed, Failure
from pipeline.publish.source import Source
from pipeline.publish.spans import check_edits, check_extents, check_parts, check_spans, looked_up
from pipeline.tables import TABLES, Column, Table
from pipeline.tables.arrow import arrow_schema
from pipeline.tables.values import fault

__all__ = ["CHECKS", "Check", "CheckFailed", "Failure", "Values", "check_all", "check_table"]

_ROWS = 20_000
"""Rows that are held as Python objects at once."""

_COMPARED = 1_000_000
"""Rows whose values are compared with each other at once; of more, one share after the other."""

_REMEMBERED = 10_000
"""Different values of a column whose fault is remembered."""


def check_all(source: Source, tables: Iterable[Table]) -> list[Failure]:
    """What every check finds that applies to `tables` and reads no others."""
    declared = {table.name: table for table in tables}
    # What has the wrong columns cannot be looked into further.
    misshapen = [failure for name in sorted(declared) for failure in check_shape(declared[name], source)]
    if misshapen:
        return misshapen
    return [
        failure
        for name in sorted(declared)
        for check in CHECKS
        if check.applies(declared[name]) and check.reads(declared[name]) <= declared.keys()
        for failure in check.find(declared[name], source)
    ]


def check_shape(table: Table, source: Source) -> list[Failure]:
    """Columns and types."""
    schema, declared = source.schema(table.name), arrow_schema(table)
    if schema.equals(declared, check_metadata=False):
        return []
    fields = [field for field in schema if field not in list(declared)]
    fields += [field for field in declared if field not in list(schema)]
    names = tuple(f"{field.name} {field.type}" for field in fields)
    return [Failure(table.name, "columns differ from their declaration", 0, names)]


def check_table(table: Table, source: Source) -> list[Failure]:
    """Columns, types, key, order, and what is declared of every column."""
    misshapen = check_shape(table, source)
    if misshapen:
        return misshapen
    failures = []
    n_rows = source.n_rows(table.name)
    if n_rows < table.minimum_rows:
        failures.append(Failure(table.name, f"it needs {table.minimum_rows} or more rows and has {n_rows}", 0))
    for columns in ((table.key,), *table.unique):
        failures += _duplicates(table, source, columns)
    broken, order = Broken(table), _Order(table)
    values = [Values(table, column, number) for number, column in enumerate(table.columns)]
    for batch in source.batches(table.name, table.column_names, _ROWS):
        order.add(batch)
        for of_column in values:
            of_column.check(batch, broken)
    failures += broken.failures()
    if not failures and not order.is_kept:
        failures.append(Failure(table.name, f"rows are not sorted by {', '.join(table.sort_columns)}", 0))
    return failures


def check_references(table: Table, source: Source) -> list[Failure]:
    """Every foreign key that is not null points at a row."""
    broken = Broken(table)
    for number, (column, target) in enumerate(table.references):
        key, columns = TABLES[target].key, tuple(dict.fromkeys((table.key, column.name)))
        n_shares = _n_shares(max(source.n_rows(table.name), source.n_rows(target)))
        for share in range(n_shares):
            keys = _share(source, target, (key,), key, share, n_shares).column(0)
            data = _share(source, table.name, columns, column.name, share, n_shares)
            dangling = pc.invert(pc.is_in(data.column(column.name), value_set=keys))
            broken.note(data, dangling, f"{column.name} points at no row of {target}", column.name, number)
    return list(broken.failures())


def check_people(table: Table, source: Source) -> list[Failure]:
    """`people` has the label that `entities` has and the attested spellings of `names`, for every person."""
    people = source.read("people", ["entity_id", "label", "spellings"])
    entities = source.read("entities", ["entity_id", "label", "kind"])
    names = source.read("names", ["entity_id", "name", "origin"])
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
    labels = looked_up(ids, entities, "entity_id", "label")
    same_label = pc.fill_null(pc.equal(labels, people.column("label")), False)
    wrong = pc.or_(pc.invert(same_label), pc.is_in(ids, value_set=pa.concat_arrays(_chunks(*odd))))
    broken = Broken(table)
    broken.note(people, wrong, "label or spellings differ from entities and names", "label")
    failures = list(broken.failures())
    known = entities.column("entity_id")
    missing = sorted(known.filter(pc.invert(pc.is_in(known, value_set=ids))).to_pylist())
    if missing:
        failures.append(Failure(table.name, "a person of entities is missing", len(missing), tuple(missing[:SHOWN])))
    return failures


def check_counts(_: Table, source: Source) -> list[Failure]:
    """What `entities` and `names` count is what `mentions` holds."""
    failures: list[Failure] = []
    for name, key, column, over, mode in (
        ("entities", "entity_id", "n_mentions", "mention_id", "count"),
        ("entities", "entity_id", "n_documents", "document_id", "count_distinct"),
        ("names", "name_id", "n_mentions", "mention_id", "count"),
    ):
        broken = Broken(TABLES[name])
        data = source.read(name, [key, column])
        counted = source.read("mentions", [key, over]).group_by(key).aggregate([(over, mode)])
        found = pc.fill_null(looked_up(data.column(key), counted, key, f"{over}_{mode}"), 0)
        wrong = pc.fill_null(pc.not_equal(found, data.column(column)), True)
        broken.note(data, wrong, f"{column} is not what mentions holds", column)
        failures += broken.failures()
    return failures


@dataclass(frozen=True)
class Check:
    """A check of a table: to which tables it applies, which others it reads, what it finds."""

    name: str
    description: str
    find: Callable[[Table, Source], list[Failure]]
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


def _chunks(*columns: pa.ChunkedArray) -> list[pa.Array]:
    return [chunk for column in columns for chunk in column.chunks] or [pa.array([], pa.string())]


def _duplicates(table: Table, source: Source, columns: tuple[str, ...]) -> list[Failure]:
    n_shares = _n_shares(source.n_rows(table.name))
    n_twice, examples = 0, list[str]()
    for share in range(n_shares):
        rows = _share(source, table.name, columns, columns[0], share, n_shares)
        counts = rows.group_by(list(columns)).aggregate([([], "count_all")])
        twice = counts.filter(pc.greater(counts.column("count_all"), 1))
        n_twice += twice.num_rows
        some = twice.select(list(columns)).slice(0, SHOWN - len(examples)).to_pylist()
        examples += [" ".join(str(row[column]) for column in columns) for row in some]
    rule = f"{' and '.join(columns)} must be unique"
    return [Failure(table.name, rule, n_twice, tuple(examples))] if n_twice else []


def _n_shares(n_rows: int) -> int:
    """In how many shares a table of so many rows is looked at, where values of all rows are compared."""
    return 1 + n_rows // _COMPARED


def _share(source: Source, table: str, columns: tuple[str, ...], by: str, share: int, n_shares: int) -> pa.Table:
    """One share of the rows of a table that have a value in the column `by`: equal values are in the same one."""
    found = [pa.RecordBatch.from_pylist([], pa.schema([source.schema(table).field(name) for name in columns]))]
    for batch in source.batches(table, columns, _ROWS):
        values = batch.column(by)
        last = pc.utf8_slice_codeunits(values, -1)
        mine = [c for c in pc.unique(last).to_pylist() if c is not None and ord(c or " ") % n_shares == share]
        found.append(batch.filter(pc.is_in(last, value_set=pa.array(mine, pa.string()))))
    return pa.Table.from_batches(found)


@dataclass
class _Order:
    """Whether rows that come piece by piece are in the order that their table declares."""

    table: Table
    is_kept: bool = True
    _last: pa.Table | None = None

    def add(self, batch: pa.RecordBatch) -> None:
        if not batch.num_rows:
            return
        rows = pa.Table.from_batches([batch]).select(list(self.table.sort_columns))
        self._last, rows = rows.slice(rows.num_rows - 1), pa.concat_tables([*filter(None, [self._last]), rows])
        # Sorting is stable: rows that are in order stay where they are.
        order = pc.sort_indices(rows, sort_keys=[(name, "ascending") for name in self.table.sort_columns])
        here = pa.array(range(len(order)), order.type)
        self.is_kept = self.is_kept and bool(pc.all(pc.equal(order, here), min_count=0).as_py())


@dataclass
class Values:
    """What is declared of one column, and the faults of the first values that were looked at.

    `place` is that of the column in its table.
    """

    table: Table
    column: Column
    place: int
    _faults: dict[str, str | None] = field(default_factory=dict)

    def check(self, batch: pa.RecordBatch, broken: Broken) -> None:
        """Notes the rows that break a rule of the column."""
        name, values = self.column.name, batch.column(self.column.name)
        if self.column.required and values.null_count:
            broken.note(batch, pc.is_null(values), f"{name} is missing", name, 4 * self.place)
        for rank, bound, breaks, words in (
            (1, self.column.minimum, pc.less, "less than"),
            (2, self.column.maximum, pc.greater, "greater than"),
        ):
            if bound is not None:
                out = pc.fill_null(breaks(values, bound), False)
                broken.note(batch, out, f"{name} is {words} {bound:g}", name, 4 * self.place + rank)
        if self.column.type in ("string", "list"):
            for rule, wrong in self._faulty(values):
                broken.note(batch, wrong, f"{name} {rule}", name, 4 * self.place + 3)

    def _faulty(self, cells: pa.Array) -> Iterator[tuple[str, pa.Array]]:
        """The rules that are broken, and which of the cells break each."""
        values = pc.list_flatten(cells) if self.column.type == "list" else cells
        rules: dict[str, list[str]] = {}
        for value in self._odd(pc.drop_null(pc.unique(values))).to_pylist():
            rule = self._fault(value)
            if rule:
                rules.setdefault(rule, []).append(value)
        for rule, wrong_values in rules.items():
            wrong = pc.is_in(values, value_set=pa.array(wrong_values, pa.string()))
            if self.column.type == "list":
                rows = pc.list_parent_indices(cells).filter(wrong)
                wrong = pc.is_in(pa.array(range(len(cells)), rows.type), value_set=rows)
            yield rule, wrong

    def _odd(self, values: pa.Array) -> pa.Array:
        """The values that `fault` has to look at: of most columns Arrow sees at once that nothing is wrong."""
        column = self.column
        if column.enum or column.edtf or column.type == "list":
            return values
        odd = pc.or_(pc.equal(pc.binary_length(values), 0), pc.match_substring(values, "\x00"))
        if column.pattern:
            odd = pc.or_(odd, pc.invert(pc.match_substring_regex(values, column.pattern)))
            if "\\" in column.pattern:  # \S and \w: Arrow knows those of ASCII alone
                odd = pc.or_(odd, pc.invert(pc.string_is_ascii(values)))
        return values.filter(odd)

    def _fault(self, value: str) -> str | None:
        if value in self._faults:
            return self._faults[value]
        found = fault(self.column, value)
        if len(self._faults) < _REMEMBERED:
            self._faults[value] = found
        return found

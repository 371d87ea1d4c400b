"""What a check finds: the rules that are broken, how many rows break each, and the first of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa

from pipeline.tables import Table

SHOWN = 3
"""Rows named in a failure."""


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


@dataclass
class Broken:
    """Counts the rows of a table that break rules, while they come piece by piece."""

    table: Table
    _found: dict[tuple[int, str], tuple[int, tuple[str, ...]]] = field(default_factory=dict)

    def note(self, rows: pa.Table | pa.RecordBatch, wrong: pa.Array, rule: str, column: str, place: int = 0) -> None:
        """Notes the rows for which `wrong` is true. Their key and `column` are shown; `place` orders the rules."""
        columns = rows.select(list(dict.fromkeys((self.table.key, column)))).filter(wrong)
        if columns.num_rows:
            n_rows, examples = self._found.get((place, rule), (0, ()))
            some = columns.slice(0, SHOWN - len(examples)).to_pylist()
            shown = (_shown(self.table.key, column, row) for row in some)
            self._found[place, rule] = n_rows + columns.num_rows, (*examples, *shown)

    def failures(self) -> Iterator[Failure]:
        """All that was noted, in the order of the rules."""
        for (_, rule), (n_rows, examples) in sorted(self._found.items()):
            yield Failure(self.table.name, rule, n_rows, examples)


def _shown(key: str, column: str, row: dict[str, object]) -> str:
    if column == key or row[column] is None:
        return str(row[key])
    return f"{row[key]} ({str(row[column])[:60]!r})"

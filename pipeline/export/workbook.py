"""A package as one workbook for spreadsheets (XLSX), a sheet a table, in which no cell is a formula or a link.

Text is written as text, into cells that are formatted as text, so that it stays text when somebody edits it; numbers
and truth values have their types. What a spreadsheet cannot hold is told, not dropped silently.
"""

import contextlib
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from pipeline import reference
from pipeline.publish.stage import Stage
from pipeline.tables import PUBLISHED, Table
from pipeline.tables.model import LIST_DELIMITER

MOST_ROWS = 1_048_576
"""Rows of a sheet with its head. This and the next three are Excel's (https://support.microsoft.com, its limits)."""

LONGEST = 32_767
"""UTF-16 code units of a cell."""

LARGEST_WHOLE = 999_999_999_999_999
"""A number keeps fifteen decimal digits. A whole number with more of them is written as text."""

LARGEST = 1e308
"""A number has to be less than that."""

_CREATED = datetime(1980, 1, 1)
"""What the file says of itself: no clock may change its bytes."""

_WIDTH = 20
"""Columns of the screen, in digits."""


@dataclass(frozen=True)
class Sheet:
    """A sheet as written: its rows without the head; `lost` says in words what of the table is not in it."""

    name: str
    n_rows: int
    lost: tuple[str, ...] = ()


def export_workbook(package: Path, output: Path) -> list[Sheet]:
    """Writes the file `output` as a whole; what stood there stays if anything fails. Some rows are held at a time.

    Raises OSError where a table cannot be read or the file not written, KeyError where a table lacks a column.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{output.name}-", dir=output.parent) as folder:
        file = Path(folder) / output.name
        options = {"constant_memory": True, "tmpdir": folder, "use_zip64": True}
        with _oserrors(), contextlib.closing(Workbook(str(file), options)) as book:
            book.set_properties({"title": reference.mapping("package.yaml")["title"], "created": _CREATED})
            formats = {
                "head": book.add_format({"bold": True, "num_format": "@"}),
                "text": book.add_format({"num_format": "@"}),
            }
            stage = Stage(package / "data")
            sheets = [_write(book.add_worksheet(table.name, _Sheet), table, stage, formats) for table in PUBLISHED]
        file.replace(output)
    return sheets


@contextlib.contextmanager
def _oserrors() -> Iterator[None]:
    """XlsxWriter wraps what the system says of a full disk into an error of its own."""
    try:
        yield
    except FileCreateError as error:
        raise error.args[0] from error


class _Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet without rich text: XlsxWriter takes a text that begins with <r> and ends with </r> for its markup."""

    def _xml_rich_inline_string(self, string: str, attributes: Any = ()) -> None:
        self._xml_inline_string(string, True, attributes)


def _write(sheet: Any, table: Table, stage: Stage, formats: dict[str, Any]) -> Sheet:
    sheet.freeze_panes(1, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _WIDTH, formats["text"] if column.type in ("string", "list") else None)
        sheet.write_string(0, place, column.name, formats["head"])
    n_rows = 0
    cut: Counter[str] = Counter()
    for n_rows, row in enumerate(islice(stage.rows(table.name), MOST_ROWS - 1), 1):
        for place, column in enumerate(table.columns):
            value = row[column.name]
            if isinstance(value, list):
                value = LIST_DELIMITER.join(value)
            if _put(sheet, n_rows, place, value, formats["text"]):
                cut[column.name] += 1
    left_out = stage.count(table.name) - n_rows
    lost = [f"{table.name}: {n} cells of {name} are cut to {LONGEST:,} characters" for name, n in sorted(cut.items())]
    if left_out:
        lost.append(f"{table.name}: {left_out} rows are left out, a sheet holds {MOST_ROWS - 1:,}")
    return Sheet(table.name, n_rows, tuple(lost))


def _put(sheet: Any, row: int, place: int, value: Any, text: Any) -> bool:
    """Writes a value; gives whether it had to be cut."""
    if value is None:
        return False
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif _is_number(value):
        sheet.write_number(row, place, value)
    else:
        # Unlike `write`, it takes nothing for a formula or a link. -2 says that the text was cut.
        return bool(sheet.write_string(row, place, str(value), text) == -2)
    return False


def _is_number(value: Any) -> bool:
    """Whether a spreadsheet keeps the value as a number."""
    if isinstance(value, int):
        return abs(value) <= LARGEST_WHOLE
    return isinstance(value, float) and abs(value) < LARGEST  # false for what is no number, too

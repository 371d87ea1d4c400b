"""The workbook holds what the CSV holds, and no cell of it is a formula or a link."""

import csv
import math
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packages import write_files
from test_files import CELLS, rows, text

from pipeline.export import workbook
from pipeline.export.workbook import export_workbook
from pipeline.publish.files import csv_path
from pipeline.tables import PUBLISHED, TABLES
from pipeline.tables.arrow import arrow_schema
from pipeline.tables.rows import Row

HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "'=1+1", "{=1+1}", "=cmd|' /C calc'!A0",
    "http://example.org/", "https://example.org/", "ftp://example.org/", "mailto:a@example.org", "internal:Sheet2!A1",
    "external:c:\\a.xlsx", "file:///etc/passwd", '=HYPERLINK("http://example.org")', "007", "1e5", "1/2", "2020-01-02",
    "TRUE", "true", "#N/A", "#REF!", "<r>", "<r><t>a</t></r>", "<r><f>1+1</f></r>", "</t></is><f>1</f>", "<![CDATA[",
    "&amp;", "\x01", "\x1f\x0b", "\x7f\x85", "\ufffe", "\uffff", "\ufdd0", "_x0041_", "_x005F_", "a\r\nb\tc", " a ",
    "\u200b", "\u202e", "Ліст", "😀",
)  # fmt: skip


@pytest.fixture
def cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is published but the table of `test_files`."""
    monkeypatch.setattr(workbook, "PUBLISHED", (CELLS,))


def write(found: list[Row], folder: Path, name: str = "a.xlsx") -> tuple[Path, list[workbook.Sheet]]:
    (folder / "data").mkdir()
    write_files(CELLS, [pa.Table.from_pylist(found, arrow_schema(CELLS))], folder)
    return folder / name, export_workbook(folder, folder / name)


def row(**values: Any) -> Row:
    return dict.fromkeys(CELLS.column_names) | values


def opened(file: Path, sheet: str = "cells") -> list[list[Any]]:
    """The values of a sheet as openpyxl reads them, and texts as Excel does: _xHHHH_ is a character (ST_Xstring)."""
    book = openpyxl.load_workbook(file)
    found = [[cell.value for cell in line] for line in book[sheet].iter_rows()]
    for line in book[sheet].iter_rows():
        for cell in line:
            assert cell.hyperlink is None
            assert cell.data_type in ("inlineStr", "s", "n", "b"), (cell.coordinate, cell.data_type)
            if isinstance(cell.value, str):
                assert cell.number_format == "@"
    book.close()
    return [[_decoded(value) if isinstance(value, str) else value for value in line] for line in found]


def _decoded(value: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), value)


def _has_only_values(file: Path) -> None:
    with zipfile.ZipFile(file) as parts:
        for name in parts.namelist():
            assert "external" not in name.lower()
            content = parts.read(name).decode("utf-8")
            if name.startswith("xl/worksheets/"):
                assert not re.search(r"<(f|hyperlink|r|oleObject|controls)[ >/]", content), name
            if name.endswith(".rels"):
                assert "TargetMode" not in content


@pytest.mark.usefixtures("cells")
def test_no_text_becomes_a_formula_or_a_link(tmp_path: Path) -> None:
    found = [row(cell_id=f"{number:02}", a=value, e=[value, value]) for number, value in enumerate(HOSTILE)]
    file, (sheet,) = write(found, tmp_path)
    _has_only_values(file)
    head, *lines = opened(file)
    assert head == list(CELLS.column_names)
    for line, value in zip(lines, found, strict=True):
        assert line[0] == value["cell_id"]
        assert line[1] == value["a"]
        assert line[5] == f"{value['a']}|{value['a']}"
    assert (sheet.n_rows, sheet.lost) == (len(HOSTILE), ())


@pytest.mark.usefixtures("cells")
def test_types(tmp_path: Path) -> None:
    most = 10**15 - 1
    file, _ = write(
        [
            row(cell_id="0", b=0, c=0.1, d=False),
            row(cell_id="1", b=-most, c=-1e300, d=True),
            row(cell_id="2", b=most + 1, c=math.inf),
            row(cell_id="3", c=1.7976931348623157e308),
        ],
        tmp_path,
    )
    _, *lines = opened(file)
    assert [line[2:5] for line in lines] == [
        [0, 0.1, False],
        [-most, -1e300, True],
        ["1000000000000000", "inf", None],
        [None, "1.7976931348623157e+308", None],
    ]
    assert isinstance(lines[0][4], bool)


@settings(max_examples=25)  # a workbook takes long to open
@given(st.lists(rows, max_size=4), st.lists(text, min_size=1, max_size=3))
def test_what_is_opened_is_what_was_written(found: list[Row], more: list[str]) -> None:
    found = [*found, *(row(cell_id=value) for value in more)]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbook, "PUBLISHED", (CELLS,))
        file, _ = write(found, Path(folder))
        _has_only_values(file)
        _, *lines = opened(file)
    for line, value in zip(lines, found, strict=True):
        assert line[:2] == [value["cell_id"], value["a"]]
        assert line[5] == (None if value["e"] is None else "|".join(value["e"]))
        assert line[4] == value["d"]
        for got, wanted in ((line[2], value["b"]), (line[3], value["c"])):
            # Fifteen digits are what a spreadsheet keeps of a number.
            assert got is wanted is None or math.isclose(float(got), float(wanted), rel_tol=1e-15)


@pytest.mark.usefixtures("cells")
def test_what_does_not_fit_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    found = [row(cell_id=str(number)) for number in range(4)]
    found[1] |= {"a": "я" * 32_767, "e": ["я" * 20_000, "б" * 20_000]}
    found[2] |= {"a": "😀" * 16_384}  # two units each in UTF-16
    file, (sheet,) = write(found, tmp_path)
    assert sheet.lost == (
        "cells: 1 cells of a are cut to 32,767 characters",
        "cells: 1 cells of e are cut to 32,767 characters",
        "cells: 1 rows are left out, a sheet holds 3",
    )
    _, *lines = opened(file)
    assert [line[0] for line in lines] == ["0", "1", "2"]
    assert lines[1][1] == found[1]["a"]
    assert lines[1][5] == "я" * 20_000 + "|" + "б" * 12_766
    assert lines[2][1] == "😀" * 16_383


def test_every_table_is_a_sheet_with_the_rows_of_its_csv(package: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    sheets = export_workbook(package, file)
    _has_only_values(file)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == [table.name for table in PUBLISHED] == [sheet.name for sheet in sheets]
    assert {book[name].freeze_panes for name in book.sheetnames} == {"A2"}
    book.close()
    assert not any(sheet.lost for sheet in sheets)
    for name in ("people", "names", "mentions", "methods", "quotation_alignments"):
        with (package / csv_path(TABLES[name])).open(encoding="utf-8", newline="") as lines:
            head, *wanted = csv.reader(lines)
        got_head, *got = opened(file, name)
        assert got_head == head
        numbers = [column.type in ("integer", "number") for column in TABLES[name].columns]
        for line, expected in zip(got, wanted, strict=True):
            for value, cell, is_number in zip(line, expected, numbers, strict=True):
                if value is not None and is_number:
                    assert math.isclose(float(value), float(cell), rel_tol=1e-15)
                else:
                    assert ("" if value is None else str(value).lower() if isinstance(value, bool) else value) == cell


def test_names_of_tables_are_names_of_sheets() -> None:
    for table in PUBLISHED:
        assert len(table.name) <= 31
        assert re.fullmatch(r"[a-z_]+", table.name)


def test_the_same_bytes_and_all_or_nothing(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export_workbook(package, tmp_path / "a.xlsx")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    export_workbook(package, tmp_path / "b.xlsx")
    content = (tmp_path / "a.xlsx").read_bytes()
    assert content == (tmp_path / "b.xlsx").read_bytes()
    (package / "data" / "methods.parquet").unlink()
    with pytest.raises(FileNotFoundError):
        export_workbook(package, tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == content
    assert {path.name for path in tmp_path.iterdir()} == {"package", "a.xlsx", "b.xlsx"}


def test_a_full_disk_is_an_oserror(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.ZipFile", full)
    with pytest.raises(OSError, match="No space left"):
        export_workbook(package, tmp_path / "a.xlsx")
    assert {path.name for path in tmp_path.iterdir()} == {"package"}

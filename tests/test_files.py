"""CSV and Parquet hold the same, whatever the cells hold."""

import tempfile
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from packages import write_files

from pipeline.publish import stage as staging
from pipeline.publish.files import check_twins, csv_path, read_csv, read_parquet
from pipeline.publish.stage import Stage, write_parquet
from pipeline.tables import TABLES, Column, Table
from pipeline.tables.arrow import arrow_schema
from pipeline.tables.rows import Row

CELLS = Table(
    name="cells",
    title="Cells",
    description="Every type.",
    key="cell_id",
    columns=(
        Column(name="cell_id", description="Key.", example="a"),
        Column(name="a", type="string", description="Text.", example="a"),
        Column(name="b", type="integer", description="Whole number.", example=1),
        Column(name="c", type="number", description="Number.", example=0.1),
        Column(name="d", type="boolean", description="Yes or no.", example=True),
        Column(name="e", type="list", description="Texts.", example="a|b"),
    ),
)
# Everything but what the checks keep out: empty strings, NUL, surrogates, | in the items of a list.
text = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1, max_size=20)
rows = st.fixed_dictionaries(
    {
        "cell_id": text,
        "a": st.none() | text | st.sampled_from(["NA", "null", "=1+1", '"', "a\r\nb", "true", "1", "\ufeff", " "]),
        "b": st.none() | st.integers(-(2**63), 2**63 - 1),
        "c": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "d": st.none() | st.booleans(),
        "e": st.none() | st.lists(text.filter(lambda item: "|" not in item), min_size=1, max_size=3),
    }
)


@given(st.lists(rows, max_size=5))
def test_the_same_rows_come_back_from_both(cells: list[dict[str, object]]) -> None:
    data = pa.Table.from_pylist(cells, arrow_schema(CELLS))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "data").mkdir()
        write_files(CELLS, [data], Path(folder))
        assert check_twins(Path(folder), CELLS) == []
        assert read_csv(CELLS, Path(folder)).to_pylist() == cells
        assert read_parquet(CELLS, Path(folder)).to_pylist() == cells


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Alexander", b"Alexandra"),
        (b",true,", b",false,"),
        (b'"label"', b'"lable"'),
        (b",15", b",15.0"),
        (b",15\n", b",\n"),
    ],
)
def test_a_difference_between_the_two_is_found(package: Path, old: bytes, new: bytes) -> None:
    table = TABLES["mentions" if b"true" in old else "entities"]
    path = package / csv_path(table)
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))
    (failure,) = check_twins(package, table)
    assert "differ between CSV and Parquet" in str(failure)


def test_descriptions_are_in_the_parquet_too(package: Path) -> None:
    schema = read_parquet(TABLES["people"], package).schema
    for column in TABLES["people"].columns:
        assert schema.field(column.name).metadata[b"description"].decode() == column.description
    assert b"pandas" not in schema.metadata


def test_csv_is_plain(package: Path) -> None:
    for table in ("people", "ingest_problems"):
        content = (package / csv_path(TABLES[table])).read_bytes()
        assert b"\r" not in content
        assert content.endswith(b"\n")
        assert not content.startswith(b"\xef\xbb\xbf")


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "table.parquet"
    target.write_bytes(b"what stood there")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pyarrow.parquet.ParquetWriter.write_table", fail)  # the file has been begun
    table = pa.table({"a": [1]})
    with pytest.raises(OSError, match="No space"):
        write_parquet([table], table.schema, target)
    assert target.read_bytes() == b"what stood there"
    assert list(tmp_path.iterdir()) == [target]


def test_a_row_that_is_not_as_declared_is_refused(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    with pytest.raises(ValueError, match="a row of texts differs from its declaration in text, txet"):
        stage.write(["texts"], [("texts", {"document_id": "a", "txet": "b", "language": "en"})])
    with pytest.raises(ValueError, match="a row of people was not expected"):
        stage.write(["texts"], [("people", {})])


def _told(document: str, start: int) -> tuple[str, Row]:
    row = dict.fromkeys(TABLES["candidates"].column_names) | {
        "candidate_id": f"{document}{start}", "document_id": document, "start": start, "end": start + 1,
        "has_office": False, "rank": None, "after_unknown": False, "bracketed": False, "possessive": False,
        "attributive": False,
    }  # fmt: skip
    return "candidates", row


def test_rows_come_one_document_after_the_other_and_are_sorted_within_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.write(["candidates"], [_told("a", 7), _told("a", 3), _told("b", 5), _told("b", 1)])
    assert [row["candidate_id"] for row in stage.rows("candidates")] == ["a3", "a7", "b1", "b5"]
    with pytest.raises(ValueError, match="rows of candidates do not come one document after the other"):
        stage.write(["candidates"], [_told("b", 1), _told("a", 3)])
    assert stage.count("candidates") == 4, "what stood there stays"


def test_how_many_rows_are_held_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [_told(f"{number:03}", start) for number in range(30) for start in (9, 2, 5)]
    Stage(tmp_path / "many").write(["candidates"], rows)
    monkeypatch.setattr(staging, "_BATCH", 4)
    Stage(tmp_path / "few").write(["candidates"], rows)
    contents = [(tmp_path / name / "candidates.parquet").read_bytes() for name in ("many", "few")]
    assert contents[0] == contents[1]

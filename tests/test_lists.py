"""Lists of names in files: matched and clustered by the commands that people type."""

import csv
import io
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from test_cli import imiony

pytestmark = pytest.mark.process


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("name,note\nIhar Kazlou,a\nИгорь Козлов,b\nPavel Novik,\n", encoding="utf-8")
    return path


def rows(output: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(output.decode())))


def test_clusters(people: Path) -> None:
    found = rows(imiony("names", "cluster", people, "--column", "name").stdout)
    assert [(row["name"], row["note"], row["cluster"], row["same"]) for row in found] == [
        ("Ihar Kazlou", "a", "1", "true"),
        ("Игорь Козлов", "b", "1", "true"),
        ("Pavel Novik", "", "2", "true"),
    ]
    assert "а for unstressed о (akannie)" in found[1]["why"]


def test_two_columns_are_compared_row_by_row(people: Path) -> None:
    people.write_text("a,b\nIhar Kazlou,Igor Kozlov\nIhar Kazlou,Pavel Novik\n", encoding="utf-8")
    found = rows(imiony("names", "match", people, "--left", "a", "--right", "b").stdout)
    assert [row["same"] for row in found] == ["true", "false"]


def test_two_lists_in_other_formats(people: Path, tmp_path: Path) -> None:
    other, found = tmp_path / "other.tsv", tmp_path / "found.parquet"
    other.write_text("id\tperson\n1\tNina Bondar\n2\tIgor Kozlov\n", encoding="utf-8")
    done = imiony("names", "match", people, other, "--left", "name", "--right", "person", "--output", found)
    assert done.returncode == 0, done.stderr
    table = pq.read_table(found).to_pylist()
    assert [(row["left_row"], row["right_row"], row["left"], row["right"], row["same"]) for row in table] == [
        (1, 2, "Ihar Kazlou", "Igor Kozlov", True),
        (2, 2, "Игорь Козлов", "Igor Kozlov", True),
    ]
    again = rows(imiony("names", "cluster", found, "--column", "left").stdout)
    assert [row["cluster"] for row in again] == ["1", "1"]


def test_a_list_without_rows_keeps_its_head(people: Path) -> None:
    people.write_text("name\n", encoding="utf-8")
    assert imiony("names", "cluster", people, "--column", "name").stdout == b"name,cluster,score,same,why\n"


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("a.csv", b"name\nNina\n", "a.csv: no column person; it has name"),
        ("a.csv", b"", "a.csv: no column person; it has none"),
        ("a.csv", b"person\na,b\n", "a.csv: row 1 has more cells than the head has columns"),
        ("a.csv", b"\xff\xfe", "a.csv: not UTF-8: save it as that"),
        ("a.xlsx", b"", "a.xlsx: a list is a file in .csv, .tsv, .parquet"),
        ("nowhere.csv", None, "nowhere.csv: No such file or directory; name a list"),
    ],
)
def test_what_is_wrong_with_a_list(tmp_path: Path, name: str, content: bytes | None, complaint: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = imiony("names", "cluster", tmp_path / name, "--column", "person")
    assert done.returncode == 2
    assert complaint in done.stderr.decode()

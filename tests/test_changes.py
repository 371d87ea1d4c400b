"""What changed between two packages, what it means for the version, and what stops a release."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packages import change_rows, describe_anew, texts
from typer.testing import CliRunner

from pipeline import reference
from pipeline.build import build
from pipeline.cli import app
from pipeline.publish.changes import TableChanges, compare, rows, summary
from pipeline.publish.files import csv_path, parquet_path, read_parquet
from pipeline.publish.stage import write_parquet
from pipeline.release import least_version, with_entry
from pipeline.tables import TABLES
from pipeline.tables.rows import Row


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package; not to be changed."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "raw").mkdir()
    for name, content in texts().items():
        (folder / "raw" / name).write_text(str(content), encoding="utf-8")
    return build(folder / "raw", folder / "package").folder


@pytest.fixture
def other(made: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "package"))


def changes(old: Path, new: Path) -> dict[str, TableChanges]:
    return {table.table: table for table in compare(old, new) if table.kinds}


def fields(described: Any, table: str) -> list[Any]:
    (resource,) = [resource for resource in described["resources"] if resource["name"] == table]
    found: list[Any] = resource["schema"]["fields"]
    return found


def imiony(*arguments: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return done.exit_code, done.stdout, done.stderr


def test_a_package_does_not_differ_from_itself(made: Path) -> None:
    assert changes(made, made) == {}
    assert imiony("diff", made, made) == (0, "no table differs\n", "")


def test_rows_that_came_went_and_changed(made: Path, other: Path) -> None:
    def change(all_rows: list[Row]) -> None:
        all_rows[0] |= {"description": "Another one.", "precision": None}
        all_rows[2] |= {"description": "This too."}
        all_rows.append(all_rows.pop(1) | {"method_id": "zz_new"})

    ids = read_parquet(TABLES["methods"], made).column("method_id").to_pylist()
    change_rows(other, "methods", change)
    (found,) = changes(made, other).values()
    assert list(rows([found])) == [
        {"table": "methods", "change": "row_added", "key": "zz_new", "columns": ""},
        {"table": "methods", "change": "row_removed", "key": ids[1], "columns": ""},
        {"table": "methods", "change": "row_changed", "key": ids[0], "columns": "description|precision"},
        {"table": "methods", "change": "row_changed", "key": ids[2], "columns": "description"},
    ]
    (line,) = summary([found])
    n = len(ids)
    assert line == f"methods: 1 added; 2 changed (description 2, precision 1); 1 removed; {n} → {n} rows"


def test_lists_and_nulls_are_compared(made: Path, other: Path) -> None:
    def change(all_rows: list[Row]) -> None:
        all_rows[0] |= {"spellings": [*all_rows[0]["spellings"], "Another"], "name_uk": "Хтось"}

    change_rows(other, "people", change)
    (found,) = changes(made, other).values()
    assert found.changed.column("columns").to_pylist() == ["name_uk|spellings"]


def test_the_formats_for_programs(made: Path, other: Path) -> None:
    change_rows(other, "methods", lambda all_rows: all_rows[0].update(description="Another one."))
    _, as_csv, _ = imiony("diff", made, other, "--format", "csv")
    _, as_json, _ = imiony("diff", made, other, "--format", "json")
    (row,) = csv.DictReader(io.StringIO(as_csv))
    assert [row] == json.loads(as_json)
    assert (row["table"], row["change"], row["columns"]) == ("methods", "row_changed", "description")


def test_the_order_of_rows_is_no_change(made: Path, other: Path) -> None:
    change_rows(other, "names", lambda all_rows: all_rows.reverse())
    assert changes(made, other) == {}


def _drop(package: Path, table: str, column: str) -> None:
    describe_anew(package, lambda d: fields(d, table).remove(next(f for f in fields(d, table) if f["name"] == column)))
    data = read_parquet(TABLES[table], package)
    left = data.drop_columns([column])
    write_parquet([left], left.schema, package / parquet_path(TABLES[table]))


def _drop_table(package: Path, table: str) -> None:
    def drop(described: Any) -> None:
        described["resources"] = [r for r in described["resources"] if r["name"] != table]

    describe_anew(package, drop)
    (package / csv_path(TABLES[table])).unlink()


def test_columns_and_tables_that_came_and_went(made: Path, other: Path) -> None:
    _drop(other, "names", "language")
    _drop_table(other, "name_systems")
    there, back = changes(made, other), changes(other, made)
    assert there["names"].structure == (("column_removed", ("language",)),)
    assert back["names"].structure == (("column_added", ("language",)),)
    assert (there["name_systems"].kinds, back["name_systems"].kinds) == (
        {"table_removed"} | ({"row_removed"} if there["name_systems"].n_before else set()),
        {"table_added"} | ({"row_added"} if there["name_systems"].n_before else set()),
    )
    assert "names: column removed language" in "\n".join(summary(there.values()))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda column: column.update(type="integer"), "type_changed"),
        (lambda column: column["constraints"].update(enum=["named"]), "constraint_tightened"),
        (lambda column: column["constraints"]["enum"].append("more"), "constraint_loosened"),
        (lambda column: column["constraints"].pop("enum"), "constraint_loosened"),
        (lambda column: column["constraints"].update(minimum=0), "constraint_tightened"),
        (lambda column: column.pop("constraints"), "constraint_loosened"),
        (lambda column: column.update(description="Other words."), "description_changed"),
    ],
)
def test_declarations_that_changed(made: Path, other: Path, change: Callable[[Any], object], kind: str) -> None:
    number = TABLES["names"].column_names.index("origin")
    describe_anew(other, lambda d: change(fields(d, "names")[number]))
    assert dict(changes(made, other)["names"].structure)[kind] == ("origin",)


def test_columns_in_another_order(made: Path, other: Path) -> None:
    describe_anew(other, lambda d: fields(d, "names").reverse())
    assert changes(made, other)["names"].kinds == {"columns_reordered"}


def test_every_kind_has_its_step() -> None:
    steps = reference.mapping("releases.yaml")["steps"]
    assert set(steps.values()) == {"major", "minor", "patch"}
    for kind, step in steps.items():
        assert least_version("1.2.3", [kind])[0] == {"major": "2.0.0", "minor": "1.3.0", "patch": "1.2.4"}[step]
        assert least_version("0.2.3", [kind])[0] == ("0.2.4" if step == "patch" else "0.3.0")


@given(st.lists(st.sampled_from(sorted(reference.mapping("releases.yaml")["steps"])), max_size=4))
def test_more_changes_never_make_a_smaller_step(kinds: list[str]) -> None:
    def numbers(version: str) -> tuple[int, ...]:
        return tuple(map(int, version.split(".")))

    before = "1.2.3"
    for number in range(len(kinds) + 1):
        version, _ = least_version("1.2.3", kinds[:number])
        assert numbers(version) >= numbers(before)
        before = version
    assert numbers(before) > (1, 2, 3)


def test_the_changelog() -> None:
    log = "# Changelog\n\nWords.\n\n## Unreleased\n\n- A command.\n\n## 0.1.0\n\n- The first.\n"
    once = with_entry(log, "0.2.0", ["names: 1 added; 2 → 3 rows"])
    assert once == (
        "# Changelog\n\nWords.\n\n## 0.2.0\n\n- A command.\n\nWhat changed in the data:\n\n"
        "- names: 1 added; 2 → 3 rows\n\n## 0.1.0\n\n- The first.\n"
    )
    assert with_entry(once, "0.2.0", ["names: 1 added; 2 → 3 rows"]) == once
    assert "2 → 4" in with_entry(once, "0.2.0", ["names: 2 added; 2 → 4 rows"])
    assert with_entry("", "0.2.0", ["a"]) == "# Changelog\n\n## 0.2.0\n\nWhat changed in the data:\n\n- a\n"
    assert with_entry("# C\n\n## 0.1.0\n\n- x\n", "0.2.0", ["a"]).count("## 0.") == 2


@pytest.fixture
def grown(made: Path, tmp_path: Path) -> tuple[Path, list[str | Path]]:
    """The next build with a text more, and where a release writes."""
    raw = Path(shutil.copytree(made.parent / "raw", tmp_path / "raw"))
    (raw / "more.txt").write_text("Olga Wrona came to Brest. Wrona left.")
    package = build(raw, tmp_path / "grown").folder
    (tmp_path / "LOG.md").write_text("# Changelog\n\n## 0.1.0\n\n- The first.\n", encoding="utf-8")
    return package, ["--identities", tmp_path / "ids" / "identities.csv", "--changelog", tmp_path / "LOG.md"]


def test_a_release_writes_its_version_where_versions_stand(
    made: Path, grown: tuple[Path, list[str | Path]], tmp_path: Path
) -> None:
    package, where = grown
    files = {
        "ids/package.yaml": "# The version below.\nname: imiony\nversion: 0.1.0\nlicenses:\n  - version: 4\n",
        "pyproject.toml": '[project]\nname = "imiony"\nversion = "0.1.0"\n[tool.x]\ntarget-version = "0.1.0"\n',
        "CITATION.cff": "cff-version: 1.2.0\nversion: 0.1.0\n",
    }
    assert "version is" not in imiony("release", "0.2.0", package, "--since", made, *where)[1], "there is none yet"
    for path, text in files.items():
        (tmp_path / path).write_text(text)
    code, out, _ = imiony("release", "0.2.0", package, "--since", made, *where)
    assert code == 0
    assert "the version is 0.2.0\nnext: `imiony build`" in out
    for path, text in files.items():
        old = 'version = "0.1.0"\n[' if "pyproject" in path else "\nversion: 0.1.0"
        assert (tmp_path / path).read_text() == text.replace(old, old.replace("0.1.0", "0.2.0"))


def test_a_release_says_what_changed(made: Path, grown: tuple[Path, list[str | Path]], tmp_path: Path) -> None:
    package, where = grown
    code, out, error = imiony("release", "0.2.0", package, "--since", made, *where)
    assert (code, error) == (0, "")
    assert "people: 1 added; 2 → 3 rows" in out
    log = (tmp_path / "LOG.md").read_text(encoding="utf-8")
    assert "## 0.2.0\n\nWhat changed in the data:\n\n- " in log
    assert "Wrona" not in log, "names would stay there when somebody is redacted"
    with (tmp_path / "ids" / "changes" / "0.2.0.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["change"] for row in table if row["table"] == "people"] == ["row_added"]
    before = log
    assert imiony("release", "0.2.0", package, "--since", made, *where)[0] == 0
    assert (tmp_path / "LOG.md").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("version", "complaint"),
    [
        ("0.1.1", "0.1.1 is too small a step from 0.1.0: row added needs 0.2.0 or higher"),
        ("0.1.0", "0.1.0 is too small a step from 0.1.0"),
        ("2", "'2' is no version that can be compared"),
    ],
)
def test_a_step_that_is_too_small(
    made: Path, grown: tuple[Path, list[str | Path]], tmp_path: Path, version: str, complaint: str
) -> None:
    package, where = grown
    log = (tmp_path / "LOG.md").read_bytes()
    code, _, error = imiony("release", version, package, "--since", made, *where)
    assert code == 1
    assert complaint in error
    assert error.splitlines()[-1].endswith("nothing was remembered")
    assert not (tmp_path / "ids").exists()
    assert (tmp_path / "LOG.md").read_bytes() == log


def test_a_table_that_shrinks_and_an_id_that_vanishes(
    made: Path, grown: tuple[Path, list[str | Path]], tmp_path: Path
) -> None:
    package, where = grown
    command: list[str | Path] = ["release", "0.2.0", made, "--since", package, *where]
    code, _, error = imiony(*command)
    assert code == 1
    assert "imiony: people shrinks from 3 to 2 rows" in error
    assert "imiony: 1 ids vanish without a redirect (person-" in error
    assert "shrinks" not in imiony(*command, "--allow-shrink")[2]
    assert "vanish" not in imiony(*command, "--allow-vanish")[2]
    assert not (tmp_path / "ids").exists()
    assert imiony(*command, "--allow-shrink", "--allow-vanish")[0] == 0


def test_what_cannot_be_compared(made: Path, other: Path, tmp_path: Path) -> None:
    assert imiony("diff", made, tmp_path)[0] == 2
    (other / "data" / "names.parquet").write_bytes(b"no Parquet")
    code, _, error = imiony("diff", made, other)
    assert code == 1
    assert "names.parquet" in error
    assert len(error.splitlines()) == 1
    (other / "datapackage.json").write_bytes(b"{")
    code, _, error = imiony("diff", made, other)
    assert (code, len(error.splitlines())) == (1, 1)
    assert "datapackage.json" in error


def test_a_damaged_package_is_not_released(grown: tuple[Path, list[str | Path]], tmp_path: Path) -> None:
    package, where = grown
    (package / "README.md").write_text("Mine.")
    code, _, error = imiony("release", "0.2.0", package, *where)
    assert (code, "README.md: has 5 bytes" in error) == (1, True)
    assert not (tmp_path / "ids").exists()

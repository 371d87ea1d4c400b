"""A package is verified with nothing but its folder: whatever is damaged or forged is found and named."""

import json
import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packages import change_rows, describe_anew, texts
from typer.testing import CliRunner

from pipeline.build import build
from pipeline.cli import app
from pipeline.publish.checks import CheckFailed, Failure
from pipeline.publish.descriptor import write_descriptor
from pipeline.publish.files import csv_path, parquet_path
from pipeline.publish.verify import verify_package
from pipeline.tables import PUBLISHED
from pipeline.tables.rows import Row
from pipeline.verify import verify

FILES = [
    "datapackage.json",
    "README.md",
    *(path(table) for table in PUBLISHED for path in (csv_path, parquet_path)),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `raw` and `package`; not to be changed."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "raw").mkdir()
    for name, content in texts().items():
        (folder / "raw" / name).write_text(str(content), encoding="utf-8")
    build(folder / "raw", folder / "package")
    return folder


@pytest.fixture
def broken(made: Path, tmp_path: Path) -> Path:
    """A copy of the package, to be broken."""
    return Path(shutil.copytree(made / "package", tmp_path / "package"))


def said(failures: list[Failure]) -> str:
    return "\n".join(map(str, failures))


def test_a_package_that_is_whole(made: Path) -> None:
    assert verify(made / "package", made / "raw") == []
    assert {str(p.relative_to(made / "package")) for p in (made / "package").rglob("*") if p.is_file()} == set(FILES)


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_byte_is_found_and_its_file_named(broken: Path, name: str, data: st.DataObject) -> None:
    content = (broken / name).read_bytes()
    position = data.draw(st.integers(0, len(content) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != content[position]))
    try:
        (broken / name).write_bytes(content[:position] + bytes([other]) + content[position + 1 :])
        assert any(failure.table == name for failure in verify_package(broken))
    finally:
        (broken / name).write_bytes(content)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_cut_longer_or_gone(broken: Path, name: str) -> None:
    content = (broken / name).read_bytes()
    for other in (content[:-1], content + b"\n", b""):
        (broken / name).write_bytes(other)
        assert any(failure.table == name for failure in verify_package(broken))
    (broken / name).unlink()
    assert any(failure.table == name and "missing" in failure.rule for failure in verify_package(broken))


def _link(package: Path) -> None:
    shutil.move(package / "README.md", package.parent / "README.md")
    (package / "README.md").symlink_to(package.parent / "README.md")


def _link_folder(package: Path) -> None:
    shutil.move(package / "data", package.parent / "data")
    (package / "data").symlink_to(package.parent / "data")


def _pipe_for_a_table(package: Path) -> None:
    (package / "data" / "names.csv").unlink()
    os.mkfifo(package / "data" / "names.csv")


def _socket(package: Path) -> None:
    here = Path.cwd()
    os.chdir(package)  # the path of a socket has to be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("door")
    finally:
        os.chdir(here)


ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a file": (lambda p: (p / "data" / "more.csv").write_text("a\n"), "data/more.csv: is not named in"),
    "a hidden file": (lambda p: (p / ".hidden").write_text("a\n"), ".hidden: is not named in"),
    "an empty folder": (lambda p: (p / "data" / "old").mkdir(), "data/old: is an empty folder"),
    "a name that forges a line": (lambda p: (p / "a\nb\x1b[2J").write_text(""), r"a\nb\x1b[2J: is not named in"),
    "a pipe": (lambda p: os.mkfifo(p / "pipe"), "pipe: is neither file nor folder"),
    "a pipe for a table": (
        _pipe_for_a_table,
        "data/names.csv: is neither file nor folder",
    ),
    "a socket": (_socket, "door: is neither file nor folder"),
    "a link": (_link, "README.md: is a symbolic link"),
    "a linked folder": (_link_folder, "data: is a symbolic link"),
    "a link to nowhere": (lambda p: (p / "data" / "x").symlink_to("/nowhere"), "data/x: is a symbolic link"),
}


@pytest.mark.parametrize(("put", "message"), ODD.values(), ids=ODD.keys())
def test_odd_things_in_the_folder(broken: Path, put: Callable[[Path], object], message: str) -> None:
    put(broken)
    assert message in said(verify_package(broken))


def _resource(described: Any, name: str) -> Any:
    (found,) = [resource for resource in described["resources"] if resource["name"] == name]
    return found


def _without(key: str) -> Callable[[Any], object]:
    return lambda described: described.pop(key)


DESCRIBED: dict[str, tuple[Callable[[Any], object], str]] = {
    **{
        f"no {key}": (_without(key), f"{key} is ")
        for key in ("$schema", "name", "title", "description", "version", "licenses", "sources", "contributors")
    },
    "no table": (lambda d: d["resources"].remove(_resource(d, "names")), "the resource names is missing"),
    "no twin": (lambda d: d["resources"].remove(_resource(d, "names-parquet")), "names-parquet is missing"),
    "no read me": (lambda d: d["resources"].remove(_resource(d, "readme")), "README.md: is not named in"),
    "no hash": (lambda d: _resource(d, "readme").pop("hash"), "readme lacks its bytes or hash"),
    "another hash": (lambda d: _resource(d, "readme").update(hash="md5:00"), "readme lacks its bytes or hash"),
    "no size": (lambda d: _resource(d, "readme").update(bytes=None), "readme lacks its bytes or hash"),
    "a constraint less": (
        lambda d: _resource(d, "mentions")["schema"]["fields"][0].pop("constraints"),
        "the schema of mentions is not the one",
    ),
    "a key less": (lambda d: _resource(d, "names")["schema"].pop("foreignKeys"), "the schema of names is not"),
    "a table more": (
        lambda d: d["resources"].append({**_resource(d, "readme"), "name": "more", "schema": {}}),
        "more is no table that",
    ),
    "the same path twice": (
        lambda d: d["resources"].append({**_resource(d, "readme"), "name": "again"}),
        "again (README.md) is named twice",
    ),
    "a path that leads out": (
        lambda d: d["resources"].append({**_resource(d, "readme"), "name": "out", "path": "../raw/open.txt"}),
        "out has a path that leads out of the package",
    ),
    "another version": (
        lambda d: (d.update(version="0.0.9"), _resource(d, "names")["schema"].pop("foreignKeys")),
        "verify it with version 0.0.9",
    ),
}


@pytest.mark.parametrize(("change", "message"), DESCRIBED.values(), ids=DESCRIBED.keys())
def test_a_descriptor_that_is_not_complete(broken: Path, change: Callable[[Any], object], message: str) -> None:
    describe_anew(broken, change)
    found = said(verify_package(broken))
    assert message in found
    assert "its own hash" not in found


def test_a_descriptor_that_was_edited_by_hand(broken: Path) -> None:
    path = broken / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"title": "Mine"}), encoding="utf-8")
    assert said(verify_package(broken)) == (
        "datapackage.json: its own hash says that it was changed: take the package anew"
    )


@pytest.mark.parametrize("content", [b"", b"[" * 100_000, b"[]", b'{"resources": [1]}', b"\xff", b"\x00"])
def test_no_descriptor(broken: Path, content: bytes) -> None:
    (broken / "datapackage.json").write_bytes(content)
    (failure,) = verify_package(broken)
    assert failure.table == "datapackage.json"
    assert "\n" not in str(failure)


def _set(**cells: object) -> Callable[[list[Row]], object]:
    return lambda rows: rows[0].update(cells)


FORGED: dict[str, tuple[str, Callable[[list[Row]], object], str]] = {
    "a key twice": ("methods", lambda rows: rows.insert(0, rows[0]), "methods: method_id must be unique"),
    "two values that must differ": (
        "mentions",
        lambda rows: rows[1].update(document_id=rows[0]["document_id"], start=rows[0]["start"]),
        "mentions: document_id and start and end must be unique",
    ),
    "a key missing": ("names", _set(name_id=None), "names: name_id is missing"),
    "a reference to nowhere": (
        "mentions",
        _set(entity_id="person-000000000000"),
        "mentions: entity_id points at no row of entities",
    ),
    "another value": ("mentions", _set(form="nickname"), "mentions: form is none of"),
    "another look": ("documents", _set(sha256="abc"), "documents: sha256 does not look like"),
    "another order": ("names", lambda rows: rows.reverse(), "names: rows are not sorted by"),
    "a longer quote": ("mentions", _set(quote="Nobody At All Here"), "mentions: start and end do not lie in"),
    "a place outside": ("mentions", _set(start=10_000, end=10_011), "mentions: start and end do not lie in"),
    "another count": ("entities", _set(n_mentions=7), "entities: n_mentions is not what mentions holds"),
}


@pytest.mark.parametrize(("table", "change", "message"), FORGED.values(), ids=FORGED.keys())
def test_a_table_that_was_forged_with_all_its_hashes(
    broken: Path, table: str, change: Callable[[list[Row]], object], message: str
) -> None:
    change_rows(broken, table, change)
    assert message in said(verify_package(broken))


def _swap(quote: str, other: str) -> Callable[[list[Row]], object]:
    """Another quote that is as long."""
    assert len(quote) == len(other)
    return lambda rows: [row.update(quote=other) for row in rows if row["quote"] == quote]


def test_a_quote_is_compared_with_the_passage_that_is_published(broken: Path) -> None:
    change_rows(broken, "mentions", _swap("Nina Bondar", "Nora Bondar"))
    assert "mentions: the quote is not what stands there in passages (1 row): open-txt#char=0,11" in said(
        verify_package(broken)
    )


def test_sentences_are_compared_with_their_paragraph(broken: Path) -> None:
    def change(rows: list[Row]) -> None:
        (row,) = [row for row in rows if row["kind"] == "sentence" and (row["quote"] or "").startswith("Pavel")]
        row["quote"] = row["quote"].replace("not", "too")

    change_rows(broken, "passages", change)
    assert "passages: the quote is not what stands there in passages (1 row)" in said(verify_package(broken))


def test_a_quote_of_a_closed_text_is_compared_with_the_raw_text(made: Path, broken: Path) -> None:
    change_rows(broken, "mentions", _swap("Ніна Бондар", "Ніна Бандур"))
    assert verify_package(broken) == [], "nothing in the package says so"
    assert "mentions: the quote is not text[start:end] (1 row): closed-txt#char=0,11" in said(
        verify(broken, made / "raw")
    )


def test_raw_texts_that_are_others_or_gone(made: Path, tmp_path: Path) -> None:
    raw = Path(shutil.copytree(made / "raw", tmp_path / "raw"))
    (raw / "new.txt").write_text("Olga Wrona came.")
    assert verify(made / "package", raw) == [], "a text more does not make the package wrong"
    (raw / "open.txt").write_text("Nina Bondar came to Minsk.\n\nPavel Novik did not.\n")
    (raw / "closed.txt").unlink()
    found = said(verify(made / "package", raw))
    assert "open.txt: is not the text that the package was made of" in found
    assert f"closed.txt: is not in {raw} or cannot be read" in found


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_twins_that_differ(broken: Path, kind: str) -> None:
    change_rows(broken, "methods", _set(description="Another one."), kind)
    assert said(verify_package(broken)) == (
        "methods: columns, types or rows differ between CSV and Parquet: description"
    )


def test_a_twin_with_fewer_rows(broken: Path) -> None:
    change_rows(broken, "methods", lambda rows: rows.pop(), "parquet")
    assert "methods: columns, types or rows differ" in said(verify_package(broken))


def test_a_build_ends_with_it(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was damaged on its way to the disk never stands in the package's place."""
    write = write_descriptor

    def damage(folder: Path, *rest: Any) -> None:
        write(folder, *rest)
        (folder / "data" / "names.csv").write_bytes(b"name_id\n")

    monkeypatch.setattr("pipeline.publish.package.write_descriptor", damage)
    with pytest.raises(CheckFailed, match=r"data/names\.csv: has 8 bytes"):
        build(made / "raw", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_the_command(made: Path, broken: Path) -> None:
    runner = CliRunner()
    done = runner.invoke(app, ["verify", str(made / "package"), "--raw", str(made / "raw")])
    assert (done.exit_code, done.output) == (0, f"{made / 'package'} is valid\n")
    (broken / "more.txt").write_text("")
    done = runner.invoke(app, ["verify", str(broken)])
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "imiony: more.txt: is not named in datapackage.json: remove it",
        f"imiony: {broken} is not valid",
    ]
    assert runner.invoke(app, ["verify", str(broken), "--raw", "nowhere"]).exit_code == 2
    assert runner.invoke(app, ["verify", str(broken / "data")]).exit_code == 2

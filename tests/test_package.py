"""The package: valid for Frictionless and for a stranger, the same bytes always, never half."""

import csv
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from conftest import ROOT, RawFolder
from makers import page
from packages import contents

from pipeline.build import build
from pipeline.publish.checks import CheckFailed
from pipeline.publish.descriptor import _sources, sealed
from pipeline.publish.readme import DUCKDB, PANDAS
from pipeline.publish.validate import validate_package
from pipeline.tables import PUBLISHED, TABLES
from pipeline.tables.table_schema import table_schema

EMPTY = ("ingest_problems", "quotation_speakers", "redirects")
"""Tables that have no rows in the committed package."""


def frictionless(folder: Path) -> subprocess.CompletedProcess[str]:
    """What a stranger would type."""
    command = [str(Path(sys.executable).with_name("frictionless")), "validate", str(folder / "datapackage.json")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_committed_package_is_made_of_the_committed_texts(package: Path) -> None:
    assert contents(package) == contents(ROOT / "datapackage"), "run `make data` and commit datapackage/"


def test_it_is_valid(package: Path) -> None:
    assert validate_package(package) == []


@pytest.mark.process
def test_frictionless_says_so_too(package: Path) -> None:
    assert frictionless(package).returncode == 0


def _rewrite(package: Path, name: str, old: str, new: str) -> None:
    """Changes the content of a file, and its size and hash in the descriptor, so that only the rule is broken."""
    path = package / name
    content = path.read_bytes()
    assert old.encode() in content
    path.write_bytes(content.replace(old.encode(), new.encode(), 1))
    descriptor = json.loads((package / "datapackage.json").read_bytes())
    for resource in descriptor["resources"]:
        if resource["path"] == name:
            resource["bytes"] = path.stat().st_size
            resource["hash"] = "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
    (package / "datapackage.json").write_bytes(sealed(descriptor))


def _replace(path: Path, old: bytes, new: bytes) -> None:
    path.write_bytes(path.read_bytes().replace(old, new, 1))


def _flip_a_byte(package: Path) -> None:
    path = package / "data" / "people.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


BREAKAGES: dict[str, Callable[[Path], None]] = {
    "a changed byte": _flip_a_byte,
    "a changed cell": lambda p: _replace(p / "data" / "names.csv", b"Znak", b"Znek"),
    "a broken key": lambda p: _rewrite(p, "data/mentions.csv", '"person-', '"person_'),
    "a wrong type": lambda p: _rewrite(p, "data/mentions.csv", ",351,", ",three,"),
    "a key twice": lambda p: _rewrite(
        p, "data/documents.csv", '"rferl-30856497"', '"buetikofer-2020-09-25-open-letter"'
    ),
    "a missing file": lambda p: (p / "data" / "names.csv").unlink(),
}


@pytest.mark.process
@pytest.mark.parametrize("breakage", BREAKAGES.values(), ids=BREAKAGES.keys())
def test_frictionless_catches(package: Path, breakage: Callable[[Path], None]) -> None:
    breakage(package)
    assert frictionless(package).returncode == 1
    assert validate_package(package) != []


def test_a_file_without_its_hash_is_not_valid(package: Path) -> None:
    """Frictionless is content with a file whose size and hash nobody gives."""
    descriptor = json.loads((package / "datapackage.json").read_bytes())
    for resource in descriptor["resources"]:
        if resource["path"].endswith(".parquet"):
            del resource["hash"]
    (package / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    assert "lacks its bytes or hash" in str(validate_package(package))


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff", b'{"resources": 1}', b'{"resources": []}'])
def test_a_descriptor_that_is_none(package: Path, content: bytes) -> None:
    (package / "datapackage.json").write_bytes(content)
    problems = validate_package(package)
    assert problems
    assert all("\n" not in problem for problem in problems)


def test_our_own_checks_catch_what_frictionless_does_not(package: Path) -> None:
    _rewrite(package, "data/people.csv", '"Znak"', '"Znek"')
    assert validate_package(package) == ["people: columns, types or rows differ between CSV and Parquet: family_name"]


def test_the_descriptor(package: Path) -> None:
    descriptor = json.loads((package / "datapackage.json").read_bytes())
    for key in ("name", "title", "description", "version", "licenses", "sources", "contributors", "keywords"):
        assert descriptor[key]
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [source["rights"] for source in descriptor["sources"]] == ["quotation_only", "quotation_only"]
    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    assert {resource["path"] for resource in resources.values()} | {"datapackage.json"} == contents(package).keys()
    for table in PUBLISHED:
        assert resources[table.name]["schema"] == table_schema(table)
        assert resources[table.name]["encoding"] == "utf-8"
    for resource in resources.values():
        content = (package / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()


def test_the_data_dictionary_names_every_column(package: Path) -> None:
    readme = (package / "README.md").read_text(encoding="utf-8")
    for table in PUBLISHED:
        section = readme.split(f"### {table.name}\n")[1].split("\n### ")[0]
        for column in table.columns:
            assert f"| `{column.name}` | {column.type}" in section
            assert column.description.replace("|", "\\|") in section


def test_the_snippets_of_the_readme_run(
    package: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(package)
    readme = (package / "README.md").read_text(encoding="utf-8")
    assert PANDAS in readme
    assert DUCKDB in readme
    scope: dict[str, pd.DataFrame] = {}
    exec(PANDAS, scope)
    assert "Vladimir Putin" in capsys.readouterr().out
    assert sum(scope["names"]["origin"] == "attested") == 66
    rows = duckdb.execute(DUCKDB).fetchall()
    assert ("Vladimir Putin", "Vladimir Putin", 1) in rows
    assert len(rows) == 18


@pytest.mark.parametrize("table", [table.name for table in PUBLISHED if table.name not in EMPTY])
def test_duckdb_reads_the_same_from_both_files(package: Path, table: str) -> None:
    """A stranger's CSV reader, told nothing of our types, agrees with our Parquet."""
    lists = [column.name for column in TABLES[table].columns if column.type == "list"]
    select = f"SELECT * {f'EXCLUDE ({lists[0]})' if lists else ''} FROM"
    csv_rows, parquet_rows = (
        [
            [cell if isinstance(cell, int | float) else str(cell) for cell in row]
            for row in duckdb.execute(f"{select} '{package}/data/{table}.{kind}'").fetchall()
        ]
        for kind in ("csv", "parquet")
    )
    assert csv_rows == parquet_rows
    assert csv_rows


def test_no_text_is_published_that_rights_forbid(raw_folder: RawFolder, tmp_path: Path) -> None:
    sentence = "Nina Bondar said that nobody had been told of the hearing."
    rights = {"open": "open", "closed": "quotation_only", "secret": "none"}
    files: dict[str, str | bytes] = {"unknown.txt": f"Unknown. {sentence}"}
    for name, value in rights.items():
        files |= {f"{name}.txt": f"{name.title()}. {sentence}", f"{name}.txt.yaml": f"rights: {value}\n"}
    folder = build(raw_folder(files), tmp_path / "out").folder
    with (folder / "data" / "passages.csv").open(encoding="utf-8", newline="") as file:
        quoted = {row["document_id"] for row in csv.DictReader(file) if row["quote"]}
    assert quoted == {"open-txt"}
    for path, content in contents(folder).items():
        if not path.startswith("data/passages"):
            assert sentence.encode() not in content, path


BUILD_IN_OTHER_ORDER = """
import os, random, sys
chance, listdir, scandir = random.Random(sys.argv.pop(1)), os.listdir, os.scandir

class Shuffled:
    def __init__(self, found):
        self.entries = list(found)
        chance.shuffle(self.entries)
    def __iter__(self): return self
    def __next__(self):
        if not self.entries: raise StopIteration
        return self.entries.pop()
    def __enter__(self): return self
    def __exit__(self, *_): pass
    close = __exit__

os.scandir = lambda *given: Shuffled(scandir(*given))
os.listdir = lambda *given: list(Shuffled(listdir(*given)))
from pipeline.cli import app
app()
"""
"""The command on a file system that lists what a folder holds in an order of its own."""


@pytest.mark.process
def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """Whatever the working directory, time zone, locale, umask, hash seed and order of the files."""
    more: dict[str, str | bytes] = {
        "b/a.md": "Pavel Novik met Nina Bondar.",
        "b.html": page(["Nina Bondar came to Brest on 3 May 2021."]),
    }
    more |= {
        f"a{number}.txt": f"Pavel Novik saw {name} Bondar." for number, name in enumerate(("Nina", "Alena", "Ihar"))
    }
    results = []
    for number, (zone, settings) in enumerate(
        (
            ("Asia/Tokyo", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "1"}),
            ("America/Lima", {"LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "2"}),
        )
    ):
        raw = tmp_path / f"raw{number}"
        shutil.copytree(ROOT / "raw", raw)
        (raw / "b").mkdir()
        names = list(more)
        random.Random(number).shuffle(names)
        for name in names:
            content = more[name]
            (raw / name).write_bytes(content if isinstance(content, bytes) else content.encode())
            os.utime(raw / name, (number * 1e8, number * 1e8))
        cwd = tmp_path / f"cwd{number}"
        cwd.mkdir()
        command = [sys.executable, "-c", BUILD_IN_OTHER_ORDER, str(number), "build", "--raw", str(raw)]
        environment = os.environ | settings | {"TZ": zone}
        subprocess.run(command, cwd=cwd, env=environment, umask=0o22 + number * 0o55, check=True, capture_output=True)
        results.append(contents(cwd / "datapackage"))
    assert results[0] == results[1]
    assert results[0]["data/documents.csv"].count(b"\n") == 8


def test_nothing_of_an_earlier_package_stays(package: Path) -> None:
    (package / "data" / "left_over.csv").write_text("a\n1\n")
    build(ROOT / "raw", package)
    assert contents(package) == contents(ROOT / "datapackage")
    assert [path.name for path in package.parent.iterdir()] == [package.name]


def test_a_failing_check_leaves_the_package_as_it_was(package: Path, raw_folder: RawFolder) -> None:
    before = contents(package)
    with pytest.raises(CheckFailed, match=r"no text in .* could be read"):
        build(raw_folder({"empty.txt": ""}), package)
    assert contents(package) == before
    assert {path.name for path in package.parent.iterdir()} == {package.name, "raw"}


@pytest.mark.parametrize("with_descriptor", [True, False])
def test_a_folder_that_holds_something_else_is_not_replaced(tmp_path: Path, with_descriptor: bool) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    if with_descriptor:
        (tmp_path / "datapackage.json").write_text("{}")
    with pytest.raises(FileExistsError, match="something else"):
        build(ROOT / "raw", tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize(("raw", "output"), [("p/raw", "p"), ("raw", "raw"), ("raw", "raw/p"), ("raw", "raw/../raw/p")])
def test_raw_texts_and_package_do_not_lie_in_each_other(tmp_path: Path, raw: str, output: str) -> None:
    (tmp_path / raw).mkdir(parents=True)
    (tmp_path / raw / "a.txt").write_text("Nina Bondar came.")
    with pytest.raises(FileExistsError, match="lie in each other"):
        build(tmp_path / raw, tmp_path / output)
    assert (tmp_path / raw / "a.txt").exists()


def test_every_table_is_published_but_whole_texts_and_what_is_for_maintainers() -> None:
    assert {name for name, table in TABLES.items() if not table.published} == {
        "texts",
        "candidates",
        "read_names",
        "resolved",
        "attested",
        "other_candidates",
        "told_events",
        "decision_problems",
    }


def test_many_sources_are_named_by_their_publishers() -> None:
    """A descriptor that names a million texts could not be opened any more."""
    rows = [
        {"title": f"Text {n}", "path": f"{n}.txt", "url": None, "publisher": f"House {n % 3}", "rights": "open"}
        for n in range(1001)
    ]
    assert _sources(rows[:1000])[-1] == {"title": "Text 999", "publisher": "House 0", "rights": "open"}
    assert _sources(rows) == [{"title": f"House {n}", "publisher": f"House {n}"} for n in range(3)]

"""Strings that break programs, in every field and file name: a valid package, and nothing lost."""

import ast
import hashlib
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from pipeline.build import build
from pipeline.publish.files import read_csv, read_parquet
from pipeline.publish.validate import validate_package
from pipeline.tables import PUBLISHED, TABLES

NAUGHTY: list[str] = [
    ast.literal_eval(line)
    for line in (ROOT / "tests" / "gold" / "naughty.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
FIELDS = ("title", "title_basis", "publisher", "publisher_basis", "published_basis")


def around(text: str) -> str:
    """A text that has a string as its title, in a sentence, and beside a name that is found."""
    return f"{text}\n\nAnna Novik said {text} in Brest. {text} was what Anna Novik’s lawyer heard.\n"


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every string in a text, as a whole text, in every field of a sidecar, and in a file name."""
    folder = tmp_path_factory.mktemp("naughty") / "raw"
    for part in ("text", "alone", "sidecar"):
        (folder / part).mkdir(parents=True)
    for number, text in enumerate(NAUGHTY):
        (folder / "text" / f"{number}.txt").write_bytes(around(text).encode())
        (folder / "text" / f"{number}.txt.yaml").write_text("rights: open\n")
        (folder / "alone" / f"{number}.md").write_bytes(text.encode())
        (folder / "sidecar" / f"{number}.txt").write_text(f"Text {number}.")
        sidecar = yaml.safe_dump(dict.fromkeys(FIELDS, text), allow_unicode=False)
        (folder / "sidecar" / f"{number}.txt.yaml").write_text(sidecar)
        name = text.encode()[:200].replace(b"/", b"_").replace(b".", b"_", 1)
        (folder / f"name-{number}").mkdir()
        (folder / f"name-{number}" / (name.decode("utf-8", "ignore") + ".txt")).write_text(f"Text {number}.")
    return folder


@pytest.fixture(scope="module")
def package(raw: Path) -> Path:
    return build(raw, raw.parent / "package").folder


def rows(package: Path, table: str) -> list[dict[str, object]]:
    return list(read_parquet(TABLES[table], package).to_pylist())


def test_the_collection_is_large_enough() -> None:
    assert len(set(NAUGHTY)) == len(NAUGHTY) > 60


def test_the_package_is_valid(package: Path) -> None:
    assert validate_package(package) == []
    for table in PUBLISHED:
        assert read_csv(table, package).equals(read_parquet(table, package))


def test_every_file_is_published_or_set_aside_with_its_reason(raw: Path, package: Path) -> None:
    found = {str(row["path"]) for row in rows(package, "documents")}
    problems = {str(row["path"]): row["reason"] for row in rows(package, "ingest_problems")}
    there = [path for path in raw.rglob("*") if path.is_file() and path.suffix != ".yaml"]
    assert len(found) + len(problems) == len(there)
    assert found.isdisjoint(problems)
    assert set(problems.values()) <= {"invalid_sidecar", "invalid_file_name"}
    assert all(f"text/{number}.txt" in found and f"alone/{number}.md" in found for number in range(len(NAUGHTY)))


def test_no_character_of_a_text_is_lost(package: Path) -> None:
    documents = {row["path"]: row for row in rows(package, "documents")}
    sentences: dict[object, str] = {}
    for row in rows(package, "passages"):
        if row["kind"] in ("title", "paragraph", "boilerplate"):
            sentences[row["document_id"]] = sentences.get(row["document_id"], "") + str(row["quote"])
    for number, text in enumerate(NAUGHTY):
        document = documents[f"text/{number}.txt"]
        assert document["text_sha256"] == hashlib.sha256(around(text).encode()).hexdigest()
        assert document["n_characters"] == len(around(text))
        passages = sentences[document["document_id"]]
        assert "".join(passages.split()) == "".join(around(text).split()), "passages are the text but for white space"


def test_what_a_sidecar_says_is_kept_or_refused(package: Path) -> None:
    documents = {row["path"]: row for row in rows(package, "documents")}
    refused = {row["path"]: str(row["detail"]) for row in rows(package, "ingest_problems")}
    for number, text in enumerate(NAUGHTY):
        path = f"sidecar/{number}.txt"
        if path in documents:
            assert [documents[path][field] for field in FIELDS] == [text.strip()] * len(FIELDS)
        else:
            assert not text.isprintable()
            assert "character that cannot be seen" in refused[path]


def test_anna_is_found_in_every_text(package: Path) -> None:
    texts = {row["document_id"]: row["path"] for row in rows(package, "documents")}
    named = {texts[row["document_id"]] for row in rows(package, "mentions") if "Novik" in str(row["quote"])}
    assert len([path for path in named if str(path).startswith("text/")]) >= 0.9 * len(NAUGHTY)


def test_no_markup_of_a_text_reaches_the_readme(package: Path) -> None:
    readme = (package / "README.md").read_text(encoding="utf-8")
    for piece in ("<script", "onerror", "javascript:", "DROP TABLE", "HYPERLINK"):
        assert piece not in readme
        assert piece in "".join(NAUGHTY)

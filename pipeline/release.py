"""Remembering the ids of a package that is about to be published: what `imiony release` does."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.entities.identity import COLUMNS, Remembered, Seen, evidence, identify, remember
from pipeline.publish.files import read_parquet
from pipeline.tables import TABLES
from pipeline.tables.rows import Row

_NAME = re.compile(r"[\w.+-]+")


def release(package: Path, name: str, remembered: Iterable[Remembered]) -> list[dict[str, str]]:
    """The rows of `identities.csv` after the release `name` of a package.

    Raises ValueError where the name is none, or where a build would not give these ids today; OSError where a table
    cannot be read.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name for a release: take letters, digits, . + - and _, such as 0.2.0")
    remembered = list(remembered)
    people = evidence(_seen(package))
    merged = {row["entity_id"] for row in remembered if row["redirects_to"]}
    redirects = (row for row in _rows(package, "redirects") if row["old_entity_id"] not in merged)
    found = identify(people, remembered, {row["entity_id"] for row in redirects if row["reason"] == "decision"})
    if any(person != entity_id for person, entity_id in found.ids.items()):
        raise ValueError(f"{package} has other ids than a build gives now: run `imiony build` first")
    return remember(remembered, people, found, name)


def read_rows(path: Path) -> list[dict[str, str]]:
    """What is remembered in a file; nothing where there is none yet. Raises ValueError where it is another one."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{path} does not have the columns {', '.join(COLUMNS)}: restore it")
        return list(reader)


def write_rows(rows: Iterable[Remembered], path: Path) -> None:
    """Writes `identities.csv`, whole or not at all."""
    content = io.StringIO(newline="")
    writer = csv.DictWriter(content, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.write_text(content.getvalue(), encoding="utf-8", newline="")
    unfinished.replace(path)


def _seen(package: Path) -> Iterator[tuple[str, Seen]]:
    """Every place that names a person, with the person's id."""
    names = {row["name_id"]: row["name"] for row in _rows(package, "names")}
    texts = {row["document_id"]: row["text_sha256"] for row in _rows(package, "documents")}
    for row in _rows(package, "mentions"):
        document_id = row["document_id"]
        name = names[row["name_id"]]
        yield row["entity_id"], Seen(name, document_id, row["start"], row["end"], texts[document_id])


def _rows(package: Path, table: str) -> list[Row]:
    rows: list[Row] = read_parquet(TABLES[table], package).to_pylist()
    return rows

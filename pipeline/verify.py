"""Verifying a package against the raw texts that it was made of, which are read anew.

What can be said without the raw texts is in `pipeline.publish.verify`.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.publish.failure import Failure
from pipeline.publish.files import read_parquet
from pipeline.publish.source import Held
from pipeline.publish.spans import check_spans
from pipeline.publish.verify import verify_package
from pipeline.read.folder import read_folder
from pipeline.steps.read import read
from pipeline.steps.step import RAW
from pipeline.tables import PUBLISHED, TABLES
from pipeline.tables.arrow import arrow_schema
from pipeline.tables.rows import Row
from pipeline.tables.values import printable

_CHARACTERS = 10_000_000
"""Code points of texts that are held at once."""

_OF_THE_TEXT = ("path", "sha256", "text_sha256", "n_characters")
"""What `documents` says of a text's content."""


def verify(package: Path, raw: Path | None = None) -> list[Failure]:
    """What is wrong with a package, by itself and, if it is whole, beside the folder `raw` that it was made of.

    Raises OSError where a folder cannot be read.
    """
    return verify_package(package) or ([] if raw is None else list(_against(package, raw)))


def _against(package: Path, raw: Path) -> Iterator[Failure]:
    known = {row["document_id"]: row for row in read_parquet(TABLES["documents"], package).to_pylist()}
    found: set[str] = set()
    for texts in _texts(raw):
        ours = [(row, text) for row, text in texts if row["document_id"] in known]
        found |= {row["document_id"] for row, _ in ours}
        changed = [row for row, _ in ours if any(row[key] != known[row["document_id"]][key] for key in _OF_THE_TEXT)]
        for row in changed:
            yield Failure(printable(row["path"]), "is not the text that the package was made of: build it anew", 0)
        same = [text for row, text in ours if row not in changed]
        yield from _spans(package, same)
    for document_id in sorted(known.keys() - found):
        path = printable(known[document_id]["path"])
        yield Failure(path, f"is not in {raw} or cannot be read: `imiony status` says why", 0)


def _texts(raw: Path) -> Iterator[list[tuple[Row, Row]]]:
    """The documents of a folder and their rows of `texts`, some at a time."""
    batch: list[tuple[Row, Row]] = []
    for found in read_folder(raw):
        rows = dict(read({RAW: [found]}))
        if "texts" in rows:
            batch.append((rows["documents"], rows["texts"]))
        if sum(len(text["text"]) for _, text in batch) > _CHARACTERS:
            yield batch
            batch = []
    yield batch


def _spans(package: Path, texts: list[Row]) -> Iterator[Failure]:
    """The check that a build makes, for the rows of these documents."""
    tables = {"texts": pa.Table.from_pylist(texts, schema=arrow_schema(TABLES["texts"]))}
    for table in PUBLISHED:
        if table.has_span:
            data = read_parquet(table, package)
            here = pc.is_in(data.column("document_id"), value_set=tables["texts"].column("document_id"))
            yield from check_spans(table, Held({**tables, table.name: data.filter(here)}.__getitem__))

"""Verifying a package that lies in a folder, with nothing but that folder: files, descriptor, tables.

What rows have to be like is said in `checks`, once; here is what can be wrong with a folder that somebody downloaded.
Raw texts are read anew by `pipeline.verify`, Frictionless is asked by `validate`.
"""

import os
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipeline import reference
from pipeline.publish.checks import Failure, check_all
from pipeline.publish.descriptor import DESCRIPTOR, SCHEMA, is_sealed, read_descriptor
from pipeline.publish.failure import Broken
from pipeline.publish.files import check_twins, csv_path, fingerprint, parquet_path
from pipeline.publish.source import Files, Source
from pipeline.publish.spans import ByDocument
from pipeline.tables import PUBLISHED, TABLES, Table
from pipeline.tables.table_schema import table_schema
from pipeline.tables.values import printable

_SAID = ("name", "title", "description", "version", "licenses", "keywords", "contributors", "sources")
"""What a descriptor says of the package as a whole."""

Passage = tuple[int, int, str]
"""Start and end in the document (code points), and what stands there."""

_ROWS = 20_000
"""Rows that are held as Python objects at once."""

_SHA256 = re.compile(r"sha256:[0-9a-f]{64}")


def verify_package(folder: Path) -> list[Failure]:
    """What is wrong with the package in `folder`; nothing where it is whole.

    Tables are looked into only where every file is the one that the descriptor names. Where a build puts another
    package there meanwhile, that one is verified. Raises OSError where the folder cannot be read.
    """
    while True:
        before = folder.stat()
        failures, is_readable = verify_files(folder)
        failures += _tables(folder) if is_readable else []
        after = folder.stat()
        # A number may be given to another folder, but not at the same time.
        if os.path.samestat(before, after) and before.st_ctime_ns == after.st_ctime_ns:
            return failures


def verify_files(folder: Path) -> tuple[list[Failure], bool]:
    """What is wrong with the files of a package and their description, and whether its tables can be looked into."""
    entries = dict(_entries(folder))
    failures = [Failure(printable(path), said, 0) for path, said in entries.items() if said]
    if entries.get(DESCRIPTOR) != "":
        return failures if entries.get(DESCRIPTOR) else [*failures, Failure(DESCRIPTOR, "is missing", 0)], False
    try:
        described = read_descriptor(folder)
    except ValueError as error:
        return [*failures, Failure(DESCRIPTOR, str(error), 0)], False
    if not is_sealed((folder / DESCRIPTOR).read_bytes(), described):
        failures.append(Failure(DESCRIPTOR, "its own hash says that it was changed: take the package anew", 0))
    failures += [Failure(DESCRIPTOR, said, 0) for said in _incomplete(described)]
    named = {str(resource.get("path")): resource for resource in described["resources"]}
    failures += [
        Failure(printable(path), f"is not named in {DESCRIPTOR}: remove it", 0)
        for path, said in entries.items()
        if not said and path != DESCRIPTOR and path not in named
    ]
    broken = [Failure(DESCRIPTOR, said, 0) for said in (*_resources(described), *_schemas(described))]
    broken += [
        Failure(printable(path), said, 0)
        for path, resource in named.items()
        if (said := _file(folder, path, entries, resource))
    ]
    # Nothing is opened that is no file: a pipe would never end.
    return failures + broken, not broken and not any(entries[path] for path in named)


def _entries(folder: Path) -> Iterator[tuple[str, str]]:
    """Every path in the folder, with forward slashes, and what is wrong with it; folders only where something is."""
    with os.scandir(folder) as found:
        inside = sorted(found, key=lambda entry: entry.name)
    for entry in inside:
        if entry.is_symlink():
            yield entry.name, "is a symbolic link: put the file itself there"
        elif entry.is_dir(follow_symlinks=False):
            below = list(_entries(Path(entry.path)))
            yield from ((f"{entry.name}/{path}", said) for path, said in below)
            if not below:
                yield entry.name, "is an empty folder: remove it"
        else:
            yield entry.name, "" if entry.is_file(follow_symlinks=False) else "is neither file nor folder: remove it"


def _incomplete(described: dict[str, Any]) -> Iterator[str]:
    if described.get("$schema") != SCHEMA:
        yield f"$schema is not {SCHEMA}"
    for key in _SAID:
        if not described.get(key):
            yield f"{key} is missing"


def _resources(described: dict[str, Any]) -> Iterator[str]:
    """Every file has a name and a path of its own in the folder, its size and its hash."""
    seen: set[str] = set()
    for resource in described["resources"]:
        name, path = (printable(str(resource.get(key))) for key in ("name", "path"))
        if {f"name {name}", f"path {path}"} & seen:
            yield f"{name} ({path}) is named twice"
        seen |= {f"name {name}", f"path {path}"}
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts or str(PurePosixPath(path)) != path:
            yield f"{name} has a path that leads out of the package: {path}"
        if type(resource.get("bytes")) is not int or not _SHA256.fullmatch(str(resource.get("hash"))):
            yield f"{name} lacks its bytes or hash, so that a change could not be seen"


def _schemas(described: dict[str, Any]) -> Iterator[str]:
    """The package holds our tables, with the schemas that we declare today, and no others."""
    resources = {resource.get("name"): resource for resource in described["resources"]}
    ours, theirs = reference.mapping("package.yaml")["version"], described.get("version")
    remedy = "" if ours == theirs else f": verify it with version {printable(str(theirs))}, this is {ours}"
    for table in PUBLISHED:
        for name, path in ((table.name, csv_path(table)), (f"{table.name}-parquet", parquet_path(table))):
            if name not in resources:
                yield f"the resource {name} is missing{remedy}"
            elif resources[name].get("path") != path:
                yield f"the path of {name} is not {path}"
        if table.name in resources and not _is_declared(resources[table.name].get("schema"), table):
            yield f"the schema of {table.name} is not the one that this version of Imiony declares{remedy}"
    for name, resource in resources.items():
        if "schema" in resource and name not in {table.name for table in PUBLISHED}:
            yield f"{printable(str(name))} is no table that this version of Imiony declares{remedy}"


def _is_declared(schema: Any, table: Table) -> bool:
    """Whether a schema is the declared one; the examples are no rules, and may be others or missing."""
    declared = table_schema(table)
    if not isinstance(schema, dict) or not isinstance(schema.get("fields"), list):
        return False
    bare = [
        [{key: said for key, said in dict(field).items() if key != "example"} for field in fields]
        for fields in (declared["fields"], [field for field in schema["fields"] if isinstance(field, dict)])
    ]
    return bare[0] == bare[1] and {**schema, "fields": []} == {**declared, "fields": []}


def _file(folder: Path, path: str, entries: dict[str, str], resource: dict[str, Any]) -> str:
    """What is wrong with a file that the descriptor names."""
    if path not in entries:
        return f"is named in {DESCRIPTOR}, but is missing"
    if entries[path]:
        return ""  # said already
    size, sha256 = fingerprint(folder / path)
    if size != resource.get("bytes"):
        return f"has {size} bytes, and not {resource.get('bytes')} as {DESCRIPTOR} says: take the package anew"
    if f"sha256:{sha256}" != resource.get("hash"):
        return f"its hash is not the one in {DESCRIPTOR}, it was changed: take the package anew"
    return ""


def _tables(folder: Path) -> list[Failure]:
    twins = [failure for table in PUBLISHED for failure in check_twins(folder, table)]
    if twins:
        return twins
    source = Files(partial(_parquet, folder))
    failures = check_all(source, PUBLISHED)
    with_span = (table for table in PUBLISHED if table.has_span)
    return failures or [failure for table in with_span for failure in check_open_texts(source, table)]


def _parquet(folder: Path, table: str) -> Path:
    return folder / parquet_path(TABLES[table])


def check_open_texts(source: Source, table: Table) -> list[Failure]:
    """Quotes are what stands at their place in those passages that are published with their text."""
    broken = Broken(table)
    pieces = source.batches("passages", ["document_id", "parent_passage_id", "quote"], _ROWS)
    known = {document_id for batch in pieces for document_id in _whole(batch).column("document_id").to_pylist()}
    passages = ByDocument(known, lambda: _passages(source))
    names = ("document_id", "start", "end", "quote")
    for batch in source.batches(table.name, list(dict.fromkeys((table.key, *names))), _ROWS):
        rows = zip(*(batch.column(name).to_pylist() for name in names), strict=True)
        wrong = []
        for document_id, of_document in groupby(rows, itemgetter(0)):
            found = passages.get(document_id) or []
            starts = [start for start, _, _ in found]
            wrong += [
                quote is not None and not _agrees(found, starts, start, end, quote)
                for _, start, end, quote in of_document
            ]
        broken.note(batch, pa.array(wrong, pa.bool_()), "the quote is not what stands there in passages", table.key)
    return list(broken.failures())


def _whole(passages: pa.RecordBatch) -> pa.RecordBatch:
    """The passages that have their text and lie in no other one."""
    return passages.filter(
        pc.and_(pc.is_valid(passages.column("quote")), pc.is_null(passages.column("parent_passage_id")))
    )


def _passages(source: Source) -> Iterator[dict[str, list[Passage]]]:
    """Start, end and text of those of each document, some documents at a time."""
    columns = ["document_id", "start", "end", "quote", "parent_passage_id"]
    batches = source.batches("passages", columns, _ROWS)
    rows = (row for batch in batches for row in zip(*(c.to_pylist() for c in _whole(batch).columns[:4]), strict=True))
    for document_id, some in groupby(rows, itemgetter(0)):
        yield {document_id: sorted(row[1:] for row in some)}


def _agrees(passages: list[Passage], starts: list[int], start: int, end: int, quote: str) -> bool:
    """Whether the passage around a span has the quote there; true where no single passage is around it."""
    number = bisect_right(starts, start) - 1
    if number < 0 or end > passages[number][1]:
        return True
    first, _, text = passages[number]
    return text[start - first : end - first] == quote

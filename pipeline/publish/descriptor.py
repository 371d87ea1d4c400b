"""The package's descriptor, `datapackage.json` (Data Package v2)."""

import hashlib
import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from pipeline import reference
from pipeline.publish.files import csv_path, fingerprint, parquet_path
from pipeline.tables import PUBLISHED, Table
from pipeline.tables.rows import Row
from pipeline.tables.table_schema import table_schema

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
README = "README.md"
DESCRIPTOR = "datapackage.json"

_MOST_SOURCES = 1000
"""Texts that are named in the descriptor one by one; `documents` names them all."""

_UNSEALED = "sha256:" + "0" * 64


def descriptor(package: Path, documents: Iterable[Row]) -> dict[str, Any]:
    """Describes the files that lie in the folder `package`.

    `documents` are the rows of that table. Each table is two resources: its CSV with the full schema, and the same rows
    as Parquet. The Parquet is a plain file here, because tools that read it as a table ignore its hash and its types.
    """
    about = reference.mapping("package.yaml")
    resources = [resource for table in PUBLISHED for resource in _resources(table, package)]
    readme = {
        "name": "readme",
        "type": "file",
        "path": README,
        "title": "Read me",
        "description": "What the package is, the data dictionary, and how to open the tables.",
        "format": "md",
        "mediatype": "text/markdown",
        "encoding": "utf-8",
        **_bytes_and_hash(package / README),
    }
    return {
        "$schema": SCHEMA,
        "name": about["name"],
        "title": about["title"],
        "description": about["description"],
        "version": about["version"],
        "licenses": about["licenses"],
        "keywords": about["keywords"],
        "contributors": about["contributors"],
        "sources": _sources(documents),
        "resources": [*resources, readme],
    }


def write_descriptor(package: Path, documents: Iterable[Row]) -> None:
    """Writes `datapackage.json` into the folder `package`, whose other files are all there."""
    (package / DESCRIPTOR).write_bytes(sealed(descriptor(package, documents)))


def sealed(described: dict[str, Any]) -> bytes:
    """The bytes of `datapackage.json`. Its last property is its own hash, so that a change can be seen there too.

    The hash is the SHA-256 of the file with sixty-four zeros in its place.
    """
    content = json.dumps({**described, "hash": _UNSEALED}, ensure_ascii=False, indent=2) + "\n"
    return content.replace(_UNSEALED, _seal(content.encode("utf-8"))).encode("utf-8")


def is_sealed(content: bytes, described: dict[str, Any]) -> bool:
    """Whether a `datapackage.json`, `described` when parsed, has the hash that belongs to its bytes."""
    seal = str(described.get("hash")).encode("utf-8", "replace")
    return content.count(seal) == 1 and _seal(content.replace(seal, _UNSEALED.encode())).encode() == seal


def read_descriptor(package: Path) -> dict[str, Any]:
    """What `datapackage.json` says. Raises ValueError where it is no descriptor, and OSError."""
    try:
        described = json.loads((package / DESCRIPTOR).read_bytes())
    except (ValueError, RecursionError) as error:
        raise ValueError(f"no JSON ({str(error).splitlines()[0]}): take the package anew") from error
    resources = described.get("resources") if isinstance(described, dict) else None
    if not isinstance(resources, list) or not all(isinstance(resource, dict) for resource in resources):
        raise ValueError("not the descriptor of a data package: take the package anew")
    return dict(described)


def _seal(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _sources(documents: Iterable[Row]) -> list[dict[str, str]]:
    """Where the texts come from: each of them, or where they are many, their publishers."""
    rows = iter(documents)
    found = [_source(row) for row in islice(rows, _MOST_SOURCES + 1)]
    if len(found) <= _MOST_SOURCES:
        return found
    publishers = {row["publisher"] for row in rows} | {source.get("publisher") for source in found}
    return [{"title": name, "publisher": name} for name in sorted(name for name in publishers if name)]


def _source(document: Row) -> dict[str, str]:
    """Where a raw text comes from. `rights` is our addition: the licence covers the data, not the texts."""
    source = {
        "title": document["title"] or document["path"],
        "path": document["url"],
        "publisher": document["publisher"],
        "rights": document["rights"] or "quotation_only",
    }
    return {key: value for key, value in source.items() if value}


def _resources(table: Table, package: Path) -> list[dict[str, Any]]:
    description = " ".join((table.description, *table.warnings))
    return [
        {
            "name": table.name,
            "type": "table",
            "path": csv_path(table),
            "title": table.title,
            "description": description,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            **_bytes_and_hash(package / csv_path(table)),
            "schema": table_schema(table),
        },
        {
            "name": f"{table.name}-parquet",
            "type": "file",
            "path": parquet_path(table),
            "title": f"{table.title} (Parquet)",
            "description": f"The rows of `{table.name}`, with their types.",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            **_bytes_and_hash(package / parquet_path(table)),
        },
    ]


def _bytes_and_hash(path: Path) -> dict[str, Any]:
    size, sha256 = fingerprint(path)
    return {"bytes": size, "hash": f"sha256:{sha256}"}

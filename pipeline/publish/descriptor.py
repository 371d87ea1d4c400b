"""The package's descriptor, `datapackage.json` (Data Package v2)."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline import reference
from pipeline.publish.files import csv_path, fingerprint, parquet_path
from pipeline.tables import PUBLISHED, Table
from pipeline.tables.table_schema import table_schema

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
README = "README.md"


def descriptor(package: Path, documents: pa.Table) -> dict[str, Any]:
    """Describes the files that lie in the folder `package`.

    Each table is two resources: its CSV with the full schema, and the same rows as Parquet. The Parquet
    is a plain file here, because tools that read it as a table ignore its hash and its types.
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
        "sources": [_source(row) for row in documents.to_pylist()],
        "resources": [*resources, readme],
    }


def write_descriptor(package: Path, documents: pa.Table) -> None:
    """Writes `datapackage.json` into the folder `package`, whose other files are all there."""
    content = json.dumps(descriptor(package, documents), ensure_ascii=False, indent=2) + "\n"
    (package / "datapackage.json").write_bytes(content.encode("utf-8"))


def _source(document: dict[str, Any]) -> dict[str, str]:
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

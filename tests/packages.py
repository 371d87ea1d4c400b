"""Small packages for the tests, and packages that are changed so that every hash is right again."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from pipeline.publish.descriptor import sealed
from pipeline.publish.files import csv_path, parquet_path, read_parquet, write_files
from pipeline.tables import TABLES
from pipeline.tables.rows import Row

OPEN = "Nina Bondar came to Brest.\n\nPavel Novik did not.\n"
CLOSED = "Ніна Бондар прыйшла. Сёння сказала яна: «Так»."


def texts() -> dict[str, str | bytes]:
    """Two raw texts with their sidecars: one that may be published, one that may not."""
    return {
        "open.txt": OPEN,
        "open.txt.yaml": "rights: open\nlanguage: en\n",
        "closed.txt": CLOSED,
        "closed.txt.yaml": "language: be\n",
    }


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def describe_anew(package: Path, change: Callable[[dict[str, object]], object] = lambda _: None) -> None:
    """Gives the descriptor the sizes and hashes of the files, after a change of its own, and its seal."""
    described = json.loads((package / "datapackage.json").read_bytes())
    for resource in described["resources"]:
        content = (package / resource["path"]).read_bytes()
        resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    change(described)
    (package / "datapackage.json").write_bytes(sealed(described))


def change_rows(package: Path, name: str, change: Callable[[list[Row]], object], *files: str) -> None:
    """Changes the rows of a table, in both of its files or in those of these kinds, and describes it anew."""
    table = TABLES[name]
    data = read_parquet(table, package)
    rows = data.to_pylist()
    change(rows)
    paths = [package / path(table) for path in (csv_path, parquet_path)]
    before = {path: path.read_bytes() for path in paths}
    write_files(table, [pa.Table.from_pylist(rows, data.schema)], package)
    for path in paths:
        if files and path.suffix[1:] not in files:
            path.write_bytes(before[path])
    describe_anew(package)

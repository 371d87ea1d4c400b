"""Small packages for the tests, and packages that are changed so that every hash is right again."""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa

from pipeline.publish.descriptor import sealed
from pipeline.publish.files import csv_path, parquet_path, read_parquet, write_csv
from pipeline.publish.making import Making
from pipeline.publish.package import publish
from pipeline.publish.stage import Stage, write_parquet
from pipeline.tables import TABLES, Table
from pipeline.tables.arrow import arrow_schema
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


def write_files(table: Table, pieces: Iterable[pa.Table], package: Path) -> None:
    """Writes both files of a table into the folder `data` of a package."""
    write_parquet(pieces, arrow_schema(table), package / parquet_path(table))
    write_csv(table, package)


def publish_staged(stage: Stage, output: Path, work: Path) -> None:
    """Publishes all that is staged, in this thread; `work` is the work folder for `output`."""
    with Making(stage, work / "package") as making:
        making.add(TABLES)
        publish(making, output)


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

"""What lies in `raw/` and what of it is published: the two compared, text by text. Nothing is changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.publish.files import parquet_path
from pipeline.read.folder import read_folder
from pipeline.redaction.kept import withheld
from pipeline.steps.read import read
from pipeline.steps.step import RAW
from pipeline.tables import TABLES

STATUSES = PUBLISHED, NEW, CHANGED, REMOVED, SET_ASIDE = ("published", "new", "changed", "removed", "set aside")


@dataclass(frozen=True)
class TextStatus:
    """A text by its path in `raw/`, with one of `STATUSES`; `detail` says what changed, or why it is set aside.

    `is_current` says whether the package knows it as it is now.
    """

    path: str
    status: str
    detail: str = ""
    is_current: bool = False


def status(raw: Path, package: Path) -> Iterator[TextStatus]:
    """The status of every text in `raw`, in the order of their paths; then of those that only the package has.

    Raises OSError where the folder or a table of the package cannot be read.
    """
    known = _published(package, "documents") | _published(package, "ingest_problems")
    seen = set()
    for found in read_folder(raw):
        ((table, row), *_) = read({RAW: [found]})
        seen.add(found.path)
        yield _compared(found.path, table, row, known.get(found.path))
    for path in sorted(known.keys() - seen):
        yield TextStatus(withheld().label(path), REMOVED)


def _compared(path: str, table: str, row: dict[str, Any], before: dict[str, Any] | None) -> TextStatus:
    changed = [name for name in TABLES[table].column_names if before is None or row.get(name) != before.get(name)]
    if table == "ingest_problems":
        return TextStatus(path, SET_ASIDE, row["detail"], is_current=not changed)
    if before is None or "document_id" not in before:
        return TextStatus(path, NEW)
    what = "the file itself" if "sha256" in changed else ", ".join(changed)
    return TextStatus(path, CHANGED if changed else PUBLISHED, what, is_current=not changed)


def _published(package: Path, table: str) -> dict[str, dict[str, Any]]:
    """The rows of a table by path; none where nothing is published."""
    if not (package / "datapackage.json").exists():
        return {}
    rows: list[dict[str, Any]] = pq.read_table(package / parquet_path(TABLES[table])).to_pylist()
    return {row["path"]: row for row in rows}

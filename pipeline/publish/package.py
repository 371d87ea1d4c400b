"""Publishing: from checked tables to a package in its place, all or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.publish.checks import CheckFailed
from pipeline.publish.descriptor import README, write_descriptor
from pipeline.publish.files import csv_path, fingerprint, parquet_path
from pipeline.publish.making import Making
from pipeline.publish.place import put
from pipeline.publish.readme import package_readme
from pipeline.publish.source import Files
from pipeline.publish.verify import verify_files
from pipeline.tables import PUBLISHED


@dataclass(frozen=True)
class PublishedFile:
    """A file of the package: `path` relative to its folder, `rows` None where it holds no table."""

    path: str
    rows: int | None
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Package:
    """A published package: where it is and what is in it."""

    folder: Path
    files: tuple[PublishedFile, ...]
    n_rows: dict[str, int]


def publish(making: Making, output: Path) -> Package:
    """Puts a package whose tables are all added to `making` at `output` in one step, if every check has passed.

    `making` is in the work folder that `exclusive` gives for `output`. Raises CheckFailed, FileExistsError where
    something else would be lost at `output`, and OSError; then `output` is as it was.
    """
    refuse_unsafe(output)
    stage, folder = making.stage, making.folder
    failures = making.failures()
    if failures:
        raise CheckFailed(failures)
    (folder / README).write_bytes(package_readme(Files(stage.path)).encode("utf-8"))
    write_descriptor(folder, stage.rows("documents"))
    failures, _ = verify_files(folder)
    if failures:
        raise CheckFailed(failures)
    n_rows = {table.name: stage.count(table.name) for table in PUBLISHED}
    package = Package(output, tuple(_files(folder, n_rows)), n_rows)
    put(folder, output)
    return package


def refuse_unsafe(output: Path, raw: Path | None = None) -> None:
    """Raises FileExistsError where publishing at `output` would remove something else than an older package.

    The folder is replaced as a whole: it may hold nothing but a package, and have nothing to do with the raw texts.
    """
    place = output.resolve()
    if raw and (place.is_relative_to(raw.resolve()) or raw.resolve().is_relative_to(place)):
        raise FileExistsError(f"{output} and {raw} lie in each other: choose another --output")
    if not place.exists():
        return
    foreign = not place.is_dir() or {path.name for path in place.iterdir()} - {"datapackage.json", README, "data"}
    if foreign or (any(place.iterdir()) and not (place / "datapackage.json").is_file()):
        raise FileExistsError(f"{output} holds something else than a data package: choose another --output")


def _files(folder: Path, n_rows: dict[str, int]) -> Iterable[PublishedFile]:
    rows = {path(table): n_rows[table.name] for table in PUBLISHED for path in (csv_path, parquet_path)}
    for path in ("datapackage.json", README, *rows):
        yield PublishedFile(path, rows.get(path), *fingerprint(folder / path))

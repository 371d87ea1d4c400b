"""Publishing: from checked tables to a package in its place, all or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.publish.checks import CheckFailed, check_all
from pipeline.publish.descriptor import README, write_descriptor
from pipeline.publish.each import Each, one_by_one
from pipeline.publish.files import csv_path, fingerprint, parquet_path, write_files
from pipeline.publish.place import put
from pipeline.publish.readme import package_readme
from pipeline.publish.source import Files
from pipeline.publish.stage import Stage
from pipeline.publish.verify import verify_package
from pipeline.tables import PUBLISHED, TABLES, Table


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


def publish(stage: Stage, output: Path, work: Path, each: Each = one_by_one) -> Package:
    """Checks every staged table, makes the package in `work`, checks it and puts it at `output` in one step.

    `work` is what `exclusive` gives for `output`, `each` who works on single tables. Raises CheckFailed,
    FileExistsError where something else would be lost at `output`, and OSError; then `output` is as it was.
    """
    staged = Files(stage.path)
    failures = check_all(staged, TABLES.values(), apart=PUBLISHED, each=each)
    if failures:
        raise CheckFailed(failures)
    refuse_unsafe(output)
    folder = work / "package"
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "data").mkdir()
    for _ in each(partial(_write, stage, folder), PUBLISHED):
        pass
    (folder / README).write_bytes(package_readme(staged).encode("utf-8"))
    write_descriptor(folder, stage.rows("documents"))
    failures = verify_package(folder, each)
    if failures:  # what is wrong with the rows says more than how their files differ
        raise CheckFailed(check_all(staged, PUBLISHED) or failures)
    n_rows = {table.name: stage.count(table.name) for table in PUBLISHED}
    package = Package(output, tuple(_files(folder, n_rows)), n_rows)
    put(folder, output)
    return package


def _write(stage: Stage, folder: Path, table: Table) -> None:
    write_files(table, stage.pieces(table.name), folder)


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

"""The commands about packages that exist: `imiony verify`, `validate`, `diff` and `release`."""

import csv
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.terminal import CHECK_FAILED, complain, fail, need_folder, need_package

Package = Annotated[Path, typer.Argument(metavar="[PACKAGE]", help="Folder of a package.")]


def verify(
    package: Package = Path("datapackage"),
    raw: Annotated[
        Path | None, typer.Option("--raw", metavar="DIR", help="Also compare the spans with these raw texts.")
    ] = None,
) -> None:
    """Check that a package is whole: every byte, schema, key and reference, CSV equal to Parquet, quotes in place."""
    from pipeline.verify import verify as problems_of

    need_package(package)
    if raw is not None:
        need_folder(raw)
    try:
        problems = problems_of(package, raw)
    except OSError as error:
        fail(CHECK_FAILED, f"{error.filename}: {error.strerror}; make it readable and verify again")
    _need_valid(package, [str(problem) for problem in problems])
    print(f"{package} is valid")


def validate(package: Package = Path("datapackage")) -> None:
    """Check a package by Frictionless, as a stranger would, and then as `imiony verify` does. Slow on large ones."""
    from pipeline.publish.validate import validate_package

    need_package(package)
    _need_valid(package, validate_package(package))
    print(f"{package} is valid")


def _need_valid(package: Path, problems: list[str]) -> None:
    for problem in problems:
        complain(problem)
    if problems:
        fail(CHECK_FAILED, f"{package} is not valid")


class Format(StrEnum):
    """How `imiony diff` prints."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Folder of a package.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Folder of a later one.")],
    form: Annotated[Format, typer.Option("--format", help="For people, or a row a change for programs.")] = Format.TEXT,
) -> None:
    """Say what changed from one package to another: tables, columns, and rows by their primary key."""
    from pipeline.publish.changes import COLUMNS, compare, rows, summary

    for package in (old, new):
        need_package(package)
    try:
        changes = list(compare(old, new))
        table = rows(changes) if form is not Format.TEXT else iter(())
    except (OSError, ValueError) as error:
        fail(CHECK_FAILED, f"{error}")
    if form is Format.TEXT:
        print("\n".join(summary(changes)) or "no table differs")
    elif form is Format.JSON:
        print(json.dumps(list(table), ensure_ascii=False, indent=2))
    else:
        writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def release(
    name: Annotated[str, typer.Argument(metavar="VERSION", help="Of the release, such as 0.2.0.")],
    package: Package = Path("datapackage"),
    since: Annotated[
        Path | None, typer.Option("--since", metavar="PACKAGE", help="The last release, to compare with.")
    ] = None,
    allow_shrink: Annotated[bool, typer.Option("--allow-shrink", help="Tables may lose any number of rows.")] = False,
    allow_vanish: Annotated[bool, typer.Option("--allow-vanish", help="Ids may vanish without a redirect.")] = False,
    identities: Annotated[
        Path | None, typer.Option("--identities", metavar="FILE", help="Where to, if not pipeline/reference.")
    ] = None,
    changelog: Annotated[
        Path, typer.Option("--changelog", metavar="FILE", help="What changed in the data is added there.")
    ] = Path("CHANGELOG.md"),
) -> None:
    """Compare a package with the last release, and remember its ids, so that later packages keep them."""
    from pipeline import reference
    from pipeline.publish.changes import COLUMNS, compare, rows, summary
    from pipeline.publish.verify import verify_package
    from pipeline.release import obstacles, read_rows, release, with_entry, write_rows, write_text, write_version

    need_package(package)
    path = identities or reference.path("identities.csv")
    try:
        _need_valid(package, [str(problem) for problem in verify_package(package)])
        before = read_rows(path)
        after = release(package, name, before)
        if since:
            need_package(since)
            changes = list(compare(since, package))
            allowed = {"allow_shrink": allow_shrink, "allow_vanish": allow_vanish}
            stopped = list(obstacles(since, package, name, changes, **allowed))
            for obstacle in stopped:
                complain(obstacle)
            if stopped:
                fail(CHECK_FAILED, "nothing was remembered")
            table = path.parent / "changes" / f"{name}.csv"
            said = changelog.read_text(encoding="utf-8") if changelog.exists() else ""
            lines = list(summary(changes)) or ["no table differs"]
            write_rows(rows(changes), table, COLUMNS)
            write_text(with_entry(said, name, lines), changelog)
            print("\n".join((*lines, f"{table}: every change, {changelog}: what changed in short")))
        versions = write_version(name, path.parent, changelog.parent)
        write_rows(after, path)
    except (OSError, ValueError) as error:
        fail(CHECK_FAILED, f"{error}; nothing was remembered")
    if before and not since:
        complain("not compared with the last release: name its package with --since")
    ids, known = ({row["entity_id"] for row in rows} for rows in (after, before))
    merged = {row["entity_id"] for row in after if row["redirects_to"]}
    print(f"{path}: {len(ids)} ids, {len(ids - known)} of them new in {name}, {len(merged)} merged into others")
    if versions:
        print(f"{', '.join(map(str, versions))}: the version is {name}")
        print("next: `imiony build`, so that the package has that version; commit all of it")
    else:
        print("next: commit it together with the package")

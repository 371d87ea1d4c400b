"""What `imiony release` does: what changed since the last release, whether that may be, and remembering the ids.

What is demanded of a release is data: `reference/releases.yaml`.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline import reference
from pipeline.entities.identity import COLUMNS, Remembered, Seen, evidence, identify, remember
from pipeline.publish.changes import TableChanges
from pipeline.publish.descriptor import read_descriptor
from pipeline.publish.files import read_parquet
from pipeline.tables import TABLES
from pipeline.tables.rows import Row

_NAME = re.compile(r"[\w.+-]+")
_VERSION = re.compile(r"([0-9]{1,9})\.([0-9]{1,9})\.([0-9]{1,9})")
_VERSION_LINE = re.compile(r"""^(version(?:: | = ")).*?("?)$""", re.MULTILINE)
_STEPS = ("major", "minor", "patch")
_UNRELEASED, _DATA = "## Unreleased", "What changed in the data:"

_SHOWN = 3
"""Ids named in a complaint."""


def release(package: Path, name: str, remembered: Iterable[Remembered]) -> list[dict[str, str]]:
    """The rows of `identities.csv` after the release `name` of a package.

    Raises ValueError where the name is none, or where a build would not give these ids today; OSError where a table
    cannot be read.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name for a release: take letters, digits, . + - and _, such as 0.2.0")
    remembered = list(remembered)
    people = evidence(list(_seen(package)), remembered)
    merged = {row["entity_id"] for row in remembered if row["redirects_to"]}
    redirects = (row for row in _rows(package, "redirects") if row["old_entity_id"] not in merged)
    joined = {row["entity_id"]: row["reason"] for row in redirects if row["reason"] != "names"}
    found = identify(people, remembered, joined)
    if any(person != entity_id for person, entity_id in found.ids.items()):
        raise ValueError(f"{package} has other ids than a build gives now: run `imiony build` first")
    return remember(remembered, people, found, name)


def read_rows(path: Path) -> list[dict[str, str]]:
    """What is remembered in a file; nothing where there is none yet. Raises ValueError where it is another one."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{path} does not have the columns {', '.join(COLUMNS)}: restore it")
        return list(reader)


def obstacles(
    since: Path, package: Path, version: str, changes: Iterable[TableChanges], *, allow_shrink: bool, allow_vanish: bool
) -> Iterator[str]:
    """Why `package` may not be released as `version` after the release `since`, a line each with the remedy.

    Raises ValueError where one of the versions is none, and OSError where a table cannot be read.
    """
    changes = list(changes)
    before = str(read_descriptor(since).get("version"))
    least, why = least_version(before, {kind for table in changes for kind in table.kinds})
    if _numbers(version) < _numbers(least):
        yield f"{version} is too small a step from {before}: {why or 'content'} needs {least} or higher"
    for table in changes:
        lost = 1 - table.n_after / table.n_before if table.n_before else 0
        if lost > _allowed_share(table.table) and not allow_shrink:
            yield (
                f"{table.table} shrinks from {table.n_before} to {table.n_after} rows: see `imiony diff {since} "
                f"{package}`, and say --allow-shrink if that is meant"
            )
    gone = vanished(since, package)
    if gone and not allow_vanish:
        shown = ", ".join(gone[:_SHOWN]) + (", ..." if len(gone) > _SHOWN else "")
        yield (
            f"{len(gone)} ids vanish without a redirect ({shown}): decide in reference/decisions.csv who they are now, "
            "or say --allow-vanish if no text names them any more"
        )


def least_version(before: str, kinds: Iterable[str]) -> tuple[str, str]:
    """The least version that may follow `before` after changes of these kinds, and the kind that asks for it.

    By `steps` in `reference/releases.yaml`; while the version begins with 0 a major step is a minor one. Raises
    ValueError where `before` is no version.
    """
    major, minor, patch = _numbers(before)
    steps = reference.mapping("releases.yaml")["steps"]
    step, why = min(((_STEPS.index(steps[kind]), kind) for kind in kinds), default=(len(_STEPS) - 1, ""))
    if step == 0 and major:
        numbers = (major + 1, 0, 0)
    else:
        numbers = (major, minor + 1, 0) if step <= 1 else (major, minor, patch + 1)
    return ".".join(map(str, numbers)), why.replace("_", " ")


def vanished(since: Path, package: Path) -> list[str]:
    """The ids of entities of one package that are neither ids nor redirected in a later one, sorted."""
    redirects = TABLES["redirects"]
    kept = {row[redirects.key] for row in _rows(package, "redirects")}
    (target,) = (name for _, name in redirects.references)
    before, after = ({row[TABLES[target].key] for row in _rows(folder, target)} for folder in (since, package))
    return sorted(before - after - kept)


def with_entry(changelog: str, version: str, lines: Iterable[str]) -> str:
    """The changelog with what changed in the data under the heading of the version, which `Unreleased` becomes.

    What stood there of an earlier try is replaced.
    """
    head, *sections = re.split(r"^(?=## )", changelog, flags=re.MULTILINE)
    number = next((n for n, text in enumerate(sections) if text.split("\n")[0] in (f"## {version}", _UNRELEASED)), None)
    if number is None:
        sections.insert(0, "")
        number = 0
    own = sections[number].partition("\n")[2].partition(f"\n{_DATA}\n")[0].strip("\n")
    entry = [f"## {version}", "", *([own, ""] if own else []), _DATA, "", *(f"- {line}" for line in lines)]
    sections[number] = "\n".join(entry) + "\n" * (1 if number == len(sections) - 1 else 2)
    return (head or "# Changelog\n\n") + "".join(sections)


def write_version(version: str, reference: Path, project: Path) -> list[Path]:
    """Writes the version where it stands: in `package.yaml` in the folder `reference`, and beside it in two files in
    the folder `project`. Gives the files that it has changed; none where there is no `package.yaml`.
    """
    own = reference / "package.yaml"
    changed = []
    for file in (own, project / "pyproject.toml", project / "CITATION.cff") if own.exists() else ():
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        new = _VERSION_LINE.sub(lambda line: line[1] + version + line[2], text, count=1)
        if new != text:
            write_text(new, file)
            changed.append(file)
    return changed


def write_rows(rows: Iterable[Mapping[str, str]], path: Path, columns: Iterable[str] = COLUMNS) -> None:
    """Writes `identities.csv`, or another CSV with these columns, whole or not at all."""
    content = io.StringIO(newline="")
    writer = csv.DictWriter(content, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_text(content.getvalue(), path)


def write_text(content: str, path: Path) -> None:
    """Writes a file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.write_text(content, encoding="utf-8", newline="")
    unfinished.replace(path)


def _numbers(version: str) -> tuple[int, int, int]:
    found = _VERSION.fullmatch(version)
    if not found:
        raise ValueError(f"{version!r} is no version that can be compared: take three numbers, such as 0.2.0")
    major, minor, patch = map(int, found.groups())
    return major, minor, patch


def _allowed_share(table: str) -> float:
    rules = reference.mapping("releases.yaml")
    return float(rules["shrink_of"].get(table, rules["shrink"]))


def _seen(package: Path) -> Iterator[tuple[str, Seen]]:
    """Every place that names a person, with the person's id. Other ids are made of lists and texts alone."""
    people = {row["entity_id"] for row in _rows(package, "people")}
    names = {row["name_id"]: row["name"] for row in _rows(package, "names")}
    texts = {row["document_id"]: row["text_sha256"] for row in _rows(package, "documents")}
    for row in _rows(package, "mentions"):
        if row["entity_id"] in people:
            document_id = row["document_id"]
            name = names[row["name_id"]]
            yield row["entity_id"], Seen(name, document_id, row["start"], row["end"], texts[document_id])


def _rows(package: Path, table: str) -> list[Row]:
    rows: list[Row] = read_parquet(TABLES[table], package).to_pylist()
    return rows

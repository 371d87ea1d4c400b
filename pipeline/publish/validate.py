"""Validating a package that lies in a folder: by Frictionless, and by what Frictionless does not look at."""

import json
import logging
from pathlib import Path

from pipeline.publish.checks import check_all
from pipeline.publish.files import check_twins, read_parquet
from pipeline.tables import PUBLISHED, TABLES
from pipeline.tables.table_schema import table_schema


def validate_package(folder: Path) -> list[str]:
    """What is wrong with the package in `folder`, a line each; nothing when it is valid."""
    problems = _frictionless(folder) or _schemas(folder)
    if problems:
        return problems
    twins = [failure for table in PUBLISHED for failure in check_twins(table, folder)]
    failures = twins or check_all(lambda name: read_parquet(TABLES[name], folder), PUBLISHED)
    return [str(failure) for failure in failures]


def _frictionless(folder: Path) -> list[str]:
    from frictionless import FrictionlessException, Package  # here: half a second that a build does not need

    logging.getLogger("frictionless").setLevel(logging.ERROR)
    try:
        report = Package(str(folder / "datapackage.json")).validate()
    except (FrictionlessException, UnicodeDecodeError) as error:
        return [f"datapackage.json: not a descriptor of a data package ({str(error).splitlines()[0]})"]
    problems = [error.message for error in report.errors]
    for task in report.tasks:
        problems += [f"{task.place}: {error.message}" for error in task.errors]
    return problems


def _schemas(folder: Path) -> list[str]:
    """The package holds our tables, with the schemas that we declare today; every file has its size and hash."""
    resources = {r.get("name"): r for r in json.loads((folder / "datapackage.json").read_bytes())["resources"]}
    problems = []
    for table in PUBLISHED:
        for name in (table.name, f"{table.name}-parquet"):
            if name not in resources:
                problems.append(f"datapackage.json: the resource {name} is missing")
            elif not {"bytes", "hash"} <= resources[name].keys():
                problems.append(f"datapackage.json: {name} lacks its bytes or hash, so that a change could not be seen")
        if table.name in resources and resources[table.name].get("schema") != table_schema(table):
            problems.append(
                f"datapackage.json: the schema of {table.name} is not the one that this version of Imiony declares"
            )
    return problems

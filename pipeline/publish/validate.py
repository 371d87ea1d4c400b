"""Validating a package as a stranger would, by Frictionless, and then by ourselves.

The second opinion reads row by row, some 30,000 a second: it is for `make data`. `verify` needs seconds for a million.
"""

import logging
from pathlib import Path

from pipeline.publish.verify import verify_package


def validate_package(folder: Path) -> list[str]:
    """What is wrong with the package in `folder`, a line each; nothing when it is valid."""
    return _frictionless(folder) or [str(failure) for failure in verify_package(folder)]


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

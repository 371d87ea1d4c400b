"""The build without Dagster: the steps in their order, then publishing."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from pipeline.publish.package import Package, publish
from pipeline.publish.stage import Stage
from pipeline.steps import STEPS, run

Report = Callable[[str, dict[str, int]], None]
"""Told the name of each step when it is done, with the numbers of rows of its tables."""


def build(raw: Path, output: Path, report: Report = lambda step, counts: None) -> Package:
    """Makes the package in `output` from the texts in `raw`.

    Nothing in `output` changes unless every check passes. Raises CheckFailed where one does not, and
    OSError where a folder cannot be read or written.
    """
    folder = Path(tempfile.mkdtemp(prefix="imiony-stage-"))
    try:
        stage = Stage(folder, raw)
        for step in STEPS:
            report(step.name, run(step, stage))
        package = publish(stage, output)
        report("publish", {})
        return package
    finally:
        shutil.rmtree(folder, ignore_errors=True)

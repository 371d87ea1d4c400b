"""The build without Dagster: the steps in their order, then publishing."""

from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.publish.checks import CheckFailed, Failure
from pipeline.publish.making import Making
from pipeline.publish.package import Package, publish, refuse_unsafe
from pipeline.publish.place import exclusive
from pipeline.publish.stage import Stage
from pipeline.run import Means, run
from pipeline.run.run import Tell
from pipeline.steps.step import Step
from pipeline.steps.way import STEPS

Report = Callable[[str, dict[str, int]], None]
"""Told the name of each step when it is done, with the numbers of rows of its tables."""

Warn = Callable[[str], None]
"""Told, in one line, of each raw file that is set aside, of each decision that cannot be obeyed, and of waiting."""


def build(
    raw: Path,
    output: Path,
    report: Report = lambda _step, _counts: None,
    warn: Warn = lambda _line: None,
    steps: Iterable[Step] = STEPS,
    means: Means | None = None,
    tell: Tell = lambda _more, _of, _kept: None,
) -> Package:
    """Makes the package in `output` from the texts in `raw`.

    Nothing in `output` changes unless every check passes. One build at a time: another one for `output` waits. Raises
    CheckFailed where a check fails, FileExistsError where something else would be lost at `output`, and OSError where
    a folder cannot be read or written.
    """
    refuse_unsafe(output, raw)
    means = means or Means()
    with exclusive(output, warn) as work:
        stage = Stage(work / "stage")
        with Making(stage, work / "package", means.workers.beside) as making:
            for step in steps:
                report(step.name, run(step, stage, raw, means, tell))
                making.add(step.writes)
            for problem in stage.rows("ingest_problems"):
                warn(f"{problem['path']} was set aside: {problem['detail']}")
            for problem in stage.rows("decision_problems"):
                row = ",".join(problem[column] or "" for column in ("decision", "a", "b"))
                warn(f"reference/decisions.csv: {row}: {problem['detail']}; correct or remove the row")
            if not any(stage.rows("documents")):
                rule = f"no text in {raw} could be read: put a .txt or .md file there"
                raise CheckFailed([Failure("documents", rule, 0)])
            means.workers.rest()
            package = publish(making, output)
        report("publish", {})
        return package

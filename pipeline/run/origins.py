"""Which staged tables were made from which, for a stage that several runs share.

`imiony build` has a stage of its own. Dagster's runs hand tables over in one folder: two of them at once, or one table
that is made anew by itself, leave tables there that do not belong together, though each of them is sound.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.publish.files import fingerprint
from pipeline.publish.stage import Stage
from pipeline.run.tables import link
from pipeline.steps.step import RAW, Step


@contextmanager
def noted(step: Step, stage: Stage) -> Iterator[None]:
    """Notes in the stage from which tables, as they are now, the step makes which."""
    read = _hashes(stage, step.reads)
    yield
    note = json.dumps({"read": read, "written": _hashes(stage, step.writes)})
    unfinished = _note(step, stage).with_suffix(f".{os.getpid()}")
    unfinished.write_text(note, encoding="utf-8")
    unfinished.replace(_note(step, stage))


def snapshot(stage: Stage, folder: Path, steps: Iterable[Step]) -> Stage:
    """What is staged now, in a folder of its own, where no other run replaces it; what is not there is left out."""
    for step in steps:
        for path in (*map(stage.path, step.writes), _note(step, stage)):
            with suppress(FileNotFoundError):
                link(path, folder / path.name)
    return Stage(folder)


def unfit(stage: Stage, steps: Iterable[Step]) -> Iterator[str]:
    """Which of the staged tables do not belong together, a line each with the remedy."""
    for step in steps:
        made = ", ".join(step.writes)
        try:
            note = json.loads(_note(step, stage).read_bytes())
            written = _hashes(stage, step.writes)
        except FileNotFoundError:
            yield f"{made}: not made yet: materialise everything"
            continue
        if note["written"] != written:
            yield f"{made}: made by two runs at once: materialise everything, one run at a time"
        for table, before in note["read"].items():
            with suppress(FileNotFoundError):  # said where that table is made
                if _hashes(stage, (table,)) != {table: before}:
                    yield f"{made}: made from other {table} than there are now: materialise everything"


def _note(step: Step, stage: Stage) -> Path:
    return stage.folder / f"{step.name}.json"


def _hashes(stage: Stage, tables: Iterable[str]) -> dict[str, str]:
    return {table: fingerprint(stage.path(table))[1] for table in tables if table != RAW}

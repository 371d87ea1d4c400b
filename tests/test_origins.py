"""A stage that several runs share: tables that do not belong together are found."""

import os
from pathlib import Path

import pytest
from faults import write_texts

from pipeline.publish.stage import Stage
from pipeline.run import run
from pipeline.run.origins import noted, snapshot, unfit
from pipeline.steps.way import STEPS

READ, SPLIT = STEPS[:2]

MADE_FROM_OTHERS = [
    f"passages: made from other {table} than there are now: materialise everything" for table in ("documents", "texts")
]


@pytest.fixture
def raws(tmp_path: Path) -> list[Path]:
    return write_texts(tmp_path)


@pytest.fixture
def stage(tmp_path: Path, raws: list[Path]) -> Stage:
    """Read and split, one after the other."""
    stage = Stage(tmp_path / "stage")
    for step in (READ, SPLIT):
        with noted(step, stage):
            run(step, stage, raws[0])
    return stage


def test_what_one_run_has_made_belongs_together(stage: Stage) -> None:
    assert list(unfit(stage, (READ, SPLIT))) == []


def test_what_is_read_is_replaced_by_another_run(stage: Stage, raws: list[Path]) -> None:
    with noted(SPLIT, stage):
        run(SPLIT, stage, raws[0])
        with noted(READ, stage):
            run(READ, stage, raws[1])
    assert sorted(unfit(stage, (READ, SPLIT))) == MADE_FROM_OTHERS


def test_what_is_written_is_replaced_by_another_run(stage: Stage, raws: list[Path]) -> None:
    run(READ, stage, raws[1])
    written, *read = unfit(stage, (READ, SPLIT))
    assert written.endswith("made by two runs at once: materialise everything, one run at a time")
    assert sorted(read) == MADE_FROM_OTHERS


def test_what_is_not_there(stage: Stage) -> None:
    stage.path("documents").unlink()
    assert list(unfit(stage, (READ, SPLIT))) == [f"{', '.join(READ.writes)}: not made yet: materialise everything"]


@pytest.mark.parametrize("other_disk", [False, True])
def test_a_snapshot_stays_as_it_is(
    stage: Stage, raws: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other_disk: bool
) -> None:
    def not_linked(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    if other_disk:
        monkeypatch.setattr(os, "link", not_linked)
    before = stage.read("texts")
    copy = snapshot(stage, tmp_path / "copy", STEPS)
    with noted(READ, stage):
        run(READ, stage, raws[1])
    assert copy.read("texts") == before != stage.read("texts")
    assert list(unfit(copy, (READ, SPLIT))) == []

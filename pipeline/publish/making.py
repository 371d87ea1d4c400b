"""The tables of a package, each put there and checked as soon as it is staged, while steps still make others.

Checked are the Parquet files of the package, with the staged tables that are not published. What rows have to be like
is said in `checks`; what else belongs to a package, and how it gets to its place, in `package`.
"""

import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from contextlib import ExitStack
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from pipeline.publish.checks import CHECKS, Failure, check_shape
from pipeline.publish.files import check_twins, parquet_path, write_csv
from pipeline.publish.source import Files
from pipeline.publish.stage import Stage
from pipeline.tables import PUBLISHED, TABLES

_TWINS = -1
"""Stands for the check that both files of a table hold the same, beside the numbers of `CHECKS`."""


class Here(Executor):
    """Does everything at once, in this thread."""

    def submit(self, function: Callable[..., Any], /, *given: Any, **more: Any) -> Future[Any]:
        """Raises what the function raises."""
        done: Future[Any] = Future()
        done.set_result(function(*given, **more))
        return done


class Making:
    """The tables of a package in `folder`. `with` it: at the end nobody works on them any more.

    `start` is told the number of documents, and gives who writes and checks.
    """

    def __init__(
        self, stage: Stage, folder: Path, start: Callable[[int], Executor] = lambda _documents: Here()
    ) -> None:
        self.stage, self.folder = stage, folder
        self._start, self._end = start, ExitStack()
        self._here: set[str] = set()
        self._misshapen: list[Failure] = []
        self._found: dict[tuple[str, int], Future[list[Failure]]] = {}
        folder.mkdir()
        folder.chmod(0o755)
        (folder / "data").mkdir()

    def __enter__(self) -> "Making":
        return self

    def __exit__(self, *_: object) -> None:
        self._end.close()

    def add(self, tables: Iterable[str]) -> None:
        """Takes tables that are staged from now on as they are; `documents` are among the first. Raises OSError."""
        source = Files(partial(_path, self.stage, self.folder))
        for name in tables:
            if TABLES[name] in PUBLISHED:
                with (
                    self.stage.path(name).open("rb") as staged,
                    _path(self.stage, self.folder, name).open("wb") as file,
                ):
                    shutil.copyfileobj(staged, file)
            misshapen = check_shape(TABLES[name], source)
            self._misshapen += misshapen
            if not misshapen:  # what has the wrong columns cannot be looked into further
                self._here.add(name)
        for name in sorted(self._here):
            if TABLES[name] in PUBLISHED:
                self._ask(name, _TWINS)
            for number, check in enumerate(CHECKS):
                if check.applies(TABLES[name]) and check.reads(TABLES[name]) <= self._here:
                    self._ask(name, number)

    def failures(self) -> list[Failure]:
        """What is wrong with the tables that were added, when all has been looked at. Raises OSError."""
        if self._misshapen:
            return sorted(self._misshapen, key=lambda failure: failure.table)
        for asked in reversed(list(self._found)):
            if self._found[asked].cancel():  # nobody has begun with it: it is done here while others do the rest
                self._found[asked] = Here().submit(_look, self.stage, self.folder, *asked)
        return [failure for asked in sorted(self._found) for failure in self._found[asked].result()]

    def _ask(self, name: str, number: int) -> None:
        """Lets somebody look into a table, for one of the checks."""
        if (name, number) not in self._found:
            self._found[name, number] = self._executor.submit(_look, self.stage, self.folder, name, number)

    @cached_property
    def _executor(self) -> Executor:
        executor = self._start(self.stage.count("documents"))
        self._end.callback(executor.shutdown, wait=True, cancel_futures=True)
        return executor


def _look(stage: Stage, folder: Path, name: str, number: int) -> list[Failure]:
    """What one of the checks finds in a table; for that of its two files the second is written now."""
    if number == _TWINS:
        write_csv(TABLES[name], folder)
        return check_twins(folder, TABLES[name])
    return CHECKS[number].find(TABLES[name], Files(partial(_path, stage, folder)))


def _path(stage: Stage, folder: Path, name: str) -> Path:
    """Where the Parquet file of a table is."""
    return folder / parquet_path(TABLES[name]) if TABLES[name] in PUBLISHED else stage.path(name)

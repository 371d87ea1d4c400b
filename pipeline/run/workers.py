"""Who does the work: this process, processes on this machine, or other machines (`pipeline.run.cluster`).

All are executors of `concurrent.futures`; what they are given and what they give back is bytes.
"""

import gc
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from typing import Any, TypeVar

from pipeline.run.transform import transform
from pipeline.steps.step import Step

_AHEAD = 3
"""Pieces of work that wait for each worker, so that none is idle while results are written."""

_LOW = 10
"""How much a process gives way whose work nobody waits for yet (`nice`)."""

LITTLE = 64
"""Documents for which no processes are started."""

_KILLED = "a process of the build was killed, perhaps for want of memory"

T = TypeVar("T")


@dataclass
class Workers:
    """Runs document steps. `with` it: what was started ends with it.

    `number` is how many work at a time, `executor` gives them their work; `start` makes one when it is needed. Without
    either, all is done in this process. `patience` is how many seconds of a step's work are done here before anything
    is started for the rest: each process first reads its lists.
    """

    number: int = 1
    start: Callable[[int], Executor] | None = None
    executor: Executor | None = None
    patience: float = 0.0

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        if self.executor:
            self.executor.shutdown(wait=True, cancel_futures=True)
            self.executor = None

    def apart(self, function: Callable[..., T], *arguments: Any) -> T:
        """Calls a function in a process of its own, where some may be started; what it held is given back at its end.

        Those that wait for work end before, and are started again when they are needed. Raises RuntimeError where the
        process died.
        """
        if not self.start:
            return function(*arguments)
        self.rest()
        with self.start(1) as executor:
            try:
                return executor.submit(function, *arguments).result()
            except BrokenExecutor as error:
                raise RuntimeError(_KILLED) from error

    def beside(self, n_documents: int) -> Executor:
        """Who does, beside what is done here, what nobody waits for yet: a thread, for many documents a process.

        The process gives way to all others.
        """
        if n_documents <= LITTLE or not self.start:
            return ThreadPoolExecutor(1)
        return ProcessPoolExecutor(1, get_context("spawn"), initializer=_begin, initargs=(_LOW,))

    def rest(self) -> None:
        """Ends processes that wait for work: what they hold is given back. They are started again when needed."""
        if self.start and self.executor:
            self.executor.shutdown(wait=True)
            self.executor = None

    def map(
        self, step: Step, version: str, pieces: Iterable[tuple[T, list[bytes]]], *, is_little: bool
    ) -> Iterator[tuple[T, list[bytes]]]:
        """The packed results for each piece of work, in the order of the pieces; what comes with one is handed through.

        `is_little` says that the work is not worth starting anything for. Raises RuntimeError where a process died.
        """
        spent = 0.0
        waiting: deque[tuple[T, Future[list[bytes]] | None]] = deque()
        try:
            for label, packed in pieces:
                if self.executor is None and self.start and not is_little and packed and spent > self.patience:
                    self.executor = self.start(self.number)
                if self.executor is None:
                    began = time.monotonic()
                    made = transform(step, packed, version)
                    spent += time.monotonic() - began
                    yield label, made
                    continue
                waiting.append((label, self.executor.submit(transform, step, packed, version) if packed else None))
                while len(waiting) > _AHEAD * self.number:
                    yield _awaited(*waiting.popleft())
            while waiting:
                yield _awaited(*waiting.popleft())
        except BrokenExecutor as error:
            self.executor = None
            raise RuntimeError(_KILLED) from error


def _awaited(label: T, future: Future[list[bytes]] | None) -> tuple[T, list[bytes]]:
    return label, future.result() if future else []


def processes(number: int | None = None, patience: float = 2.0) -> Workers:
    """That many processes on this machine, as many as it has cores where none is given."""
    number = number or os.cpu_count() or 1
    return Workers(number, _pool, patience=patience) if number > 1 else Workers()


def _pool(number: int) -> Executor:
    # Not forked: threads of Dagster and Arrow would not survive that.
    return ProcessPoolExecutor(number, get_context("spawn"), initializer=_begin)


def seldom_collected() -> None:
    """Lets Python look for cycles of objects a hundred times less often than it would: rows make none, and are many."""
    gc.set_threshold(70_000, 20, 20)


def _begin(gives_way: int = 0) -> None:
    """What a process does first. One whose parent was killed would wait for work for ever."""
    os.nice(gives_way)
    seldom_collected()
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)

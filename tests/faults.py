"""Faults at chosen moments: a process that is killed, a write that fails, a disk that is full.

A moment is a number of calls of functions, not of seconds: the same number strikes the same place.
"""

import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from packages import contents

TEXTS = (
    {"a.txt": "Nina Bondar came to Brest."},
    {
        "a.txt": "Pavel Novik was detained on 3 May 2021.",
        "b.html": "<p>Nina Bondar came to Brest with Pavel Novik.</p>",
    },
)
"""Two states of `raw/`, so that the package before is another one than the package after."""

WRITES = frozenset(
    {"BufferedWriter.write", "chmod", "flock", "fsync", "mkdir", "replace", "rmdir"}
    | {f"ParquetWriter.{name}" for name in ("__init__", "write_table", "close")}
)
"""Functions that change something on a disk, as Python calls them; what libraries write in C is not seen."""


class Moment:
    """Counts calls, of all functions or of those with these names, and does something at one of them."""

    def __init__(self, number: int, action: Callable[[], object], names: frozenset[str] = frozenset()) -> None:
        self.count = 0
        self._number, self._action, self._names = number, action, names

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Counts the calls of this thread."""
        sys.setprofile(self._count)
        try:
            yield
        finally:
            sys.setprofile(None)

    def _count(self, frame: FrameType, event: str, function: Any) -> None:
        if event not in ("call", "c_call"):
            return
        name = frame.f_code.co_qualname if event == "call" else function.__qualname__
        if not self._names or name in self._names:
            self.count += 1
            if self.count == self._number:
                self._action()


def die() -> None:
    """As after `kill -9`."""
    os.kill(os.getpid(), signal.SIGKILL)


def no_room() -> None:
    """As on a full disk."""
    raise OSError(28, "No space left on device")


def fsync(_file: int) -> None:
    """For many repetitions: as the system's, but without waiting for the disk."""


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """The system refuses to write beyond `size` bytes of any file, whoever writes; what is below stands."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def in_child(work: Callable[[], object]) -> int:
    """Does it in a process that is forked off. Gives its exit code: 1 after an error, -9 when it was killed."""
    child = os.fork()
    if not child:
        try:
            work()
            os._exit(0)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def write_texts(folder: Path) -> list[Path]:
    """Writes `TEXTS` into folders."""
    raws = [folder / f"raw{number}" for number in range(len(TEXTS))]
    for raw, files in zip(raws, TEXTS, strict=True):
        raw.mkdir()
        for name, text in files.items():
            (raw / name).write_text(text, encoding="utf-8")
    return raws


def standing(output: Path, packages: list[dict[str, bytes]]) -> int:
    """Which of the packages stands there, byte for byte. Raises AssertionError where it is none of them."""
    found = contents(output)
    assert found in packages, f"{output} is none of the packages: {sorted(found)}"
    return packages.index(found)


def litter(output: Path) -> list[str]:
    """What a build has left beside its package."""
    return sorted(path.name for path in output.parent.glob(f".{output.name}*"))

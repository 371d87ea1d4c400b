"""The time and memory of a process and of all that it starts, as Linux counts them."""

import resource
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_EVERY = 1.0
"""Seconds between two looks."""


@dataclass(frozen=True)
class Measured:
    """What a command took: seconds, seconds of processors, and the most bytes that all its processes held at once.

    Pages that processes share are counted once (PSS).
    """

    seconds: float
    cpu: float
    peak: int


def measured(command: list[str], folder: Path) -> Measured:
    """Runs a command in `folder` to its end. Raises subprocess.CalledProcessError where it fails.

    Raises OSError where the system does not tell memory as Linux does.
    """
    if not (_PROC / "self" / "smaps_rollup").exists():
        raise OSError("memory is read from /proc/PID/smaps_rollup, which this system lacks: measure on Linux")
    peak = 0
    ended = threading.Event()
    begin, cpu = time.perf_counter(), _cpu()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as child:  # noqa: S603

        def watch() -> None:
            nonlocal peak
            while not ended.wait(_EVERY):
                peak = max(peak, sum(map(_held, _with_descendants(child.pid))))

        watcher = threading.Thread(target=watch)
        watcher.start()
        _, complaint = child.communicate()
        seconds = time.perf_counter() - begin
        ended.set()
        watcher.join()
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command, stderr=complaint)
    return Measured(seconds, _cpu() - cpu, peak)


def _cpu() -> float:
    """Seconds of processors that all ended children have used, and their children."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _with_descendants(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = [file.read_text() for file in (_PROC / str(pid) / "task").glob("*/children")]
    except OSError:  # it has ended
        return
    for child in " ".join(children).split():
        yield from _with_descendants(int(child))


def _held(pid: int) -> int:
    """Bytes of a process; 0 when it has ended."""
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)

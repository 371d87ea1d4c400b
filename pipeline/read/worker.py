"""A process of its own for files that others have written: whatever they do to their reader, the build goes on.

The worker is started when the first such file comes and kept for the next ones. A reader that takes too long is
killed with it; one that takes too much memory fails in it. Limits: `reference/limits.yaml`.
"""

import atexit
import logging
import os
import pickle
import resource
import select
import signal
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from pipeline import reference
from pipeline.read.formats import DECODED_ONLY, Text, reader_of
from pipeline.read.problem import SetAside

_worker: subprocess.Popen[bytes] | None = None


def read_text(data: bytes, suffix: str, stated_encoding: str | None) -> Text:
    """The text of a file with the bytes `data` and that suffix.

    Raises SetAside where there is none, where the file is broken, or where reading it goes over a limit.
    """
    reader = reader_of(suffix)
    if suffix.lower() in DECODED_ONLY:
        return reader(data, stated_encoding)
    answer = _ask((data, suffix, stated_encoding), reference.mapping("limits.yaml")["seconds"])
    if isinstance(answer, tuple):
        raise SetAside(*answer)
    return answer


def _ask(question: tuple[bytes, str, str | None], seconds: float) -> Text | tuple[str, str]:
    """The worker's answer: a text, or reason and detail."""
    to_worker, from_worker = _pipes()
    try:
        _send(to_worker, question)
        answered, _, _ = select.select([from_worker], [], [], seconds)
        if answered:
            return cast(Text | tuple[str, str], _receive(from_worker))
    except (EOFError, BrokenPipeError):
        stop()
        return "broken", "reading it brought the reader down: save the text itself as .txt"
    stop()
    return "too_slow", f"reading it takes more than {seconds} seconds: divide it, or raise `seconds` in limits.yaml"


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The standard input and output of the worker, which is started where it is not running."""
    global _worker
    if _worker is None or _worker.poll() is not None:
        stop()
        command = [sys.executable, "-m", "pipeline.read.worker"]
        _worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 (our own)
        atexit.register(stop)
    return cast(IO[bytes], _worker.stdin), cast(IO[bytes], _worker.stdout)


def stop() -> None:
    """Ends the worker, if there is one."""
    global _worker
    if _worker is not None:
        _worker.kill()
        for pipe in (_worker.stdin, _worker.stdout):
            with suppress(BrokenPipeError):
                cast(IO[bytes], pipe).close()
        _worker.wait()
        _worker = None


def _send(pipe: IO[bytes], message: object) -> None:
    content = pickle.dumps(message)
    pipe.write(struct.pack(">Q", len(content)) + content)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> object:
    head = pipe.read(8)
    if len(head) < 8:
        raise EOFError
    return pickle.loads(pipe.read(struct.unpack(">Q", head)[0]))  # noqa: S301 (from our own process)


def _answer(data: bytes, suffix: str, stated_encoding: str | None) -> Text | tuple[str, str]:
    try:
        return reader_of(suffix)(data, stated_encoding)
    except SetAside as problem:
        return problem.reason, problem.detail
    except MemoryError:
        return "too_large", "reading it takes too much memory: divide it, or raise `memory_bytes` in limits.yaml"
    except Exception as error:  # a library may raise anything on a broken file
        return "broken", f"cannot be read ({type(error).__name__}): save it again, or the text itself as .txt"


def _serve() -> None:
    """What the worker does until its standard input ends."""
    limits = reference.mapping("limits.yaml")
    with suppress(ValueError, OSError):  # not every system lets a process limit its memory
        resource.setrlimit(resource.RLIMIT_AS, (limits["memory_bytes"], limits["memory_bytes"]))
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 (what a library prints is no answer)
    logging.disable()
    with suppress(EOFError):
        while True:
            question = cast(tuple[bytes, str, str | None], _receive(sys.stdin.buffer))
            signal.alarm(2 * limits["seconds"])  # nobody may be left to stop us
            answer = _answer(*question)
            signal.alarm(0)
            _send(answers, answer)


if __name__ == "__main__":
    _serve()

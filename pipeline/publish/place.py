"""A folder in its place as a whole: one writer at a time, the old folder or the new one, whatever happens.

What is put there is made in a hidden work folder beside the place, on the same file system. Who holds the lock that
lies in the work folder owns all else in it: it was left by somebody who is dead, and is removed. What packages are
stands in `package`.
"""

import ctypes
import errno
import fcntl
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

_LOCK, _REPLACED = "lock", "replaced"

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_KNOWN = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}

_held: set[IO[bytes]] = set()
"""The locks of this process."""


@contextmanager
def exclusive(output: Path, warn: Callable[[str], object] = lambda _line: None) -> Iterator[Path]:
    """An empty work folder for what is to be put at `output`; until it is left, nobody else has one for that place.

    Waits for whoever has it, and tells `warn` so, in one line. Removes what a writer who was killed has left, and puts
    back what he had taken away. Raises OSError where the work folder cannot be made or emptied.
    """
    place = output.resolve()
    work = place.parent / f".{place.name}-building"
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = _lock(work, lambda: warn(f"{output} is being written by another process: waiting until that is done"))
    try:
        _tidy(work, place)
        yield work
    finally:
        with suppress(OSError):  # what cannot be removed now the next writer removes
            _tidy(work, place)
            (work / _LOCK).unlink()
            work.rmdir()
        _release(lock)


def put(new: Path, output: Path) -> None:
    """Puts the folder `new`, which lies in the work folder, at `output`. Where it raises OSError nothing has changed.

    Linux exchanges the two in one step. Elsewhere there is a moment without a folder at `output`: who is killed in it
    leaves the old one in the work folder, and the next `exclusive` puts it back.
    """
    place = output.resolve()
    # After a power cut a file system may know a name but not what was written under it: first the content, then the
    # names in the new folder, then the folder's own name, and only then may the caller remove the old one.
    for path in (*new.rglob("*"), new):
        _flush(path)
    with ExitStack() as undo:
        if not place.exists():
            new.replace(place)
            undo.callback(place.replace, new)
        elif _exchange(new, place):
            undo.callback(_exchange, new, place)
        else:
            replaced = new.with_name(_REPLACED)
            place.replace(replaced)
            undo.callback(replaced.replace, place)
            new.replace(place)
            undo.callback(place.replace, new)
        _flush(new.parent)
        _flush(place.parent)
        undo.pop_all()


def sentence(error: Exception, output: Path) -> str:
    """What an OSError or a RuntimeError says, in one line, to whoever wanted `output` written."""
    number, where = getattr(error, "errno", None), getattr(error, "filename", None)
    is_full = number in _NO_ROOM
    # pyarrow names no file, but says in its own words what it could not open.
    what = os.strerror(number) if number and (where or is_full) else str(error)
    where = os.fsdecode(where) if isinstance(where, bytes) else where or output
    mend = "make room there" if is_full else "mend that, or choose other folders,"
    return f"{where}: {what}; {output} was not changed: {mend} and build again"


def _lock(work: Path, waiting: Callable[[], object]) -> IO[bytes]:
    """The lock in the folder `work`, held: the system takes it from a process that ends, however it ends."""
    while True:
        with suppress(FileExistsError):
            work.mkdir(mode=0o700)  # what is staged is not for everybody
        try:
            about = work.lstat()
            if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.geteuid():
                raise FileExistsError(f"{work} is no folder of yours, and would be emptied: remove it")
            lock = (work / _LOCK).open("ab")
        except FileNotFoundError:  # whoever had it has just removed the folder
            continue
        _held.add(lock)
        try:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                waiting = _silent
                fcntl.flock(lock, fcntl.LOCK_EX)
            if _is_there(lock, work / _LOCK):
                return lock
        except BaseException:
            _release(lock)
            raise
        _release(lock)


def _silent() -> None:
    """It has been said."""


def _is_there(lock: IO[bytes], path: Path) -> bool:
    """Whether a file that was opened is still the one at `path`."""
    try:
        return os.path.samestat(os.fstat(lock.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _release(lock: IO[bytes]) -> None:
    _held.discard(lock)
    lock.close()


def _forget() -> None:
    for lock in _held:
        lock.close()
    _held.clear()


# A process that was forked off, and outlives this one, must not keep its locks.
os.register_at_fork(after_in_child=_forget)


def _tidy(work: Path, place: Path) -> None:
    """Empties the work folder but for the lock; what had been taken away without anything in its place goes back."""
    if (work / _REPLACED).exists() and not place.exists():
        (work / _REPLACED).replace(place)
    for path in work.iterdir():
        if path.is_dir() and not path.is_symlink():
            _remove(path)
        elif path.name != _LOCK:
            path.unlink()


def _remove(folder: Path) -> None:
    """Removes a folder. Where the writer was killed, processes that it had started may write there a moment longer."""
    for seconds in (0.01, 0.1, 1):
        try:
            shutil.rmtree(folder)
        except OSError as error:
            if error.errno != errno.ENOTEMPTY:
                raise
            time.sleep(seconds)
        else:
            return
    shutil.rmtree(folder)


def _exchange(a: Path, b: Path) -> bool:
    """renameat2(2) with RENAME_EXCHANGE; False where the system or the file system does not know it."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    at_fdcwd, rename_exchange = -100, 2
    if renameat2(at_fdcwd, os.fsencode(a), at_fdcwd, os.fsencode(b), rename_exchange) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_KNOWN:
        return False
    raise OSError(number, os.strerror(number), str(b))


def _flush(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    except OSError as error:
        if error.errno != errno.EINVAL:  # what cannot be flushed there
            raise
    finally:
        os.close(file)

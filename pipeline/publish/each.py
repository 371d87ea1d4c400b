"""The same done with each of many things: one after the other, or several at once.

Threads are enough: what is done with tables spends its time in Arrow, which lets other threads work meanwhile.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol, TypeVar

_AT_ONCE = 4
"""The most things at once: of a table that grows some columns are held."""

A = TypeVar("A")
B = TypeVar("B")


class Each(Protocol):
    """Gives what the function makes of each thing, in the order of the things."""

    def __call__(self, function: Callable[[A], B], things: Iterable[A], /) -> Iterable[B]:
        """Raises what the function raises."""


def one_by_one(function: Callable[[A], B], things: Iterable[A], /) -> Iterable[B]:
    """One after the other, in this thread."""
    return map(function, things)


@contextmanager
def at_once() -> Iterator[Each]:
    """As many at once as the machine has cores, up to `_AT_ONCE`; at the end all are done."""
    with ThreadPoolExecutor(min(os.cpu_count() or 1, _AT_ONCE)) as threads:
        yield threads.map

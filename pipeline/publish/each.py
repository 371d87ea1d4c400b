"""The same done with each of many things: one after the other, or by whoever is handed in.

What is handed in may be other processes: then functions and things have to be such as they can be sent.
"""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

A = TypeVar("A")
B = TypeVar("B")


class Each(Protocol):
    """Gives what the function makes of each thing, in the order of the things."""

    def __call__(self, function: Callable[[A], B], things: Iterable[A], /) -> Iterable[B]:
        """Raises what the function raises."""


def one_by_one(function: Callable[[A], B], things: Iterable[A], /) -> Iterable[B]:
    """All done here."""
    return map(function, things)

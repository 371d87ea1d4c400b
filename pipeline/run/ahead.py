"""Reading ahead: the next thing is made ready in a thread while the one before is used.

It pays where both spend their time in libraries that let other threads work meanwhile, as Arrow and hashing do.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def ahead(things: Iterator[T]) -> Iterator[T]:
    """The same things, of which one more is held. Raises what they raise, when it is its turn."""
    end = object()
    with ThreadPoolExecutor(1) as reader:
        waiting = reader.submit(next, things, end)
        while (thing := waiting.result()) is not end:
            waiting = reader.submit(next, things, end)
            yield thing  # type: ignore[misc]  # it is not the end

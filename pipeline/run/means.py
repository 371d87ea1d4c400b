"""What a build has at hand: what is kept of earlier ones, and who does the work."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.run.cache import Cache
from pipeline.run.workers import Workers


@dataclass(frozen=True)
class Means:
    """Without anything said, nothing is kept and all is done in this process: the result is the same."""

    cache: Cache = field(default_factory=Cache)
    workers: Workers = field(default_factory=Workers)


@contextmanager
def opened(cache: Path | None, workers: Workers) -> Iterator[Means]:
    """The means for one build: the cache in that file, and those workers until it ends."""
    with Cache(cache) as kept, workers:
        yield Means(kept, workers)

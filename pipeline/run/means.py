"""What a build has at hand: what is kept of earlier ones, and who does the work."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.run.cache import Cache
from pipeline.run.tables import KeptTables
from pipeline.run.workers import Workers


@dataclass(frozen=True)
class Means:
    """Without anything said, nothing is kept and all is done in this process: the result is the same."""

    cache: Cache = field(default_factory=Cache)
    tables: KeptTables = field(default_factory=KeptTables)
    workers: Workers = field(default_factory=Workers)


@contextmanager
def opened(cache: Path | None, workers: Workers) -> Iterator[Means]:
    """The means for one build: what is kept in the folder `cache`, and those workers until it ends."""
    with Cache(cache and cache / "documents.sqlite") as kept, workers:
        yield Means(kept, KeptTables(cache and cache / "tables"), workers)


def forget(cache: Path) -> None:
    """Removes what is kept in a folder; nothing where there is none. Raises OSError where it cannot be removed."""
    if cache.exists():
        shutil.rmtree(cache)

"""Running one step: on the folder of raw texts or on staged tables, into staged tables.

A document step is run for those documents alone whose result is not kept from an earlier build, by as many workers as
there are; a step over all documents is run here.
"""

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.publish.stage import Stage
from pipeline.read.folder import raw_files
from pipeline.run.means import Means
from pipeline.run.transform import key_version, pack_batches, unpack
from pipeline.steps.step import RAW, Step
from pipeline.tables.rows import Row

Tell = Callable[[int, int, int], None]
"""Told of documents as they are done: how many more, of how many in all, and how many of them were kept."""

_DOCUMENTS, _BYTES = 16, 1_000_000
"""The most that a piece of work holds: documents, bytes."""

_LITTLE = 64
"""Documents for which no processes are started."""


@dataclass(frozen=True)
class _Item:
    """A document's share in a step: the key of its result, and the packed rows that it is made from."""

    key: bytes
    packed: bytes


@dataclass(frozen=True)
class _Staged:
    """The rows of a staged table, some at a time; a step may read them more than once."""

    stage: Stage
    name: str

    def __iter__(self) -> Iterator[Row]:
        return self.stage.rows(self.name)


def run(
    step: Step, stage: Stage, raw: Path, means: Means | None = None, tell: Tell = lambda _more, _of, _kept: None
) -> dict[str, int]:
    """Runs a step on what is staged, or on the folder `raw`, and stages its tables. Gives their numbers of rows."""
    means = means or Means()
    if means.tables.folder is None or step.reads == (RAW,):
        return _made(step, stage, raw, means, tell)
    key = means.tables.key(key_version(step), {name: stage.path(name) for name in step.reads})
    tables = {name: stage.path(name) for name in step.writes}
    if means.tables.take(step.name, key, tables):
        counts = {name: stage.count(name) for name in step.writes}
        if step.by_document:
            total = stage.count(step.reads[0])
            tell(total, total, total)
    else:
        counts = _made(step, stage, raw, means, tell)
        means.tables.keep(step.name, key, tables)
    return counts


def _made(step: Step, stage: Stage, raw: Path, means: Means, tell: Tell) -> dict[str, int]:
    if not step.by_document:
        return stage.write(step.writes, step.rows({name: _Staged(stage, name) for name in step.reads}))
    total, items = _items(step, stage, raw)
    results = _results(step, items, means, total, tell)
    return stage.write_documents(step.writes, (unpack(step.writes, packed) for packed in results))


def _items(step: Step, stage: Stage, raw: Path) -> tuple[int, Iterator[_Item]]:
    """The number of documents, and what a step reads of each, in the order of their ids."""
    told = key_version(step).encode()
    if step.reads == (RAW,):
        total, files = raw_files(raw)
        return total, (_Item(hashlib.sha256(told + file.digest).digest(), pickle.dumps(file)) for file in files)
    packed = map(pack_batches, stage.documents_batches(step.reads))
    return stage.count(step.reads[0]), (_Item(hashlib.sha256(told + one).digest(), one) for one in packed)


def _results(step: Step, items: Iterable[_Item], means: Means, total: int, tell: Tell) -> Iterator[bytes]:
    """What a step makes of each document, packed: kept from an earlier build, or made now and then kept."""

    def pieces() -> Iterator[tuple[tuple[list[_Item], dict[bytes, bytes]], list[bytes]]]:
        for some in _pieces(items):
            kept = means.cache.get([item.key for item in some])
            yield (some, kept), [item.packed for item in some if item.key not in kept]

    version = key_version(step)
    for (some, kept), made in means.workers.map(step, version, pieces(), is_little=total <= _LITTLE):
        new = dict(zip((item.key for item in some if item.key not in kept), made, strict=True))
        means.cache.put(new.items())
        tell(len(some), total, len(kept))
        yield from ((kept | new)[item.key] for item in some)


def _pieces(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    some: list[_Item] = []
    for item in items:
        if some and (len(some) == _DOCUMENTS or sum(len(one.packed) for one in some) + len(item.packed) > _BYTES):
            yield some
            some = []
        some.append(item)
    if some:
        yield some

"""Running one step: on the folder of raw texts or on staged tables, into staged tables.

A document step is run for those documents alone whose result is not kept from an earlier build, by as many workers as
there are; a step over all documents is run here.
"""

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from pipeline.publish.stage import Stage, cut, ends_chunk
from pipeline.read.folder import raw_files
from pipeline.run.ahead import ahead
from pipeline.run.chunks import Chunks, KeptChunks, Tables
from pipeline.run.means import Means
from pipeline.run.transform import key_version, pack_batches, unpack
from pipeline.run.workers import LITTLE
from pipeline.steps.step import DOCUMENT, RAW, Step
from pipeline.tables import TABLES
from pipeline.tables.rows import Row

Tell = Callable[[int, int, int], None]
"""Told of documents as they are done: how many more, of how many in all, and how many of them were kept."""

_DOCUMENTS, _BYTES = 16, 1_000_000
"""The most that a piece of work holds: documents, bytes."""

_MANY = 1_000_000
"""Rows for which a step that is given all of them gets a process of its own, since it holds so much."""


@dataclass(frozen=True)
class _Item:
    """A part's share in a step: the key of its result, and the packed rows that it is made from."""

    key: bytes
    packed: bytes


class _Chunk(NamedTuple):
    """Parts that come together: what stands for all that they are made from, their number, and they themselves."""

    key: str
    n_parts: int
    items: Iterable[_Item]


@dataclass(frozen=True)
class _Piece:
    """Some parts of a chunk, with what is kept of them: of each by itself, or of all together (`tables`)."""

    chunk: str
    n_parts: int
    items: list[_Item]
    kept: dict[bytes, bytes]
    tables: Tables | None = None


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
    if means.tables.folder is None:
        return _made(step, stage, raw, means, tell, Chunks())
    reads = {name: stage.path(name) for name in step.reads if name != RAW}
    tables = {name: stage.path(name) for name in step.writes}
    key = means.tables.key(key_version(step), reads)
    if RAW not in step.reads and means.tables.take(step.name, key, tables):
        if step.by == DOCUMENT:
            total = stage.count(step.reads[0])
            tell(total, total, total)
        return {name: stage.count(name) for name in step.writes}
    chunks = Chunks()
    counts = _made(step, stage, raw, means, tell, chunks)
    means.tables.keep(step.name, key, tables, chunks)
    return counts


def _made(step: Step, stage: Stage, raw: Path, means: Means, tell: Tell, chunks: Chunks) -> dict[str, int]:
    """Makes the tables of a step; `chunks` is told which rows were made from which chunk."""
    if not step.by:
        has_many = sum(map(stage.count, step.reads)) > _MANY
        return means.workers.apart(_whole, step, stage) if has_many else _whole(step, stage)
    total, found = _of_raw(step, raw) if step.reads == (RAW,) else _of_tables(step, stage, step.by)
    sliced = [name for name in step.writes if TABLES[name].sort_columns[0] == step.by]
    with means.tables.chunks(step.name, step.writes, sliced) as kept:
        pieces = _pieces(ahead(found), means, kept)
        return stage.write_parts(step.writes, _results(step, pieces, means, total, tell, chunks), step.by)


def _whole(step: Step, stage: Stage) -> dict[str, int]:
    """Runs a step that is given all rows at once."""
    return stage.write(step.writes, step.rows({name: _Staged(stage, name) for name in step.reads}))


def _of_raw(step: Step, raw: Path) -> tuple[int, Iterator[_Chunk]]:
    """The number of raw files, and what the step is given of them."""
    told = key_version(step).encode()
    total, files = raw_files(raw)

    def chunks() -> Iterator[_Chunk]:
        some: list[_Item] = []
        for file in files:
            some.append(_Item(hashlib.sha256(told + file.digest).digest(), pickle.dumps(file)))
            if ends_chunk(file.document_id):
                yield _of_items(some)
                some = []
        if some:
            yield _of_items(some)

    return total, chunks()


def _of_items(items: list[_Item]) -> _Chunk:
    return _Chunk(hashlib.sha256(b"".join(item.key for item in items)).hexdigest(), len(items), items)


def _of_tables(step: Step, stage: Stage, by: str) -> tuple[int, Iterator[_Chunk]]:
    """The number of documents or entities, and what the step is given of them."""
    told = key_version(step).encode()

    def items(batches: list[pa.RecordBatch]) -> Iterator[_Item]:
        for packed in map(pack_batches, cut(batches, by)):
            yield _Item(hashlib.sha256(told + packed).digest(), packed)

    chunks = (
        _Chunk(hashlib.sha256(told + pack_batches(batches)).hexdigest(), batches[0].num_rows, items(batches))
        for batches in stage.chunks(step.reads, by)
    )
    return stage.count(step.reads[0]), chunks


def _pieces(chunks: Iterable[_Chunk], means: Means, kept: KeptChunks) -> Iterator[_Piece]:
    for chunk in chunks:
        tables = kept.get(chunk.key)
        if tables:
            yield _Piece(chunk.key, chunk.n_parts, [], {}, tables)
            continue
        for some in _together(chunk.items):
            yield _Piece(chunk.key, len(some), some, means.cache.get([item.key for item in some]))


def _results(
    step: Step, pieces: Iterable[_Piece], means: Means, total: int, tell: Tell, chunks: Chunks
) -> Iterator[Tables]:
    """What a step makes of each part: kept from an earlier build, or made now and then kept."""
    version = key_version(step)
    work = ((piece, [item.packed for item in piece.items if item.key not in piece.kept]) for piece in pieces)
    for piece, made in means.workers.map(step, version, work, is_little=total <= LITTLE):
        new = dict(zip((item.key for item in piece.items if item.key not in piece.kept), made, strict=True))
        means.cache.put(new.items())
        packed = ((piece.kept | new)[item.key] for item in piece.items)
        for tables in [piece.tables] if piece.tables else (unpack(step.writes, one) for one in packed):
            chunks.add(piece.chunk, tables)
            yield tables
        if step.by == DOCUMENT:
            tell(piece.n_parts, total, piece.n_parts - len(new))


def _together(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    some: list[_Item] = []
    for item in items:
        if some and (len(some) == _DOCUMENTS or sum(len(one.packed) for one in some) + len(item.packed) > _BYTES):
            yield some
            some = []
        some.append(item)
    if some:
        yield some

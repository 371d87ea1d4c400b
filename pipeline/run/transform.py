"""A document step as a function from bytes to bytes: what the cache keeps, and what processes and machines exchange.

The rows of one document, packed: for each table a record batch of Arrow, sorted as the table declares.
"""

import hashlib
import pickle
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.read.folder import read_raw
from pipeline.run.version import step_version
from pipeline.steps.step import RAW, Step
from pipeline.tables import TABLES
from pipeline.tables.arrow import arrow_schema
from pipeline.tables.rows import Row

_LENGTH = 8
"""Bytes in front of each batch that say how long it is; 0 for a table without rows."""


def transform(step: Step, packed: Sequence[bytes], version: str) -> list[bytes]:
    """The packed rows that a document step writes, for each of the documents whose packed rows or raw files are given.

    Raises RuntimeError where this program is not of the version that is asked for: on another machine it may not be.
    """
    if key_version(step) != version:
        raise RuntimeError("the code or data here is not that of the build: install the same Imiony on every machine")
    return [pack(step.writes, step.rows(_inputs(step, one))) for one in packed]


@cache
def key_version(step: Step) -> str:
    """The version of a step together with that of this module, in hexadecimal digits."""
    return hashlib.sha256(step_version(step).encode() + Path(__file__).read_bytes()).hexdigest()


def _inputs(step: Step, packed: bytes) -> dict[str, list[Any]]:
    if step.reads == (RAW,):
        return {RAW: [read_raw(pickle.loads(packed))]}  # noqa: S301 (from our own process)
    return {name: batch.to_pylist() for name, batch in unpack(step.reads, packed).items()}


def pack(tables: Sequence[str], rows: Iterable[tuple[str, Row]]) -> bytes:
    """The rows of `tables`, each with the name of its table.

    Raises ValueError for a row of another table, or with other columns than its table declares.
    """
    found: dict[str, list[Row]] = {name: [] for name in tables}
    for name, row in rows:
        if name not in found:
            raise ValueError(f"a row of {name} was not expected here")
        if row.keys() != _schema(name)[1]:
            wrong = sorted(row.keys() ^ _schema(name)[1])
            raise ValueError(f"a row of {name} differs from its declaration in {', '.join(wrong)}")
        found[name].append(row)
    return pack_batches(_batch(name, some) for name, some in found.items())


def pack_batches(batches: Iterable[pa.RecordBatch]) -> bytes:
    """Record batches as bytes. The same rows give the same bytes, whatever they were cut out of."""
    packed = (memoryview(batch.serialize()) if batch.num_rows else b"" for batch in batches)
    return b"".join(part for content in packed for part in (len(content).to_bytes(_LENGTH, "little"), content))


def unpack(tables: Sequence[str], packed: bytes) -> dict[str, pa.RecordBatch]:
    """The record batches of `tables` that were packed."""
    return dict(zip(tables, _unpacked(tables, packed), strict=True))


def _unpacked(tables: Sequence[str], packed: bytes) -> Iterator[pa.RecordBatch]:
    content, start = pa.py_buffer(packed), 0
    for name in tables:
        schema, _ = _schema(name)
        length = int.from_bytes(packed[start : start + _LENGTH], "little")
        start += _LENGTH
        message = content.slice(start, length)
        yield pa.ipc.read_record_batch(message, schema) if length else pa.RecordBatch.from_pylist([], schema)
        start += length


def _batch(name: str, rows: list[Row]) -> pa.RecordBatch:
    schema, _ = _schema(name)
    order = [(column, "ascending") for column in TABLES[name].sort_columns]
    return pa.RecordBatch.from_pylist(rows, schema).sort_by(order) if rows else pa.RecordBatch.from_pylist([], schema)


@cache
def _schema(name: str) -> tuple[pa.Schema, frozenset[str]]:
    return arrow_schema(TABLES[name]), frozenset(TABLES[name].column_names)

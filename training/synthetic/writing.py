"""Writes documents of a corpus and the truth of them, a folder at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from training.synthetic.documents import Corpus, Made

RAW, TRUTH, QUOTATIONS = "raw", "truth.parquet", "quotations.parquet"

_IN_FOLDER = 500
"""Documents: with their sidecars they are a thousand files."""


@dataclass(frozen=True)
class Counts:
    """What was written."""

    documents: int
    mentions: int
    quotations: int


def write(made: Corpus, numbers: Iterable[int], folder: Path) -> Counts:
    """Writes the documents of these numbers, which have to be in order, into `folder`.

    Raises FileExistsError where raw texts are there already.
    """
    raw = folder / RAW
    raw.mkdir(parents=True)
    n_documents = 0
    with _Spans(folder / TRUTH, "person") as truth, _Spans(folder / QUOTATIONS, "source") as quotations:
        for shard, there in groupby(numbers, lambda number: number // _IN_FOLDER):
            inside = raw / f"{shard:04}"
            inside.mkdir()
            for document in map(made.document, there):
                write_document(document, inside)
                truth.add(document, document.mentions)
                quotations.add(document, document.quotations)
                n_documents += 1
            truth.flush()
            quotations.flush()
        return Counts(n_documents, truth.n_rows, quotations.n_rows)


def write_document(document: Made, folder: Path) -> None:
    """Writes a text and its sidecar."""
    (folder / f"{document.document_id}.txt").write_text(document.text, encoding="utf-8", newline="")
    (folder / f"{document.document_id}.txt.yaml").write_text(document.sidecar, encoding="utf-8", newline="")


class _Spans:
    """A Parquet file of spans (code points) in documents, each with a number."""

    def __init__(self, path: Path, of: str) -> None:
        numbers = [("start", pa.int32()), ("end", pa.int32()), (of, pa.int32())]
        self._schema = pa.schema([("document", pa.string()), *numbers])
        self._writer = pq.ParquetWriter(path, self._schema)
        self._rows: list[tuple[str, int, int, int]] = []
        self.n_rows = 0

    def add(self, document: Made, spans: Iterable[tuple[int, int, int]]) -> None:
        self._rows += ((document.document_id, *span) for span in spans)

    def flush(self) -> None:
        """Writes what was added."""
        self.n_rows += len(self._rows)
        columns = zip(*self._rows, strict=True) if self._rows else ([],) * 4
        self._writer.write_batch(
            pa.record_batch(
                [pa.array(list(c), f.type) for c, f in zip(columns, self._schema, strict=True)], self._schema
            )
        )
        self._rows = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._writer.close()

"""The checks of places in texts: what is said to stand there does.

Texts are read past the rows, some at a time: both are sorted by document.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.publish.failure import Broken, Failure
from pipeline.publish.source import Source
from pipeline.tables import Table

_Of = TypeVar("_Of")

_TEXTS = 500
"""Texts that are held at once."""

_ROWS = 20_000
"""Rows that are held as Python objects at once."""

Place = tuple[str | None, int | None, int | None, str | None]
"""A document, start and end in it (code points), and what stands there."""


def check_spans(table: Table, source: Source) -> list[Failure]:
    """text[start:end] == quote for every row with a quote; every span lies within its text."""
    broken = Broken(table)
    texts = _Texts(source)
    names = ("document_id", "start", "end", "quote")
    for batch in source.batches(table.name, _columns(table, names), _ROWS):
        wrong = [not texts.have(place) for place in _places(batch, names)]
        broken.note(batch, pa.array(wrong, pa.bool_()), "the quote is not text[start:end]", "quote")
    return list(broken.failures())


def check_parts(table: Table, source: Source) -> list[Failure]:
    """Words with a place of their own, as `cue` with `cue_start` and `cue_end`: they stand there."""
    broken = Broken(table)
    texts = _Texts(source)
    columns = [name for part in table.parts for name in (f"{part}_start", f"{part}_end", part)]
    for batch in source.batches(table.name, _columns(table, ["document_id", *columns]), _ROWS):
        for number, part in enumerate(table.parts):
            names = ("document_id", f"{part}_start", f"{part}_end", part)
            wrong = [place[1:] != (None, None, None) and not texts.have(place) for place in _places(batch, names)]
            broken.note(batch, pa.array(wrong, pa.bool_()), f"{part} does not stand at its place", part, number)
    return list(broken.failures())


def check_extents(table: Table, source: Source) -> list[Failure]:
    """What can be said of spans without the texts: they lie in their document, and are as long as their quote."""
    broken = Broken(table)
    documents = source.read("documents", ["document_id", "n_characters"])
    rule = "start and end do not lie in the document, or are not as far apart as the quote is long"
    for batch in source.batches(table.name, _columns(table, ("document_id", "start", "end", "quote")), _ROWS):
        start, end = batch.column("start"), batch.column("end")
        lengths = looked_up(batch.column("document_id"), documents, "document_id", "n_characters")
        inside = pc.and_(
            pc.and_(pc.greater_equal(start, 0), pc.less(start, end)), pc.less_equal(end, pc.fill_null(lengths, 0))
        )
        as_long = pc.equal(pc.utf8_length(batch.column("quote")), pc.subtract(end, start))
        # A quote that is null has no length; neither start nor end may be.
        wrong = pc.invert(pc.and_(pc.fill_null(inside, False), pc.fill_null(as_long, True)))
        broken.note(batch, wrong, rule, "quote")
    return list(broken.failures())


def check_edits(table: Table, source: Source) -> list[Failure]:
    """Both sides of a difference stand in their documents; one may be empty."""
    broken = Broken(table)
    alignments = source.read("quotation_alignments", ["quotation_alignment_id", "quotation_id", "document_id"])
    quotations = source.read("quotations", ["quotation_id", "document_id"])
    keys = source.read(table.name, ["quotation_alignment_id"]).column(0)
    quoted = looked_up(keys, alignments, "quotation_alignment_id", "quotation_id")
    documents = {
        "quote": looked_up(quoted, quotations, "quotation_id", "document_id"),
        "source": looked_up(keys, alignments, "quotation_alignment_id", "document_id"),
    }
    for number, (side, document_of) in enumerate(documents.items()):
        names = (f"{side}_start", f"{side}_end", side)
        data = source.read(table.name, _columns(table, names)).append_column("document_of", document_of)
        data = data.append_column("row", pa.array(range(data.num_rows), pa.int64()))
        texts = _Texts(source)
        wrong = [
            row
            for batch in data.sort_by("document_of").to_batches(_ROWS)
            for place, row in zip(_places(batch, ("document_of", *names)), batch.column("row").to_pylist(), strict=True)
            if not (place[1] == place[2] and place[3] is None) and not texts.have(place)
        ]
        is_wrong = pc.is_in(data.column("row"), value_set=pa.array(wrong, pa.int64()))
        broken.note(data, is_wrong, f"{side} does not stand at its place", side, number)
    return list(broken.failures())


def looked_up(keys: pa.ChunkedArray, data: pa.Table, key: str, value: str) -> pa.ChunkedArray:
    """For each of `keys` the `value` of the row of `data` that has it as its `key`; null where none has."""
    return data.column(value).take(pc.index_in(keys, value_set=data.column(key)))


class ByDocument(Generic[_Of]):
    """What there is of each document, some of them held at a time: asked in their order they are read once.

    `read` gives it piece by piece from the beginning, by the ids of documents; `known` are all of these ids.
    """

    def __init__(self, known: Container[str], read: Callable[[], Iterator[Mapping[str, _Of]]]) -> None:
        self._known, self._read = known, read
        self._pieces: Iterator[Mapping[str, _Of]] = iter(())
        self._held: Mapping[str, _Of] = {}

    def get(self, document_id: str) -> _Of | None:
        """What there is of a document; None where it is not known."""
        if document_id not in self._known:
            return None
        while document_id not in self._held:
            piece = next(self._pieces, None)
            if piece is None:  # from the beginning
                self._pieces = self._read()
            else:
                self._held = piece
        return self._held[document_id]


class _Texts:
    """The texts of all documents."""

    def __init__(self, source: Source) -> None:
        def read() -> Iterator[dict[str, str]]:
            for batch in source.batches("texts", ["document_id", "text"], _TEXTS):
                yield dict(zip(*(column.to_pylist() for column in batch.columns), strict=True))

        self._texts = ByDocument(frozenset(source.read("texts", ["document_id"]).column(0).to_pylist()), read)
        self._last: tuple[str | None, str | None] = None, None

    def have(self, place: Place) -> bool:
        """Whether a place is one, and what is said to stand there does; where nothing is said, any place is right."""
        document_id, start, end, words = place
        if document_id is None or start is None or end is None:
            return False
        if document_id != self._last[0]:
            self._last = document_id, self._texts.get(document_id)
        text = self._last[1]
        if text is None or not 0 <= start < end <= len(text):
            return False
        return words is None or text[start:end] == words


def _columns(table: Table, names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys((table.key, *names)))


def _places(batch: pa.RecordBatch, names: Iterable[str]) -> Iterator[Any]:
    """The places in these columns. Arrow cannot cut at places that differ, so they become Python's."""
    return zip(*(batch.column(name).to_pylist() for name in names), strict=True)

"""What finding looks at: the stretches of a document, each in one language."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.read.language import parts
from pipeline.tables.ids import place_id
from pipeline.tables.rows import Row
from pipeline.unusual import unusual


@dataclass(frozen=True)
class Stretch:
    """A stretch of a document in one language: `sentences` and `in_title` are spans counted from `first`."""

    first: int
    last: int
    language: str
    sentences: list[tuple[int, int]]
    in_title: set[tuple[int, int]]

    def candidate(self, row: Row, start: int, end: int) -> Row:
        """Columns of a candidate at `start` to `end`, counted from `first`; `row` is that of `texts`."""
        start, end = self.first + start, self.first + end
        quote = row["text"][start:end]
        return {
            "document_id": row["document_id"],
            "start": start,
            "end": end,
            "quote": quote,
            "unusual_characters": unusual(quote),
            "language": row["language"] if row["language"].split("-")[0] == self.language else self.language,
        }


def stretches(row: Row, passages: Iterable[Row]) -> Iterator[Stretch]:
    """The stretches of the document whose row of `texts` is given, in their order."""
    passages = sorted(passages, key=lambda passage: (passage["start"], -passage["end"]))
    titles = {passage["passage_id"] for passage in passages if passage["kind"] == "title"}
    sentences = [passage for passage in passages if passage["kind"] == "sentence"]
    starts = [sentence["start"] for sentence in sentences]
    paragraphs = [(passage["start"], passage["end"]) for passage in passages if passage["kind"] != "sentence"]
    for first, last, language in parts(row["text"], paragraphs, row["language"].split("-")[0]):
        here = sentences[bisect_left(starts, first) : bisect_left(starts, last)]
        spans = [(s["start"] - first, s["end"] - first) for s in here]
        in_title = {span for span, s in zip(spans, here, strict=True) if s["parent_passage_id"] in titles}
        yield Stretch(first, last, language, spans, in_title)


def place(columns: Row) -> str:
    """The id of the candidate that has these columns."""
    return place_id(columns["document_id"], columns["start"], columns["end"])

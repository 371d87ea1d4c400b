"""The passages of a text."""

from pipeline.read.passages import split as split_text
from pipeline.steps.step import Inputs, Rows
from pipeline.tables.ids import passage_id


def split(inputs: Inputs) -> Rows:
    """Rows of `passages`."""
    (document,) = inputs["documents"]
    (row,) = inputs["texts"]
    document_id, text = row["document_id"], row["text"]
    for passage in split_text(text, document["language"]):
        yield (
            "passages",
            {
                "passage_id": passage_id(document_id, passage.kind, passage.number),
                "parent_passage_id": passage.parent and passage_id(document_id, *passage.parent),
                "kind": passage.kind,
                "sequence": passage.number,
                "document_id": document_id,
                "start": passage.start,
                "end": passage.end,
                "quote": text[passage.start : passage.end] if document["rights"] == "open" else None,
            },
        )

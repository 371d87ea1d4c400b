"""The words that a text puts into somebody's mouth."""

from pipeline.facts.quotations.rows import quotation_rows
from pipeline.steps.step import Inputs, Rows


def quote(inputs: Inputs) -> Rows:
    """Rows of `quotations`."""
    (document,) = inputs["documents"]
    (row,) = inputs["texts"]
    return quotation_rows(row["document_id"], row["text"], row["language"], document["rights"], inputs["passages"])

"""The quotations that stand in other documents too, and every difference."""

from pipeline.facts.quotations.rows import alignment_rows
from pipeline.steps.step import Inputs, Rows


def align(inputs: Inputs) -> Rows:
    """Rows of `quotation_alignments` and `quotation_edits`."""
    rights = {row["document_id"]: row["rights"] for row in inputs["documents"]}
    return alignment_rows(inputs["quotations"], inputs["texts"], rights)

"""The people who say what is quoted."""

from pipeline.facts.quotations.rows import speaker_rows
from pipeline.steps.step import Inputs, Rows


def speak(inputs: Inputs) -> Rows:
    """Rows of `quotation_speakers`."""
    (row,) = inputs["texts"]
    return speaker_rows(row["text"], row["language"], inputs["quotations"], inputs["mentions"], inputs["passages"])

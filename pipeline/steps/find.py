"""The places in a text that seem to name a person."""

from pipeline.entities.find import find_people
from pipeline.steps.step import Inputs, Rows
from pipeline.steps.stretches import place, stretches


def find(inputs: Inputs) -> Rows:
    """Rows of `candidates`."""
    (row,) = inputs["texts"]
    for part in stretches(row, inputs["passages"]):
        text = row["text"][part.first : part.last]
        for found in find_people(text, part.sentences, part.in_title, part.language):
            columns = vars(found) | part.candidate(row, found.start, found.end)
            yield "candidates", columns | {"candidate_id": place(columns)}

"""The places in a text that name a place, an organisation, a regime, a group or a treaty."""

from pipeline.entities.others.candidates import find_others
from pipeline.steps.step import Inputs, Rows
from pipeline.steps.stretches import place, stretches


def find_more(inputs: Inputs) -> Rows:
    """Rows of `other_candidates`."""
    (row,) = inputs["texts"]
    people = [(candidate["start"], candidate["end"]) for candidate in inputs["candidates"]]
    for part in stretches(row, inputs["passages"]):
        text = row["text"][part.first : part.last]
        names = [(s - part.first, e - part.first) for s, e in people if part.first <= s and e <= part.last]
        for found in find_others(text, part.sentences, part.language, names):
            columns = found | part.candidate(row, found["start"], found["end"])
            yield "other_candidates", columns | {"other_candidate_id": place(columns)}

"""The figures and dates that a text states."""

from pipeline.facts.measures.dates import find_dates
from pipeline.facts.measures.figures import find_measures
from pipeline.facts.measures.own_date import document_date
from pipeline.steps.step import Inputs, Rows
from pipeline.tables.ids import place_id


def measure(inputs: Inputs) -> Rows:
    """Rows of `measures`."""
    (document,) = inputs["documents"]
    (row,) = inputs["texts"]
    if document["rights"] == "none":
        return
    document_id, text = row["document_id"], row["text"]
    spans = {(p["start"], p["end"], p["kind"]) for p in inputs["passages"]}
    language = row["language"].split("-")[0]
    anchor = document_date(text, spans, language, document["published"], document["kind"])
    sentences = sorted((start, end) for start, end, kind in spans if kind == "sentence")
    dates = find_dates(text, sentences, language, anchor)
    for found in find_measures(text, sentences, language, dates):
        yield (
            "measures",
            {
                "measure_id": place_id(document_id, found.start, found.end),
                "document_id": document_id,
                "quote": text[found.start : found.end],
                **vars(found),
            },
        )

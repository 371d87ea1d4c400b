"""The events of all texts: what several texts tell of one event comes together."""

from pipeline.facts.statements.joining import join as join_events
from pipeline.steps.step import Inputs, Rows


def join(inputs: Inputs) -> Rows:
    """Rows of `events`, `event_mentions` and `event_participants`."""
    published = {row["document_id"]: row["published"] for row in inputs["documents"]}
    return join_events(inputs["told_events"], published)

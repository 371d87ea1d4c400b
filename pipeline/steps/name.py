"""What is said of each entity: who it is, and how its name is spelt."""

from itertools import groupby
from operator import itemgetter

from pipeline.entities.about import rows_about
from pipeline.steps.step import Inputs, Rows


def name(inputs: Inputs) -> Rows:
    """Rows of `entities`, `people`, `names` and `name_systems`."""
    spellings = groupby(inputs["attested"], itemgetter("entity_id"))
    for resolved, (_, attested) in zip(inputs["resolved"], spellings, strict=True):
        yield from rows_about(resolved, list(attested))

"""What each spelling in a document says of its bearer, by itself."""

from pipeline.entities.said import read_names as rows_of
from pipeline.steps.step import Inputs, Rows


def read_names(inputs: Inputs) -> Rows:
    """Rows of `read_names`."""
    yield from (("read_names", row) for row in rows_of(inputs["candidates"]))

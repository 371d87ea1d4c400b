"""The methods with their measured figures."""

from pipeline import reference
from pipeline.evaluation import figures
from pipeline.steps.step import Inputs, Rows


def describe(_: Inputs) -> Rows:
    """Rows of `methods`."""
    for method in reference.rows("methods.csv"):
        yield "methods", {**method, **figures(method["method_id"])}

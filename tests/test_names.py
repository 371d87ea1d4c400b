"""Folding, and the given names that rest on it."""

import pytest

from pipeline import reference
from pipeline.names.fold import fold


@pytest.mark.parametrize(
    "row", [row for row in reference.rows("folding.csv") if row["example"]], ids=lambda r: r["why"]
)
def test_the_examples_of_the_folding_rules(row: dict[str, str]) -> None:
    first, second = row["example"].split(" ")
    assert fold(first) == fold(second)

"""Folding, and the given names that rest on it."""

import pytest

from pipeline import reference
from pipeline.names.fold import fold
from pipeline.names.given import given_name

GIVEN_NAMES = reference.rows("given_names.csv")
SHARED = {"aleksandr", "alena", "evheni", "ilia", "petra", "vitali"}
"""Folded spellings that two rows have: Аляксандр and Аляксандар, Ілья and Ілля, Алёна and Алена, ..."""


def test_the_forms_of_a_given_name_are_one_name() -> None:
    """But for the spellings that two names share, which belong to the first of them in the file."""
    first: dict[str, str] = {}
    shared = set()
    for row in GIVEN_NAMES:
        key = f"{row['be']}/{row['ru']}"
        for form in (row["be"], row["ru"], row["uk"], *row["latn"].split("|")):
            name = given_name(form)
            assert name is not None
            assert name.gender == row["gender"], form
            if first.setdefault(fold(form), key) != key:
                shared.add(fold(form))
            assert name.key == first[fold(form)]
    assert shared == SHARED


@pytest.mark.parametrize(
    "row", [row for row in reference.rows("folding.csv") if row["example"]], ids=lambda r: r["why"]
)
def test_the_examples_of_the_folding_rules(row: dict[str, str]) -> None:
    first, second = row["example"].split(" ")
    assert fold(first) == fold(second)

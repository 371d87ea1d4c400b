"""Given names: which spellings are forms of one name, and its gender.

The names are data: `reference/given_names.csv` (East Slavic names with their equivalents) and
`reference/forenames.csv` (common forenames of other countries, a row a spelling).
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from pipeline import reference
from pipeline.names.fold import fold

Gender = Literal["female", "male"]


@dataclass(frozen=True)
class GivenName:
    """A given name whatever its spelling. `gender` is None where both bear it."""

    key: str
    gender: Gender | None


def given_name(part: str) -> GivenName | None:
    """The given name that `part` spells, or None where it is not known as one."""
    known = _index().get(fold(part))
    if known is None and "-" in part:  # Hans-Peter: a name of its own, known by its first half
        first = _index().get(fold(part.split("-")[0]))
        known = first and GivenName(key=fold(part), gender=first.gender)
    return known


@cache
def _index() -> dict[str, GivenName]:
    """Known given names by the folded spelling.

    The row that says more wins: equivalents first, then forenames. A folded spelling that two rows
    of equivalents share belongs to the first of them.
    """
    index: dict[str, GivenName] = {}
    for row in reference.rows("given_names.csv"):
        name = GivenName(key=f"{row['be']}/{row['ru']}", gender=cast(Gender, row["gender"]))
        for spelling in (row["be"], row["ru"], row["uk"], *row["latn"].split("|")):
            if spelling:
                index.setdefault(fold(spelling), name)
    for row in reference.rows("forenames.csv"):
        key = fold(row["name"])
        index.setdefault(key, GivenName(key=key, gender=cast(Gender, row["gender"]) if row["gender"] else None))
    return index

"""Given names: which spellings are forms of one name, and its gender.

The names are data: `reference/given_names.csv` (East Slavic names with their equivalents, in any spelling that folds
alike) and `reference/forenames.csv` (forenames of other countries, spelt just so).
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from pipeline import reference
from pipeline.names.fold import fold, light

Gender = Literal["female", "male"]


@dataclass(frozen=True)
class GivenName:
    """A given name whatever its spelling. `gender` is None where both bear it.

    `is_east_slavic` says that this spelling is usual for East Slavic names and for no others.
    """

    key: str
    gender: Gender | None
    is_east_slavic: bool


def given_name(part: str) -> GivenName | None:
    """The given name that `part` spells, or None where it is not known as one."""
    plain = light(part)
    if plain in _surnames():
        return None
    east_slavic = _east_slavic().get(fold(part))
    if east_slavic:
        key, gender = east_slavic
        return GivenName(key, gender, is_east_slavic=plain not in _western())
    if plain in _forenames():
        return GivenName(plain, _forenames()[plain], is_east_slavic=False)
    if "-" in part:  # Hans-Peter: a name of its own, known by its first half
        first = given_name(part.split("-")[0])
        return first and GivenName(plain, first.gender, first.is_east_slavic)
    return None


@cache
def _east_slavic() -> dict[str, tuple[str, Gender]]:
    """Key and gender by the folded spelling. A spelling that two rows share belongs to the first of them."""
    names: dict[str, tuple[str, Gender]] = {}
    for row in reference.rows("given_names.csv"):
        for spelling in (row["be"], row["ru"], row["uk"], *row["latn"].split("|")):
            names.setdefault(fold(spelling), (f"{row['be']}/{row['ru']}", cast(Gender, row["gender"])))
    return names


@cache
def _forenames() -> dict[str, Gender | None]:
    """Gender, None where both bear the name, by the light spelling."""
    return {light(row["name"]): cast(Gender, row["gender"] or None) for row in reference.rows("forenames.csv")}


@cache
def _western() -> frozenset[str]:
    """Light spellings that are usual outside Eastern Europe too."""
    return frozenset(light(row["name"]) for row in reference.rows("forenames.csv") if row["west"])


@cache
def _surnames() -> frozenset[str]:
    """Family names that fold like a given name and are none (Powell, Павел)."""
    return frozenset(row["word"] for row in reference.rows("words.csv") if row["kind"] == "surname")

"""The register: people who are known beforehand, with their names in their own languages (`reference/people.csv`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

from pipeline import reference
from pipeline.names import Index, Name, read
from pipeline.names.given import Gender

LANGUAGES = ("be", "ru", "uk")
"""Those in which the register gives names (BCP 47)."""


@dataclass(frozen=True)
class Registered:
    """A person of the register; `names` are full names by language, where they are known."""

    person: str
    names: tuple[tuple[str, str], ...]
    gender: Gender


def registered(names: Iterable[Name]) -> Registered | None:
    """The one person of the register whose name is one of these full names; None where none is, or several are."""
    people, index = _register()
    found = {people[place].person: people[place] for name in names for place, _ in index.same(name)}
    return next(iter(found.values())) if len(found) == 1 else None


@cache
def _register() -> tuple[list[Registered], Index]:
    """A person for each name in the index."""
    people, names = [], []
    for row in reference.rows("people.csv"):
        native = tuple((language, row[language]) for language in LANGUAGES if row[language])
        person = Registered(row["person"], native, cast(Gender, row["gender"]))
        for language, name in native:
            people.append(person)
            names.append(read(name, language))
    return people, Index(names)

"""The register: people who are known beforehand, with their names in their own languages (`reference/people.csv`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

from pipeline import reference
from pipeline.names import Index, Name, read
from pipeline.names.given import Gender
from pipeline.redaction.kept import withheld

LANGUAGES = ("be", "ru", "uk")
"""Those in which the register gives names of everybody, as far as they are known (BCP 47)."""


@dataclass(frozen=True)
class Registered:
    """A person of the register.

    `names` are full names by language, where they are known: in `LANGUAGES`, and in the person's own language.
    """

    person: str
    names: tuple[tuple[str, str], ...]
    gender: Gender


def registered(names: Iterable[Name]) -> Registered | None:
    """The one person of the register whose name is one of these full names; None where none is, or several are.

    A name that was read as another case (Франсуа Байру, Роберта Метсола) may be a nominative all the same.
    """
    found = {person.person: person for name in names for person in _who_is_called(name)}
    return next(iter(found.values())) if len(found) == 1 else None


def register_of(name: Name) -> set[str]:
    """The people of the register with that full name; several where namesakes are in it."""
    return {person.person for person in _who_is_called(name)}


def _who_is_called(name: Name) -> list[Registered]:
    return _called(name) or _called_as_spelt(name)


def _called(name: Name) -> list[Registered]:
    people, _, index = _register()
    return [people[place] for place, _ in index.same(name)]


def _called_as_spelt(name: Name) -> list[Registered]:
    return _called(read(name.text, is_nominative=True)) if name.is_inflected else []


def positions(person: Registered) -> list[str]:
    """The positions that a person had or has, each with its country (ISO 3166-1) and its time (EDTF interval)."""
    return [
        f"{row['position']} ({row['country']}) {row['from']}/{row['to'] or '..'}"
        for row in reference.rows("positions.csv")
        if row["person"] == person.person
    ]


def family_names() -> frozenset[str]:
    """The family names of all people of the register, in the languages in which it has them."""
    return frozenset(name.family for name in _register()[1] if name.family)


@cache
def _register() -> tuple[list[Registered], list[Name], Index]:
    """The names as read, the person of each, and the index of the names; without those whose name is withheld."""
    people, names, hidden = [], [], withheld()
    for row in reference.rows("people.csv"):
        native = ((language, row[language]) for language in LANGUAGES)
        full = tuple((language, name) for language, name in (*native, (row["language"], row["other"])) if name)
        if hidden.shown_in(*(name for _, name in full)):
            continue
        person = Registered(row["person"], full, cast(Gender, row["gender"]))
        for _, name in full:
            people.append(person)
            names.append(read(name, is_nominative=True))
    return people, names, Index(names)

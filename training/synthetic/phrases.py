"""The sentences of each language (`texts/*.yaml`), cut at their slots."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from training.synthetic.spelling import Outlet, outlet_of

_FOLDER = Path(__file__).parent / "texts"
_SLOT = re.compile(r"<([^<>]+)>")
_OF_PERSON = re.compile(r"([01])(?:\.(\w+)|\?([^|]*)\|(.*))?")


@dataclass(frozen=True, slots=True)
class Name:
    """A slot for a name: that of the person with that index, in a case."""

    index: int
    case: str


@dataclass(frozen=True, slots=True)
class Gendered:
    """Words that depend on whether the person is a man or a woman."""

    index: int
    male: str
    female: str


@dataclass(frozen=True, slots=True)
class Other:
    """A slot for anything else, such as `date`, `place` or `claim`."""

    name: str


Part = str | Name | Gendered | Other
Template = tuple[Part, ...]


@dataclass(frozen=True)
class Phrases:
    """All that is said in one language. `family` has the templates by what the second person is to the first."""

    language: str
    outlets: tuple[Outlet, ...]
    date: str
    months: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]
    places: tuple[str, ...]
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]
    claims: tuple[Template, ...]
    titles: tuple[Template, ...]
    direct: tuple[Template, ...]
    indirect: tuple[Template, ...]
    quoting: tuple[Template, ...]
    people: tuple[Template, ...]
    others: tuple[Template, ...]
    family: dict[str, tuple[Template, ...]]


@cache
def phrases(language: str) -> Phrases:
    """The phrases of a language (BCP 47)."""
    data: dict[str, Any] = yaml.safe_load((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return Phrases(
        language=language,
        outlets=tuple(outlet_of(language, row) for row in data["outlets"]),
        date=data["date"],
        months=tuple(data["months"]),
        roles={
            "male": tuple(data["roles"]["male"]),
            "female": tuple(data["roles"].get("female", data["roles"]["male"])),
        },
        places=tuple(data["places"]),
        adjectives=tuple(data["adjectives"]),
        nouns=tuple(data["nouns"]),
        family={relation: _templates(texts) for relation, texts in data["family"].items()},
        **{kind: _templates(data[kind]) for kind in _KINDS},
    )


_KINDS = ("claims", "titles", "direct", "indirect", "quoting", "people", "others")


def _templates(texts: list[str]) -> tuple[Template, ...]:
    return tuple(_template(text) for text in texts)


def _template(text: str) -> Template:
    parts: list[Part] = []
    for number, piece in enumerate(_SLOT.split(text)):
        if number % 2:
            parts.append(_slot(piece))
        elif piece:
            parts.append(piece)
    return tuple(parts)


def _slot(text: str) -> Part:
    match = _OF_PERSON.fullmatch(text)
    if not match:
        return Other(text)
    index, case, male, female = match.groups()
    if male is not None:
        return Gendered(int(index), male, female)
    return Name(int(index), case or "nominative")

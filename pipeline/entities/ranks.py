"""Those who are known by a given name alone, with a rank or a number: Pope Francis, the Prophet Muhammad, Elizabeth II.

The words are data, `reference/ranks.csv`, as are the names of rulers, which are translated (Elizabeth, Elżbieta):
`translated_names.csv`. Whose a name is, is decided in `assign`.
"""

import re
from functools import cache
from typing import cast

from pipeline import reference
from pipeline.entities.called import given_keys, known_given
from pipeline.names.given import Gender, given_names
from pipeline.names.letters import light

_OPENING = "([«„“\"'‘"
"""What may stand before a rank without white space."""
_LOOK_BACK = 40
"""Code points before a name in which its rank is looked for."""

_NUMBERED = re.compile(r"([^\W\d_]{1,40}) ([IVX]{1,7})\.?")
"""In some languages with the full stop of an ordinal."""


def rank_before(text: str, start: int) -> str | None:
    """The rank that stands right before a name which begins at `start` (code points), if one does."""
    before = text[max(0, start - _LOOK_BACK) : start].casefold()
    if not before[-1:].isspace():
        return None
    words = [word.lstrip(_OPENING) for word in before.split()[-2:]]
    return ranks().get(tuple(words)) or ranks().get(tuple(words[-1:]))


def is_numbered(name: str) -> bool:
    """Whether a name is a given name with a number (Elizabeth II)."""
    return _NUMBERED.fullmatch(name) is not None


def known_as(name: str, language: str, rank: str | None) -> frozenset[tuple[str, str]]:
    """What tells apart somebody who has a given name alone: the number of the name, else the rank; and the given name.

    In a text in that language (BCP 47) it may be a form of several. Empty where there is neither number nor rank, or
    no known given name alone.
    """
    numbered = _NUMBERED.fullmatch(name)
    by, word = (numbered[2], numbered[1]) if numbered else (rank, name)
    if not by or " " in word:
        return frozenset()
    rulers = {_translated()[key] for key in given_keys(word, language) if key in _translated()}
    gender = _genders().get(rank or "")
    known = (given.key for given in known_given(word, language) if not gender or given.gender in (gender, None))
    return frozenset((by, name) for name in rulers or known)


@cache
def ranks() -> dict[tuple[str, ...], str]:
    """The ranks by their words in all forms, in lower case."""
    rows = reference.rows("ranks.csv")
    return {tuple(form.split()): row["rank"] for row in rows for form in row["forms"].split("|")}


@cache
def _translated() -> dict[str, str]:
    """What stands for a given name in all languages, by its `given_keys`; what several rows have is in the first."""
    found: dict[str, str] = {}
    for row in reference.rows("translated_names.csv"):
        for form in row["forms"].split("|"):
            for key in (light(form), *(given.key for given in given_names(form))):
                found.setdefault(key, row["name"])
    return found


@cache
def _genders() -> dict[str, Gender]:
    return {row["rank"]: cast(Gender, row["gender"]) for row in reference.rows("ranks.csv")}

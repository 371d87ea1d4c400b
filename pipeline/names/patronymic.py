"""Patronymics: which word is one, and the name of the father in it.

Endings are rows of `reference/patronymics.csv`, written as `sounds.key` writes them.
"""

from functools import cache, lru_cache
from typing import cast

from pipeline import reference
from pipeline.names.adapted import bare_forms
from pipeline.names.given import Gender, names_of_key
from pipeline.names.sounds import habits, key


@lru_cache(maxsize=65_536)
def patronymic_of(word: str) -> str | None:
    """The key of the father's name in a patronymic, or how it sounds where he is not known; None for other words."""
    keys = _keys(word)
    fathers = [
        father
        for spelt in keys
        for row in _matching(spelt)
        for restored in row["restored"].split("|")
        for father in names_of_key(spelt[: -len(row["ending"])] + restored)
        if father.gender != "female" and not father.is_diminutive
    ]
    if fathers:
        return fathers[0].key
    return next((spelt for spelt in keys if len(spelt) > _SHORTEST and _matching(spelt)), None)


_SHORTEST = 5
"""Sounds of a word that is no patronymic unless the father's name is known."""


def is_patronymic(word: str) -> bool:
    """Whether a word is the patronymic of a father whose name is known."""
    found = patronymic_of(word)
    return found is not None and found not in _keys(word)


def father_stems(word: str, written: tuple[str, ...]) -> list[str]:
    """What a patronymic sounds like without its ending, in each habit that it may be written in."""
    keys = _keys(word, written)
    return [key.removesuffix(max((row["ending"] for row in _matching(key)), key=len, default="")) for key in keys]


@lru_cache(maxsize=65_536)
def gender_of_patronymic(word: str) -> Gender | None:
    """Whether a patronymic is that of a son or of a daughter."""
    rows = [row for spelt in _keys(word) for row in _matching(spelt)]
    return cast(Gender, rows[0]["gender"]) if rows else None


def _keys(word: str, written: tuple[str, ...] = ()) -> list[str]:
    """The `sounds.key` of a word, and of what it is without an added ending (Petrovičius), in each habit."""
    return [key(form, habit) for form in (word, *bare_forms([word])[0]) for habit in written or habits(word)]


def _matching(spelt: str) -> list[dict[str, str]]:
    return [row for row in _endings() if spelt.endswith(row["ending"]) and len(spelt) != len(row["ending"]) + 1]


@cache
def _endings() -> tuple[dict[str, str], ...]:
    return reference.rows("patronymics.csv")

"""Patronymics: which word is one, and the name of the father in it.

Endings are rows of `reference/patronymics.csv` (folded) and `patronymic_sounds.csv` (as heard).
"""

from functools import lru_cache
from typing import cast

from pipeline import reference
from pipeline.names.fold import fold
from pipeline.names.given import Gender, given_name
from pipeline.names.sounds import sounds


@lru_cache(maxsize=65_536)
def patronymic_of(word: str) -> str | None:
    """The key of the father's name in a patronymic; its letters where that name is not known; None for other words."""
    key = fold(word)
    matching = [row for row in reference.rows("patronymics.csv") if key.endswith(row["ending"])]
    fathers = [
        father
        for row in matching
        for restored in row["restored"].split("|")
        if (father := given_name(key[: -len(row["ending"])] + restored))
        if father.gender != "female" and not father.is_diminutive
    ]
    if fathers:
        return next((father for father in fathers if father.is_east_slavic), fathers[0]).key
    return key if matching and len(key) > 5 else None


def is_patronymic(word: str) -> bool:
    """Whether a word is the patronymic of a father whose name is known."""
    return patronymic_of(word) not in (None, fold(word))


def father_stems(word: str, written: tuple[str, ...]) -> list[str]:
    """What a patronymic sounds like without its ending, in each habit that it may be written in."""
    return [_without_ending(sounds(word, habit)) for habit in written]


def _without_ending(heard: str) -> str:
    endings = [row["ending"] for row in reference.rows("patronymic_sounds.csv") if heard.endswith(row["ending"])]
    return heard.removesuffix(max(endings, key=len, default=""))


def gender_of_patronymic(word: str) -> Gender | None:
    """Whether a patronymic is that of a son or of a daughter."""
    key = fold(word)
    return next(
        (cast(Gender, row["gender"]) for row in reference.rows("patronymics.csv") if key.endswith(row["ending"])), None
    )

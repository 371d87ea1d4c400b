"""Adapted names: the endings that some languages add to foreign names even in the nominative (Borisas Johnsonas,
Merkelová). What a name is without them is the column `bare` of `reference/inflection.csv`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline import reference
from pipeline.names.letters import VOWELS, light


@dataclass(frozen=True, slots=True)
class _Added:
    """An ending in the nominative, and what stands in its place in the name itself."""

    language: str
    ending: str
    after: str
    bare: tuple[str, ...]
    is_sure: bool


def bare_forms(words: Sequence[str]) -> list[tuple[str, ...]]:
    """For each word of a name what it may be without an added ending; nothing where it has none.

    An ending that any word may have (-as, -s) counts only if every word of the name that does not end in a vowel has
    one of that language.
    """
    if not any(word.endswith(_last_letters()) for word in words):
        return [()] * len(words)
    added = [_endings_of(word) for word in words]
    closed = [of for word, of in zip(words, added, strict=True) if not _is_open(word)]
    languages = [{ending.language for ending in of} for of in closed]
    general = set.intersection(*languages) if languages else set()
    return [_bare(word, of, general) for word, of in zip(words, added, strict=True)]


def _bare(word: str, added: Sequence[_Added], general: set[str]) -> tuple[str, ...]:
    """What a word may be without the longest of these endings that count."""
    fitting = [ending for ending in added if ending.is_sure or ending.language in general]
    longest = max((len(ending.ending) for ending in fitting), default=0)
    forms = [
        word[: len(word) - longest] + (bare.upper() if word.isupper() else bare)
        for ending in fitting
        if len(ending.ending) == longest
        for bare in ending.bare
    ]
    return tuple(dict.fromkeys(forms))


def _is_open(word: str) -> bool:
    """Whether a word ends in a vowel."""
    return light(word[-1]) in VOWELS


@lru_cache(maxsize=65_536)
def _endings_of(word: str) -> tuple[_Added, ...]:
    lower = word.lower()
    return tuple(
        added
        for length in range(1, len(lower) - 1)
        for added in _added().get(lower[-length:], ())
        if not added.after or lower[-length - 1] in added.after
    )


@cache
def _added() -> dict[str, list[_Added]]:
    """The endings by their letters."""
    found: dict[str, list[_Added]] = {}
    for row in reference.rows("inflection.csv"):
        if row["bare"]:
            bare = tuple(form.strip("-") for form in row["bare"].split("|"))
            of = _Added(row["language"], row["nominative"], row["after"], bare, row["alone"] == "yes")
            found.setdefault(of.ending, []).append(of)
    return found


@cache
def _last_letters() -> tuple[str, ...]:
    letters = dict.fromkeys(ending[-1] for ending in _added())
    return (*letters, *map(str.upper, letters))

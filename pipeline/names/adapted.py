"""Adapted names: the endings that some languages add to foreign names even in the nominative (Borisas Johnsonas,
Merkelová). What a name is without them is the column `bare` of `reference/inflection.csv`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import reference

VOWELS = "aeiouyáéíóúýāēīōūąęįųėěů"


@dataclass(frozen=True, slots=True)
class _Added:
    """An ending in the nominative, and what stands in its place in the name itself."""

    language: str
    ending: str
    after: str
    bare: tuple[str, ...]
    is_sure: bool

    def ends(self, lower: str) -> bool:
        """Whether a word in lower case has the ending."""
        stem = lower[: len(lower) - len(self.ending)]
        return len(stem) > 1 and lower.endswith(self.ending) and (not self.after or stem[-1] in self.after)


def bare_forms(words: Sequence[str]) -> list[tuple[str, ...]]:
    """For each word of a name what it may be without an added ending; nothing where it has none.

    An ending that any word may have (-as, -s) counts only if every word of the name that does not end in a vowel has
    one of that language.
    """
    lower = [word.lower() for word in words]
    if not any(word.endswith(_last_letters()) for word in lower):
        return [()] * len(words)
    general = {
        added.language
        for added in _added()
        if not added.is_sure and all(word[-1] in VOWELS or _of(word, added.language) for word in lower)
    }
    return [_bare(word, general) for word in words]


def _bare(word: str, general: set[str]) -> tuple[str, ...]:
    lower = word.lower()
    fitting = [added for added in _added() if added.ends(lower) and (added.is_sure or added.language in general)]
    if not fitting:
        return ()
    longest = max(len(added.ending) for added in fitting)
    forms = [
        word[: len(word) - longest] + (bare.upper() if word.isupper() else bare)
        for added in fitting
        if len(added.ending) == longest
        for bare in added.bare
    ]
    return tuple(dict.fromkeys(forms))


def _of(word: str, language: str) -> bool:
    return any(added.language == language and added.ends(word) for added in _added())


@cache
def _added() -> tuple[_Added, ...]:
    return tuple(
        _Added(
            row["language"],
            row["nominative"],
            row["after"],
            tuple(bare.strip("-") for bare in row["bare"].split("|")),
            row["alone"] == "yes",
        )
        for row in reference.rows("inflection.csv")
        if row["bare"]
    )


@cache
def _last_letters() -> tuple[str, ...]:
    return tuple({added.ending[-1] for added in _added()})

"""Folding: one key for the usual spellings of one name part, in Latin and Cyrillic.

The rules are `reference/folding.csv`, applied from top to bottom; this module knows no language.
"""

import re
import unicodedata
from functools import cache, lru_cache

from pipeline import reference

MAXIMUM_LENGTH = 100
"""Code points of a name part that are looked at; no name is longer, hostile input is."""


@lru_cache(maxsize=65_536)
def fold(part: str) -> str:
    """The key of a name part: lower case Latin letters. Equal keys are spellings of one name.

    A part in a script that the rules do not know keeps its letters.
    """
    key = unicodedata.normalize("NFKC", part[:MAXIMUM_LENGTH]).casefold()
    for pattern, replacement in _rules():
        key = pattern.sub(replacement, key)
    return key


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["replacement"]) for row in reference.rows("folding.csv"))

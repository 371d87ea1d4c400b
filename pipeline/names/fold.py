"""Folding: one key for the usual spellings of one name part.

`fold` makes one key of what Belarusian, Russian and Ukrainian spellings have in common, in Latin and Cyrillic letters.
Its rules are `reference/folding.csv`, applied from top to bottom; this module knows no language. For names of other
languages it is too generous (*Wong* and *Wang* fold alike): `light` only takes case and accents away.
"""

import re
import unicodedata
from functools import cache, lru_cache

from pipeline import reference
from pipeline.names.letters import MAXIMUM_LENGTH


@lru_cache(maxsize=65_536)
def light(part: str) -> str:
    """The name part without case, accents and characters that cannot be seen."""
    letters = unicodedata.normalize("NFKD", part[:MAXIMUM_LENGTH]).casefold()
    return "".join(c for c in letters if unicodedata.category(c) not in ("Mn", "Cf"))


@lru_cache(maxsize=65_536)
def fold(part: str) -> str:
    """The key of a name part: lower case Latin letters. Equal keys are spellings of one East Slavic name.

    A part in a script that the rules do not know keeps its letters.
    """
    letters = unicodedata.normalize("NFKC", part[:MAXIMUM_LENGTH]).casefold()
    key = "".join(c for c in letters if unicodedata.category(c) not in ("Mn", "Cf"))
    for pattern, replacement in _rules():
        key = pattern.sub(replacement, key)
    return key


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["replacement"]) for row in reference.rows("folding.csv"))

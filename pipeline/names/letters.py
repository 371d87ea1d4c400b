"""What several modules ask of the letters of a name: script, initials, spelling without accents; how many count."""

import re
import unicodedata
from functools import lru_cache

MAXIMUM_LENGTH = 100
"""Code points of a name part that are looked at; no name is longer, hostile input is."""

CYRILLIC = re.compile(r"[\u0400-\u052f]")
INITIAL = re.compile(
    r"[^\W\d_]\.?|(?:[YyJjIi][aeou]|[CcSsZzKk]h|[Tt]s|[Dd]z|[Cc]z|[Ss]z|[Ss]ch|[Ss]hch|[Dd][žżź]|[Дд][жз])\."
)
"""A first letter, with or without its point, or what a romanisation makes of one (Yu.)."""

VOWELS = frozenset("aeiouyаеиоуыэюяіїє")
"""Letters, without accents."""

APOSTROPHES = "'’‘ʼ`´ʹ′ʺ”"
SIGNS = str.maketrans(dict.fromkeys(APOSTROPHES, "’"))
"""Soft signs and apostrophes: one for all, none of which decomposes into a space."""


@lru_cache(maxsize=65_536)
def light(part: str) -> str:
    """The name part without case, accents and characters that cannot be seen."""
    if part.isascii():
        return part[:MAXIMUM_LENGTH].lower()
    letters = unicodedata.normalize("NFKD", part[:MAXIMUM_LENGTH].translate(SIGNS)).casefold()
    return "".join(c for c in letters if unicodedata.category(c) not in ("Mn", "Cf"))


_NO_LETTER = re.compile(r"[\W_]+")


def plain(part: str) -> str:
    """The name part without case, accents, and signs that are no letters (apostrophes, hyphens)."""
    letters = light(part)
    return letters if letters.isalpha() else _NO_LETTER.sub("", letters)

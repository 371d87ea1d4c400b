"""Look-alikes: letters of another script inside a word, as official lists have them (Iванава with a Latin I).

The letters are data, `reference/lookalikes.csv`; this module only decides to which script a word belongs.
"""

import re
import unicodedata
from functools import cache, lru_cache

from pipeline import reference
from pipeline.names.letters import CYRILLIC

_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")
# Alphabets whose letters are taken for one another (Unicode TR 39).
_ALIKE = frozenset(
    ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "GEORGIAN", "LISU", "FULLWIDTH", "MATHEMATICAL")
)
_OTHER = re.compile(r"[A-Za-z\u00c0-\u024f\u0370-\u03ff\u1e00-\u1eff]")


def repair(text: str) -> str:
    """The text in which every word that mixes scripts has the look-alikes of its own script: as long as before.

    A word belongs to the script of most of its letters that no other script has; where that does not decide, to that
    of most of its letters, or of the text. What has no look-alike stays, and so does a word in one script.
    """
    if not CYRILLIC.search(text) or not _OTHER.search(text):
        return text
    of_text = _script(text)
    return _WORD.sub(lambda match: _repaired(match.group(), of_text), text)


def mixes_scripts(text: str) -> bool:
    """Whether a word of the text has letters of two alphabets that look alike, or letters made for formulas."""
    words = {word for word in _WORD.findall(text) if not word.isascii()}
    return any(_is_mixed(frozenset(map(_alphabet, word)) - {""}) for word in words)


def _is_mixed(alphabets: frozenset[str]) -> bool:
    return len(alphabets) > 1 or "MATHEMATICAL" in alphabets


@lru_cache(maxsize=65_536)
def _alphabet(letter: str) -> str:
    """The alphabet of a letter, by its name in Unicode; empty where it is none of those that look alike."""
    alphabet = unicodedata.name(letter, "").split(" ")[0]
    return alphabet if alphabet in _ALIKE else ""


def _repaired(word: str, of_text: str | None) -> str:
    if not CYRILLIC.search(word) or not _OTHER.search(word):
        return word
    both = _lookalikes("Cyrl").keys() | _lookalikes("Latn").keys()
    script = _script("".join(letter for letter in word if letter not in both)) or _script(word) or of_text
    lookalikes = _lookalikes(script or "")
    return "".join(lookalikes.get(letter, letter) for letter in word)


def _script(letters: str) -> str | None:
    """The script of most of them; None where neither has more."""
    cyrillic, other = len(CYRILLIC.findall(letters)), len(_OTHER.findall(letters))
    return None if cyrillic == other else "Cyrl" if cyrillic > other else "Latn"


@cache
def _lookalikes(script: str) -> dict[str, str]:
    """What a letter stands for in a word of this script."""
    rows = reference.rows("lookalikes.csv")
    return {row["letter"]: row["stands_for"] for row in rows if row["script"] == script}

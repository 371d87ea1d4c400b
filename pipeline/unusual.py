"""What in a text or a name a reader does not see, or takes for something else. It is said, never changed.

The kinds are declared with the column that holds them (`pipeline.tables.model.UNUSUAL`).
"""

import re
import unicodedata

from pipeline.names.lookalikes import mixes_scripts
from pipeline.read.garbled import is_garbled

_USUAL = re.compile(r"[\t\n\v\f\r\x85 -~\u00a0-\u00ac\u00ae-\u02ff\u0300-\u034e\u0370-\u0530]+")
"""Characters of which there is nothing to say, and which most texts are made of."""

# Bidirectional controls (Unicode TR 9); they reorder what a reader sees.
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Letters and marks by their category that no font shows.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")


def unusual(text: str) -> list[str] | None:
    """The kinds of unusual characters in a text or a name, sorted; None where there are none."""
    found = {kind for character in set(_USUAL.sub("", text)) if (kind := _kind(character))}
    if mixes_scripts(text):
        found.add("mixed_scripts")
    if is_garbled(text):
        found.add("garbled")
    return sorted(found) or None


def _kind(character: str) -> str | None:
    if character in _DIRECTIONS:
        return "bidi_control"
    if character == "\ufffd":
        return "replacement"
    category = unicodedata.category(character)
    if category == "Cf" or character in _BLANK:
        return "invisible"
    is_noncharacter = ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef"
    return "control" if category == "Cc" or is_noncharacter else "private_use" if category == "Co" else None

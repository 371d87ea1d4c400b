"""The words at the ends of the lines of a PDF: which hyphens are their own, and which only divide them."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

MAXIMUM_WORD = 60
"""Code points at the end of a line in which a hyphenated word is looked for."""

ENOUGH = 4
"""Fewer hyphens do not tell whether a document divides words."""

HYPHENS = "-\u00ad\u2010"

_WORD = re.compile(r"\w+(?:-\w+)*[-\u00ad\u2010]?")
_LAST = re.compile(r"(?<!\w)(?P<word>\w+)(?P<hyphen>[-\u00ad\u2010])$")
_FIRST = re.compile(r"(?P<hyphen>[-\u2010]?)(?P<word>\w+)")


class Spelling:
    """How words are written in a document, of which these are the lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        lines = list(lines)
        for line in lines:
            # The last word of a line may be half a word.
            self._words.update(word.casefold() for word in _WORD.findall(line) if word[-1] not in HYPHENS)
        kept = divided = 0
        for a, b in pairwise(lines):
            before, after = _LAST.search(a[-MAXIMUM_WORD:]), _FIRST.match(b)
            if before and after:
                divided += (before["word"] + after["word"]).casefold() in self._words
                kept += f"{before['word']}-{after['word']}".casefold() in self._words
        self._divides = kept < ENOUGH or kept <= divided

    def joined(self, lines: Iterable[str]) -> str:
        """Lines as one. A hyphen at the end of a line goes, unless it is the word's own."""
        parts: list[str] = []
        for line in lines:
            before, after = _LAST.search(parts[-1][-MAXIMUM_WORD:]) if parts else None, _FIRST.match(line)
            if before is None or after is None:
                parts += [" ", line] if parts else [line]
            elif before["hyphen"] == "\u00ad" or not self._is_own(before["word"], after["word"], after["hyphen"]):
                parts[-1:] = [parts[-1][:-1], line]
            else:
                parts[-1:] = [parts[-1][:-1], "-", line[len(after["hyphen"]) :]]
        return unicodedata.normalize("NFC", "".join(parts).replace("\u00ad", ""))

    def _is_own(self, before: str, after: str, repeated: str) -> bool:
        """Whether the hyphen between two parts of a word belongs to it.

        Some languages print such a hyphen twice. Else the rest of the text tells how the word is written; if it does
        not, a part with a capital is a name of its own, and one in lower case the rest of a word, unless most hyphens
        at line ends turn out to be the words' own: then the document divides no words.
        """
        whole, compound = (before + after).casefold(), f"{before}-{after}".casefold()
        if repeated or compound in self._words:
            return True
        return whole not in self._words and not (after[0].islower() and self._divides)

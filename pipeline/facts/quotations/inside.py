"""What stands in quotation marks, seen by itself: a title, a sentence, or part of one.

Who says it, and whether anybody does, is found in `direct`. Spans are code points without the marks.
"""

import re
from collections.abc import Sequence

from pipeline.facts.quotations.marks import Span

_TITLE = 8
"""Words: a title or the name of a thing is no longer, where all of its long words are capitalised."""
_SMALL = 4
"""Letters: a longer word of a title is capitalised."""
_LONG = 5
"""Words that are a sentence though no full stop says so."""

WORDS = re.compile(r"[^\W_]+(?:[-’'ʼ][^\W_]+)*")
_EDGES = ' \t\r\n\u00a0\u202f»”“"’)]'
_STOPS = (".", "!", "?", "…")
_STOP = re.compile(r"[.!?…](?:\s|$)")


def ends(text: str, start: int, end: int) -> bool:
    """Whether a sentence ends at the end of this stretch, closing marks left aside."""
    return text[max(start, end - 10) : end].rstrip(_EDGES).endswith(_STOPS)


def without_stop(text: str, span: Span) -> Span:
    """A fragment without a full stop at its end, which belongs to the sentence around it: *a “farce.”*"""
    start, end = span
    return (start, end - 1) if text[end - 1] == "." and not _STOP.search(text, start, end - 1) else span


def is_title(text: str, span: Span, words: Sequence[str]) -> bool:
    """Whether it may be the name of something: its long words are capitalised, and no sentence ends in it."""
    if len(words) > _TITLE or not words[0][0].isupper():
        return False
    capitals = all(word[0].isupper() or word[0].isdigit() for word in words if len(word) > _SMALL)
    return capitals and text[span[1] - 1] not in _STOPS


def is_sentence(text: str, span: Span, words: Sequence[str]) -> bool:
    """Whether it is a whole sentence, or several: capitalised, long or with a full stop, and no title."""
    inner = text[slice(*span)]
    is_long = len(words) >= _LONG or (len(words) > 1 and _STOP.search(inner) is not None)
    return is_long and inner[0].isupper() and not is_title(text, span, words)

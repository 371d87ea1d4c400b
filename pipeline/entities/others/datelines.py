"""Datelines: the place at the beginning of a line from which a report comes (*MINSK, 14 March (Agency) —*).

A place in a dateline need stand in no list: what follows it, a date, an agency, a dash, shows what it is. The passage
that a dateline makes is in `read.passages`; when the report was written is not said here.
"""

import re
from collections.abc import Sequence
from functools import cache

from pipeline import reference
from pipeline.entities.others.listed import Span, Token, fold, listed

_LINE_START = re.compile(
    r"(?:^|\n)[^\S\n]{0,9}(?:(?:\w{1,9}[^\S\n])?(?:\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})[^\S\n]{1,3})?(?=[^\W\d_])"
)
_MONTH = r"(?P<{}>[^\W\d_]{{3,12}})\.?"
_DATE = (
    rf"(?:\d{{1,2}}\.? {_MONTH.format('word')}|{_MONTH.format('word2')} \d{{1,2}}\b(?: d\.)?"
    r"|\d{1,2}\.\d{1,2}\.)(?:,? ?\d{4})?(?: (?:г|р)\.)?"
)
_REST = re.compile(
    rf"(?P<within>, [^\W\d_][^\d\n,()/]{{1,30}}?(?=,| ?[(/]| ?--| [-—–]\s))?(?P<date>,? {_DATE})?"
    r"(?P<agency>,? ?(?:\([^()\n]{1,60}\)|/[^/\n]{1,60}/))?\.?(?P<dash> ?(?:--|[—–])(?=\s)| -(?=\s))?"
)
_LONGEST = 3
"""The most words of a place in a dateline."""


def datelines(text: str, folded: str, words: Sequence[Token], language: str) -> list[Span]:
    """The spans of the places in the datelines of a text (and the same folded), in order."""
    by_start = {token.start: index for index, token in enumerate(words)}
    found = []
    for match in _LINE_START.finditer(text):
        first = by_start.get(match.end())
        if first is not None and words[first].capital:
            found += _places(text, folded, words, first, language)
    return found


def _places(text: str, folded: str, words: Sequence[Token], first: int, language: str) -> list[Span]:
    """The place or places (LONDON/BRUSSELS) of a dateline that begins with the word `first`."""
    for begin in range(first, min(first + _LONGEST, len(words))):
        last = _end(text, folded, words, begin, language)
        if last is not None:
            return [words[index][:2] for index in range(first, begin)] + [(words[begin].start, words[last].end)]
        if text[words[begin].end : words[begin].end + 1] != "/" or begin + 1 == len(words):
            break
        if words[begin + 1].start != words[begin].end + 1 or not words[begin + 1].capital:
            break
    return []


def _end(text: str, folded: str, words: Sequence[Token], first: int, language: str) -> int | None:
    """The last word of the place that a dateline names from the word `first` on; None where there is none."""
    last = first
    while last - first < _LONGEST - 1 and last + 1 < len(words) and words[last + 1].capital:
        if text[words[last].end : words[last + 1].start] not in (" ", "-", "\N{NO-BREAK SPACE}", ". "):
            break
        last += 1
    rest = _REST.match(text, words[last].end)
    if not rest:
        return None
    word = rest["word"] or rest["word2"]
    has_date = bool(rest["date"]) and (not word or fold(word).lower() in _months(language))
    is_marked = rest["dash"] is not None or rest["agency"] is not None
    if words[first].word in _no_places():
        return None
    has_comma = bool(rest["date"]) and "," in text[words[last].end : rest.start("date") + 1]
    if (
        has_date
        and (rest["dash"] or has_comma)
        and (is_marked or text[rest.end() - 1] == "." or _ends_line(text, rest.end()))
    ):
        return last
    shouted = all(token.capitals for token in words[first : last + 1]) and words[last].end - words[first].start > 2
    is_known = any(
        name.first == 0 and name.last == last - first
        for name in listed("place_names.csv", language).find(folded, words[first : last + 1])
    )
    if rest["date"] and not has_date:
        return None
    if rest["agency"] and is_known and "/" not in rest["agency"]:
        return last
    if rest["dash"] and (is_known or (shouted and (rest["agency"] or rest["within"]))):
        return last
    return None


def _ends_line(text: str, end: int) -> bool:
    return not text[end : end + 2].strip(" \r")


@cache
def _no_places() -> frozenset[str]:
    """The names of days and months, and function words."""
    words = {row["word"] for row in reference.rows("words.csv") if row["kind"] in ("calendar", "function")}
    ours = {row["words"].lower() for row in reference.rows("place_words.csv") if row["kind"] in ("month", "weekday")}
    return frozenset(map(fold, words | ours))


@cache
def _months(language: str) -> frozenset[str]:
    main = language.split("-")[0]
    rows = (row for row in reference.rows("place_words.csv") if row["kind"] == "month")
    return frozenset(fold(row["words"]).lower() for row in rows if main == "und" or row["language"] in (main, "en"))

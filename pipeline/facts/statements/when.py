"""When an event happened, by the dates that stand near the word that tells it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from pipeline import reference
from pipeline.facts.grammar.sentence import Span
from pipeline.tables.rows import Row

_BESIDE = 20
"""Code points before a date in which a word that governs it may begin."""

# The date that an entry of a chronicle begins with: at the start of a line, a full stop, colon or dash behind it.
_BEFORE_ENTRY = re.compile(r"(?:\A|\n)[ \t]*\Z")
_BEHIND_ENTRY = re.compile(r"[ \t]{0,9}(?:[.:—–-]|\n|\Z)")


def dated(triggers: Sequence[Span], dates: Sequence[Row], reaches: Sequence[Span]) -> list[Row | None]:
    """For each trigger its date, a row of `measures`, or None.

    A date tells of one event, the nearest in whose reach it stands; where two are as near, of the one before. All spans
    are in code points; triggers and their reaches are in order.
    """
    starts = [start for start, _ in triggers]
    found: dict[int, tuple[int, Row]] = {}
    for date in dates:
        place = int(date["start"]), int(date["end"])
        near = [
            (_distance(triggers[number], place), number)
            for number in _around(bisect_right(starts, place[0]), len(triggers))
            if reaches[number][0] <= place[0] and place[1] <= reaches[number][1]
        ]
        for distance, number in sorted(near)[:1]:
            if number not in found or distance < found[number][0]:
                found[number] = distance, date
    return [found[number][1] if number in found else None for number in range(len(triggers))]


_NEAR = 20
"""Triggers on each side of a date that may have it: no sentence has more."""


def _around(number: int, stop: int) -> range:
    return range(max(0, number - _NEAR), min(stop, number + _NEAR))


def _distance(trigger: Span, date: Span) -> int:
    """The code points between both."""
    return max(date[0] - trigger[1], trigger[0] - date[1], 0)


def telling(text: str, dates: Sequence[Row], language: str) -> list[Row]:
    """The dates (rows of `measures`) that may say when something happened: not those that bound a time (since, until).

    `language` is that of the text (BCP 47).
    """
    bounding = _bounding(language.split("-")[0])
    found = []
    for date in dates:
        before = text[max(0, date["start"] - _BESIDE) : date["start"]].lower().split()
        if "/" in date["edtf"] or not before or before[-1] not in bounding:
            found.append(date)
    return found


@cache
def _bounding(language: str) -> frozenset[str]:
    rows = reference.rows("clause_words.csv")
    return frozenset(row["forms"] for row in rows if row["kind"] == "bound" and row["language"] == language)


def entries(text: str, dates: Sequence[Row]) -> list[tuple[Span, Row]]:
    """The entries of a chronicle, each with the date it begins with; none where only one date stands like that."""
    heads = [
        date
        for date in sorted(dates, key=lambda date: int(date["start"]))
        if _BEFORE_ENTRY.search(text, max(0, date["start"] - _BESIDE), date["start"])
        and _BEHIND_ENTRY.match(text, date["end"])
    ]
    ends = [int(date["start"]) for date in heads[1:]] + [len(text)]
    return [((date["end"], end), date) for date, end in zip(heads, ends, strict=True)] if len(heads) > 1 else []


def entry_of(place: int, found: Sequence[tuple[Span, Row]]) -> Row | None:
    """The date of the entry in which a place (code points) stands."""
    at = bisect_right([start for (start, _), _ in found], place) - 1
    return found[at][1] if at >= 0 and place < found[at][0][1] else None


def may_be_one(one: str | None, other: str | None) -> bool:
    """Whether two dates (EDTF), or none, may be of one event: whether they have a day in common, as far as they say."""
    if not one or not other:
        return True
    has_no_year = "XXXX" in one + other
    (first, last), (since, until) = (_bounds(edtf, has_no_year=has_no_year) for edtf in (one, other))
    return first <= until and since <= last


def _bounds(edtf: str, *, has_no_year: bool) -> tuple[str, str]:
    """The first and the last day that a date may be; without their years where one of two has none."""
    first, _, last = edtf.strip("?~%").partition("/")
    days = _filled(first, "0", "0000-01-01"), _filled(last or first, "9", "9999-12-31")
    return (days[0][4:], days[1][4:]) if has_no_year else days


def _filled(date: str, digit: str, rest: str) -> str:
    date = date.strip("?~%").replace("..", "").replace("X", digit)
    return date + rest[len(date) :]

"""When an event happened, by the date that stands nearest to the word that tells it."""

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.facts.grammar.sentence import Span
from pipeline.tables.rows import Row


def dated(triggers: Sequence[Span], dates: Sequence[Row], sentences: Sequence[Span]) -> list[Row | None]:
    """For each trigger its date, a row of `measures`, or None.

    A date tells of one event, the nearest in its sentence; where two are as near, of the one before. All spans are in
    code points; `sentences` are in order.
    """
    starts = [start for start, _ in sentences]
    by_sentence: dict[int, list[int]] = {}
    for number, (start, _) in enumerate(triggers):
        by_sentence.setdefault(bisect_right(starts, start) - 1, []).append(number)
    found: dict[int, tuple[int, Row]] = {}
    for date in dates:
        sentence = bisect_right(starts, date["start"]) - 1
        here = by_sentence.get(sentence, ()) if sentence >= 0 and date["end"] <= sentences[sentence][1] else ()
        for distance, number in sorted((_distance(triggers[n], date), n) for n in here)[:1]:
            if number not in found or distance < found[number][0]:
                found[number] = distance, date
    return [found[number][1] if number in found else None for number in range(len(triggers))]


def _distance(trigger: Span, date: Row) -> int:
    """The code points between both."""
    start, end = date["start"], date["end"]
    return max(int(start) - trigger[1], trigger[0] - int(end), 0)


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

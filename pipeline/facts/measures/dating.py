"""What a date is once it is read: its notation, and the year that the document's own date gives it.

Nothing here reads text. There is no clock: only a document's own date says what *yesterday* was.
"""

import calendar
import datetime
import re
from typing import NamedTuple

_PAST, _AHEAD = 274, 183
"""Days: a day without a year is one of the document's own year, unless it lies farther away than this."""

_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "first_half": (1, 15), "second_half": (16, 31)}
"""First and last day of a part of a month."""

_PARTS_OF_YEAR = {
    "first_half": (1, 6),
    "second_half": (7, 12),
    "first_quarter": (1, 3),
    "second_quarter": (4, 6),
    "third_quarter": (7, 9),
    "fourth_quarter": (10, 12),
}
"""First and last month."""

_SEASONS = {21: 3, 22: 6, 23: 9}
"""The month in which each begins. A winter belongs to two years."""


class When(NamedTuple):
    """A day, month, season (`month` 21 to 24) or year; what is not said is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def is_day(self) -> bool:
        """Whether it is one day of one year."""
        return None not in self

    @property
    def exists(self) -> bool:
        """Whether the calendar has it; without a year, February may have 29 days."""
        return self.day is None or 1 <= self.day <= last_day(self)

    def date(self) -> datetime.date:
        """The day. Raises ValueError where it is none."""
        return datetime.date(self.year or 0, self.month or 0, self.day or 0)


def edtf(when: When) -> str:
    """In the notation of EDTF; a year that is not known is XXXX."""
    year = "XXXX" if when.year is None else f"{when.year:04d}"
    return "-".join([year, *(f"{part:02d}" for part in (when.month, when.day) if part is not None)])


def interval(first: When, last: When) -> str:
    """Both ends in the notation of EDTF."""
    return f"{edtf(first)}/{edtf(last)}"


def part_of_month(when: When, part: str) -> tuple[When, When] | None:
    """The first and the last day of a month's beginning (1 to 10), middle (11 to 20), end (from 21) or half."""
    if part not in _PARTS:
        return None
    first, last = _PARTS[part]
    return when._replace(day=first), when._replace(day=min(last, last_day(when)))


def part_of_year(year: int, part: str) -> str:
    """The first and the last month of a half or quarter; of what has no bounds (late 2020) the year alone."""
    if part not in _PARTS_OF_YEAR:
        return edtf(When(year))
    first, last = _PARTS_OF_YEAR[part]
    return interval(When(year, first), When(year, last))


def season(anchor: When, number: int, *, is_last: bool) -> When | None:
    """The season (21 to 23) of this year, or the last one; None where that may be of this year or the year before."""
    if anchor.year is None or anchor.month is None:
        return None
    if not is_last:
        return When(anchor.year, number)
    return When(anchor.year - 1, number) if anchor.month < _SEASONS[number] else None


def last_day(when: When) -> int:
    """The last day of the month; 29 for February without a year."""
    return calendar.monthrange(when.year or 2000, when.month or 1)[1]


def parsed(value: str | None) -> When | None:
    """A plain EDTF date (2020-09-24, 2020-09, 2020) as it was read; None for any other."""
    found = re.fullmatch(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?", value or "")
    return When(*(int(part) if part else None for part in found.groups())) if found else None


def with_year(when: When, anchor: When | None) -> When:
    """The date with the year that the document's date gives it; unchanged where that does not say which one."""
    if when.year is not None or anchor is None or anchor.year is None or anchor.month is None:
        return when
    origin = datetime.date(anchor.year, anchor.month, anchor.day or 15)
    here = when._replace(year=anchor.year)
    if (when.month, when.day) == (2, 29) and not here.exists:
        return when
    first, last = _extent(here)
    if (first - origin).days > _AHEAD:
        here = here._replace(year=anchor.year - 1)
    elif (origin - last).days > _PAST:
        here = here._replace(year=anchor.year + 1)
    return here if here.exists else when


def ahead(when: When, anchor: When) -> When:
    """The same day or month a year later where it would lie before the document's date, which it does not."""
    if when.year is None or (when.year, when.month or 12, when.day or 31) >= (
        anchor.year or 0,
        anchor.month or 1,
        anchor.day or 1,
    ):
        return when
    return when._replace(year=when.year + 1)


def shifted(anchor: When, days: int) -> When:
    """The day so many days after, or before, the document's own."""
    day = anchor.date() + datetime.timedelta(days=days)
    return When(day.year, day.month, day.day)


def week(anchor: When, weeks: int) -> tuple[When, When]:
    """Monday and Sunday of the week so many weeks after, or before, that of the document's date."""
    monday = shifted(anchor, 7 * weeks - anchor.date().weekday())
    return monday, shifted(monday, 6)


def month(anchor: When, months: int) -> When:
    """The month so many months after, or before, that of the document's date."""
    count = (anchor.year or 0) * 12 + (anchor.month or 1) - 1 + months
    return When(count // 12, count % 12 + 1)


def this_week(anchor: When, number: int) -> When:
    """That day (1 is Monday) of the week of the document's date."""
    return shifted(anchor, number - 1 - anchor.date().weekday())


def weekday(anchor: When, number: int, *, ahead: bool, strictly: bool = False) -> When:
    """The nearest such day of the week (1 is Monday) after the document's date or, if not `ahead`, before it.

    Unless `strictly`, that may be the document's own day.
    """
    away = (number - 1 - anchor.date().weekday()) % 7
    if ahead:
        return shifted(anchor, away or 7)
    return shifted(anchor, (away - 7) if away or strictly else 0)


def _extent(when: When) -> tuple[datetime.date, datetime.date]:
    """First and last day of a day or month of a year."""
    first = when if when.day else when._replace(day=1)
    last = when if when.day else when._replace(day=last_day(when))
    return first.date(), last.date()

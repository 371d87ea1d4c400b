"""Dates in the Extended Date/Time Format (EDTF, ISO 8601-2): the part of it that the tables use.

Levels 0 and 1 without times: 2020, 2020-09, 2020-09-24, unspecified digits (202X, and of level 2 XXXX-08-09),
qualifiers (2020-09?), seasons (2020-21) and intervals (2020-07-21/2020-07-31, ../2020-09-24).
"""

import calendar
import re

_DAY = r"[0-9X]{4}(-([0-1X][0-9X]|2[1-4])(-[0-3X][0-9X])?)?[?~%]?"
EDTF_PATTERN = rf"^({_DAY}|({_DAY}|\.\.)?/({_DAY}|\.\.)?)$"
"""The notation alone, for Table Schema; `is_edtf` also looks at the calendar."""

_NOTATION = re.compile(EDTF_PATTERN)


def is_edtf(value: str) -> bool:
    """Whether `value` is such a date and exists in the calendar (2020-02-30 does not)."""
    if not _NOTATION.fullmatch(value) or value in ("/", "../", "/..", "../.."):
        return False
    days = [day.rstrip("?~%") for day in value.split("/")]
    if len(days) == 2 and all(day[:4].isdigit() for day in days) and days[0][:4] > days[1][:4]:
        return False
    return all(_exists(day) for day in days if day not in ("", ".."))


def _exists(date: str) -> bool:
    year, month, day = [*date.split("-"), "", ""][:3]
    if re.search(r"X\d", year):  # only the last digits can be left open
        return year == "XXXX"
    if month.isdigit() and not (1 <= int(month) <= 12 or (21 <= int(month) <= 24 and not day)):
        return False
    if not day.isdigit():
        return True
    last = 31
    if month.isdigit():
        last = calendar.monthrange(int(year) if year.isdigit() and int(year) else 2000, int(month))[1]
    return 1 <= int(day) <= last

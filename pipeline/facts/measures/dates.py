"""The dates that a text states, in EDTF: days, months, years, ranges, and what is relative to the document's own date.

A date that only knowledge of the world could tell is none here (since the collapse of the Soviet Union), and a day of
the week none without a document's date.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.facts.measures import dating
from pipeline.facts.measures.calendar_words import FILE, Point, Reader
from pipeline.facts.measures.dating import When
from pipeline.facts.measures.numbers import number_at
from pipeline.facts.measures.phrases import DASHES, Token, phrases, tokens

Span = tuple[int, int]

_NEAR = 6
"""Words on either side of a day of the week in which one that tells the future is looked for."""

_DAYS_AGO = 60
"""Nobody counts more days."""

_MOST_LISTED = 12
"""Days or months that a list has at most, so that no text takes time with the square of its length."""

_RELATIVE = ("day_relative", "week_relative", "month_relative", "year_relative")
_BEGINNINGS = ("day", "month", "part", "season", "season_last", "season_this", "weekday", *_RELATIVE)
"""What a date may begin with, beside a number."""

# Bounded, so that no mark is looked for far and often.
_QUOTED = re.compile(r"“[^“”]{1,2000}”|«[^«»]{1,2000}»|„[^„“”]{1,2000}[“”]|\"[^\"\n]{1,2000}\"")


class Date(NamedTuple):
    """A date at `start` to `end` (code points); `basis` is `text`, `document_date` (its year, or all) or `none`."""

    start: int
    end: int
    edtf: str
    basis: str
    exactness: str = "exact"


def find_dates(text: str, sentences: Iterable[Span], language: str, anchor: When | None) -> list[Date]:
    """The dates in `text`, in their order. `anchor` is the document's own date, None if it has none."""
    spans = quoted(text)
    found: list[Date] = []
    for start, end in sentences:
        words = tokens(text, start, end)
        found += _Sentence(words, language, anchor, spans).dates()
    return found


def quoted(text: str) -> list[Span]:
    """Where somebody's words stand in quotation marks."""
    return [match.span() for match in _QUOTED.finditer(text)]


def _is_as_exact(one: When, other: When) -> bool:
    return (one.day is None) == (other.day is None) and (one.month is None) == (other.month is None)


class _Sentence(Reader):
    """The dates of one sentence."""

    def __init__(self, words: list[Token], language: str, anchor: When | None, quoted: list[Span]) -> None:
        super().__init__(words, language)
        self._anchor = anchor
        self._quoted = quoted

    def dates(self) -> Iterator[Date]:
        numbers = phrases("number_words.csv", self.language, "number")
        beginnings = phrases(FILE, self.language, *_BEGINNINGS)
        index = 0
        while index < len(self.words):
            word = self.words[index]
            begins = word.kind == "number" or beginnings.may_begin(word.key) or numbers.may_begin(word.key)
            found = self._at(index) if begins else []
            yield from (date for date, _ in found)
            index = max([index + 1, *(end for _, end in found)])

    def _at(self, index: int) -> list[tuple[Date, int]]:
        return (
            self._range(index)
            or self._listed(index)
            or self._part(index)
            or self._decade(index)
            or self._single(index)
            or self._season(index)
            or self._relative(index)
            or self._ago(index)
            or self._weekday(index)
        )

    def _range(self, index: int) -> list[tuple[Date, int]]:
        """From 5 to 10 August, 5–10 August, August 5–10, 2015–2020, in the night from 5 to 6 August."""
        opened = self.before("range_open", index) is not None
        day, end = self.day(index)
        first = self.point(index) or self._open_year(index, opened=opened)
        second = self._second(first.end if first else end, index, opened=opened) if first or day else None
        if second is None:
            return []
        last = self.point(second) or (self._open_year(second, opened=True) if first else None)
        if day and not first:
            fits = last is not None and last.when.day and last.first == second
            return self._ends(index, last.when._replace(day=day), last) if last and fits else []
        if not first:
            return []
        if last and _is_as_exact(first.when, last.when):
            return self._ends(index, first.when._replace(year=first.when.year or last.when.year), last)
        ended = self._same_month(first, second)
        return self._ends(index, first.when._replace(year=ended.when.year), ended) if ended else []

    def _open_year(self, index: int, *, opened: bool) -> Point | None:
        year, end = self.year(index)
        dash = end < len(self.words) and self.key(end) in DASHES and len(self.key(end + 1)) == 4
        return Point(index, end, When(year)) if year and (opened or dash) else None

    def _second(self, index: int, first: int, *, opened: bool) -> int | None:
        """Where the second end of a range begins, whose first one is `first` to `index`."""
        if index < len(self.words) and self.key(index) in DASHES:
            return index + 1
        to = self.phrase("range_to", index) if opened else None
        to = to or (self.phrase("night_to", index) if self.before("night_open", first) else None)
        return to.end if to else None

    def _same_month(self, first: Point, index: int) -> Point | None:
        """The day with which a token begins, of the month in which another day stands that has no year."""
        month = self.phrase("month", first.first)
        day, end = self.day(index)
        if not month or not day or not first.when.day or first.when.year is not None or first.year_shift is not None:
            return None
        if phrases("units.csv", self.language, "count", "share", "duration").at(self.words, end):
            return None
        return self.with_year(first.first, month._replace(end=end), day)

    def _ends(self, first: int, one: When, last: Point) -> list[tuple[Date, int]]:
        two, basis = last.when, "text"
        if last.is_of_that_year:
            basis = "none"
        elif two.year is None or last.year_shift is not None:
            two, basis = self._resolved(last)
            one = one._replace(year=two.year)
        if not one.exists or not two.exists:
            return []
        if dating.edtf(one) >= dating.edtf(two):
            if one.year is None or one.month is None or one.year != two.year:
                return []
            one = one._replace(year=one.year - 1)  # from December to January
            if last.when.year is not None and two.month == one.month:
                return []
        return [(self._date(first, last.end, dating.interval(one, two), basis), last.end)]

    def _listed(self, index: int) -> list[tuple[Date, int]]:
        """3, 4 and 5 June 2022; in May and June 2022; January 28, 29 and 30: one has the month or the year for all."""
        items: list[Point] = []
        position, is_closed = index, False
        while position < len(self.words) and len(items) < _MOST_LISTED:
            point = self.point(position)
            day, end = self.day(position)
            bare = Point(position, end, When(day=day)) if day and not (point and point.when.day) else None
            item = bare or point
            if item is None or (items and not self._continues(items[-1], item)):
                return []
            items.append(item)
            if is_closed:
                break
            position, is_closed = self._behind_joint(item.end)
        return self._of_list(items) if is_closed and len(items) > 1 else []

    def _behind_joint(self, index: int) -> tuple[int, bool]:
        """Where the next item of a list begins, nowhere without a comma or *and*; whether it is the last."""
        start = index + (self.key(index) == ",")
        both = self.phrase("and", start)
        return (both.end, True) if both else (start if start > index else len(self.words), False)

    def _continues(self, one: Point, other: Point) -> bool:
        """Whether two items of a list can be of one month or year."""
        if one.when.year is not None or one.year_shift is not None or one.is_of_that_year:
            return False
        if one.when.month is None or other.when.month is None:
            return (one.when.day or 0) < (other.when.day or 0)
        return (one.when.day is None) == (other.when.day is None)

    def _of_list(self, items: list[Point]) -> list[tuple[Date, int]]:
        whole = items[-1]
        if whole.when.month is None:  # January 28, 29 and 30
            found = self._same_month(items[0], whole.first)
            if found is None or any(item.when.month for item in items[1:]):
                return []
            whole = found._replace(first=whole.first)
        has_year = whole.when.year is not None or whole.year_shift is not None or whole.is_of_that_year
        if not has_year and all(item.when.month for item in items):
            return []  # nothing is shared
        when, basis = self._resolved(whole)
        dates = []
        for item in (*items[:-1], whole):
            own = When(when.year, item.when.month or when.month, item.when.day)
            if own.year is not None and (own.month or 0) > (when.month or 0):
                own = own._replace(year=own.year - 1)  # in December and January 2021
            if not own.exists:
                return []
            dates.append((self._date(item.first, item.end, dating.edtf(own), basis), item.end))
        return dates

    def _part(self, index: int) -> list[tuple[Date, int]]:
        """Late July, у пачатку жніўня 2020 года, mid-2020."""
        part = self.phrase("part", index)
        if not part:
            return []
        start = part.end + (self.key(part.end) in DASHES)
        linked = self.phrase("day_of", start)
        start = linked.end if linked else start
        point = self.point(start)
        year, end = self.year(start)
        name = part.entry["value"]
        exactness = "exact" if "_" in name else "approximate"
        if point and point.when.month and not point.when.day:
            when, basis = self._resolved(point)
            days = dating.part_of_month(when, name)
            if days:
                found = self._date(index, point.end, dating.interval(*days), basis, exactness)
                return [(found, point.end)]
        if year:
            return [(self._date(index, end, dating.part_of_year(year, name), "text", exactness), end)]
        return []

    def _single(self, index: int) -> list[tuple[Date, int]]:
        point = self.point(index)
        if point and (
            point.when.day
            or point.when.year
            or point.year_shift is not None
            or point.is_of_that_year
            or self._has_lead(point)
        ):
            when, basis = self._resolved(point)
            return [(self._date(index, point.end, dating.edtf(when), basis), point.end)]
        alone = self.year_alone(index)
        return [(self._date(index, alone.end, dating.edtf(alone.when), "text"), alone.end)] if alone else []

    def _has_lead(self, point: Point) -> bool:
        return self.before("lead", point.first) is not None

    def _resolved(self, point: Point) -> tuple[When, str]:
        if point.is_of_that_year:
            return point.when, "none"
        if point.when.year is not None:
            return point.when, "text"
        if point.year_shift is not None:
            if self._anchor is None or self._anchor.year is None:
                return point.when, "none"
            return point.when._replace(year=self._anchor.year + point.year_shift), "document_date"
        when = dating.with_year(point.when, self._anchor)
        if self._anchor and self.before("ahead", point.first):
            when = dating.ahead(when, self._anchor)
        return when, "document_date" if when.year else "none"

    def _decade(self, index: int) -> list[tuple[Date, int]]:
        found = self.decade(index)
        return [(self._date(index, found[1], found[0], "text"), found[1])] if found else []

    def _season(self, index: int) -> list[tuple[Date, int]]:
        for kind in ("season_last", "season_this"):
            found = self.phrase(kind, index)
            if found and self._anchor and not self._is_quoted(index):
                near = dating.season(self._anchor, int(found.entry["value"]), is_last=kind == "season_last")
                return [(self._date(index, found.end, dating.edtf(near), "document_date"), found.end)] if near else []
        season = self.phrase("season", index)
        if not season:
            return []
        linked = self.phrase("day_of", season.end)
        year, end = self.year(linked.end if linked else season.end)
        if year:
            return [(self._date(index, end, dating.edtf(When(year, int(season.entry["value"]))), "text"), end)]
        relative = self.phrase("year_relative", season.end)
        if relative and self._anchor and self._anchor.year:
            when = When(self._anchor.year + int(relative.entry["value"]), int(season.entry["value"]))
            return [(self._date(index, relative.end, dating.edtf(when), "document_date"), relative.end)]
        return []

    def _relative(self, index: int) -> list[tuple[Date, int]]:
        """Yesterday, last week, this year: only by the document's date, and not within somebody's quoted words."""
        anchor = self._anchor
        if anchor is None or self.words[index].kind != "word" or self._is_quoted(index):
            return []
        for kind in _RELATIVE:
            found = self.phrase(kind, index)
            if not found or (kind in ("day_relative", "week_relative") and not anchor.is_day):
                continue
            shift = int(found.entry["value"])
            if kind == "day_relative":
                value = dating.edtf(dating.shifted(anchor, shift))
            elif kind == "week_relative":
                value = dating.interval(*dating.week(anchor, shift))
            elif kind == "month_relative" and anchor.month:
                value = dating.edtf(dating.month(anchor, shift))
            elif kind == "year_relative" and anchor.year:
                value = dating.edtf(When(anchor.year + shift))
            else:
                continue
            return [(self._date(index, found.end, value, "document_date"), found.end)]
        return []

    def _ago(self, index: int) -> list[tuple[Date, int]]:
        """Three days ago."""
        if self._anchor is None or not self._anchor.is_day or self._is_quoted(index):
            return []
        number = number_at(self.words, index, self.language)
        ago = self.phrase("ago", number.end) if number and number.value else None
        if not number or not number.value or not ago or number.value > _DAYS_AGO or number.value.denominator > 1:
            return []
        value = dating.edtf(dating.shifted(self._anchor, -int(number.value)))
        return [(self._date(index, ago.end, value, "document_date"), ago.end)]

    def _weekday(self, index: int) -> list[tuple[Date, int]]:
        found = self.phrase("weekday", index)
        if not found or self._anchor is None or not self._anchor.is_day or self._is_quoted(index):
            return []
        free = phrases(FILE, self.language, "weekday_lead").at([Token(0, 4, "word", "free", capital=False)], 0)
        coming = self.before("next", index)
        last = self.before("week_last", index)
        here = self.before("week_this", index)
        if self.before("every", index) or not (free or coming or last or here or self.before("weekday_lead", index)):
            return []
        beside = found.end + (self.key(found.end) == ",")
        if self.point(beside) or (index and self._ends_with_date(index)):
            return []  # Monday, 14 September: the date says it
        ahead = coming is not None or (last is None and self._is_future(index, found.end))
        number = int(found.entry["value"])
        day = dating.weekday(self._anchor, number, ahead=ahead, strictly=last is not None)
        day = dating.this_week(self._anchor, number) if here else day
        return [(self._date(index, found.end, dating.edtf(day), "document_date"), found.end)]

    def _ends_with_date(self, index: int) -> bool:
        """Whether a date stands just before a token: 14 верасня, у панядзелак."""
        begin = max(0, index - _NEAR)
        points = (self.point(first) for first in range(begin, index))
        return any(point and point.when.day and index - point.end <= 2 for point in points)

    def _is_future(self, first: int, end: int) -> bool:
        """Whether the clause says that it is yet to come."""
        begin = first
        while begin > 0 and first - begin < _NEAR and not self._is_border(begin - 1):
            begin -= 1
        stop = end
        while stop < len(self.words) and stop - end < _NEAR and not self._is_border(stop):
            stop += 1
        return any(self.phrase("future", index) for index in range(begin, stop))

    def _is_border(self, index: int) -> bool:
        clause = phrases("sources.csv", self.language, "clause").at(self.words, index)
        return clause is not None or (self.words[index].kind == "sign" and self.key(index) not in DASHES[:3])

    def _is_quoted(self, index: int) -> bool:
        start = self.words[index].start
        place = bisect_right(self._quoted, (start, 10**12)) - 1
        return place >= 0 and start < self._quoted[place][1]

    def _date(self, first: int, end: int, value: str, basis: str, exactness: str = "exact") -> Date:
        return Date(self.words[first].start, self.words[end - 1].end, value, basis, exactness)

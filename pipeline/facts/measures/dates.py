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

_SHORT_LINE = 60
"""Code points: a line with the date of the text is not longer."""

_FIRST_LINES, _LAST_LINES = 4, 9

_PUBLISHED_LATER = {"open_letter", "speech", "court_document", "legal_act", "list_of_people", "study", "other"}
"""Kinds of documents that need not be published on the day on which they speak."""

_RELATIVE = ("day_relative", "week_relative", "month_relative", "year_relative")
_BEGINNINGS = ("day", "month", "part", "season", "weekday", *_RELATIVE)
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


def document_date(
    text: str, passages: Iterable[tuple[int, int, str]], language: str, published: str | None, kind: str | None
) -> When | None:
    """The document's own date: that of its dateline, or of a line that holds nothing but a date and a place.

    Else that which a first line begins with behind a place (БАТУМІ, 6 травня 2024 року.), or the last day of the range
    of days that a title ends with (*Chronicle: 5–11 June 2023*). `passages` are spans with their kind. `published`
    (EDTF) is taken where the text itself gives no year, unless the document is of a `kind` that is published apart from
    when it was written.
    """
    known = None if kind in _PUBLISHED_LATER else dating.parsed(published)
    inner = sorted((start, end, name) for start, end, name in passages if name in ("dateline", "paragraph", "title"))
    lines = [(start, end) for start, end, name in inner if name != "dateline"]
    ends = [*lines[:_FIRST_LINES], *lines[-_LAST_LINES:]]
    datelines = [(start, end) for start, end, name in inner if name == "dateline"]
    for start, end in (*datelines, *(line for line in lines if line in ends and line[1] - line[0] <= _SHORT_LINE)):
        when = _only_date(tokens(text, start, end), language, known, is_dateline=(start, end) in datelines)
        if when:
            return when
    for start, end in lines[:_FIRST_LINES]:
        when = _first_date(tokens(text, start, min(end, start + _SHORT_LINE)), language)
        if when:
            return when
    titles = ((start, end) for start, end, name in inner if name == "title")
    return next((when for title in titles if (when := _last_day(tokens(text, *title), language))), known)


def _only_date(words: list[Token], language: str, anchor: When | None, *, is_dateline: bool) -> When | None:
    """The day of a line in which there is nothing else than names."""
    reader = Reader(words, language)
    for index in range(len(words)):
        point = reader.point(index)
        if point and point.when.day:
            others = [*words[:index], *words[point.end :]]
            small = [word for word in others if word.kind == "number" or (word.kind == "word" and not word.capital)]
            when = dating.with_year(point.when, anchor)
            return when if when.is_day and (is_dateline or len(small) <= 1) else None
    return None


def _first_date(words: list[Token], language: str) -> When | None:
    """The day, with its year, that stands behind nothing but names and a comma, and before a full stop or a dash."""
    reader = Reader(words, language)
    for index, word in enumerate(words):
        point = reader.point(index)
        if point and point.when.is_day:
            is_closed = reader.key(point.end) in (*DASHES, ".", ":", ")") or words[point.end - 1].key == "."
            return point.when if index and words[index - 1].kind == "sign" and is_closed else None
        if word.kind == "number" or (word.kind == "word" and not word.capital):
            return None
    return None


def _last_day(words: list[Token], language: str) -> When | None:
    """The last day of the range of days of one year that a title ends with."""
    dates = list(_Sentence(words, language, None, []).dates())
    last = dates[-1] if dates else None
    if last is None or last.end != words[-1].end or last.basis != "text" or "/" not in last.edtf:
        return None
    when = dating.parsed(last.edtf.rpartition("/")[2])
    return when if when and when.is_day else None


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
            or self._part(index)
            or self._decade(index)
            or self._single(index)
            or self._season(index)
            or self._relative(index)
            or self._ago(index)
            or self._weekday(index)
        )

    def _range(self, index: int) -> list[tuple[Date, int]]:
        """From 5 to 10 August, 5–10 August, August 5–10, 2015–2020; two days of one month joined by *and* are two."""
        opened = self.before("range_open", index) is not None
        day, end = self.day(index)
        first = self.point(index) or self._open_year(index, opened=opened)
        if day and not first:
            joint = self._joint(end, opened=opened)
            last = self.point(joint[0]) if joint else None
            if joint and last and last.when.day and last.first == joint[0]:
                return self._ends(index, end, last.when._replace(day=day), last, joint[1])
            return []
        joint = self._joint(first.end, opened=opened) if first else None
        if not first or not joint:
            return []
        last = self.point(joint[0]) or self._open_year(joint[0], opened=True)
        if (
            last
            and (last.when.day is None) == (first.when.day is None)
            and (last.when.month is None) == (first.when.month is None)
        ):
            if joint[1] == "and":
                return []
            year = first.when.year if first.when.year else last.when.year
            return self._ends(index, first.end, first.when._replace(year=year), last, "to")
        day, end = self.day(joint[0])
        if day and first.when.day and first.when.year is None and self.phrase("month", first.first):
            month = self.phrase("month", first.first)
            ended = month and self.with_year(first.first, month._replace(end=end), day)
            counted = phrases("units.csv", self.language, "count", "share", "duration").at(self.words, end)
            if ended and not counted:
                return self._ends(
                    index, first.end, first.when._replace(year=ended.when.year), ended, joint[1], joint[0]
                )
        return []

    def _open_year(self, index: int, *, opened: bool) -> Point | None:
        year, end = self.year(index)
        dash = end < len(self.words) and self.key(end) in DASHES and len(self.key(end + 1)) == 4
        return Point(index, end, When(year)) if year and (opened or dash) else None

    def _joint(self, index: int, *, opened: bool) -> tuple[int, str] | None:
        """Where the second end of a range begins, and whether the joint makes a range or only a list."""
        if index < len(self.words) and self.key(index) in DASHES:
            return index + 1, "to"
        to = self.phrase("range_to", index) if opened else None
        if to:
            return to.end, "to"
        both = self.phrase("and", index)
        return (both.end, "and") if both else None

    def _ends(
        self, first: int, first_end: int, one: When, last: Point, joint: str, second: int | None = None
    ) -> list[tuple[Date, int]]:
        two = last.when
        if two.year is None and last.year_shift is None:
            resolved = dating.with_year(two, self._anchor)
            one, basis = one._replace(year=resolved.year), "document_date" if resolved.year else "none"
            two = resolved
        elif last.year_shift is not None:
            year = self._anchor.year + last.year_shift if self._anchor and self._anchor.year else None
            one, two = one._replace(year=year), two._replace(year=year)
            basis = "document_date" if year else "none"
        else:
            basis = "text"
        if not one.exists or not two.exists:
            return []
        if joint == "and":
            begin = last.first if second is None else second
            return [
                (self._date(first, first_end, dating.edtf(one), basis), first_end),
                (self._date(begin, last.end, dating.edtf(two), basis), last.end),
            ]
        if dating.edtf(one) >= dating.edtf(two):
            if one.year is None or one.month is None or one.year != two.year:
                return []
            one = one._replace(year=one.year - 1)  # from December to January
            if last.when.year is not None and two.month == one.month:
                return []
        return [(self._date(first, last.end, dating.interval(one, two), basis), last.end)]

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
        if point and point.when.month and not point.when.day:
            when, basis = self._resolved(point)
            return [
                (
                    self._date(
                        index, point.end, dating.interval(*dating.part_of_month(when, name)), basis, "approximate"
                    ),
                    point.end,
                )
            ]
        if year:
            return [(self._date(index, end, dating.edtf(When(year)), "text", "approximate"), end)]
        return []

    def _single(self, index: int) -> list[tuple[Date, int]]:
        point = self.point(index)
        if point and (point.when.day or point.when.year or point.year_shift is not None or self._has_lead(point)):
            when, basis = self._resolved(point)
            return [(self._date(index, point.end, dating.edtf(when), basis), point.end)]
        alone = self.year_alone(index)
        return [(self._date(index, alone.end, dating.edtf(alone.when), "text"), alone.end)] if alone else []

    def _has_lead(self, point: Point) -> bool:
        return self.before("lead", point.first) is not None

    def _resolved(self, point: Point) -> tuple[When, str]:
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
        if self.before("every", index) or not (free or coming or last or self.before("weekday_lead", index)):
            return []
        beside = found.end + (self.key(found.end) == ",")
        if self.point(beside) or (index and self._ends_with_date(index)):
            return []  # Monday, 14 September: the date says it
        ahead = coming is not None or (last is None and self._is_future(index, found.end))
        day = dating.weekday(self._anchor, int(found.entry["value"]), ahead=ahead, strictly=last is not None)
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

"""Reading one point of the calendar among the words of a sentence: a day, a month, a year, a season.

Ranges and what is relative to another day are read in `dates`.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.facts.measures.dating import When
from pipeline.facts.measures.phrases import HYPHENS, Found, Token, phrases, touch

FILE = "calendar.csv"

_FIRST_YEAR, _LAST_YEAR = 1500, 2099
_MODERN = 1900
"""Before this a number needs the word year, or a word that stands before years alone."""

_NUMERIC = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class Point(NamedTuple):
    """A point at the tokens `first` to `end`, the end exclusive. `year_shift`: of this year (0), the last (-1) ...

    `is_of_that_year`: of one that the text speaks of, and not the document's own (in May of that year).
    """

    first: int
    end: int
    when: When
    year_shift: int | None = None
    is_of_that_year: bool = False


class Reader:
    """Reads points among the tokens of one sentence in one language."""

    def __init__(self, words: Sequence[Token], language: str) -> None:
        self.words = words
        self.language = language
        month_first = phrases(FILE, language, "month_first").at(tokens_of("yes"), 0)
        self._month_first = month_first.entry["value"] if month_first else ""

    def phrase(self, kind: str, index: int) -> Found | None:
        """The phrase of that kind that begins with a token."""
        return phrases(FILE, self.language, kind).at(self.words, index)

    def before(self, kind: str, index: int) -> Found | None:
        """The phrase of that kind that ends before a token."""
        return phrases(FILE, self.language, kind).before(self.words, index)

    def key(self, index: int) -> str:
        """The token, nothing beyond the sentence."""
        return self.words[index].key if 0 <= index < len(self.words) else ""

    def joined(self, index: int) -> bool:
        """Whether a token follows the one before it without a space."""
        return 0 < index < len(self.words) and touch(self.words[index - 1], self.words[index])

    def point(self, first: int) -> Point | None:
        """The day, or month with a year, that begins with the token `first`, whatever stands before it."""
        if first >= len(self.words):
            return None
        return self.numeric(first) or self.year_first(first) or self.day_month(first) or self.month_day(first)

    def numeric(self, first: int) -> Point | None:
        """14.03.2023, 2023-03-14, 14/03/2023; which is the day and which the month has to be sure."""
        if self.words[first].kind != "number" or (self.joined(first) and self.words[first - 1].kind != "sign"):
            return None
        dotted = _NUMERIC.fullmatch(self.key(first))
        if dotted:
            day, month, year = (int(part) for part in dotted.groups())
            return self._day(first, first + 1, year, month, day)
        marks = (self.key(first + 1), self.key(first + 3))
        glued = all(self.joined(first + n) for n in range(1, 5))
        numbers = [self.key(first + n) for n in (0, 2, 4)]
        if not glued or marks not in (("-", "-"), ("/", "/"), (".", ".")) or not all(_is_digits(n) for n in numbers):
            return None
        one, two, three = (int(number) for number in numbers)
        if self.joined(first + 5) and self.key(first + 5) in ("-", "/"):
            return None
        if len(numbers[0]) == 4 and len(numbers[1]) == len(numbers[2]) == 2:
            return self._day(first, first + 5, one, two, three)
        if len(numbers[2]) != 4 or max(len(numbers[0]), len(numbers[1])) > 2:
            return None
        if self._month_first == "unsure" and marks[0] != ".":
            return self._american_or_not(first, one, two, three)
        return self._day(first, first + 5, three, two, one)

    def day_month(self, first: int) -> Point | None:
        """9 August 2020, 9th of August, 9 жніўня 2020 года, 9. August."""
        day, end = self.day(first)
        if not day:
            return None
        linked = self.phrase("day_of", end)
        month = self.phrase("month", linked.end if linked else end)
        return self.with_year(first, month, day) if month else None

    def month_day(self, first: int) -> Point | None:
        """August 9, 2020, where a language writes so; rugpjūčio 9 d.; else a month with its year, August 2020."""
        month = self.phrase("month", first)
        if not month:
            return None
        if self._month_first:
            day, end = self.day(month.end)
            counted = phrases("units.csv", self.language, "count", "share").at(self.words, end) if day else None
            if day and not counted and not self._is_year(month.end):
                worded = self.phrase("day_word", end)
                return self.with_year(first, month._replace(end=worded.end if worded else end), day)
        return self.with_year(first, month, None)

    def with_year(self, first: int, month: Found, day: int | None) -> Point | None:
        """The point with the year that follows, or without."""
        number, end = int(month.entry["value"]), month.end
        comma = end + 1 if self.key(end) == "," else end
        for index in dict.fromkeys((end, comma)):
            linked = self.phrase("day_of", index)
            for start in (index, linked.end if linked else index):
                year, after = self.year(start)
                if year:
                    return self._day(first, after, year, number, day)
        relative = self.phrase("year_relative", end)
        if relative:
            found = self._day(first, relative.end, None, number, day)
            return found and found._replace(year_shift=int(relative.entry["value"]))
        other = self.phrase("year_other", end)
        if other:
            found = self._day(first, other.end, None, number, day)
            return found and found._replace(is_of_that_year=True)
        return self._day(first, end, None, number, day)

    def year_first(self, first: int) -> Point | None:
        """2020 m. rugpjūčio 9 d."""
        year, end = self.year(first)
        month = self.phrase("month", end) if year and end > first + 1 else None
        if not month or not self._month_first:
            return None
        day, after = self.day(month.end)
        worded = self.phrase("day_word", after) if day else None
        return self._day(first, worded.end if worded else after, year, int(month.entry["value"]), day or None)

    def day(self, first: int) -> tuple[int, int]:
        """A day of the month in digits or words and its end; 0 for none. An ordinal's ending belongs to it."""
        if first >= len(self.words):
            return 0, first
        worded = self.phrase("day", first)
        if worded:
            return int(worded.entry["value"]), worded.end
        key = self.key(first)
        if not _is_digits(key) or len(key) > 2 or not 1 <= int(key) <= 31 or self._is_in_a_number(first):
            return 0, first
        end = first + 1
        if self.joined(end) and self.phrase("suffix", end):
            end += 1
        elif self.joined(end) and self.key(end) in HYPHENS and self.joined(end + 1) and self.phrase("suffix", end + 1):
            end += 2
        elif self.joined(end) and self.phrase("dot", end):
            end += 1
        return int(key), end

    def year(self, first: int) -> tuple[int, int]:
        """A year in four digits and its end, which is that of the word for year behind it; 0 for none."""
        if not self._is_year(first):
            return 0, first
        end = first + 1
        if self.key(end) in HYPHENS and self.joined(end) and self.joined(end + 1) and self.phrase("suffix", end + 1):
            end += 2
        worded = self.phrase("year_word", end)
        return int(self.key(first)), worded.end if worded else end

    def year_alone(self, first: int) -> Point | None:
        """A year that the words around it show to be one: in 2020, у 2020 годзе, the 2020 election."""
        year, end = self.year(first)
        if not year:
            return None
        worded = end > first + 1
        lead = self.before("in_year", first)
        strong = lead is not None and lead.entry["value"] == "strong"
        attributive = self.before("attributive", first) is not None and self.words[first].kind == "number"
        if not (worded or strong):
            counted = phrases("units.csv", self.language, "count", "share", "money").at(self.words, end)
            person = counted is not None and counted.entry["unit"] != "election"
            if person or year < _MODERN or not (lead or attributive):
                return None
            if attributive and not lead and not (end < len(self.words) and self.words[end].kind == "word"):
                return None
        return Point(first, end, When(year))

    def decade(self, first: int) -> tuple[str, int] | None:
        """A decade in EDTF and its end: 1990s, 1990-я гады, 90-х годов."""
        key = self.key(first)
        if not _is_digits(key) or len(key) not in (2, 4) or key[-1] != "0" or self._is_in_a_number(first):
            return None
        index = first + 1
        if self.key(index) in (*HYPHENS, "'", "’") and self.joined(index):
            index += 1
        suffix = self.phrase("decade", index) if self.joined(index) else None
        if not suffix:
            return None
        worded = self.phrase("year_word", suffix.end)
        end = worded.end if worded else suffix.end
        if len(key) == 4 and _FIRST_YEAR <= int(key) <= _LAST_YEAR:
            return f"{key[:3]}X", end
        # In two digits only the decades of the last century are sure, and only with the word for years.
        return (f"19{key[0]}X", end) if worded and len(key) == 2 and key[0] in "56789" else None

    def _american_or_not(self, first: int, one: int, two: int, year: int) -> Point | None:
        if one > 12 or one == two:
            return self._day(first, first + 5, year, two, one)
        return self._day(first, first + 5, year, one, two) if two > 12 else None

    def _day(self, first: int, end: int, year: int | None, month: int, day: int | None) -> Point | None:
        when = When(year, month, day)
        return Point(first, end, when) if 1 <= month <= 12 and when.exists else None

    def _is_year(self, first: int) -> bool:
        key = self.key(first)
        if not _is_digits(key) or len(key) != 4 or not _FIRST_YEAR <= int(key) <= _LAST_YEAR:
            return False
        return not self._is_in_a_number(first)

    def _is_in_a_number(self, first: int) -> bool:
        """Whether the digits are a part of something longer: T-72, 10:30, 12/5, №5."""
        if self.joined(first):
            before = self.words[first - 1]
            if before.kind == "word" or before.key in ":/\\_№#+$€£":
                return True
            if before.key in HYPHENS and first > 1 and self.joined(first - 1) and self.words[first - 2].kind == "word":
                return True
        return self.joined(first + 1) and self.key(first + 1) in (":", "/", "%", "_")


def tokens_of(word: str) -> list[Token]:
    """One word as tokens."""
    return [Token(0, len(word), "word", word, capital=False)]


def _is_digits(key: str) -> bool:
    return key.isascii() and key.isdigit()

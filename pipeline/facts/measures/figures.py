"""The figures that a text states: counts, shares, durations, ages, sums of money; dates are in `dates`.

A number is a measure only with what it counts. Numbers of articles, houses, pages, times of day, scores and names of
things with digits are none.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from pipeline.facts.measures import sources
from pipeline.facts.measures.counted import FIGURES, UNITS, Counted, counted, counted_before, shared
from pipeline.facts.measures.dates import Date, Span
from pipeline.facts.measures.implied import implied
from pipeline.facts.measures.near import Figure, figure_at, figure_of, has_label, is_after_name, scaled, without_bounds
from pipeline.facts.measures.numbers import combining, may_begin, number_at
from pipeline.facts.measures.phrases import HYPHENS, Token, phrases, tokens, touch

Kind = Literal["count", "share", "duration", "money", "age", "date"]

_HOURS = 24
_OLDEST = 120
_YOUNGEST = 14
"""Nobody whose age stands alone between commas is younger."""

_WORDS_TO_PERSON = 3
_WORDS_TO_NOUN = 8
_LETTERS = 40


@dataclass(frozen=True)
class Measure:
    """A figure at `start` to `end` (code points).

    `of` are the words of what is counted; `unit` is a word of `units.csv`, for money a code of ISO 4217.
    `attributed_to` are the words of the source that the sentence names for it.
    """

    start: int
    end: int
    kind: Kind
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    unit: str | None = None
    of: str | None = None
    exactness: str = "exact"
    edtf: str | None = None
    date_basis: str | None = None
    attributed_to: str | None = None
    disputed: bool = False


def find_measures(text: str, sentences: Iterable[Span], language: str, dates: Sequence[Date]) -> list[Measure]:
    """The figures and dates in `text`, in their order; `dates` are those of `find_dates`, whose numbers are no figures.

    `sentences` are spans in code points; `language` is that of the text (BCP 47, two letters).
    """
    found = [Measure(d.start, d.end, "date", exactness=d.exactness, edtf=d.edtf, date_basis=d.basis) for d in dates]
    for start, end in sentences:
        words = tokens(text, start, end)
        taken = dates[bisect_left(dates, start, key=_start) : bisect_left(dates, end, key=_start)]
        found += _Sentence(text, words, language, taken).measures()
    return sorted(found, key=lambda measure: (measure.start, measure.end))


class _Sentence:
    """The figures of one sentence."""

    def __init__(self, text: str, words: list[Token], language: str, dates: Sequence[Date]) -> None:
        self._text = text
        self._words = words
        self._language = language
        self._dates = set(_within(words, dates))

    def measures(self) -> Iterator[Measure]:
        index = 0
        while index < len(self._words):
            found = None if index in self._dates else self._at(index)
            if not found:
                index = self._past(index)
                continue
            measure, first, end = found
            source = sources.source(self._words, first, end, self._language)
            yield replace(
                measure,
                attributed_to=source and self._quote(*source),
                disputed=sources.is_disputed(self._words, first, end, self._language),
            )
            index = max(end, index + 1)

    def _past(self, index: int) -> int:
        """Behind a number that is no figure, so that no part of it is read as one; else the next token."""
        number = None if index in self._dates else number_at(self._words, index, self._language)
        return number.end if number else index + 1

    def _at(self, index: int) -> tuple[Measure, int, int] | None:
        word = self._words[index]
        if word.kind == "sign":
            return self._money_sign(index)
        if word.kind == "word":
            found = self._implied(index) or self._alone(index) or self._one_word(index)
            if found:
                return found
            if not may_begin(word, self._language):
                return None
        figure = figure_at(self._words, index, self._language)
        if figure is None or not self._dates.isdisjoint(range(figure.number.first, figure.number.end)):
            return None
        if figure.number.share:
            return self._fraction(figure)
        if has_label(self._words, figure, self._language):
            return None
        return self._compound(figure) or self._out_of(figure) or self._bare_age(figure) or self._figure(figure)

    def _figure(self, figure: Figure) -> tuple[Measure, int, int] | None:
        """A number and the noun behind it."""
        number = figure.number
        plural = number.value != 1 or figure.value is None
        after_name = is_after_name(self._words, figure, self._language)
        what = counted(self._words, figure.end, self._language, plural=plural, unknown=plural and not after_name)
        if what is None or not self._dates.isdisjoint(range(figure.end, what.end)):
            return self._people(figure) or self._number_of(figure)
        if what.kind == "none" or self._is_glued(figure):
            return None
        if what.kind == "duration":
            return self._duration(figure, what)
        if what.kind == "share":
            return self._share(figure, what)
        if what.kind == "money":
            return self._measure(figure, what.end, "money", what.unit)
        if figure.value is not None and phrases(FIGURES, self._language, "not_people").before(
            self._words, number.first
        ):
            figure = without_bounds(figure)  # to, or from, so many people
        if number.value == 1 and not number.in_digits and (what.unit != "person" or what.end != figure.end + 1):
            return None
        if after_name and self._looks_like_a_year(figure) and what.unit != "person":
            return None
        human = phrases(FIGURES, self._language, "human").at(self._words, what.end)
        unit = what.unit or number.unit or ("person" if human else None)
        return self._measure(figure, what.end, "count", unit, (what.first, what.end))

    def _people(self, figure: Figure) -> tuple[Measure, int, int] | None:
        """Двое, or a number before what happens to people alone: 12 were detained."""
        human = phrases(FIGURES, self._language, "human").at(self._words, figure.end)
        if figure.number.unit:
            return self._measure(figure, figure.end, "count", figure.number.unit)
        if human and figure.number.value != 1 and not self._is_glued(figure):
            return self._measure(figure, figure.end, "count", "person")
        return None

    def _number_of(self, figure: Figure) -> tuple[Measure, int, int] | None:
        what = counted_before(self._words, figure.first, self._language)
        if what is None or self._is_glued(figure):
            return None
        if figure.upper is not None and figure.upper == figure.value:
            figure = without_bounds(figure)  # выросло до 12: to, not up to
        return self._measure(figure, figure.end, "count", what.unit, (what.first, what.end))

    def _duration(self, figure: Figure, what: Counted) -> tuple[Measure, int, int] | None:
        number, language = figure.number, self._language
        if phrases(FIGURES, language, "not_time").before(self._words, number.first):
            figure = without_bounds(figure) if figure.exactness == "approximate" else figure
        if figure.upper is not None and figure.upper == figure.value and self._is_sentence(figure.first):
            figure = without_bounds(figure)  # засудили до 11 років: to, not up to
        age = self._age(figure, what)
        if age:
            return age
        lead = phrases(FIGURES, language, "time_lead").before(self._words, number.first)
        if what.unit == "hour" and lead and number.value is not None and number.value <= _HOURS:
            return None
        if phrases(FIGURES, language, "ago").at(self._words, what.end):
            return None
        if number.value == 1 and not number.in_digits and (what.unit == "day" or what.end != figure.end + 1):
            return None
        return self._measure(figure, what.end, "duration", what.unit, self._lasting(what.end))

    def _is_sentence(self, first: int) -> bool:
        """Whether a word before says to how much somebody was sentenced, where that is said like *up to*."""
        sentenced = phrases(FIGURES, self._language, "sentenced")
        return any(sentenced.at(self._words, index) for index in range(max(0, first - _WORDS_TO_NOUN), first))

    def _lasting(self, index: int) -> Span | None:
        """What lasts so long: (11 years) in prison, (11 лет) колонии."""
        linker = phrases(FIGURES, self._language, "in_custody", "linker").at(self._words, index)
        start = linker.end if linker else index
        found = phrases(UNITS, self._language, "lasting").at(self._words, start)
        return (start, found.end) if found else None

    def _age(self, figure: Figure, what: Counted) -> tuple[Measure, int, int] | None:
        """58 years old, at the age of 58, в возрасте 58 лет, Новик, 58 лет,."""
        if what.unit != "year" or not self._can_be_age(figure):
            return None
        after = phrases(FIGURES, self._language, "age_after").at(self._words, figure.end)
        after = after or phrases(FIGURES, self._language, "age_after").at(self._words, what.end)
        if after:
            return self._measure(figure, after.end, "age", "year")
        before = phrases(FIGURES, self._language, "age_before").before(self._words, figure.first)
        if before and not self._lasting(what.end):
            return self._measure(figure, what.end, "age", "year")
        if self._is_between_commas(figure.first, what.end) and self._words[figure.first - 2].capital:
            return self._measure(figure, what.end, "age", "year")
        return None

    def _bare_age(self, figure: Figure) -> tuple[Measure, int, int] | None:
        """Aged 58; Alena Novik, 58, said."""
        first, end = figure.first, figure.end
        if not self._can_be_age(figure) or not figure.number.in_digits:
            return None
        before = phrases(FIGURES, self._language, "age_before").before(self._words, first)
        if before and before.entry["effect"] == "bare":
            what = counted(self._words, end, self._language, plural=True, unknown=False)
            if what is None:
                return self._measure(figure, end, "age", "year")
        known = phrases(FIGURES, self._language, "bare_age").at(self._words, first - 1)
        value = figure.number.value or 0
        named = first > 1 and self._words[first - 2].capital and (first == 2 or self._words[first - 3].capital)
        if known and named and value >= _YOUNGEST and self._is_between_commas(first, end):
            return self._measure(figure, end, "age", "year")
        return None

    def _can_be_age(self, figure: Figure) -> bool:
        value = figure.number.value
        return value is not None and value.denominator == 1 and 0 < value <= _OLDEST and figure.value is not None

    def _is_between_commas(self, first: int, end: int) -> bool:
        return first > 1 and self._key(first - 1) in (",", "(") and self._key(end) in (",", ")", ".")

    def _compound(self, figure: Figure) -> tuple[Measure, int, int] | None:
        """Five-year term, 58-year-old, 15-суточный арест: a number joined by a hyphen to a unit of time."""
        end = figure.number.end
        if end + 1 >= len(self._words) or self._key(end) not in HYPHENS or not touch(*self._words[end - 1 : end + 1]):
            return None
        if not touch(self._words[end], self._words[end + 1]):
            return None
        unit = phrases(UNITS, self._language, "duration_adjective", "duration").at(self._words, end + 1)
        if not unit or phrases("number_words.csv", self._language, "case_ending").at(self._words, end + 1):
            return None
        return self._adjective(replace(figure, end=unit.end), unit.entry["unit"])

    def _one_word(self, index: int) -> tuple[Measure, int, int] | None:
        """Пятилетний, двухмесячный: a number and a unit of time grown together."""
        word = self._words[index]
        for cut in range(min(len(word.key), _LETTERS) - 3, 1, -1):
            value = combining(self._language).get(word.key[:cut])
            if value is not None:
                rest = [word._replace(key=word.key[cut:], capital=False)]
                unit = phrases(UNITS, self._language, "duration_adjective").at(rest, 0)
                if unit:
                    return self._adjective(figure_of(index, index + 1, value), unit.entry["unit"])
        return None

    def _adjective(self, figure: Figure, unit: str) -> tuple[Measure, int, int] | None:
        """A duration, or an age, as an adjective, with the noun behind it if that is one that lasts."""
        end = figure.end
        old = end + 1 < len(self._words) and self._key(end) in HYPHENS
        if old and phrases(FIGURES, self._language, "old").at(self._words, end + 1):
            return self._measure(figure, end + 2, "age", unit)
        if unit == "year" and phrases(FIGURES, self._language, "old").at(self._words, end):
            return self._measure(figure, end + 1, "age", unit)
        lasting = phrases(UNITS, self._language, "lasting")
        for start in (end, end + 1):
            found = lasting.at(self._words, start)
            if found and (start == end or self._words[end].kind == "word"):
                return self._measure(figure, found.end, "duration", unit, (end, found.end))
        if unit == "year" and self._can_be_age(figure) and self._is_before_person(end):
            return self._measure(figure, end, "age", unit)
        return self._measure(figure, end, "duration", unit)

    def _is_before_person(self, index: int) -> bool:
        """Whether an adjective belongs to somebody: a name, or a word for people, stands behind it."""
        known = phrases(UNITS, self._language, "count")
        for place in range(index, min(index + _WORDS_TO_PERSON, len(self._words))):
            word, found = self._words[place], known.at(self._words, place)
            if word.kind != "word":
                return False
            if word.capital or (found and found.entry["unit"] == "person"):
                return True
        return False

    def _share(self, figure: Figure, what: Counted) -> tuple[Measure, int, int] | None:
        of = shared(self._words, what.end, self._language)
        if of and not self._dates.isdisjoint(range(what.end, of[1])):
            of = None
        return self._measure(figure, of[1] if of else what.end, "share", "percent", of)

    def _fraction(self, figure: Figure) -> tuple[Measure, int, int] | None:
        """Half of the students, две трети голосов; not half of the year."""
        what = counted(self._words, figure.end, self._language, plural=False, unknown=False)
        of = shared(self._words, figure.end, self._language)
        if of is None or (what and what.kind != "count") or figure.value is None:
            return None
        return self._measure(scaled(figure, Fraction(100)), of[1], "share", "percent", of)

    def _out_of(self, figure: Figure) -> tuple[Measure, int, int] | None:
        """40 out of 100, 12 из 15 судей."""
        joint = phrases(FIGURES, self._language, "out_of").at(self._words, figure.end)
        if not joint or joint.end >= len(self._words) or joint.end in self._dates or figure.value is None:
            return None
        whole = figure_at(self._words, joint.end, self._language)
        if not whole or whole.value is None or not 1 < figure.value < whole.value or whole.number.share:
            return None
        what = counted(self._words, whole.end, self._language, plural=True)
        if what and what.kind != "count":
            return None
        end = what.end if what else whole.end
        return self._measure(scaled(figure, 100 / whole.value), end, "share", "percent", (whole.first, end))

    def _money_sign(self, index: int) -> tuple[Measure, int, int] | None:
        """$2.5 billion, US$ 300."""
        sign = phrases(UNITS, self._language, "sign").at(self._words, index)
        if not sign or sign.end >= len(self._words):
            return None
        figure = figure_at(self._words, sign.end, self._language)
        if not figure or not figure.number.in_digits:
            return None
        before = phrases(FIGURES, self._language, "before").before(self._words, index)
        if before:
            figure = figure_at([*self._words[:index], *self._words[sign.end :]], index, self._language)
            if figure is None:
                return None
            gap = sign.end - index
            figure = replace(figure, end=figure.end + gap)
        else:
            figure = replace(figure, first=index)
        return self._measure(figure, figure.end, "money", sign.entry["unit"])

    def _implied(self, index: int) -> tuple[Measure, int, int] | None:
        """Half a year in one word; more than a year; several weeks."""
        found = implied(self._words, index, self._language)
        return self._measure(found[0], found[0].end, "duration", found[1]) if found else None

    def _alone(self, index: int) -> tuple[Measure, int, int] | None:
        """Dual (citizenship)."""
        found = phrases("number_words.csv", self._language, "alone").at(self._words, index)
        if not found:
            return None
        known = phrases(UNITS, self._language, "count")
        for place in range(found.end, min(found.end + _WORDS_TO_NOUN, len(self._words))):
            noun = known.at(self._words, place)
            if noun and noun.entry["unit"] == "citizenship":
                figure = figure_of(index, found.end, Fraction(found.entry["value"]))
                return self._measure(figure, found.end, "count", "citizenship", (place, noun.end))
        return None

    def _is_glued(self, figure: Figure) -> bool:
        """Whether a hyphen or letter without a space follows: 5-member, 90-х."""
        end = figure.number.end
        if end >= len(self._words) or not touch(self._words[end - 1], self._words[end]):
            return False
        return self._key(end) in HYPHENS or self._key(end) in "/:_" or self._words[end].kind == "number"

    def _looks_like_a_year(self, figure: Figure) -> bool:
        text = self._words[figure.number.first].key
        return figure.number.in_digits and len(text) == 4 and text.isdigit() and text[:2] in ("19", "20")

    def _measure(
        self, figure: Figure, end: int, kind: Kind, unit: str | None, of: Span | None = None
    ) -> tuple[Measure, int, int]:
        measure = Measure(
            start=self._words[figure.first].start,
            end=self._words[end - 1].end,
            kind=kind,
            value=_float(figure.value),
            lower=_float(figure.lower),
            upper=_float(figure.upper),
            unit=unit,
            of=self._quote(*of) if of and of[0] < of[1] else None,
            exactness=figure.exactness,
        )
        return measure, figure.first, end

    def _key(self, index: int) -> str:
        return self._words[index].key if 0 <= index < len(self._words) else ""

    def _quote(self, first: int, end: int) -> str:
        return self._text[self._words[first].start : self._words[end - 1].end]


def _within(words: Sequence[Token], dates: Sequence[Date]) -> Iterator[int]:
    """The tokens that dates are made of; both are in their order."""
    left = iter(dates)
    date = next(left, None)
    for index, word in enumerate(words):
        while date and date.end <= word.start:
            date = next(left, None)
        if date and date.start <= word.start:
            yield index


def _start(date: Date) -> int:
    return date.start


def _float(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 2)

"""Reading a number, in digits or in words: `2,500`, `two hundred and five`, `трыццаці пяці`, `2,5 млн`, `dozens`.

What is counted is read in `counted`, what is near the number (about, at least) in `measures`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from pipeline import reference
from pipeline.facts.measures.phrases import HYPHENS, Found, Phrases, Token, expanded, fold, phrases, touch

_FILE = "number_words.csv"

_BEGINNINGS = ("number", "multiplier", "round", "collective", "article", "half_of", "fraction", "vague")
"""What a number in words may begin with."""
_MOST_DIGITS = 15
_MOST_WORDS = 12
"""A number in words has no more words than this."""


@dataclass(frozen=True)
class Number:
    """A number at the tokens `first` to `end`, the end exclusive.

    `value` is None for one that is only bounded (dozens: `lower` and `upper`, None where it is open). `is_round` says
    that the words themselves are approximate (two dozen). `unit` is of numerals that count people alone (двое).
    """

    first: int
    end: int
    value: Fraction | None
    lower: Fraction | None = None
    upper: Fraction | None = None
    is_round: bool = False
    in_digits: bool = False
    unit: str | None = None
    share: bool = False

    @property
    def is_vague(self) -> bool:
        """Whether it says no more than bounds."""
        return self.value is None


def number_at(words: Sequence[Token], first: int, language: str, *, approximated: bool = False) -> Number | None:
    """The number that begins with the token `first`.

    `approximated` says that about, more than or the like stands before it, after which a word like *thousand* may
    stand in any form without a number of its own (больше тысячи).
    """
    if words[first].kind == "number":
        return _in_digits(words, first, language)
    if not may_begin(words[first], language):
        return None
    for kind in ("whole", "alone"):
        if phrases(_FILE, language, kind).at(words, first):
            return None  # these have a unit of their own
    fraction = phrases(_FILE, language, "fraction").at(words, first)
    half_of = phrases(_FILE, language, "half_of").at(words, first)
    if half_of and phrases(_FILE, language, "multiplier", "round").at(words, half_of.end):
        found = phrases(_FILE, language, "multiplier", "round").at(words, half_of.end)
        if found:
            value = Fraction(half_of.entry["value"]) * Fraction(found.entry["value"])
            return Number(first, found.end, value, is_round=found.entry["kind"] == "round")
    if fraction and fraction.entry["room"]:  # a third of the votes, but not a third man
        fraction = fraction if phrases("figure_words.csv", language, "linker").at(words, fraction.end) else None
    if fraction:
        return Number(first, fraction.end, Fraction(fraction.entry["value"]), share=True)
    number = _in_words(words, first, language, approximated=approximated) or _inverted(words, first, language)
    return number or _vague(words, first, language)


def _inverted(words: Sequence[Token], first: int, language: str) -> Number | None:
    """About so many, as East Slavic languages say it: тысяч десять."""
    scaled = phrases(_FILE, language, "multiplier").at(words, first)
    if not scaled or scaled.end >= len(words):
        return None
    in_digits = words[scaled.end].kind == "number"
    number = (
        _in_digits(words, scaled.end, language, is_rest=True)
        if in_digits
        else _in_words(words, scaled.end, language, approximated=False)
    )
    if not number or not number.value or not number.value < Fraction(scaled.entry["value"]):
        return None
    return replace(number, first=first, value=number.value * Fraction(scaled.entry["value"]), is_round=True)


def may_begin(word: Token, language: str) -> bool:
    """Whether a number in words may begin with a token; most words begin none."""
    return word.kind == "word" and phrases(_FILE, language, *_BEGINNINGS).may_begin(word.key)


@cache
def combining(language: str) -> dict[str, Fraction]:
    """The numbers that grow together with a unit of time: пяці, двух."""
    rows = [row for row in reference.rows("number_words.csv") if row["kind"] == "combining"]
    return {
        fold(form): Fraction(row["value"])
        for row in rows
        if row["language"] == language
        for form in expanded(row["forms"])
    }


def digits(text: str, language: str) -> Fraction | None:
    """The value of digits with the marks that a language puts between them; None where they can be read in two ways.

    One comma or full stop before three digits is such a case where the language has it for neither.
    """
    decimal, group = _marks().get(language, ("", ""))
    marks, pieces = re.findall(r"\D", text), re.split(r"\D", text)
    if sum(len(piece) for piece in pieces) > _MOST_DIGITS:
        return None
    whole = pieces[0]
    for number, (mark, piece) in enumerate(zip(marks, pieces[1:], strict=True), start=1):
        if mark.isspace() or (mark == group and len(piece) == 3 and len(pieces[0]) <= 3):
            whole += piece
        elif number < len(marks) or (group and mark != decimal) or (not group and len(piece) == 3 and whole != "0"):
            return None
        else:
            return int(whole) + Fraction(int(piece), 10 ** len(piece))
    return Fraction(int(whole))


def _in_digits(words: Sequence[Token], first: int, language: str, *, is_rest: bool = False) -> Number | None:
    """`is_rest`: it goes on with a number before it, and nothing goes on with it."""
    value = digits(words[first].key, language)
    if value is None or _is_glued(words, first):
        return None
    end = first + 1
    ending = _case_ending(words, end, language)
    if end < len(words) and touch(words[first], words[end]) and words[end].kind == "word" and not ending:
        scaled = phrases(_FILE, language, "multiplier", "money_multiplier").at(words, end)
        if not scaled:
            return None
        return Number(first, scaled.end, value * Fraction(scaled.entry["value"]), in_digits=True)
    end = ending or end
    half = phrases(_FILE, language, "half").at(words, end)
    if half:
        value, end = value + Fraction(half.entry["value"]), half.end
    scaled = phrases(_FILE, language, "multiplier", "round").at(words, end)
    if not scaled and end < len(words) and words[end].key in HYPHENS and touch(words[end - 1], words[end]):
        scaled = phrases(_FILE, language, "multiplier").at(words, end + 1)
    is_round = False
    if scaled:
        scale = Fraction(scaled.entry["value"])
        value, end = value * scale, scaled.end
        is_round = scaled.entry["kind"] == "round"
        goes_on = not (is_round or is_rest) and end < len(words) and words[end].kind == "number"
        rest = _in_digits(words, end, language, is_rest=True) if goes_on else None  # 1 тыс. 200; 5 млн 200 тыс.
        if rest and rest.value and rest.value < scale:
            value, end = value + rest.value, rest.end
    return Number(first, end, value, is_round=is_round, in_digits=True)


def _is_glued(words: Sequence[Token], first: int) -> bool:
    """Whether the digits are a part of something else: COVID-19, T72, 10:30, 3/4, 5-0."""
    if not first or not touch(words[first - 1], words[first]):
        return False
    before = words[first - 1]
    if before.kind == "word" or before.key in ":/\\_№#":
        return True
    return before.key in HYPHENS and first > 1 and touch(words[first - 2], before) and words[first - 2].kind == "word"


def _case_ending(words: Sequence[Token], end: int, language: str) -> int:
    """The end of the ending in 5-ти человек, or 0."""
    if end + 1 < len(words) and words[end].key in HYPHENS and touch(words[end - 1], words[end]):
        found = phrases(_FILE, language, "case_ending").at(words, end + 1)
        if found and touch(words[end], words[end + 1]):
            return found.end
    return 0


def _in_words(words: Sequence[Token], first: int, language: str, *, approximated: bool) -> Number | None:
    known = phrases(_FILE, language, "number", "multiplier", "round", "collective", "joiner")
    total = group = Fraction(0)
    room: Fraction | None = None
    last: Fraction | None = None
    end, is_round = first, False
    article = phrases(_FILE, language, "article").at(words, first)
    index = first
    if article:
        if not phrases(_FILE, language, "multiplier", "round").at(words, article.end):
            return None
        index, group, room = article.end, Fraction(1), Fraction(1)
    while index < len(words) and index - first < _MOST_WORDS:
        found = known.at(words, index)
        if not found:
            break
        kind, entry = found.entry["kind"], found.entry
        if kind == "joiner":
            if end == first or not _joins(known, words, found, room):
                break
        elif kind == "collective":
            if end > first:
                break
            return Number(first, found.end, Fraction(entry["value"]), unit="person")
        elif kind == "number":
            value = Fraction(entry["value"])
            if room is not None and value >= room:
                break
            group += value
            room = Fraction(entry["room"]) if entry["room"] else _room(value)
            end = found.end
        else:
            value = Fraction(entry["value"])
            if not group and (total or not (entry["alone"] or approximated)):
                break
            if value >= 1000 or kind == "round":
                if last is not None and value >= last:
                    break
                total, group, room, last = total + (group or 1) * value, Fraction(0), value, value
            elif group < value:
                group, room = (group or 1) * value, value
            else:
                break
            is_round = is_round or kind == "round"
            end = found.end
        index = _past_hyphen(words, found.end)
    if end == first or total + group == 0:
        return None
    number = Number(first, end, total + group, is_round=is_round)
    half = phrases(_FILE, language, "half").at(words, end)
    if half:
        number = replace(number, value=total + group + Fraction(half.entry["value"]), end=half.end)
        scaled = phrases(_FILE, language, "multiplier").at(words, half.end)
        if scaled and number.value:
            number = replace(number, value=number.value * Fraction(scaled.entry["value"]), end=scaled.end)
    return number


def _joins(known: Phrases, words: Sequence[Token], joiner: Found, room: Fraction | None) -> bool:
    """Whether *and* goes on with the number: two hundred and five."""
    after = known.at(words, joiner.end)
    if room is None or after is None or after.entry["kind"] != "number":
        return False
    return room >= Fraction(joiner.entry["room"]) and Fraction(after.entry["value"]) < room


def _room(value: Fraction) -> Fraction:
    """What may still be added is less than this: 10 to twenty, 100 to two hundred, nothing to five."""
    room = Fraction(1)
    if value >= 20 and value.denominator == 1:
        while value % (room * 10) == 0:
            room *= 10
    return room


def _vague(words: Sequence[Token], first: int, language: str) -> Number | None:
    """Dozens, hundreds of thousands, тысячи."""
    found = phrases(_FILE, language, "vague").at(words, first)
    if not found:
        return None
    lower = Fraction(found.entry["value"])
    upper = Fraction(found.entry["upper"]) if found.entry["upper"] else None
    end = found.end
    linker = phrases("figure_words.csv", language, "linker").at(words, end)
    scaled = phrases(_FILE, language, "multiplier", "vague").at(words, linker.end if linker else end)
    if scaled and upper is not None and lower < 1000:
        multiplier = _multiplier(words, scaled, language)
        if multiplier:
            lower, upper, end = lower * multiplier, (upper + 1) * multiplier - 1, scaled.end
    return Number(first, end, None, lower, upper)


def _multiplier(words: Sequence[Token], scaled: Found, language: str) -> Fraction | None:
    """The number that a word for many stands for: 1000 in *tens of thousands*, where its vague row begins with 2000."""
    plain = phrases(_FILE, language, "multiplier").at(words, scaled.first)
    if plain:
        return Fraction(plain.entry["value"])
    value = Fraction(scaled.entry["value"])
    return value / 2 if value in (2_000, 2_000_000) else None


def _past_hyphen(words: Sequence[Token], index: int) -> int:
    if index + 1 < len(words) and words[index].key in HYPHENS:
        index += touch(words[index - 1], words[index]) and touch(words[index], words[index + 1])
    return index


@cache
def _marks() -> dict[str, tuple[str, str]]:
    return {row["language"]: (row["decimal"], row["group"]) for row in reference.rows("number_marks.csv")}

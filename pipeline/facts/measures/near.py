"""What stands around a number and says how exactly it is meant, or that it is no figure at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.facts.measures.counted import FIGURES, is_stop
from pipeline.facts.measures.numbers import Number, number_at
from pipeline.facts.measures.phrases import DASHES, Token, phrases


@dataclass(frozen=True)
class Figure:
    """A number with the words around it that bound it; tokens `first` to `end`, the number itself `number`.

    `exactness` is `exact`, `approximate` or `vague`; `value` is None where only the bounds are said.
    """

    first: int
    end: int
    number: Number
    value: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    exactness: str


def figure_at(words: Sequence[Token], index: int, language: str) -> Figure | None:
    """The figure whose number begins with the token `index`: at least 12, between 10 and 20, two or three."""
    before = phrases(FIGURES, language, "before").before(words, index)
    number = number_at(words, index, language, approximated=before is not None)
    if number is None:
        return None
    opened = phrases(FIGURES, language, "range_open").before(words, index)
    ranged = _range(words, number, language, opened=opened is not None)
    if ranged:
        first, last = ranged
        begin = opened.first if opened and _is_opened(words, number, language) else index
        whole = replace(last, first=index)
        return Figure(begin, last.end, whole, None, first, last.value, "approximate")
    exactness = "vague" if number.is_vague else "approximate" if number.is_round else "exact"
    figure = Figure(index, number.end, number, number.value, number.lower, number.upper, exactness)
    if before:
        figure = bounded(replace(figure, first=before.first), before.entry["effect"])
        again = phrases(FIGURES, language, "before").before(words, before.first)
        if again:  # at least about
            figure = bounded(replace(figure, first=again.first), again.entry["effect"])
    after = phrases(FIGURES, language, "after").at(words, number.end)
    if after:
        figure = bounded(replace(figure, end=after.end), after.entry["effect"])
    return figure


def without_bounds(figure: Figure) -> Figure:
    """The number alone, as if nothing stood before it."""
    number = figure.number
    exactness = "vague" if number.is_vague else "approximate" if number.is_round else "exact"
    return Figure(number.first, number.end, number, number.value, number.lower, number.upper, exactness)


def figure_of(first: int, end: int, value: Fraction) -> Figure:
    """An exact figure of one word."""
    return Figure(first, end, Number(first, end, value), value, None, None, "exact")


def scaled(figure: Figure, by: Fraction) -> Figure:
    """The same figure by another measure."""
    parts = (part * by if part is not None else None for part in (figure.value, figure.lower, figure.upper))
    value, lower, upper = parts
    return replace(figure, value=value, lower=lower, upper=upper)


def has_label(words: Sequence[Token], figure: Figure, language: str) -> bool:
    """Whether the digits are the number of something: Article 5, № 7, вул. Леніна, 5."""
    if not figure.number.in_digits:
        return False
    first = figure.number.first
    label = phrases(FIGURES, language, "label")
    if label.before(words, first):
        return True
    if first and words[first - 1].key in ",;" and words[first - 1].kind == "sign":
        return any(label.before(words, place) for place in range(max(1, first - 3), first))
    return False


def is_after_name(words: Sequence[Token], figure: Figure, language: str) -> bool:
    """Whether bare digits stand behind a name, which they may belong to: Channel 5."""
    number = figure.number
    if not number.in_digits or number.end > number.first + 1 or figure.first != number.first or not number.first:
        return False
    return words[number.first - 1].capital and not is_stop(words, number.first - 1, language)


def bounded(figure: Figure, effect: str) -> Figure:
    """A figure with a word that bounds it: `least`, `more`, `most`, `less` or `about`."""
    value = figure.value
    lower, upper = figure.lower, figure.upper
    if effect in ("least", "more"):
        lower = value if value is not None else lower
    elif effect in ("most", "less"):
        upper = value if value is not None else upper
    exactness = "vague" if figure.exactness == "vague" else "approximate"
    return replace(figure, lower=lower, upper=upper, exactness=exactness)


def _range(words: Sequence[Token], number: Number, language: str, *, opened: bool) -> tuple[Fraction, Number] | None:
    """The lower end of a range, and its upper end as a number."""
    end = number.end
    if number.value is None or number.share or end >= len(words):
        return None
    start = 0
    if words[end].key in DASHES and end + 1 < len(words):
        start = end + 1
    else:
        joint = phrases(FIGURES, language, "range").at(words, end)
        if not joint and opened:
            joint = phrases(FIGURES, language, "range_to").at(words, end)
        start = joint.end if joint else 0
    last = number_at(words, start, language) if 0 < start < len(words) else None
    if last is None or last.value is None or last.share or last.in_digits != number.in_digits:
        return None
    first = number.value
    scale = phrases("number_words.csv", language, "multiplier").before(words, last.end)
    if scale and scale.first > last.first and first < 1000:
        multiplier = Fraction(scale.entry["value"])
        if first < last.value / multiplier:
            first *= multiplier
    return (first, last) if first < last.value else None


def _is_opened(words: Sequence[Token], number: Number, language: str) -> bool:
    """Whether the range goes on with the word that belongs to its opening: from 5 *to* 7, not from 5-7."""
    return phrases(FIGURES, language, "range_to").at(words, number.end) is not None

"""Lengths of time that are said without a number: полгода, more than a year, several weeks."""

from collections.abc import Sequence
from fractions import Fraction

from pipeline.facts.measures.counted import FIGURES, UNITS
from pipeline.facts.measures.near import Figure, bounded, figure_of
from pipeline.facts.measures.numbers import Number
from pipeline.facts.measures.phrases import Token, phrases


def implied(words: Sequence[Token], index: int, language: str) -> tuple[Figure, str] | None:
    """The figure that begins with the token `index`, and its unit of time; None where none does, or it is so long ago.

    Of *several* no value is known; what stands in the singular behind *more than* is one.
    """
    whole = phrases("number_words.csv", language, "whole").at(words, index)
    if whole:
        return figure_of(index, whole.end, Fraction(whole.entry["value"])), "year"
    several = phrases(FIGURES, language, "several").at(words, index)
    bound = phrases(FIGURES, language, "before").at(words, index)
    if several:
        unit = phrases(UNITS, language, "duration").at(words, several.end)
        vague = Number(several.end - 1, several.end, None)
        figure = Figure(index, unit.end, vague, None, None, None, "vague") if unit else None
    elif bound:
        unit = phrases(FIGURES, language, "single").at(words, bound.end)
        figure = bounded(figure_of(index, unit.end, Fraction(1)), bound.entry["effect"]) if unit else None
    else:
        return None
    if figure is None or unit is None or phrases(FIGURES, language, "ago").at(words, unit.end):
        return None
    return figure, unit.entry["unit"] if several else unit.entry["effect"]

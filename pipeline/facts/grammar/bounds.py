"""Where the clause of a verb begins and ends, in languages with cases: there who does what is looked for.

What stands in a clause, and in which place, is for `declined`.
"""

from pipeline.facts.grammar.phrases import beginning, ending
from pipeline.facts.grammar.sentence import Sentence

REACH = 25
"""Units on each side of a verb that its clause may have."""

_BRACKETED = 4
"""Units in brackets behind a name: its acronym, an age."""


def bounds(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The units of the clause around a verb: to the next comma, sign or conjunction on both sides."""
    units = sentence.units
    left = start
    while left > 0 and start - left < REACH:
        unit = units[left - 1]
        if unit.text == ")":  # Ассоциация журналистов (БАЖ) призвала
            opening = next(
                (i for i in range(left - 2, max(-1, left - 2 - _BRACKETED), -1) if units[i].text == "("), None
            )
            if opening:
                left = opening
                continue
        if unit.is_comma or unit.is_break or unit.is_a("subordinator", "contrast"):
            break
        if unit.is_a("relative"):
            left -= 1 + (left > 1 and units[left - 2].is_a("preposition"))
            break
        if unit.is_a("conjunction") and not _joins_phrases(sentence, left - 1) and left != start:
            break
        left -= 1
    right = end
    while right < len(units) and right - end < REACH:
        unit = units[right]
        if unit.is_comma or unit.is_break or unit.is_a("relative", "subordinator", "contrast"):
            break
        if unit.is_a("conjunction") and not _joins_phrases(sentence, right):
            break
        right += 1
    return left, right


def insertion(sentence: Sentence, start: int) -> int | None:
    """The comma that the clause of a verb begins behind, where no relative pronoun does: an insertion may end there."""
    left, _ = bounds(sentence, start, start + 1)
    begins = left > 1 and sentence.units[left - 1].is_comma and not sentence.units[left].is_a("relative")
    return left - 1 if begins else None


def _joins_phrases(sentence: Sentence, conjunction: int) -> bool:
    before, after = ending(sentence, conjunction - 1), beginning(sentence, conjunction + 1)
    return before is not None and after is not None and bool(before.cases & after.cases)

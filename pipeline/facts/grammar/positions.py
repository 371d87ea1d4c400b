"""What stands in each place of a clause, and the phrases that prepositions add to it.

Shared by `ordered`, `declined` and `nominal`.
"""

from pipeline.facts.grammar.coordination import coordinated
from pipeline.facts.grammar.kinds import is_verbal
from pipeline.facts.grammar.phrases import beginning
from pipeline.facts.grammar.sentence import Sentence
from pipeline.facts.grammar.structure import Phrase

_NEAR = 12
"""Units after a trigger among which an agent is looked for."""


def after(sentence: Sentence, position: int, kind: str) -> list[Phrase]:
    """The phrase that a preposition of a kind governs, not far behind `position` and in the same clause."""
    units = sentence.units
    for index in range(position, min(position + _NEAR, len(units))):
        unit = units[index]
        if unit.is_break or unit.is_a("relative", "subordinator", "contrast") or (kind != "by" and unit.is_comma):
            return []
        if index > position and is_verbal(sentence, index):
            return []
        if unit.is_a(kind):
            found = beginning(sentence, index + 1)
            if found and found.preposition == index:
                return coordinated(sentence, found, leftwards=False)
            return []
    return []


def directly(sentence: Sentence, position: int, kind: str) -> list[Phrase]:
    """The phrase of a preposition of a kind that stands at `position`."""
    units = sentence.units
    if position < len(units) and units[position].is_a(kind):
        found = beginning(sentence, position + 1)
        if found and found.preposition == position:
            return coordinated(sentence, found, leftwards=False)
    return []


def named_after(sentence: Sentence, position: int, kind: str, start: int, end: int) -> list[Phrase]:
    """As `_directly`, where the trigger itself ends with the preposition: суд над X."""
    if end > start and sentence.units[end - 1].is_a(kind):
        found = beginning(sentence, end)
        if found and found.preposition in (None, end - 1) and found.owner is None:
            return coordinated(sentence, found, leftwards=False)
    return [] if position == end else directly(sentence, end, kind)

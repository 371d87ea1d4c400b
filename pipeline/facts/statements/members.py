"""Who is named as one of several to whom something happened: among those detained were X and Y; задержаны десять, в том
числе X; X was among those arrested.

Only which names belong to the words that tell an event; what happened is for `events`.
"""

from collections.abc import Callable

from pipeline.facts.grammar.coordination import coordinated
from pipeline.facts.grammar.kinds import is_verbal
from pipeline.facts.grammar.phrases import beginning, ending
from pipeline.facts.grammar.sentence import Sentence
from pipeline.facts.grammar.structure import Phrase
from pipeline.facts.statements.contents import DASHES

_BEFORE, _BEHIND = 4, 12
"""Units between `among` and the event (one of the 20 people detained), between the event and the names."""


def members(sentence: Sentence, start: int, end: int) -> list[Phrase]:
    """The names of some of those to whom the event told by the units `start` to `end` happened."""
    among = _among(sentence, start)
    if among is not None:
        return _behind(sentence, end, _is_link) or _before(sentence, among)
    return _behind(sentence, end, _is_including)


def is_among(sentence: Sentence, start: int) -> bool:
    """Whether the words at a unit are said of those among whom somebody is: среди задержанных."""
    return _among(sentence, start) is not None


def _among(sentence: Sentence, start: int) -> int | None:
    """The unit of the word that says so before an event."""
    units = sentence.units
    for index in range(start - 1, max(-1, start - 2 - _BEFORE), -1):
        if units[index].is_a("among"):
            return index
        if units[index].mention or not (units[index].is_a("determiner", "numeral", "quantity") or units[index].nouns):
            return None
    return None


def _is_link(sentence: Sentence, index: int) -> bool:
    return (
        sentence.units[index].text in (*DASHES, ":") or sentence.units[index].is_a("be") or is_verbal(sentence, index)
    )


def _is_including(sentence: Sentence, index: int) -> bool:
    return sentence.units[index].is_a("including") or sentence.units[index].text == ":"


def _behind(sentence: Sentence, end: int, leads: Callable[[Sentence, int], bool]) -> list[Phrase]:
    """The names behind the first word that leads to them."""
    units = sentence.units
    for index in range(end, min(end + _BEHIND, len(units) - 1)):
        if units[index].is_a("negation", "nobody"):
            return []
        if leads(sentence, index):
            return _listed(sentence, index + 1)
        is_other = units[index].is_break or units[index].is_a("contrast") or is_verbal(sentence, index)
        if is_other or (units[index].mention and units[index].is_person):
            return []  # 31 were released; others, among them X, were not
    return []


def _listed(sentence: Sentence, position: int) -> list[Phrase]:
    """The names that stand at a unit and on, with nothing but commas and conjunctions between."""
    units, found = sentence.units, list[Phrase]()
    while (named := beginning(sentence, position)) and _is_name(sentence, named):
        found += [p for p in coordinated(sentence, named, leftwards=False) if _is_name(sentence, p)]
        position = found[-1].last + 1
        while position < len(units) and (units[position].is_comma or units[position].is_a("conjunction")):
            position += 1
        if position == found[-1].last + 1:
            break
    return found


def _before(sentence: Sentence, among: int) -> list[Phrase]:
    """The names before `was among`."""
    index = among - 1
    while index >= 0 and _is_link(sentence, index):
        index -= 1
    named = ending(sentence, index) if index < among - 1 else None
    return coordinated(sentence, named) if named and named.is_free and _is_name(sentence, named) else []


def _is_name(sentence: Sentence, phrase: Phrase) -> bool:
    mention = sentence.units[phrase.head].mention
    return mention is not None and mention.kind == "person" and "nominative" in phrase.cases

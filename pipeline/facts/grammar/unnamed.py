"""Whether somebody whom no name says stands where a verb asks for people or a body: anyone, nine of them, the paper.

Which words stand for whom are rows of `stand_ins.csv`; nouns for people do too. Who is meant is not known, so nobody
takes part by them.
"""

from collections.abc import Iterator

from pipeline.facts.grammar import ordered
from pipeline.facts.grammar.bounds import bounds, insertion
from pipeline.facts.grammar.cases import adjective_cases
from pipeline.facts.grammar.kinds import is_verbal
from pipeline.facts.grammar.lexicon import Reading, follows, words
from pipeline.facts.grammar.phrases import phrases
from pipeline.facts.grammar.sentence import Sentence

_NEAR = 4
"""Units behind a verb among which what it is done to stands."""

_ENCLOSED = 12
"""Units that may stand between two commas behind a subject."""

_COUNTS = ("numeral", "quantity")
_PARTS = ("relative", "subordinator", "preposition", "location")


def has_people(sentence: Sentence, start: int, end: int) -> bool:
    """Whether people without names stand in the clause of a verb as those who may have it done to them.

    They are in the genitive or accusative and belong to no other noun, or only counted: задержали более ста человек.
    """
    if not sentence.is_cased:
        return False
    left, right = bounds(sentence, start, end)
    for phrase in phrases(sentence):
        unit = sentence.units[phrase.head]
        is_whom = phrase.owner is None and phrase.cases & {"genitive", "accusative"} and phrase.head != start
        if left <= phrase.head < right and is_whom and unit.is_person and not unit.is_noun("authority", "relative"):
            is_free = phrase.preposition is None or sentence.units[phrase.preposition].is_a("range")
            if is_free and (unit.mention is None or unit.mention.kind == "group"):
                return True
    return False


def has_unnamed(
    sentence: Sentence, start: int, end: int, reading: Reading, needs: str, *, of_subject: bool = False
) -> bool:
    """Whether the verb at units `start` to `end` is said of somebody (`needs`: person, organisation) without a name.

    It is said of the subject of a passive, and of that of every verb that takes no object (`of_subject`).
    """
    if reading.kind == "noun":
        return False
    if sentence.is_cased:
        return _declined(sentence, start, end, reading, needs)
    first, kinds = ordered.group(sentence, start)
    if "be" in kinds or of_subject:
        return any(True for _ in _at(sentence, _before(sentence, first), needs))
    if not ordered.has_unknown_object(sentence, end) and any(
        True for _ in _at(sentence, range(start - 1, start), needs)
    ):
        return reading.form in ("past", "participle")  # those pardoned by
    return reading.form != "ing" and any(True for _ in _at(sentence, _behind(sentence, end), needs))


def _at(sentence: Sentence, span: range, needs: str) -> Iterator[tuple[int, Reading]]:
    """The words in a span that stand for somebody, with what the list says of them."""
    listed = words("stand_ins.csv", sentence.language)
    for index in span if span.start >= 0 else ():
        for reading in listed.get(sentence.units[index].key, ()):
            counted = reading.kind != "word" or not reading.rest or _is_counted(sentence, index)
            is_whole = follows(sentence.keys, index + 1, reading.rest) is not None
            if reading.row["stands_for"] == needs and is_whole and (counted or not sentence.is_cased):
                yield index, reading


def _is_counted(sentence: Sentence, index: int) -> bool:
    before = sentence.units[max(0, index - 2) : index]
    return any(unit.is_a(*_COUNTS) or unit.text[0].isdigit() for unit in before)


def _before(sentence: Sentence, first: int) -> range:
    """The units of a subject before a verb that begins at `first`."""
    begin = first
    if first and sentence.units[first - 1].is_comma:  # sixty people, most of them women, gathered
        begin = next((i for i in range(first - 2, max(0, first - _ENCLOSED), -1) if _opens(sentence, i)), first)
    while begin > 0:
        unit = sentence.units[begin - 1]
        if unit.is_comma or unit.is_break or unit.is_a("relative", "subordinator") or is_verbal(sentence, begin - 1):
            break
        begin -= 1
    return range(begin, first)


def _opens(sentence: Sentence, index: int) -> bool:
    """Whether a comma encloses words that count part of those before it: , most of them women,"""
    units = sentence.units
    return units[index].is_comma and units[index + 1].is_a("determiner", *_COUNTS) and units[index + 2].is_a("of")


def _behind(sentence: Sentence, end: int) -> range:
    """The units behind a verb that may be its object."""
    stop = end
    while stop < min(end + _NEAR, len(sentence.units)):
        unit = sentence.units[stop]
        if not (unit.is_word or unit.text[0].isdigit()) or unit.is_a(*_PARTS) or is_verbal(sentence, stop):
            break
        stop += 1
    return range(end, stop)


def _governs(sentence: Sentence, index: int, start: int) -> bool:
    """Whether what stands before a word says that it is no object of its own: the site of the paper."""
    unit = sentence.units[index]
    if unit.is_a("preposition", "location", "of", "against"):
        return True
    is_noun = unit.is_word and not unit.functions and not is_verbal(sentence, index)
    return is_noun and index != start and not adjective_cases(unit.key, sentence.language)


def _before_insertion(sentence: Sentence, start: int) -> int:
    """The unit before what two commas enclose before a verb: пятерых, среди них Новика, задержали; -1 if nothing is."""
    comma = insertion(sentence, start)
    ahead = range(comma - 1, max(0, comma - _ENCLOSED), -1) if comma else range(0)
    return next((index - 1 for index in ahead if sentence.units[index].is_comma), -1)


def _declined(sentence: Sentence, start: int, end: int, reading: Reading, needs: str) -> bool:
    left, right = bounds(sentence, start, end)
    is_passive = reading.kind == "passive" and reading.form != "impersonal"
    if reading.kind == "participle" and reading.case != "nominative":
        return False
    wanted = "nominative" if is_passive or reading.kind == "participle" else "accusative"
    before = range(_before_insertion(sentence, start), left)[:1]
    for index, found in (*_at(sentence, before, needs), *_at(sentence, range(left, right), needs)):
        if found.kind == "word":
            return True
        if start <= index < end or (index and _governs(sentence, index - 1, start)):
            continue
        if found.case == wanted or (found.case == "genitive" and _is_counted(sentence, index)):
            return True
    return False

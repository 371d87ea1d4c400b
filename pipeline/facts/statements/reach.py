"""How far a word for an event reaches in its sentence: the characters among which a date tells when it happened.

Here belongs what of a sentence is a trigger's own, by verbs, conjunctions and prepositions; choosing among dates is for
`when`.
"""

from pipeline.facts.grammar.clauses import Clause
from pipeline.facts.grammar.kinds import is_verbal
from pipeline.facts.grammar.sentence import Sentence, Span

_OCCUR = ("occur", "ahead", "absent", "carry", "plan", "attempt")
"""Words of `modality.csv` that say of what depends on them that it comes about: their date is its date."""

_AUXILIARY = ("be", "have", "do", "modal", "future", "negation")

_GOVERNING = ("preposition", "of", "to", "by", "against")

_INSERTED = 12
"""Units between a noun and the verb that says of it that it comes about."""


def reach(sentence: Sentence, around: Clause) -> Span:
    """The characters (code points) around a trigger in which its date may stand; the whole sentence if no verb is."""
    units = sentence.units
    if around.form == "noun" and not any(_is_verb(sentence, index) for index in range(len(units))):
        return sentence.start, sentence.end
    limit = _noun_limit if around.form == "noun" else _verb_limit
    return units[limit(sentence, around.first - 1, -1)].start, units[limit(sentence, around.end, 1)].end


def is_told(sentence: Sentence, around: Clause) -> bool:
    """Whether a sentence is there to tell of a trigger: not as what is only named, or said of somebody (who was)."""
    if reach(sentence, around) == (sentence.start, sentence.end):
        return True
    before = _verb_limit(sentence, around.first - 1, -1) - 1
    return around.form == "finite" and not (before >= 0 and sentence.units[before].is_a("relative"))


def _verb_limit(sentence: Sentence, index: int, step: int) -> int:
    """The last unit of the clause of a verb in one direction; insertions between commas are part of it."""
    units = sentence.units
    joined = False
    while 0 <= index < len(units):
        unit = units[index]
        if _ends(sentence, index):
            break
        if unit.is_a("relative", "subordinator", "contrast"):
            return _date_before(sentence, index) if step < 0 else index - step
        if _is_verb(sentence, index):
            # Seized power and arrested; not: arrested and sentenced.
            tells = any(True for _ in sentence.readings("event_triggers.csv", index))
            if tells or not (joined or (step < 0 and _occurs(sentence, index))):
                break
            joined = False
        if unit.is_a("conjunction") and _is_verb(sentence, index + 1):
            if step > 0:
                break
            joined = True
        index += step
    return index - step


def _date_before(sentence: Sentence, index: int) -> int:
    """The first unit of the date that a clause begins with a reference to: on 4 May, when; else the one behind."""
    units = sentence.units
    position = index - 1
    while position >= 0 and (units[position].is_comma or units[position].is_a("preposition")):
        position -= 1
    first = position
    while first >= 0 and (units[first].is_a("calendar") or units[first].text[0].isdigit()):
        first -= 1
    if first > 0 and units[first - 1].is_a("preposition"):
        first -= 1  # in mid-May 1998, when
    return first + 1 if first < position else index + 1


def _noun_limit(sentence: Sentence, index: int, step: int) -> int:
    """The last unit that says something of a noun in one direction, or that it came about (the trial opened in May)."""
    units = sentence.units
    occurs = False
    while 0 <= index < len(units):
        unit = units[index]
        if _ends(sentence, index):
            break
        if _occurs(sentence, index):
            occurs = True
        elif unit.is_comma or unit.is_a("relative", "subordinator", "contrast"):
            if not (step > 0 and not occurs and _occurs_behind(sentence, index)):
                break
        elif _is_verb(sentence, index) or (step < 0 and not occurs and unit.is_a(*_GOVERNING)):
            break
        index += step
    return index - step


def _occurs(sentence: Sentence, index: int) -> bool:
    return any(reading.row["kind"] in _OCCUR for reading, _ in sentence.readings("modality.csv", index))


def _occurs_behind(sentence: Sentence, index: int) -> bool:
    """Whether the next verb is one that says that a noun before it comes about: the trial of X, an editor, opened."""
    for position in range(index + 1, min(len(sentence.units), index + _INSERTED)):
        if _occurs(sentence, position):
            return True
        if _ends(sentence, position) or _is_verb(sentence, position):
            return False
    return False


def _ends(sentence: Sentence, index: int) -> bool:
    """Whether a clause ends with a unit; a full stop within a sentence is that of an abbreviation."""
    unit = sentence.units[index]
    return unit.is_break and (unit.text != "." or index == len(sentence.units) - 1)


def _is_verb(sentence: Sentence, index: int) -> bool:
    unit = sentence.units[index] if index < len(sentence.units) else None
    return unit is not None and is_verbal(sentence, index) and not unit.is_a(*_AUXILIARY)

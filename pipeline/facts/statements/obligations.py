"""What somebody says has to be done: X must be released; the EU, he thinks, ought to punish Y; необходимо освободить X.

It is a demand only in the mouth of somebody: in quotation marks, as reported speech, or where the text itself is a
statement; and only where what has to be done is such as people demand. What a law asks for is none.
"""

from pipeline.facts.grammar.attribution import attribution
from pipeline.facts.grammar.clauses import subjects
from pipeline.facts.grammar.lexicon import Reading
from pipeline.facts.grammar.reference import quoted_at
from pipeline.facts.grammar.sentence import Sentence, once
from pipeline.facts.grammar.structure import Phrase
from pipeline.facts.grammar.who import is_first_person
from pipeline.facts.statements.contents import content_code, contents, is_infinitive, past

_VERBS = "demand_verbs.csv"

KINDS = ("must", "need")
"""Words with a subject (X must be released), and without one (необходимо освободить X)."""

_INSERTED = 10
"""Units that may stand between two commas before the word."""

_LONGEST = 40
"""Units that the subject may have: those who ..., must be punished."""

_RIGHTS = "respect_rights"
"""What laws ask for too: it says nothing of somebody's demand."""

Obligation = tuple[tuple[Phrase, ...], tuple[int, int]]
"""Of whom it is demanded, and the units of what is demanded."""


def obligation(sentence: Sentence, at: int, end: int, reading: Reading) -> Obligation | None:
    """What the word at units `at` to `end` says has to be done; None where it is nobody's demand."""
    units = sentence.units
    parts = contents(sentence, end)
    around = units[max(0, at - 1) : end + 2]
    if not parts or units[-1].text == "?" or any(unit.is_a("negation", "have") for unit in around if unit != units[at]):
        return None
    stop = _before_next(sentence, end, parts[0][1])
    whom: tuple[Phrase, ...] = ()
    begin: int | None = past(sentence, end)
    if reading.kind == "need":
        joins = units[end].is_comma and units[end + 1].is_a("subordinator")  # необходимо, чтобы X освободили
        begin = begin if joins or is_infinitive(sentence, past(sentence, end)) else None
    elif units[end].is_a("be"):
        begin = _clause(sentence, at)
    else:
        whom = tuple(p for p in subjects(sentence, at) if _may_be_asked(sentence, p))
        begin = begin if len(whom) == 1 else None
    if begin is None or content_code(sentence, begin, stop) in (None, _RIGHTS):
        return None
    return (whom, (begin, stop)) if _is_somebodys(sentence, at, end) else None


def _before_next(sentence: Sentence, end: int, stop: int) -> int:
    """The end of what has to be done, where behind `and` something else has to: X must be freed, and Y should leave."""
    units = sentence.units
    for index in range(end, stop - 1):
        if units[index].is_comma and units[index + 1].is_a("conjunction"):
            readings = (reading for at in range(index + 2, stop) for reading, _ in sentence.readings(_VERBS, at))
            if any(reading.kind in KINDS for reading in readings):
                return index
    return stop


def _may_be_asked(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a subject is a body, a place, or an authority: what a person must do may be his duty alone."""
    unit = sentence.units[phrase.head]
    is_body = unit.mention is not None and unit.mention.kind in ("organisation", "place")
    return is_body or unit.is_noun("authority")


def _is_somebodys(sentence: Sentence, at: int, end: int) -> bool:
    """Whether somebody says so: in quotation marks, as the sentence reports it, or as those who write the text."""
    said = quoted_at(sentence, sentence.units[at].start) or attribution(sentence, at, end)[0]
    return bool(said or sentence.setting.authors or _says_we(sentence))


@once
def _says_we(sentence: Sentence) -> bool:
    """Whether a word of the sentence says *I* or *we*."""
    pronouns = ((reading.row["kind"], reading.row["number"]) for unit in sentence.units for reading in unit.functions)
    is_said = any(kind == "pronoun" and number in ("self", "first") for kind, number in pronouns)
    return is_said or any(is_first_person(sentence, index) for index in range(len(sentence.units)))


def _clause(sentence: Sentence, at: int) -> int | None:
    """The unit with which the clause begins whose verb stands at `at`; None for one that a relative pronoun begins."""
    units, begin = sentence.units, at
    if begin and units[begin - 1].is_comma:  # X, she said, should be released
        opening = (i for i in range(begin - 2, max(0, begin - _INSERTED), -1) if units[i].is_comma)
        begin = next(opening, begin)
    while begin and at - begin < _LONGEST and not _parts(sentence, begin - 1):
        begin -= 1
    while begin < at and units[begin].is_a("conjunction", "contrast"):
        begin += 1
    is_conditional = begin > 0 and units[begin - 1].is_a("condition")
    return None if begin == at or is_conditional or units[begin].is_a("condition") else begin


def _parts(sentence: Sentence, index: int) -> bool:
    """Whether a clause begins behind a unit: a sign, `that`, a verb of saying."""
    unit = sentence.units[index]
    says = any(reading.row["kind"] in ("say", "allege") for reading, _ in sentence.readings("modality.csv", index))
    return unit.is_break or unit.is_comma or unit.is_a("subordinator") or says

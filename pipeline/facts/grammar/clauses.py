"""Who stands where around a word that tells something: subject, object, agent, possessor and what prepositions add.

Only grammar, for languages with cases (`declined`) and without (`ordered`), verbs and nouns (`nominal`). What a place
means (victim, perpetrator) is for those who ask. In doubt a place stays empty.
"""

from collections.abc import Container, Sequence

from pipeline.facts.grammar import declined, ordered
from pipeline.facts.grammar.lexicon import Reading
from pipeline.facts.grammar.nominal import noun
from pipeline.facts.grammar.phrases import beginning
from pipeline.facts.grammar.sentence import Sentence
from pipeline.facts.grammar.structure import Clause, Phrase

_NOUNLIKE = ("determiner", "possessive", "preposition", "of", "by", "against", "numeral", "quantity", "including")
_VERBLIKE = ("be", "have", "do", "modal", "future", "negation", "relative", "pronoun")

__all__ = ["Clause", "accusation", "clause", "is_ambiguous", "reads_as_noun", "subjects"]


def clause(sentence: Sentence, start: int, end: int, reading: Reading, frame: Sequence[str]) -> Clause | None:
    """What stands around the trigger at units `start` to `end`; None if it is no trigger there (arrest warrant).

    `frame` are the places that the event has.
    """
    if reading.kind in ("noun", "word"):
        return noun(sentence, start, end, reading, frame)
    if sentence.is_cased:
        return declined.verb(sentence, start, end, reading, frame)
    return ordered.verb(sentence, start, end, reading, frame)


def subjects(sentence: Sentence, at: int, others: Container[int] = ()) -> list[Phrase]:
    """The subject of the verb at unit `at`, with the rest of its list; `others` are units that are known to be none."""
    if sentence.is_cased:
        return declined.subjects(sentence, at, others)
    first, _ = ordered.group(sentence, at)
    return ordered.subjects(sentence, first)


def accusation(sentence: Sentence, at: int, around: Clause) -> tuple[Phrase | None, Phrase | None]:
    """Of a verb of accusing at unit `at` that governs the trigger: who is accused of it, and who accuses."""
    units = sentence.units
    between = [p for p in (beginning(sentence, i) for i in range(at + 1, around.first)) if p and p.is_free]
    found = subjects(sentence, at)
    if sentence.is_cased:
        between = [p for p in between if "accusative" in p.cases]
        passive = any(r.form == "reflexive" or r.kind in ("passive", "participle") for r, _ in _readings(sentence, at))
    else:
        passive = "be" in ordered.group(sentence, at)[1]
    subject = found[0] if found else None
    if passive:
        return subject, None
    return (between[0], subject) if len(between) == 1 and not units[at].is_a("adverb") else (None, subject)


def reads_as_noun(sentence: Sentence, index: int) -> bool:
    """Whether a word that is a noun and a verb (arrest, protests) is a noun here."""
    units = sentence.units
    if index + 1 < len(units) and units[index + 1].is_a("of"):
        return True
    if _is_gerund(sentence, index) and _has_object(sentence, index + 1):
        return False
    position = index - 1
    while position >= 0 and units[position].is_a("adverb") and not units[position].is_a("numeral"):
        position -= 1
    if position < 0:
        return True
    before = units[position]
    if before.possessive or before.is_a(*_NOUNLIKE):
        return True
    if before.is_a(*_VERBLIKE):
        return False
    has_object = _has_object(sentence, index + 1)
    if before.is_a("to"):
        return not (has_object or index + 1 == len(units) or units[index + 1].functions)
    if before.mention and before.mention.kind != "place":
        return False
    if before.mention or before.nouns:
        return not has_object
    return not (before.is_a("conjunction") and has_object)


def is_ambiguous(sentence: Sentence, name: str, index: int) -> bool:
    """Whether the list `name` knows a word as a noun and as a verb."""
    kinds = {reading.kind == "noun" for reading, _ in sentence.readings(name, index) if reading.kind != "word"}
    return len(kinds) == 2


def _is_gerund(sentence: Sentence, index: int) -> bool:
    return any(reading.form == "ing" for reading, _ in sentence.readings("event_triggers.csv", index))


def _has_object(sentence: Sentence, index: int) -> bool:
    """Whether an object may begin at a unit."""
    if index >= len(sentence.units):
        return False
    unit = sentence.units[index]
    if not unit.is_word or unit.mention or not unit.functions:
        return unit.is_word or unit.text[0].isdigit()
    return unit.is_a(
        "determiner", "possessive", "numeral", "adverb", "pronoun", "honorific", "quantity", "subordinator"
    )


def _readings(sentence: Sentence, at: int) -> list[tuple[Reading, int]]:
    return [of for of in sentence.readings("modality.csv", at) if of[0].row["kind"] == "allege"]
